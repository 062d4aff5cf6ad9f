"""Findings as one reader may know them: only through observations whose report this reader may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from archive.core.addresses import current_language, in_language
from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from .access import sights
from .leaves import PlacedFile, placed_files_of
from .models import Mark, Observation, ObservationPhotograph, RecordPage
from .models.mark import PATTERN
from .notice import THUMBNAIL, NoticeDate, page_image_url
from .ranking import STANDING, Graded, badness, graded, narrowed
from .showing import titles


@dataclass(frozen=True, slots=True)
class Photograph:
    mark: str
    title: Bilingual
    page: int
    url: str
    image: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation. `page` is the report's page; 0 when it stands on none."""

    report: str  # mark
    report_title: Bilingual
    report_date: Bilingual
    report_url: str
    page: int
    box: tuple[float, float, float, float] | None
    observed_on: date | None
    decay: Bilingual | None
    cause: Bilingual | None
    condition: Graded
    urgency: Graded | None
    action: Bilingual | None
    state: str
    state_label: str
    note: Bilingual
    photographs: tuple[Photograph, ...]

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def badness(self) -> tuple[Any, ...]:
        return badness(self.state, self.condition, self.urgency)


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """`seen`: its observations, the first one first."""

    number: str
    label: Bilingual
    element: Bilingual
    element_key: str
    place: str  # of the element, in the tree
    seen: tuple[Seen, ...]

    @property
    def latest(self) -> Seen:
        return self.seen[-1]

    @property
    def stands(self) -> bool:
        return self.latest.stands

    @property
    def url(self) -> str:
        return reverse("building:finding", args=[self.number])

    @property
    def badness(self) -> tuple[Any, ...]:
        return (*self.latest.badness, self.place, self.number)

    def seen_in(self, report: str) -> Seen | None:
        return next((one for one in self.seen if one.report == report), None)


def read_findings(
    user: Any = None, among: QuerySet[Observation] | None = None, *, illustrated: bool = True
) -> list[KnownFinding]:
    """Worst first; those of which this reader may know something. `among` narrows to findings with one of
    these observations; each comes with all of its own. The same few queries however many they are."""
    return _known(narrowed(user, among), user, illustrated)


def read_report(report: RecordPage, user: Any = None) -> list[dict[str, Any]]:
    """What one report says, worst first: `seen` in it of each `finding`."""
    known = read_findings(user, Observation.objects.filter(report=report), illustrated=False)
    rows = [
        {"finding": finding, "seen": seen, "later": finding.latest if finding.latest is not seen else None}
        for finding in known
        if (seen := finding.seen_in(report.mark))
    ]
    return sorted(rows, key=lambda row: (row["seen"].badness, row["finding"].place, row["finding"].number))


def seen_at(report: RecordPage, number: str, user: Any = None) -> tuple[KnownFinding, Seen] | None:
    """What the report says of the finding of this number, to this reader; None of what is no number."""
    if not PATTERN.fullmatch(number):
        return None
    known = read_findings(user, Observation.objects.filter(report=report, finding__number=number))
    seen = known[0].seen_in(report.mark) if known else None
    return (known[0], seen) if seen else None


def _known(seen: QuerySet[Observation], user: Any, illustrated: bool) -> list[KnownFinding]:
    rows = list(
        seen.select_related(
            "finding__element", "report", "decay", "cause", "condition", "urgency", "action"
        ).order_by("finding", *Observation._meta.ordering)
    )
    if not rows:
        return []
    reports = {row.report_id: row.report for row in rows}
    shown = _Shown.of(list(reports.values()))
    photographs = _photographs([row.pk for row in rows], user) if illustrated else {}
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in rows:
        found[row.finding_id].append(row)
    known = [
        KnownFinding(
            number=observed[0].finding.number,
            label=observed[0].finding.label,
            element=observed[0].finding.element.label,
            element_key=observed[0].finding.element.slug,
            place=observed[0].finding.element.place,
            seen=tuple(_seen(row, shown, photographs) for row in observed),
        )
        for observed in found.values()
    ]
    return sorted(known, key=lambda finding: finding.badness)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How records are named and where their pages are."""

    marks: dict[int, str]
    titles: dict[int, Bilingual]
    dates: dict[int, Bilingual]
    urls: dict[int, str]
    files: dict[int, list[PlacedFile]]

    @classmethod
    def of(cls, records: list[RecordPage]) -> _Shown:
        codes = dict(
            Mark.objects.filter(key__in=[row.translation_key for row in records]).values_list("key", "code")
        )
        marks = {row.pk: codes.get(row.translation_key, "") for row in records}
        language = current_language()
        return cls(
            marks,
            titles(records),
            {row.pk: NoticeDate.of(row).said for row in records},
            {row.pk: in_language(str(row.url), language) for row in records},
            placed_files_of(records),
        )

    def page(self, record: int, document: int | None, number: int | None) -> int:
        """The page of the record; 0 when the record holds the file no longer."""
        for file in self.files[record]:
            if document == file.document.pk and number and number <= file.document.page_count:
                return int(file.first + number - 1)
        return 0


def _label(concept: Concept | None) -> Bilingual | None:
    return concept.label if concept else None


def _seen(row: Observation, shown: _Shown, photographs: dict[int, list[Photograph]]) -> Seen:
    page = shown.page(row.report_id, row.document_id, row.number)
    condition = graded(row.condition)
    assert condition is not None
    asked = f"p={page}&finding=" if page else "finding="
    return Seen(
        report=shown.marks[row.report_id],
        report_title=shown.titles[row.report_id],
        report_date=shown.dates[row.report_id],
        report_url=f"{shown.urls[row.report_id]}?{asked}{row.finding.number}#page",
        page=page,
        box=row.box if page else None,
        observed_on=row.observed_on,
        decay=_label(row.decay),
        cause=_label(row.cause),
        condition=condition,
        urgency=graded(row.urgency),
        action=_label(row.action),
        state=row.state,
        state_label=str(row.get_state_display()),
        note=row.note,
        photographs=tuple(photographs.get(row.pk, ())),
    )


def _photographs(observations: Iterable[int], user: Any) -> dict[int, list[Photograph]]:
    """By observation; those pages that this reader may see."""
    rows = list(ObservationPhotograph.objects.filter(observation__in=observations).select_related("record"))
    if not rows:
        return {}
    records = {row.record_id: row.record for row in rows}
    seen, shown = sights(records.values(), user), _Shown.of(list(records.values()))
    found: dict[int, list[Photograph]] = defaultdict(list)
    for row in rows:
        page = shown.page(row.record_id, row.document_id, row.number)
        if not page or not seen[row.record_id].opens(row.document_id, row.number or 0):
            continue
        mark = shown.marks[row.record_id]
        found[row.observation_id].append(
            Photograph(
                mark=mark,
                title=shown.titles[row.record_id],
                page=page,
                url=f"{shown.urls[row.record_id]}?p={page}#page",
                image=page_image_url(mark, page, THUMBNAIL),
            )
        )
    return found
