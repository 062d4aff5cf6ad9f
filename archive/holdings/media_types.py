"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import filetype

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
HEAD = 8192
PDF_LEAD = 1024  # readers allow so many bytes before %PDF-


def media_type(head: bytes) -> str:
    """Media type of a file from its first HEAD bytes; "" when it is none that the archive can read."""
    if b"%PDF-" in head[: PDF_LEAD + 5]:
        return "application/pdf"
    kind = filetype.guess(head)
    found = {"image/x-ms-bmp": "image/bmp", "image/jpx": "image/jp2"}.get(
        kind.mime if kind else "", kind.mime if kind else ""
    )
    return found if found in ACCEPTED else ""


def label(kind: str) -> str:
    return ACCEPTED.get(kind, ("", kind))[1]
