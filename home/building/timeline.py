"""The timeline: what is dated, as certain as it is; years of which nothing is known stand as gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.building.models import Milestone, Phase, Protection
from archive.catalogue.access import visible
from archive.catalogue.date_words import in_both_languages
from archive.catalogue.dates import NotUnderstood, understand
from archive.catalogue.models import RecordPage
from archive.catalogue.showing import titles
from archive.core.addresses import current_language, in_language, one_page
from archive.core.words import Bilingual

from .evidence import Said, said

GAP = 8  # years without anything from which on they are shown as a gap
SHOWN = 6  # documents of one time, before "and others"
MOST_TIMES = 12  # of documents in one year, before they stand together
UNSURE = set("~?%X[")  # of EDTF: doubted, unspecified, one of several


@dataclass(frozen=True, slots=True)
class Document:
    """A record as the timeline names it."""

    title: Bilingual
    url: str


Times = dict[tuple[date, date], list[tuple[int, str]]]  # first and last day: records, and the time in words


@dataclass(frozen=True, slots=True)
class Point:
    """`state`: established, uncertain or planned."""

    first: int  # year
    last: int
    day: date
    when: Bilingual
    label: Bilingual
    kind: str
    state: str
    note: Bilingual
    source: str
    record: dict[str, str] | None
    announced: tuple[Any, ...] = ()
    documents: tuple[Document, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    first: int
    last: int


def state_of(words: str, planned: bool) -> str:
    if planned:
        return "planned"
    try:
        written = understand(words)
    except NotUnderstood:
        return "uncertain"
    ends_unknown = written.edtf.startswith("/") or written.edtf.endswith("/")
    if written.inferred or ends_unknown or UNSURE & set(written.edtf):
        return "uncertain"
    return "established"


def _years(row: Any) -> tuple[int, int, date] | None:
    """None of what has no date at all."""
    earliest, latest = row.period_earliest, row.period_latest
    if earliest is None and latest is None:
        return None
    first, last = earliest or latest, latest or earliest
    return first.year, last.year, first


def _point(known: Said, kind: str) -> Point | None:
    row, years = known.thing, _years(known.thing)
    if years is None:
        return None
    announced = tuple(row.announcements.all()) if isinstance(row, Milestone) else ()
    state = state_of(row.period, row.planned)
    said_by = (row.note, row.source, known.record, announced)
    return Point(*years, known.period, row.label, kind, state, *said_by)


def _documents(user: Any) -> list[Point]:
    """Those of one time together, the time as their notices write it; the first few of each by name."""
    dated = visible(user).records().exclude(date_earliest=None, date_latest=None).order_by("path")
    times: Times = defaultdict(list)
    for pk, earliest, latest, words in dated.values_list(
        "pk", "date_earliest", "date_latest", "date_as_written"
    ):
        first = earliest or latest
        times[first, latest or first].append((pk, words))
    times = _crowded_together(times)
    named = _named([pk for together in times.values() for pk, _words in together[:SHOWN]])
    points = []
    for (first, last), together in times.items():
        words = together[0][1]
        years = (first.year, last.year, first)
        points.append(
            Point(
                *(*years, in_both_languages(words), Bilingual(""), "documents"),
                *(state_of(words, False), Bilingual(""), "", None),
                documents=tuple(named[pk] for pk, _words in together[:SHOWN]),
                others=max(0, len(together) - SHOWN),
            )
        )
    return points


def _crowded_together(times: Times) -> Times:
    """The documents of a year with many times stand together in that year."""
    in_year = Counter(first.year for first, last in times if first.year == last.year)
    found: Times = {}
    for (first, last), together in times.items():
        if first.year == last.year and in_year[first.year] > MOST_TIMES:
            whole = date(first.year, 1, 1), date(first.year, 12, 31)
            found.setdefault(whole, []).extend((pk, str(first.year)) for pk, _words in together)
        else:
            found[first, last] = together
    return found


def _named(keys: list[int]) -> dict[int, Document]:
    rows = list(RecordPage.objects.filter(pk__in=keys))
    said, language = titles(rows), current_language()
    return {row.pk: Document(said[row.pk], in_language(str(row.url), language)) for row in rows}


def points(user: Any) -> list[Point]:
    found = [
        *((one, "phase") for one in said(Phase.objects.all(), user)),
        *((one, "protection") for one in said(Protection.objects.all(), user)),
        *((one, "milestone") for one in said(Milestone.objects.prefetch_related("announcements"), user)),
    ]
    dated = [point for one, kind in found if (point := _point(one, kind))]
    return sorted([*dated, *_documents(user)], key=lambda point: (point.day, point.kind, point.last))


def with_gaps(dated: list[Point]) -> list[Point | Gap]:
    found: list[Point | Gap] = []
    reached: int | None = None
    for point in dated:
        if reached is not None and point.first - reached > GAP:
            found.append(Gap(reached + 1, point.first - 1))
        found.append(point)
        reached = max(reached or point.last, point.last)
    return found


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    kinds = {
        "phase": _("Phase of the building"),
        "protection": _("Protection"),
        "milestone": _("Milestone"),
        "documents": _("Documents"),
    }
    states = {"established": _("established"), "uncertain": _("uncertain date"), "planned": _("planned")}
    steps = [
        {"gap": step}
        if isinstance(step, Gap)
        else {"point": step, "kind": kinds[step.kind], "state": states[step.state]}
        for step in with_gaps(points(request.user))
    ]
    return render(request, "home/building/timeline.html", {"steps": steps} | one_page(request))
