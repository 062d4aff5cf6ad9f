"""What a record is about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from archive.vocabularies.models import Concept

from .record import RecordPage


class RecordSubject(Orderable):
    """A fact, held by the French row alone. It falls with its concept only so that an old draft that names a
    deleted one can be opened: a concept in use is never deleted."""

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="subjects")
    concept = models.ForeignKey(
        Concept, verbose_name=_("subject"), on_delete=models.CASCADE, related_name="record_subjects"
    )

    one_of_a_kind = ("page", "concept")
    panels = [FieldPanel("concept")]

    class Meta(Orderable.Meta):
        verbose_name = _("subject of a record")
        verbose_name_plural = _("subjects of records")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.concept)
