"""A vocabulary as it stands when an import begins: read once, and asked of many times."""

from __future__ import annotations

from django.utils.text import slugify

from ..content import Content, content_of
from ..models import Concept, ConceptMatch, ConceptScheme, FormerConcept, folded
from .reading import LANGUAGES


class Standing:
    def __init__(self, scheme: ConceptScheme) -> None:
        rows = Concept.objects.filter(scheme=scheme).select_related("scheme")
        self.scheme = scheme
        self.by_pk = {
            row.pk: row for row in rows.prefetch_related("labels", "matches", "related", "also_under")
        }
        for row in self.by_pk.values():
            row.broader = self.by_pk.get(row.broader_id)  # one object for one concept
        self.contents: dict[int, Content] = {pk: content_of(row) for pk, row in self.by_pk.items()}
        self.by_key = {row.slug: row for row in self.by_pk.values()}
        self.former = {
            key: self.by_pk[pk]
            for key, pk in FormerConcept.objects.filter(scheme=scheme).values_list("slug", "concept_id")
        }
        self.by_uri = {
            uri: row
            for pk, row in self.by_pk.items()
            for kind, uri in self.contents[pk].matches
            if kind == ConceptMatch.Kind.EXACT
        }
        self.by_name = {
            (language, getattr(row, f"folded_{language}")): row
            for row in self.by_pk.values()
            for language in LANGUAGES
        }
        self._keys = {*self.by_key, *self.former}

    def named(self, words: dict[str, str]) -> Concept | None:
        for language in LANGUAGES:
            name = folded(words[f"label_{language}"])[:255]
            if name and (language, name) in self.by_name:
                return self.by_name[language, name]
        return None

    def free_key(self, uri: str, words: dict[str, str]) -> str:
        """Made of the end of the address; else of the name."""
        tail = slugify(uri.rstrip("/#").replace("#", "/").rpartition("/")[2])
        key = free((tail or slugify(words["label_en"] or words["label_fr"]) or "concept")[:90], self._keys)
        self._keys.add(key)
        return key


def free(stem: str, taken: set[str]) -> str:
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
