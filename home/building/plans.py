"""Plans in public: the image with the places on it, each a link, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.catalogue.access import sights, visible
from archive.catalogue.leaves import canvases_at, placed_files_of
from archive.catalogue.models import Finding, Placement, Plan
from archive.catalogue.notice import read_notices, shown_image
from archive.core.addresses import one_page

from ..elevation import HEIGHT, TOP_OF_VIEW, WIDTH, draw
from .shapes import largest_first, shape_of

WIDE = 1600


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """As a reader may see it; without an image, the site's own drawing."""

    plan: Plan
    image: dict[str, Any] | None


def shown(plans: Iterable[Plan], user: Any) -> list[ShownPlan]:
    """Those that this reader may see; the same few queries however many they are."""
    plans = list(plans)
    records = {plan.record_id: plan.record for plan in plans if plan.record is not None}
    files, seen = placed_files_of(records.values()), sights(records.values(), user)
    canvases = canvases_at([(files.get(plan.record_id, []), plan.page) for plan in plans])
    found = []
    for plan, canvas in zip(plans, canvases, strict=True):
        if plan.record is None:
            found.append(ShownPlan(plan, None))
        elif canvas is not None and seen[plan.record_id].opens(canvas.document_id, canvas.number):
            image = shown_image(canvas, plan.record.mark, plan.page, WIDE)
            found += [ShownPlan(plan, image)] if image else []
    return found


def image_of(plan: Plan, user: Any) -> dict[str, Any] | None:
    """The page that this reader may see of the plan's record; None of the site's own drawing."""
    return next((one.image for one in shown([plan], user)), None)


def plans_with(user: Any, **thing: Any) -> list[Plan]:
    """Pages of records on which this thing has its place, of those that the reader may see."""
    placed = Placement.objects.filter(**thing).values("plan")
    plans = Plan.objects.filter(pk__in=placed, drawing=Plan.Drawing.PAGE).select_related("record")
    return [one.plan for one in shown(plans, user)]


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    context = {"plans": shown(Plan.objects.select_related("record"), request.user), "elevation": draw([])}
    return render(request, "home/building/plans.html", context | one_page(request))


@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    found = Plan.objects.filter(slug=key).select_related("record").first()
    seen = shown([found], request.user) if found else []
    if found is None or not seen:
        raise Http404
    image = seen[0].image
    context = {
        "plan": found,
        "image": image,
        "elevation": None if image else draw([]),
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
