"""Every finding with what was said of it last, worst first: by part, condition, urgency, follow-up and
report; the same as a spreadsheet. What a person may not read in a report is not told here either."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry

from archive.authorities.elements import ElementField
from archive.authorities.models import Element
from archive.catalogue.access import visible
from archive.catalogue.findings import KnownFinding, read_findings
from archive.catalogue.models import Finding, Observation, RecordPage
from archive.catalogue.ranking import STANDING, Glance, Ranked, graded, rank
from archive.core.addresses import current_language
from archive.core.words import Bilingual, plain
from archive.vocabularies.models import Concept

from .lists import DeskList

STILL = "standing"


def _scale(key: str) -> Callable[[Any], QuerySet[Concept]]:
    return lambda request: Concept.objects.filter(scheme__key=key).order_by("-notation")


def _reports(request: Any) -> QuerySet[RecordPage]:
    told = Observation.objects.values("report")
    return visible(request and request.user).records().filter(pk__in=told).order_by("title")


class ElementFilter(filters.ModelChoiceFilter):
    """A part with all it is made of."""

    field_class = ElementField

    def filter(self, findings: QuerySet, element: Element | None) -> QuerySet:
        return findings.filter(element__in=Element.objects.below(element)) if element else findings


class FindingFilters(WagtailFilterSet):
    """By what was said last, except the report, which may be any that tells it."""

    element = ElementFilter(label=_("Part of the building"), queryset=lambda request: Element.objects.all())
    condition = filters.ModelChoiceFilter(
        label=_("Condition"), method="in_condition", queryset=_scale("conditions")
    )
    urgency = filters.ModelChoiceFilter(label=_("Urgency"), method="as_urgent", queryset=_scale("urgency"))
    state = filters.ChoiceFilter(
        label=_("Follow-up"),
        method="in_state",
        choices=[(STILL, _("open or monitored")), *Observation.State.choices],
    )
    report = filters.ModelChoiceFilter(label=_("Report"), method="told_by", queryset=_reports)

    def __init__(self, *args: Any, ranked: Iterable[Ranked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranked = ranked

    def _where(self, findings: QuerySet, holds: Callable[[Glance], bool]) -> QuerySet:
        return findings.filter(pk__in=[one.pk for one in self.ranked if holds(one.seen[-1])])

    def in_condition(self, findings: QuerySet, name: str, concept: Concept) -> QuerySet:
        return self._where(findings, lambda last: last.condition == graded(concept))

    def as_urgent(self, findings: QuerySet, name: str, concept: Concept) -> QuerySet:
        return self._where(findings, lambda last: last.urgency == graded(concept))

    def in_state(self, findings: QuerySet, name: str, state: str) -> QuerySet:
        states = STANDING if state == STILL else (state,)
        return self._where(findings, lambda last: last.state in states)

    def told_by(self, findings: QuerySet, name: str, report: RecordPage) -> QuerySet:
        told = [one.pk for one in self.ranked if any(seen.report == report.pk for seen in one.seen)]
        return findings.filter(pk__in=told)


@dataclass(frozen=True, slots=True)
class FindingRow:
    number: str
    label: str
    element: str
    condition: str
    urgency: str
    state: str
    decay: str
    cause: str
    action: str
    seen_on: date | None
    report: str
    page: int | None
    note: str
    url: str
    language: str  # of the label


class NameColumn(TitleColumn):
    def get_link_attrs(self, instance: FindingRow, parent_context: Any) -> dict[str, str]:
        return {"lang": instance.language}


class FindingsReport(DeskList):
    model = Finding
    filterset_class = FindingFilters
    page_title = _("Findings")
    header_icon = "warning"
    verbose_name_plural = _("findings")
    index_url_name = "findings:all"
    index_results_url_name = "findings:results"
    default_ordering = "worst"
    export_filename = "constats"
    columns = [
        Column("number", label=_("Number"), sort_key="number", classname="mark"),
        NameColumn("label", label=_("Finding"), width="28%", get_url=lambda row: row.url),
        Column("element", label=_("Part of the building"), sort_key="place"),
        Column("condition", label=_("Condition")),
        Column("urgency", label=_("Urgency")),
        Column("action", label=_("Recommended action")),
        Column("state", label=_("Follow-up")),
        Column("report", label=_("Report"), classname="mark"),
    ]
    export_headings = {
        "number": _("Number"),
        "label": _("Finding"),
        "element": _("Part of the building"),
        "condition": _("Condition"),
        "urgency": _("Urgency"),
        "decay": _("Decay"),
        "cause": _("Cause"),
        "action": _("Recommended action"),
        "state": _("Follow-up"),
        "seen_on": _("Seen on"),
        "report": _("Report"),
        "page": _("Page"),
        "note": _("Note"),
    }
    list_export = list(export_headings)

    @cached_property
    def ranked(self) -> list[Ranked]:
        return rank(self.request.user)

    def get_base_queryset(self) -> QuerySet[Finding]:
        return Finding.objects.filter(pk__in=[one.pk for one in self.ranked])

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"ranked": self.ranked}

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each word typed stands in number, finding or part, accents and case aside."""
        words = plain(self.search_query).split()
        if not words:
            return queryset
        fields = ("number", "label_fr", "label_en", "element__label_fr", "element__label_en")
        said = {pk: plain(" ".join(texts)) for pk, *texts in queryset.values_list("pk", *fields)}
        return queryset.filter(pk__in=[pk for pk, text in said.items() if all(w in text for w in words)])

    def get_queryset(self) -> list[Ranked]:
        """In order: worst first, or as a column is asked to be."""
        found = set(super().get_queryset().values_list("pk", flat=True))
        listed = [one for one in self.ranked if one.pk in found]
        by = {"number": lambda one: one.number, "place": lambda one: one.place}.get(self.ordering.lstrip("-"))
        return sorted(listed, key=by, reverse=self.ordering.startswith("-")) if by else listed

    def read(self, listed: Iterable[Ranked]) -> list[FindingRow]:
        listed = list(listed)
        among = Observation.objects.filter(finding__in=[one.pk for one in listed])
        known = {row.number: row for row in read_findings(self.request.user, among, illustrated=False)}
        policy = policy_registry.get_by_type(Page)
        theirs = policy.instances_user_has_permission_for(self.request.user, "change")
        reports = {one.seen[-1].report for one in listed}
        opens = set(theirs.filter(pk__in=reports).values_list("pk", flat=True))
        return [_row(known[one.number], one.seen[-1].report, opens) for one in listed if one.number in known]


def _said(words: Bilingual | None) -> str:
    return words.said_in(current_language()).text if words else ""


def _row(finding: KnownFinding, report: int, opens: set[int]) -> FindingRow:
    """It leads to its place at the desk; whoever may not describe the report reads it in public."""
    seen = finding.latest
    desk = f"{reverse('findings:desk', args=[report])}?page={seen.page or 1}"
    urgency = f"{seen.urgency.notation} {_said(seen.urgency.label)}" if seen.urgency else ""
    return FindingRow(
        number=finding.number,
        label=_said(finding.label),
        element=_said(finding.element),
        condition=_said(seen.condition.label),
        urgency=urgency,
        state=seen.state_label,
        decay=_said(seen.decay),
        cause=_said(seen.cause),
        action=_said(seen.action),
        seen_on=seen.observed_on,
        report=seen.report,
        page=seen.page or None,
        note=_said(seen.note),
        url=desk if report in opens else finding.url,
        language=finding.label.said_in(current_language()).language,
    )


report = FindingsReport.as_view()
results = FindingsReport.as_view(results_only=True)
