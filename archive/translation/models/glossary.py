"""The glossary: by which English word the house says a French one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.core.words import plain_words

from ..lexicon import Term

WORDS = ("french", "english", "others", "avoid", "keep", "note")


def folded(text: str) -> str:
    return " ".join(plain_words(text))[:120]


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class GlossaryTerm(models.Model):
    french = models.CharField(
        _("French term"), max_length=120, help_text=_("In the singular; with its capitals if it is a name.")
    )
    english = models.CharField(_("English term"), max_length=120, blank=True)
    keep = models.BooleanField(
        _("never translated"), default=False, help_text=_("A name: English texts say it as it is.")
    )
    others = models.TextField(
        _("other right words"), blank=True, help_text=_("English words that are right too, one to a line.")
    )
    avoid = models.TextField(
        _("words to avoid"), blank=True, help_text=_("English words that are wrong here, one to a line.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("When to say which; read by the translator."))
    folded = models.CharField(max_length=120, unique=True, editable=False)

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.french

    @property
    def said(self) -> str:
        """What English texts say."""
        return self.french if self.keep else self.english

    def term(self) -> Term:
        return Term(
            self.french, self.english, lines(self.others), lines(self.avoid), self.note, self.keep, "glossary"
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded(self.french)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        key = folded(self.french)
        other = GlossaryTerm.objects.filter(folded=key).exclude(pk=self.pk).first()
        if not key:
            wrong["french"] = _("A term has letters.")
        elif other is not None:
            wrong["french"] = gettext("“%(term)s” is in the glossary already.") % {"term": other}
        if self.keep and self.english.strip():
            wrong["english"] = _("What is never translated has no English term.")
        elif not self.keep and not self.english.strip():
            wrong["english"] = _("Say the English term, or that it is never translated.")
        right = {folded(word) for word in (self.english, *lines(self.others))}
        if clash := [word for word in lines(self.avoid) if folded(word) in right]:
            wrong["avoid"] = gettext("“%(word)s” cannot be right and wrong.") % {"word": clash[0]}
        if wrong:
            raise ValidationError(wrong)


class ShippedTerm(models.Model):
    """What came with the software: a term that was deleted here does not come back, one that was changed
    here stays as it is."""

    folded = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.folded
