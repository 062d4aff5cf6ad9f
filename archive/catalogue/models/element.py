"""Which parts of the building a record is about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from archive.authorities.models import Element

from .record import RecordPage


class RecordElement(Orderable):
    """A fact, held by the French row alone. It falls with its element only so that an old draft that names a
    deleted one can be opened: a part in use is never deleted."""

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="elements")
    element = models.ForeignKey(
        Element,
        verbose_name=_("part of the building"),
        on_delete=models.CASCADE,
        related_name="record_elements",
    )

    one_of_a_kind = ("page", "element")
    panels = [FieldPanel("element")]

    class Meta(Orderable.Meta):
        verbose_name = _("part shown in a record")
        verbose_name_plural = _("parts shown in records")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.element)
