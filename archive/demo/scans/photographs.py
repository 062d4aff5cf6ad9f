"""Photographs as newspapers printed them: tones become dots of ink on a turned grid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .paper import clouds, grain, pressed, stamp
from .typewriter import Fonts

SIZE = (2400, 1600)
DOT = 13.0  # pixels between two dots
TURN = np.deg2rad(22.0)
PAPER, INK = 232.0, 34.0


def photo_grue(folder: Path, fonts: Fonts) -> Path:
    """A crane, a panel in the air, a building begun."""
    picture = Image.new("L", SIZE, 205)
    pen = ImageDraw.Draw(picture)
    for y in range(SIZE[1]):
        pen.line((0, y, SIZE[0], y), fill=round(170 + 60 * y / SIZE[1]))
    pen.polygon([(1500, 1250), (1900, 820), (2050, 900), (2400, 1250)], fill=150)
    pen.rectangle((0, 1250, 2400, 1600), fill=120)
    _storeys(pen, 120, 720, columns=5, rows=2)
    mast, jib = 1580, 250
    for x in (mast, mast + 60):
        pen.line((x, 1270, x, jib), fill=40, width=12)
    for n in range(17):
        y = 1270 - n * 60
        pen.line((mast, y, mast + 60, y - 60), fill=55, width=6)
    pen.line((620, jib, 2080, jib), fill=35, width=16)
    pen.line((620, jib, mast + 30, 120, 2080, jib), fill=45, width=7)
    pen.rectangle((1980, jib + 10, 2080, jib + 120), fill=60)
    pen.line((860, jib, 860, 470), fill=35, width=5)
    pen.line((720, 600, 860, 470, 1000, 600), fill=35, width=5)
    pen.rectangle((700, 600, 1020, 860), fill=222, outline=70, width=8)
    pen.rectangle((790, 670, 930, 800), fill=60)
    for x in (300, 380, 1240):
        _person(pen, x, 1390)
    return _printed(picture, folder / "photo_grue.jpg", fonts, seed=1956)


def photo_facade(folder: Path, fonts: Fonts) -> Path:
    """Windows on a façade, seen from below."""
    picture = Image.new("L", SIZE, 190)
    _storeys(ImageDraw.Draw(picture), 60, 90, columns=7, rows=4)
    return _printed(picture, folder / "photo_facade.jpg", fonts, seed=1962)


def _storeys(pen: ImageDraw.ImageDraw, left: int, top: int, *, columns: int, rows: int) -> None:
    """Panels of 320 by 265 pixels, a window in each, laid joint to joint."""
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * 325, top + row * 270
            tone = 196 + (column * 7 + row * 13) % 23
            pen.rectangle((x, y, x + 320, y + 265), fill=tone, outline=90, width=5)
            pen.rectangle((x + 85, y + 65, x + 235, y + 200), fill=52, outline=235, width=8)
            pen.line((x + 160, y + 65, x + 160, y + 200), fill=235, width=7)


def _person(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.ellipse((x - 13, y - 118, x + 13, y - 88), fill=30)
    pen.polygon([(x - 24, y - 86), (x + 24, y - 86), (x + 17, y), (x - 17, y)], fill=30)


def _printed(picture: Image.Image, path: Path, fonts: Fonts, seed: int) -> Path:
    rng = np.random.default_rng(seed)
    tones = np.asarray(picture.filter(ImageFilter.GaussianBlur(6)), dtype=np.float32)
    tones = np.clip(tones + 9 * clouds(rng, SIZE, 11), 0, 255) / 255
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
    along = (x * np.cos(TURN) + y * np.sin(TURN)) * (2 * np.pi / DOT)
    across = (y * np.cos(TURN) - x * np.sin(TURN)) * (2 * np.pi / DOT)
    screen = (np.cos(along) + np.cos(across)) / 4 + 0.5
    ink = np.clip((screen - tones) * 7 + 0.5, 0, 1)
    page = PAPER + (INK - PAPER) * ink + 2.5 * grain(rng, SIZE)
    pressed(page, stamp(rng, fonts.face(64, bold=True), 7, 420), (1900, 1380), 20)
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    image.save(path, "JPEG", quality=82, dpi=(300, 300))
    return path
