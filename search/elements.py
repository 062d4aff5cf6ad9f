"""The parts of the building by which a record is found: each part it names, and all that part belongs to."""

from __future__ import annotations

from archive.authorities.models import Element
from archive.catalogue.models import Mark, RecordElement
from archive.catalogue.notice import Notice


def values(notice: Notice) -> list[tuple[str, str]]:
    """Facet values: each part and all it is part of."""
    places = {place for element in notice.elements for place in element.places}
    if not places:
        return []
    keys = Element.objects.filter(place__in=places).values_list("slug", flat=True)
    return [("element", key) for key in sorted(keys)]


def marks_below(element_id: int, after: str, most: int) -> list[str]:
    """Of some records about this part or what it is made of, in order, from the one after this mark."""
    below = Element.objects.below(*Element.objects.filter(pk=element_id))
    rows = RecordElement.objects.filter(element__in=below)
    marks = Mark.objects.filter(key__in=rows.values("page__translation_key"), code__gt=after)
    return list(marks.order_by("code").values_list("code", flat=True)[:most])
