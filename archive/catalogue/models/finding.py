"""A finding: one thing that is wrong, or was, in one part of the building; made in a report, followed from
report to report by observations. Kept beside the pages and not in them: an old revision of a report brought
back changes nothing of what was found."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from archive.authorities.models import Element
from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from .mark import Mark
from .record import RecordPage

LETTER = "C"  # of marks of findings ("constat")
SIDES = ("x", "y", "width", "height")


def _of_scheme(key: str, label: Any, name: str, **options: Any) -> models.ForeignKey:
    """A concept of one vocabulary. What is used is not deleted."""
    return models.ForeignKey(
        Concept,
        verbose_name=label,
        on_delete=models.PROTECT,
        related_name=name,
        limit_choices_to={"scheme__key": key},
        **options,
    )


def _fraction(label: Any) -> models.FloatField:
    limits = [MinValueValidator(0.0), MaxValueValidator(1.0)]
    return models.FloatField(label, null=True, blank=True, validators=limits)


class Boxed(models.Model):
    """A page of a file, and a box on it in fractions of its width and height; without box, the whole page
    (W3C Web Annotation: `xywh=percent:…`)."""

    document = models.ForeignKey(
        get_document_model_string(), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(
        _("page of the file"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    x = _fraction(_("left"))
    y = _fraction(_("top"))
    width = _fraction(_("width"))
    height = _fraction(_("height"))

    class Meta:
        abstract = True

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        if self.x is None or self.y is None or self.width is None or self.height is None:
            return None
        return self.x, self.y, self.width, self.height

    @property
    def selector(self) -> str:
        """The FragmentSelector's value; "" of a whole page."""
        return "xywh=percent:" + ",".join(f"{100 * side:g}" for side in self.box) if self.box else ""

    def clean(self) -> None:
        super().clean()
        given = [getattr(self, side) is not None for side in SIDES]
        if any(given) and not all(given):
            raise ValidationError(_("A box has four sides: left, top, width and height."))
        if self.box:
            x, y, width, height = self.box
            if width <= 0 or height <= 0:
                raise ValidationError(_("A box has a width and a height."))
            if x + width > 1.0001 or y + height > 1.0001:
                raise ValidationError(_("This box leaves the page."))


class Finding(models.Model):
    key = models.UUIDField(default=uuid4, editable=False, unique=True)
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    element = models.ForeignKey(
        Element, verbose_name=_("part of the building"), on_delete=models.PROTECT, related_name="findings"
    )
    label_fr = models.CharField(_("finding"), max_length=200, help_text=_("In French, in a few words."))
    label_en = models.CharField(_("finding, in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.label.here}"

    @property
    def label(self) -> Bilingual:
        return Bilingual(self.label_fr, self.label_en)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its number is a mark: given at birth, never used twice."""
        if not self.number:
            self.number = Mark.propose(LETTER)
            Mark.objects.create(key=self.key, code=self.number)
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        Mark.retire(self.key, "")
        return super().delete(*args, **kwargs)


# When a finding was seen: on the day that is told, else at the date of the report.
SEEN_ON = Coalesce("observed_on", "report__date_latest", "report__date_earliest")


class Observation(Boxed):
    """What one report says of one finding."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        MONITORED = "monitored", _("monitored")
        TREATED = "treated", _("treated")
        LOST = "lost", _("lost with its part")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="observations")
    report = models.ForeignKey(
        RecordPage, verbose_name=_("report"), on_delete=models.PROTECT, related_name="+"
    )
    observed_on = models.DateField(_("seen on"), null=True, blank=True)
    decay = _of_scheme("decay", _("kind of decay"), "decays_seen", null=True, blank=True)
    cause = _of_scheme("causes", _("cause"), "causes_seen", null=True, blank=True)
    condition = _of_scheme("conditions", _("condition"), "conditions_seen")
    urgency = _of_scheme("urgency", _("urgency"), "urgencies_seen", null=True, blank=True)
    action = _of_scheme("actions", _("recommended action"), "actions_asked", null=True, blank=True)
    state = models.CharField(_("follow-up"), max_length=10, choices=State, default=State.OPEN)
    note_fr = models.TextField(_("what was seen, in French"), blank=True)
    note_en = models.TextField(_("what was seen, in English"), blank=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = [SEEN_ON.asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "report"], name="one_observation_in_a_report"),
            models.CheckConstraint(
                condition=Q(document=None, number=None) | Q(document__isnull=False, number__isnull=False),
                name="observation_on_a_page",
            ),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.finding.number}, {self.report}"

    @property
    def note(self) -> Bilingual:
        return Bilingual(self.note_fr, self.note_en)


class ObservationPhotograph(Boxed):
    """A page of any record that shows it."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="photographs")
    record = models.ForeignKey(RecordPage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photograph of a finding")
        verbose_name_plural = _("photographs of findings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "record", "document", "number"],
                name="one_photograph_of_an_observation",
            )
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.record}, {self.number}"
