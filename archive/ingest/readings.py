"""The readings of all files: their state, why they failed, and another try."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from archive.catalogue.models import RecordFile

from .models import Unfolding
from .views import may_deposit


def described(readings: QuerySet[Unfolding], value: str) -> QuerySet[Unfolding]:
    held = Exists(RecordFile.objects.filter(document=OuterRef("document")))
    return readings.filter(held if value == "yes" else ~held)


class ReadingFilters(WagtailFilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=Unfolding.State.choices)
    described = filters.ChoiceFilter(
        label=_("Described by a record"), method="by_record", choices=[("yes", _("yes")), ("no", _("no"))]
    )

    class Meta:
        model = Unfolding
        fields = ["state"]

    def by_record(self, readings: QuerySet, name: str, value: str) -> QuerySet:
        return described(readings, value)


class AgainColumn(Column):
    cell_template_name = "ingest/reading_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"reading": instance, "csrf_token": parent_context.get("csrf_token")}


class ReadingsView(BaseListingView):
    model = Unfolding
    page_title = _("Readings of files")
    header_icon = "doc-full-inverse"
    verbose_name_plural = _("readings of files")
    index_url_name = "deposit:readings"
    index_results_url_name = "deposit:readings_results"
    paginate_by = 50
    filterset_class = ReadingFilters
    default_ordering = "-updated_at"
    columns = [
        TitleColumn(
            "document.original_name",
            label=_("File"),
            get_url=lambda reading: f"{reverse('deposit:describe')}?document={reading.document_id}",
        ),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("document.page_count", label=_("Pages")),
        AgainColumn("sentence", label=_("What to know")),
        DateColumn("updated_at", label=_("Since"), sort_key="updated_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_deposit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Unfolding]:
        return Unfolding.objects.select_related("document")


readings = ReadingsView.as_view()
readings_results = ReadingsView.as_view(results_only=True)
