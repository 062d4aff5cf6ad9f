"""One invented façade seen twice from one place: new, on a postcard, and in the sun some seventy years later."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .halftone import printed
from .painting import FINE, SIZE, Picture, Quad, inside, part, sky
from .typewriter import Fonts


def carte_postale(folder: Path, fonts: Fonts) -> Path:
    caption = "La cité. Façade sur rue [exemple]"
    return printed(folder / "carte_postale.jpg", _facade_when_new(), caption, fonts, seed=5)


def photo_facade(folder: Path, fonts: Fonts) -> Path:
    caption = "Façade, quatre heures de l'après-midi [exemple]"
    return printed(folder / "photo_facade.jpg", _facade_in_the_sun(), caption, fonts, seed=4)


def _facade_in_the_sun() -> Image.Image:
    rng = np.random.default_rng(1963)
    picture = Picture(sky(rng, 150, 190))
    _wall(picture, rng, 212, lambda storey, bay: (storey * 2 + bay * bay + bay * 4) % 6)
    for _ in range(900):
        x, y = float(rng.uniform(0, 1120)), float(rng.uniform(690, 770))
        picture.stroke(int(rng.integers(70, 150)), 1.4, (x, y), (x + float(rng.uniform(-3, 3)), y - 9))
    shade = _shadow_of_a_tree(rng)
    picture.image = ImageChops.multiply(picture.image, shade)
    return picture.finished(rng, blur=0.8)


def _facade_when_new() -> Image.Image:
    """From the same place, on an even day: clean panels, plain curtains, bare ground, a bicycle."""
    rng = np.random.default_rng(1958)
    picture = Picture(sky(rng, 214, 236))
    _wall(picture, rng, 232, lambda storey, bay: (0, 4, 4, 3)[(storey + bay) % 4], streaks=False)
    for _ in range(500):
        x, y = float(rng.uniform(0, 1120)), float(rng.uniform(705, 770))
        picture.stroke(int(rng.integers(150, 206)), 1.6, (x, y), (x + float(rng.uniform(4, 20)), y))
    picture.shape(196, (0, 730), (1120, 752), (1120, 762), (0, 741))
    _sapling(picture, 300)
    _bicycle(picture, 760, 728)
    return picture.finished(rng, blur=1.1)


def _wall(
    picture: Picture,
    rng: np.random.Generator,
    tone: int,
    kind: Callable[[int, int], int],
    streaks: bool = True,
) -> None:
    """Three storeys of four panels. kind: what is seen in a window, by storey and bay."""
    wall: Quad = ((-40, 70), (1180, 20), (1180, 700), (-40, 668))
    picture.shape(
        132,
        inside(wall, 0, -0.035),
        inside(wall, 1, -0.035),
        inside(wall, 1, 0.01),
        inside(wall, 0, 0.01),
    )
    for storey in range(3):
        for bay in range(4):
            cell = part(wall, bay / 4, storey / 3, bay / 4 + 0.25, storey / 3 + 1 / 3)
            _lived_in(picture, cell, tone + int(rng.integers(-9, 9)), kind(storey, bay), streaks)
    picture.shape(120 if streaks else 172, (0, 668), (1120, 698), (1120, 770), (0, 770))


def _sapling(picture: Picture, x: float) -> None:
    """Just planted, tied to its stake."""
    picture.stroke(70, 4, (x + 9, 752), (x + 7, 610))
    picture.stroke(84, 3, (x, 752), (x - 2, 560))
    for up, reach in ((690, 26), (660, -24), (632, 22), (604, -20), (582, 15)):
        picture.stroke(92, 1.8, (x - 1, up), (x + reach, up - abs(reach) * 1.3))
    picture.stroke(60, 2.4, (x - 2, 640), (x + 9, 636))


def _bicycle(picture: Picture, x: float, ground: float) -> None:
    """Leaning against the wall."""
    low = ground - 33
    for hub in (x, x + 104):
        circle = [v * FINE for v in (hub - 33, low - 33, hub + 33, low + 33)]
        picture.pen.ellipse(circle, outline=44, width=3 * FINE)
    crank, seat, head = (x + 46, low + 2), (x + 32, low - 48), (x + 86, low - 50)
    picture.stroke(38, 3.4, (x, low), crank, head, seat, crank)
    picture.stroke(38, 3.4, (x, low), seat)
    picture.stroke(38, 3.4, (x + 104, low), head, (x + 82, low - 64), (x + 66, low - 68))
    picture.stroke(34, 6, (x + 18, low - 54), (x + 44, low - 54))


def _lived_in(picture: Picture, cell: Quad, tone: int, kind: int, streaks: bool) -> None:
    """One panel with its window; `kind`, 0 to 5, says what is seen in it."""
    picture.shape(tone, *cell)
    if streaks:
        picture.shape(tone - 7, *part(cell, 0.24, 0.78, 0.76, 1.0))
    picture.stroke(92, 3.2, *cell, cell[0])
    picture.stroke(min(255, tone + 26), 1.2, *[(x + 2.4, y + 2.4) for x, y in cell])
    picture.shape(112, *part(cell, 0.20, 0.16, 0.80, 0.75))
    picture.shape(240, *part(cell, 0.22, 0.20, 0.79, 0.74))
    picture.shape(40, *part(cell, 0.245, 0.235, 0.765, 0.705))
    picture.shape(64, *part(cell, 0.245, 0.235, 0.765, 0.29))
    if kind in (0, 3):
        for left in (0.245, 0.655):
            picture.shape(172, *part(cell, left, 0.235, left + 0.11, 0.705))
            for fold in (0.03, 0.06, 0.09):
                picture.stroke(136, 1.6, inside(cell, left + fold, 0.24), inside(cell, left + fold, 0.70))
    elif kind == 1:
        picture.shape(158, *part(cell, 0.245, 0.235, 0.765, 0.50))
        for slat in np.arange(0.25, 0.50, 0.025):
            picture.stroke(120, 1.2, inside(cell, 0.245, slat), inside(cell, 0.765, slat))
    elif kind == 2:
        _plants(picture, cell)
    elif kind == 4:
        picture.shape(206, *part(cell, 0.245, 0.46, 0.765, 0.705))
        for fold in np.arange(0.27, 0.76, 0.035):
            picture.stroke(176, 1.4, inside(cell, float(fold), 0.46), inside(cell, float(fold), 0.70))
    for bar in (0.245, 0.505, 0.765):
        picture.stroke(232, 4.0, inside(cell, bar, 0.23), inside(cell, bar, 0.71))
    if kind == 5:
        picture.shape(26, *part(cell, 0.51, 0.235, 0.765, 0.705))
        picture.shape(226, *part(cell, 0.765, 0.225, 0.845, 0.73))
        picture.shape(60, *part(cell, 0.780, 0.27, 0.830, 0.69))
    picture.shape(226, *part(cell, 0.19, 0.75, 0.81, 0.775))
    picture.shape(118, *part(cell, 0.19, 0.775, 0.81, 0.795))


def _plants(picture: Picture, cell: Quad) -> None:
    for u in (0.32, 0.44, 0.62):
        picture.shape(150, *part(cell, u - 0.025, 0.63, u + 0.025, 0.705))
        for lean in (-0.05, -0.02, 0.015, 0.045):
            picture.stroke(120, 2.6, inside(cell, u, 0.63), inside(cell, u + lean, 0.47))


def _shadow_of_a_tree(rng: np.random.Generator) -> Image.Image:
    """A bare tree behind the camera, its shadow thrown across the wall."""
    shade = Image.new("L", (SIZE[0] * FINE, SIZE[1] * FINE), 255)
    pen = ImageDraw.Draw(shade)

    def grow(x: float, y: float, angle: float, length: float, width: float) -> None:
        end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
        pen.line(
            [x * FINE, y * FINE, end[0] * FINE, end[1] * FINE], fill=150, width=max(2, round(width * FINE))
        )
        if length < 16:
            return
        for turn in (-0.42, 0.08, 0.46):
            bend = turn + float(rng.uniform(-0.2, 0.2))
            grow(*end, angle + bend, length * float(rng.uniform(0.62, 0.78)), width * 0.62)

    grow(250, 790, -1.25, 190, 20)
    return shade.filter(ImageFilter.GaussianBlur(5))
