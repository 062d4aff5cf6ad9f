"""The parts of the building, by which records are filtered and counted: each for all that it is made of."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from archive.authorities.models import Element
from archive.catalogue.models import RecordElement, RecordPage
from archive.catalogue.notice import Notice


class Elements:
    """In the order of the tree."""

    def __init__(self) -> None:
        self.rows = {row.slug: row for row in Element.objects.all()}
        self.labels = {key: row.label for key, row in self.rows.items()}

    def depth(self, value: str) -> int:
        return self.rows[value].depth

    def narrow(self, values: Iterable[str]) -> Q:
        places = [self.rows[value].place for value in values]
        below = Q(element__place__in=places)
        for place in places:
            below |= Q(element__place__startswith=f"{place}.")
        return Q(pk__in=RecordElement.objects.filter(below).values("page"))

    def count(self, records: QuerySet[RecordPage]) -> dict[str, int]:
        keys = {row.place: key for key, row in self.rows.items()}
        found: dict[str, set[int]] = {}
        rows = RecordElement.objects.filter(page__in=records.order_by()).select_related("element")
        for row in rows.order_by():
            for place in row.element.places_above():
                found.setdefault(keys[place], set()).add(row.page_id)
        return {key: len(pages) for key, pages in found.items()}


def values(notice: Notice) -> list[tuple[str, str]]:
    """Facet values: each part and all it is part of."""
    places = {place for element in notice.elements for place in element.places}
    if not places:
        return []
    keys = Element.objects.filter(place__in=places).values_list("slug", flat=True)
    return [("element", key) for key in sorted(keys)]
