"""The limited process: `python -m archive.ingest.child` reads one request and opens a stranger's file.

It limits itself first and imports decoders after. It prints `opened`, then `inspection <json>` or one
`leaf <json>` a page, or else `unreadable <cause> <detail>`, and `done` when it has nothing more to say.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.ingest.extractors.base import Extractor
    from archive.ingest.leaf import Cause, Leaf

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x1000_0000, 0x4000_0000


answers = sys.stdout


def main() -> None:
    global answers
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", errors="backslashreplace")
    os.dup2(2, 1)  # what a decoder prints is no answer
    request = json.loads(sys.stdin.buffer.readline())
    limit(request)
    answer(request)
    say("done")


def limit(request: dict[str, Any]) -> None:
    """No more memory, time, files or rights than asked for, no network, no life after the parent's."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # where the host forbids this too, the network stays
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # last: changing rights would clear it
    if os.getppid() != request["parent"]:
        sys.exit("the parent is gone")
    os.nice(10)
    pages = max(len(request["pages"]), 1)
    for what, soft, hard in (
        (resource.RLIMIT_AS, request["memory"], request["memory"]),
        (resource.RLIMIT_CPU, request["cpu"], request["cpu"] * (pages + 1) + 2),
        (resource.RLIMIT_FSIZE, request["file_size"], request["file_size"]),
        (resource.RLIMIT_NOFILE, request["open_files"], request["open_files"]),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        most = resource.getrlimit(what)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(what, (soft, hard))


def answer(request: dict[str, Any]) -> None:
    from archive.ingest import ocr
    from archive.ingest.extractors import open_file
    from archive.ingest.extractors.base import Caps
    from archive.ingest.leaf import Cause, Unreadable

    began = time.monotonic()
    task, scratch = request["task"], Path(request["scratch"])
    try:
        if task == "text" and not ocr.available(request["languages"]):
            raise Unreadable(Cause.OCR_MISSING, request["languages"])
        caps = Caps(**request["caps"])
        extractor = open_file(Path(request["path"]), request["media_type"], scratch, caps)
        say("opened")
        if task == "inspect":
            say("inspection", extractor.inspect(briefly=request["briefly"]).to_json())
    except Unreadable as trouble:
        say("unreadable", trouble.cause.value, " ".join(trouble.detail.split()))
        return
    except MemoryError:
        say("unreadable", Cause.OUT_OF_MEMORY.value)
        return
    for position, number in enumerate(request["pages"]):
        if position and time.monotonic() - began >= request["seconds"]:
            break
        allow_more_time(request["cpu"])
        say("leaf", one(extractor, number, request).to_json())
    extractor.close()


def one(extractor: Extractor, number: int, request: dict[str, Any]) -> Leaf:
    """A page that cannot be read is an empty one that says why."""
    from archive.ingest.leaf import Cause, Unreadable

    scratch = Path(request["scratch"])
    try:
        if request["task"] == "text":
            return _read(extractor, number, scratch, request)
        return extractor.leaf(number, Path(request["folder"]), request["widths"])
    except Unreadable as trouble:
        sys.stderr.write(f"page {number}: {trouble}\n")
        return failed(number, trouble.cause)
    except MemoryError:
        return failed(number, Cause.OUT_OF_MEMORY)
    except OSError as error:
        sys.stderr.write(f"page {number}: {error}\n")
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return failed(number, Cause.DISK_FULL if full else Cause.TOO_LARGE)  # else a file over its limit


def failed(number: int, cause: Cause) -> Leaf:
    from archive.ingest.leaf import Leaf

    return Leaf(number, 0, 0, "none", (), None, (), False, cause)


def _read(extractor: Extractor, number: int, scratch: Path, request: dict[str, Any]) -> Leaf:
    from archive.ingest import ocr
    from archive.ingest.leaf import Leaf

    grey = extractor.grey(number, scratch)
    try:
        reading = ocr.read(grey.path, scratch, languages=request["languages"], seconds=request["ocr_seconds"])
    finally:
        for left in scratch.glob("*.tif"):
            if left.name != "decoded.tif":
                left.unlink()
    return Leaf(number, grey.width, grey.height, "ocr", reading.words, reading.confidence, (), False)


def allow_more_time(seconds: int) -> None:
    """Each page has its own share of processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(usage.ru_utime + usage.ru_stime) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def say(*words: str) -> None:
    answers.write(" ".join(words) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
