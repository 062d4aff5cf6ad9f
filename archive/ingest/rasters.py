"""Pictures: page images in WebP, grey ones for OCR, and how much ink, noise and skew a page has.

Imported in the limited process only. Importing it blocks every loader of libvips but six.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyvips

from archive.ingest.leaf import Cause, Rendition, Unreadable, rendition_name

Image = Any  # pyvips.Image builds its methods at run time
Pixels = np.ndarray[Any, Any]

WEBP_EDGE = 16_383
LOADERS = ("Jpeg", "Png", "Tiff", "Webp", "Nsgif", "Heif")
NO_INK = 3e-5  # share of a page's pixels; the digits of a lone page number are three times that
NO_MEMORY = re.compile(
    r"insufficient memory|out of memory|memory limit|malloc|(failed|unable) to allocate|creating thread", re.I
)
NO_ROOM = re.compile(r"no space left|quota exceeded", re.I)
NO_DECODER = re.compile(r"support for this compression|not configured|compression scheme", re.I)
NEARLY = 0.8  # a step nearer to the page's own width would be the same image twice
INK = 18  # grey levels darker than the paper around

logging.getLogger("pyvips").setLevel(logging.ERROR)  # a broken file warns ten thousand times
pyvips.cache_set_max(0)
pyvips.operation_block_set("VipsForeignLoad", True)
for loader in LOADERS:
    pyvips.operation_block_set(f"VipsForeignLoad{loader}", False)


@contextmanager
def troubles() -> Iterator[None]:
    """What libvips complains of becomes Unreadable. Also a decorator."""
    try:
        yield
    except pyvips.Error as error:
        detail = " ".join(str(error).split())[:300]
        if NO_ROOM.search(detail):
            raise Unreadable(Cause.DISK_FULL, detail) from error
        if NO_MEMORY.search(detail):
            raise Unreadable(Cause.OUT_OF_MEMORY, detail) from error
        if NO_DECODER.search(detail):
            raise Unreadable(Cause.UNSUPPORTED, detail) from error
        raise Unreadable(Cause.DAMAGED, detail) from error


def sizes(width: int, height: int, widths: Sequence[int]) -> list[tuple[int, int]]:
    """The steps well below the page's own width, and that width itself unless it lies above them all."""
    across = [step for step in sorted(widths) if step < width * NEARLY or width > max(widths) >= step]
    if width <= max(widths):
        across.append(width)
    found = []
    for step in across:
        step = min(step, max(int(WEBP_EDGE * width / height), 1))
        found.append((step, min(max(round(step * height / width), 1), WEBP_EDGE)))
    return sorted(set(found))


def upright_colour(image: Image) -> Image:
    """Three bands of eight bits, sRGB, transparency on white."""
    if image.hasalpha():
        image = image.flatten(background=255)
    if image.interpretation != "srgb" or image.bands != 3 or image.format != "uchar":
        image = image.colourspace("srgb")
    return image.cast("uchar") if image.format != "uchar" else image


def save_renditions(
    image: Image, number: int, folder: Path, wanted: Sequence[tuple[int, int]]
) -> tuple[Rendition, ...]:
    """From the largest to the smallest, each made from the one before; no metadata goes along."""
    made = []
    for width, height in sorted(wanted, reverse=True):
        if (image.width, image.height) != (width, height):
            image = image.thumbnail_image(width, height=height, size="force").copy_memory()
        name = rendition_name(number, width)
        image.webpsave(str(folder / name), Q=75, effort=4, keep="none")
        made.append(Rendition(width, height, name))
    return tuple(reversed(made))


def to_grey(image: Image) -> Image:
    if image.hasalpha():
        image = image.flatten(background=255)
    return image.colourspace("b-w").cast("uchar")[0]


def save_grey(image: Image, path: Path, dpi: float) -> None:
    image.tiffsave(
        str(path), compression="none", keep="none", xres=dpi / 25.4, yres=dpi / 25.4, resunit="inch"
    )


def from_pixels(pixels: Pixels) -> Image:
    """A copy: the memory behind the pixels may be freed afterwards.

    No `copy_memory()` on it: that call drops pyvips' hold on the pixels of an image already in memory.
    """
    return pyvips.Image.new_from_array(np.array(pixels, order="C", copy=True))


def load_grey(path: Path) -> Image:
    return pyvips.Image.tiffload(str(path)).copy_memory()


def _ink(grey: Image) -> Any:
    """Where a page of a thousand pixels is darker than its surroundings."""
    small = grey.thumbnail_image(1_000, height=1_000, size="down").copy_memory()
    paper = small.gaussblur(10)
    return small.numpy().astype(np.int16) < paper.numpy().astype(np.int16) - INK


def blank(grey: Image) -> bool:
    return float(_ink(grey).mean()) < NO_INK


def noise(grey: Image) -> float:
    """The median of |pixel − 3×3 median| in the middle of the page; scans have 0 to 2, speckled ones 16."""
    width, height = min(grey.width, 1_024), min(grey.height, 1_024)
    middle = grey.crop((grey.width - width) // 2, (grey.height - height) // 2, width, height).copy_memory()
    calm = middle.rank(3, 3, 4)
    return float(np.median(np.abs(middle.numpy().astype(np.int16) - calm.numpy().astype(np.int16))))


def skew(grey: Image) -> float:
    """Degrees by which the lines of text fall to the right, 0 when no angle stands out."""
    down, along = np.nonzero(_ink(grey))
    if len(down) < 200:
        return 0.0
    if len(down) > 60_000:
        chosen = np.random.default_rng(0).choice(len(down), 60_000, replace=False)
        down, along = down[chosen], along[chosen]

    def score(degrees: float) -> float:
        angle = np.radians(degrees)
        heights = np.round(down * np.cos(angle) - along * np.sin(angle)).astype(np.int64)
        profile = np.bincount(heights - heights.min())
        return float(np.square(np.diff(profile.astype(np.float64))).sum())

    coarse = np.arange(-15, 15.01, 0.5)
    scores = [score(angle) for angle in coarse]
    near = coarse[int(np.argmax(scores))]
    fine = np.arange(near - 0.5, near + 0.51, 0.1)
    peaks = [score(angle) for angle in fine]
    best = int(np.argmax(peaks))
    if peaks[best] <= 8 * float(np.median(scores)) or abs(fine[best]) < 0.39:
        return 0.0
    return float(fine[best])


def straighten(grey: Image, degrees: float) -> Image:
    """Turned back about its centre by `degrees`, same size, corners filled with the colour of the paper."""
    angle = np.radians(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    x, y = grey.width / 2, grey.height / 2
    histogram = grey.hist_find().numpy().reshape(-1).cumsum()
    paper = max(int(np.searchsorted(histogram, 0.9 * histogram[-1])), 180)
    return grey.affine(
        [cos, sin, -sin, cos],
        idx=0,
        odx=x - (cos * x + sin * y),
        ody=y - (-sin * x + cos * y),
        oarea=[0, 0, grey.width, grey.height],
        background=[paper],
        extend="background",
    ).copy_memory()


def prepare(grey: Path, folder: Path, *, speckled: float) -> tuple[Path, int, int, float]:
    """The picture OCR reads best: calmed if it is speckled, set straight if it is askew.

    Returns its file (the one given when nothing was to be done), width, height and the angle turned back.
    """
    image = load_grey(grey)
    width, height, dpi = image.width, image.height, image.xres * 25.4
    calm = noise(image) <= speckled
    if not calm:
        image = image.gaussblur(1.0).copy_memory()
    degrees = skew(image)
    if degrees:
        image = straighten(image, degrees)
    if degrees or not calm:
        grey = folder / f"straight-{grey.name}"
        save_grey(image, grey, dpi)
    return grey, width, height, degrees
