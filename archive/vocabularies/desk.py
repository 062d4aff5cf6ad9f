"""Concepts at the desk: found as one types, made on the spot, seen as a tree, merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from archive.core.addresses import current_language
from archive.core.uses import uses

from . import finding
from .fields import ConceptField
from .keys import free_key
from .merging import merge
from .models import Concept, ConceptScheme
from .skos import FORMATS
from .trees import read_tree

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


def may_sort(user: Any) -> bool:
    """Merging, importing."""
    return bool(user.has_perm(CHANGE) and user.has_perm(DELETE))


def page(title: str, *above: tuple[str, str], subtitle: str = "") -> dict[str, Any]:
    links = [{"url": reverse("schemes:index"), "label": _("Vocabularies")}]
    links += [{"url": url, "label": label} for url, label in above]
    return {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": "tag",
        "breadcrumbs_items": [*links, {"url": "", "label": title}],
    }


@require_safe
def tree(request: HttpRequest, key: str) -> HttpResponse:
    """A vocabulary as it is read: each concept under the one above it."""
    scheme = get_object_or_404(ConceptScheme, key=key)
    if not any(request.user.has_perm(right) for right in (ADD, CHANGE, VIEW)):
        raise PermissionDenied
    branches = read_tree(key)
    rows = [(branch, [branches.branches[above].label for above in branch.also]) for branch in branches]
    context = page(capfirst(str(scheme))) | {
        "scheme": scheme,
        "rows": rows,
        "formats": FORMATS,
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "may_change_scheme": request.user.has_perm("vocabularies.change_conceptscheme"),
    }
    return render(request, "vocabularies/tree.html", context)


class MergeForm(forms.Form):
    kept = ConceptField("", label=gettext_lazy("Keep"), required=True)


def merge_one(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_sort(request.user):
        raise PermissionDenied
    concept = get_object_or_404(Concept.objects.select_related("scheme"), pk=pk)
    form = MergeForm(request.POST or None)
    form.fields["kept"].look_in(concept.scheme.key)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        try:
            moved = merge(concept, kept, request.user)
        except ValidationError as error:
            form.add_error("kept", error)
        else:
            done = ngettext(
                "“%(old)s” is now “%(kept)s”: %(n)s link followed.",
                "“%(old)s” is now “%(kept)s”: %(n)s links followed.",
                moved,
            )
            messages.success(request, done % {"old": concept, "kept": kept, "n": moved})
            return redirect("concepts:edit", kept.pk)
    found = [
        {"kind": use.kind, "label": str(use.thing), "url": use.url(request.user)} for use in uses(concept)
    ]
    edit = (reverse("concepts:edit", args=[concept.pk]), str(concept))
    context = page(_("Merge with another"), edit, subtitle=str(concept))
    context |= {"concept": concept, "form": form, "uses": found}
    return render(request, "vocabularies/merge.html", context)
