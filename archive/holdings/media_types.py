"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

# media type: (extension kept in the store, name for people)
ACCEPTED = {
    "application/pdf": (".pdf", "PDF"),
    "image/jpeg": (".jpg", "JPEG"),
    "image/png": (".png", "PNG"),
    "image/tiff": (".tif", "TIFF"),
    "image/webp": (".webp", "WebP"),
    "image/gif": (".gif", "GIF"),
    "image/avif": (".avif", "AVIF"),
    "image/jp2": (".jp2", "JPEG 2000"),
    "image/bmp": (".bmp", "BMP"),
}
# What names claim, where it differs from the extension kept.
CLAIMS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".jp2": "image/jp2",
    ".bmp": "image/bmp",
}
HEAD = 8192  # bytes looked at; scanners write kilobytes of junk before a PDF's header, and readers forgive it

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


def media_type(head: bytes) -> str:
    """Media type of a file from its first HEAD bytes; "" when it is none that the archive can read."""
    for beginning, kind in BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and {b"avif", b"avis"} & {head[i : i + 4] for i in range(8, 40, 4)}:
        return "image/avif"
    return "application/pdf" if b"%PDF-" in head[:HEAD] else ""


def label(kind: str) -> str:
    return ACCEPTED.get(kind, ("", kind))[1]
