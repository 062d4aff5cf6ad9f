"""A print of windows by night, some lit: the image of an artistic output."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from .paper import grain, pressed, stamp
from .typewriter import Fonts

SIZE = (1800, 2400)
BLUES = ((22, 48, 92), (40, 76, 130), (88, 126, 178), (170, 192, 222))
LIT = (242, 176, 46)


def fenetres(folder: Path, fonts: Fonts) -> Path:
    rng = np.random.default_rng(2027)
    picture = Image.new("RGB", SIZE, BLUES[0])
    pen = ImageDraw.Draw(picture)
    for row in range(6):
        for column in range(4):
            x, y = 110 + column * 410, 110 + row * 375
            tone = LIT if rng.random() < 0.17 else BLUES[1 + int(rng.integers(3))]
            pen.rectangle((x, y, x + 340, y + 300), fill=tone)
            pen.line((x + 170, y, x + 170, y + 300), fill=BLUES[0], width=10)
            pen.line((x, y + 110, x + 340, y + 110), fill=BLUES[0], width=8)
    page = np.asarray(picture, dtype=np.float32) + 3 * grain(rng, SIZE)[:, :, None]
    ink = stamp(rng, fonts.face(60, bold=True), -6, 400)
    for band in range(3):
        pressed(page[:, :, band], ink, (1300, 2190), 235)
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    path = folder / "fenetres.png"
    image.save(path, dpi=(200, 200))
    return path
