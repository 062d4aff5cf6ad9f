"""Who did what for a record or a series: facts, held by the French row alone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from archive.authorities.models import Agent
from archive.authorities.panels import typed_agent
from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from ..date_words import DateWords, in_both_languages
from ..dates import NotUnderstood, explained, understand
from .record import RecordPage
from .series import SeriesPage

ROLES = "roles"  # the key of their vocabulary

# Of those who have a part in a record, who made it (ISAD(G) 3.2.1); keys of the vocabulary of roles.
CREATORS = frozenset(
    {
        *(
            "records-creator",
            "author",
            "photographer",
            "draughtsman",
            "film-director",
            "sound-recordist",
            "interviewer",
        ),
        *("artist", "writer-in-residence", "sociologist", "composer", "performer"),
        *("surveyor", "heritage-expert", "architect", "engineer"),
    }
)


class Periodic(models.Model):
    """What holds for a time, or is announced: the words as typed, and the days that are read from them."""

    period = models.CharField(
        _("period"),
        max_length=120,
        blank=True,
        help_text=_("As people write it: 1953-1963, depuis 2023, 2e semestre 2027. Empty when unknown."),
    )
    period_earliest = models.DateField(null=True, editable=False)
    period_latest = models.DateField(null=True, editable=False)
    planned = models.BooleanField(
        _("planned"), default=False, help_text=_("Announced, not established: it is to come.")
    )

    class Meta:
        abstract = True

    @property
    def period_said(self) -> Bilingual:
        return in_both_languages(self.period)

    def clean(self) -> None:
        super().clean()
        try:
            self._read_period()
        except NotUnderstood as refusal:
            raise ValidationError({"period": explained(refusal)}) from refusal

    def _read_period(self) -> None:
        self.period_earliest = self.period_latest = None
        if self.period.strip():
            written = understand(self.period)
            self.period_earliest, self.period_latest = written.earliest, written.latest

    def save(self, *args: Any, **kwargs: Any) -> None:
        with suppress(NotUnderstood):
            self._read_period()
        super().save(*args, **kwargs)


class AgentRole(Periodic):
    """A role that an agent has somewhere. Both cascade, so that an old draft that names a deleted one can be
    opened: what is used is never deleted (`receivers` of vocabularies and authorities)."""

    agent = models.ForeignKey(
        Agent, verbose_name=_("person or organisation"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    role = models.ForeignKey(
        Concept,
        verbose_name=_("role"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        limit_choices_to={"scheme__key": ROLES},
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A draft may be older than a merging."""
        self.agent = self.agent.standing
        super().save(*args, **kwargs)


class RecordAgent(AgentRole, Orderable):
    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="agents")
    attributed = models.BooleanField(
        _("attributed"),
        default=False,
        help_text=_("Supposed by whoever describes it: the document does not say so."),
    )

    one_of_a_kind = ("page", "agent", "role")
    panels = [
        FieldPanel("agent", widget=typed_agent()),
        FieldRowPanel([FieldPanel("role"), FieldPanel("attributed")]),
        FieldRowPanel([FieldPanel("period", widget=DateWords()), FieldPanel("planned")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("part in a record")
        verbose_name_plural = _("parts in records")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.agent}, {self.role}"


class SeriesAgent(AgentRole, Orderable):
    """Of a fonds before all: who made it by what they did (ISAD(G) 3.2.1)."""

    page = ParentalKey(SeriesPage, on_delete=models.CASCADE, related_name="agents")

    one_of_a_kind = ("page", "agent", "role")
    panels = [
        FieldPanel("agent", widget=typed_agent()),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("period", widget=DateWords()), FieldPanel("planned")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("part in a series")
        verbose_name_plural = _("parts in series")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.agent}, {self.role}"
