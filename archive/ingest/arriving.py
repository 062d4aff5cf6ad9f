"""What a killed process left half-made: uploads not yet arrived, originals not yet in place, page images not
yet moved. Nothing of it was ever acknowledged, so it is swept away when it has lain long enough."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from archive.holdings.storage import ARRIVING

from . import limits

LEFTOVER = timedelta(hours=1)  # no slice of reading works as long, no sender is silent as long
UPLOADS = "*.upload*"  # Django's own name for what is being sent


def making() -> Path:
    """Page images half made, on the disk where they will stand."""
    return Path(settings.ARCHIVE_DATA) / "making"


def sweep() -> None:
    before = time.time() - LEFTOVER.total_seconds()
    for left in _left():
        with contextlib.suppress(FileNotFoundError):
            if left.lstat().st_mtime >= before:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def _left() -> Iterator[Path]:
    scratch = Path(tempfile.gettempdir())
    yield from making().glob("*")
    yield from scratch.glob(limits.SCRATCH + "*")
    yield from Path(settings.FILE_UPLOAD_TEMP_DIR or scratch).glob(UPLOADS)
    yield from (Path(settings.ARCHIVE_DATA) / "originals").glob(f"*/{ARRIVING}*")
