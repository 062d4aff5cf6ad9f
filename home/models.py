"""The pages of words: the home page, and the texts that the footer names (help, legal notice…)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from archive.core.pages import BasePage

from .changes import ChangedRecord, RecordsChange

__all__ = ["ChangedRecord", "HomeDate", "HomePage", "RecordsChange", "TextPage"]


class HomePage(BasePage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.ArchivePage", "home.TextPage"]

    lead = models.TextField(_("lead"), blank=True)
    statement = models.CharField(_("statement"), max_length=255, blank=True)
    body = models.TextField(_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("statement"),
        FieldPanel("body"),
        InlinePanel("dates", heading=_("Dates"), label=_("Date")),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("lead"),
        TranslatableField("statement"),
        TranslatableField("body"),
        TranslatableField("dates"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .showing import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self, request)


class HomeDate(TranslatableMixin, Orderable):
    """A date of the strip: established, or still to come."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="dates")
    label = models.CharField(_("date"), max_length=80)
    text = models.CharField(_("what happened"), max_length=255)
    done = models.BooleanField(_("established"), default=True)

    translatable_fields = [
        TranslatableField("label"),
        TranslatableField("text"),
        SynchronizedField("done", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.label


class TextPage(BasePage):
    """Words for the reader: help, legal notice, privacy. The footer names those shown in menus."""

    shown_in_every_language = True
    translation_needs_two = True
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []

    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus", heading=_("In the footer"))]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .showing import text_context

        return super().get_context(request, *args, **kwargs) | text_context(self, request)
