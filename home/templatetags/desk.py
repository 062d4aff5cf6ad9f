"""What the desk says inside Wagtail's own pages."""

from __future__ import annotations

from typing import Any

from django import template

from archive.catalogue.models import RecordPage
from home.desk.readiness import Point
from home.desk.readiness import readiness as points_of

register = template.Library()


@register.simple_tag
def readiness(record: RecordPage, user: Any) -> dict[str, list[Point]]:
    points = points_of(record, user)
    return {
        "open": [point for point in points if not point.done],
        "done": [point for point in points if point.done],
    }
