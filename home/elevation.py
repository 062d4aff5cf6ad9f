"""The drawing of the building: one stair, a dwelling on each side, three storeys; a window lit for a record.

A drawing of principle, never a survey. All lengths are whole units of the drawing's own view box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, TOP_OF_VIEW, HEIGHT = 1480, 44, 456
GROUND, PLINTH, STOREY = 476, 34, 96
STOREYS = 3
NARROW, WIDE, STAIR = 84, 124, 104
SIDE = (NARROW, WIDE, WIDE, NARROW)
BODY = 2 * sum(SIDE) + STAIR
LEFT = (WIDTH - BODY) // 2
RIGHT = LEFT + BODY
STAIR_LEFT = LEFT + sum(SIDE)
TOP = GROUND - PLINTH - STOREYS * STOREY
GLASS = {NARROW: (42, 56), WIDE: (78, 56)}
CAPACITY = STOREYS * 2 * len(SIDE)
# Which window lights next: a step prime to the number of windows scatters them and never meets one twice.
FIRST, STEP = 13, 11


@dataclass(frozen=True, slots=True)
class LitWindow:
    label: str
    url: str
    language: str = ""  # of the label, when it is not the interface's


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def outline(self) -> str:
        return f"M{self.x} {self.y}h{self.width}v{self.height}h-{self.width}z"


@dataclass(frozen=True, slots=True)
class Window:
    panel: Box
    glass: Box

    @property
    def frame(self) -> str:
        """The outline, the transom and one or two mullions."""
        box = self.glass
        panes = 3 if box.width > box.height else 2
        mullions = "".join(
            f"M{box.x + box.width * pane // panes} {box.y}v{box.height}" for pane in range(1, panes)
        )
        return f"{box.outline}M{box.x} {box.y + box.height * 3 // 10}h{box.width}{mullions}"

    @property
    def sill(self) -> str:
        box = self.glass
        return f"M{box.x - 4} {box.y + box.height + 4}h{box.width + 8}"


@dataclass(frozen=True, slots=True)
class Light:
    """A lit window: a link as large as its panel."""

    window: Window
    label: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Label:
    key: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Elevation:
    """Paths are SVG path data; labels name what the template says in words."""

    view_box: str
    lights: tuple[Light, ...]
    glass: str
    frames: str
    sills: str
    wall: str
    stair: str
    joints: str
    edges: str
    roof: str
    cap: str
    plinth: str
    vents: str
    landings: str
    door: str
    door_frame: str
    ground: str
    dimensions: str
    spans: tuple[Label, ...]
    storeys: tuple[Label, ...]
    heaps: str
    shaded_heaps: str
    trees: str
    people: str


def _floor(storey: int) -> int:
    """The top of a storey's panels; 0 is the ground floor."""
    return GROUND - PLINTH - (storey + 1) * STOREY


def _bays() -> list[tuple[int, int]]:
    """(left edge, width) of each column of panels, the stair left out."""
    found, x = [], LEFT
    for start in (LEFT, STAIR_LEFT + STAIR):
        x = start
        for width in SIDE:
            found.append((x, width))
            x += width
    return found


def windows() -> tuple[Window, ...]:
    """All of them as one reads: from the top left to the bottom right."""
    found = []
    for storey in reversed(range(STOREYS)):
        for x, width in _bays():
            across, down = GLASS[width]
            glass = Box(x + (width - across) // 2, _floor(storey) + 18, across, down)
            found.append(Window(Box(x, _floor(storey), width, STOREY), glass))
    return tuple(found)


def _landings() -> str:
    """The half-landings' lights, half a storey off the others."""
    x, drawn = STAIR_LEFT + 26, ""
    for storey in range(1, STOREYS):
        y = _floor(storey) + STOREY - 30
        bars = f"M{x} {y + 18}h52m-52 18h52M{x + 17} {y}v54m18-54v54"
        drawn += Box(x, y, 52, 54).outline + bars
    return drawn


def _circle(x: int, y: int, radius: int) -> str:
    across = 2 * radius
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0-{across} 0"


def _tree(x: int, trunk: int, crown: int) -> str:
    boughs = f"M{x} {GROUND}v-{trunk}m0 {trunk // 2}l-12-18m12 6l13-17"
    left = _circle(x - crown * 7 // 10, GROUND - trunk + 14, crown * 6 // 10)
    right = _circle(x + crown * 7 // 10, GROUND - trunk + 10, crown * 13 // 20)
    return boughs + _circle(x, GROUND - trunk - 8, crown) + left + right


def _grown_up(x: int) -> str:
    head = f"M{x} {GROUND - 50}a6 6 0 1 1 .1 0z"
    return head + f"M{x - 8} {GROUND - 46}h16l3 24h-5l-1 22h-4l-1-21-1 21h-4l-1-22h-5z"


def _child(x: int) -> str:
    head = f"M{x} {GROUND - 35}a5 5 0 1 1 .1 0z"
    return head + f"M{x - 6} {GROUND - 31}h12l3 16h-4l-1 15h-3l-1-13-1 13h-3l-1-15h-4z"


def _joints(shift: int) -> str:
    """The hollow lines between panels; the same, shifted, is the light on their edge."""
    columns = [x for x, _width in _bays()] + [STAIR_LEFT]
    across = "".join(f"M{LEFT} {_floor(storey) + shift}h{BODY}" for storey in range(STOREYS))
    down = "".join(f"M{x + shift} {TOP}v{STOREYS * STOREY}" for x in columns)
    return across + down


def draw(lit: Sequence[LitWindow]) -> Elevation:
    """Lights a window for each, oldest first, so that one once lit stays; the windows may run out."""
    every = windows()
    places = {(FIRST + STEP * rank) % CAPACITY: light for rank, light in enumerate(lit[:CAPACITY])}
    unlit = [window for place, window in enumerate(every) if place not in places]
    half = sum(SIDE) // 2
    line = TOP - 66
    ends = (LEFT, STAIR_LEFT, STAIR_LEFT + STAIR, RIGHT)
    return Elevation(
        view_box=f"0 {TOP_OF_VIEW} {WIDTH} {HEIGHT}",
        lights=tuple(
            Light(every[place], light.label, light.url, light.language)
            for place, light in sorted(places.items())
        ),
        glass="".join(window.glass.outline for window in unlit),
        frames="".join(window.frame for window in unlit),
        sills="".join(window.sill for window in every),
        wall=Box(LEFT, TOP, BODY, STOREYS * STOREY).outline,
        stair=Box(STAIR_LEFT, TOP, STAIR, STOREYS * STOREY).outline,
        joints=_joints(0) + Box(LEFT, TOP, BODY, STOREYS * STOREY).outline,
        edges=_joints(3),
        roof="".join(
            Box(x, TOP - 14 - height, width, height).outline
            for x, width, height in (
                (LEFT + 150, 24, 22),
                (STAIR_LEFT - 6, STAIR + 12, 30),
                (RIGHT - 174, 24, 22),
            )
        ),
        cap=Box(LEFT - 9, TOP - 14, BODY + 18, 14).outline
        + Box(STAIR_LEFT - 10, GROUND - 100, STAIR + 20, 10).outline,
        plinth=Box(LEFT - 5, GROUND - PLINTH, BODY + 10, PLINTH).outline,
        vents="".join(Box(x + width // 2 - 14, GROUND - 22, 28, 9).outline for x, width in _bays()),
        landings=_landings(),
        door=Box(STAIR_LEFT + 27, GROUND - 86, 50, 86).outline,
        door_frame=Box(STAIR_LEFT + 27, GROUND - 86, 50, 86).outline
        + f"M{STAIR_LEFT + 52} {GROUND - 86}v86M{STAIR_LEFT + 27} {GROUND - 60}h50",
        ground=Box(0, GROUND, WIDTH, TOP_OF_VIEW + HEIGHT - GROUND).outline,
        dimensions=f"M{LEFT} {line}h{BODY}" + "".join(f"M{x} {line - 8}v16" for x in ends),
        spans=(
            Label("left", LEFT + half, line - 10),
            Label("stair", STAIR_LEFT + STAIR // 2, line - 10),
            Label("right", RIGHT - half, line - 10),
        ),
        storeys=tuple(
            Label(str(storey), LEFT - 22, _floor(storey) + STOREY // 2 + 5) for storey in range(STOREYS)
        ),
        heaps=f"M820 {GROUND} 1214 92q16-13 32-1L1640 {GROUND}z"
        f"M1090 {GROUND} 1404 138q12-10 24-1L1760 {GROUND}z"
        f"M-190 {GROUND} 92 236q12-9 24-1L400 {GROUND}z",
        shaded_heaps=f"M1230 86q9 0 16 5L1640 {GROUND}H1420L1262 176z"
        f"M104 231q7 0 12 4L400 {GROUND}H230L130 300z",
        trees=_tree(64, 92, 36) + _tree(1392, 120, 46) + _tree(1300, 76, 28),
        people="".join(map(_grown_up, (176, 640, 1010, 1338))) + _child(666) + _child(1228),
    )
