"""Other words for a concept, found as well as its preferred ones."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from archive.core.words import plain


def folded(text: str) -> str:
    """As labels are compared and looked up: without accents, case, or differences of spaces."""
    return " ".join(plain(text).split())


class ConceptLabel(models.Model):
    """skos:altLabel and skos:hiddenLabel; and the forms in which French names who holds a role."""

    class Kind(models.TextChoices):
        ALTERNATIVE = "alt", _("alternative: shown")
        HIDDEN = "hidden", _("hidden: found, never shown")
        FEMININE = "feminine", _("said of a woman")
        BODY = "body", _("said of a body")

    concept = ParentalKey("vocabularies.Concept", on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ALTERNATIVE)
    text = models.CharField(_("words"), max_length=255)
    folded = models.CharField(max_length=255, editable=False, db_index=True)

    class Meta:
        verbose_name = _("other label")
        verbose_name_plural = _("other labels")
        ordering = ["language", "kind", "text"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language", "kind", "text"], name="one_label_of_a_kind_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def fold(self) -> None:
        self.folded = folded(self.text)[:255]

    def save(self, *args: object, **kwargs: object) -> None:
        self.fold()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
