"""Files and page images, and the address of a record for ever."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.core.addresses import current_language
from archive.core.words import Words

from .access import Level, may_view, sight, visible
from .leaves import find_canvas, placed_files
from .models import Mark, RecordPage
from .models.marked import MarkedPage
from .sending import send, send_text


def _marked(mark: str) -> MarkedPage | None:
    """The French row that bears this mark, as its own type."""
    from wagtail.models import Page

    key = Mark.objects.filter(code=mark).values_list("key", flat=True).first()
    page = Page.objects.filter(translation_key=key, locale__language_code="fr").specific().first()
    return page if isinstance(page, MarkedPage) else None


def _record_for(request: HttpRequest, mark: str) -> RecordPage:
    record = _marked(mark)
    if not isinstance(record, RecordPage) or not may_view(request.user, record):
        raise Http404
    return record


@require_safe
def page_image(request: HttpRequest, mark: str, page: int, width: int) -> HttpResponse:
    canvas = find_canvas(_record_for(request, mark), page)
    if canvas is None or width not in canvas.widths or not may_view(request.user, canvas, Level.CONTENTS):
        raise Http404
    path = canvas.image_path(width)
    if not path.is_file():
        raise Http404
    tag = f"{canvas.document.sha256[:20]}-{canvas.number}-{width}-{path.stat().st_size}"
    return send(request, path, media_type="image/webp", tag=tag)


@require_safe
def file(request: HttpRequest, mark: str, position: int) -> HttpResponse:
    placed = placed_files(_record_for(request, mark))
    if not 1 <= position <= len(placed) or not may_view(
        request.user, placed[position - 1].document, Level.CONTENTS
    ):
        raise Http404
    document = placed[position - 1].document
    if not document.path.is_file():
        raise Http404
    return send(
        request,
        document.path,
        media_type=document.media_type,
        tag=document.sha256,
        download_as=f"{mark}-{position}{document.path.suffix}",
    )


@require_safe
def text(request: HttpRequest, mark: str) -> HttpResponse:
    """What was read of all the pages that may be read, as plain text: each page after its number."""
    record = _record_for(request, mark)
    seen = sight(record, request.user)
    pages = []
    for placed in placed_files(record):
        rows = placed.document.canvases.exclude(text="").order_by("number").values_list("number", "text")
        pages += [
            f"[{placed.first + number - 1}]\n{words.strip()}\n"
            for number, words in rows
            if seen.opens(placed.document.pk, number)
        ]
    if not pages:
        raise Http404
    return send_text(request, "\n".join(pages), download_as=f"{mark}.txt")


@require_safe
def permanent(request: HttpRequest, mark: str) -> HttpResponse:
    """Always answers: the record's address today, or 410 when its mark has been retired."""
    code = mark.upper()
    page = _marked(code)
    if page is not None and may_view(request.user, page):
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return HttpResponseRedirect(page.url_in(current_language()) + query)
    if visible(request.user).observations().filter(finding__number=code).exists():
        return HttpResponseRedirect(reverse("building:finding", args=[code]))
    return gone(request, code)


def gone(request: HttpRequest, code: str) -> HttpResponse:
    """410 with its reason for a mark that has been withdrawn; raises Http404 for any other."""
    mark = Mark.objects.filter(code=code).exclude(retired_at=None).first()
    if mark is None:
        raise Http404
    request.language_addresses = {language: f"/{language}/r/{code}" for language, _name in settings.LANGUAGES}
    context = {"mark": code, "reason": Words(mark.reason, settings.ARCHIVE_SOURCE_LANGUAGE), "noindex": True}
    return render(request, "410.html", context, status=410)
