"""One vocabulary read whole, in the order in which it is shown: every concept after the one above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive.core.words import Bilingual

from .models import AlsoUnder, Concept


@dataclass(frozen=True, slots=True)
class Branch:
    pk: int
    key: str
    label: Bilingual
    notation: str
    above: tuple[str, ...]  # keys, from the top down
    also: tuple[str, ...] = ()  # keys of what it stands under besides
    line: frozenset[str] = frozenset()  # itself and all that it stands under, by any road

    @property
    def depth(self) -> int:
        return len(self.above)


@dataclass(frozen=True, slots=True)
class Tree:
    branches: dict[str, Branch] = field(default_factory=dict)  # by key

    def __iter__(self) -> Iterator[Branch]:
        return iter(self.branches.values())

    def keys_of(self, pks: Iterable[int]) -> dict[int, str]:
        wanted = set(pks)
        return {branch.pk: branch.key for branch in self if branch.pk in wanted}

    def lines(self) -> dict[int, tuple[str, ...]]:
        """pk → its own key and those above it in the tree, then the others that it stands under."""
        tree = {branch.pk: (*branch.above, branch.key) for branch in self}
        return {branch.pk: (*tree[branch.pk], *sorted(branch.line - {*tree[branch.pk]})) for branch in self}

    def below(self, keys: Iterable[str]) -> list[int]:
        """These concepts and all that stand under them."""
        wanted = set(keys)
        return [branch.pk for branch in self if wanted & branch.line]


def read_tree(scheme: str) -> Tree:
    """Two queries. Empty for a vocabulary that is not there."""
    rows = Concept.objects.filter(scheme__key=scheme).order_by("sort_order", "folded_fr", "folded_en")
    children = defaultdict(list)
    for row in rows.values_list("pk", "slug", "label_fr", "label_en", "notation", "broader_id"):
        children[row[-1]].append(row)
    also = _also(scheme)
    found: list[Branch] = []
    waiting = [(row, ()) for row in reversed(children[None])]
    while waiting:
        (pk, key, french, english, notation, _above), above = waiting.pop()
        besides = tuple(also.get(key, ()))
        found.append(Branch(pk, key, Bilingual(french, english), notation, above, besides))
        waiting += [(row, (*above, key)) for row in reversed(children[pk])]
    nearest = {branch.key: {*branch.above[-1:], *branch.also} for branch in found}
    return Tree({branch.key: replace(branch, line=_line(branch.key, nearest)) for branch in found})


def _also(scheme: str) -> dict[str, list[str]]:
    """key → keys of what it stands under besides."""
    found = defaultdict(list)
    rows = AlsoUnder.objects.filter(concept__scheme__key=scheme).order_by("pk")
    for key, above in rows.values_list("concept__slug", "above__slug"):
        found[key].append(above)
    return found


def _line(key: str, nearest: dict[str, set[str]]) -> frozenset[str]:
    found, waiting = {key}, [key]
    while waiting:
        above = nearest.get(waiting.pop(), set()) - found
        found |= above
        waiting += above
    return frozenset(found)
