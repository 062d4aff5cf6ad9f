"""Originals: named by their SHA-256, written once, never changed, never overwritten, without any URL."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

ARRIVING = ".arriving-"


class OriginalsStorage(FileSystemStorage):
    @property
    def location(self) -> str:
        return str(settings.ARCHIVE_DATA / "originals")

    def url(self, name: str | None) -> str:
        raise ValueError("An original has no URL.")

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        return self._write(Path(self.path(name)), content.chunks(), name)

    def _write(self, target: Path, chunks: Iterable[bytes], name: str) -> str:
        """Whole or not at all: written aside, flushed, then linked; an existing file stays as it is."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return name
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=ARRIVING)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in chunks:
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(aside, 0o444)
            with contextlib.suppress(FileExistsError):
                os.link(aside, target)
            _settle(target.parent)
        finally:
            os.unlink(aside)
        return name

    def delete(self, name: str) -> None:
        """Nothing that the archive holds is deleted by the site."""

    def answers(self) -> bool:
        """For /health/: the folder is part of ARCHIVE_DATA, which is looked at anyway."""
        return True

    def names(self) -> Iterator[str]:
        """Of all originals, for a backup."""
        root = Path(self.location)
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(root).as_posix()

    def brought_back(self) -> None:
        """Called when a restore has put the folder in its place."""


def _settle(folder: Path) -> None:
    """The folder's own list reaches the disk too: what has been acknowledged outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def image_folder(sha256: str) -> Path:
    """Where the page images made from one original stand."""
    return Path(settings.ARCHIVE_DATA) / "images" / sha256[:2] / sha256
