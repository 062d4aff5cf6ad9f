"""A field of a form in which a thing is typed, not hunted for: a few letters of any of its names find it, and
what is not there yet is made on the spot. The desk's own; the public site has nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.staticfiles import versioned_static

TYPED = "?"


class TypedChoice(forms.TextInput):
    """`find`: name of an address, `find_args` its arguments, that answers `?q=` with
    {"found": [{"value", "label", "hint"}]}.
    `make`: name of one that takes `name` and `kind` and answers with one such thing, or {"error"}.
    `kinds`: what may be made there, in pairs (kind, words for it)."""

    template = "core/typed_choice.html"

    def __init__(
        self,
        find: str,
        make: str = "",
        kinds: Sequence[tuple[str, str | Promise]] = (),
        attrs: Any = None,
        find_args: Sequence[str] = (),
    ) -> None:
        super().__init__(attrs)
        self.find, self.make, self.kinds, self.find_args = find, make, kinds, find_args

    def __deepcopy__(self, memo: Any) -> TypedChoice:
        return type(self)(self.find, self.make, self.kinds, dict(self.attrs), self.find_args)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        thing = self._thing(value)
        typed = value.removeprefix(TYPED) if isinstance(value, str) and value.startswith(TYPED) else ""
        return render_to_string(
            self.template,
            {
                "name": name,
                "id": (attrs or {}).get("id", name),
                "attrs": {k: v for k, v in self.build_attrs(self.attrs, attrs).items() if k != "id"},
                "value": thing.pk if thing else "",
                "label": str(thing) if thing else typed,
                "find": reverse(self.find, args=self.find_args),
                "make": reverse(self.make) if self.make else "",
                "kinds": [{"kind": kind, "label": str(label)} for kind, label in self.kinds],
            },
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Words that were typed and lead to nothing come back with the error: they are not lost."""
        typed = data.get(f"{name}-typed", "").strip()
        return data.get(name) or (f"{TYPED}{typed}" if typed else "")

    def _thing(self, value: Any) -> Any:
        """From the field's own queryset, which is never read whole."""
        choices = getattr(self, "choices", None)
        if not value or choices is None or not str(value).isdecimal():
            return None
        return choices.queryset.model._base_manager.filter(pk=value).first()

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[versioned_static("js/typed-choice.js")])
