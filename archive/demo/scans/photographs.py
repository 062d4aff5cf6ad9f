"""An invented picture, painted in greys and printed as a halftone: a crane at work."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from .halftone import printed
from .painting import FINE, Picture, Quad, inside, part, sky
from .typewriter import Fonts


def photo_grue(folder: Path, fonts: Fonts) -> Path:
    caption = "Levage d'un panneau de façade [exemple]"
    return printed(folder / "photo_grue.jpg", _crane_at_work(), caption, fonts, seed=3)


def _panel(picture: Picture, quad: Quad, tone: int, window: bool = True) -> None:
    picture.shape(tone, *quad)
    picture.stroke(max(0, tone - 104), 2.0, *quad, quad[0])
    if not window:
        return
    picture.shape(min(255, tone + 22), *part(quad, 0.26, 0.20, 0.74, 0.70))
    picture.shape(46, *part(quad, 0.29, 0.24, 0.71, 0.66))
    picture.shape(88, *part(quad, 0.31, 0.26, 0.48, 0.44))
    picture.stroke(min(255, tone + 16), 1.6, inside(quad, 0.5, 0.24), inside(quad, 0.5, 0.66))
    picture.stroke(tone - 48, 2.0, inside(quad, 0.25, 0.715), inside(quad, 0.75, 0.715))


def _crane_at_work() -> Image.Image:
    rng = np.random.default_rng(1955)
    picture = Picture(sky(rng, 172, 246))
    _far_country(picture)
    _block_rising(picture, rng)
    _crane(picture)
    _ground(picture, rng)
    _rack(picture)
    for x, y, tall in ((520, 664, 34), (548, 668, 33), (742, 690, 40)):
        _figure(picture, x, y, tall)
    return picture.finished(rng)


def _far_country(picture: Picture) -> None:
    """A slag heap and a headframe, pale with distance."""
    picture.shape(166, (0, 612), (700, 606), (1120, 592), (1120, 700), (0, 700))
    picture.shape(182, (640, 608), (905, 420), (950, 428), (1120, 540), (1120, 608))
    picture.shape(164, (905, 420), (950, 428), (1120, 540), (1120, 606), (985, 607), (940, 500))
    picture.shape(170, (0, 585), (60, 560), (130, 575), (130, 640), (0, 640))
    for foot in (40, 84):
        picture.stroke(150, 3, (foot, 575), (62, 468))
    for y, half in ((495, 7), (520, 12), (545, 17)):
        picture.stroke(150, 2, (62 - half, y), (62 + half, y))
    picture.pen.ellipse([v * FINE for v in (48, 452, 76, 480)], outline=150, width=5)
    picture.stroke(150, 3, (62, 470), (112, 575))


def _block_rising(picture: Picture, rng: np.random.Generator) -> None:
    front: Quad = ((150, 330), (640, 392), (640, 668), (150, 690))
    gable: Quad = ((64, 372), (150, 330), (150, 690), (64, 664))
    picture.shape(92, *gable)
    for storey in range(3):
        for half in range(2):
            cell = part(gable, half / 2, storey / 3, half / 2 + 0.5, storey / 3 + 1 / 3)
            _panel(picture, cell, 104 + int(rng.integers(-7, 8)), window=False)
    for storey in range(3):
        for bay in range(5):
            if storey == 0 and bay >= 3:
                continue
            cell = part(front, bay / 5, storey / 3, bay / 5 + 0.2, storey / 3 + 1 / 3)
            _panel(picture, cell, 184 + int(rng.integers(-14, 12)))
    _open_storey(picture, front)


def _open_storey(picture: Picture, front: Quad) -> None:
    """The last bays, not yet closed: floor, cross walls, props and rods waiting for the next panel."""
    picture.shape(70, *part(front, 0.6, 0.10, 1.0, 1 / 3))
    picture.shape(150, *part(front, 0.6, 0.30, 1.0, 1 / 3))
    for u in (0.6, 0.795, 0.985):
        picture.shape(176, *part(front, u, 0.02, u + 0.018, 0.31))
    for u in (0.66, 0.72, 0.87, 0.93):
        picture.stroke(190, 1.6, inside(front, u, 0.30), inside(front, u + 0.035, 0.08))
    for step in range(14):
        u = 0.605 + step * 0.03
        picture.stroke(60, 1.0, inside(front, u, 0.02), inside(front, u, -0.03))
    _figure(picture, *inside(front, 0.70, 0.31), 27)
    _figure(picture, *inside(front, 0.91, 0.31), 27, arm_up=True)


def _crane(picture: Picture) -> None:
    left, right, top, base = 800.0, 828.0, 118.0, 690.0
    for x in (left, right):
        picture.stroke(58, 3.2, (x, base), (x, top))
    for step, y in enumerate(np.arange(top, base, 28.0)):
        a, b = ((left, y), (right, y + 28)) if step % 2 else ((right, y), (left, y + 28))
        picture.stroke(66, 1.6, a, b)
        picture.stroke(66, 1.6, (left, y), (right, y))
    picture.shape(50, (770, 690), (858, 690), (866, 712), (762, 712))
    peak = (814.0, 46.0)
    picture.stroke(58, 3, (left, top), peak, (right, top))
    for x in np.arange(300.0, 1010.0, 20.0):
        picture.stroke(70, 1.3, (x, 124), (x + 10, 106), (x + 20, 124))
    picture.stroke(56, 2.8, (300, 124), (1030, 124))
    picture.stroke(56, 2.2, (310, 106), (1020, 106))
    picture.stroke(64, 1.4, (400, 106), peak, (560, 106))
    picture.stroke(64, 1.4, (980, 106), peak)
    picture.shape(64, (960, 126), (1024, 126), (1024, 172), (960, 172))
    picture.shape(48, (830, 128), (866, 128), (862, 166), (830, 166))
    picture.shape(196, (838, 134), (860, 134), (858, 148), (838, 148))
    _hanging(picture, x=590.0)


def _hanging(picture: Picture, x: float) -> None:
    picture.shape(48, (x - 14, 124), (x + 14, 124), (x + 12, 134), (x - 12, 134))
    for shift in (-4, 4):
        picture.stroke(74, 1.1, (x + shift, 132), (x + shift, 196))
    picture.shape(52, (x - 9, 194), (x + 9, 194), (x + 6, 212), (x - 6, 212))
    picture.stroke(62, 1.4, (x - 44, 236), (x, 212), (x + 44, 239))
    picture.stroke(50, 4.5, (x - 50, 237), (x + 50, 240))
    for shift in (-42, 42):
        picture.stroke(62, 1.4, (x + shift, 240), (x + shift, 262))
    panel: Quad = ((x - 52, 260), (x + 50, 266), (x + 49, 356), (x - 53, 350))
    picture.shape(96, (x + 50, 266), (x + 58, 263), (x + 57, 352), (x + 49, 356))
    _panel(picture, panel, 206)
    picture.stroke(96, 0.9, (x - 52, 348), (x - 88, 402))
    picture.stroke(96, 0.9, (x + 48, 354), (x + 30, 410))


def _ground(picture: Picture, rng: np.random.Generator) -> None:
    edge = [(0.0, 668.0), (150.0, 690.0), (640.0, 668.0), (1120.0, 640.0)]
    picture.shape(138, *edge, (1120, 770), (0, 770))
    picture.shape(112, (64, 664), (150, 690), (640, 668), (690, 676), (180, 712), (0, 690))
    for _ in range(420):
        x, y = float(rng.uniform(0, 1120)), float(700 + 70 * rng.random() ** 0.7)
        picture.stroke(int(rng.integers(96, 176)), 1.6, (x, y), (x + float(rng.uniform(4, 26)), y + 1))
    for y in (716, 734):
        picture.stroke(74, 3, (520, y + 14), (1120, y - 22))
    for x in range(540, 1120, 26):
        picture.stroke(92, 4, (x, 728 - (x - 520) * 0.06), (x + 10, 752 - (x - 520) * 0.06))


def _rack(picture: Picture) -> None:
    """Panels standing against a trestle, in the order of their placing."""
    for number in range(5):
        x, lift = 905 + number * 22.0, number * 3.0
        side: Quad = ((x, 560 - lift), (x + 106, 548 - lift), (x + 118, 664 - lift), (x + 12, 678 - lift))
        _panel(picture, side, 150 + number * 17, window=number == 4)
    picture.stroke(60, 5, (900, 690), (968, 540), (990, 690))
    picture.stroke(60, 5, (1098, 676), (1120, 560))


def _figure(picture: Picture, x: float, y: float, tall: float, arm_up: bool = False) -> None:
    head = tall * 0.085
    picture.pen.ellipse([v * FINE for v in (x - head, y - tall, x + head, y - tall + 2 * head)], fill=60)
    picture.shape(44, (x - tall * 0.13, y - tall * 0.8), (x + tall * 0.13, y - tall * 0.8),
                  (x + tall * 0.10, y - tall * 0.42), (x - tall * 0.10, y - tall * 0.42))  # fmt: skip
    picture.stroke(40, tall * 0.075, (x - tall * 0.05, y - tall * 0.45), (x - tall * 0.09, y))
    picture.stroke(40, tall * 0.075, (x + tall * 0.05, y - tall * 0.45), (x + tall * 0.09, y))
    reach = (x + tall * 0.24, y - tall * 1.05) if arm_up else (x + tall * 0.2, y - tall * 0.48)
    picture.stroke(44, tall * 0.06, (x + tall * 0.1, y - tall * 0.77), reach)
