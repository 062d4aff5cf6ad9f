"""Originals: named by their SHA-256, written once, never changed, never overwritten, without any URL."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class OriginalsStorage(FileSystemStorage):
    @property
    def location(self) -> str:
        return str(settings.ARCHIVE_DATA / "originals")

    def url(self, name: str | None) -> str:
        raise ValueError("An original has no URL.")

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        """Whole or not at all: written aside, flushed, then linked; an existing file stays as it is."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return name
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".arriving-")
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(aside, 0o444)
            with contextlib.suppress(FileExistsError):
                os.link(aside, target)
        finally:
            os.unlink(aside)
        return name

    def delete(self, name: str) -> None:
        """Nothing that the archive holds is deleted by the site."""


def image_folder(sha256: str) -> Path:
    """Where the page images made from one original stand."""
    return Path(settings.ARCHIVE_DATA) / "images" / sha256[:2] / sha256
