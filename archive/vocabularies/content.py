"""All that a concept says of itself, apart from where it stands in lists: to be compared and to be stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from .models import Concept, ConceptLabel, ConceptMatch

WORDS = ("label_fr", "label_en", "note_fr", "note_en", "notation", "period")
Label = tuple[str, str, str]  # kind, language, text
Match = tuple[str, str]  # kind, address


@dataclass(slots=True)
class Content:
    """broader, also_under, related: keys of concepts of the same scheme."""

    words: dict[str, str]
    broader: str = ""
    labels: set[Label] = field(default_factory=set)
    matches: set[Match] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    also_under: set[str] = field(default_factory=set)

    @property
    def digest(self) -> str:
        sorted_parts = {
            key: sorted(value) if isinstance(value, set) else value for key, value in asdict(self).items()
        }
        if not self.also_under:  # as digests were before a concept could stand under several
            del sorted_parts["also_under"]
        text = json.dumps(sorted_parts, sort_keys=True, separators=(",", ":"))
        return blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def content_of(concept: Concept) -> Content:
    return Content(
        words={name: getattr(concept, name) for name in WORDS},
        broader=concept.broader.slug if concept.broader else "",
        labels={(row.kind, row.language, row.text) for row in concept.labels.all()},
        matches={(row.kind, row.uri) for row in concept.matches.all()},
        related={other.slug for other in concept.related.all() if other.scheme_id == concept.scheme_id},
        also_under={other.slug for other in concept.also_under.all()},
    )


def rows_of(concept: Concept, labels: Iterable[Label]) -> list[ConceptLabel]:
    rows = [
        ConceptLabel(concept=concept, kind=kind, language=language, text=text)
        for kind, language, text in sorted(labels)
    ]
    for row in rows:
        row.fold()
    return rows


def matches_of(concept: Concept, matches: Iterable[Match]) -> list[ConceptMatch]:
    return [ConceptMatch(concept=concept, kind=kind, uri=uri) for kind, uri in sorted(matches)]
