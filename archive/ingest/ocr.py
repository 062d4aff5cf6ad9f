"""Reading a page image with the tesseract program: calmed, set straight, read, boxes laid back on the page.

Asking whether the program is there costs nothing; reading happens in the limited process only.
"""

from __future__ import annotations

import ctypes
import math
import os
import re
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from archive.ingest.extractors.layer import clean
from archive.ingest.leaf import MAX_WORD, MAX_WORDS, Cause, Unreadable, Word
from archive.ingest.transcript import with_joins

PROGRAM = "tesseract"
LANGUAGES = "fra+eng"
SPECKLED = 6  # grey levels of noise: from here on a blur is worth its cost
POOR = 70  # mean confidence below which the page is also tried turned; upside down gives about 50
FEW_WORDS = 5
SURE = 60
PR_SET_PDEATHSIG = 1

Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one page, and their mean confidence weighted by length (None without words)."""

    words: tuple[Word, ...]
    confidence: float | None


def available(languages: str = LANGUAGES) -> bool:
    """Whether the program and its data for these languages are installed."""
    program = which(PROGRAM)
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"],
            capture_output=True,
            timeout=10,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return set(_checked(languages).split("+")) <= set((listed.stdout + listed.stderr).split())


def read(grey: Path, folder: Path, *, languages: str = LANGUAGES, seconds: float = 60) -> Reading:
    """Reads an uncompressed grey TIFF; each run of the program gets this many seconds."""
    from archive.ingest import rasters  # numpy and libvips: in the limited process only

    with rasters.troubles():
        grey, width, height, degrees = rasters.prepare(grey, folder, speckled=SPECKLED)
    back = turn_back(degrees, width, height)
    reading = parse(_run(grey, languages, 3, seconds), width, height, back)
    if len(reading.words) < FEW_WORDS or (reading.confidence or 0) < POOR:
        turned = parse(_run(grey, languages, 1, seconds), width, height, back)
        reading = max(reading, turned, key=_letters_read)
    return reading


def turn_back(degrees: float, width: int, height: int) -> Turn:
    """From pixels of the straightened page to pixels of the page as it was."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    across, down = width / 2, height / 2

    def turn(x: float, y: float) -> tuple[float, float]:
        return across + (x - across) * cos - (y - down) * sin, down + (x - across) * sin + (y - down) * cos

    return turn


def parse(table: str, width: int, height: int, back: Turn) -> Reading:
    """tesseract's TSV: level, page to word number, left, top, width, height, confidence, text."""
    words: list[Word] = []
    blocks: dict[tuple[str, ...], int] = {}
    lines: dict[tuple[str, ...], int] = {}
    weight = total = 0.0
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not (text := clean(cells[11])[:MAX_WORD]):
            continue
        left, top, across, down = map(int, cells[6:10])
        confidence = min(max(float(cells[10]), 0.0), 100.0)
        corners = [back(x, y) for x in (left, left + across) for y in (top, top + down)]
        x0, x1 = (_within(side(x for x, _ in corners) / width) for side in (min, max))
        y0, y1 = (_within(side(y for _, y in corners) / height) for side in (min, max))
        words.append(
            Word(
                text=text,
                x=round(x0, 5),
                y=round(y0, 5),
                width=round(x1 - x0, 5),
                height=round(y1 - y0, 5),
                confidence=round(confidence),
                block=blocks.setdefault(tuple(cells[2:4]), len(blocks)),
                line=lines.setdefault(tuple(cells[2:5]), len(lines)),
            )
        )
        weight += len(text)
        total += len(text) * confidence
        if len(words) == MAX_WORDS:
            break
    return Reading(with_joins(words), round(total / weight, 1) if weight else None)


def _letters_read(reading: Reading) -> int:
    return sum(len(word.text) for word in reading.words if (word.confidence or 0) >= SURE)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _checked(languages: str) -> str:
    if not re.fullmatch(r"[a-z]{3}(_[a-z]+)?(\+[a-z]{3}(_[a-z]+)?)*", languages):
        raise ValueError(f"not a list of languages: {languages!r}")
    return languages


def _run(grey: Path, languages: str, layout: int, seconds: float) -> str:
    program = which(PROGRAM)
    if program is None:
        raise Unreadable(Cause.OCR_MISSING, PROGRAM)
    command = [program, str(grey), "-", "-l", _checked(languages), "--psm", str(layout), "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
            preexec_fn=_die_with_parent(),  # safe: the limited process runs no thread of its own
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Cause.OUT_OF_TIME, f"{PROGRAM} --psm {layout}") from error
    if done.returncode:
        raise Unreadable(_cause(done.returncode, done.stderr), done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout.decode("utf-8", "replace")


def _die_with_parent() -> Callable[[], None]:
    """The program ends when the process that started it does."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    return ask


def _cause(code: int, complaint: bytes) -> Cause:
    if b"bad_alloc" in complaint or b"memory" in complaint or code in (-signal.SIGKILL, -signal.SIGABRT):
        return Cause.OUT_OF_MEMORY
    if code == -signal.SIGXCPU:
        return Cause.OUT_OF_TIME
    if b"loading language" in complaint or b"load any languages" in complaint:
        return Cause.OCR_MISSING
    return Cause.CRASHED
