"""The kinds of file that can be unfolded: media type → the module that opens it.

Only names stand here, so that the site may read this table without loading a decoder; `open_file`
imports one and is called in the limited process only.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from archive.ingest.extractors.base import Caps, Extractor
from archive.ingest.extractors.signatures import check_signature
from archive.ingest.leaf import Cause, Unreadable

EXTRACTORS = {
    "application/pdf": "archive.ingest.extractors.pdf",
    "image/jpeg": "archive.ingest.extractors.image",
    "image/png": "archive.ingest.extractors.image",
    "image/tiff": "archive.ingest.extractors.image",
    "image/webp": "archive.ingest.extractors.image",
    "image/gif": "archive.ingest.extractors.image",
    "image/avif": "archive.ingest.extractors.image",
    "image/jp2": "archive.ingest.extractors.image",
    "image/bmp": "archive.ingest.extractors.image",
}


def open_file(path: Path, media_type: str, scratch: Path, caps: Caps) -> Extractor:
    """Raises Unreadable for a file that is empty, lies about its kind, is locked, damaged or too large."""
    if media_type not in EXTRACTORS:
        raise Unreadable(Cause.UNSUPPORTED, media_type)
    check_signature(path, media_type)
    extractor: Extractor = import_module(EXTRACTORS[media_type]).open_file(path, media_type, scratch, caps)
    return extractor
