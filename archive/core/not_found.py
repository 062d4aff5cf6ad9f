"""The answers of the site when there is nothing to show, in the reader's language."""

from __future__ import annotations

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template import loader
from django.utils import translation

from .unavailable import trouble, unavailable


def language_of(request: HttpRequest) -> str:
    first = request.path_info.split("/")[1] if "/" in request.path_info else ""
    if first in dict(settings.LANGUAGES):
        return first
    return translation.get_language_from_request(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with translation.override(language_of(request)):
        request.language_addresses = {code: f"/{code}/" for code, _name in settings.LANGUAGES}
        return HttpResponse(loader.render_to_string("404.html", {}, request), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not even be taken apart, so nothing of it is looked at."""
    with translation.override(language_of(request)):
        return HttpResponseBadRequest(loader.get_template("400.html").render())


def server_error(request: HttpRequest) -> HttpResponse:
    """Uses neither database nor context: either may be what failed."""
    kind = trouble(sys.exc_info()[1])
    with translation.override(language_of(request)):
        if kind is not None:
            return unavailable(kind)
        return HttpResponseServerError(loader.get_template("500.html").render())
