"""The translation memory: what was approved for the same sentence, or nearly the same, in another work."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from archive.core.kept import archive_state

from .bare import Language, bare
from .difference import Part, difference
from .models import Pair, Work
from .recollection import NEARLY, ONLY_NUMBERS, Remembered, fitted, folded, with_numbers
from .rights import seen_by

MOST = 5
_AT_ONCE = 60  # candidates whose rights are asked in one query


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`target` is fitted to the text at hand. `difference`: from the sentence remembered to this one, both
    as they are read. `numbers`: what was replaced in the target, by what."""

    source: str
    target: str
    likeness: int
    difference: list[Part]
    title: str
    work: int
    numbers: tuple[tuple[str, str], ...] = ()


class _Shelf:
    """The sentences of every approved pair; when pairs have changed, only those are read."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._lock = Lock()
        self._state: Hashable = None
        self._pairs: tuple[Any, ...] = (0, None, None)  # how many, the last key, the last approval
        self._texts: dict[int, str] = {}
        self._sentences = Remembered(())

    def sentences(self) -> Remembered:
        state = archive_state()
        with self._lock:
            if state is None or state != self._state:
                pairs = tuple(Pair.objects.aggregate(Count("pk"), Max("pk"), Max("approved_at")).values())
                if pairs != self._pairs:
                    self._read(pairs)
                self._state = state
            return self._sentences

    def _read(self, pairs: tuple[Any, ...]) -> None:
        _count, last, approved = self._pairs
        if self._texts and None not in (last, approved):
            self._take(Pair.objects.filter(Q(pk__gt=last) | Q(approved_at__gt=approved)))
        if len(self._texts) != pairs[0]:  # some are gone
            self._texts.clear()
            self._take(Pair.objects.all())
        self._sentences = Remembered(self._texts.items())
        self._pairs = pairs

    def _take(self, some: QuerySet[Pair]) -> None:
        rows = some.order_by().values_list("pk", self._column, "rich").iterator(2000)
        self._texts |= {pk: folded(bare(text, rich).text) for pk, text, rich in rows}


_shelves: dict[Language, _Shelf] = {"en": _Shelf("source"), "fr": _Shelf("target")}


def alike(
    text: str, *, user: Any, work: Work | None = None, rich: bool = False, into: Language = "en"
) -> list[Suggestion]:
    """The likeliest first, each translation once; from works of which the user may know. Of `work` itself
    only the very sentence: what stood in its place before is shown beside it anyway."""
    asked = bare(text, rich).text
    found: dict[str, Suggestion] = {}
    for pair, score in _candidates(asked, user, into):
        if work is not None and pair.work_id == work.pk and score < 100:
            continue
        suggestion = _suggestion(pair, score, text, rich, into)
        known = found.get(suggestion.target)
        if known is None or known.likeness < suggestion.likeness:
            found[suggestion.target] = suggestion
        if len(found) == 2 * MOST:
            break
    return sorted(found.values(), key=lambda one: -one.likeness)[:MOST]


def _candidates(asked: str, user: Any, into: Language) -> Iterator[tuple[Pair, float]]:
    """What is current before what was approved once, where both are as like."""
    nearest = _shelves[into].sentences().nearest(folded(asked)) if asked.strip() else iter(())
    seen = seen_by(user).values("pk")
    while some := dict(islice(nearest, _AT_ONCE)):
        pairs = Pair.objects.filter(pk__in=some, work__in=seen).select_related("work")
        ranked = sorted(pairs, key=lambda pair: (-some[pair.pk], not pair.current, -pair.pk))
        yield from ((pair, some[pair.pk]) for pair in ranked)


def _suggestion(pair: Pair, score: float, text: str, rich: bool, into: Language) -> Suggestion:
    remembered, said = (pair.source, pair.target) if into == "en" else (pair.target, pair.source)
    old, new = bare(remembered, pair.rich).text, bare(text, rich).text
    target = fitted(said, was_rich=pair.rich, old=remembered, new=text, rich=rich)
    likeness = 100 if old.split() == new.split() else min(round(score), NEARLY)
    numbers: tuple[tuple[str, str], ...] = ()
    if likeness < 100 and (replaced := with_numbers(old, new, target, into)):
        target, numbers = replaced
        likeness = max(likeness, ONLY_NUMBERS) if numbers else likeness
    return Suggestion(
        remembered, target, likeness, difference(old, new), pair.work.title, pair.work_id, numbers
    )
