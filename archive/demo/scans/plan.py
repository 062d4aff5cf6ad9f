"""A blueprint of an invented current floor: one stair, a dwelling on each side. A drawing of principle."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from . import paper
from .draughting import FINE, Board, blueprint
from .typewriter import Fonts

SHEET = (3600, 2545)
METRE = 3600 / 594 * 1000 / 50
"""Pixels to the metre: an A2 sheet, 594 mm wide, at 1/50."""

LENGTH, DEPTH, WALL, REFEND = 19.20, 9.00, 0.24, 0.16
STAIR = (8.40, 10.80)
JOINTS = [0.0, 4.40, 8.40, 10.80, 14.80, 19.20]

Box = tuple[float, float, float, float]

PARTITIONS: list[Box] = [
    (0.12, 4.03, 4.40, 4.10),
    (4.40, 3.03, 8.40, 3.10),
    (4.40, 5.10, 8.40, 5.17),
    (6.10, 0.12, 6.17, 3.06),
    (7.35, 0.12, 7.42, 3.06),
    (7.38, 1.33, 8.40, 1.40),
]
ROOMS = [
    (2.30, 2.10, "CHAMBRE 1"),
    (2.30, 6.40, "CHAMBRE 2"),
    (6.40, 7.00, "SÉJOUR"),
    (5.30, 1.55, "CUISINE"),
    (6.30, 4.20, "ENTRÉE"),
]
WINDOWS_NORTH, WINDOWS_SOUTH = [(1.40, 3.20), (4.90, 5.70), (6.50, 7.05)], [(1.40, 3.20), (5.20, 7.60)]


def plan_etage(folder: Path, fonts: Fonts) -> Path:
    rng = np.random.default_rng(50)
    board = Board(SHEET, fonts)
    _frame(board)
    floor = board.at(((SHEET[0] - LENGTH * METRE) / 2 + 20, 470), METRE)
    _walls(floor)
    for mirrored in (False, True):
        _dwelling(floor, mirrored)
    _stair(floor)
    _measured(floor)
    _joint_detail(board.at((260, 1985), METRE * 10))
    _elevation(board.at((1230, 1820), METRE / 2))
    _cartouche(board)
    ink = board.hatched()
    mark = paper.stamp(rng, fonts.face(118, bold=True), angle=7, width=640)
    place = ink[1765 : 1765 + mark.shape[0], 2790 : 2790 + mark.shape[1]]
    np.maximum(place, mark * 0.85, out=place)
    path = folder / "plan_etage.png"
    blueprint(ink, rng).save(path, dpi=(154, 154), compress_level=5)
    return path


def _frame(board: Board) -> None:
    board.box((60, 60), (SHEET[0] - 60, SHEET[1] - 60), width=5)
    board.box((78, 78), (SHEET[0] - 78, SHEET[1] - 78), width=1.5)
    board.text((SHEET[0] / 2, 150), "PLAN DE L'ÉTAGE COURANT", 46, bold=True)
    board.text((SHEET[0] / 2, 205), "DESSIN DE PRINCIPE, BÂTIMENT IMAGINAIRE [EXEMPLE]", 28)
    board.arc((3340, 260), 70, 0, 360)
    board.line((3340, 345), (3340, 165), (3318, 215), width=3)
    board.line((3340, 165), (3362, 215), width=3)
    board.text((3340, 140), "N", 32, bold=True)


def _flip(x: float, mirrored: bool) -> float:
    return LENGTH - x if mirrored else x


def _flipped(box: Box) -> Box:
    return (LENGTH - box[2], box[1], LENGTH - box[0], box[3])


def _walls(floor: Board) -> None:
    thin = PARTITIONS + [_flipped(box) for box in PARTITIONS]
    floor.walls(thin, outline=2)
    half: list[Box] = [
        (4.40 - REFEND / 2, 0.12, 4.40 + REFEND / 2, DEPTH - 0.12),
        (STAIR[0] - REFEND / 2, 0.12, STAIR[0] + REFEND / 2, DEPTH - 0.12),
    ]
    shell: list[Box] = [
        (0, 0, LENGTH, WALL),
        (0, DEPTH - WALL, LENGTH, DEPTH),
        (0, 0, WALL, DEPTH),
        (LENGTH - WALL, 0, LENGTH, DEPTH),
        (STAIR[0], 2.88, STAIR[1], 3.00),
    ]
    floor.walls(half + [_flipped(box) for box in half] + shell)
    _door_in_partition(
        floor, (STAIR[0] + STAIR[1]) / 2 - 0.35, 2.94, 0.70, -1, mirrored=False, thickness=0.12
    )
    for joint in JOINTS[1:-1]:
        for face in (0.0, DEPTH):
            _joint_sign(floor, joint, face)


def _joint_sign(floor: Board, x: float, face: float) -> None:
    """Where two panels meet: a hollow in the wall and its groove."""
    inner = WALL if face == 0 else DEPTH - WALL
    floor.box((x - 0.05, min(face, inner)), (x + 0.05, max(face, inner)), width=2, fill=0)
    floor.arc((x, (face + inner) / 2), 0.035, 0, 360, width=3)
    floor.dashed((x, face - 0.35 if face == 0 else face + 0.35), (x, face), width=1.5)


def _dwelling(floor: Board, mirrored: bool) -> None:
    for x, y, name in ROOMS:
        floor.text((_flip(x, mirrored), y), name, 30)
    floor.text((_flip(6.76, mirrored), 2.25), "BAINS", 20)
    floor.text((_flip(7.87, mirrored), 2.2), "W.-C.", 20)
    floor.text((_flip(7.87, mirrored), 0.8), "GAINE", 18)
    for start, end in WINDOWS_NORTH:
        _window(floor, _flip(start, mirrored), _flip(end, mirrored), 0)
    for start, end in WINDOWS_SOUTH:
        _window(floor, _flip(start, mirrored), _flip(end, mirrored), DEPTH - WALL)
    for y, leaf in ((3.20, 0.75), (4.20, 0.75)):
        _door(floor, _flip(4.40, mirrored), y, leaf, towards=1 if mirrored else -1)
    _door(floor, _flip(STAIR[0], mirrored), 3.55, 0.90, towards=1 if mirrored else -1)
    for x, leaf in ((5.20, 0.75), (6.40, 0.65), (7.55, 0.65)):
        _door_in_partition(floor, x, 3.065, leaf, -1, mirrored)
    _door_in_partition(floor, 6.90, 5.135, 0.85, 1, mirrored)
    _fittings(floor, mirrored)


def _fittings(floor: Board, mirrored: bool) -> None:
    def box(x1: float, y1: float, x2: float, y2: float) -> None:
        left, right = sorted((_flip(x1, mirrored), _flip(x2, mirrored)))
        floor.box((left, y1), (right, y2), width=1.5)

    box(6.24, 0.30, 7.28, 0.98)
    box(6.32, 0.38, 7.20, 0.90)
    box(6.24, 1.15, 6.64, 1.60)
    box(4.55, 0.30, 5.95, 0.86)
    floor.arc((_flip(5.20, mirrored), 0.58), 0.17, 0, 360, width=1.5)
    floor.arc((_flip(5.60, mirrored), 0.58), 0.13, 0, 360, width=1.5)
    floor.arc((_flip(7.87, mirrored), 1.75), 0.18, 0, 360, width=1.5)
    box(7.67, 1.42, 8.07, 1.58)


def _window(floor: Board, start: float, end: float, face: float) -> None:
    left, right = sorted((start, end))
    floor.box((left, face), (right, face + WALL), width=2.5, fill=0)
    for part in (0.38, 0.62):
        floor.line((left, face + WALL * part), (right, face + WALL * part), width=1.5)
    floor.line(((left + right) / 2, face + WALL * 0.3), ((left + right) / 2, face + WALL * 0.7), width=2.5)


def _door(floor: Board, x: float, y: float, leaf: float, towards: int) -> None:
    """A door in a wall that runs up the sheet; it opens to the right (1) or to the left (-1)."""
    half = REFEND / 2
    floor.box((x - half, y), (x + half, y + leaf), width=2.5, fill=0)
    hinge = (x + half * towards, y)
    floor.line(hinge, (hinge[0] + leaf * towards, y), width=3)
    floor.arc(hinge, leaf, *((0, 90) if towards > 0 else (90, 180)), width=1.5)


def _door_in_partition(
    floor: Board, x: float, y: float, leaf: float, towards: int, mirrored: bool, thickness: float = 0.09
) -> None:
    """A door in a partition that runs across the sheet; it opens downwards (1) or upwards (-1)."""
    left, right = sorted((_flip(x, mirrored), _flip(x + leaf, mirrored)))
    floor.box((left, y - thickness / 2), (right, y + thickness / 2), width=2, fill=0)
    hinge = left if not mirrored else right
    floor.line((hinge, y), (hinge, y + leaf * towards), width=2.5)
    quarter = {(False, 1): (0, 90), (False, -1): (270, 360), (True, 1): (90, 180), (True, -1): (180, 270)}
    floor.arc((hinge, y), leaf, *quarter[mirrored, towards], width=1.5)


def _stair(floor: Board) -> None:
    left, right, middle = STAIR[0] + REFEND / 2, STAIR[1] - REFEND / 2, sum(STAIR) / 2
    top, tread, steps = 4.90, 0.30, 9
    floor.box((middle - 0.07, top), (middle + 0.07, top + tread * steps), width=2)
    for step in range(steps + 1):
        y = top + step * tread
        floor.line((left, y), (middle - 0.07, y), width=1.5)
        floor.line((middle + 0.07, y), (right, y), width=1.5)
    floor.line((middle + 0.62, top + 0.1), (middle + 0.62, 8.15), (middle - 0.62, 8.15), (middle - 0.62, 5.0))
    floor.line((middle - 0.74, 5.25), (middle - 0.62, 5.0), (middle - 0.50, 5.25))
    floor.text((middle, 4.05), "PALIER", 28)
    floor.text((middle, 1.55), "SÉCHOIR", 26)
    floor.text((middle, 8.42), "18 MARCHES", 20)
    _window(floor, middle - 0.60, middle + 0.60, DEPTH - WALL)
    _window(floor, middle - 0.45, middle + 0.45, 0)


def _measured(floor: Board) -> None:
    openings = [edge for pair in WINDOWS_NORTH for edge in pair]
    half = [0.0, *openings]
    both = half + [LENGTH / 2 - 0.45, LENGTH / 2 + 0.45] + [LENGTH - mark for mark in reversed(half)]
    floor.dimensions(both, at=-0.62, size=19)
    floor.dimensions(JOINTS, at=-1.05)
    floor.dimensions([0.0, LENGTH], at=-1.45, size=28)
    floor.dimensions([0.0, DEPTH], at=-1.0, along="y", size=28)
    floor.dimensions([WALL, 4.03, DEPTH - WALL], at=-0.55, along="y")
    for number, (one, two) in enumerate(zip(JOINTS, JOINTS[1:], strict=False), start=1):
        place = ((one + two) / 2, DEPTH + 0.42)
        floor.arc(place, 0.2, 0, 360, width=2)
        floor.text(place, f"P{number}", 22, bold=True)
    for x, y in ((-0.35, 4.45), (LENGTH + 0.3, 4.45)):
        floor.text((x, y), "A", 40, bold=True)
    floor.dashed((-0.15, 4.45), (0.0, 4.45), width=3)


def _joint_detail(detail: Board) -> None:
    """Two panel ends at 1/5: outer leaf, insulation, inner leaf, loops of steel, the key between them."""
    for flip in (1, -1):
        edge = 0.275 - 0.275 * flip
        outer, inner = 0.275 - 0.009 * flip, 0.275 - 0.035 * flip
        for end, upper, lower in ((outer, 0.0, 0.07), (inner, 0.10, 0.24)):
            detail.walls([(min(edge, end), upper, max(edge, end), lower)], outline=3)
        for x in np.arange(min(edge, inner) + 0.004, max(edge, inner) - 0.02, 0.022):
            detail.line((x, 0.098), (x + 0.011, 0.073), (x + 0.022, 0.098), width=1.5)
        loop = inner + 0.030 * flip
        for y in (0.15, 0.19):
            detail.line((edge, y), (loop, y), width=3.5)
        detail.arc((loop, 0.17), 0.0205, *((-90, 90) if flip > 0 else (90, 270)), width=3.5)
        detail.line((edge, -0.02), (edge, 0.26), width=1.5)
    groove = detail.origin[0] + 0.275 * detail.scale, detail.origin[1] + 0.035 * detail.scale
    reach = 0.024 * detail.scale
    detail.pen.ellipse([FINE * v for v in (groove[0] - reach, groove[1] - reach, groove[0] + reach, groove[1] + reach)],
                       fill=0, outline=255, width=5)  # fmt: skip
    detail.arc((0.275, 0.17), 0.008, 0, 360, width=4)
    _gravel(detail, (0.244, 0.106), (0.306, 0.234))
    detail.line((0.275, 0.035), (0.275, -0.03), width=1.5)
    detail.text((0.275, -0.045), "GORGE LIBRE", 22)
    detail.line((0.275, 0.225), (0.275, 0.262), width=1.5)
    detail.text((0.275, 0.28), "CLÉ COULÉE SUR PLACE", 22)
    detail.text((0.275, 0.335), "DÉTAIL DU JOINT VERTICAL  1/5", 26, bold=True)


def _gravel(detail: Board, upper: tuple[float, float], lower: tuple[float, float]) -> None:
    rng = np.random.default_rng(7)
    for x, y in rng.uniform(upper, lower, (60, 2)):
        if abs(x - 0.275) > 0.014 or abs(y - 0.17) > 0.014:
            detail.arc((x, y), float(rng.uniform(0.0012, 0.003)), 0, 360, width=1.5)


def _elevation(front: Board) -> None:
    storey, height = 2.70, 2.70 * 3
    front.box((0, 0.0), (LENGTH, height + 0.55), width=2.5)
    front.line((-0.8, height + 0.55), (LENGTH + 0.8, height + 0.55), width=5)
    front.line((0, 0.30), (LENGTH, 0.30), width=1.5)
    for joint in JOINTS[1:-1]:
        front.line((joint, 0), (joint, height + 0.55), width=2)
    for floor in range(3):
        base = 0.30 + storey * (floor + 1)
        front.line((0, base), (LENGTH, base), width=2)
        for start, end in WINDOWS_SOUTH:
            for a, b in ((start, end), (LENGTH - end, LENGTH - start)):
                front.box((a, base - 2.15), (b, base - 0.95), width=2.5)
                front.line(((a + b) / 2, base - 2.15), ((a + b) / 2, base - 0.95), width=1.5)
        front.box((9.0, base - 1.0), (10.2, base - 0.1 if floor < 2 else base), width=2)
    front.text((LENGTH / 2, height + 1.25), "ÉLÉVATION SUD-OUEST  1/100", 26, bold=True)


def _cartouche(board: Board) -> None:
    left, top, right, bottom = 2560, 2080, SHEET[0] - 100, SHEET[1] - 100
    board.box((left, top), (right, bottom), width=4)
    rows = [
        ("OBJET", "ÉTAGE COURANT, PLAN DE PRINCIPE"),
        ("BÂTIMENT", "BÂTIMENT E, IMAGINAIRE [EXEMPLE]"),
        ("ÉCHELLE", "1/50"),
        ("FEUILLE", "3 [EXEMPLE]     INDICE  A"),
        ("DATE", "[SANS DATE]"),
    ]
    step = (bottom - top) / len(rows)
    for at, (name, value) in enumerate(rows):
        y = top + step * at
        if at:
            board.line((left, y), (right, y), width=1.5)
        board.text((left + 24, y + step / 2), name, 26, anchor="lm")
        board.text((left + 230, y + step / 2), value, 30, anchor="lm", bold=True)
    board.line((left + 205, top), (left + 205, bottom), width=1.5)
