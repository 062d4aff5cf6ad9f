"""Findings in short: as much of each as puts it in its place among thousands, with a few queries for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from .access import visible
from .models import Mark, Observation, RecordPage
from .notice import NoticeDate

STANDING = (Observation.State.OPEN, Observation.State.MONITORED)
PANES = 4


@dataclass(frozen=True, slots=True)
class Graded:
    """A concept of a scale; `rank` from 0, the least."""

    label: Bilingual
    notation: str
    rank: int

    @property
    def panes(self) -> list[bool]:
        """One more pane is full at each step of the scale."""
        return [place <= self.rank for place in range(PANES)]


def graded(concept: Concept | None) -> Graded | None:
    """Its rank is the last figure of its notation: 1 to 4 for a condition, UC 0 to UC 3 for an urgency."""
    if concept is None:
        return None
    figures = [int(sign) for sign in concept.notation if sign.isdecimal()]
    rank = (figures[-1] if figures else concept.sort_order) - (0 if "UC" in concept.notation else 1)
    return Graded(concept.label, concept.notation, max(rank, 0))


def badness(state: str, condition: Graded, urgency: Graded | None) -> tuple[Any, ...]:
    """What is worst comes first; what is over comes last."""
    return (state not in STANDING, -condition.rank, -(urgency.rank if urgency else -1))


@dataclass(frozen=True, slots=True)
class Glance:
    """One observation; `report` by its key."""

    report: int
    observed_on: date | None
    state: str
    condition: Graded
    urgency: Graded | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """`seen`: its observations, the first one first."""

    pk: int
    number: str
    place: str  # of the element, in the tree
    seen: tuple[Glance, ...]

    @property
    def stands(self) -> bool:
        return self.seen[-1].state in STANDING

    @property
    def badness(self) -> tuple[Any, ...]:
        last = self.seen[-1]
        return (*badness(last.state, last.condition, last.urgency), self.place, self.number)


def narrowed(user: Any, among: QuerySet[Observation] | None) -> QuerySet[Observation]:
    """What this reader may know of the findings that have one of these observations; None: of all."""
    seen = visible(user).observations()
    if among is None:
        return seen
    return seen.filter(finding__in=seen.filter(pk__in=among.values("pk")).values("finding"))


def rank(user: Any = None, among: QuerySet[Observation] | None = None) -> list[Ranked]:
    """Worst first, in the order of `findings.read_findings`."""
    scales = Concept.objects.filter(scheme__key__in=("conditions", "urgency"))
    grades = {concept.pk: graded(concept) for concept in scales}
    rows = narrowed(user, among).order_by("finding", *Observation._meta.ordering)
    glances: dict[tuple[int, str, str], list[Glance]] = defaultdict(list)
    for finding, number, place, report, day, state, condition, urgency in rows.values_list(
        *("finding_id", "finding__number", "finding__element__place", "report_id", "observed_on", "state"),
        *("condition_id", "urgency_id"),
    ):
        condition_grade = grades[condition]
        assert condition_grade is not None
        glance = Glance(report, day, state, condition_grade, grades.get(urgency))
        glances[finding, number, place].append(glance)
    ranked = [Ranked(*finding, tuple(seen)) for finding, seen in glances.items()]
    return sorted(ranked, key=lambda finding: finding.badness)


def worst(ranked: Iterable[Ranked]) -> Graded | None:
    """The worst condition of what stands."""
    standing = [finding.seen[-1].condition for finding in ranked if finding.stands]
    return max(standing, key=lambda grade: grade.rank, default=None)


@dataclass(frozen=True, slots=True)
class Reported:
    """What one report says in all: how many findings, and the worst condition among them."""

    report: str  # mark
    observed_on: date | None  # the last day on which its authors looked
    date: Bilingual  # of the report
    count: int
    condition: Graded


def history(ranked: Iterable[Ranked]) -> list[Reported]:
    """Report by report, the first one first."""
    of_report: dict[int, list[Glance]] = defaultdict(list)
    for finding in ranked:
        for glance in finding.seen:
            of_report[glance.report].append(glance)
    reports = RecordPage.objects.in_bulk(of_report)
    keys = [row.translation_key for row in reports.values()]
    codes = dict(Mark.objects.filter(key__in=keys).values_list("key", "code"))
    told = []
    for pk, glances in of_report.items():
        row = reports[pk]
        day = max((glance.observed_on for glance in glances if glance.observed_on), default=None)
        said = Reported(
            report=codes.get(row.translation_key, ""),
            observed_on=day,
            date=NoticeDate.of(row).said,
            count=len(glances),
            condition=max((glance.condition for glance in glances), key=lambda grade: grade.rank),
        )
        told.append((day or row.date_latest or row.date_earliest or date.min, pk, said))
    return [said for _day, _pk, said in sorted(told, key=lambda one: one[:2])]
