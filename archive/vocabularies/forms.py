"""The form of a concept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from archive.core.minor import MinorForm, MinorPanel
from archive.core.uses import uses

from .fields import ConceptField, ConceptsField
from .keys import free_key
from .models import Concept, ConceptScheme, clashing_labels
from .models.concept import LANGUAGES

SHOWN = 20


class ConceptForm(MinorForm):
    """Its key is made of its name when none is given, and never changes; nor does its vocabulary."""

    scheme = forms.ModelChoiceField(ConceptScheme.objects.all(), label=_("Vocabulary"))
    broader = ConceptField("", label=_("Broader concept"))
    also_terms = ConceptsField("")
    related_terms = ConceptsField("")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = self._scheme()
        for name in ("broader", "also_terms", "related_terms"):
            self.fields[name].look_in(scheme.key if scheme else "")
        self.fields["slug"].required = False
        if self.instance.pk:
            self.fields["scheme"].disabled = self.fields["slug"].disabled = True
            self.fields["also_terms"].initial = [row.pk for row in self.instance.also_under.all()]
            self.fields["related_terms"].initial = [row.pk for row in self.instance.related.all()]

    def _scheme(self) -> ConceptScheme | None:
        if self.instance.scheme_id:
            return self.instance.scheme
        named = str(self.data.get(self.add_prefix("scheme"), ""))
        return ConceptScheme.objects.filter(pk=named).first() if named.isdecimal() else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scheme = cleaned.get("scheme")
        if scheme and not cleaned.get("slug") and not self.errors.get("slug"):
            name = cleaned.get("label_en") or cleaned.get("label_fr") or ""
            self.instance.slug = cleaned["slug"] = free_key(scheme, name)
        self._refuse_what_is_said_twice(cleaned)
        broader, also = cleaned.get("broader"), cleaned.get("also_terms") or []
        for other in also:
            if other == broader:
                self.add_error("also_terms", _("“%(concept)s” is the broader concept.") % {"concept": other})
            elif self.instance.pk and self.instance in [other, *other.line()]:
                sentence = _("“%(concept)s” is itself below this concept: that would go round in a circle.")
                self.add_error("also_terms", sentence % {"concept": other})
        line = {one for above in filter(None, [broader, *also]) for one in [above, *above.line()]}
        for other in cleaned.get("related_terms") or ():
            if other in line or (self.instance.pk and self.instance in other.line()):
                sentence = _("“%(concept)s” stands above or below this one already.") % {"concept": other}
                self.add_error("related_terms", sentence)
            if self.instance.pk and other.pk == self.instance.pk:
                self.add_error("related_terms", _("A concept is not related to itself."))
        return cleaned

    def _refuse_what_is_said_twice(self, cleaned: dict[str, Any]) -> None:
        formset = getattr(self, "formsets", {}).get("labels")
        rows = [
            form.instance
            for form in (formset.forms if formset else ())
            if form.is_valid() and form.has_changed() | bool(form.instance.pk)
            if not form.cleaned_data.get("DELETE")
        ]
        for language in LANGUAGES:
            of_language = [row for row in rows if row.language == language]
            twice = clashing_labels([cleaned.get(f"label_{language}") or ""], of_language)
            if twice:
                self.add_error(
                    f"label_{language}",
                    ValidationError(
                        _("Said twice of this concept: %(labels)s.") % {"labels": ", ".join(twice)}
                    ),
                )

    def save(self, commit: bool = True) -> Concept:
        concept: Concept = super().save(commit)
        if commit:
            concept.also_under.set(self.cleaned_data.get("also_terms") or ())
            concept.related.set(self.cleaned_data.get("related_terms") or ())
        return concept


class UsesPanel(Panel):
    """What names the concept, for whoever may open it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "vocabularies/uses_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            found = uses(self.instance)
            shown = [
                {"kind": use.kind, "label": str(use.thing), "url": url}
                for use in found[: 2 * SHOWN]
                if (url := use.url(self.request.user))
            ]
            return super().get_context_data(parent_context) | {"uses": shown[:SHOWN], "total": len(found)}


CONCEPT_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("scheme"),
            FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_en")]),
            FieldPanel("broader"),
            FieldPanel("also_terms", heading=_("Other broader concepts")),
            FieldRowPanel([FieldPanel("note_fr"), FieldPanel("note_en")]),
        ],
        heading=_("Identity"),
    ),
    InlinePanel(
        "labels",
        heading=_("Other labels"),
        label=_("Other label"),
        panels=[FieldRowPanel([FieldPanel("text"), FieldPanel("kind"), FieldPanel("language")])],
    ),
    MinorPanel(),
    FieldPanel("related_terms", heading=_("Related concepts")),
    InlinePanel(
        "matches",
        heading=_("The same elsewhere"),
        label=_("Match"),
        panels=[FieldRowPanel([FieldPanel("kind"), FieldPanel("uri")])],
    ),
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("notation"), FieldPanel("period"), FieldPanel("sort_order")]),
        ],
        heading=_("Key, notation, dates and order"),
        classname="collapsed",
    ),
    UsesPanel(heading=_("Where it is used")),
]
