"""Finding an agent as one types, making it on the spot, merging two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from archive.core.uses import uses

from .merging import merge
from .models import Agent
from .panels import typed_agent

SHOWN = 12
ADD, CHANGE, DELETE, VIEW = (f"authorities.{action}_agent" for action in ("add", "change", "delete", "view"))


def may_find(user: Any) -> bool:
    return user is not None and any(user.has_perm(right) for right in (ADD, CHANGE, VIEW))


def may_merge(user: Any) -> bool:
    return bool(user.has_perm(CHANGE) and user.has_perm(DELETE))


def found(typed: str) -> list[Agent]:
    return list(Agent.objects.standing().best(typed)[:SHOWN])


def _said(agent: Agent) -> dict[str, Any]:
    return {"value": agent.pk, "label": str(agent), "hint": str(agent.get_kind_display())}


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    if not may_find(request.user):
        raise PermissionDenied
    return JsonResponse({"found": [_said(agent) for agent in found(request.GET.get("q", ""))]})


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """With its name alone; the rest is written later. A person made so is not named in public."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    agent = Agent(kind=request.POST.get("kind", ""), name_fr=request.POST.get("name", "").strip())
    same = Agent.objects.standing().filter(kind=agent.kind, name_fr__iexact=agent.name_fr).first()
    if same is not None:
        return JsonResponse(_said(same))
    try:
        agent.full_clean(exclude=["slug"])
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)})
    agent.save()
    log(instance=agent, action="wagtail.create", user=request.user)
    return JsonResponse(_said(agent))


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(
        label=gettext_lazy("Keep"),
        queryset=Agent.objects.filter(replaced_by=None),
        widget=typed_agent(()),
        error_messages={"invalid_choice": gettext_lazy("Choose one from the list.")},
    )


def merge_one(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_merge(request.user):
        raise PermissionDenied
    agent = get_object_or_404(Agent.objects.standing(), pk=pk)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        try:
            moved = merge(agent, kept, request.user)
        except ValidationError as error:
            form.add_error("kept", error)
        else:
            done = ngettext(
                "“%(old)s” is now “%(kept)s”: %(n)s link followed.",
                "“%(old)s” is now “%(kept)s”: %(n)s links followed.",
                moved,
            )
            messages.success(request, done % {"old": agent, "kept": kept, "n": moved})
            return redirect("agents:edit", kept.pk)
    found_uses = [
        {"kind": use.kind, "label": str(use.thing), "url": use.url(request.user)} for use in uses(agent)
    ]
    context = {
        "agent": agent,
        "form": form,
        "uses": found_uses,
        "breadcrumbs_items": [
            {"url": reverse("agents:index"), "label": _("People and organisations")},
            {"url": reverse("agents:edit", args=[agent.pk]), "label": str(agent)},
            {"url": "", "label": _("Merge with another")},
        ],
        "page_title": _("Merge with another"),
        "page_subtitle": str(agent),
        "header_icon": "group",
    }
    return render(request, "authorities/merge.html", context)
