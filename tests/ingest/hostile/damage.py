"""Good files that time or a bad line has spoilt: cut off, scribbled over, locked."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import cache

import pikepdf
from PIL import Image, ImageDraw

from .writing import LINE, of_page, pages, pdf, stream

FORMATS = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"} | {
    "JPEG2000": "jp2",
    "BMP": "bmp",
}


def _picture() -> Image.Image:
    image = Image.effect_noise((320, 240), 60).convert("RGB")
    random.seed(4)
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        draw.line([random.randrange(320) for _ in range(4)], fill=(20, 30, 60))
    return image


@cache
def _good_images() -> dict[str, bytes]:
    found = {}
    for kind, ending in FORMATS.items():
        out = io.BytesIO()
        _picture().save(out, kind)
        found[ending] = out.getvalue()
    return found


@cache
def _good_pdfs() -> dict[str, bytes]:
    scan = io.BytesIO()
    _picture().save(scan, "PDF", save_all=True, append_images=[_picture()])
    found = {"typed": of_page(LINE * 20), "scan": scan.getvalue()}
    with pikepdf.open(io.BytesIO(scan.getvalue())) as opened:
        packed, linear = io.BytesIO(), io.BytesIO()
        opened.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        opened.save(linear, linearize=True)
    return found | {"packed": packed.getvalue(), "linear": linear.getvalue()}


def _cut(good: dict[str, bytes], parts: int, ending: str = "") -> Iterator[tuple[str, bytes]]:
    for kind, content in good.items():
        for part in range(1, parts):
            yield f"cut-{kind}-{part}.{ending or kind}", content[: max(len(content) * part // parts, 12)]


def _scribble(good: dict[str, bytes], times: int, ending: str = "") -> Iterator[tuple[str, bytes]]:
    """The first bytes stay, so that the file is taken for what it was."""
    for kind, content in good.items():
        for turn in range(times):
            dice = random.Random(f"{kind} {turn}")
            spoilt = bytearray(content)
            for _ in range(4 ** (turn + 1)):
                spoilt[dice.randrange(32, len(spoilt))] = dice.randrange(256)
            yield f"scribbled-{kind}-{turn}.{ending or kind}", bytes(spoilt)


def pdfs_cut_off() -> Iterator[tuple[str, bytes]]:
    yield from _cut(_good_pdfs(), 6, "pdf")
    end = {f"{kind} end": content[:-7] for kind, content in _good_pdfs().items()}
    yield from ((f"cut-{kind}.pdf", content) for kind, content in end.items())


def pdfs_scribbled_over() -> Iterator[tuple[str, bytes]]:
    yield from _scribble(_good_pdfs(), 3, "pdf")


def images_cut_off() -> Iterator[tuple[str, bytes]]:
    yield from _cut(_good_images(), 4)


def images_scribbled_over() -> Iterator[tuple[str, bytes]]:
    yield from _scribble(_good_images(), 2)


def pdfs_locked() -> Iterator[tuple[str, bytes]]:
    for revision, aes in ((2, False), (3, False), (4, True), (6, True)):
        for name, words in (("user", {"user": "secret", "owner": "o"}), ("owner", {"owner": "o"})):
            out = io.BytesIO()
            with pikepdf.open(io.BytesIO(of_page())) as opened:
                lock = pikepdf.Encryption(**words, R=revision, aes=aes, metadata=aes)
                opened.save(out, encryption=lock)
            yield f"{name}-r{revision}.pdf", out.getvalue()
    odd = {
        "unknown handler": b"<</Filter/Adobe.PubSec/V 5/R 6>>",
        "version from the future": b"<</Filter/Standard/V 99/R 99/O(x)/U(x)/P -1>>",
        "keys too short": b"<</Filter/Standard/V 2/R 3/Length 128/O(a)/U(b)/P -4>>",
        "key of no length": b"<</Filter/Standard/V 1/R 2/Length 0/O()/U()/P 0>>",
        "key of 40 million bits": b"<</Filter/Standard/V 2/R 3/Length 40000000/O(a)/U(b)/P -4>>",
        "a number": b"17",
        "itself": b"6 0 R",
    }
    for name, dictionary in odd.items():
        yield f"lock, {name}.pdf", pdf(pages({6: dictionary}), b"/Root 1 0 R/Encrypt 6 0 R")
    yield "lock, in a stream.pdf", pdf(pages({6: stream(b"")}), b"/Root 1 0 R/Encrypt 6 0 R/ID[(a)(b)]")
