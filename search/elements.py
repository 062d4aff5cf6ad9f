"""The parts of the building by which a record is found: each part it names, and all that part belongs to."""

from __future__ import annotations

from archive.authorities.models import Element
from archive.catalogue.notice import Notice


def values(notice: Notice) -> list[tuple[str, str]]:
    """Facet values: each part and all it is part of."""
    places = {place for element in notice.elements for place in element.places}
    if not places:
        return []
    keys = Element.objects.filter(place__in=places).values_list("slug", flat=True)
    return [("element", key) for key in sorted(keys)]
