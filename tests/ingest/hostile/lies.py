"""Files that are something else than they say, or two things at once; and names that want to be addresses."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Iterator

from .damage import _good_images
from .writing import box, of_page, zeros

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        link = tarfile.TarInfo("../../etc/passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    return out.getvalue()


def other_kinds() -> Iterator[tuple[str, bytes]]:
    """None of these may come in, whatever its name."""
    laughs = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    kinds = {
        "html": HTML,
        "svg": SVG,
        "xml": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
        "exe": b"MZ\x90\0" + bytes(200),
        "elf": b"\x7fELF\2\1\1" + bytes(200),
        "sh": b"#!/bin/sh\nrm -rf /\n",
        "zip": _zip(a=b"bonjour"),
        "docx": _zip(word__document=b"<w:document/>"),
        "tar": _tar(),
        "gz": gzip.compress(of_page()),
        "mp4": box(b"ftyp", b"isom\0\0\2\0isomiso2") + bytes(200),
        "heic": box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(200),
        "ps": b"%!PS-Adobe-3.0\n(%stdout) (w) file\n",
        "rtf": b"{\\rtf1\\object\\objdata 0105}",
        "psd": b"8BPS\0\1" + bytes(200),
        "ico": b"\0\0\1\0\1\0" + bytes(200),
        "txt": "Cité du Camus haut\n".encode(),
        "mvg": b"push graphic-context\nfill 'url(https://example.org/\"|ls \"-la)'\n",
    }
    for ending, content in kinds.items():
        yield f"honest.{ending}", content
    for ending in ("pdf", "jpg", "png", "tif"):
        yield f"page.{ending}", HTML
        yield f"drawing.{ending}", laughs + SVG
        yield f"program.{ending}", kinds["exe"] + ending.encode()
        yield f"bomb.{ending}", gzip.compress(zeros(9)) + ending.encode()
    yield "empty.pdf", b""
    yield "empty.png", b""
    yield "one byte.pdf", b"%"
    yield "only zeros.pdf", bytes(9_000)
    yield "only lines.jpg", b"\r\n" * 5_000
    yield "header too late.pdf", bytes(range(1, 250)) * 80 + of_page()
    for ending, content in _good_images().items():
        yield f"picture in {ending}.pdf", content + b"lie"
    yield "report.png", of_page() + b"% lie"


def polyglots() -> Iterator[tuple[str, bytes]]:
    """Readable as what they are called; the other half must never be run by a reader's browser."""
    good = _good_images()
    yield "page before a report.pdf", HTML + b"\n" + of_page()
    yield "drawing before a report.pdf", SVG + b"\n" + of_page()
    yield "script before a report.pdf", b"/*\n" + of_page() + b"\n*/alert(1)"
    yield "script in a comment.gif", good["gif"] + HTML
    yield "script as a picture.gif", b"GIF89a/*" + good["gif"][8:] + b"*/=1;alert(1)"
    yield (
        "script in a comment.jpg",
        good["jpg"][:2] + b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML + good["jpg"][2:],
    )
    yield "packed folder behind.jpg", good["jpg"] + _zip(a=HTML)
    yield "report behind.jpg", good["jpg"] + of_page()
    yield "page behind.png", good["png"] + HTML
    yield "report inside.tif", good["tif"] + of_page()
    yield "script as a picture.bmp", b"BM/*" + good["bmp"][4:] + b"*/;alert(1)"
    yield "page in a picture.webp", good["webp"] + HTML
    yield "picture in a report.pdf", b"\n" + of_page() + good["png"]
