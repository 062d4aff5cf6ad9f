"""The one door by which a person's English words come in: written as a draft, confirmed, or carried over.
(Whole files come by exchange/taking.py.)

Whoever writes says which words they had before them; when those have changed meanwhile, nothing is written
over (Overtaken), so that nobody's words are lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from . import rights
from .markup import tidy
from .models import Pair, Work
from .models.pair import digest
from .reckoning import reckon
from .review import digest_of
from .sources import NotKept, Segment, Standing, source_of


class Overtaken(Exception):
    """Another person has written meanwhile, or the French has changed: here is what stands there now."""

    def __init__(self, segment: Segment, french: bool) -> None:
        self.segment, self.french = segment, french
        super().__init__(segment.key)


def stamp(segment: Segment) -> str:
    """Of what somebody had before them: the French words and the English ones."""
    return f"{digest(segment.source)[:16]}-{digest(segment.target)[:16]}"


def tidied(segment: Segment, target: str) -> str:
    target = target.replace("\r\n", "\n").strip()
    return tidy(target) if segment.rich else target


def text_of(segments: list[Segment], key: str) -> Segment:
    return {segment.key: segment for segment in segments}[key]


@dataclass
class Seen:
    """`digest`: of the words that a reviewer has read and, from then on, written."""

    digest: str


@contextmanager
def seen(work: Work, sent: Mapping[str, Any]) -> Iterator[Seen]:
    """Words that a reviewer writes do not make unread what that reviewer has read; another's do."""
    now = Seen(sent.get("seen", ""))
    if not now.digest:
        yield now
        return
    with transaction.atomic():
        _lock(work)
        was_read = digest_of(source_of(work).segments(work)) == now.digest
        yield now
        if was_read:
            now.digest = digest_of(source_of(work).segments(work))


@transaction.atomic
def write(work: Work, key: str, target: str, user: Any, based_on: str | None = None) -> Segment:
    """A draft; empty words take one back. based_on: the stamp of what the writer had before them.

    Raises PermissionDenied, KeyError for a text that is gone, NotKept, Overtaken.
    """
    segments = _held(work, user)
    segment = text_of(segments, key)
    target = tidied(segment, target)
    if target == segment.target:
        return segment
    if based_on is not None and based_on != stamp(segment):
        raise Overtaken(segment, french=based_on.split("-")[0] != stamp(segment).split("-")[0])
    source_of(work).keep(work, key, target, user)
    return text_of(reckon(work), key)


@transaction.atomic
def still_right(work: Work, key: str, user: Any) -> Segment:
    """The French has changed, and the English that is public says it still: approved as it is, without a
    publication. Raises as `write` does."""
    segment = text_of(_held(work, user), key)
    if not may_stay(work, segment):
        raise NotKept(_("These words are not public: take them as a start instead."))
    _confirm(work, segment, user)
    return text_of(reckon(work), key)


Stale = frozenset[tuple[str, str]]


def out_of_date(work: Work) -> Stale:
    """(place, the French that was approved) of what is public for other French words."""
    return frozenset(
        (place_of(segment), segment.public.source)
        for segment in source_of(work).segments(work)
        if segment.public is not None and segment.public.source != segment.source
    )


@transaction.atomic
def carry_over(work: Work, user: Any, stale: Stale = frozenset()) -> int:
    """The French has changed and says the same (a minor edit): whatever is public stays right, but for what
    was out of date before (`stale`) or holds a link that has gone. Returns for how many texts."""
    _lock(work)
    kept = 0
    for segment in source_of(work).segments(work):
        before = segment.before.source if segment.before else ""
        if may_stay(work, segment) and (place_of(segment), before) not in stale:
            with suppress(NotKept), transaction.atomic():
                _confirm(work, segment, user)
                kept += 1
    reckon(work)
    return kept


def place_of(segment: Segment) -> str:
    return segment.key.rsplit("#", 1)[0]


def may_stay(work: Work, segment: Segment) -> bool:
    """Whether the earlier English words are the public ones, and can be said of the French of today."""
    if segment.standing != Standing.OUTDATED or segment.before is None:
        return False
    if not work.is_page:
        return bool(getattr(work.thing, f"{segment.key}_en").strip() == segment.before.target)
    return not segment.limit or len(segment.before.target) <= segment.limit


def _confirm(work: Work, segment: Segment, user: Any) -> None:
    assert segment.before is not None
    if work.is_page:
        source_of(work).keep(work, segment.key, segment.before.target, user)
        if text_of(source_of(work).segments(work), segment.key).trouble:
            raise NotKept(_("A link that these words hold is no longer in the French text."))
    else:
        work.written.filter(place=segment.key).delete()
    place = place_of(segment)
    work.pairs.filter(place=place, digest=digest(segment.before.source)).update(current=False)
    Pair.objects.update_or_create(
        work=work,
        place=place,
        digest=digest(segment.source),
        defaults={
            "source": segment.source,
            "target": segment.before.target,
            "rich": segment.rich,
            "approved_by": user,
            "current": True,
        },
    )


def _lock(work: Work) -> None:
    """One writer of a work at a time."""
    work.refresh_from_db(from_queryset=Work.objects.select_for_update())


def _held(work: Work, user: Any) -> list[Segment]:
    _lock(work)
    if not rights.may_write(user, work):
        raise PermissionDenied
    return source_of(work).segments(work)
