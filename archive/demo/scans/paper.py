"""What a scanner sees around the letters: paper, punched holes, an ink stamp, a sheet laid askew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

A4_200_DPI = (1654, 2339)
LID = 52
HOLE_RADIUS = 24
HOLE_SPACING = 630
"""Two holes of 6 mm, 80 mm apart (ISO 838), at 200 dpi."""

Grey = NDArray[np.floating]
"""Tones of a drawing, height × width, float32, 0 black to 255 white (for ink: 0 none to 1 full)."""


def clouds(rng: np.random.Generator, size: tuple[int, int], cells: int) -> Grey:
    """Slow unevenness about 0, within ±1: random tones on a coarse grid, smoothly enlarged."""
    width, height = size
    rows = max(2, round(cells * height / width))
    coarse = rng.uniform(-1, 1, (rows, cells)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC))


def grain(rng: np.random.Generator, size: tuple[int, int]) -> Grey:
    """Fine unevenness about 0, one standard deviation; a tile is repeated, for speed."""
    tile = rng.standard_normal((601, 701), dtype=np.float32)
    soft = (tile + np.roll(tile, 1, 0) + np.roll(tile, 1, 1)) / 1.7
    return np.tile(soft, (size[1] // 601 + 1, size[0] // 701 + 1))[: size[1], : size[0]]


def sheet(rng: np.random.Generator, size: tuple[int, int] = A4_200_DPI, tone: float = 230) -> Grey:
    """An unwritten sheet: uneven tone, darker along the edges that light and hands reach first."""
    width, height = size
    x = np.linspace(0, 1, width, dtype=np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    edge = np.exp(-x * 26) + np.exp(-(1 - x) * 34) + np.exp(-y * 40) + np.exp(-(1 - y) * 30)
    uneven = 3.5 * clouds(rng, size, 7) + 1.1 * clouds(rng, size, 90) + 2.6 * grain(rng, size)
    return np.asarray(tone + uneven - 13 * edge, dtype=np.float32)


def punched(page: Grey) -> Grey:
    """Two holes in the left margin; the lid of the scanner shows through, with a lighter torn rim."""
    width, height = page.shape[1], page.shape[0]
    marks = Image.new("L", (width, height), 0)
    rims = Image.new("L", (width, height), 0)
    for centre in (height // 2 - HOLE_SPACING // 2, height // 2 + HOLE_SPACING // 2):
        box = (86 - HOLE_RADIUS, centre - HOLE_RADIUS, 86 + HOLE_RADIUS, centre + HOLE_RADIUS)
        ImageDraw.Draw(marks).ellipse(box, fill=255)
        ImageDraw.Draw(rims).ellipse((box[0] - 3, box[1] - 2, box[2] + 2, box[3] + 3), fill=255)
    hole = np.asarray(marks.filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float32) / 255
    rim = np.asarray(rims.filter(ImageFilter.GaussianBlur(1.6)), dtype=np.float32) / 255
    return (page + 12 * rim) * (1 - hole) + LID * hole


def stamp(rng: np.random.Generator, font: ImageFont.FreeTypeFont, angle: float, width: int = 330) -> Grey:
    """The ink of a rubber stamp reading EXEMPLE, worn and unevenly pressed."""
    height = round(width * 0.34)
    mark = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mark)
    pen.rounded_rectangle((3, 3, width - 4, height - 4), radius=10, outline=255, width=max(4, width // 55))
    inset = width // 28
    pen.rounded_rectangle((inset, inset, width - inset, height - inset), radius=5, outline=255, width=2)
    pen.text((width // 2, height // 2 + height // 18), "EXEMPLE", font=font, fill=255, anchor="mm")
    turned = mark.rotate(angle, Image.Resampling.BICUBIC, expand=True).filter(ImageFilter.GaussianBlur(0.7))
    ink = np.asarray(turned, dtype=np.float32) / 255
    worn = 0.78 + 0.3 * clouds(rng, turned.size, 9) + 0.16 * grain(rng, turned.size)
    return np.asarray(ink * np.clip(worn, 0.12, 1), dtype=np.float32)


def pressed(page: Grey, ink: Grey, corner: tuple[int, int], tone: float) -> None:
    """Lays `ink` of that tone on the page, its upper left at `corner` (x, y)."""
    x, y = corner
    place = page[y : y + ink.shape[0], x : x + ink.shape[1]]
    place[...] = place * (1 - ink) + tone * ink


def scanned(page: Grey, skew: float) -> Image.Image:
    """The sheet as it came off the glass: turned by `skew` degrees, the lid dark where the paper ends."""
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    if not skew:
        return image
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=LID)
