"""Buttons of the desk: submit, approve, send back, take back, start again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from archive.core.pages import NotReady

from . import review, rights
from .faces import ensure_face
from .models import Work
from .reckoning import reckon


def work_for(request: HttpRequest, pk: int) -> Work:
    """A work that this person may know of; any other answers like one that does not exist."""
    work = Work.objects.select_related("content_type").filter(pk=pk).first()
    if work is None or work.thing is None or not rights.may_see(request.user, work):
        raise Http404
    return work


def _act(do: Callable[[Work, Any, HttpRequest], None], said: Callable[[], str]) -> Any:
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        work = work_for(request, pk)
        try:
            do(work, request.user, request)
        except NotReady as trouble:
            messages.error(request, " ".join(trouble.messages))
        else:
            messages.success(request, f"{work.title}: {said()}")
        return redirect("translation:desk", pk)

    return view


def _send_back(work: Work, user: Any, request: HttpRequest) -> None:
    comment = request.POST.get("comment", "").strip()
    if not comment:
        raise NotReady(_("Say what is to be changed."))
    review.send_back(work, user, comment)


def _start(work: Work, user: Any, request: HttpRequest) -> None:
    """The English page was deleted: a new draft of it, with the words that were written."""
    if not work.is_page or not (rights.may_open_desk(user) and user.has_perm(rights.WRITE)):
        raise PermissionDenied
    if ensure_face(work.thing) is None:
        raise NotReady(_("This page has no English row of its own."))
    reckon(work)


submit = _act(lambda work, user, request: review.submit(work, user), lambda: _("submitted for review."))
approve = _act(
    lambda work, user, request: review.approve(work, user, request.POST.get("seen", "")),
    lambda: _("published in English."),
)
send_back = _act(_send_back, lambda: _("sent back."))
take_back = _act(lambda work, user, request: review.take_back(work, user), lambda: _("a draft again."))
start = _act(_start, lambda: _("started again."))
