"""The translator's tool for administrators, kept to the rules of faces."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from wagtail_localize.models import StringSegment, Translation

from .reckoning import reckon, work_of
from .rights import may_write
from .sources import NotKept, source_of
from .sources.pages import key_of


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
