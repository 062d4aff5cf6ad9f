"""Where a request comes from, and how fast one visitor may ask for what costs most."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation

from .not_found import language_of
from .signals import housekeeping_due

MINUTE = 60
KEPT = timedelta(days=30)
PLACES = {
    "search": re.compile(r"/(?:fr/recherche|en/search)/"),
    "letters": re.compile(r"/(?:fr/ecrire|en/write)/"),
    "images": re.compile(r"/(?:images|files)/"),
}


def address_of(request: HttpRequest) -> str:
    """That of the connection, or what the outermost of ARCHIVE_PROXIES proxies saw."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    proxies: int = settings.ARCHIVE_PROXIES
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies].strip()[:45] or request.META["REMOTE_ADDR"]
    return str(request.META.get("REMOTE_ADDR", ""))


@receiver(housekeeping_due)
def forget_wrong_passwords(sender: type, **kwargs: Any) -> None:
    """What django-axes keeps of failed logins names accounts and addresses: not for longer than needed."""
    from axes.models import AccessAttempt

    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()


class PaceMiddleware:
    """So many requests a minute from one address, counted in each process; then 429 till the minute ends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for place, pattern in PLACES.items():
            if pattern.match(request.path_info):
                return self._paced(request, place)
        return self.get_response(request)

    def _paced(self, request: HttpRequest, place: str) -> HttpResponse:
        now = time.time()
        key = f"pace:{place}:{int(now // MINUTE)}:{address_of(request).encode().hex()}"
        cache.add(key, 0, timeout=2 * MINUTE)
        try:
            count = cache.incr(key)
        except ValueError:  # thrown out in between: the cache is full
            count = 1
        if count > settings.ARCHIVE_PACE[place]:
            return too_fast(request, MINUTE - int(now % MINUTE))
        return self.get_response(request)


def too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """Uses neither session nor database: it answers those who ask too much."""
    with translation.override(language_of(request)):
        text = loader.render_to_string(
            "429.html", {"seconds": seconds, "language": translation.get_language()}
        )
    response = HttpResponse(text, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
