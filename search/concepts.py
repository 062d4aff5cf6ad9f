"""The vocabularies as readers see them: the list of them, each as a tree, each concept with its records."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.catalogue.access import visible
from archive.catalogue.models import DOCUMENT_TYPES, SUBJECTS, RecordAgent, RecordSubject
from archive.catalogue.notice import read_notices
from archive.core.addresses import current_language, one_page
from archive.core.words import Words
from archive.vocabularies.models import Concept, ConceptLabel, ConceptMatch, ConceptScheme, FormerConcept
from archive.vocabularies.skos import BY_EXTENSION, FORMATS
from archive.vocabularies.trees import Branch, Tree, read_tree

FACETS = {DOCUMENT_TYPES: "type", SUBJECTS: "subject"}  # scheme → the filter of the archive that takes it


def address(scheme: str, key: str = "") -> str:
    """In the interface's language."""
    return reverse("search:concept", args=[scheme, key]) if key else reverse("search:scheme", args=[scheme])


def _trail(scheme: ConceptScheme | None = None, above: list[Concept] | None = None) -> list[dict[str, Any]]:
    links = [{"label": _("Home"), "url": f"/{current_language()}/"}]
    if scheme is not None:
        links.append({"label": _("Vocabularies"), "url": reverse("search:schemes")})
    if scheme is not None and above is not None:
        links.append({"label": scheme.label, "url": address(scheme.key)})
        links += [{"label": row.label, "url": address(scheme.key, row.slug)} for row in above]
    return links


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    rows = [
        {"label": row.label, "description": row.description, "url": address(row.key)}
        for row in ConceptScheme.objects.all()
    ]
    context = {"heading": _("Vocabularies"), "schemes": rows, "trail": _trail()}
    return render(request, "search/schemes.html", context | one_page(request))


@require_safe
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    row = get_object_or_404(ConceptScheme, key=scheme)
    branches = _nested(read_tree(row.key), row.key)
    context = {"scheme": row, "branches": branches, "trail": _trail(row), "path": row.path}
    return render(request, "search/scheme.html", context | one_page(request))


def _nested(tree: Tree, scheme: str, top: str = "") -> list[dict[str, Any]]:
    """The tree, or what stands under one of its concepts, each with those under it as `children`."""
    entries: dict[str, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    for branch in tree:
        entry = {"label": branch.label, "notation": branch.notation, "children": []}
        entry["url"] = address(scheme, branch.key)
        entries[branch.key] = entry
        above = _nearest(branch)
        (entries[above]["children"] if above else roots).append(entry)
    for branch in tree:  # named there, with what is below it where it stands
        for above in branch.also:
            entries[above]["children"].append(entries[branch.key] | {"children": []})
    return entries[top]["children"] if top else roots


def _nearest(branch: Branch) -> str:
    return branch.above[-1] if branch.above else ""


def known_concept(scheme: str, key: str) -> Concept:
    """Raises Http404; Moved when it was merged into another."""
    found = Concept.objects.filter(scheme__key=scheme, slug=key).select_related("scheme", "broader").first()
    if found is None:
        former = FormerConcept.objects.filter(scheme__key=scheme, slug=key).select_related("concept").first()
        if former is None:
            raise Http404
        raise Moved(former.concept.slug)
    return found


class Moved(Exception):
    """The concept has another key now."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@require_safe
def concept(request: HttpRequest, scheme: str, key: str) -> HttpResponse:
    try:
        row = known_concept(scheme, key)
    except Moved as moved:
        return HttpResponsePermanentRedirect(address(scheme, moved.key))
    tree = read_tree(scheme)
    labels = list(ConceptLabel.objects.filter(concept=row))
    records, total = _records(row, tree, request.user)
    context = {
        "concept": row,
        "scheme": row.scheme,
        "above": row.ancestors()[::-1],
        "besides": [tree.branches[key] for key in tree.branches[row.slug].also],
        "others": _others(labels),
        "forms": [label for label in labels if label.kind in ("feminine", "body") and label.language == "fr"],
        "narrower": _nested(tree, scheme, row.slug),
        "related": [
            {"label": other.label, "url": address(other.scheme.key, other.slug)}
            for other in row.related.select_related("scheme")
        ],
        "matches": ConceptMatch.objects.filter(concept=row),
        "notices": read_notices(records, request.user),
        "total": total,
        "all_url": _all(row) if total > len(records) else "",
        "path": row.path,
    }
    context["trail"] = _trail(row.scheme, context["above"])
    return render(request, "search/concept.html", context | one_page(request))


WANTED = {"text/html": "", **{kind.media_type: kind.extension for kind in FORMATS}}


@require_safe
def concept_uri(request: HttpRequest, scheme: str, key: str = "") -> HttpResponse:
    """The same address in every language and for programs: what is wanted is told by the request, and where
    it is by the answer (303)."""
    try:
        _known(scheme, key)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("concept_uri", args=[scheme, moved.key]))
    extension = WANTED[request.get_preferred_type(list(WANTED)) or "text/html"]
    if extension:
        where = reverse("concept_data", args=[scheme, *filter(None, [key]), extension])
    else:
        with override(get_language_from_request(request)):
            where = address(scheme, key)
    response = HttpResponseRedirect(where, status=303)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


@require_safe
def concept_data(request: HttpRequest, scheme: str, extension: str, key: str = "") -> HttpResponse:
    """SKOS, in the form that the extension names."""
    from archive.vocabularies.skos.writing import graph_of, write

    kind = BY_EXTENSION.get(extension)
    if kind is None:
        raise Http404
    try:
        row, concept = _known(scheme, key)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("concept_data", args=[scheme, moved.key, extension]))
    content = write(graph_of([row], only=concept), kind)
    response = HttpResponse(content, content_type=f"{kind.media_type}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"  # of the public words, to programs in browsers too
    return response


def _known(scheme: str, key: str) -> tuple[ConceptScheme, Concept | None]:
    """Raises Http404, Moved."""
    if key:
        concept = known_concept(scheme, key)
        return concept.scheme, concept
    return get_object_or_404(ConceptScheme, key=scheme), None


def _others(labels: list[ConceptLabel]) -> list[Words]:
    """Alternative labels, each in its language."""
    return [
        Words(label.text, label.language) for label in labels if label.kind == ConceptLabel.Kind.ALTERNATIVE
    ]


def _records(row: Concept, tree: Tree, user: Any) -> tuple[list[Any], int]:
    """The latest that name it or what stands under it, and how many do; only what this reader may find."""
    line = tree.below([row.slug])
    about = RecordSubject.objects.filter(concept__in=line).values("page")
    with_role = RecordAgent.objects.filter(role__in=line).values("page")
    named = Q(type__in=line) | Q(pk__in=about) | Q(pk__in=with_role)
    found = visible(user).records().filter(named)
    latest = found.order_by("-first_published_at", "-pk")[: settings.ARCHIVE_PAGE_SIZE]
    return list(latest), found.count()


def _all(row: Concept) -> str:
    facet = FACETS.get(row.scheme.key)
    return f"{reverse('search:archive')}?{urlencode({facet: row.slug})}" if facet else ""
