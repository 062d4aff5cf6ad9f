"""The record list: columns, filters, order, search, and the same as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from archive.catalogue.models import RecordPage

from .filters import RecordFilters
from .lists import DeskList
from .rows import Row, read_rows
from .standing import named, standing


class TitleAndDate(TitleColumn):
    cell_template_name = "home/desk/title_cell.html"

    def get_link_attrs(self, instance: Any, parent_context: Any) -> dict[str, str]:
        return {"lang": "fr"}


class RightsColumn(Column):
    cell_template_name = "home/desk/rights_cell.html"


class FilesColumn(Column):
    cell_template_name = "home/desk/files_cell.html"


class ChangedColumn(Column):
    cell_template_name = "home/desk/changed_cell.html"


class RecordsView(DeskList):
    model = RecordPage
    page_title = _("Records")
    header_icon = "list-ul"
    verbose_name_plural = _("records")
    index_url_name = "records:list"
    index_results_url_name = "records:results"
    filterset_class = RecordFilters
    default_ordering = "-latest_revision_created_at"
    export_filename = "notices"
    columns = [
        Column("mark", label=_("Mark"), sort_key="code", classname="mark"),
        TitleAndDate("title", label=_("Title"), sort_key="title", width="26%", get_url=lambda row: row.url),
        Column("family", label=_("Family"), sort_key="content_type"),
        Column("series", label=_("Series"), sort_key="path"),
        Column("state", label=_("State")),
        Column("access", label=_("Access")),
        Column("english", label=_("Translation")),
        RightsColumn("rights", label=_("Rights")),
        FilesColumn("files", label=_("Files")),
        ChangedColumn("changed", label=_("Changed"), sort_key="latest_revision_created_at"),
    ]
    export_headings = {
        "mark": _("Mark"),
        "title": _("Title"),
        "family": _("Family"),
        "series": _("Series"),
        "date": _("Date"),
        "who": _("People and organisations"),
        "type": _("Type"),
        "subjects": _("Subjects"),
        "state": _("State"),
        "access": _("Access"),
        "english": _("Translation"),
        "rights": _("Rights"),
        "files": _("Files"),
        "reading": _("Reading"),
        "changed_by": _("Changed by"),
        "changed": _("Changed on"),
    }
    list_export = list(export_headings)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The list as it is filtered now is what would be changed."""
        asked = self.request.GET.copy()
        asked.pop("p", None)
        address = reverse("records:change") + (f"?{asked.urlencode()}" if asked else "")
        return [HeaderButton(_("Change these records"), url=address, icon_name="edit")]

    def get_base_queryset(self) -> QuerySet[RecordPage]:
        return standing(self.request.user)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return named(queryset, self.search_query)

    def read(self, records: Any) -> list[Row]:
        return read_rows(records, self.request.user)


records = RecordsView.as_view()
results = RecordsView.as_view(results_only=True)
