"""The parts of the building that records are about, as notices name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.authorities.models import Element
from archive.core.words import Bilingual

from .models import RecordElement


@dataclass(frozen=True, slots=True)
class NamedElement:
    """`within`: the keys of all it is part of, from the top; its own is the last."""

    key: str
    label: Bilingual
    within: tuple[str, ...]

    @property
    def path(self) -> str:
        """The same in every language."""
        return f"/id/element/{self.key}"


def elements_of(records: Iterable[int]) -> dict[int, tuple[NamedElement, ...]]:
    """French rows' pk → parts, each once, in the order of the form; two queries at most."""
    rows = list(
        RecordElement.objects.filter(page__in=list(records))
        .select_related("element")
        .order_by("sort_order", "pk")
    )
    if not rows:
        return {}
    keys = dict(Element.objects.values_list("place", "slug"))
    found: dict[int, dict[NamedElement, None]] = defaultdict(dict)
    for row in rows:
        within = tuple(keys[place] for place in row.element.places_above())
        found[row.page_id][NamedElement(row.element.slug, row.element.label, within)] = None
    return {page: tuple(elements) for page, elements in found.items()}
