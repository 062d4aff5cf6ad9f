"""What keeps a record, a file or one page of a file from readers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from .record import RecordPage


class RestrictionQuerySet(models.QuerySet):
    def in_force(self, day: date) -> RestrictionQuerySet:
        """On this day, in the archive's own time: after `open_until`, before `embargo_until`."""
        return self.filter(
            Q(open_until=None) | Q(open_until__lt=day), Q(embargo_until=None) | Q(embargo_until__gt=day)
        )


class Restriction(models.Model):
    """Kept beside the pages and not in them: an old revision brought back never opens what was closed.

    Of a record (its French row), or of a file wherever it is held, or of one page of a file.
    """

    class State(models.TextChoices):
        NOTICE = "notice", _("notice only")
        CLOSED = "closed", _("closed")

    class Reason(models.TextChoices):
        PRIVACY = "privacy", _("It concerns the private life of people.")
        COPYRIGHT = "copyright", _("The author’s rights do not allow it to be shown.")
        SECURITY = "security", _("It concerns the safety of the building or of people.")
        DEPOSITOR = "depositor", _("Whoever entrusted it has asked for it.")
        EXAMINATION = "examination", _("It is being examined.")

    record = models.ForeignKey(
        RecordPage, null=True, blank=True, on_delete=models.CASCADE, related_name="restrictions"
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="restrictions",
    )
    page = models.PositiveIntegerField(
        _("page of the file"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    state = models.CharField(_("state"), max_length=8, choices=State)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.CharField(
        _("what readers are told besides"), max_length=255, blank=True, help_text=_("In French.")
    )
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    open_until = models.DateField(
        _("open until"), null=True, blank=True, help_text=_("The last day on which it can be seen.")
    )
    embargo_until = models.DateField(
        _("embargo until"), null=True, blank=True, help_text=_("The day on which it opens by itself.")
    )

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        default_permissions = ()
        permissions = [
            ("see_restricted", _("Can see what is closed to the public")),
            ("change_access", _("Can close, open, withdraw and restore")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(record=None, document__isnull=False)
                | Q(record__isnull=False, document=None, page=None),
                name="restriction_of_one_thing",
            ),
            models.UniqueConstraint(fields=["record"], name="one_restriction_of_a_record"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(page=None), name="one_restriction_of_a_file"
            ),
            models.UniqueConstraint(fields=["document", "page"], name="one_restriction_of_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.record or self.document} {self.page or ''} {self.state}"

    def clean(self) -> None:
        if self.open_until and self.embargo_until and self.open_until >= self.embargo_until:
            raise ValidationError({"embargo_until": _("An embargo ends after the last open day.")})

    @property
    def closes(self) -> bool:
        """Not even the notice of the thing is shown."""
        return self.state == self.State.CLOSED

    def as_data(self) -> dict[str, Any]:
        """For the log."""
        names = ("state", "reason", "note", "review_on", "open_until", "embargo_until")
        return {name: str(getattr(self, name) or "") for name in names}
