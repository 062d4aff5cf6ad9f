"""Finding a concept as one types: any of its labels will do, hidden ones too, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.core.words import plain_words

from .models import ConceptLabel
from .trees import Branch, Tree, read_tree

SHOWN = 12
PARTS = re.compile(r"[^\W_]+")
EXACT, BEGINS, WITHIN = range(3)


@dataclass(frozen=True, slots=True)
class Found:
    branch: Branch
    said: str  # the label that answered when it is not the name


def find(scheme: str, typed: str, below: str = "") -> list[Found]:
    """The best few; everything, in its order, when nothing is typed. below: only what stands under it."""
    tree = read_tree(scheme)
    branches = [branch for branch in tree if not below or below in branch.line - {branch.key}]
    words = plain_words(typed)
    if not words:
        return [Found(branch, "") for branch in branches]
    others = _other_labels(tree)
    ranked = []
    for place, branch in enumerate(branches):
        best = _best(branch, others.get(branch.pk, []), words)
        if best is not None:
            rank, said = best
            ranked.append((rank, place, Found(branch, said)))
    return [found for _rank, _place, found in sorted(ranked, key=lambda one: one[:2])[:SHOWN]]


def _other_labels(tree: Tree) -> dict[int, list[tuple[str, str]]]:
    """pk → (text to show, text to compare); a hidden label is never shown."""
    rows = ConceptLabel.objects.filter(concept__in=[branch.pk for branch in tree])
    found: dict[int, list[tuple[str, str]]] = {}
    for pk, kind, text, folded in rows.values_list("concept_id", "kind", "text", "folded"):
        shown = "" if kind == ConceptLabel.Kind.HIDDEN else text
        found.setdefault(pk, []).append((shown, folded))
    return found


def _best(
    branch: Branch, others: list[tuple[str, str]], words: list[str]
) -> tuple[tuple[int, int], str] | None:
    names = [" ".join(plain_words(text)) for text in (branch.label.fr, branch.label.en, branch.notation)]
    ranks = [((rank, 0), "") for name in names if (rank := _rank(name.split(), words)) is not None]
    for shown, folded in others:
        rank = _rank(PARTS.findall(folded), words)
        if rank is not None:
            ranks.append(((rank, 1), shown))
    return min(ranks, default=None)


def _rank(parts: list[str], words: list[str]) -> int | None:
    """None when some word typed begins no word of the label."""
    if parts == words:
        return EXACT
    if all(any(part.startswith(word) for part in parts) for word in words):
        return BEGINS if parts[0].startswith(words[0]) else WITHIN
    return None
