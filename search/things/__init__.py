"""What is found beside the records: parts of the building, findings, people and organisations, concepts.
They stand in an index of their own: records are ranked, counted and narrowed as if they were alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive.authorities.models import Element
from archive.catalogue.access import KEEPER
from archive.catalogue.models import Finding, Mark, Observation
from archive.vocabularies.models import Concept
from archive.vocabularies.trees import read_tree

from ..passage import Kind, Passage
from .agents import Agents
from .base import BETWEEN, Thing, Things
from .concepts import Concepts
from .elements import Elements
from .findings import NAMED, Findings

ELEMENTS, FINDINGS, AGENTS, CONCEPTS = Elements(), Findings(), Agents(), Concepts()
KINDS: dict[Kind, Things] = {each.kind: each for each in (ELEMENTS, FINDINGS, AGENTS, CONCEPTS)}
AT_ONCE = 200  # read together

__all__ = ["AGENTS", "CONCEPTS", "ELEMENTS", "FINDINGS", "KINDS", "Thing"]


def read(marks: Iterable[str], user: Any = None) -> dict[str, Thing]:
    """By mark, those of these that the reader may find."""
    keys: dict[Kind, list[str]] = {}
    for mark in marks:
        kind, _between, key = mark.partition(BETWEEN)
        if kind in KINDS:
            keys.setdefault(KINDS[kind].kind, []).append(key)
        else:
            keys.setdefault(FINDINGS.kind, []).append(mark)
    found = [thing for kind, named in keys.items() for thing in KINDS[kind].read(named, user)]
    return {thing.mark: thing for thing in found}


def marks(user: Any = None) -> set[str]:
    """All that this reader may find."""
    return {mark for each in KINDS.values() for mark in each.marks(user)}


def withheld_keys(user: Any = None) -> set[str]:
    return {key for each in KINDS.values() for key in each.withheld_keys(user)}


def all_things() -> Iterator[tuple[str, Iterable[Passage]]]:
    for some in _some_at_a_time(sorted(marks(KEEPER))):
        for mark, thing in read(some, KEEPER).items():
            yield mark, thing.passages


def told_by(mark: str) -> list[str]:
    """The findings of the record of this mark."""
    key = Mark.objects.filter(code=mark).values("key")
    rows = Observation.objects.filter(report__translation_key__in=key).order_by()
    return sorted(set(rows.values_list("finding__number", flat=True)))


def saying_element(element_id: int) -> list[str]:
    """The part, all it is made of, and what is found in them."""
    below = Element.objects.below(*Element.objects.filter(pk=element_id))
    slugs = below.values_list("slug", flat=True)
    numbers = Finding.objects.filter(element__in=below).values_list("number", flat=True)
    return [*(ELEMENTS.mark(slug) for slug in slugs), *numbers]


def saying_concept(concept_id: int) -> list[str]:
    """The concept, those under it, and what is named by it."""
    concept = Concept.objects.filter(pk=concept_id).select_related("scheme").first()
    if concept is None:
        return []
    line = read_tree(concept.scheme.key).below([concept.slug])
    slugs = Concept.objects.filter(pk__in=line).order_by().values_list("slug", flat=True)
    elements = Element.objects.filter(kind=concept).values_list("slug", flat=True)
    numbers: set[str] = set()
    for name in NAMED:
        rows = Observation.objects.filter(**{name: concept}).order_by()
        numbers.update(rows.values_list("finding__number", flat=True))
    return [
        *(CONCEPTS.mark_of(concept.scheme.key, slug) for slug in slugs),
        *(ELEMENTS.mark(slug) for slug in elements),
        *sorted(numbers),
    ]


def _some_at_a_time(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]
