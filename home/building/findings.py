"""Findings in public: each with its history, and the table of all, to read, to print and to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.authorities.models import Element
from archive.catalogue.findings import KnownFinding, Seen, read_findings
from archive.catalogue.models import Observation
from archive.catalogue.models.mark import PATTERN
from archive.catalogue.page_images import images_at
from archive.catalogue.ranking import Ranked, rank
from archive.core.addresses import current_language, one_page
from archive.core.spreadsheet import CSV, XLSX, as_csv, as_xlsx
from archive.core.words import Bilingual
from search import paging

from .plans import plans_with

ALL = "all"
PAGE = 100
WIDE = 1600  # pixels across, of the page that shows a finding


def table_of(ranked: list[Ranked], user: Any) -> list[dict[str, Any]]:
    """Rows of the table, worst first: each finding with what was said of it last."""
    among = Observation.objects.filter(finding__in=[one.pk for one in ranked])
    known = read_findings(user, among, illustrated=False) if ranked else []
    return [{"finding": finding, "seen": finding.latest} for finding in known]


def ranked_in(element: Element | None, user: Any) -> list[Ranked]:
    """Of a part with all it is made of, or of the whole building; worst first."""
    if element is None:
        return rank(user)
    return rank(user, Observation.objects.filter(finding__element__in=Element.objects.below(element)))


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    elements = list(Element.objects.filter(findings__isnull=False).distinct())
    above = {place for element in elements for place in element.places_above()}
    choices = list(Element.objects.filter(place__in=above))
    element = next((row for row in choices if row.slug == request.GET.get("element")), None)
    every = request.GET.get("state") == ALL
    ranked = [one for one in ranked_in(element, request.user) if every or one.stands]
    if (name := request.GET.get("format", "")) in FORMATS:
        return FORMATS[name]([row["finding"] for row in table_of(ranked, request.user)])
    turning = paging.pager(request, paging.page_number(request), len(ranked), PAGE)
    first = (turning["number"] - 1) * PAGE if turning else 0
    context = {
        "rows": table_of(ranked[first : first + PAGE], request.user),
        "total": len(ranked),
        "pager": turning,
        "elements": choices,
        "element": element,
        "every": every,
        "downloads": [{"label": label, "url": _address(request, label.lower())} for label in ("CSV", "XLSX")],
    }
    return render(request, "home/building/findings.html", context | one_page(request))


def _address(request: HttpRequest, name: str) -> str:
    asked = paging.parameters_without(request, "p")
    asked["format"] = name
    return f"?{asked.urlencode()}"


@require_safe
def finding(request: HttpRequest, number: str) -> HttpResponse:
    code = number.upper()
    if not PATTERN.fullmatch(code):
        raise Http404
    among = Observation.objects.filter(finding__number=code)
    known = read_findings(request.user, among)
    if not known:
        raise Http404
    if code != number:
        return HttpResponsePermanentRedirect(reverse("building:finding", args=[code]))
    seen = list(reversed(known[0].seen))
    images = images_at(((one.report, one.page) for one in seen), WIDE)
    clips = [_clip(one, image) for one, image in zip(seen, images, strict=True)]
    context = {"finding": known[0], "seen": list(zip(seen, clips, strict=True))}
    context["plans"] = plans_with(request.user, finding__number=code)
    return render(request, "home/building/finding.html", context | one_page(request))


def _clip(seen: Seen, image: dict[str, Any] | None) -> dict[str, Any] | None:
    """The box of an observation with what stands around it on the page, in pixels of the page."""
    if image is None or seen.box is None:
        return None
    width, height = image["width"], image["height"]
    x, y, across, down = (
        round(side * size) for side, size in zip(seen.box, (width, height, width, height), strict=True)
    )
    wide = min(width, max(round(across * 1.3), width // 2))
    tall = min(height, max(round(down * 1.3), wide * 9 // 16))
    left = min(max(0, x - (wide - across) // 2), width - wide)
    top = min(max(0, y - (tall - down) // 2), height - tall)
    box = {"x": x, "y": y, "width": across, "height": down}
    return {"image": image, "view": f"{left} {top} {wide} {tall}", "box": box}


@require_safe
def finding_uri(request: HttpRequest, number: str) -> HttpResponse:
    """The same address in every language leads to the page in the reader's."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("building:finding", args=[number.upper()]), status=303)
    response.headers["Vary"] = "Accept-Language"
    return response


def _cells(listed: list[KnownFinding]) -> list[list[str]]:
    language = current_language()

    def said(words: Bilingual | None) -> str:
        return words.said_in(language).text if words else ""

    headings = [
        *(_("Number"), _("Finding"), _("Part of the building"), _("Condition"), _("Urgency"), _("Decay")),
        *(
            _("Cause"),
            _("Recommended action"),
            _("Follow-up"),
            _("Seen on"),
            _("Report"),
            _("Page"),
            _("Note"),
        ),
    ]
    rows = [headings]
    for one in listed:
        seen = one.latest
        urgency = f"{seen.urgency.notation} {said(seen.urgency.label)}" if seen.urgency else ""
        rows.append(
            [
                *(one.number, said(one.label), said(one.element), said(seen.condition.label), urgency),
                *(said(seen.decay), said(seen.cause), said(seen.action), seen.state_label),
                *(seen.observed_on.isoformat() if seen.observed_on else "", seen.report),
                *(str(seen.page or ""), said(seen.note)),
            ]
        )
    return rows


def _named(response: HttpResponse, ending: str) -> HttpResponse:
    name = "constats" if current_language() == "fr" else "findings"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def _csv(listed: list[KnownFinding]) -> HttpResponse:
    return _named(HttpResponse(as_csv(_cells(listed)), content_type=CSV), "csv")


def _xlsx(listed: list[KnownFinding]) -> HttpResponse:
    return _named(HttpResponse(as_xlsx(_cells(listed), _("Findings")), content_type=XLSX), "xlsx")


FORMATS: dict[str, Callable[[list[KnownFinding]], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx}
