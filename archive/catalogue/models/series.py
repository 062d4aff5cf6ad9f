"""Series: archival groupings, nested as needed (ISAD(G) multilevel description)."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from .marked import MarkedPage


class SeriesPage(MarkedPage):
    parent_page_types = ["catalogue.ArchivePage", "catalogue.SeriesPage"]
    subpage_types = [
        "catalogue.SeriesPage",
        "catalogue.HistoricalDocumentPage",
        "catalogue.DiagnosticReportPage",
        "catalogue.ArtisticOutputPage",
    ]
    mark_letter = "S"

    scope_and_content = models.TextField(_("scope and content"), blank=True)

    content_panels = [
        FieldPanel("mark", heading=_("Mark")),
        *MarkedPage.content_panels,
        FieldPanel("scope_and_content"),
    ]
    promote_panels: list = []

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("scope_and_content"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.is_source:
            self.take_mark()
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..showing import series_context

        context = super().get_context(request, *args, **kwargs)
        return context | series_context(self, request)
