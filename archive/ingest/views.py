"""The deposit, in the admin: drop files, see what was understood, describe, save as a draft."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from archive.catalogue.models import ArchivePage, RecordPage, SeriesPage
from archive.catalogue.nearness import likenesses
from archive.catalogue.registration import register, unsorted_series
from archive.holdings.models import ArchiveDocument
from archive.holdings.receive import Refused, receive

from . import pipeline
from .forms import MARK_TAKEN, DescribeForm, FilesForm
from .models import Unfolding
from .ocr import available

MOST_FILES = 200


def _open_to(user: Any) -> list[int]:
    series = SeriesPage.objects.filter(locale__language_code="fr")
    return [page.pk for page in series if page.permissions_for_user(user).can_add_subpage()]


def may_deposit(user: Any) -> bool:
    """Whether this person may add records somewhere, or the first series where there is none."""
    if SeriesPage.objects.filter(locale__language_code="fr").exists():
        return bool(_open_to(user))
    archive = ArchivePage.objects.get(locale__language_code="fr")
    return bool(archive.permissions_for_user(user).can_add_subpage())


def series_for(user: Any) -> QuerySet[SeriesPage]:
    """Series under which this person may add records; the first is made where there is none.

    Raises PermissionDenied for those who may not deposit.
    """
    if not may_deposit(user):
        raise PermissionDenied
    unsorted_series()
    return SeriesPage.objects.filter(pk__in=_open_to(user)).order_by("path")


def start(request: HttpRequest) -> HttpResponse:
    series_for(request.user)
    sent = request.method == "POST"
    form = FilesForm(request.POST, {"files": request.FILES.getlist("files")}) if sent else FilesForm()
    refusals: list[tuple[str, Refused]] = []
    if sent and form.is_valid():
        taken, refusals = _take(request, form.cleaned_data["files"])
        if taken and not refusals:
            return redirect(_describe_url(taken))
        if taken:
            for name, sentence in refusals:
                messages.error(request, f"{name}: {sentence}")
            return redirect(_describe_url(taken))
    return render(
        request,
        "ingest/deposit.html",
        {"form": form, "refusals": refusals, "readings": _recent(), "ocr": available()},
        status=_status(refusals),
    )


def _status(refusals: list[tuple[str, Refused]]) -> int:
    if any(refusal.code == "disk full" for _name, refusal in refusals):
        return 507
    return 422 if refusals else 200


def _take(request: HttpRequest, files: list[Any]) -> tuple[list[int], list[tuple[str, Refused]]]:
    taken: list[int] = []
    refusals: list[tuple[str, Refused]] = []
    for number, file in enumerate(files, 1):
        try:
            if number > MOST_FILES:
                raise Refused(
                    "too many", _("More files came than the archive takes at once; send this one again.")
                )
            if file.size > settings.ARCHIVE_MAX_UPLOAD_MB * 1024 * 1024:
                raise Refused("too large", _("This file is larger than the archive takes at once."))
            receipt = receive(file, file.name, agent=request.user.get_username())
        except Refused as refusal:
            refusals.append((file.name, refusal))
            continue
        pipeline.begin(receipt.document)
        if receipt.document.pk not in taken:
            taken.append(receipt.document.pk)
        if not receipt.is_new:
            _say_already_held(request, receipt.document, file.name)
    return taken, refusals


def _say_already_held(request: HttpRequest, document: ArchiveDocument, name: str) -> None:
    """With a way to each record that describes it, of which this person may know."""
    holding = [like.record for like in likenesses("", "", [document], request.user)]
    if not holding:
        text = _("“%(name)s” is already held, byte for byte; no record describes it yet.") % {"name": name}
        messages.warning(request, text)
        return
    marks = ", ".join(record.mark for record in holding)
    text = _("“%(name)s” is already held, byte for byte: %(marks)s.") % {"name": name, "marks": marks}
    ways = [
        messages.button(reverse("wagtailadmin_pages:edit", args=[record.pk]), record.mark)
        for record in holding
    ]
    messages.warning(request, text, buttons=ways)


def _describe_url(documents: list[int]) -> str:
    return f"{reverse('deposit:describe')}?{urlencode({'document': documents}, doseq=True)}"


def _documents(request: HttpRequest) -> list[ArchiveDocument]:
    """In the order of the address."""
    asked = request.GET.getlist("document")[:MOST_FILES]
    wanted = [int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 16]
    found = ArchiveDocument.objects.select_related("unfolding").in_bulk(wanted)
    return [found[pk] for pk in dict.fromkeys(wanted) if pk in found]


def describe(request: HttpRequest) -> HttpResponse:
    series = series_for(request.user)
    documents = _documents(request)
    if not documents:
        return redirect("deposit:start")
    initial = {"title": documents[0].title, "document_language": "fr", "rights": "CNE"}
    form = DescribeForm(request.POST or None, series=series, initial=initial)
    said = form.cleaned_data if form.is_bound and form.is_valid() else initial
    alike = likenesses(said["title"], said.get("date_as_written", ""), documents, request.user)
    unseen = {str(like.record.pk) for like in alike} - set(request.POST.get("seen", "").split())
    if form.is_bound and form.is_valid() and not unseen:
        try:
            record = _register(form, documents, request.user)
        except IntegrityError:  # somebody took the mark between the look and the leap
            form.add_error("mark", MARK_TAKEN)
        else:
            messages.success(request, _("Draft %(mark)s saved.") % {"mark": record.mark})
            return redirect("wagtailadmin_pages:edit", record.pk)
    context = {"form": form, "likenesses": alike, "asked_again": form.is_bound and unseen}
    return render(request, "ingest/describe.html", context | _state_context(documents))


def _register(form: DescribeForm, documents: list[ArchiveDocument], user: Any) -> RecordPage:
    facts = dict(form.cleaned_data)
    family, series, title = facts.pop("family"), facts.pop("series"), facts.pop("title")
    return register(family, series, title, documents=documents, user=user, **facts)


def _state_context(documents: list[ArchiveDocument]) -> dict[str, Any]:
    readings = [getattr(document, "unfolding", None) or pipeline.begin(document) for document in documents]
    query = urlencode({"document": [document.pk for document in documents]}, doseq=True)
    return {
        "readings": readings,
        "state_url": f"{reverse('deposit:state')}?{query}",
        "over": all(reading.is_over for reading in readings),
    }


@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """The progress of these files, as a piece of page; polled while they are being read."""
    series_for(request.user)
    documents = _documents(request)
    response = render(request, "ingest/state.html", _state_context(documents))
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    series_for(request.user)
    reading = get_object_or_404(Unfolding.objects.select_related("document"), pk=pk)
    if reading.is_over:
        pipeline.try_again(reading)
        messages.success(request, _("“%(name)s” is being read again.") % {"name": reading.document.title})
    if request.POST.get("stay") == "readings":
        return redirect("deposit:readings")
    return redirect(_describe_url([reading.document_id]) if request.POST.get("stay") else "deposit:start")


def _recent() -> list[Unfolding]:
    return list(Unfolding.objects.select_related("document").order_by("-updated_at")[:20])
