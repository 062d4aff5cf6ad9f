"""The concepts of the vocabularies, found by every label there is for them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.catalogue.models import DOCUMENT_TYPES, SUBJECTS
from archive.vocabularies.models import Concept, ConceptLabel
from archive.vocabularies.trees import read_tree

from ..passage import Kind, Passage
from .base import BETWEEN, LANGUAGES, Thing, Things, words_in

FACETS = {DOCUMENT_TYPES: ("type", 1), SUBJECTS: ("subject", 0)}  # and how many stand above all of them


class Concepts(Things):
    kind: Kind = "concept"
    one = _("Term")
    many = _("Terms of the vocabularies")

    def mark_of(self, scheme: str, slug: str) -> str:
        return self.mark(f"{scheme}{BETWEEN}{slug}")

    def marks(self, user: Any) -> set[str]:
        keys = Concept.objects.order_by().values_list("scheme__key", "slug")
        return {self.mark_of(scheme, slug) for scheme, slug in keys}

    def read(self, keys: list[str], user: Any) -> list[Thing]:
        slugs: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            scheme, _between, slug = key.partition(BETWEEN)
            slugs[scheme].append(slug)
        wanted = Q(pk__in=())
        for scheme, those in slugs.items():
            wanted |= Q(scheme__key=scheme, slug__in=those)
        rows = list(Concept.objects.filter(wanted).select_related("scheme").prefetch_related("labels"))
        lines = {key: read_tree(key).lines() for key in FACETS.keys() & {row.scheme.key for row in rows}}
        return [self._thing(row, lines.get(row.scheme.key, {}).get(row.pk, ())) for row in rows]

    def _thing(self, row: Concept, line: tuple[str, ...]) -> Thing:
        """line: the keys of those above it and its own, where they are a facet of the records."""
        facet, above = FACETS.get(row.scheme.key, ("", 0))
        facets = [(facet, key) for key in line[above:]]
        passages = (self._in(language, row, facets) for language in LANGUAGES)
        return Thing(
            mark=self.mark_of(row.scheme.key, row.slug),
            kind=self.kind,
            label=row.label,
            route="search:concept",
            key=(row.scheme.key, row.slug),
            facts=(row.scheme.label,),
            passages=tuple(passage for passage in passages if passage),
        )

    def _in(self, language: str, row: Concept, facets: list[tuple[str, str]]) -> Passage | None:
        shown, found = [], []
        for label in row.labels.all():
            if label.language == language:
                (shown if label.kind == ConceptLabel.Kind.ALTERNATIVE else found).append(label.text)
        name, note = words_in(language, row.label), words_in(language, row.note)
        if not (name or note or shown or found):
            return None
        return self._passage(
            self.mark_of(row.scheme.key, row.slug),
            language,
            facets,
            title="".join(name),
            text=[*shown, row.notation, *note],
            also=found,
        )
