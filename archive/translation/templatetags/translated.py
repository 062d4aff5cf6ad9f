"""What a page says of the language of its words."""

from __future__ import annotations

from typing import Any

from django import template

from .. import shown

register = template.Library()


@register.inclusion_tag("components/language_note.html")
def language_note(thing: Any) -> dict[str, str]:
    return {"note": shown.language_note(thing)}
