"""Pictures of one spot: records that are said to show the same, as one reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from .access import visible
from .models import Mark, RecordRelation
from .notice import Notice, read_notices

Pairs = list[tuple[int, int]]
Spot = tuple[Notice, ...]  # at least two, each with an image; the oldest first


def _pairs() -> Pairs:
    rows = RecordRelation.objects.filter(kind=RecordRelation.Kind.SAME_SPOT)
    return list(rows.values_list("page_id", "other_id"))


def _ends(pairs: Pairs) -> set[int]:
    return {pk for pair in pairs for pk in pair}


def _groups(pairs: Pairs, among: Iterable[int]) -> list[list[int]]:
    """Of these records, those tied by pairs: two that show what a third shows, show the same."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    left, found = set(among), []
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            group.append(here := waiting.pop())
            near = beside[here] & left
            left -= near
            waiting += near
        found.append(group)
    return [group for group in found if len(group) > 1]


def by_date(notices: Iterable[Notice]) -> Spot:
    """The oldest first, what has no date last."""

    def key(notice: Notice) -> tuple[date, date, str]:
        earliest, latest = notice.dated.earliest, notice.dated.latest
        return earliest or latest or date.max, latest or date.max, notice.mark

    return tuple(sorted(notices, key=key))


def _read(pairs: Pairs, pks: Iterable[int], user: Any) -> list[Spot]:
    shown = list(visible(user).records().filter(pk__in=list(pks)).order_by("path"))
    notices = read_notices(shown, user)
    return _spots(pairs, {record.pk: notice for record, notice in zip(shown, notices, strict=True)})


def _spots(pairs: Pairs, known: dict[int, Notice]) -> list[Spot]:
    groups = _groups(pairs, known)
    spots = (by_date(known[pk] for pk in group if known[pk].thumbnail) for group in groups)
    return sorted((spot for spot in spots if len(spot) > 1), key=lambda spot: spot[0].mark)


def spots_among(known: dict[int, Notice]) -> list[Spot]:
    """Those seen at least twice in these records; one query. known: notices by the pk of the record."""
    return _spots(_pairs(), known)


def every_spot(user: Any = None, most: int | None = None) -> list[Spot]:
    """most: of how many the pictures are read at all."""
    pairs = _pairs()
    groups = sorted(_groups(pairs, _ends(pairs)), key=min)[:most]
    return _read(pairs, {pk for group in groups for pk in group}, user) if groups else []


def spot_with(mark: str, user: Any = None) -> Spot:
    """The one that the record of this mark shows; empty when the reader may see no other picture of it."""
    pairs = _pairs()
    key = Mark.objects.filter(code=mark).values("key")
    record = visible(user).records().filter(translation_key__in=key).values_list("pk", flat=True).first()
    group = next((group for group in _groups(pairs, _ends(pairs)) if record in group), [])
    spots = _read(pairs, group, user) if group else []
    return next((spot for spot in spots if any(notice.mark == mark for notice in spot)), ())
