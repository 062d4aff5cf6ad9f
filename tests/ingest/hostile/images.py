"""Images that lie in their headers, explode when opened, or carry bombs beside their pixels."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from .damage import _good_images
from .writing import box, chunk, png, riff, zeros


def _jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    mode = str(options.pop("mode", "RGB"))
    Image.radial_gradient("L").resize((400, 300)).convert(mode).save(out, "JPEG", **options)
    return out.getvalue()


def _sized(good: bytes, width: int, height: int) -> bytes:
    """The frame header promises another size."""
    at = max(good.find(b"\xff\xc0"), good.find(b"\xff\xc2"))
    return good[: at + 5] + struct.pack(">HH", height, width) + good[at + 9 :]


def _segment(marker: int, data: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpegs() -> Iterator[tuple[str, bytes]]:
    good, slow = _jpeg(), _jpeg(progressive=True)
    for name, (width, height) in {
        "beyond all": (65_535, 65_535),
        "a thread": (1, 65_535),
        "no width": (0, 300),
        "no height": (400, 0),
        "larger": (4_000, 3_000),
    }.items():
        yield f"{name}.jpg", _sized(good, width, height)
    yield "progressive beyond all.jpg", _sized(slow, 65_535, 65_535)
    yield "progressive 20,000 pixels.jpg", _sized(slow, 20_000, 20_000)
    scan = slow[slow.index(b"\xff\xda") : slow.index(b"\xff\xda", slow.index(b"\xff\xda") + 2)]
    head = slow[: slow.index(b"\xff\xda")]
    yield "ten thousand scans.jpg", head + scan * 10_000 + b"\xff\xd9"
    yield (
        "ten thousand scans of 8,000 pixels.jpg",
        _sized(head, 8_000, 8_000) + scan[:20] * 10_000 + b"\xff\xd9",
    )
    yield "only a beginning.jpg", b"\xff\xd8\xff"
    yield "beginning and end.jpg", b"\xff\xd8\xff\xd9"
    yield "beginnings without end.jpg", b"\xff\xd8\xff" * 50_000
    yield "comments without end.jpg", b"\xff\xd8" + _segment(0xFE, b"x" * 60_000) * 200 + good[2:]
    yield "markers of garbage.jpg", good[:2] + bytes(range(0xC0, 0x100)) * 500 + good[2:]
    yield "no tables.jpg", good[:2] + good[good.index(b"\xff\xc0") :]
    yield "twelve bits.jpg", good.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x0c")
    yield "arithmetic.jpg", good.replace(b"\xff\xc0", b"\xff\xc9")
    yield "lossless.jpg", good.replace(b"\xff\xc0", b"\xff\xc3")
    yield (
        "forty components.jpg",
        good[:2] + _segment(0xC0, b"\x08" + struct.pack(">HHB", 9, 9, 40) + b"\1\x11\0" * 40),
    )
    yield "colour of print.jpg", _jpeg(mode="CMYK")
    yield "colour of print, inverted.jpg", _jpeg(mode="CMYK").replace(b"Adobe\0d", b"Adobe\xffd")
    exif = (
        b"Exif\0\0II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<H", 1)
        + struct.pack("<HHII", 0x8769, 4, 1, 8)
        + struct.pack("<I", 8)
    )
    yield "EXIF in a circle.jpg", good[:2] + _segment(0xE1, exif) + good[2:]
    lying = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 65_535) + b"\x01\x12\0\3" * 900
    yield "EXIF of 65,535 tags.jpg", good[:2] + _segment(0xE1, lying) + good[2:]
    profile = b"ICC_PROFILE\0\1\xff" + b"acsp" * 9_000
    yield "profile of garbage.jpg", good[:2] + _segment(0xE2, profile) + good[2:]
    yield (
        "XMP of laughs.jpg",
        good[:2]
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<!DOCTYPE x [<!ENTITY a 'ha'>]>&a;")
        + good[2:],
    )


def pngs() -> Iterator[tuple[str, bytes]]:
    for name, (width, height) in {
        "beyond all": (2**31 - 1, 2**31 - 1),
        "beyond the sign": (2**32 - 1, 2**32 - 1),
        "sixty thousand": (60_000, 60_000),
        "a wide thread": (60_000, 1),
        "a long thread": (1, 200_000),
        "no width": (0, 9),
        "no height": (9, 0),
    }.items():
        yield f"{name}.png", png(width, height)
    yield "20,000 pixels in black.png", png(20_000, 20_000, zeros(48), depth=1)
    yield "20,000 pixels in grey.png", png(20_000, 20_000, zeros(382))
    yield "12,000 pixels interlaced.png", png(12_000, 12_000, zeros(138), interlaced=1)
    yield "9,000 pixels of 16 bits.png", png(9_000, 9_000, zeros(464), depth=16, colour=2)
    yield "more data than pixels.png", png(10, 10, zeros(1_500))
    yield "data of garbage.png", png(900, 900, bytes(range(256)) * 99)
    yield "no data.png", png(90, 90, b"")
    yield "three bits.png", png(90, 90, depth=3)
    yield "colour of no kind.png", png(90, 90, colour=5)
    yield "no palette.png", png(90, 90, colour=3)
    yield "palette too long.png", png(90, 90, colour=3, before=chunk(b"PLTE", b"abc" * 400))
    bomb = b"Comment\0\0" + zeros(600)
    for name in (b"zTXt", b"iTXt", b"iCCP"):
        data = b"Comment\0\1\0\0\0" + zeros(600) if name == b"iTXt" else bomb
        yield (
            f"{name.decode()} explodes.png",
            png(90, 90, zlib.compress(bytes(9_000)), before=chunk(name, data)),
        )
    yield (
        "fifty thousand texts.png",
        png(90, 90, zlib.compress(bytes(9_000)), before=chunk(b"tEXt", b"a\0b") * 50_000),
    )
    yield "chunk beyond all.png", png(90, 90, before=chunk(b"tEXt", b"", length=2**31 - 1))
    yield "chunk beyond the sign.png", png(90, 90, before=chunk(b"tEXt", b"", length=2**32 - 1))
    yield "sums that are wrong.png", png(90, 90, before=chunk(b"gAMA", b"\0\0\0\1", crc=7))
    yield (
        "two headers.png",
        png(90, 90, before=chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 16, 6, 0, 0, 0))),
    )
    frames = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)) + chunk(b"fcTL", bytes(26)) * 9_000
    yield "two billion frames.png", png(90, 90, zlib.compress(bytes(9_000)), before=frames)
    yield "only a signature.png", b"\x89PNG\r\n\x1a\n"


def others() -> Iterator[tuple[str, bytes]]:
    gif = _good_images()["gif"]
    screen = struct.pack("<HHBBB", 65_535, 65_535, 0xF0, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    whole = b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\2\2\x44\1\0"
    yield "screen beyond all.gif", b"GIF89a" + screen + frame + b";"
    yield "frame beyond all.gif", b"GIF89a" + screen + whole + b";"
    yield (
        "thirty thousand frames.gif",
        b"GIF89a" + screen.replace(b"\xff\xff\xff\xff", b"\x40\0\x40\0", 1) + frame * 30_000 + b";",
    )
    yield "blocks without end.gif", gif[:800] + b"\xff" * 200_000
    yield "letters of garbage.gif", gif[:790] + bytes(range(256)) * 50
    yield "no palette.gif", b"GIF87a" + struct.pack("<HHBBB", 90, 90, 0, 0, 0) + frame
    yield "only a signature.gif", b"GIF89a"
    extended = b"\x10\0\0\0" + (16_383).to_bytes(3, "little") * 2
    yield "canvas beyond all.webp", riff((b"VP8X", b"\x02\0\0\0" + b"\xff" * 6), (b"ANIM", bytes(6)))
    yield (
        "frames without end.webp",
        riff((b"VP8X", b"\x02" + extended[1:]), (b"ANIM", bytes(6)), *[(b"ANMF", bytes(24))] * 20_000),
    )
    yield "lossless of garbage.webp", riff((b"VP8L", b"\x2f" + b"\xff" * 4_000))
    yield "lossy of garbage.webp", riff((b"VP8 ", b"\x9d\x01\x2a" + bytes(range(256)) * 20))
    yield "longer than it is.webp", riff((b"VP8 ", b"abc"), size=2**32 - 2)
    yield "shorter than it is.webp", riff((b"VP8 ", b"abc"), size=4)
    yield "only a signature.webp", b"RIFF\0\0\0\0WEBP"
    yield "EXIF alone.webp", riff((b"EXIF", b"Exif\0\0II*\0"))

    def bmp(
        width: int, height: int, bits: int = 24, packed: int = 0, colours: int = 0, data: bytes = b""
    ) -> bytes:
        info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, packed, 0, 0, 0, colours, 0)
        return b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + info + data

    yield "beyond all.bmp", bmp(2**31 - 1, 2**31 - 1)
    yield "below nothing.bmp", bmp(-(2**31), -(2**31))
    yield "hundred million.bmp", bmp(10_000, 10_000)
    yield "upside down.bmp", bmp(9, -9, data=bytes(400))
    yield "palette of four billion.bmp", bmp(9, 9, 8, colours=2**32 - 1)
    yield "runs of garbage.bmp", bmp(900, 900, 8, 1, 2, bytes(range(256)) * 20)
    yield "runs off the picture.bmp", bmp(900, 900, 8, 1, 2, b"\0\2\xff\xff" * 9_000)
    yield "five bits.bmp", bmp(9, 9, 5, data=bytes(400))
    yield "only a signature.bmp", b"BM"


def boxes() -> Iterator[tuple[str, bytes]]:
    avif, jp2 = _good_images()["avif"], _good_images()["jp2"]
    kind = box(b"ftyp", b"avif\0\0\0\0avifmif1")
    nested = b""
    for _ in range(20_000):
        nested = box(b"iprp", nested)
    spatial = b"ispe\0\0\0\0" + struct.pack(">II", 320, 240)
    yield "only a kind.avif", kind
    yield "boxes in boxes.avif", kind + box(b"meta", b"\0\0\0\0" + nested)
    yield "box of no size.avif", kind + box(b"meta", b"abc", size=0)
    yield "box smaller than itself.avif", kind + box(b"meta", b"abc", size=4) * 9_000
    yield "box beyond all.avif", kind + struct.pack(">I", 1) + b"meta" + struct.pack(">Q", 2**63)
    yield (
        "picture beyond all.avif",
        avif.replace(spatial, spatial[:8] + struct.pack(">II", 2**31 - 1, 2**31 - 1)),
    )
    yield "picture of no size.avif", avif.replace(spatial, spatial[:8] + bytes(8))
    yield "place beyond the file.avif", avif.replace(b"iloc\0\0\0\0\x44", b"iloc\0\0\0\0\x88")
    yield "pixels of garbage.avif", avif[: avif.index(b"mdat") + 4] + bytes(range(256)) * 30
    size = jp2.index(b"\xff\x51")

    def sized(at: int, form: str, *values: int) -> bytes:
        data = bytearray(jp2)
        struct.pack_into(form, data, size + at, *values)
        return bytes(data)

    yield "beyond all.jp2", sized(6, ">II", 2**31 - 1, 2**31 - 1)
    yield "tiles of one pixel.jp2", sized(22, ">II", 1, 1)
    yield "tiles of one pixel in 8,000.jp2", sized(6, ">IIIIII", 8_000, 8_000, 0, 0, 1, 1)
    yield "tiles of no size.jp2", sized(22, ">II", 0, 0)
    yield "sixteen thousand colours.jp2", sized(38, ">H", 16_384)
    yield "samples far apart.jp2", sized(41, ">BB", 255, 255)
    yield "picture beside itself.jp2", sized(14, ">II", 2**31, 2**31)
    yield "only the stream.jp2", jp2[jp2.index(b"\xff\x4f\xff\x51") :]
    yield "boxes of no size.jp2", jp2[:12] + box(b"ftyp", size=0) * 900
    yield "stream of garbage.jp2", jp2[: size + 60] + bytes(range(256)) * 50
