"""Two pictures of one spot, one over the other or side by side: the older first."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.catalogue.leaves import canvases_at, placed_files_of
from archive.catalogue.models import Mark, RecordPage
from archive.catalogue.notice import Notice, shown_image
from archive.catalogue.spots import Spot, spot_with
from archive.core.addresses import one_page


@require_safe
def compare(request: HttpRequest, one: str, other: str) -> HttpResponse:
    spot = spot_with(one, request.user)
    pair = [notice for notice in spot if notice.mark in (one, other)]
    if len(pair) != 2:
        raise Http404
    address = url_of(pair)
    if request.path != address:  # one address, whichever way round it was asked for
        return HttpResponseRedirect(address)
    images = _images(pair)
    context = {
        "compared": [
            {"notice": notice, "image": image, "others": _others(spot, pair, notice)}
            for notice, image in zip(pair, images, strict=True)
        ],
        "total": len(spot),
    }
    return render(request, "home/building/compare.html", context | one_page(request))


def url_of(pair: Any) -> str:
    older, newer = pair
    return reverse("building:compare", args=[older.mark, newer.mark])


def _images(pair: list[Notice]) -> list[dict[str, Any] | None]:
    """Of the first page of each."""
    keys = dict(Mark.objects.filter(code__in=[notice.mark for notice in pair]).values_list("code", "key"))
    rows = RecordPage.objects.filter(translation_key__in=keys.values(), locale__language_code="fr")
    records = {record.translation_key: record for record in rows}
    files = placed_files_of(records.values())
    held = [files[records[keys[notice.mark]].pk] for notice in pair]
    canvases = canvases_at([(each, 1) for each in held])
    return [shown_image(canvas, notice.mark, 1) for canvas, notice in zip(canvases, pair, strict=True)]


def _others(spot: Spot, pair: list[Notice], replaced: Notice) -> list[dict[str, Any]]:
    """What may stand in its place, each with the address of the pair it would then make."""
    kept = next(notice for notice in pair if notice.mark != replaced.mark)
    return [
        {"notice": notice, "url": url_of(sorted((notice, kept), key=spot.index))}
        for notice in spot
        if notice not in pair
    ]
