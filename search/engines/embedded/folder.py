"""Where the embedded index lies: one folder for each build, a pointer to the present one, and a lock."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from uuid import uuid4

from search.engines.base import IndexBusy, IndexDamaged
from search.engines.embedded.schema import VERSION

_NAME = re.compile(r"v(?P<version>[0-9.]+)-[0-9a-f-]+")


class Shelf:
    """Holds the builds of one index; `present` names the one to read, and changes in one rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "present"
        self._here = Lock()

    def present(self) -> Path | None:
        """Folder of the present build; nothing when there is none, or only one of another version."""
        try:
            name = self._pointer.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"the pointer cannot be read: {error}") from error
        match = _NAME.fullmatch(name)
        if match is None:
            raise IndexDamaged("the pointer names no build")
        return self.folder / name if match["version"] == VERSION else None

    def state(self) -> tuple[object, ...]:
        """Changes whenever a build is put in place or written to, by any process."""
        present = self.present()
        return present, _stamp(self._pointer), _stamp(present / "meta.json") if present else None

    def new(self) -> Path:
        """A name for a build, never used before."""
        return self.folder / f"v{VERSION}-{time.strftime('%Y%m%d-%H%M%S')}-{uuid4().hex[:8]}"

    def put(self, build: Path) -> None:
        """Make this build the present one, and take the others away. Open readers keep what they see."""
        draft = self.folder / "present.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(build.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._pointer)
        for other in self.folder.iterdir():
            if other.is_dir() and other != build and _NAME.fullmatch(other.name):
                shutil.rmtree(other, ignore_errors=True)

    @contextlib.contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Hold the right to write, waiting for it up to `patience` seconds."""
        until = time.monotonic() + patience
        if not self._here.acquire(timeout=patience):
            raise IndexBusy("this process is writing to the index")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "lock").open("a") as file:
                while not _locked(file.fileno()):
                    if time.monotonic() >= until:
                        raise IndexBusy("another process is writing to the index")
                    time.sleep(0.02)
                yield
        finally:
            self._here.release()


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
