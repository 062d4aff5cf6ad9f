"""A file is opened only as what its first bytes say it is; its name and the browser count for nothing."""

from __future__ import annotations

from pathlib import Path

from archive.holdings.media_types import HEAD, media_type
from archive.ingest.leaf import Cause, Unreadable


def check_signature(path: Path, claimed: str) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable(Cause.EMPTY)
    found = media_type(head)
    if found != claimed:
        raise Unreadable(Cause.NOT_WHAT_IT_CLAIMS, f"{found or 'something else'}, not {claimed}")
