"""What a record has to do with another: typed, and read from both ends."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from .record import RecordPage


class RecordRelation(Orderable):
    """`page` <kind> `other`. A fact: held by the French row at which it was written, shown at both."""

    class Kind(models.TextChoices):
        DOCUMENTS = "documents", _("documents")
        DOCUMENTED_BY = "documented_by", _("is documented by")
        BASED_ON = "based_on", _("is based on")
        BASIS_OF = "basis_of", _("is the basis of")
        QUOTES = "quotes", _("quotes")
        QUOTED_BY = "quoted_by", _("is quoted by")
        ANSWERS = "answers", _("answers")
        ANSWERED_BY = "answered_by", _("is answered by")
        REPLACES = "replaces", _("replaces")
        REPLACED_BY = "replaced_by", _("is replaced by")
        PART_OF = "part_of", _("is part of")
        HAS_PART = "has_part", _("has as a part")
        SAME_SPOT = "same_spot", _("shows the same spot as")

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=16, choices=Kind)
    other = models.ForeignKey(
        RecordPage, verbose_name=_("record"), on_delete=models.CASCADE, related_name="related_from"
    )

    panels = [FieldPanel("kind"), PageChooserPanel("other", "catalogue.RecordPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation between records")
        verbose_name_plural = _("relations between records")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "other"], name="one_relation_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"

    @property
    def inverse(self) -> RecordRelation.Kind:
        return INVERSE[self.Kind(self.kind)]

    def clean(self) -> None:
        super().clean()
        other = self.other if self.other_id else None
        if other is None:
            return
        if not other.is_source:
            self.other = other = other.source or other
        if other.pk == self.page_id:
            raise ValidationError({"other": _("A record has no relation to itself.")})
        if RecordRelation.objects.filter(page=other, other=self.page_id, kind=self.inverse).exists():
            raise ValidationError({"other": _("This relation is already written at the other record.")})


_PAIRS = ("documents", "documented_by"), ("based_on", "basis_of"), ("quotes", "quoted_by")
_PAIRS += ("answers", "answered_by"), ("replaces", "replaced_by"), ("part_of", "has_part")
_PAIRS += (("same_spot", "same_spot"),)
INVERSE = {
    RecordRelation.Kind(one): RecordRelation.Kind(other)
    for pair in _PAIRS
    for one, other in (pair, pair[::-1])
}
