"""The ways through the site: what the footer names, and the map of all its pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from archive.catalogue.models import ArchivePage, SeriesPage
from archive.catalogue.showing import series_tree, titles
from archive.core.addresses import current_language, in_language, one_page
from archive.core.words import Bilingual

from .models import TextPage

SOURCE = {"locale__language_code": settings.ARCHIVE_SOURCE_LANGUAGE, "live": True}


def _links(pages: list[Any]) -> list[dict[str, Any]]:
    said: dict[int, Bilingual] = titles(pages)
    language = current_language()
    return [{"label": said[page.pk], "url": in_language(str(page.url), language)} for page in pages]


def texts(request: HttpRequest) -> dict[str, Any]:
    """For every template; asked of the database only by those that name the pages."""
    found = TextPage.objects.filter(**SOURCE, show_in_menus=True).order_by("path")
    return {"texts": SimpleLazyObject(lambda: _links(list(found)))}


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    others = TextPage.objects.filter(**SOURCE).order_by("path")
    archive = ArchivePage.objects.filter(**SOURCE).first()
    series = SeriesPage.objects.filter(**SOURCE).order_by("path")
    return render(
        request,
        "home/site_map.html",
        {
            "series": series_tree(list(series), request, archive.depth if archive else 0),
            "pages": _links(list(others)),
        }
        | one_page(request),
    )
