"""Whether the text a PDF carries can be used, and its words set into blocks and lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from archive.ingest.leaf import MAX_WORD, Word

# In good French or English prose they are four tokens in ten, in an inventory three, in a layer whose
# letters are shifted or glued fewer than one and a half.
SMALL_WORDS = """
    le la les l un une des d du de au aux et ou où à en dans sur par pour avec sans sous ne n pas plus que qu
    qui se s ce c cette ces son sa ses il elle ils on nous vous je y est sont a été ont était être comme mais
    the a an of and or to in on at by for with from is are was were be been it its that this as not has have
    which he his they we but their
"""
FUNCTION_WORDS = frozenset(SMALL_WORDS.split())
TOKEN = re.compile(r"[^\s'’]+")
FIGURES = re.compile(r"[\d.,:/%€+()°-]+")
EDGES = '.,;:!?()[]«»"“”…*'
FEW_WORDS = 5
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # turn what is read after them
LEFT_BY_PROGRAMS = re.compile(r"^Microsoft (Word|Excel|PowerPoint) - ")
NO_TITLE = re.compile(r"(untitled|sans titre|document|scan|image|unknown)[\s\d_-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters on one line, box in fractions of the page as seen; `breaks` after a line's last."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    breaks: bool = False


def clean(text: str) -> str:
    """NFC, one line, nothing that is no character."""
    text = unicodedata.normalize("NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return " ".join("".join(" " if c.isspace() else c for c in text if not _nothing(c)).split())


def usable(text: str) -> bool:
    """By measure on good prose and inventories, and on layers damaged in seven ways."""
    letters = [c for c in text if not c.isspace()]
    if not letters or sum(_bad(c) for c in letters) > 0.05 * len(letters):
        return False
    tokens = [token for raw in TOKEN.findall(text) if (token := raw.strip(EDGES))]
    spoken = [token for token in tokens if not FIGURES.fullmatch(token)]
    if len(spoken) < FEW_WORDS:
        return bool(tokens)
    if not 2.5 <= sum(map(len, spoken)) / len(spoken) <= 9:
        return False
    stop = sum(token.lower() in FUNCTION_WORDS for token in spoken)
    return len(spoken) < 40 or stop >= 0.15 * len(spoken)


def set_in_lines(pieces: Sequence[Piece], ratio: float) -> tuple[Word, ...]:
    """Words in reading order; the ratio is the page's height by its width.

    Pieces outside the page are left out, the rest clipped to it.
    """
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if 0 <= (piece.x0 + piece.x1) / 2 <= 1 and 0 <= (piece.y0 + piece.y1) / 2 <= 1:
            lines[-1].append(piece)
        if piece.breaks and lines[-1]:
            lines.append([])
    lines = [line for line in lines if line]
    if _sideways(pieces, ratio):
        lines = _turned(lines)
    words: list[Word] = []
    block = 0
    for number, line in enumerate(lines):
        if number and _apart(lines[number - 1], line):
            block += 1
        words += [_word(piece, block, number) for piece in line]
    return tuple(words)


def _nothing(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cs", "Cn") and not c.isspace()


def _bad(c: str) -> bool:
    return c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs")


def _word(piece: Piece, block: int, line: int) -> Word:
    x0, y0, x1, y1 = (min(max(edge, 0.0), 1.0) for edge in (piece.x0, piece.y0, piece.x1, piece.y1))
    return Word(
        text=piece.text[:MAX_WORD],
        x=round(x0, 5),
        y=round(y0, 5),
        width=round(x1 - x0, 5),
        height=round(y1 - y0, 5),
        confidence=None,
        block=block,
        line=line,
    )


def _apart(before: Sequence[Piece], line: Sequence[Piece]) -> bool:
    """A new block begins after a gap, higher up on the page, or beside."""
    above, top = max(p.y1 for p in before), min(p.y0 for p in line)
    height = max(max(p.y1 - p.y0 for p in before), max(p.y1 - p.y0 for p in line))
    beside = min(p.x0 for p in line) > max(p.x1 for p in before) or max(p.x1 for p in line) < min(
        p.x0 for p in before
    )
    return top - above > 1.2 * height or above - top > 1.5 * height or beside


def _sideways(pieces: Sequence[Piece], ratio: float) -> bool:
    """Whether most words of three letters or more are taller than wide."""
    long = [p for p in pieces if len(p.text) >= 3]
    return sum((p.y1 - p.y0) * ratio > p.x1 - p.x0 for p in long) > 0.5 * len(long)


def _turned(lines: list[list[Piece]]) -> list[list[Piece]]:
    """Lines that stand on end: read upwards they follow one another to the right, downwards to the left."""
    steps = [b.y0 - a.y0 for line in lines for a, b in zip(line, line[1:], strict=False)]
    upwards = not steps or median(steps) < 0
    return sorted(lines, key=lambda line: min(p.x0 for p in line), reverse=not upwards)


def tidy_title(title: str) -> str:
    """The title in a PDF's metadata, unless it is only what a word processor or a scanner left there."""
    title = LEFT_BY_PROGRAMS.sub("", DIRECTIONS.sub("", clean(title)))
    title = re.sub(r"\.(docx?|xlsx?|pptx?|pdf|odt|indd|tiff?|jpe?g)$", "", title, flags=re.IGNORECASE)
    return "" if NO_TITLE.fullmatch(title) else title[:200].strip()
