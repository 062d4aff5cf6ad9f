"""What the site writes down of its work: one JSON object a line, and nothing of anybody's.

A request is known by its number, method, the name of its address and what came of it: never by the address
itself, which holds words that somebody searched for. Of what other libraries say, the pattern is kept and not
what they put into it; of an error, its kind and where it was, not its message, which may hold a row.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django_tasks.signals import task_finished, task_started

request_log = logging.getLogger("archive.request")
task_log = logging.getLogger("archive.task")

# The request or task at work: on every line that is written meanwhile.
at_work: ContextVar[str] = ContextVar("at_work", default="")

FACTS = ("method", "view", "status", "ms", "task", "outcome")


class JSONLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "id": at_work.get() or None,
            **_said(record),
            **{fact: getattr(record, fact, None) for fact in FACTS},
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _error, trace = record.exc_info
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["trace"] = _places(trace)
        return json.dumps({name: value for name, value in line.items() if value is not None})


def _said(record: logging.LogRecord) -> dict[str, str]:
    if record.name.startswith("archive."):
        return {"message": record.getMessage()}
    where = {"where": f"{record.module}:{record.lineno}"}
    return where | ({"pattern": str(record.msg)} if record.args else {})


def _places(trace: TracebackType | None) -> list[str]:
    root = f"{settings.BASE_DIR}/"
    return [
        f"{frame.filename.removeprefix(root)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


class RequestLogMiddleware:
    """One line for each request; its number goes out with the answer, for whoever reports a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid4().hex[:16]
        token = at_work.set(number)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            request_log.info(
                "request",
                extra={
                    "method": request.method if request.method in METHODS else "other",
                    "view": request.resolver_match.view_name if request.resolver_match else "",
                    "status": response.status_code,
                    "ms": round((time.monotonic() - began) * 1000),
                },
            )
        finally:
            at_work.reset(token)
        response.headers["X-Request-ID"] = number
        return response


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@receiver(task_started)
def _task_begins(sender: type, task_result: Any, **kwargs: Any) -> None:
    at_work.set(str(task_result.id))


@receiver(task_finished)
def _task_ends(sender: type, task_result: Any, **kwargs: Any) -> None:
    started, finished = task_result.started_at, task_result.finished_at
    task_log.info(
        "task",
        extra={
            "task": task_result.task.module_path,
            "outcome": str(task_result.status),
            "ms": round((finished - started).total_seconds() * 1000) if started and finished else None,
        },
    )
    at_work.set("")
