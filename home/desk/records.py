"""The record list: columns, filters, order, search, and the same as a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import policy_registry

from archive.catalogue.models import RecordPage
from archive.core.words import plain

from .filters import RecordFilters
from .rows import Row, read_rows
from .standing import RIGHTS, standing

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def may_list(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, RIGHTS))


class Spreadsheet(SpreadsheetExportMixin):
    """In the reader's language; no cell of it is ever a formula."""

    def stream_csv(self, rows: Any) -> Any:
        return list(super().stream_csv(rows))  # written now, while the reader's language is spoken

    def get_heading(self, rows: Any, field: str) -> str:
        return str(self.export_headings[field])

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            value = timezone.make_naive(value)
        if not isinstance(value, str):
            return value if export_format == self.FORMAT_XLSX else str("" if value is None else value)
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        return f"'{value}" if export_format == self.FORMAT_CSV and value.startswith(FORMULA) else value


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


class RecordsView(Spreadsheet, PermissionCheckedMixin, BaseListingView):
    model = RecordPage
    any_permission_required = RIGHTS
    page_title = _("Records")
    header_icon = "list-ul"
    verbose_name_plural = _("records")
    index_url_name = "records:list"
    index_results_url_name = "records:results"
    paginate_by = 50
    is_searchable = True
    filterset_class = RecordFilters
    default_ordering = "-latest_revision_created_at"
    export_filename = "notices"
    table_classname = "listing records"
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

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.read(self.get_queryset()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The list as it is filtered now is what would be changed."""
        asked = self.request.GET.copy()
        asked.pop("p", None)
        address = reverse("records:change") + (f"?{asked.urlencode()}" if asked else "")
        return [HeaderButton(_("Change these records"), url=address, icon_name="edit")]

    def get_base_queryset(self) -> QuerySet[RecordPage]:
        return standing(self.request.user)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """A filter that is not understood finds nothing, rather than everything."""
        return super().filter_queryset(queryset) if self.filters.is_valid() else queryset.none()

    @cached_property
    def no_results_message(self) -> Any:
        if self.filters.is_valid():
            return super().no_results_message
        form = self.filters.form
        return " ".join(f"{form[name].label} : {' '.join(said)}" for name, said in form.errors.items())

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each word typed stands in mark or title, accents and case aside."""
        words = plain(self.search_query).split()
        if not words:
            return queryset
        known = queryset.order_by().values_list("pk", "code", "title")
        said = {pk: plain(f"{code} {title}") for pk, code, title in known}
        return queryset.filter(pk__in=[pk for pk, text in said.items() if all(w in text for w in words)])

    def read(self, records: Any) -> list[Row]:
        return read_rows(records, self.request.user)

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(self.read(object_list))


records = RecordsView.as_view()
results = RecordsView.as_view(results_only=True)
