"""What holds for every answer: its language, its security policy, one way to say that nothing is there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils import translation

from .not_found import not_found
from .pages import NotReady

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
# Wagtail's editor still writes scripts and styles into its pages; nothing comes from elsewhere.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'self'; frame-ancestors 'self'; frame-src 'self'; object-src 'none'"
)


TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but an address that has no language keeps its own answer: a missing file is a 404 and not
    a redirection to a page that does not exist either."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class TextCompressionMiddleware(GZipMiddleware):
    """Text only: files and images are compressed already, and keep their entity tags."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type", "").startswith(TEXTS):
            return super().process_response(request, response)
        return response


class SecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN_POLICY if request.path_info.startswith("/admin/") else SITE_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        )
        return response


class NotFoundMiddleware:
    """With DEBUG too, a visitor who follows a dead link meets the archive's own page; and whoever publishes
    what is not ready, by whatever way, is told what is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotReady):
            messages.error(request, " ".join(exception.messages))
            return redirect("wagtailadmin_home")
        if isinstance(exception, Http404) and settings.DEBUG and not request.path_info.startswith("/admin/"):
            return not_found(request, exception)
        return None
