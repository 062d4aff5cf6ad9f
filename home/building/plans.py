"""Plans in public: the image with the places on it, each a link, and the same as a list."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.catalogue.access import sight, visible
from archive.catalogue.leaves import canvas_at, placed_files
from archive.catalogue.models import Finding, Placement, Plan
from archive.catalogue.notice import read_notices, shown_image
from archive.core.addresses import one_page

from ..elevation import HEIGHT, TOP_OF_VIEW, WIDTH, draw
from .shapes import largest_first, shape_of

WIDE = 1600


def image_of(plan: Plan, user: Any) -> dict[str, Any] | None:
    """The page that this reader may see of the plan's record; None of the site's own drawing."""
    if plan.record is None:
        return None
    files = placed_files(plan.record)
    canvas = canvas_at(files, plan.page)
    seen = sight(plan.record, user)
    if canvas is None or not seen.opens(canvas.document_id, canvas.number):
        return None
    return shown_image(canvas, plan.record.mark, plan.page, WIDE)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    drawn = [(plan, image_of(plan, request.user)) for plan in Plan.objects.select_related("record")]
    shown = [{"plan": plan, "image": image} for plan, image in drawn if image or _is_own(plan)]
    context = {"plans": shown, "elevation": draw([])}
    return render(request, "home/building/plans.html", context | one_page(request))


def _is_own(plan: Plan) -> bool:
    """Drawn by the site, and seen by all."""
    return plan.drawing == Plan.Drawing.ELEVATION


@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    found = Plan.objects.filter(slug=key).select_related("record").first()
    image = image_of(found, request.user) if found else None
    if found is None or not (image or _is_own(found)):
        raise Http404
    context = {
        "plan": found,
        "image": image,
        "elevation": draw([]) if _is_own(found) else None,
        "places": _places(found, image, request.user),
        "record_url": reverse("permanent", args=[found.record.mark]) if found.record else "",
    }
    return render(request, "home/building/plan.html", context | one_page(request))


def _places(plan: Plan, image: dict[str, Any] | None, user: Any) -> list[dict[str, Any]]:
    """Those of which the reader may know, the larger first, in units of the drawing or of the image."""
    rows = list(plan.placements.select_related("element", "finding", "record"))
    records = visible(user).records().filter(pk__in=[row.record_id for row in rows if row.record_id])
    notices = {notice.mark: notice for notice in read_notices(records, user)}
    told = visible(user).observations().values("finding")
    findings = set(Finding.objects.filter(pk__in=told).values_list("pk", flat=True))
    size = (image["width"], image["height"], 0) if image else (WIDTH, HEIGHT, TOP_OF_VIEW)
    places = []
    for row in largest_first(rows):
        thing = _thing(row, notices, findings)
        if thing:
            places.append(thing | {"shape": shape_of(row, *size)})
    return places


def _thing(row: Placement, notices: dict[str, Any], findings: set[int]) -> dict[str, Any] | None:
    if row.element is not None:
        return {"label": row.element.label, "url": reverse("building:part", args=[row.element.slug])}
    if row.finding is not None:
        if row.finding_id not in findings:
            return None
        return {"label": row.finding.label, "url": reverse("building:finding", args=[row.finding.number])}
    notice = notices.get(row.record.mark) if row.record is not None else None
    return {"label": notice.title, "url": notice.url} if notice else None
