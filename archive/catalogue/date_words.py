"""The field of a form in which a date is typed, with how it is understood beneath it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.staticfiles import versioned_static

from archive.core.templatetags.archive import day
from archive.core.words import Bilingual

from .dates import NotUnderstood, WrittenDate, explained, understand

LONGEST = 120


class DateWords(forms.TextInput):
    """Says beneath it how the words are understood, at once where scripts run, else when the form is back."""

    template = "catalogue/date_words.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        key = (attrs or {}).get("id", name)
        described = " ".join(filter(None, [(attrs or {}).get("aria-describedby"), f"{key}-understood"]))
        told = told_of(str(value or ""))
        return render_to_string(
            self.template,
            {
                "field": super().render(name, value, {**(attrs or {}), "aria-describedby": described}),
                "id": key,
                "ask": reverse("dates:understood"),
                "told": told,
            },
        )

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[versioned_static("js/date-words.js")])


def told_of(words: str) -> dict[str, Any]:
    """{"understood", "text"}: one or two sentences in the interface's language; nothing of nothing."""
    if not words.strip():
        return {"understood": True, "text": ""}
    try:
        return {"understood": True, "text": _how(understand(words))}
    except NotUnderstood as refusal:
        return {"understood": False, "text": _("Not understood. %(reason)s") % {"reason": explained(refusal)}}


def _how(written: WrittenDate) -> str:
    said = {"french": written.said("fr"), "english": written.said("en"), "edtf": written.edtf}
    first, last = written.earliest, written.latest
    said |= {"first": day(first) if first else "", "last": day(last) if last else ""}
    if first and first == last:
        return _("Understood: %(french)s; in English, %(english)s (EDTF %(edtf)s).") % said
    if first and last:
        return (
            _("Understood: %(french)s; in English, %(english)s. From %(first)s to %(last)s (EDTF %(edtf)s).")
            % said
        )
    if first:
        return _("Understood: %(french)s; in English, %(english)s. From %(first)s on (EDTF %(edtf)s).") % said
    if last:
        return _("Understood: %(french)s; in English, %(english)s. Until %(last)s (EDTF %(edtf)s).") % said
    return _("Understood: %(french)s; in English, %(english)s. It is in no period (EDTF %(edtf)s).") % said


def in_both_languages(words: str) -> Bilingual:
    """As typed where the words are not understood."""
    try:
        written = understand(words)
    except NotUnderstood:
        return Bilingual(words)
    return Bilingual(written.said("fr"), written.said("en"))


@require_safe
def understood(request: HttpRequest) -> JsonResponse:
    """`?words=`: how they are understood, as one types."""
    answer = JsonResponse(told_of(request.GET.get("words", "")[: 2 * LONGEST]))
    answer.headers["Cache-Control"] = "no-store"
    return answer
