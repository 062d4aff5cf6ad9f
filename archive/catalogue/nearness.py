"""Records that may already say what is about to be said: shown before another one is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from archive.core.words import plain
from archive.holdings.models import ArchiveDocument

from .access import hidden_from
from .models import RecordPage

NEAR = 88  # of 100: "Notice de montage" and "Notices du montage" are, "Plan d'étage" and "Plan masse" are not
MOST = 6
NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"(?<!\d)1[0-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Likeness:
    record: RecordPage
    why: str | Promise


def likenesses(
    title: str, date: str, documents: Iterable[ArchiveDocument] = (), user: Any = None
) -> list[Likeness]:
    """Records that hold one of these very files, then those of near title and date, of which the user may
    know; at most a handful."""
    known = RecordPage.objects.filter(locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE).exclude(
        translation_key__in=hidden_from(user).values("translation_key")
    )
    holding = known.filter(files__document__in=list(documents)).distinct()
    found = {record.pk: Likeness(record, _("holds the same file")) for record in holding[:MOST]}
    near = known.filter(pk__in=_near(title, date, known.values_list("pk", "title", "date_as_written")))
    for record in near:
        found.setdefault(record.pk, Likeness(record, _("has nearly the same title and date")))
    return [Likeness(like.record.specific, like.why) for like in found.values()][:MOST]


def _near(title: str, date: str, rows: Iterable[tuple[int, str, str]]) -> list[int]:
    """Numbers tell apart what words do not: two sheets of one set of plans are no likeness."""
    wanted, numbers, years = plain(title), set(NUMBER.findall(title)), set(YEAR.findall(date))
    if not wanted:
        return []
    said = {}
    for pk, other, written in rows:
        theirs = set(YEAR.findall(written))
        if set(NUMBER.findall(other)) == numbers and (not years or not theirs or years & theirs):
            said[pk] = plain(other)
    found = process.extract(wanted, said, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST)
    return [pk for _text, _score, pk in found]
