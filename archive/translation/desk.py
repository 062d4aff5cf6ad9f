"""The desk of one work: French beside English, text by text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from archive.core.middleware import SITE_POLICY

from . import acting, context, glossary, markup, memory, presence, review, rights, typed, words
from .acting import work_for
from .faces import face_of
from .models import Remark, Work
from .rows import Row, row_of, rows_of
from .sources import PAGES, NotKept, source_of
from .sources.pages import english


def desk(request: HttpRequest, pk: int) -> HttpResponse:
    work = work_for(request, pk)
    if request.method != "POST":
        presence.arrive(work, request.user)
        return _page(request, work)
    request.POST = request.POST.copy()
    with words.seen(work, request.POST) as now:
        found = typed.take_in(work, request.POST, request.user)
    if not found.is_all_in:
        return _page(request, work, found, status=422)
    request.POST["seen"] = now.digest
    return _go_on(request, work, found)


SHOWN_HERE = SITE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
ACTS = {
    "submit": acting.submit,
    "approve": acting.approve,
    "send_back": acting.send_back,
    "take_back": acting.take_back,
    "start": acting.start,
}


def _go_on(request: HttpRequest, work: Work, found: typed.Typed) -> HttpResponse:
    """Everything that was typed is in: what the button asked for."""
    sent = request.POST
    if found.written:
        said = ngettext("%(n)s text was saved.", "%(n)s texts were saved.", found.written)
        messages.success(request, said % {"n": found.written})
    if act := ACTS.get(sent.get("action", "")):
        return act(request, work.pk)
    at = ""
    try:
        if key := sent.get("still"):
            words.still_right(work, key, request.user)
            at = key
        elif key := sent.get("take"):
            _take(work, key, request.user)
            at = key
        elif pk := sent.get("settle"):
            at = _settle(work, pk, request.user)
    except NotKept as error:
        messages.error(request, " ".join(error.messages))
    except KeyError:
        messages.error(request, typed.no_text())
    return redirect(_address(request, work, at or sent.get("drop", "")))


def _take(work: Work, key: str, user: Any) -> None:
    """The earlier English words, as a start."""
    segment = words.text_of(source_of(work).segments(work), key)
    if segment.before is not None:
        words.write(work, key, segment.before.target, user)


def _settle(work: Work, pk: str, user: Any) -> str:
    if not (rights.may_write(user, work) or rights.may_review(user, work)):
        raise PermissionDenied
    remark = get_object_or_404(work.remarks, pk=int(pk) if pk.isdecimal() else 0)
    remark.settled = not remark.settled
    remark.save(update_fields=["settled"])
    return remark.key


def _address(request: HttpRequest, work: Work, key: str = "") -> str:
    address = reverse("translation:desk", args=[work.pk])
    if request.GET.get("show") == "todo":
        address += "?show=todo"
    keys = [segment.key for segment in source_of(work).segments(work)] if key else []
    return f"{address}#text-{keys.index(key) + 1}" if key in keys else address


def _page(
    request: HttpRequest, work: Work, found: typed.Typed | None = None, status: int = 200
) -> HttpResponse:
    user = request.user
    segments = source_of(work).segments(work)
    rows = rows_of(work, segments, user, glossary.lexicon())
    may_write, may_review = rights.may_write(user, work), rights.may_review(user, work)
    asked = review.standing(work)
    in_review = asked is not None and asked.in_review
    if found is not None:
        found.mark(rows)
    to_do = [row for row in rows if row.to_do]
    only = request.GET.get("show") == "todo"
    shown = {
        "work": work,
        "rows": to_do if only else rows,
        "only": only,
        "to_do": len(to_do),
        "unplaced": found.unplaced if found else [],
        "may_write": may_write,
        "may_review": may_review,
        "may_submit": may_write and not in_review and bool(segments),
        "may_take_back": in_review and (asked.by == user or may_review),
        "may_start": work.is_page and user.has_perm(rights.WRITE) and face_of(work.thing) is None,
        "review": asked,
        "in_review": in_review,
        "two": review.needs_two(work),
        "seen": review.digest_of(segments),
        "others": presence.others(work, user),
        "picture": context.pictures(work, user).get(""),
        "public": context.public_address(work),
        "french": context.editing_address(work, user),
        "previews": context.may_preview(work, user),
        "keys": getattr(getattr(user, "wagtail_userprofile", None), "keyboard_shortcuts", True),
        "breadcrumbs_items": [
            {"url": reverse("translation:board"), "label": _("Translations")},
            {"url": "", "label": work.title},
        ],
        "header_title": work.title,
        "header_icon": "globe",
    }
    return render(request, "translation/desk.html", shown, status=status)


@require_POST
def write(request: HttpRequest, pk: int) -> JsonResponse:
    """Words as they are typed. 409: another has written; 410: the text is gone; 422: they cannot be taken."""
    work = work_for(request, pk)
    key, said = request.POST.get("key", ""), request.POST.get("words", "")
    try:
        with words.seen(work, request.POST) as now:
            if request.POST.get("still"):
                segment = words.still_right(work, key, request.user)
            else:
                segment = words.write(work, key, said, request.user, request.POST.get("stamp"))
    except PermissionDenied:
        return JsonResponse({"problem": typed.no_right()}, status=403)
    except KeyError:
        return JsonResponse({"problem": typed.no_text()}, status=410)
    except NotKept as error:
        return JsonResponse({"problem": " ".join(error.messages)}, status=422)
    except words.Overtaken as error:
        refused = typed.overtaken(error)
        now = row_of(work, error.segment)
        told = {"problem": refused.problem, "theirs": now.segment.target, "by": refused.theirs_by}
        if error.french:
            told["source"] = now.source
        return JsonResponse(told | {"stamp": now.stamp}, status=409)
    row = row_of(work, segment, lexicon=glossary.lexicon())
    return JsonResponse(_standing(request, work, row) | {"seen": now.digest})


def _standing(request: HttpRequest, work: Work, row: Row) -> dict[str, Any]:
    """What the page shows of a text that was just written, and of the work."""
    return {
        "stamp": row.stamp,
        "words": row.segment.target,
        "trouble": row.segment.trouble,
        "to_do": row.to_do,
        "outdated": row.segment.before is not None,
        "standing": render_to_string("translation/desk_standing.html", {"row": row}, request),
        "doubts": render_to_string("translation/desk_doubts.html", {"row": row}, request),
        "counts": render_to_string("translation/desk_counts.html", {"work": work}, request),
    }


@require_safe
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was approved elsewhere for the same French, or nearly the same."""
    work = work_for(request, pk)
    try:
        segment = words.text_of(source_of(work).segments(work), request.GET.get("key", ""))
    except KeyError:
        return HttpResponse(status=410)
    found = memory.alike(segment.source, user=request.user, work=work, rich=segment.rich)
    shown = [
        {
            "words": one.target,
            "read": markup.laid_out(one.target, rich=segment.rich),
            "likeness": one.likeness,
            "changed": markup.told(one.difference) if one.likeness < 100 else "",
            "title": one.title,
            "address": reverse("translation:desk", args=[one.work]),
            "numbers": one.numbers,
        }
        for one in found
    ]
    return render(request, "translation/desk_suggestions.html", {"suggestions": shown})


@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Said or settled; answers the remarks of the text."""
    work = work_for(request, pk)
    key = request.POST.get("key", "")
    text = request.POST.get("text", "").strip()
    if settled := request.POST.get("settle"):
        key = _settle(work, settled, request.user)
    elif text:
        Remark.objects.create(work=work, key=key, text=text, by=request.user)
    rows = {"row": {"remarks": work.remarks.filter(key=key).select_related("by")}, "may_settle": True}
    return render(request, "translation/desk_remarks.html", rows)


@require_POST
def here(request: HttpRequest, pk: int) -> JsonResponse:
    """Said every 15 seconds by the page, and when it is left; answers who else is there."""
    work = work_for(request, pk)
    if request.POST.get("leaves"):
        presence.leave(work, request.user)
        return JsonResponse({})
    presence.arrive(work, request.user)
    names = presence.others(work, request.user)
    return JsonResponse({"others": render_to_string("translation/desk_others.html", {"others": names})})


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it would be with the words of today; French where there are none."""
    work = work_for(request, pk)
    if not context.may_preview(work, request.user):
        raise PermissionDenied
    source = PAGES.source(work)
    if source is None:
        raise Http404
    page = source.get_ephemeral_translated_instance(english(), fallback=True)
    response = page.make_preview_request(request, page.default_preview_mode)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Content-Security-Policy"] = SHOWN_HERE
    return response
