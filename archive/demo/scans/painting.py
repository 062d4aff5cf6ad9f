"""What the invented pictures are painted with: a ground, tones of grey, quads in perspective."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from . import paper

SIZE = (1120, 770)
FINE = 2
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left."""


class Picture:
    """A grey painting of SIZE, painted twice as fine; tones from 0 (black) to 255."""

    def __init__(self, ground: Image.Image) -> None:
        self.image = ground
        self.pen = ImageDraw.Draw(ground)

    def shape(self, tone: int, *points: Point) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=tone)

    def stroke(self, tone: int, width: float, *points: Point) -> None:
        fine = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(fine, fill=tone, width=max(1, round(width * FINE)), joint="curve")

    def finished(self, rng: np.random.Generator, blur: float = 0.9) -> Image.Image:
        small = self.image.reduce(FINE).filter(ImageFilter.GaussianBlur(blur))
        tones = np.asarray(small, dtype=np.float32) + 3 * paper.grain(rng, small.size)
        return Image.fromarray(np.clip(tones, 0, 255).astype(np.uint8))


def sky(rng: np.random.Generator, top: float, horizon: float) -> Image.Image:
    size = (SIZE[0] * FINE, SIZE[1] * FINE)
    fall = np.linspace(top, horizon, size[1], dtype=np.float32)[:, None]
    cloud = 16 * paper.clouds(rng, size, 5) + 9 * paper.clouds(rng, size, 13)
    return Image.fromarray(np.clip(fall + cloud, 0, 255).astype(np.uint8))


def inside(quad: Quad, u: float, v: float) -> Point:
    """The point of a quad at u (left to right) and v (top to bottom), both 0 to 1."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    top = (ax + (bx - ax) * u, ay + (by - ay) * u)
    low = (dx + (cx - dx) * u, dy + (cy - dy) * u)
    return (top[0] + (low[0] - top[0]) * v, top[1] + (low[1] - top[1]) * v)


def part(quad: Quad, u1: float, v1: float, u2: float, v2: float) -> Quad:
    return (inside(quad, u1, v1), inside(quad, u2, v1), inside(quad, u2, v2), inside(quad, u1, v2))
