"""What belongs to an agent: its other names, and what other files call it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from ..identifiers import SCHEMES, address
from .agent import Agent


class AgentName(Orderable):
    """Another name (ISAAR(CPF) 5.1.3 to 5.1.5). Hidden ones only help to find: misspellings."""

    class Kind(models.TextChoices):
        ACRONYM = "acronym", _("Acronym")
        FORMER = "former", _("Former name")
        VARIANT = "variant", _("Other form")
        HIDDEN = "hidden", _("Hidden: only helps to find")

    class Language(models.TextChoices):
        FRENCH = "fr", _("French")
        ENGLISH = "en", _("English")

    agent = ParentalKey(Agent, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(_("kind of name"), max_length=8, choices=Kind, default=Kind.ACRONYM)
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, blank=True, help_text=_("Empty: of no language.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.text


class AgentIdentifier(Orderable):
    class Scheme(models.TextChoices):
        ISNI = "isni", "ISNI"
        VIAF = "viaf", "VIAF"
        IDREF = "idref", "IdRef"
        WIKIDATA = "wikidata", "Wikidata"
        ORCID = "orcid", "ORCID"
        SIREN = "siren", "SIREN"
        SIRET = "siret", "SIRET"
        RNA = "rna", "RNA"

    agent = ParentalKey(Agent, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("file"), max_length=10, choices=Scheme)
    value = models.CharField(
        _("identifier"), max_length=120, help_text=_("As that file writes it, or its address.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("outside identifier")
        verbose_name_plural = _("outside identifiers")
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_of_one_agent")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        return address(self.scheme, self.value)

    def clean(self) -> None:
        super().clean()
        if self.scheme not in SCHEMES:
            return
        read = SCHEMES[self.scheme].reads(self.value)
        if not read:
            raise ValidationError(
                {
                    "value": _("This is no %(scheme)s identifier: a sign is missing or mistyped.")
                    % {"scheme": SCHEMES[self.scheme].label}
                }
            )
        self.value = read
        others = AgentIdentifier.objects.filter(scheme=self.scheme, value=read).exclude(pk=self.pk)
        if taken := others.select_related("agent").first():
            raise ValidationError(
                {"value": _("%(agent)s has this identifier already.") % {"agent": taken.agent}}
            )
