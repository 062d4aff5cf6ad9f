"""The queue of background work: how urgent what is, and what to do with work a dead worker left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

FIRST = 90  # the index follows a publication or withdrawal before anything else
SOON = 30
LATER = -50  # reading a document: slices of seconds, each enqueuing the next

MAX_ATTEMPTS = 3


def enqueue_on_commit(task: Any, *args: Any, priority: int) -> None:
    """Nothing is queued by a transaction that is rolled back."""
    enqueue: Callable[[], object] = lambda: task.using(priority=priority).enqueue(*args)  # noqa: E731
    transaction.on_commit(enqueue)


def take_back_running() -> tuple[int, int]:
    """Tasks that a dead worker left RUNNING are READY again, or FAILED after the third attempt.

    Sound only while no worker runs. Returns (taken back, given up).
    """
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    back = given_up = 0
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if len(result.worker_ids) >= MAX_ATTEMPTS:
            result.status, result.finished_at = TaskResultStatus.FAILED, timezone.now()
            result.exception_class_path = "archive.core.queue.GivenUp"
            result.traceback = "The worker died three times over this task."
            given_up += 1
        else:
            result.status, result.started_at = TaskResultStatus.READY, None
            back += 1
        result.save()
    return back, given_up


class GivenUp(Exception):
    """A task at which the worker died three times."""
