"""skos:ConceptScheme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.core.words import Bilingual


class ConceptScheme(models.Model):
    """One vocabulary. Code knows it by its key (`document-types`), which never changes."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Part of its address in every language: it is never changed."),
    )
    label_fr = models.CharField(_("French name"), max_length=255)
    label_en = models.CharField(_("English name"), max_length=255, blank=True)
    description_fr = models.TextField(_("French description"), blank=True)
    description_en = models.TextField(_("English description"), blank=True)
    source = models.URLField(
        _("address elsewhere"), max_length=500, blank=True, help_text=_("Of the vocabulary it comes from.")
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        ordering = ["sort_order", "label_fr"]

    def __str__(self) -> str:
        return self.label.here or self.key

    @property
    def label(self) -> Bilingual:
        return Bilingual(self.label_fr, self.label_en)

    @property
    def description(self) -> Bilingual:
        return Bilingual(self.description_fr, self.description_en)

    @property
    def path(self) -> str:
        """The same in every language; its address for ever is this below the archive's own."""
        return f"/id/concept/{self.key}"
