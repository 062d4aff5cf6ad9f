"""A draughtsman's pen: lines, walls, dimensions and lettering on a mask that becomes a blueprint."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from . import paper
from .paper import Grey
from .typewriter import Fonts

FINE = 2
"""The mask is drawn at twice its size, then reduced: that is what makes its lines smooth."""

BLUE, WHITE = (24, 62, 118), (226, 236, 248)
TONES = 40
POCHE = 90
"""Tone that stands for cut concrete until it is hatched."""

Point = tuple[float, float]


@dataclass
class Board:
    """A sheet of `size` pixels; coordinates are pixels of the sheet, or metres after `at`."""

    size: tuple[int, int]
    fonts: Fonts
    origin: Point = (0, 0)
    scale: float = 1.0
    mask: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self.mask = Image.new("L", (self.size[0] * FINE, self.size[1] * FINE), 0)
        self.pen = ImageDraw.Draw(self.mask)

    def at(self, origin: Point, scale: float) -> Board:
        """The same sheet, measured in metres of `scale` pixels from `origin`."""
        other = object.__new__(Board)
        other.__dict__ = self.__dict__ | {"origin": origin, "scale": scale}
        return other

    def _fine(self, point: Point) -> Point:
        return (
            (self.origin[0] + point[0] * self.scale) * FINE,
            (self.origin[1] + point[1] * self.scale) * FINE,
        )

    def line(self, *points: Point, width: float = 2, tone: int = 255) -> None:
        fine = [self._fine(point) for point in points]
        self.pen.line(fine, fill=tone, width=round(width * FINE), joint="curve")

    def dashed(self, start: Point, end: Point, dash: float = 14, gap: float = 9, width: float = 2) -> None:
        """`dash` and `gap` in pixels of the sheet."""
        length = float(np.hypot(end[0] - start[0], end[1] - start[1])) * self.scale
        for begun in np.arange(0, length, dash + gap):
            ends = (begun / length, min(1.0, (begun + dash) / length))
            a, b = [
                (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
                for part in ends
            ]
            self.line(a, b, width=width)

    def box(self, upper: Point, lower: Point, width: float = 2, fill: int | None = None) -> None:
        corners = [*self._fine(upper), *self._fine(lower)]
        self.pen.rectangle(corners, outline=255 if width else None, fill=fill, width=round(width * FINE))

    def arc(self, centre: Point, radius: float, start: float, end: float, width: float = 2) -> None:
        x, y = self._fine(centre)
        reach = radius * self.scale * FINE
        box = (x - reach, y - reach, x + reach, y + reach)
        self.pen.arc(box, start, end, fill=255, width=round(width * FINE))

    def text(
        self,
        point: Point,
        words: str,
        size: int,
        anchor: str = "mm",
        bold: bool = False,
        upright: bool = False,
    ) -> None:
        """`upright`: read from the right-hand side, as dimensions of the short sides are."""
        face = self.fonts.face(size * FINE, bold)
        x, y = self._fine(point)
        if not upright:
            self.pen.text((x, y), words, font=face, fill=255, anchor=anchor)
            return
        width, height = round(face.getlength(words)) + 8, size * FINE * 2
        strip = Image.new("L", (width, height), 0)
        ImageDraw.Draw(strip).text((width / 2, height / 2), words, font=face, fill=255, anchor="mm")
        turned = strip.rotate(90, expand=True)
        self.mask.paste(turned, (round(x - turned.width / 2), round(y - turned.height / 2)), turned)

    def dimensions(self, marks: list[float], at: float, along: str = "x", size: int = 24) -> None:
        """A chain of dimensions between `marks` (metres); `at` is the line's place on the other axis."""
        place = (lambda m: (m, at)) if along == "x" else (lambda m: (at, m))
        self.line(place(marks[0]), place(marks[-1]), width=1.5)
        tick, lift = 9 / self.scale, 19 / self.scale
        for mark in marks:
            x, y = place(mark)
            self.line((x - tick, y + tick), (x + tick, y - tick), width=3)
        for one, two in zip(marks, marks[1:], strict=False):
            x, y = place((one + two) / 2)
            shift = (x, y - lift) if along == "x" else (x - lift, y)
            self.text(shift, f"{two - one:.2f}".replace(".", ","), size, upright=along == "y")

    def walls(self, boxes: list[tuple[float, float, float, float]], outline: float = 4) -> None:
        """Walls as boxes (x1, y1, x2, y2, metres): one outline round them all, cut concrete within."""
        inset = outline / self.scale
        for x1, y1, x2, y2 in boxes:
            self.box((x1, y1), (x2, y2), width=0, fill=255)
        for x1, y1, x2, y2 in boxes:
            self.box((x1 + inset, y1 + inset), (x2 - inset, y2 - inset), width=0, fill=POCHE)

    def hatched(self) -> Grey:
        """The finished mask, 0 to 1, cut concrete hatched at 45 degrees."""
        fine = np.asarray(self.mask)
        slant = np.add.outer(
            np.arange(fine.shape[0], dtype=np.uint16), np.arange(fine.shape[1], dtype=np.uint16)
        )
        ink = np.where(fine == POCHE, np.where(slant % 26 < 4, 200, 26), fine).astype(np.uint8)
        return np.asarray(Image.fromarray(ink).reduce(FINE), dtype=np.float32) / 255


def blueprint(ink: Grey, rng: np.random.Generator, folds: int = 4) -> Image.Image:
    """White lines on blue: uneven ground, paler folds, a worn border; few tones, so that it weighs little."""
    height, width = ink.shape
    size = (width, height)
    ground = 0.055 + 0.035 * paper.clouds(rng, size, 6) + 0.016 * paper.grain(rng, size)
    for fold in range(1, folds):
        away = np.abs(np.arange(width) - width * fold / folds - 3)
        ground += (0.10 * np.exp(-(away**2) / 10) + 0.025 * np.exp(-away / 26))[None, :]
    away = np.abs(np.arange(height) - height / 2)
    ground += (0.10 * np.exp(-(away**2) / 10) + 0.025 * np.exp(-away / 26))[:, None]
    strength = np.clip(0.9 + 0.1 * paper.clouds(rng, size, 30) + 0.05 * paper.grain(rng, size), 0, 1)
    tone = np.clip(ground * (1 - ink) + ink * strength, 0, 1)
    image = Image.fromarray((tone * (TONES - 1)).round().astype(np.uint8), mode=None)
    ramp = [
        round(BLUE[channel] + (WHITE[channel] - BLUE[channel]) * step / (TONES - 1))
        for step in range(TONES)
        for channel in range(3)
    ]
    drawing = Image.frombytes("P", image.size, image.tobytes())
    drawing.putpalette(ramp)
    return drawing
