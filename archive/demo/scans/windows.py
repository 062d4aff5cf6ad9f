"""A print of a façade at night, cut as in linoleum: eighteen windows, one of them lit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from . import paper
from .typewriter import Fonts

SIZE = (2400, 1800)
BLOCK = (220, 180, 2180, 1520)
COLUMNS, ROWS = 6, 3
LIT = (3, 1)
PALETTE = [(238, 232, 220), (22, 21, 19), (242, 176, 46), (150, 40, 30), (104, 98, 88)]
PAPER, INK, AMBER, STAMP, PENCIL = range(5)

Cell = tuple[float, float, float, float]


def fenetres(folder: Path, fonts: Fonts) -> Path:
    rng = np.random.default_rng(18)
    cut = _cut_block(rng)
    tones = np.full((SIZE[1], SIZE[0]), PAPER, dtype=np.uint8)
    tones[_inked(cut, rng)] = INK
    lit = _cell(*LIT)
    glow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(glow).rectangle(_pane(lit, grown=4), fill=255)
    tones[(np.asarray(glow) > 0) & (tones == PAPER)] = AMBER
    _signed(tones, fonts, rng)
    image = Image.fromarray(tones).convert("P")
    image.putpalette([channel for colour in PALETTE for channel in colour])
    path = folder / "fenetres.png"
    image.save(path, dpi=(300, 300), compress_level=6)
    return path


def _cell(column: int, row: int) -> Cell:
    width, height = (BLOCK[2] - BLOCK[0]) / COLUMNS, (BLOCK[3] - BLOCK[1] - 150) / ROWS
    left, top = BLOCK[0] + column * width, BLOCK[1] + row * height
    return (left, top, left + width, top + height)


def _pane(cell: Cell, grown: float = 0) -> tuple[float, float, float, float]:
    left, top, right, bottom = cell
    across, down = (right - left) * 0.24, (bottom - top) * 0.2
    return (left + across - grown, top + down - grown, right - across + grown, bottom - down * 1.3 + grown)


def _cut_block(rng: np.random.Generator) -> Image.Image:
    """White where the gouge has cut, black where the block still takes ink."""
    block = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(block)
    pen.rectangle(BLOCK, fill=0)
    for row in range(ROWS):
        for column in range(COLUMNS):
            cell = _cell(column, row)
            _joints(pen, cell, rng)
            _window(pen, cell, (column, row), rng)
    _earth(pen, rng)
    return block


def _joints(pen: ImageDraw.ImageDraw, cell: Cell, rng: np.random.Generator) -> None:
    left, top, right, bottom = cell
    pen.line((left + 8, bottom, right - 8, bottom), fill=255, width=5)
    pen.line((right, top + 8, right, bottom - 8), fill=255, width=5)
    for _ in range(26):
        x, y = rng.uniform(left + 16, right - 40), rng.uniform(top + 16, bottom - 16)
        pen.line((x, y, x + rng.uniform(8, 26), y + rng.uniform(-3, 3)), fill=255, width=2)


def _window(pen: ImageDraw.ImageDraw, cell: Cell, place: tuple[int, int], rng: np.random.Generator) -> None:
    left, top, right, bottom = _pane(cell)
    middle, tall = (left + right) / 2, bottom - top
    pen.rectangle((left - 16, top - 16, right + 16, bottom + 16), fill=0, outline=255, width=6)
    pen.line((left - 30, bottom + 34, right + 30, bottom + 34), fill=255, width=11)
    if place == LIT:
        pen.rectangle((left, top, right, bottom), fill=255)
        _someone(pen, (left, top, right, bottom))
        pen.line((middle, top, middle, bottom), fill=0, width=9)
        return
    kind = (place[0] * 2 + place[1] * 3) % 5
    if kind == 0:
        for slat in np.arange(top + 10, bottom, 22):
            pen.line((left + 4, slat, right - 4, slat + rng.uniform(-2, 2)), fill=255, width=5)
    elif kind == 1:
        for side, lean in ((left + 8, 26), (right - 8, -26)):
            for fold in range(4):
                x = side + fold * (10 if lean > 0 else -10)
                pen.line((x, top + 4, x + lean * fold / 4, bottom - 6), fill=255, width=4)
    elif kind == 2:
        for slant in np.arange(left - tall, right, 34):
            start, end = max(slant, left), min(slant + tall * 0.55, right)
            if end > start:
                pen.line(
                    (start, top + (start - slant) * 1.8, end, top + (end - slant) * 1.8), fill=255, width=4
                )
    elif kind == 3:
        pen.rectangle((left + 4, top + 4, right - 4, top + tall * 0.38), fill=255)
        pen.line((middle, top + tall * 0.38, middle, top + tall * 0.5), fill=255, width=3)
    else:
        for x in np.arange(left + 12, right - 8, 17):
            pen.line((x, top + tall * 0.5, x + rng.uniform(-3, 3), bottom - 6), fill=255, width=6)
    pen.line((middle, top - 6, middle, bottom + 6), fill=0, width=13)
    pen.line((middle, top, middle, bottom), fill=255, width=4)


def _someone(pen: ImageDraw.ImageDraw, pane: Cell) -> None:
    """A table, a lamp, a plant: whoever lives here has just left the room."""
    left, top, right, bottom = pane
    pen.line(((left + right) / 2 + 34, top, (left + right) / 2 + 34, top + 64), fill=0, width=4)
    x = (left + right) / 2 + 34
    pen.polygon([(x - 12, top + 62), (x + 12, top + 62), (x + 32, top + 100), (x - 32, top + 100)], fill=0)
    pen.rectangle((left + 6, bottom - 46, right - 6, bottom - 36), fill=0)
    pen.polygon([(left + 22, bottom - 46), (left + 54, bottom - 46), (left + 60, bottom - 82), (left + 16, bottom - 82)],
                fill=0)  # fmt: skip
    for lean in (-26, -12, 4, 20):
        pen.line((left + 38, bottom - 82, left + 38 + lean, bottom - 142 - abs(lean) // 2), fill=0, width=7)


def _earth(pen: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    left, _, right, bottom = BLOCK
    pen.line((left, bottom - 146, right, bottom - 146), fill=255, width=9)
    for _ in range(230):
        x, y = rng.uniform(left + 20, right - 120), rng.uniform(bottom - 126, bottom - 12)
        pen.line(
            (x, y, x + rng.uniform(30, 110), y + rng.uniform(-6, 6)), fill=255, width=int(rng.integers(2, 5))
        )


def _inked(block: Image.Image, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Where ink lies: edges wander as the gouge did, and the roller missed some specks."""
    soft = np.asarray(block.filter(ImageFilter.GaussianBlur(2.2)), dtype=np.float32)
    rough = 34 * paper.clouds(rng, SIZE, 240) + 12 * paper.grain(rng, SIZE)
    missed = paper.clouds(rng, SIZE, 500) + 0.7 * paper.clouds(rng, SIZE, 20)
    return (soft + rough < 122) & (missed < 1.12)


def _signed(tones: NDArray[np.uint8], fonts: Fonts, rng: np.random.Generator) -> None:
    line = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(line)
    pen.text((BLOCK[0], 1590), "1/18", font=fonts.face(44), fill=255, anchor="lm")
    pen.text(
        (SIZE[0] / 2 - 120, 1590),
        "Fenêtres, une par une [exemple]",
        font=fonts.face(44),
        fill=255,
        anchor="mm",
    )
    tones[np.asarray(line) > 120] = PENCIL
    mark = paper.stamp(rng, fonts.face(84, bold=True), angle=5, width=460)
    place = tones[1570 : 1570 + mark.shape[0], 1720 : 1720 + mark.shape[1]]
    place[mark > 0.42] = STAMP
