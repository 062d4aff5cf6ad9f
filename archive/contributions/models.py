"""Letters of readers to the archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """Written without an account. Forgotten a year after it has been answered (`receivers`)."""

    class Purpose(models.TextChoices):
        CONSULT = "consult", _("ask to consult a document")
        CORRECT = "correct", _("point out an error in a record")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", _("to be answered")
        ANSWERED = "answered", _("answered")

    purpose = models.CharField(_("I write to"), max_length=8, choices=Purpose)
    about = models.CharField(_("reference of the document"), max_length=40, blank=True)
    message = models.TextField(_("message"), max_length=5_000)
    name = models.CharField(_("your name"), max_length=120, blank=True)
    contact = models.CharField(_("e-mail or telephone"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2)
    received_at = models.DateTimeField(_("received on"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True, editable=False)
    note = models.TextField(_("note of the archive"), blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-received_at"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.about}".strip()
