"""The translator's tool for administrators, kept to the rules of faces."""

from __future__ import annotations

import polib
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.views.edit_translation import upload_pofile

from .reckoning import reckon, work_of
from .rights import may_write
from .sources import NotKept, source_of
from .sources.pages import key_of

LARGEST_PO = 20_000_000  # bytes


def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The stock view breaks when no file comes, and when the file is a PO of another program."""
    file = request.FILES.get("file")
    if request.method == "POST" and (file is None or not _is_of_this_program(file)):
        messages.error(request, _("Choose a PO file that was downloaded here. Nothing was changed."))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    return upload_pofile(request, translation_id)


def _is_of_this_program(file: UploadedFile) -> bool:
    if (file.size or 0) > LARGEST_PO:
        return False
    text = file.read().decode("utf-8", "replace")
    file.seek(0)
    # polib takes a text of one line for the name of a file, and reads that file.
    if "\n" not in text:
        return False
    try:
        return "X-WagtailLocalize-TranslationID" in polib.pofile(text).metadata
    except (OSError, ValueError):
        return False


def write_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """The stock address for one text, kept to the rules of the desk: rights, locks, reviews."""
    translation = get_object_or_404(Translation, pk=translation_id)
    segment = get_object_or_404(StringSegment, pk=string_segment_id, source=translation.source)
    work = work_of(translation.source.get_source_instance())
    if not may_write(request.user, work):
        raise PermissionDenied
    if request.method not in ("PUT", "DELETE"):
        return HttpResponseNotAllowed(["PUT", "DELETE"])
    words = QueryDict(request.body).get("value", "") if request.method == "PUT" else ""
    try:
        source_of(work).keep(work, key_of(segment), words, request.user)
    except NotKept as trouble:
        return JsonResponse({"error": " ".join(trouble.messages)}, status=400)
    reckon(work)
    return JsonResponse({"state": work.state})
