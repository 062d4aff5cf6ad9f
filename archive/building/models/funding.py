"""Who pays, from which scheme, for what."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.authorities.models import Agent
from archive.core.words import Bilingual

from .agents import PROJECT, Concern, Evidenced


class Funding(Evidenced):
    agent = models.ForeignKey(
        Agent, verbose_name=_("who funds"), on_delete=models.PROTECT, related_name="fundings"
    )
    concern = models.CharField(
        _("for which part of the project"),
        max_length=12,
        choices=[(value, label) for value, label in Concern.choices if value in PROJECT],
    )
    scheme_fr = models.CharField(
        _("scheme in French"), max_length=160, blank=True, help_text=_("Fonds vert, aides à la pierre…")
    )
    scheme_en = models.CharField(_("scheme in English"), max_length=160, blank=True)
    purpose_fr = models.CharField(_("what it pays for, in French"), max_length=255)
    purpose_en = models.CharField(_("what it pays for, in English"), max_length=255, blank=True)
    amount = models.DecimalField(
        _("amount in euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty when it is not known."),
    )
    and_others = models.BooleanField(
        _("and others"), default=False, help_text=_("The list is open: the source names only some.")
    )

    one_of_a_kind = ("agent", "concern", "scheme_fr", "purpose_fr", "period")

    class Meta:
        verbose_name = _("funding line")
        verbose_name_plural = _("funding")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.agent), self.scheme.here, self.purpose.here]))

    @property
    def scheme(self) -> Bilingual:
        return Bilingual(self.scheme_fr, self.scheme_en)

    @property
    def purpose(self) -> Bilingual:
        return Bilingual(self.purpose_fr, self.purpose_en)

    def clean(self) -> None:
        super().clean()
        if self.amount is not None and self.amount < 0:
            raise ValidationError({"amount": _("An amount is not negative.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.agent = self.agent.standing
        super().save(*args, **kwargs)
