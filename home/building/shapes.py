"""Where things stand on a drawing or on an image, in its own units: boxes, and areas of any shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.catalogue.models import Placement

LEAST = 0.031  # of the width: what is aimed at is never smaller


@dataclass(frozen=True, slots=True)
class Shape:
    """`points` empty: the box itself."""

    x: int
    y: int
    width: int
    height: int
    points: str


def shape_of(row: Placement, width: int, height: int, top: int = 0) -> Shape:
    """top: where the drawing begins."""
    least = LEAST * width
    across, down = max(row.width * width, least), max(row.height * height, least)
    x = row.x * width - (across / 2 if row.is_point else 0)
    y = row.y * height - (down / 2 if row.is_point else 0)
    points = " ".join(f"{round(x * width)},{round(top + y * height)}" for x, y in row.corners)
    return Shape(round(x), round(top + y), round(across), round(down), points)


def largest_first(rows: Iterable[Placement]) -> list[Placement]:
    """So that the smaller ones lie over them and can be chosen."""
    return sorted(rows, key=lambda row: -row.area)
