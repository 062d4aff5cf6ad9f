"""What a file is, by its first bytes; its name and the browser's word count for nothing."""

from __future__ import annotations

from pathlib import Path

from archive.ingest.leaf import Cause, Unreadable

HEAD = 8_192  # PDF readers forgive junk before the header; some scanners write kilobytes of it

BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"II+\x00": "image/tiff",
    b"MM\x00+": "image/tiff",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\x00\x00\x00\x0cjP  \r\n\x87\n": "image/jp2",
    b"\xff\x4f\xff\x51": "image/jp2",
    b"BM": "image/bmp",
}


def media_type_of(head: bytes) -> str | None:
    """One of the media types that can be unfolded, or None."""
    for beginning, media_type in BEGINNINGS.items():
        if head.startswith(beginning):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and {b"avif", b"avis"} & {head[i : i + 4] for i in range(8, 40, 4)}:
        return "image/avif"
    if b"%PDF-" in head[:HEAD]:
        return "application/pdf"
    return None


def check_signature(path: Path, media_type: str) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable(Cause.EMPTY)
    found = media_type_of(head)
    if found != media_type:
        raise Unreadable(Cause.NOT_WHAT_IT_CLAIMS, f"{found or 'something else'}, not {media_type}")
