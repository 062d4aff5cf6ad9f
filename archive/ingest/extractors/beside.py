"""What stands in a file beside its pages: places, names, serial numbers, remarks (EXIF, IPTC IIM, XMP)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.holdings.carried import Carried, Row

PHOTOGRAPH, GPS = 0x8769, 0x8825  # directories of their own
TAGS = {
    0x013B: Carried.PERSON,  # Artist
    0x8298: Carried.PERSON,  # Copyright
    0x9C9D: Carried.PERSON,  # XPAuthor
    0xA430: Carried.PERSON,  # CameraOwnerName
    0xA431: Carried.DEVICE,  # BodySerialNumber
    0xA435: Carried.DEVICE,  # LensSerialNumber
    0x010E: Carried.REMARK,  # ImageDescription
    0x9C9C: Carried.REMARK,  # XPComment
    0x9286: Carried.REMARK,  # UserComment, after eight bytes that name its letters
}
LATITUDE, LONGITUDE = 2, 4  # each after its side
XMP = {
    rb"dc:creator>.{0,200}?<rdf:li[^>]{0,80}>([^<]{1,200})": Carried.PERSON,
    rb"pdf:Author[>=]\"?([^<\"]{1,200})": Carried.PERSON,
    rb"(?:aux|exifEX):(?:Body)?SerialNumber[>=]\"?([^<\"]{1,200})": Carried.DEVICE,
    rb"exif:GPS(?:Latitude|Longitude)[>=]\"?([^<\"]{1,40})": Carried.PLACE,
}
BY_LINE = re.compile(rb"\x1c\x02\x50(..)", re.DOTALL)
PACKET = 200_000  # bytes of metadata looked at


def of_image(path: Path, kind: str) -> Iterator[Row]:
    """kind: Pillow's name. The headers only; a file whose headers break off has said what it said."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # no pixel is decoded
    try:
        with Image.open(path, formats=[kind]) as image:
            yield from _tags(image.getexif())
            for name, said in image.info.items():
                if name == "xmp":
                    yield from of_xmp(said if isinstance(said, bytes) else str(said).encode())
                elif name == "photoshop":
                    yield from of_iptc(bytes(said.get(0x0404, b"")))
                elif name == "comment" or (kind == "PNG" and isinstance(said, str)):
                    yield Carried.REMARK, _words(said)
    except Exception as error:  # Pillow has no one word for a broken header
        sys.stderr.write(f"beside the pages: {error!r}\n")


def _tags(exif: Any) -> Iterator[Row]:
    for directory in (exif, exif.get_ifd(PHOTOGRAPH)):
        for tag in directory.keys() & TAGS.keys():
            yield TAGS[tag], _words(directory[tag])
    place = exif.get_ifd(GPS)
    if {LATITUDE, LONGITUDE} <= place.keys():
        yield Carried.PLACE, " ".join(_degrees(place, tag) for tag in (LATITUDE, LONGITUDE))


def _words(said: Any) -> str:
    if not isinstance(said, bytes):
        return str(said)
    letters = re.sub(rb"^(ASCII|UNICODE|JIS)\0+", b"", said[:2_000])
    return str(letters.decode("utf-16-le" if letters[1:2] == b"\0" else "utf-8", "replace"))


def _degrees(place: Any, tag: int) -> str:
    whole = sum(float(part) / 60**power for power, part in enumerate(place[tag]))
    return f"{whole:.5f}{_words(place.get(tag - 1, ''))[:1]}"


def of_iptc(data: bytes) -> Iterator[Row]:
    for found in BY_LINE.finditer(data[:PACKET]):
        length = int.from_bytes(found[1], "big")
        yield Carried.PERSON, _words(data[found.end() : found.end() + length])


def of_xmp(packet: bytes) -> Iterator[Row]:
    """By its usual spellings, not as XML: a stranger's packet may be a bomb."""
    for pattern, kind in XMP.items():
        for found in re.finditer(pattern, packet[:PACKET], re.DOTALL):
            yield kind, _words(found[1])
