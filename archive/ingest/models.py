"""How far the reading of each file has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.holdings.models import ArchiveDocument

from .sentences import sentence


class Unfolding(models.Model):
    """One row for a document from its arrival; `state` is the step reached."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        CHECKED = "checked", _("checked")
        IMAGES = "images", _("images")
        READING = "reading", _("reading text")
        INDEXED = "indexed", _("indexed")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    document = models.OneToOneField(ArchiveDocument, on_delete=models.PROTECT, related_name="unfolding")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    done = models.PositiveIntegerField(_("pages done in this step"), default=0)
    cause = models.CharField(_("cause"), max_length=40, blank=True)
    note = models.CharField(_("what is missing"), max_length=40, blank=True)
    stuck = models.PositiveSmallIntegerField(_("times it was found stuck"), default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.READY, self.State.FAILED)

    @property
    def sentence(self) -> str:
        """Why it failed, or what could not be done, for people; "" when all is well."""
        return str(sentence(self.cause or self.note)) if self.cause or self.note else ""

    @property
    def steps(self) -> list[dict[str, object]]:
        """The steps in order for a progress display: label, done, current."""
        order = [state for state in self.State if state != self.State.FAILED]
        reached = order.index(self.State(self.state)) if self.state != self.State.FAILED else -1
        ready = self.state == self.State.READY
        return [
            {"label": step.label, "done": ready or place < reached, "current": not ready and place == reached}
            for place, step in enumerate(order)
        ]
