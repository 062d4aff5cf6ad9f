"""A page with a date: the words as typed, and the facts that are read from them and never typed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..dates import NotUnderstood, explained, understand
from .marked import MarkedPage, MarkedPageForm


class DatedPageForm(MarkedPageForm):
    def clean_date_as_written(self) -> str:
        """A draft is saved whatever its date says; it is published when the date is understood."""
        words: str = self.cleaned_data["date_as_written"]
        if words.strip() and not self.is_deferred_validation:
            try:
                understand(words)
            except NotUnderstood as refusal:
                raise ValidationError(explained(refusal), code="date") from refusal
        return words


class DatedPage(MarkedPage):
    """`date_edtf` is empty where the words are not understood; bounds are None where there is no limit, or
    none that is known."""

    date_as_written = models.CharField(
        _("date as written"),
        max_length=120,
        help_text=_(
            "As people write it: 31/03/2025, mars 1957, vers 1956, entre 1956 et 1958, années 1950, "
            "avant 2012, [1956] when you supply it, s.d. when there is none."
        ),
    )
    date_edtf = models.CharField("EDTF", max_length=255, blank=True, editable=False)
    date_earliest = models.DateField(_("earliest day"), null=True, editable=False, db_index=True)
    date_latest = models.DateField(_("latest day"), null=True, editable=False, db_index=True)
    date_inferred = models.BooleanField(_("date supplied by the archive"), default=False, editable=False)

    facts_of_date = ["date_edtf", "date_earliest", "date_latest", "date_inferred"]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.read_date()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.read_date()
        super().minimal_clean()

    def read_date(self) -> None:
        """The facts, from the words; a face has none of its own."""
        self.date_edtf, self.date_earliest, self.date_latest, self.date_inferred = "", None, None, False
        if not self.is_source:
            return
        try:
            written = understand(self.date_as_written)
        except NotUnderstood:
            return
        self.date_edtf, self.date_inferred = written.edtf, written.inferred
        self.date_earliest, self.date_latest = written.earliest, written.latest

    def obstacles(self) -> list[str]:
        if not self.date_as_written.strip():
            return super().obstacles()
        try:
            understand(self.date_as_written)
        except NotUnderstood as refusal:
            said = {"words": self.date_as_written, "reason": explained(refusal)}
            return [*super().obstacles(), _("The date “%(words)s”: %(reason)s") % said]
        return super().obstacles()
