"""What the home page shows: the elevation lit by the latest records, the families, the dates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.catalogue.access import visible
from archive.catalogue.models import FAMILIES
from archive.catalogue.notice import Notice, read_notices
from archive.core.addresses import current_language
from archive.core.words import Bilingual, Words, in_both
from archive.translation.shown import rich_text
from search.facets import Families

from .elevation import LitWindow, draw

LIT = 18
LATEST = 6


def _families(request: HttpRequest) -> list[dict[str, Any]]:
    records = visible(request.user).records()
    counts = Families().count(records)
    described = {
        "historical_document": _("Plans, photographs, letters, building instructions."),
        "diagnostic_report": _("Sanitary condition, history, technical studies."),
        "artistic_output": _("Texts, sounds and images born of the residencies."),
    }
    return [
        {
            "key": key,
            "label": str(model._meta.verbose_name_plural).capitalize(),
            "description": described[key],
            "url": reverse("search:archive") + "?" + urlencode({"family": key}),
            "count": counts.get(key, 0),
        }
        for key, model in FAMILIES.items()
    ]


def _window(notice: Notice, language: str) -> LitWindow:
    title = notice.title.said_in(language)
    other = "" if title.language == language else title.language
    return LitWindow(f"{title.text} ({notice.mark})", notice.url, other)


def text_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A face with what its French row has said since; a draft as it is."""
    language = page.locale.language_code
    face = None if page.is_source else page
    kept = face is None or getattr(request, "is_preview", False)
    text = {name: in_both(page.source or page, face, name).said_in(language) for name in ("title", "lead")}
    body = Words(page.body if kept else rich_text(page, "body"), language)
    return {"text": text | {"body": body, "translated": face is not None}}


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    records = visible(request.user).records().order_by("-first_published_at", "-pk")[:LIT]
    latest = read_notices(records, request.user)
    language = page.locale.language_code

    def said(text: str) -> Bilingual:
        return Bilingual(text, text) if language == "en" else Bilingual(text)

    lit = [_window(notice, current_language()) for notice in reversed(latest)]
    return {
        "home": {
            "title": said(page.title),
            "lead": said(page.lead),
            "statement": said(page.statement),
            "body": said(page.body),
            "dates": [
                {"label": said(row.label), "text": said(row.text), "done": row.done}
                for row in page.dates.all()
            ],
        },
        "elevation": draw(lit),
        "families": _families(request),
        "latest": latest[:LATEST],
    }
