"""How hostile files are written: PDF objects, deflated bombs, chunks and boxes, without any library's mercy."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

MEGABYTE = 1 << 20
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
LINE = b"BT /F 14 Tf 72 700 Td (Le registre du syndic, tenu par la ville.) Tj ET"


def stream(data: bytes, entries: bytes = b"", length: bytes | None = None) -> bytes:
    size = str(len(data)).encode() if length is None else length
    return b"<<" + entries + b"/Length " + size + b">>\nstream\n" + data + b"\nendstream"


def pages(changed: Mapping[int, bytes] | None = None, *, contents: bytes = LINE) -> dict[int, bytes]:
    """A good file of one page: 1 catalogue, 2 page tree, 3 page, 4 contents, 5 font; some of it changed."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(contents),
        5: FONT,
        **(changed or {}),
    }


def pdf(
    objects: Mapping[int, bytes],
    trailer: bytes = b"/Root 1 0 R",
    *,
    shift: int = 0,
    startxref: bytes | None = None,
    table: bool = True,
) -> bytes:
    """`shift` puts every offset of the table wrong by so much."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    size = max(objects, default=0) + 1
    if table:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            known = number in offsets
            out += b"%010d 00000 %s \n" % (
                max(offsets[number] + shift, 0) if known else 0,
                b"n" if known else b"f",
            )
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%s\n%%%%EOF\n" % (
        size,
        trailer,
        str(at).encode() if startxref is None else startxref,
    )
    return bytes(out)


def of_page(contents: bytes = LINE, resources: bytes = b"", **objects: bytes) -> bytes:
    """One page with these contents, resources and further objects (o6=…, o7=…)."""
    page = PAGE.replace(b"/Resources<<", b"/Resources<<" + resources)
    changed = {3: page, **{int(name[1:]): body for name, body in objects.items()}}
    return pdf(pages(changed, contents=contents))


def zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, deflated; made in a moment, block by equal block."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (megabytes * MEGABYTE % 65_521) << 16 | 1
    return head + block * (megabytes - 1) + b"\x03\x00" + struct.pack(">I", checksum)


def chunk(name: bytes, data: bytes, *, length: int | None = None, crc: int | None = None) -> bytes:
    """Of a PNG."""
    size = len(data) if length is None else length
    check = zlib.crc32(name + data) if crc is None else crc
    return struct.pack(">I", size) + name + data + struct.pack(">I", check)


def png(
    width: int,
    height: int,
    data: bytes | None = None,
    *,
    depth: int = 8,
    colour: int = 0,
    interlaced: int = 0,
    before: bytes = b"",
) -> bytes:
    body = zlib.compress(bytes(1_000)) if data is None else data
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def box(name: bytes, data: bytes = b"", *, size: int | None = None) -> bytes:
    """Of an AVIF or a JPEG 2000."""
    return struct.pack(">I", len(data) + 8 if size is None else size) + name + data


def riff(*chunks: tuple[bytes, bytes], size: int | None = None) -> bytes:
    """A WebP of these chunks."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) if size is None else size) + body
