"""Fields of the desk's forms in which concepts are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static

from archive.core.typed_choice import TYPED, TypedChoice

from .models import Concept

UNKNOWN = {"invalid_choice": _("Choose one from the list.")}


def typed_concept(scheme: str, make: bool = False) -> TypedChoice:
    """The field in which a concept is typed."""
    kinds = ((scheme, _("New concept:")),) if make else ()
    find, find_args = _where(scheme)
    return TypedChoice(find, "vocabularies:make" if make else "", kinds, find_args=find_args)


def _where(scheme: str, below: str = "") -> tuple[str, tuple[str, ...]]:
    if below:
        return "vocabularies:find_below", (scheme, below)
    return ("vocabularies:find", (scheme,)) if scheme else ("vocabularies:find_nothing", ())


class OfScheme:
    """Each form looks its concepts up when it is made: when its class is, there are no models yet."""

    scheme: str

    def __deepcopy__(self, memo: Any) -> Any:
        copy = super().__deepcopy__(memo)  # type: ignore[misc]
        copy.look_in(self.scheme)
        return copy

    def look_in(self, scheme: str, below: str = "") -> None:
        """Concepts of this vocabulary, and of those only what stands under one, are found from now on."""
        self.queryset = Concept.objects.in_scheme(scheme)
        typed = getattr(self.widget, "one", self.widget)  # type: ignore[attr-defined]
        typed.find, typed.find_args = _where(scheme, below)


class ConceptField(OfScheme, forms.ModelChoiceField):
    """One concept of a vocabulary."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs = {"error_messages": UNKNOWN, "required": False} | kwargs
        super().__init__(Concept.objects.none(), widget=typed_concept(scheme), **kwargs)


class TypedChoices(forms.Widget):
    """Several things, each typed in turn and shown with a button that takes it away."""

    template = "vocabularies/typed_choices.html"

    def __init__(self, one: TypedChoice, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.one = one
        self.choices: Any = ()

    def __deepcopy__(self, memo: Any) -> TypedChoices:
        return type(self)(self.one.__deepcopy__(memo), dict(self.attrs))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        values = [str(one) for one in value or ()]
        typed = next((one for one in values if one.startswith(TYPED)), "")
        known = Concept.objects.in_bulk([one for one in values if one.isdecimal()])
        chosen = [known[int(one)] for one in values if one.isdecimal() and int(one) in known]
        one = self.one.render(f"{name}-one", typed, attrs)
        return render_to_string(self.template, {"name": name, "chosen": chosen, "one": one})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed last and chosen nowhere comes back with the error: it is not lost."""
        given = data.getlist(name) if hasattr(data, "getlist") else list(data.get(name, ()))
        last = self.one.value_from_datadict(data, files, f"{name}-one")
        return [*given, last] if last else given

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-one" not in data

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return id_

    @property
    def media(self) -> forms.Media:
        return self.one.media + forms.Media(js=[versioned_static("js/typed-choices.js")])


class ConceptsField(OfScheme, forms.ModelMultipleChoiceField):
    """Several concepts of a vocabulary, in the order in which they were given."""

    def __init__(self, scheme: str, make: bool = False, **kwargs: Any) -> None:
        kwargs = {"error_messages": UNKNOWN | {"invalid_pk_value": UNKNOWN["invalid_choice"]}} | kwargs
        self.scheme = scheme
        widget = TypedChoices(typed_concept(scheme, make=make))
        super().__init__(Concept.objects.none(), widget=widget, required=False, **kwargs)

    def clean(self, value: Sequence[str]) -> list[Concept]:
        value = list(dict.fromkeys(value or ()))
        if any(str(one).startswith(TYPED) for one in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        found = {concept.pk: concept for concept in super().clean(value)}
        return [found[int(one)] for one in value if int(one) in found]
