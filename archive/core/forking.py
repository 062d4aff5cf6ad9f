"""Processes forked from one that has imported everything: warm at once, and sharing its memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

from django.db import connections


def fork(target: Callable[..., None], *args: Any) -> BaseProcess:
    """A started process, head of a session of its own, that runs `target` with no connection inherited.

    The caller must not have started threads: a fork carries locks along, and not those who hold them.
    """
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(target, args))
    process.start()
    return process


def _alone(target: Callable[..., None], args: tuple[Any, ...]) -> None:
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    target(*args)
