"""The parts of the building."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.authorities.models import Element

from ..passage import Kind
from .base import LANGUAGES, Thing, Things, words_in


def facets_of(elements: Iterable[Element]) -> dict[str, list[tuple[str, str]]]:
    """Place → what narrows to the part that stands there: itself and all it belongs to; one query."""
    above = {element.place: element.places_above() for element in elements}
    wanted = {place for places in above.values() for place in places}
    keys = dict(Element.objects.filter(place__in=wanted).values_list("place", "slug")) if wanted else {}
    return {
        place: [("element", keys[each]) for each in places if each in keys] for place, places in above.items()
    }


class Elements(Things):
    kind: Kind = "element"
    one = _("Part of the building")
    many = _("Parts of the building")

    def marks(self, user: Any) -> set[str]:
        return {self.mark(slug) for slug in Element.objects.values_list("slug", flat=True)}

    def read(self, keys: list[str], user: Any) -> list[Thing]:
        rows = Element.objects.filter(slug__in=keys).select_related("parent", "kind")
        rows = list(rows.prefetch_related("kind__labels"))
        facets = facets_of(rows)
        return [self._thing(row, facets[row.place]) for row in rows]

    def _thing(self, row: Element, facets: list[tuple[str, str]]) -> Thing:
        mark = self.mark(row.slug)
        kinds = row.kind.words() if row.kind else []
        passages = [
            self._passage(mark, language, facets, title=label, text=words_in(language, row.note), also=kinds)
            for language in LANGUAGES
            for label in words_in(language, row.label)
        ]
        facts = (row.kind.label if row.kind else None, row.parent.label if row.parent else None)
        return Thing(
            mark=mark,
            kind=self.kind,
            label=row.label,
            route="building:part",
            key=(row.slug,),
            facts=tuple(filter(None, facts)),
            passages=tuple(passages),
        )
