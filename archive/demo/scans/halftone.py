"""Prints a grey picture as a newspaper did: dots on a screen at 45 degrees, ink on cream paper, a caption."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from . import paper
from .paper import Grey
from .typewriter import Fonts

PRINT = (2400, 1740)
PICTURE = (2240, 1540)
CORNER = (80, 70)
CELL = 6.6
"""Pixels between dots of the screen."""

CREAM, BLACK = (240, 234, 220), (34, 31, 33)


def printed(path: Path, picture: Image.Image, caption: str, fonts: Fonts, seed: int) -> Path:
    """Writes a JPEG of the picture (grey, any size, ratio of PICTURE) as a captioned and stamped halftone."""
    rng = np.random.default_rng(seed)
    ink = np.zeros((PRINT[1], PRINT[0]), dtype=np.float32)
    ink[CORNER[1] : CORNER[1] + PICTURE[1], CORNER[0] : CORNER[0] + PICTURE[0]] = _dots(picture)
    words = Image.new("L", PRINT, 0)
    line = (CORNER[0] + 4, CORNER[1] + PICTURE[1] + 60)
    ImageDraw.Draw(words).text(line, caption, font=fonts.face(40), fill=235, anchor="lm")
    ink = np.maximum(ink, np.asarray(words, dtype=np.float32) / 255)
    ink *= np.clip(0.93 + 0.07 * paper.clouds(rng, PRINT, 24) + 0.05 * paper.grain(rng, PRINT), 0, 1)
    mark = paper.stamp(rng, fonts.face(96, bold=True), angle=5, width=520)
    tones = 1 + 0.018 * paper.clouds(rng, PRINT, 8) + 0.010 * paper.grain(rng, PRINT)
    page = np.stack(
        [(cream * (1 - ink) + black * ink) * tones for cream, black in zip(CREAM, BLACK, strict=True)], 2
    )
    _stamped(page, mark, (PRINT[0] - mark.shape[1] - 60, PRINT[1] - mark.shape[0] - 18))
    Image.fromarray(np.clip(page, 0, 255).astype(np.uint8)).save(path, "JPEG", quality=74, dpi=(300, 300))
    return path


def _dots(picture: Image.Image) -> Grey:
    """Ink from 0 to 1: each tone becomes a dot whose area is its darkness."""
    soft = picture.resize(PICTURE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.2))
    light = np.asarray(soft, dtype=np.float32) / 255
    y = np.arange(PICTURE[1], dtype=np.float32)[:, None]
    x = np.arange(PICTURE[0], dtype=np.float32)[None, :]
    turn = np.float32(2 * np.pi / CELL / np.sqrt(2))
    screen = 0.5 + 0.25 * (np.cos((x + y) * turn) + np.cos((x - y) * turn))
    return np.asarray(np.clip((screen - light * 0.98) * 4.6 + 0.5, 0, 1), dtype=np.float32)


def _stamped(page: Grey, mark: Grey, corner: tuple[int, int]) -> None:
    """The stamp in red ink, half on the picture, half on the margin below it."""
    x, y = corner
    place = page[y : y + mark.shape[0], x : x + mark.shape[1]]
    red = np.array((150, 40, 30), dtype=np.float32)
    ink = (mark * 0.92)[:, :, None]
    place[...] = place * (1 - ink) + red * ink
