"""TIFF: the kind with the most ways to be wrong. Directories by hand."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from .writing import zeros

SHORT, LONG = 3, 4
WIDTH, HEIGHT, BITS, PACKED, COLOUR, OFFSETS, SAMPLES, ROWS, COUNTS = (
    256,
    257,
    258,
    259,
    262,
    273,
    277,
    278,
    279,
)


def tiff(
    data: bytes = bytes(100), *, following: int = 0, repeat: int = 1, order: str = "<", **changed: int
) -> bytes:
    """One directory (or a chain of equal ones) over one strip; changed: t256=… sets a tag's value."""
    tags = {
        WIDTH: 10,
        HEIGHT: 10,
        BITS: 8,
        PACKED: 1,
        COLOUR: 1,
        OFFSETS: 8,
        SAMPLES: 1,
        ROWS: 10,
        COUNTS: len(data),
    }
    tags |= {int(name[1:]): value for name, value in changed.items()}
    rows = b"".join(struct.pack(order + "HHII", tag, LONG, 1, value) for tag, value in sorted(tags.items()))
    first = 8 + len(data) + len(data) % 2
    length = 2 + len(rows) + 4
    out = (
        (b"II*\0" if order == "<" else b"MM\0*")
        + struct.pack(order + "I", first)
        + data
        + b"\0" * (len(data) % 2)
    )
    chain = []
    for turn in range(repeat):
        after = first + length * (turn + 1) if turn + 1 < repeat else following
        chain.append(struct.pack(order + "H", len(tags)) + rows + struct.pack(order + "I", after))
    return out + b"".join(chain)


def _saved(mode: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(out, "TIFF", **options)
    return out.getvalue()


def directories() -> Iterator[tuple[str, bytes]]:
    first = 8 + 100
    yield "directory in a circle.tif", tiff(following=first)
    yield "directories in a circle.tif", tiff(repeat=40, following=first)
    yield "fifty thousand directories.tif", tiff(repeat=50_000)
    yield "next directory beyond the file.tif", tiff(following=2**31)
    yield "next directory in the picture.tif", tiff(bytes(range(100)), following=9)
    yield "directory beyond the file.tif", b"II*\0" + struct.pack("<I", 2**32 - 1)
    yield "directory at the header.tif", b"II*\0" + struct.pack("<I", 0)
    yield "directory in the header.tif", b"II*\0" + struct.pack("<I", 4) + bytes(40)
    yield "directory of 65,535 tags.tif", b"II*\0" + struct.pack("<IH", 8, 65_535) + bytes(9_000)
    yield "directory of no tags.tif", b"II*\0" + struct.pack("<IHI", 8, 0, 0)
    yield "directory below in a circle.tif", tiff(t330=first)
    yield "EXIF in a circle.tif", tiff(t34665=first)
    yield "only a header.tif", b"II*\0"
    yield "big, beyond the file.tif", b"II+\0\x08\0\0\0" + struct.pack("<Q", 2**63 - 1)
    yield "big, in a circle.tif", b"II+\0\x08\0\0\0" + struct.pack("<QQQ", 16, 0, 16)
    yield "big, two to the sixty tags.tif", b"MM\0+\0\x08\0\0" + struct.pack(">QQ", 16, 2**60)
    yield "two orders.tif", b"MM\0*" + tiff()[4:]


def tiffs() -> Iterator[tuple[str, bytes]]:
    for name, tags in {
        "beyond all": {"t256": 2**31 - 1, "t257": 2**31 - 1},
        "beyond the sign": {"t256": 2**32 - 1, "t257": 2**32 - 1},
        "no width": {"t256": 0},
        "100,000 pixels": {"t256": 100_000, "t257": 100_000, "t278": 100_000},
        "30,000 pixels of nothing": {"t256": 20_000, "t257": 20_000, "t278": 20_000},
        "a long thread": {"t256": 1, "t257": 60_000, "t278": 1},
        "strip beyond the file": {"t273": 2**31},
        "strip of four gigabytes": {"t279": 2**32 - 1},
        "strip of nothing": {"t279": 0},
        "strip in the header": {"t273": 0},
        "no rows": {"t278": 0},
        "no bits": {"t258": 0},
        "sixty-four bits": {"t258": 64},
        "three bits": {"t258": 3},
        "sixty thousand samples": {"t277": 60_000},
        "no samples": {"t277": 0},
        "colour of no kind": {"t262": 999},
        "palette that is missing": {"t262": 3},
        "packing of no kind": {"t259": 65_000},
        "packing of old": {"t259": 6},
        "packed as JPEG": {"t259": 7},
        "packed as fax": {"t259": 4, "t258": 1, "t256": 1_728, "t257": 2_000, "t278": 2_000},
        "packed as LZW": {"t259": 5},
        "packed as web": {"t259": 50_001},
        "predictor of no kind": {"t259": 5, "t317": 77},
        "predictor for floats": {"t259": 8, "t317": 3},
        "float": {"t258": 32, "t339": 3},
        "complex": {"t258": 64, "t339": 6},
        "tile beyond all": {"t322": 2**30, "t323": 2**30, "t324": 8, "t325": 100},
        "tile of nothing": {"t322": 0, "t323": 0, "t324": 8, "t325": 100},
        "turned by nine": {"t274": 9},
        "in planes": {"t284": 2, "t277": 3},
    }.items():
        yield f"{name}.tif", tiff(bytes(range(100)), **tags)
    sized = {"t256": 20_000, "t257": 20_000, "t278": 20_000, "t259": 8}
    yield "20,000 pixels deflated.tif", tiff(zeros(382), **sized)
    yield "more data than pixels.tif", tiff(zeros(1_500), t259=8)
    yield "data of garbage.tif", tiff(bytes(range(256)) * 90, t259=8, t256=900, t257=900, t278=900)
    yield "no data to unpack.tif", tiff(zlib.compress(b""), t259=8, t256=900, t257=900, t278=900)
    yield "other order.tif", tiff(order=">")
    yield "colour of print.tif", _saved("CMYK")
    yield "sixteen bits.tif", _saved("I;16")
    yield "floats.tif", _saved("F")
    yield "black and white, fax.tif", _saved("1", compression="group4")
    yield "black and white, fax, cut off.tif", _saved("1", compression="group4")[:-40]
    yield (
        "colour of the laboratory.tif",
        _saved("RGB", compression="tiff_lzw").replace(
            b"\x06\x01\x03\0\1\0\0\0\2\0", b"\x06\x01\x03\0\1\0\0\0\x08\0"
        ),
    )
