"""PDF that holds one picture, and the picture is the trouble."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .damage import _good_images
from .writing import of_page, stream, zeros

DRAWN = b"q 500 0 0 700 40 40 cm /I Do Q"


def _with(entries: bytes, data: bytes, **objects: bytes) -> bytes:
    picture = stream(data, b"/Type/XObject/Subtype/Image" + entries)
    return of_page(DRAWN, b"/XObject<</I 6 0 R>>", o6=picture, **objects)


def _segment(number: int, kind: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def pictures() -> Iterator[tuple[str, bytes]]:
    size = b"/Width %d/Height %d"
    rgb, grey = b"/ColorSpace/DeviceRGB/BitsPerComponent 8", b"/ColorSpace/DeviceGray/BitsPerComponent 8"
    flate = b"/Filter/FlateDecode"
    bit = b"/ColorSpace/DeviceGray/BitsPerComponent 1"
    yield "60,000 pixels in black and white.pdf", _with(size % (60_000, 60_000) + bit + flate, zeros(430))
    yield "30,000 pixels in colour.pdf", _with(size % (30_000, 30_000) + rgb + flate, zeros(2_580))
    yield "sixteen bits.pdf", _with(size % (2_000, 2_000) + rgb.replace(b"8", b"16") + flate, zeros(23))
    yield (
        "colour of print.pdf",
        _with(
            size % (3_000, 3_000)
            + b"/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]"
            + flate,
            zeros(35),
        ),
    )
    yield "seven bits.pdf", _with(size % (100, 100) + rgb.replace(b"8", b"7") + flate, zeros(1))
    yield "less than it promises.pdf", _with(size % (9_000, 9_000) + rgb, b"abc")
    yield "no size.pdf", _with(size % (0, 0) + rgb, b"abc")
    yield "size below nothing.pdf", _with(size % (-1, -100) + rgb, b"abc")
    yield "size beyond all.pdf", _with(size % (2**31 - 1, 2**31 - 1) + rgb, b"abc")
    yield "mask of itself picture.pdf", _with(size % (9, 9) + grey + b"/SMask 6 0 R", bytes(81))
    yield (
        "palette of a billion.pdf",
        _with(
            size % (9, 9) + b"/ColorSpace[/Indexed/DeviceRGB 999999999(abc)]/BitsPerComponent 8", bytes(81)
        ),
    )
    yield (
        "profile of garbage.pdf",
        _with(
            size % (9, 9) + b"/ColorSpace[/ICCBased 7 0 R]/BitsPerComponent 8",
            bytes(243),
            o7=stream(b"acsp" * 900, b"/N 3"),
        ),
    )
    yield (
        "profile of itself.pdf",
        _with(
            size % (9, 9) + b"/ColorSpace[/ICCBased 7 0 R]/BitsPerComponent 8",
            bytes(243),
            o7=stream(b"", b"/N 3/Alternate[/ICCBased 7 0 R]"),
        ),
    )
    fax = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d>>"
    yield (
        "fax of garbage.pdf",
        _with(size % (1_728, 2_200) + bit + fax % (1_728, 2_200), bytes(range(256)) * 60),
    )
    yield (
        "fax beyond all.pdf",
        _with(size % (99_999_999, 9) + bit + fax % (99_999_999, 99_999_999), b"\0" * 900),
    )
    good = _good_images()
    yield "JPEG cut off.pdf", _with(size % (320, 240) + rgb + b"/Filter/DCTDecode", good["jpg"][:2_000])
    yield "JPEG of another size.pdf", _with(size % (9_000, 9_000) + rgb + b"/Filter/DCTDecode", good["jpg"])
    yield "JPEG that is a PNG.pdf", _with(size % (320, 240) + rgb + b"/Filter/DCTDecode", good["png"])
    jpx = b"/Filter/JPXDecode"
    yield (
        "JPEG 2000 of garbage.pdf",
        _with(size % (320, 240) + jpx, b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(range(256)) * 30),
    )
    yield "JPEG 2000 cut off.pdf", _with(size % (320, 240) + jpx, good["jp2"][: len(good["jp2"]) // 3])
    large = good["jp2"].replace(struct.pack(">II", 320, 240), struct.pack(">II", 2**31 - 1, 2**31 - 1))
    yield "JPEG 2000 beyond all.pdf", _with(size % (320, 240) + jpx, large)
    page = struct.pack(">IIIIBH", 2**31, 2**31, 0, 0, 0, 0)
    jbig = b"/Filter/JBIG2Decode"
    yield "JBIG2 beyond all.pdf", _with(size % (100, 100) + bit + jbig, _segment(0, 48, page))
    small = _segment(0, 48, struct.pack(">IIIIBH", 100, 100, 0, 0, 0, 0))
    yield (
        "JBIG2 of garbage.pdf",
        _with(size % (100, 100) + bit + jbig, small + _segment(1, 38, bytes(range(256)) * 9)),
    )
    symbols = struct.pack(">HBBBBBBBBII", 0, 3, 255, 253, 255, 2, 254, 254, 254, 2**31, 2**31)
    yield (
        "JBIG2 of two billion signs.pdf",
        _with(size % (100, 100) + bit + jbig, small + _segment(1, 0, symbols)),
    )
    yield (
        "JBIG2 segments without end.pdf",
        _with(size % (100, 100) + bit + jbig, small + _segment(1, 51, b"") * 50_000),
    )
    yield (
        "JBIG2 globals of itself.pdf",
        _with(size % (9, 9) + bit + jbig + b"/DecodeParms<</JBIG2Globals 6 0 R>>", small),
    )
    deflated = zlib.compress(bytes(300))
    yield (
        "a picture a thousand times.pdf",
        of_page(
            DRAWN * 1_000,
            b"/XObject<</I 6 0 R>>",
            o6=stream(deflated, b"/Type/XObject/Subtype/Image" + size % (10, 10) + rgb + flate),
        ),
    )
