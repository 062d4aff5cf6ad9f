"""Everything that a list of the board shows, submitted for review in the background: a series with all that
stands below it, for one.

A work is submitted and counted in one transaction, so that a batch that was killed half-way goes on where it
was, and does nothing twice.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from archive.core.pages import NotReady
from archive.core.queue import LATER, enqueue_on_commit

from . import review, rights
from .board import asked_works
from .models import Batch, State, Work

SLICE = 5.0  # seconds of work before others may go first
AGAIN = 3  # seconds between two looks at how far it is


def to_submit(works: QuerySet[Work]) -> QuerySet[Work]:
    """Those with English words that wait to be read by a reviewer."""
    return works.filter(drafted__gt=0).exclude(state__in=(State.REVIEW, State.NOT_WANTED))


def begin(works: QuerySet[Work], user: Any) -> Batch:
    from .tasks import go_on_with_batch

    keys = list(to_submit(works).order_by("path", "pk").values_list("pk", flat=True))
    batch = Batch.objects.create(by=user, works=keys)
    if keys:
        enqueue_on_commit(go_on_with_batch, batch.pk, priority=LATER)
    return batch


def go_on(batch_id: int, seconds: float = SLICE) -> bool:
    """A slice of the batch; whether there is more."""
    until = time.monotonic() + seconds
    while (more := _next(batch_id)) and time.monotonic() < until:
        pass
    return more


@transaction.atomic
def _next(batch_id: int) -> bool:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.ended:
        return False
    key = batch.works[batch.done]
    if why := _submit(key, batch.by):
        batch.refused.append([key, why])
    batch.done += 1
    batch.save(update_fields=["done", "refused"])
    return not batch.ended


def _submit(key: int, user: Any) -> str:
    """Why not, in the language of whoever asked; "" once it is done, or was."""
    work = Work.objects.filter(pk=key).first()
    if work is None or work.thing is None or work.state == State.REVIEW:
        return ""
    profile = getattr(user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else translation.get_language()):
        try:
            with transaction.atomic():
                review.submit(work, user)
        except NotReady as trouble:
            return " ".join(trouble.messages)
        except PermissionDenied:
            return _("You may not write these words, or they are locked.")
    return ""


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(rights.WRITE):
        raise PermissionDenied
    asked = QueryDict(request.POST.get("asked", ""))
    batch = begin(asked_works(request, asked), request.user)
    if not batch.total:
        batch.delete()
        messages.error(request, _("None of these has English words that wait for a review."))
        return redirect(f"{reverse('translation:board')}?{asked.urlencode()}")
    return redirect("translation:batch", batch.pk)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    batch = Batch.objects.filter(pk=pk, by=request.user).first()
    if batch is None:
        raise Http404
    seen = rights.seen_by(request.user).in_bulk([key for key, _why in batch.refused])
    refused = [(seen[key], why) for key, why in batch.refused if key in seen]
    answer = render(request, "translation/batch.html", {"batch": batch, "refused": refused})
    if not batch.ended:
        answer["Refresh"] = str(AGAIN)
    return answer
