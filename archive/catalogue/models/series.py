"""Series: archival groupings, nested as needed (ISAD(G) multilevel description)."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from ..date_words import DateWords
from ..vocabulary import Level
from .dated import DatedPage, DatedPageForm
from .description import Description, more_panels, translatable_descriptions


class SeriesPage(Description, DatedPage):
    base_form_class = DatedPageForm
    parent_page_types = ["catalogue.ArchivePage", "catalogue.SeriesPage"]
    subpage_types = [
        "catalogue.SeriesPage",
        "catalogue.HistoricalDocumentPage",
        "catalogue.DiagnosticReportPage",
        "catalogue.ArtisticOutputPage",
    ]
    mark_letter = "S"

    level = models.CharField(
        _("level of description"), max_length=12, choices=Level.groupings(), default=Level.SERIES
    )
    date_as_written = models.CharField(
        _("dates"),
        max_length=120,
        blank=True,
        help_text=_("Of what it holds: 1956-1961, années 1950, depuis 2023, s.d. when nothing is known."),
    )
    extent = models.CharField(_("extent"), max_length=255, blank=True, help_text=_("3 boxes, 1.2 m…"))
    scope_and_content = models.TextField(_("scope and content"), blank=True)

    content_panels = [
        FieldPanel("mark", heading=_("Mark")),
        *DatedPage.content_panels,
        FieldPanel("level"),
        FieldPanel("date_as_written", widget=DateWords()),
        FieldPanel("extent"),
        InlinePanel("agents", heading=_("People and organisations"), label=_("Person or organisation")),
        FieldPanel("scope_and_content"),
        FieldPanel("access_conditions"),
        *more_panels,
    ]
    promote_panels: list = []

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("extent"),
        TranslatableField("scope_and_content"),
        *translatable_descriptions,
        SynchronizedField("level", overridable=False),
        SynchronizedField("date_as_written", overridable=False),
        SynchronizedField("slug", overridable=False),
    ]

    exclude_fields_in_copy = ["agents", *DatedPage.facts_of_date]

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
