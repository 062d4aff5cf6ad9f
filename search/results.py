"""Results as shown: grouped by record, each passage with its sentence and, for a page, its strip of image."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from archive.catalogue.access import visible
from archive.catalogue.leaves import canvases_at, placed_files_of
from archive.catalogue.models import Mark, RecordPage
from archive.catalogue.notice import Notice, page_image_url, read_notices
from archive.core.addresses import current_language
from archive.core.words import Bilingual
from archive.holdings.models import Canvas
from archive.ingest.pipeline import words_of

from . import named
from .engines.base import Answer, Group, Hit
from .highlight import Highlighter
from .query import Query
from .sources import caption_of, notice_text

STRIP_IMAGE = 800
STRIP_RATIO = 0.28  # height of the strip to its width


def found_groups(answer: Answer, query: Query, user: Any) -> list[dict[str, Any]]:
    marks = [group.mark for group in answer.groups]
    keys = dict(Mark.objects.filter(code__in=marks).values_list("key", "code"))
    records = {
        keys[record.translation_key]: record
        for record in visible(user).records().filter(translation_key__in=keys)
    }
    present = [group for group in answer.groups if group.mark in records]
    notices = read_notices([records[group.mark] for group in present], user)
    highlighter = Highlighter(query, answer.corrections + answer.completions)
    canvases = _canvases(present, records)
    shown = []
    for group, notice in zip(present, notices, strict=True):
        hits = [_shown(hit, notice, canvases.get(hit.key), query, highlighter) for hit in group.hits]
        more_url = f"{notice.url}?{urlencode({'q': query.text})}#page"
        shown.append({"notice": notice, "hits": hits, "more": group.more, "more_url": more_url})
    return shown


def _canvases(groups: list[Group], records: dict[str, RecordPage]) -> dict[str, Canvas | None]:
    """Of each hit on a page, by its key."""
    placed = placed_files_of(records.values())
    hits = [hit for group in groups for hit in group.hits if hit.kind == "canvas"]
    found = canvases_at([(placed[records[hit.mark].pk], hit.page) for hit in hits])
    return {hit.key: canvas for hit, canvas in zip(hits, found, strict=True)}


def _shown(
    hit: Hit, notice: Notice, canvas: Canvas | None, query: Query, highlighter: Highlighter
) -> dict[str, Any]:
    if canvas is not None:
        text, language = canvas.text, notice.document_language
        url = f"{notice.url}?{urlencode({'p': hit.page, 'q': query.text})}#page"
    else:
        text, language = _words(hit, notice), hit.language or current_language()
        url = notice.url
    snippet = highlighter.snippet(" ".join(text.split()))
    return {
        "kind": hit.kind,
        "page": hit.page,
        "url": url,
        "language": language,
        "sentence": SafeString(snippet.html),
        "image": _strip(canvas, notice.mark, hit.page, highlighter) if canvas else None,
    }


def _words(hit: Hit, notice: Notice) -> str:
    """Of a notice, or of the caption of one of its files."""
    if agent := named.agent_of(hit.key):
        return named.said(notice, agent, current_language())
    position = caption_of(hit.key)
    if position:
        said = next((file.caption for file in notice.files if file.position == position), Bilingual(""))
        return said.fr if hit.language == "fr" else said.en
    title = notice.title.fr if hit.language == "fr" else notice.title.en
    return f"{title}. {notice_text(notice, hit.language)}"


def _strip(canvas: Canvas, mark: str, page: int, highlighter: Highlighter) -> dict[str, Any] | None:
    """The strip of the page that shows the first box, in pixels of the page image that is sent."""
    if not canvas.widths:
        return None
    width = max((w for w in canvas.widths if w <= STRIP_IMAGE), default=min(canvas.widths))
    height = round(width * canvas.height / canvas.width)
    matched = [word for word in words_of(canvas) if highlighter.matches(word.text)]
    view_height = min(height, round(width * STRIP_RATIO))
    first = round(matched[0].y * height) if matched else 0
    top = max(0, min(first - view_height // 3, height - view_height))
    seen = [word for word in matched if top <= word.y * height <= top + view_height]
    return {
        "url": page_image_url(mark, page, width),
        "width": width,
        "height": height,
        "view": f"0 {top} {width} {view_height}",
        "boxes": "".join(_outline(word, width, height) for word in seen),
    }


def _outline(word: Any, width: int, height: int) -> str:
    """Of the box of a word, as a path on an image of this size."""
    across, down = max(1, round(word.width * width)), max(1, round(word.height * height))
    return f"M{round(word.x * width)} {round(word.y * height)}h{across}v{down}h-{across}z"
