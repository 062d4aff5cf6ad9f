from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from archive.core.pages import BasePage


class ArchivePage(BasePage):
    """The parent of all series. Its public list with filters is a view of `search`, at the same address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["catalogue.SeriesPage"]
    max_count_per_parent = 1
    preview_modes: list = []  # its page is a view of the search

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    promote_panels: list = []
    private_page_options: list[str] = []

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("lead"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")
