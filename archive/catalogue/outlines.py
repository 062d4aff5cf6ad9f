"""Areas of any shape on a plan: the corners of a polygon, in fractions of the image (W3C Web Annotation,
SvgSelector); typed and drawn in percent."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Corner = tuple[float, float]
FEWEST, MOST = 3, 64
FLAT = 1e-5  # of the image: less than a pixel by ten on any scan


def read_corners(text: str) -> list[Corner]:
    """“10,20 30,20 30,45.5” → fractions; raises ValidationError, one message for each fault."""
    corners, wrong = [], []
    for word in text.split():
        try:
            x, y = (float(part) / 100 for part in word.split(","))
        except ValueError:
            wrong.append(_("“%(word)s” is no corner: x,y in percent, such as 12.5,40.") % {"word": word})
        else:
            corners.append((x, y))
    if wrong:
        raise ValidationError(wrong)
    check_corners(corners)
    return corners


def check_corners(corners: Sequence[Corner]) -> None:
    if len(corners) < FEWEST:
        raise ValidationError(_("An area has at least three corners."))
    if len(corners) > MOST:
        raise ValidationError(_("An area has at most %(n)s corners.") % {"n": MOST})
    for corner in corners:
        if not all(0 <= side <= 1 for side in corner):  # nor is what is no number
            said = said_in_percent([corner])
            raise ValidationError(_("This corner leaves the plan: %(corner)s.") % {"corner": said})
    if area_of(corners) < FLAT:
        raise ValidationError(_("These corners stand on one line: they hold no area."))


def area_of(corners: Sequence[Corner]) -> float:
    """Of the image (shoelace)."""
    turned = [*corners[1:], *corners[:1]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, turned, strict=True))) / 2


def bounds_of(corners: Sequence[Corner]) -> tuple[float, float, float, float]:
    """Left, top, width, height."""
    across, down = [x for x, _y in corners], [y for _x, y in corners]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def said_in_percent(corners: Sequence[Corner]) -> str:
    return " ".join(f"{100 * x:.6g},{100 * y:.6g}" for x, y in corners)


def svg_of(corners: Sequence[Corner]) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<polygon points="{said_in_percent(corners)}"/></svg>'
    )
