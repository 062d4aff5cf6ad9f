"""One vocabulary read whole, in the order in which it is shown: every concept after the one above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.core.words import Bilingual

from .models import Concept


@dataclass(frozen=True, slots=True)
class Branch:
    pk: int
    key: str
    label: Bilingual
    notation: str
    above: tuple[str, ...]  # keys, from the top down

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
        """pk → its own key and those above it."""
        return {branch.pk: (*branch.above, branch.key) for branch in self}

    def below(self, keys: Iterable[str]) -> list[int]:
        """These concepts and all that stand under them."""
        wanted = set(keys)
        return [branch.pk for branch in self if wanted & {*branch.above, branch.key}]


def read_tree(scheme: str) -> Tree:
    """One query. Empty for a vocabulary that is not there."""
    rows = Concept.objects.filter(scheme__key=scheme).order_by("sort_order", "folded_fr", "folded_en")
    children = defaultdict(list)
    for row in rows.values_list("pk", "slug", "label_fr", "label_en", "notation", "broader_id"):
        children[row[-1]].append(row)
    tree = Tree()
    waiting = [(row, ()) for row in reversed(children[None])]
    while waiting:
        (pk, key, french, english, notation, _above), above = waiting.pop()
        tree.branches[key] = Branch(pk, key, Bilingual(french, english), notation, above)
        waiting += [(row, (*above, key)) for row in reversed(children[pk])]
    return tree
