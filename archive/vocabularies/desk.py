"""Concepts at the desk: found as one types, made on the spot."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from archive.core.addresses import current_language

from . import finding
from .models import Concept, ConceptScheme, FormerConcept

ADD, CHANGE, DELETE, VIEW = (
    f"vocabularies.{action}_concept" for action in ("add", "change", "delete", "view")
)


def _said(found: finding.Found, under: str) -> dict[str, Any]:
    """What answered beside the name; else what it stands under."""
    hint = found.said or under
    return {
        "value": found.branch.pk,
        "label": found.branch.label.said_in(current_language()).text,
        "hint": f"({hint})" if hint else "",
    }


@require_safe
def find(request: HttpRequest, scheme: str, below: str = "") -> HttpResponse:
    found = finding.find(scheme, request.GET.get("q", ""), below)
    tree = {one.branch.key: one.branch for one in found}
    missing = {key for one in found for key in one.branch.above[-1:]} - set(tree)
    above = Concept.objects.in_scheme(scheme).filter(slug__in=missing)
    language = current_language()
    names = {row.slug: row.label.said_in(language).text for row in above}
    names |= {key: branch.label.said_in(language).text for key, branch in tree.items()}
    answer = [_said(one, names.get(one.branch.above[-1], "") if one.branch.above else "") for one in found]
    return JsonResponse({"found": answer})


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """With its name alone, in the language of whoever makes it; the rest is written later."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    scheme = get_object_or_404(ConceptScheme, key=request.POST.get("kind", ""))
    name = request.POST.get("name", "").strip()
    same = Concept.objects.filter(scheme=scheme).called(name).first() if name else None
    if same is None:
        language = current_language()
        same = Concept(scheme=scheme, slug=free_key(scheme, name), **{f"label_{language}": name})
        try:
            with transaction.atomic():
                same.full_clean()
                same.save()
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)})
        log(instance=same, action="wagtail.create", user=request.user)
    return JsonResponse({"value": same.pk, "label": same.label.said_in(current_language()).text, "hint": ""})


def free_key(scheme: ConceptScheme, name: str) -> str:
    """A key made of the name, and of a number where that is taken."""
    stem = slugify(name)[:90] or "concept"
    taken = set(Concept.objects.filter(scheme=scheme, slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(
        FormerConcept.objects.filter(scheme=scheme, slug__startswith=stem).values_list("slug", flat=True)
    )
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
