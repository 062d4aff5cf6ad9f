"""The building: its elevation, on which parts are chosen, and all that is known of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.authorities.models import Element
from archive.authorities.naming import names_of
from archive.building.models import BuildingAgent, Milestone, Phase, Protection, Statement
from archive.catalogue.access import visible
from archive.catalogue.models import DOCUMENT_TYPES, Placement, Plan
from archive.catalogue.notice import Notice, read_notices
from archive.catalogue.parts import Part, part_of, read_parts
from archive.catalogue.ranking import history, worst
from archive.catalogue.spots import every_spot, spots_among
from archive.core.addresses import one_page
from archive.vocabularies.trees import read_tree

from ..elevation import HEIGHT, TOP_OF_VIEW, WIDTH, draw
from .evidence import Said, said
from .findings import ranked_in, table_of
from .plans import plans_with
from .shapes import largest_first, shape_of

MOST = 48  # records, and findings, of one part on its page; the lists have the others
SPOTS = 4  # on the page of the whole building
IDENTITY = ("owner", "architect", "manager")  # roles
KINDS = {"photographs": "photograph", "testimonies": "testimony"}  # types, with all that stand under them


def url_of(element: Element) -> str:
    return reverse("building:part", args=[element.slug])


def _places(chosen: Element | None) -> list[dict[str, Any]]:
    """Elements on the elevation: links as large as what they stand for."""
    rows = Placement.objects.filter(plan__drawing=Plan.Drawing.ELEVATION, element__isnull=False)
    return [
        {
            "label": row.element.label,
            "url": url_of(row.element),
            "current": row.element == chosen,
            "shape": shape_of(row, WIDTH, HEIGHT, TOP_OF_VIEW),
        }
        for row in largest_first(rows.select_related("element"))
    ]


@require_safe
def building(request: HttpRequest, key: str = "") -> HttpResponse:
    asked = key or request.GET.get("part", "")
    elements = list(Element.objects.select_related("kind"))
    chosen = next((row for row in elements if row.slug == asked), None)
    if asked and chosen is None:
        raise Http404
    if chosen is not None and not key:
        return HttpResponseRedirect(url_of(chosen))
    ranked = ranked_in(chosen, request.user)
    standing, over = [one for one in ranked if one.stands], [one for one in ranked if not one.stands]
    context: dict[str, Any] = {
        "elevation": draw([]),
        "places": _places(chosen),
        "tree": [{"element": row, "url": url_of(row), "current": row == chosen} for row in elements],
        "chosen": chosen,
        "condition": worst(ranked),
        "standing": len(standing),
        "history": history(ranked),
        "statements": _statements(chosen, request.user),
    }
    if chosen:
        context |= _of_part(chosen, elements, request.user) | {
            "rows": table_of(standing[:MOST], request.user),
            "over": table_of(over[:MOST], request.user),
            "number_over": len(over),
        }
    else:
        context |= _of_all(request.user)
    name = "home/building/part.html" if chosen else "home/building/building.html"
    return render(request, name, context | one_page(request))


@require_safe
def element_uri(request: HttpRequest, key: str) -> HttpResponse:
    """The same address in every language leads to the page in the reader's."""
    if not Element.objects.filter(slug=key).exists():
        raise Http404
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("building:part", args=[key]), status=303)
    response.headers["Vary"] = "Accept-Language"
    return response


def _statements(element: Element | None, user: Any) -> list[dict[str, Any]]:
    """Each with those that disagree with it beside it."""
    rows = Statement.objects.select_related("element")
    if element is not None:
        rows = rows.filter(element__in=Element.objects.below(element))
    known = {one.thing.pk: one for one in said(rows, user)}
    against: dict[int, list[Said]] = {}
    for one in known.values():
        if one.thing.disagrees_with_id in known:
            against.setdefault(one.thing.disagrees_with_id, []).append(one)
    beside = {one.thing.pk for many in against.values() for one in many}
    return [
        {"said": one, "against": against.get(pk, [])}
        for pk, one in known.items()
        if pk not in beside or pk in against
    ]


def _of_part(chosen: Element, elements: list[Element], user: Any) -> dict[str, Any]:
    above = set(chosen.places_above()[:-1])
    below = Element.objects.below(chosen)
    records = visible(user).records().filter(elements__element__in=below).distinct()
    shown = list(records.order_by("date_earliest", "path")[:MOST])
    notices = read_notices(shown, user)
    known = {record.pk: notice for record, notice in zip(shown, notices, strict=True)}
    return {
        "above": [{"label": row.label, "url": url_of(row)} for row in elements if row.place in above],
        "parts": [
            {"label": row.label, "url": url_of(row), "note": row.note}
            for row in elements
            if row.parent_id == chosen.pk
        ],
        "protections": said(chosen.protections.all(), user),
        "plans": plans_with(user, element=chosen),
        "groups": _groups(notices),
        "spots": spots_among(known),
        "total": records.count(),
    }


def _groups(notices: list[Notice]) -> list[dict[str, Any]]:
    """Of one part: photographs by date, then what is told, made and studied."""
    titles = {
        "photographs": _("Photographs, the oldest first"),
        "testimonies": _("Testimonies"),
        "works": _("Works"),
        "reports": _("Diagnostic reports"),
        "documents": _("Other documents"),
    }
    tree = read_tree(DOCUMENT_TYPES)
    kinds = {pk: group for group, key in KINDS.items() for pk in tree.below([key])}
    groups: dict[str, list[Notice]] = {key: [] for key in titles}
    for notice in notices:
        groups[_group(notice, kinds)].append(notice)
    return [{"key": key, "title": titles[key], "notices": rows} for key, rows in groups.items() if rows]


def _group(notice: Notice, kinds: dict[int, str]) -> str:
    if notice.type is not None and notice.type.pk in kinds:
        return kinds[notice.type.pk]
    by_family = {"artistic_output": "works", "diagnostic_report": "reports"}
    return by_family.get(notice.family, "documents")


def _identity(user: Any) -> list[dict[str, Any]]:
    """Who has the building in hand, role by role."""
    names = names_of(user)
    found: dict[tuple[str, bool], list[Part]] = {}
    for row in read_parts(BuildingAgent.objects.filter(role__slug__in=IDENTITY)):
        found.setdefault((row.role.slug, row.planned), []).append(part_of(row, names.tells(row.agent)))
    return [
        {"role": parts[0].role, "planned": planned, "parts": parts}
        for (key, planned), parts in sorted(found.items(), key=lambda one: IDENTITY.index(one[0][0]))
    ]


def _of_all(user: Any) -> dict[str, Any]:
    return {
        "identity": _identity(user),
        "spots": every_spot(user, SPOTS),
        "phases": said(Phase.objects.all(), user),
        "protections": said(Protection.objects.prefetch_related("elements"), user),
        "milestones": said(Milestone.objects.prefetch_related("announcements"), user),
    }
