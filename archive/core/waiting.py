"""Files that have been looked at and wait, for an hour, to be taken."""

from __future__ import annotations

import re
import time
from hashlib import sha256
from pathlib import Path

from django.conf import settings

SECONDS = 3_600
NAME = re.compile(r"[0-9a-f]{64}\.[a-z]{2,6}")


def keep(room: str, content: bytes, extension: str) -> str:
    """Returns the name under which it waits. What was left waiting too long is thrown away."""
    folder = _folder(room)
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if NAME.fullmatch(file.name) and file.stat().st_mtime < time.time() - SECONDS:
            file.unlink(missing_ok=True)
    name = f"{sha256(content).hexdigest()}.{extension}"
    (folder / name).write_bytes(content)
    return name


def kept(room: str, name: str) -> bytes | None:
    path = _folder(room) / name
    return path.read_bytes() if NAME.fullmatch(name) and path.is_file() else None


def _folder(room: str) -> Path:
    return Path(settings.ARCHIVE_DATA) / room
