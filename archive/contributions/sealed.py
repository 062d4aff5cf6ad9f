"""A form for strangers without a cookie: a signed, dated seal in place of a session, and Origin checked."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

SALT = "archive.contributions.form"
OLDEST = 24 * 3600  # seconds


def seal() -> str:
    return signing.dumps({}, salt=SALT)


def is_sealed(request: HttpRequest) -> bool:
    """Whether the form was given out by this site, within a day, and is sent from it."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if origin and urlsplit(origin).netloc != request.get_host():
        return False
    try:
        signing.loads(request.POST.get("seal", ""), salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return False
    return True
