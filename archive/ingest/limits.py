"""The limited process, seen from outside: strangers' files are opened in a child that may die.

A file that cannot be read at all raises Unreadable; a page that cannot be read is a Leaf that says why.
The child is never believed: what it prints is checked, what it leaves behind is removed.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Literal

import archive
from archive.ingest.extractors.base import Caps
from archive.ingest.leaf import MAX_LINE, Cause, Inspection, Leaf, Unreadable

BATCH = 25  # pages a child reads before a fresh one takes over: what a decoder leaks is given back
HALF = 0.5
COMPLAINT = 2_000  # bytes of the child's last words
HEED = 0.2  # seconds until a child that nobody waits for is ended
PASSED_ON = ("PATH", "TESSDATA_PREFIX")

Task = Literal["inspect", "images", "text"]

SCRATCH = "unfold-"  # begins the name of a child's folder


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may take; bytes and seconds, the seconds for each page."""

    memory: int = 1_000_000_000  # address space, also of the OCR program
    cpu: int = 60
    wall: float = (
        300  # without a word from the child; a busy machine is slow, the processor limit strikes first
    )
    file_size: int = 512_000_000
    open_files: int = 64
    widths: tuple[int, ...] = (240, 800, 1600, 3200)
    caps: Caps = field(default_factory=Caps)


@dataclass(frozen=True, slots=True)
class _Job:
    task: Task
    path: Path
    media_type: str
    limits: Limits
    folder: Path | None = None
    languages: str = ""
    briefly: bool = False
    stop: Event | None = None

    def request(self, pages: Sequence[int], scratch: str, seconds: float, scale: float) -> bytes:
        limits = self.limits
        fields = {
            "task": self.task,
            "path": str(self.path.absolute()),
            "media_type": self.media_type,
            "pages": list(pages),
            "folder": str(self.folder.absolute()) if self.folder else "",
            "scratch": scratch,
            "seconds": seconds,
            "languages": self.languages,
            "briefly": self.briefly,
            "widths": limits.widths,
            "caps": asdict(replace(limits.caps, scale=limits.caps.scale * scale)),
            "memory": limits.memory,
            "cpu": limits.cpu,
            "ocr_seconds": limits.wall * 0.45,  # a page may be read twice
            "file_size": limits.file_size,
            "open_files": limits.open_files,
            "parent": os.getpid(),
        }
        return json.dumps(fields).encode() + b"\n"


class _Stopped(Exception):
    """Nobody waits for the child any more."""


class _Died(Exception):
    """The child ended before it had said everything; `opened` if the file itself could be opened."""

    def __init__(self, cause: Cause, detail: str, opened: bool) -> None:
        super().__init__(cause)
        self.cause, self.detail, self.opened = cause, detail, opened


def inspect(path: Path, media_type: str, *, limits: Limits = Limits()) -> Inspection:
    """The first look at a file. Raises Unreadable.

    Where one of the first pages kills the reader, a briefer look is taken: the other pages may be good.
    """
    try:
        return _look(_Job("inspect", path, media_type, limits))
    except _Died as death:
        if not death.opened:
            raise Unreadable(death.cause, death.detail) from death
    try:
        return _look(_Job("inspect", path, media_type, limits, briefly=True))
    except _Died as death:
        raise Unreadable(death.cause, death.detail) from death


def images(
    path: Path,
    media_type: str,
    pages: Sequence[int],
    folder: Path,
    *,
    seconds: float,
    limits: Limits = Limits(),
) -> Generator[Leaf, None, None]:
    """Pages with their images, written into the folder, and their text layer; in the order asked for.

    No page is begun once the seconds have passed, but one always is.
    """
    return _leaves(_Job("images", path, media_type, limits, folder=folder), pages, seconds)


def text(
    path: Path,
    media_type: str,
    pages: Sequence[int],
    *,
    seconds: float,
    limits: Limits = Limits(),
    languages: str = "fra+eng",
    abreast: int = 1,
    urgent: Callable[[], bool] = lambda: False,
) -> Generator[Leaf, None, None]:
    """Pages with the words that OCR reads, without images; otherwise as `images`, but in the order in which
    they are done.

    abreast: so many children read at once.
    urgent: asked every second; when it says yes, no more pages come, not even those begun.
    """
    job = _Job("text", path, media_type, limits, languages=languages, stop=Event())
    shares = [pages[lane::abreast] for lane in range(min(abreast, len(pages)))]
    return _abreast(job, shares, seconds, urgent)


def _look(job: _Job) -> Inspection:
    with closing(_ask(job, [], 0, 1)) as answers:
        found = None
        for said in answers:
            try:
                found = Inspection.from_json(said)
            except ValueError as error:
                raise _Died(Cause.CRASHED, str(error)[:300], True) from error
    if found is None or found.media_type != job.media_type or found.pages > job.limits.caps.pages:
        raise _Died(Cause.CRASHED, "not what was asked for", True)
    return found


def _abreast(
    job: _Job, shares: list[Sequence[int]], seconds: float, urgent: Callable[[], bool]
) -> Generator[Leaf, None, None]:
    said: SimpleQueue[Leaf | BaseException | None] = SimpleQueue()

    def read(share: Sequence[int]) -> None:
        try:
            for leaf in _leaves(job, share, seconds):
                said.put(leaf)
        except _Stopped:
            pass
        except BaseException as trouble:
            said.put(trouble)
        said.put(None)

    lanes = [Thread(target=read, args=(share,), daemon=True) for share in shares]
    for lane in lanes:
        lane.start()
    assert job.stop is not None
    try:
        left = len(lanes)
        while left:
            try:
                one = said.get(timeout=1)
            except Empty:
                if urgent():
                    return
                continue
            if one is None:
                left -= 1
            elif isinstance(one, BaseException):
                raise one
            else:
                yield one
                if urgent():
                    return
    finally:
        job.stop.set()
        for lane in lanes:
            lane.join()


def _leaves(job: _Job, pages: Sequence[int], seconds: float) -> Generator[Leaf, None, None]:
    end = time.monotonic() + seconds
    waiting = list(pages)
    begun = False
    while waiting and not (begun and time.monotonic() >= end):
        begun = True
        here = 0
        try:
            with closing(_attempt(job, waiting[:BATCH], end - time.monotonic(), 1)) as leaves:
                for leaf in leaves:
                    if leaf.cause is Cause.OUT_OF_MEMORY:
                        raise _Died(leaf.cause, "", True)
                    del waiting[0]
                    here += 1
                    yield leaf
        except _Died as death:
            if not death.opened:
                raise Unreadable(death.cause, death.detail) from death
            yield _alone(job, waiting.pop(0), death.cause, again=here > 0)


def _alone(job: _Job, page: int, cause: Cause, *, again: bool) -> Leaf:
    """A page that ended its child: once more by itself if others were before it, then smaller."""
    for scale in (1, HALF):
        if not (again if scale == 1 else cause is Cause.OUT_OF_MEMORY):
            continue
        _sweep(job, page)
        try:
            with closing(_attempt(job, [page], 0, scale)) as leaves:
                for leaf in leaves:
                    if leaf.cause is not Cause.OUT_OF_MEMORY:
                        return leaf
                    cause = leaf.cause
        except _Died as death:
            cause = death.cause
    _sweep(job, page)
    return Leaf(page, 0, 0, "none", (), None, (), False, cause)


def _sweep(job: _Job, page: int) -> None:
    """Images that a dead child left."""
    if job.folder:
        for image in job.folder.glob(f"{page:06d}-*.webp"):
            image.unlink()


def _attempt(job: _Job, pages: Sequence[int], seconds: float, scale: float) -> Generator[Leaf, None, None]:
    """The leaves of one child. Raises _Died if it ends early, whatever the reason."""
    expected = iter(pages)
    with closing(_ask(job, pages, seconds, scale)) as answers:
        for said in answers:
            try:
                leaf = Leaf.from_json(said)
                if leaf.number != next(expected, None):
                    raise ValueError("another page than asked for")
                _check_images(leaf, job)
            except (ValueError, OSError) as error:
                raise _Died(Cause.CRASHED, str(error)[:300], True) from error
            yield leaf


def _check_images(leaf: Leaf, job: _Job) -> None:
    if job.folder is None:
        if leaf.renditions:
            raise ValueError("images that nobody asked for")
        return
    if not leaf.renditions and leaf.cause is None:
        raise ValueError("no image")
    for rendition in leaf.renditions:
        image = job.folder / rendition.name
        if image.is_symlink() or not image.is_file():
            raise ValueError("no such image")
        with image.open("rb") as file:
            head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WEBP":
            raise ValueError("an image of another kind")


def _ask(job: _Job, pages: Sequence[int], seconds: float, scale: float) -> Generator[bytes, None, None]:
    """What one child says, line by line, as JSON. Raises Unreadable on its word, _Died on its death."""
    opened = False
    with tempfile.TemporaryDirectory(prefix=SCRATCH) as scratch, tempfile.TemporaryFile() as complaint:
        child = _Child(scratch, complaint.fileno())
        try:
            child.ask(job.request(pages, scratch, seconds, scale))
            for line in child.lines(job.limits.wall, job.stop):
                word, _, rest = line.partition(b" ")
                if word == b"opened":
                    opened = True
                elif word == b"done":
                    child.end(patience=5)
                    return
                elif word == b"unreadable":
                    raise _refusal(rest)
                elif word in (b"leaf", b"inspection"):
                    yield rest
                else:
                    raise _Died(Cause.CRASHED, "an answer of another kind", opened)
            code = child.end(patience=5)
            size = complaint.seek(0, os.SEEK_END)
            complaint.seek(max(size - COMPLAINT, 0))
            last_words = complaint.read().decode("utf-8", "replace")
            raise _Died(
                _cause(code, child.late, last_words), f"ended with {code}: {last_words[-300:]}", opened
            )
        finally:
            child.end(patience=0)


def _refusal(said: bytes) -> Exception:
    cause, _, detail = said.decode("ascii", "replace").partition(" ")
    try:
        return Unreadable(Cause(cause), re.sub(r"[^ -~]", "?", detail[:300]))
    except ValueError:
        return _Died(Cause.CRASHED, "an unknown cause", False)


def _cause(code: int, late: bool, last_words: str) -> Cause:
    if late or code == -signal.SIGXCPU:
        return Cause.OUT_OF_TIME
    if code in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGKILL) or "MemoryError" in last_words:
        return Cause.OUT_OF_MEMORY
    return Cause.CRASHED


class _Child:
    """The process and everything it starts: one group, ended together."""

    def __init__(self, scratch: str, complaint: int) -> None:
        self.late = False
        self.code: int | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "archive.ingest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaint,
            cwd=scratch,
            env=_environment(scratch),
            start_new_session=True,
            bufsize=0,
        )

    def ask(self, request: bytes) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError), self.process.stdin as stdin:
            stdin.write(request)

    def lines(self, wall: float, stop: Event | None = None) -> Iterator[bytes]:
        """Complete lines, until the child closes its output, is silent too long, or talks without end.
        Raises _Stopped soon after `stop` is set."""
        assert self.process.stdout is not None
        output = self.process.stdout.fileno()
        buffer = bytearray()
        deadline = time.monotonic() + wall
        while True:
            left = deadline - time.monotonic()
            ready, _, _ = select.select([output], [], [], min(max(left, 0), HEED))
            if stop is not None and stop.is_set():
                raise _Stopped
            if not ready:
                self.late = left <= 0
                if self.late:
                    return
                continue
            piece = os.read(output, 65_536)
            if not piece:
                return
            buffer += piece
            while (cut := buffer.find(b"\n")) >= 0:
                line = bytes(buffer[:cut])
                del buffer[: cut + 1]
                yield line
                deadline = time.monotonic() + wall
            if len(buffer) > MAX_LINE:
                raise _Died(Cause.CRASHED, "a line without end", True)

    def end(self, *, patience: float) -> int:
        """The return code. The group is killed before the child is reaped, while its number is its own."""
        if self.code is not None:
            return self.code
        until = time.monotonic() + (0 if self.late else patience)
        while not _has_ended(self.process.pid) and time.monotonic() < until:
            time.sleep(0.002)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.code = self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        return self.code


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _environment(scratch: str) -> dict[str, str]:
    """Spelt out, so that no secret of the site reaches the child."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {
        "LANG": "C.UTF-8",
        "TMPDIR": scratch,
        "PYTHONPATH": str(Path(archive.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "VIPS_CONCURRENCY": "1",
        "MALLOC_ARENA_MAX": "2",
    }
