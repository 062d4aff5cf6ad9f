"""Pages kept for visitors as they were last written, for exactly as long as nothing has changed.

Before a kept page is given, the state of the archive is asked: a number of the database that any committed
write changes, whoever wrote, and the day. A page belongs to the state that was read before it was written, so
nothing closed or withdrawn is given once it is so (docs/decisions/0012). Each process keeps its own.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

State = tuple[Hashable, ...]
STATES: list[Callable[[], Hashable]] = []  # what else pages are made from; lower apps do not know of it
TEXTS = ("text/html", "application/atom+xml", "application/xml")
SAME_FOR_ALL = {"cookie", "accept-encoding"}  # of Vary: visitors bring no cookie, texts are kept uncompressed


def state_of(function: Callable[[], Hashable]) -> Callable[[], Hashable]:
    """Registers a part of the state: another value whenever what it stands for has changed."""
    STATES.append(function)
    return function


class _Watch:
    """SQLite's own count of what others have committed, read through a connection that never writes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened: tuple[object, ...] = ()
        self._connection: sqlite3.Connection | None = None

    def read(self) -> Hashable:
        path = settings.DATABASES["default"]["NAME"]
        file = os.stat(path)
        opened = (os.getpid(), str(path), file.st_dev, file.st_ino, file.st_ctime_ns)  # restored: another
        with self._lock:
            if self._connection is None or self._opened != opened:
                self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
                self._opened = opened
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return (*opened, version)


_watch = _Watch()


@state_of
def _database() -> Hashable:
    if connection.vendor == "sqlite":
        return _watch.read()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


@state_of
def _day() -> Hashable:
    return timezone.localdate(timezone=timezone.get_default_timezone())  # whoever the thread served before


def archive_state() -> State | None:
    """None when it cannot be known, or not to others, within a transaction: nothing is then kept or given."""
    if connection.in_atomic_block:
        return None
    try:
        return tuple(function() for function in STATES)
    except (OSError, sqlite3.Error, DatabaseError):
        return None


class _Shelf:
    """The pages of one state, the longest unread thrown out first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State | None = None
        self._pages: OrderedDict[Hashable, HttpResponse] = OrderedDict()
        self._weight = 0

    def find(self, state: State, key: Hashable) -> HttpResponse | None:
        with self._lock:
            if state != self._state:
                self._state, self._weight = state, 0
                self._pages.clear()
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        return page

    def keep(self, state: State, key: Hashable, page: HttpResponse) -> None:
        with self._lock:
            if state != self._state or key in self._pages:
                return
            self._pages[key] = page
            self._weight += len(page.content)
            while self._weight > settings.ARCHIVE_KEPT_PAGES_MB * 1_000_000:
                _key, oldest = self._pages.popitem(last=False)
                self._weight -= len(oldest.content)


class KeptPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._shelf = _Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.ARCHIVE_KEPT_PAGES_MB or not _of_a_visitor(request):
            return self.get_response(request)
        state = archive_state()
        if state is None:
            return self.get_response(request)
        try:
            key = (request.scheme, request.get_host(), request.get_full_path())
        except DisallowedHost:
            return self.get_response(request)
        kept = self._shelf.find(state, key)
        if kept is None:
            kept = self.get_response(request)
            if not _same_for_all(kept):
                return kept
            self._shelf.keep(state, key, _copy(kept))
            return kept
        return _copy(kept)


def _of_a_visitor(request: HttpRequest) -> bool:
    languages = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
    return request.method == "GET" and not request.COOKIES and request.path_info.startswith(languages)


def _same_for_all(response: HttpResponse) -> bool:
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith(TEXTS)
        and "Cache-Control" not in response.headers
        and varies <= SAME_FOR_ALL
    )


def _copy(page: HttpResponse) -> HttpResponse:
    """What is around changes the headers of what it is given."""
    copy = HttpResponse(page.content, status=page.status_code)
    copy.headers = type(page.headers)(page.headers)
    return copy
