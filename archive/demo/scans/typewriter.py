"""A typewriter: each letter struck a little higher, lower, fainter than the last, always the same way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from . import paper
from .paper import Grey
from .setting import Line

PITCH = 20
"""Pixels from letter to letter: ten characters to the inch at 200 dpi."""

LEADING = 42
LEFT, TOP = 256, 250
SIZE = 34
CELL = (28, 48)
INK = 46


@dataclass(frozen=True)
class Fonts:
    """Paths of the typed letter, regular and bold."""

    regular: Path
    bold: Path

    def face(self, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self.bold if bold else self.regular), size)


def fonts_under(packages: Path) -> Fonts:
    """The two faces of Courier Prime in an npm package folder (`node_modules`)."""
    files = packages / "@fontsource" / "courier-prime" / "files"
    return Fonts(
        regular=files / "courier-prime-latin-400-normal.woff2",
        bold=files / "courier-prime-latin-700-normal.woff2",
    )


class Typewriter:
    """One machine: its letters are cut once, its faults (a low `a`, a blocked `e`) stay from page to page."""

    def __init__(self, fonts: Fonts, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.font = fonts.face(SIZE)
        self.stamp_font = fonts.face(62, bold=True)
        self.letters: dict[str, Grey] = {}
        self.habits: dict[str, tuple[float, float]] = {}

    def typed(
        self,
        lines: list[Line],
        number: int | None = None,
        skew: float = 0.0,
        holes: bool = True,
        tone: float = 230,
    ) -> Image.Image:
        """One A4 page at 200 dpi, grey, stamped EXEMPLE at its upper right."""
        ink = np.zeros((paper.A4_200_DPI[1], paper.A4_200_DPI[0]), dtype=np.float32)
        if number is not None:
            self._strike_row(ink, f"- {number} -", LEFT + 28 * PITCH, 150)
        for row, line in enumerate(lines):
            left, top = LEFT + line.column * PITCH, TOP + row * LEADING
            self._strike_row(ink, line.text, left, top)
            if line.underlined:
                self._strike_row(ink, "_" * len(line.text), left, top + 8)
        page = self._on_paper(ink, holes, tone)
        return paper.scanned(page, skew)

    def _on_paper(self, ink: Grey, holes: bool, tone: float) -> Grey:
        page = paper.sheet(self.rng, tone=tone)
        ribbon = 0.94 + 0.07 * paper.clouds(self.rng, paper.A4_200_DPI, 40)
        blackness = np.clip(ink * (ribbon + 0.07 * paper.grain(self.rng, paper.A4_200_DPI)), 0, 1)
        page = page * (1 - blackness) + INK * blackness
        mark = paper.stamp(self.rng, self.stamp_font, angle=float(self.rng.uniform(3, 8)))
        paper.pressed(page, mark * 0.85, (1230, 62 + int(self.rng.integers(0, 24))), tone=112)
        return paper.punched(page) if holes else page

    def _strike_row(self, ink: Grey, text: str, left: int, top: int) -> None:
        drift = 0.0
        for at, letter in enumerate(text):
            drift = 0.8 * drift + float(self.rng.normal(0, 0.25))
            if not letter.isspace():
                self._strike(ink, letter, left + at * PITCH, top + round(drift))

    def _strike(self, ink: Grey, letter: str, left: int, top: int) -> None:
        lift, weight = self._habit(letter)
        x = left - (CELL[0] - PITCH) // 2 + int(self.rng.random() < 0.12)
        y = top + round(lift + float(self.rng.normal(0, 0.3)))
        force = min(1.0, weight + float(self.rng.normal(0, 0.06)))
        place = ink[y : y + CELL[1], x : x + CELL[0]]
        np.maximum(place, self._letter(letter) * force, out=place)

    def _letter(self, letter: str) -> Grey:
        if letter not in self.letters:
            cell = Image.new("L", CELL, 0)
            pen = ImageDraw.Draw(cell)
            pen.text((CELL[0] / 2, 36), letter, font=self.font, fill=255, anchor="ms")
            soft = cell.filter(ImageFilter.GaussianBlur(0.75))
            self.letters[letter] = np.clip(np.asarray(soft, dtype=np.float32) / 215, 0, 1)
        return self.letters[letter]

    def _habit(self, letter: str) -> tuple[float, float]:
        """How far this type bar strikes off the line (pixels) and how hard (0 to 1)."""
        if letter not in self.habits:
            lift = 0.0 if letter == "_" else float(np.clip(self.rng.normal(0, 0.7), -1.2, 1.2))
            self.habits[letter] = (lift, float(self.rng.uniform(0.8, 1.0)))
        return self.habits[letter]
