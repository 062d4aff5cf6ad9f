"""The timeline: what is dated, as certain as it is; years of which nothing is known stand as gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.building.models import Milestone, Phase, Protection
from archive.catalogue.access import visible
from archive.catalogue.dates import NotUnderstood, understand
from archive.catalogue.models import RecordPage
from archive.catalogue.notice import Notice, read_notices
from archive.core.addresses import one_page
from archive.core.words import Bilingual

from .evidence import Said, said

GAP = 8  # years without anything from which on they are shown as a gap
SHOWN = 6  # documents of one time, before "and others"
UNSURE = set("~?%X[{")


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
    notices: tuple[Notice, ...] = ()
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
    if written.inferred or UNSURE & set(written.edtf) or ".." in written.edtf:
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


def _documents(records: Iterable[RecordPage], user: Any) -> list[Point]:
    """Those of one time together, the time as their notices write it."""
    rows = {record.pk: record for record in records}
    notices = {notice.mark: notice for notice in read_notices(rows.values(), user)}
    times: dict[tuple[date, date], list[RecordPage]] = defaultdict(list)
    for record in rows.values():
        first = record.date_earliest or record.date_latest
        times[first, record.date_latest or first].append(record)
    points = []
    for (first, last), together in times.items():
        shown = tuple(notices[record.mark] for record in together if record.mark in notices)
        if not shown:
            continue
        when, state = _said(together[0].date_as_written), state_of(together[0].date_as_written, False)
        years = (first.year, last.year, first)
        points.append(
            Point(
                *(*years, when, Bilingual(""), "documents", state, Bilingual(""), "", None, ()),
                notices=shown[:SHOWN],
                others=max(0, len(shown) - SHOWN),
            )
        )
    return points


def _said(words: str) -> Bilingual:
    try:
        written = understand(words)
    except NotUnderstood:
        return Bilingual(words)
    return Bilingual(written.said("fr"), written.said("en"))


def points(user: Any) -> list[Point]:
    found = [
        *((one, "phase") for one in said(Phase.objects.all(), user)),
        *((one, "protection") for one in said(Protection.objects.all(), user)),
        *((one, "milestone") for one in said(Milestone.objects.prefetch_related("announcements"), user)),
    ]
    dated = [point for one, kind in found if (point := _point(one, kind))]
    records = visible(user).records().exclude(date_earliest=None, date_latest=None).order_by("path")
    return sorted([*dated, *_documents(records, user)], key=lambda point: (point.day, point.kind, point.last))


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
