"""The pages of a TIFF file (TIFF 6.0, BigTIFF): its directories less previews and masks."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from archive.ingest.leaf import Cause, Unreadable

NEW_SUBFILE_TYPE, OLD_SUBFILE_TYPE = 254, 255
NOT_A_PAGE = 1 | 4  # a reduced image; a transparency mask
MOST_TAGS = 4_096


def pages(path: Path, most: int) -> list[int]:
    """The indices of the directories that are pages. More than `most` directories are too many."""
    with path.open("rb") as file:
        try:
            return _pages(file, most)
        except (struct.error, OSError) as error:
            raise Unreadable(Cause.DAMAGED, "the list of pages breaks off") from error


def _pages(file: BinaryIO, most: int) -> list[int]:
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = struct.unpack(order + "H", head[2:4])[0] == 43
    count_form, entry_size, offset_form = ("Q", 20, "Q") if big else ("H", 12, "I")
    offset = struct.unpack(order + offset_form, head[8:16] if big else head[4:8])[0]
    found: list[int] = []
    seen: set[int] = set()
    while offset:
        if offset in seen:
            raise Unreadable(Cause.DAMAGED, "the list of pages runs in a circle")
        if len(seen) >= most:
            raise Unreadable(Cause.TOO_MANY_PAGES, f"more than {most}")
        seen.add(offset)
        file.seek(min(offset, 2**62))
        size = struct.calcsize(order + count_form)
        count = struct.unpack(order + count_form, file.read(size))[0]
        if count > MOST_TAGS:
            raise Unreadable(Cause.DAMAGED, "a page with too many tags")
        entries = file.read(count * entry_size)
        if _is_page(entries, entry_size, order):
            found.append(len(seen) - 1)
        offset = struct.unpack(order + offset_form, file.read(struct.calcsize(order + offset_form)))[0]
    if not found:
        raise Unreadable(Cause.DAMAGED, "no page")
    return found


def _is_page(entries: bytes, entry_size: int, order: str) -> bool:
    value_at = entry_size - (8 if entry_size == 20 else 4)
    for start in range(0, len(entries) - entry_size + 1, entry_size):
        tag, kind = struct.unpack_from(order + "HH", entries, start)
        value = struct.unpack_from(order + ("H" if kind == 3 else "I"), entries, start + value_at)[0]
        if tag == NEW_SUBFILE_TYPE:
            return not value & NOT_A_PAGE
        if tag == OLD_SUBFILE_TYPE:
            return bool(value != 2)
    return True
