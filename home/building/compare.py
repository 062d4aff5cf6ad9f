"""Two pictures of one spot, one over the other or side by side: the older first."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.catalogue.notice import Notice
from archive.catalogue.page_images import images_at
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
    images = images_at((notice.mark, 1) for notice in pair)
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


def _others(spot: Spot, pair: list[Notice], replaced: Notice) -> list[dict[str, Any]]:
    """What may stand in its place, each with the address of the pair it would then make."""
    kept = next(notice for notice in pair if notice.mark != replaced.mark)
    return [
        {"notice": notice, "url": url_of(sorted((notice, kept), key=spot.index))}
        for notice in spot
        if notice not in pair
    ]
