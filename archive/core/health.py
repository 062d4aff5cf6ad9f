"""Health: each part of the site says whether it answers; strangers learn only yes or no."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

CHECKS: dict[str, Callable[[], bool]] = {}


def check(name: str) -> Callable[[Callable[[], bool]], Callable[[], bool]]:
    def keep(function: Callable[[], bool]) -> Callable[[], bool]:
        CHECKS[name] = function
        return function

    return keep


@check("database")
def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


@check("storage")
def _storage() -> bool:
    return os.access(settings.ARCHIVE_DATA, os.R_OK | os.W_OK) and storages["originals"].answers()


@check("worker")
def _worker() -> bool:
    """A worker that lives leaves no ready task waiting for minutes."""
    from django_tasks_db.models import DBTaskResult

    limit = timezone.now() - timezone.timedelta(minutes=15)
    oldest = DBTaskResult.objects.ready().filter(priority__gte=0, enqueued_at__lt=limit)
    return not oldest.exists()


def answers() -> dict[str, bool]:
    found = {}
    for name, function in CHECKS.items():
        try:
            found[name] = bool(function())
        except Exception:  # whatever is broken, the answer is that it is broken
            found[name] = False
    return found


def health(request: HttpRequest) -> JsonResponse:
    parts = answers()
    well = all(parts.values())
    body: dict[str, object] = {"status": "ok" if well else "failing"}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        body["parts"] = parts
    response = JsonResponse(body, status=200 if well else 503)
    response.headers["Cache-Control"] = "no-store"
    return response
