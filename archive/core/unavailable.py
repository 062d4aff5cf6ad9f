"""A database that is locked or away, a disk that is full: the answer is 503, and what to do.

Other faults are faults of ours (500). Nothing had been confirmed to whoever is told this.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader

RETRY_SECONDS = 10

SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}


class Trouble(StrEnum):
    DATABASE = "database"
    DISK = "disk"


def trouble(error: BaseException | None) -> Trouble | None:
    """What is out of order for a time, or None when the error is of another kind."""
    if isinstance(error, OSError):
        return Trouble.DISK if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest of it says more precisely which
        if code == sqlite3.SQLITE_FULL:
            return Trouble.DISK
        return Trouble.DATABASE if code in SQLITE_AWAY else None
    if getattr(cause, "sqlstate", None) == "53100":  # PostgreSQL, appendix A: disk_full
        return Trouble.DISK
    return Trouble.DATABASE


def unavailable(kind: Trouble) -> HttpResponse:
    """Uses neither database nor context."""
    response = HttpResponse(
        loader.get_template("503.html").render({"disk": kind == Trouble.DISK}), status=503
    )
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
