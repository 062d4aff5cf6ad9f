"""What is known of the building itself: its phases, what protects it, what is to happen, what is said of it.
Everything says who says so; its dates are typed as people write them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from archive.authorities.models import Element
from archive.catalogue.date_words import in_both_languages
from archive.catalogue.models import Periodic
from archive.core.words import Bilingual

from .agents import Evidenced


class Named(models.Model):
    label_fr = models.CharField(_("in French, in a few words"), max_length=200)
    label_en = models.CharField(_("in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label.here

    @property
    def label(self) -> Bilingual:
        return Bilingual(self.label_fr, self.label_en)


class Phase(Named, Evidenced):
    """A time of its life: building, dwelling, emptiness, works."""

    class Meta:
        verbose_name = _("phase of the building")
        verbose_name_plural = _("phases of the building")
        ordering = ["period_earliest", "position", "pk"]


class Protection(Named, Evidenced):
    class Regime(models.TextChoices):
        LISTED = "mh-inscription", _("Monument historique, inscription")
        CLASSIFIED = "mh-classement", _("Monument historique, classement")
        WORLD_HERITAGE = "world-heritage", _("World Heritage")
        SURROUNDINGS = "surroundings", _("Surroundings of a monument")
        PLANNING = "planning", _("Planning document")
        LABEL = "label", _("Label")

    regime = models.CharField(_("regime"), max_length=16, choices=Regime)
    act = models.CharField(_("act"), max_length=255, blank=True, help_text=_("Decree, order, decision…"))
    property_fr = models.CharField(
        _("property it is part of, in French"),
        max_length=255,
        blank=True,
        help_text=_("World Heritage protects a property as a whole, of which the building is a part."),
    )
    property_en = models.CharField(_("property it is part of, in English"), max_length=255, blank=True)
    extent_fr = models.TextField(_("extent, in French"), blank=True)
    extent_en = models.TextField(_("extent, in English"), blank=True)
    elements = models.ManyToManyField(
        Element, verbose_name=_("protected parts"), blank=True, related_name="protections"
    )

    class Meta:
        verbose_name = _("protection")
        verbose_name_plural = _("protections")
        ordering = ["period_earliest", "position", "pk"]

    @property
    def whole(self) -> Bilingual:
        return Bilingual(self.property_fr, self.property_en)

    @property
    def extent(self) -> Bilingual:
        return Bilingual(self.extent_fr, self.extent_en)

    def clean(self) -> None:
        super().clean()
        if self.regime == self.Regime.WORLD_HERITAGE and not self.property_fr.strip():
            raise ValidationError({"property_fr": _("Say of which property on the list it is a part.")})


class Milestone(Named, Evidenced, ClusterableModel):
    """What has happened, or is announced; each date that was ever announced is kept."""

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["period_earliest", "position", "pk"]


class Announcement(Periodic, Orderable):
    """A date that was given for a milestone, and has been given up or kept since."""

    milestone = ParentalKey(Milestone, on_delete=models.CASCADE, related_name="announcements")
    announced_on = models.CharField(
        _("announced"), max_length=120, blank=True, help_text=_("As people write it: mars 2025.")
    )
    source = models.CharField(_("source"), max_length=255, blank=True)

    @property
    def announced_said(self) -> Bilingual:
        return in_both_languages(self.announced_on)

    class Meta(Orderable.Meta):
        verbose_name = _("announced date")
        verbose_name_plural = _("announced dates")
        default_permissions = ()

    def __str__(self) -> str:
        return self.period


class Statement(Evidenced):
    """A thing that a source says of the building. Of two that disagree, both stand."""

    class Confidence(models.TextChoices):
        ESTABLISHED = "established", _("established")
        PROBABLE = "probable", _("probable")
        DOUBTFUL = "doubtful", _("doubtful")

    text_fr = models.TextField(_("statement in French"))
    text_en = models.TextField(_("statement in English"), blank=True)
    page = models.PositiveIntegerField(
        _("page of the record"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    confidence = models.CharField(
        _("confidence"), max_length=12, choices=Confidence, default=Confidence.ESTABLISHED
    )
    element = models.ForeignKey(
        Element,
        verbose_name=_("part of the building"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    disagrees_with = models.ForeignKey(
        "self",
        verbose_name=_("disagrees with"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contradicted_by",
        help_text=_("Another source says otherwise: both are shown side by side."),
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text.here[:80]

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.text_fr, self.text_en)

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.disagrees_with_id and self.disagrees_with_id == self.pk:
            wrong["disagrees_with"] = _("A statement does not disagree with itself.")
        if not self.source.strip() and not self.record_id:
            wrong["source"] = _("Say who says so: a source, or a record of ours.")
        if wrong:
            raise ValidationError(wrong)
