"""The parts of the building that records are about, as notices name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.core.words import Bilingual

from .models import RecordElement


@dataclass(frozen=True, slots=True)
class NamedElement:
    """`places`: in the tree, of all it is part of, from the top; its own is the last."""

    key: str
    label: Bilingual
    places: tuple[str, ...]

    @property
    def path(self) -> str:
        """The same in every language."""
        return f"/id/element/{self.key}"


def elements_of(records: Iterable[int]) -> dict[int, tuple[NamedElement, ...]]:
    """French rows' pk → parts, each once, in the order of the form; one query however many they are."""
    rows = RecordElement.objects.filter(page__in=list(records)).select_related("element")
    found: dict[int, dict[NamedElement, None]] = defaultdict(dict)
    for row in rows.order_by("sort_order", "pk"):
        element = row.element
        named = NamedElement(element.slug, element.label, tuple(element.places_above()))
        found[row.page_id][named] = None
    return {page: tuple(elements) for page, elements in found.items()}
