"""An agent: one thing, one row, its words in French and English (ISAAR(CPF) 5.1 and 5.2)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from archive.core.words import Bilingual, plain_words

from ..keys import free_key


class Kind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    PROGRAMME = "programme", _("Programme")
    LABEL = "label", _("Label")


class Gender(models.TextChoices):
    """Of the French name, so that its roles agree with it: la DRAC, le label, les fondations."""

    MASCULINE = "m", _("Masculine")
    FEMININE = "f", _("Feminine")
    MASCULINES = "mp", _("Masculine plural")
    FEMININES = "fp", _("Feminine plural")


class Naming(models.TextChoices):
    """Whether a person is named in public. Nobody is, unless someone has chosen so."""

    UNNAMED = "unnamed", _("Not named in public")
    PUBLIC = "public", _("Public figure, or named publicly for this work")
    CONSENT = "consent", _("Has agreed to be named")
    DECEASED = "deceased", _("No longer living")


class AgentQuerySet(models.QuerySet["Agent"]):
    def standing(self) -> AgentQuerySet:
        """Those that have not been merged into another."""
        return self.filter(replaced_by=None)

    def called(self, typed: str) -> AgentQuerySet:
        """Those with a name, of any kind, in which every word typed begins a word; case and accents aside."""
        found = self
        for word in plain_words(typed):
            found = found.filter(found_by__contains=f" {word}")
        return found

    def best(self, typed: str) -> AgentQuerySet:
        """As `called`, in the editorial order; those of whom a name begins with the very words come first."""
        words = " ".join(plain_words(typed))
        if not words:
            return self.none()
        exact = When(found_by__contains=f" {words} ", then=Value(0))
        near = When(found_by__contains=f" {words}", then=Value(1))
        ranked = Case(exact, near, default=Value(2), output_field=models.IntegerField())
        return self.called(typed).annotate(near=ranked).order_by("near", "position", "name_fr", "pk")


class Agent(ClusterableModel):
    same_when_blank = ("name",)

    slug = models.SlugField(_("key"), max_length=80, unique=True, editable=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind, default=Kind.ORGANISATION)
    name_fr = models.CharField(
        _("name in French"), max_length=200, help_text=_("A person: first name, then family name.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, blank=True, help_text=_("Empty: the same name.")
    )
    gender = models.CharField(
        _("grammatical gender"),
        max_length=2,
        choices=Gender,
        blank=True,
        help_text=_("Of the French name: its roles agree with it."),
    )
    naming = models.CharField(
        _("named in public"),
        max_length=8,
        choices=Naming,
        default=Naming.UNNAMED,
        help_text=_("For a person. Without a choice, the public reads the role and no name."),
    )
    naming_note = models.CharField(
        _("why this person may be named"),
        max_length=255,
        blank=True,
        help_text=_("Never shown in public: who agreed, when and how; or where the name is public already."),
    )
    existence_fr = models.CharField(_("dates of existence in French"), max_length=120, blank=True)
    existence_en = models.CharField(_("dates of existence in English"), max_length=120, blank=True)
    history_fr = models.TextField(_("history in French"), blank=True)
    history_en = models.TextField(_("history in English"), blank=True)
    functions_fr = models.TextField(_("functions and activities in French"), blank=True)
    functions_en = models.TextField(_("functions and activities in English"), blank=True)
    places_fr = models.CharField(_("places in French"), max_length=255, blank=True)
    places_en = models.CharField(_("places in English"), max_length=255, blank=True)
    website = models.URLField(_("website"), blank=True)
    sources = models.TextField(_("sources of this notice"), blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
        help_text=_("The body to which it belongs."),
    )
    held_by = models.ForeignKey(
        "self",
        verbose_name=_("held by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="labels",
        help_text=_("A label only: the organisation to which it has been given."),
    )
    position = models.PositiveIntegerField(
        _("editorial order"), default=1000, help_text=_("Small numbers come first in public lists.")
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaces"
    )
    # Read from the other names: what is shown beside the name, and every word of every name, folded.
    acronym = models.CharField(max_length=200, editable=False, default="")
    found_by = models.TextField(editable=False, default="")

    objects = AgentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("people and organisations")
        ordering = ["position", "name_fr", "pk"]
        permissions = [("see_unnamed", "Can see persons who are not named in public")]

    def __str__(self) -> str:
        return f"{self.name.here} ({self.acronym})" if self.shows_acronym else self.name.here

    @property
    def name(self) -> Bilingual:
        return Bilingual(self.name_fr, self.name_en)

    @property
    def existence(self) -> Bilingual:
        return Bilingual(self.existence_fr, self.existence_en)

    @property
    def history(self) -> Bilingual:
        return Bilingual(self.history_fr, self.history_en)

    @property
    def functions(self) -> Bilingual:
        return Bilingual(self.functions_fr, self.functions_en)

    @property
    def places(self) -> Bilingual:
        return Bilingual(self.places_fr, self.places_en)

    @property
    def shows_acronym(self) -> bool:
        """Where the name does not hold it already."""
        return bool(self.acronym) and self.acronym not in self.name_fr

    @property
    def is_person(self) -> bool:
        return self.kind == Kind.PERSON

    @property
    def standing(self) -> Agent:
        """The agent that stands for this one, however often it has been merged."""
        return self.replaced_by.standing if self.replaced_by else self

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.held_by_id and self.kind != Kind.LABEL:
            wrong["held_by"] = _("Only a label is held by somebody.")
        elif self.held_by_id and self.held_by_id == self.pk:
            wrong["held_by"] = _("A label is not held by itself.")
        if self.parent_id and self.kind == Kind.PERSON:
            wrong["parent"] = _("A person is no part of a body: give a role instead.")
        elif self.parent_id and self._is_above(self.parent):
            wrong["parent"] = _("This body is part of the one that you describe.")
        if self.is_person and self.naming == Naming.CONSENT and not self.naming_note.strip():
            wrong["naming_note"] = _("Say who agreed, and when: it may be asked one day.")
        if wrong:
            raise ValidationError(wrong)

    def _is_above(self, body: Agent | None) -> bool:
        met: set[int] = set()
        while body is not None and body.pk not in met:
            if self.pk is not None and body.pk == self.pk:
                return True
            met.add(body.pk)
            body = body.parent
        return False

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            named = not self.is_person or self.naming != Naming.UNNAMED
            self.slug = free_key(type(self), self.name_fr if named else "")
        super().save(*args, **kwargs)
        self.gather_names()

    def gather_names(self) -> None:
        """Everything by which it is found, in one column: the beginning of any word answers at once."""
        others = list(self.names.model._base_manager.filter(agent=self.pk).order_by("sort_order", "pk"))
        texts = (self.name_fr, self.name_en, *(row.text for row in others))
        words = dict.fromkeys(word for text in texts for word in plain_words(text))
        self.found_by = f" {' '.join(words)} "
        self.acronym = next((row.text for row in others if row.kind == row.Kind.ACRONYM), "")
        known = {"found_by": self.found_by, "acronym": self.acronym}
        type(self)._base_manager.filter(pk=self.pk).update(**known)
