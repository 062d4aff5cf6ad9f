"""What search adds to the page of a record: its reader with hits, and the way back to the results."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import hits
from .query import parse


def reading(request: HttpRequest) -> dict[str, Any]:
    shown = getattr(request, "shown_record", None)
    if shown is None:
        return {}
    query = parse(request.GET.get("q", ""))
    back = None
    if not query.is_empty:
        url = f"{reverse('search:results')}?{urlencode({'q': query.text})}"
        label = _("Back to the results for “%(query)s”") % {"query": query.text}
        back = {"url": url, "label": label, "count": 0}
    return {
        "reader": SimpleLazyObject(lambda: hits.reader(*shown, request)),
        "back": back,
        "q": query.text,
    }
