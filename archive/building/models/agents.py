"""Who has a part in the building, or in what becomes of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.catalogue.models import AgentRole, Periodic, RecordPage
from archive.core.words import Bilingual


class Concern(models.TextChoices):
    """What a part is about: the building as it was built, or one of the three aims of the project."""

    BUILDING = "building", _("The building: its making and its history")
    TRANSFORM = "transform", _("Transform: studies and works")
    HOST = "host", _("Host: the pension de famille")
    CONNECT = "connect", _("Connect: culture and the neighbourhood")


PROJECT = (Concern.TRANSFORM, Concern.HOST, Concern.CONNECT)


class Evidenced(Periodic):
    """What is said with its source: words, a record of ours, or both."""

    note_fr = models.TextField(_("what it consists of, in French"), blank=True)
    note_en = models.TextField(_("what it consists of, in English"), blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True, help_text=_("Who says so, and where."))
    record = models.ForeignKey(
        RecordPage,
        verbose_name=_("record that shows it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    position = models.PositiveIntegerField(_("editorial order"), default=1000)

    class Meta:
        abstract = True

    @property
    def note(self) -> Bilingual:
        return Bilingual(self.note_fr, self.note_en)

    def clean(self) -> None:
        super().clean()
        if self.record_id and self.record is not None and not self.record.is_source:
            self.record = self.record.source
        if self.record_id and self.record is None:
            raise ValidationError({"record": _("This record has gone.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Facts point at French rows."""
        if self.record is not None and not self.record.is_source:
            self.record = self.record.source
        super().save(*args, **kwargs)


class BuildingAgent(AgentRole, Evidenced):
    """A role in the building or the project, one of several that a body may have."""

    concern = models.CharField(_("what it is about"), max_length=12, choices=Concern)

    one_of_a_kind = ("agent", "role", "concern", "period")

    class Meta:
        verbose_name = _("role in the building or the project")
        verbose_name_plural = _("roles in the building and the project")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.agent}, {self.role}"
