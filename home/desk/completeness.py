"""Completeness: what each record lacks, how many lack it, and the same as a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from archive.catalogue.models import RecordPage

from .filters import RecordFilters
from .lacking import WANTED, Wanted, asked_of, measured
from .records import RecordsView, TitleAndDate
from .rows import Row, read_rows
from .standing import State


@dataclass(frozen=True, slots=True)
class MeasuredRow(Row):
    asked: int
    lacking: tuple[Wanted, ...]

    @property
    def given(self) -> int:
        return self.asked - len(self.lacking)

    @property
    def score(self) -> str:
        return _("%(given)s of %(asked)s") % {"given": self.given, "asked": self.asked}

    @property
    def lacks(self) -> str:
        return ", ".join(str(wanted.name) for wanted in self.lacking)


@dataclass(frozen=True, slots=True)
class Total:
    """How many of the records listed lack one element, and the list of them."""

    wanted: Wanted
    count: int
    url: str
    chosen: bool


class LackingColumn(Column):
    cell_template_name = "home/desk/lacking_cell.html"


class CompletenessView(RecordsView):
    page_title = gettext_lazy("Completeness")
    header_icon = "tick-inverse"
    index_url_name = "completeness:report"
    index_results_url_name = "completeness:results"
    results_template_name = "home/desk/completeness_results.html"
    default_ordering = "-lacking"
    export_filename = "completude"
    columns = [
        Column("mark", label=gettext_lazy("Mark"), sort_key="code", classname="mark"),
        TitleAndDate(
            "title", label=gettext_lazy("Title"), sort_key="title", width="30%", get_url=lambda row: row.url
        ),
        Column("family", label=gettext_lazy("Family"), sort_key="content_type"),
        Column("series", label=gettext_lazy("Series"), sort_key="path"),
        Column("state", label=gettext_lazy("State")),
        Column("score", label=gettext_lazy("Given"), sort_key="lacking", classname="mark"),
        LackingColumn("lacks", label=gettext_lazy("What is lacking"), width="28%"),
    ]
    export_headings = {
        "mark": gettext_lazy("Mark"),
        "title": gettext_lazy("Title"),
        "family": gettext_lazy("Family"),
        "series": gettext_lazy("Series"),
        "date": gettext_lazy("Date"),
        "state": gettext_lazy("State"),
        "access": gettext_lazy("Access"),
        "english": gettext_lazy("Translation"),
        "given": gettext_lazy("Given"),
        "asked": gettext_lazy("Asked for"),
        "lacks": gettext_lazy("What is lacking"),
        "changed": gettext_lazy("Changed on"),
    }
    list_export = list(export_headings)

    def get_base_queryset(self) -> QuerySet[RecordPage]:
        """Nothing is asked of what has been withdrawn."""
        return measured(super().get_base_queryset().exclude(state=State.WITHDRAWN))

    def read(self, records: Iterable[Any]) -> list[Row]:
        records = list(records)
        rows = read_rows(records, self.request.user)
        return [_measured(row, record) for row, record in zip(rows, records, strict=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"totals": self._totals(), "index": self.index_url_name}

    def _totals(self) -> list[Total]:
        """Of the records that the other filters keep; what is required first, then what is lacking most."""
        asked = self.request.GET.copy()
        chosen = asked.pop("lacks", [])
        for name in ("p", "_w_filter_fragment"):
            asked.pop(name, None)
        filters = RecordFilters(asked, queryset=self.get_base_queryset(), request=self.request)
        if not filters.is_valid():
            return []
        keys = [wanted.key for wanted in WANTED]
        found = self.search_queryset(filters.qs).order_by().values_list(*(f"lacks_{key}" for key in keys))
        counts: Counter[str] = Counter()
        for flags in found:
            counts.update(key for key, flag in zip(keys, flags, strict=True) if flag)
        totals = []
        for wanted in WANTED:
            asked.setlist("lacks", [wanted.key])
            url = f"{reverse(self.index_url_name)}?{asked.urlencode()}"
            totals.append(Total(wanted, counts[wanted.key], url, chosen == [wanted.key]))
        there = [total for total in totals if total.count]
        return sorted(there, key=lambda total: (not total.wanted.required, -total.count))


def _measured(row: Row, record: Any) -> MeasuredRow:
    asked = asked_of(record.specific_class.family)
    lacking = tuple(wanted for wanted in asked if getattr(record, f"lacks_{wanted.key}"))
    told = {each.name: getattr(row, each.name) for each in fields(Row)}
    return MeasuredRow(**told, asked=len(asked), lacking=lacking)


report = CompletenessView.as_view()
results = CompletenessView.as_view(results_only=True)
