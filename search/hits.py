"""The reader of a record: its page, its text, and the hits of a search in both."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.catalogue.access import Sight
from archive.catalogue.findings import seen_at
from archive.catalogue.leaves import PlacedFile, canvas_at, placed_files, strip_window
from archive.catalogue.models import RecordPage
from archive.catalogue.notice import Closure, Notice, page_image_url, shown_image
from archive.holdings.models import Canvas
from archive.ingest.models import Unfolding
from archive.ingest.pipeline import words_of
from archive.ingest.sentences import sentence
from archive.ingest.transcript import paragraphs

from .highlight import Highlighter
from .paging import page_number
from .query import parse

UNCERTAIN = 60  # confidence under which a word is shown as uncertain


Canvases = dict[tuple[int, int], Canvas]


def reader(record: RecordPage, notice: Notice, seen: Sight, request: HttpRequest) -> dict[str, Any] | None:
    """What the reader component shows; None when there is no page that this reader may know of."""
    files = placed_files(record)
    places = {
        number: file
        for file in files
        for number in file.pages
        if seen.lists(file.document.pk, number - file.first + 1)
    }
    if not places or not (seen.everything or seen.bar is None):
        return None
    total = max(places)
    asked = page_number(request)
    number = request.GET.get("finding", "").upper()
    told = seen_at(record, number, request.user) if number else None
    if told and told[1].page and "p" not in request.GET:
        asked = told[1].page
    page = max((number for number in places if number <= asked), default=min(places))
    query = parse(request.GET.get("q", ""))
    highlighter = None if query.is_empty else Highlighter(query)
    canvas = canvas_at(files, page)
    canvases = _without_words(files, with_text=highlighter is not None)
    hits = _hits(files, canvases, highlighter, seen)
    file = places[page]
    numbers = sorted(places)
    place = numbers.index(page)

    def url(number: int) -> str:
        asked = {"p": number} | ({"q": query.text} if highlighter else {})
        return f"?{urlencode(asked)}#page"

    with_hits = sorted(number for number, count in hits.items() if count)
    window = strip_window(page, total)
    context = {
        "p": page,
        "total": total,
        "q": query.text,
        "previous_url": url(numbers[place - 1]) if place else "",
        "next_url": url(numbers[place + 1]) if place + 1 < len(numbers) else "",
        "pages": [
            _strip_page(number, notice, places[number], canvases, hits, url, seen)
            for number in window
            if number in places
        ],
        "strip_previous_url": url(window[0] - 1) if window[0] > 1 else "",
        "strip_next_url": url(window[-1] + 1) if window[-1] < total else "",
        "hits_here": hits.get(page, 0),
        "hits_total": sum(hits.values()),
        "previous_hit_url": next((url(n) for n in reversed(with_hits) if n < page), ""),
        "next_hit_url": next((url(n) for n in with_hits if n > page), ""),
        "parts": [_part(each, notice, url) for each in dict.fromkeys(places[n] for n in numbers)],
        "told": _told(told, page, canvas),
        "whole_text": _whole_text(canvases, notice, seen),
        "text_language": "" if notice.document_language in ("zxx", "mul") else notice.document_language,
    }
    leaf = page - file.first + 1
    if not seen.opens(file.document.pk, leaf):
        closure = Closure.of(seen.bars.page(file.document.pk, leaf))
        return context | _empty_page("closed", closure.reason if closure else "") | {"closure": closure}
    return context | _page(canvas, notice, page, highlighter, file.document)


def _part(file: PlacedFile, notice: Notice, url: Any) -> dict[str, Any]:
    """A file as a part of the record."""
    caption = next(known.caption for known in notice.files if known.position == file.position)
    place = {"first": file.first, "last": file.pages[-1], "url": url(file.first)}
    return {"caption": caption, "position": file.position} | place


def _without_words(files: list[PlacedFile], with_text: bool) -> Canvases:
    """By document and number; `letters` is the length of the text, which is long."""
    rows = Canvas.objects.filter(document__in=[file.document for file in files])
    rows = rows.defer("words", "joined", *([] if with_text else ["text"])).annotate(letters=Length("text"))
    return {(canvas.document_id, canvas.number): canvas for canvas in rows}


def _whole_text(canvases: Canvases, notice: Notice, seen: Sight) -> dict[str, Any] | None:
    """The download of all that this reader may read of the text; None when that is nothing."""
    size = sum(canvas.letters for place, canvas in canvases.items() if seen.opens(*place))
    return {"url": reverse("catalogue:text", args=[notice.mark]), "size": size} if size else None


def _empty_page(state: str, label: str) -> dict[str, Any]:
    return {"image": None, "boxes": [], "paragraphs": [], "text_state": state, "text_state_label": label}


def _hits(
    files: list[PlacedFile], canvases: Canvases, highlighter: Highlighter | None, seen: Sight
) -> dict[int, int]:
    """Record page → number of marked words, of the pages that may be read."""
    if highlighter is None:
        return {}
    first = {file.document.pk: file.first for file in files}
    return {
        first[document] + number - 1: len(highlighter.spans(canvas.text))
        for (document, number), canvas in canvases.items()
        if canvas.text and seen.opens(document, number)
    }


def _strip_page(
    number: int,
    notice: Notice,
    file: PlacedFile,
    canvases: Canvases,
    hits: dict[int, int],
    url: Any,
    seen: Sight,
) -> dict[str, Any]:
    place = (file.document.pk, number - file.first + 1)
    if not seen.opens(*place):
        return {"number": number, "url": url(number), "thumbnail": "", "hits": 0, "state": "closed"}
    canvas = canvases.get(place)
    ready = canvas is not None and bool(canvas.widths)
    return {
        "number": number,
        "url": url(number),
        "thumbnail": page_image_url(notice.mark, number, min(canvas.widths)) if canvas and ready else "",
        "hits": hits.get(number, 0),
        "state": "ready" if ready else "failed" if canvas and canvas.cause else "waiting",
    }


def _page(
    canvas: Canvas | None, notice: Notice, page: int, highlighter: Highlighter | None, document: Any
) -> dict[str, Any]:
    if canvas is None:
        failed = Unfolding.objects.filter(document=document, state=Unfolding.State.FAILED).first()
        state = "failed" if failed else "waiting"
        label = failed.sentence if failed else _("This page has not been read yet. Come back in a moment.")
        return _empty_page(state, label)
    words = words_of(canvas)
    marked = {
        index
        for index, word in enumerate(words)
        if highlighter and (highlighter.matches(word.text) or _joined_matches(words, index, highlighter))
    }
    state, label = _text_state(canvas)
    return {
        "image": _image(canvas, notice, page),
        "boxes": [_box(words[index], canvas) for index in sorted(marked)],
        "paragraphs": _lines(words, marked),
        "text_state": state,
        "text_state_label": label,
    }


def _told(told: Any, page: int, canvas: Canvas | None) -> dict[str, Any] | None:
    """The finding that was asked for, with its box when it stands on this page."""
    if told is None:
        return None
    finding, seen = told
    box = None
    if seen.page == page and seen.box and canvas is not None:
        x, y, width, height = seen.box
        box = {"px": round(x * canvas.width), "py": round(y * canvas.height)}
        box |= {"pw": round(width * canvas.width), "ph": round(height * canvas.height)}
    return {"finding": finding, "seen": seen, "here": seen.page == page, "box": box}


def _joined_matches(words: list[Any], index: int, highlighter: Highlighter) -> bool:
    """Both halves of a word cut at the line's end are marked when the whole word is found."""
    for start in (index, index - 1):
        if 0 <= start < len(words) - 1 and words[start].joins:
            whole = words[start].text.rstrip("-\u2010\u00ad") + words[start + 1].text
            if highlighter.matches(whole):
                return True
    return False


def _text_state(canvas: Canvas) -> tuple[str, str]:
    if canvas.cause:
        return "failed", str(sentence(canvas.cause))
    if canvas.needs_ocr:
        return "waiting", _("The text of this page has not been read yet.")
    if canvas.source == Canvas.Source.OCR:
        return "ocr", _("Text read by machine; it may have errors.")
    if canvas.source == Canvas.Source.LAYER:
        return "layer", _("Text of the file itself.")
    if canvas.source == Canvas.Source.BLANK:
        return "blank", _("This page is blank.")
    return "none", _("This page has no text.")


def _image(canvas: Canvas, notice: Notice, page: int) -> dict[str, Any] | None:
    image = shown_image(canvas, notice.mark, page)
    if image is None:
        return None
    return image | {"alt": _("Page %(page)s, facsimile. The transcription follows.") % {"page": page}}


def _box(word: Any, canvas: Canvas) -> dict[str, Any]:
    return {
        "x": word.x,
        "y": word.y,
        "width": word.width,
        "height": word.height,
        "px": round(word.x * canvas.width),
        "py": round(word.y * canvas.height),
        "pw": max(1, round(word.width * canvas.width)),
        "ph": max(1, round(word.height * canvas.height)),
    }


def _lines(words: list[Any], marked: set[int]) -> list[list[tuple[str, bool, bool]]]:
    """Lines of parts (text, marked, uncertain), spaces kept; an empty line between paragraphs."""
    shown: list[list[tuple[str, bool, bool]]] = []
    for paragraph in paragraphs(words):
        if shown:
            shown.append([])
        for line in paragraph.lines:
            parts: list[tuple[str, bool, bool]] = []
            for index in line.words:
                confidence = words[index].confidence
                if parts:
                    parts.append((" ", False, False))
                parts.append(
                    (words[index].text, index in marked, confidence is not None and confidence < UNCERTAIN)
                )
            shown.append(_run_together(parts))
    return shown


def _run_together(parts: list[tuple[str, bool, bool]]) -> list[tuple[str, bool, bool]]:
    """Neighbours that look alike become one part."""
    joined: list[tuple[str, bool, bool]] = []
    for text, is_marked, uncertain in parts:
        if joined and joined[-1][1:] == (is_marked, uncertain) and not is_marked:
            joined[-1] = (joined[-1][0] + text, is_marked, uncertain)
        else:
            joined.append((text, is_marked, uncertain))
    return joined
