"""Starts the web server and the one worker, keeps the worker alive, stops both together.

Both are forked from this process, which has imported everything and opened nothing: importing takes four
seconds of the ten within which a second start must serve.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.urls import get_resolver

from archive.core.forking import fork
from archive.core.queue import take_back_running
from archive.core.signals import housekeeping_due

HOUSEKEEPING_SECONDS = 60
PATIENCE_SECONDS = 10


class Command(BaseCommand):
    help = "Serve the site and run its worker until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.ARCHIVE_PORT)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        if not getattr(settings, "ARCHIVE_HTTPS", True) and not host.startswith("127.") and host != "::1":
            raise CommandError(f"ARCHIVE_HTTPS=0 is for this machine alone: {host} is open to others.")
        self._refuse_a_taken_port(host, port)
        self.stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        _ = get_resolver().url_patterns
        self.web = fork(_serve_web, host, port)
        self._await_web(host, port)
        self.worker = self._start_worker()
        try:
            code = self._watch()
        finally:
            self._end_both()
        self.stdout.write("Stopped.")
        if code:
            raise CommandError(f"The web server ended by itself (exit {code}).")

    def _refuse_a_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} is taken ({error.strerror}). Stop what uses it, or choose another: "
                    f"ARCHIVE_PORT={port + 1} make run"
                ) from None

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _await_web(self, host: str, port: int) -> None:
        """The site first: a worker starting beside it would only delay the first page."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.web.is_alive() and time.monotonic() < until and not self.stopping.wait(0.1):
            try:
                socket.create_connection((host, port), timeout=0.2).close()
                return
            except OSError:
                continue

    def _start_worker(self) -> BaseProcess:
        """What a dead worker was doing is taken back first: there is only ever one."""
        close_old_connections()
        back, given_up = take_back_running()
        if back or given_up:
            self.stdout.write(f"Worker: {back} tasks taken up again, {given_up} given up.")
        housekeeping_due.send(sender=Command)
        return fork(_work)

    def _watch(self) -> int:
        """Returns when asked to stop (0) or when the web server has ended (its exit code)."""
        due = time.monotonic() + HOUSEKEEPING_SECONDS
        while not self.stopping.wait(0.5):
            if not self.web.is_alive():
                return self.web.exitcode or 1
            if not self.worker.is_alive():
                self.stderr.write(f"The worker ended (exit {self.worker.exitcode}); starting another.")
                self.worker = self._start_worker()
            if time.monotonic() > due:
                due = time.monotonic() + HOUSEKEEPING_SECONDS
                close_old_connections()
                housekeeping_due.send(sender=Command)
        return 0

    def _end_both(self) -> None:
        running = [process for process in (self.web, self.worker) if process.is_alive()]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            process.join(timeout=max(0.1, until - time.monotonic()))
            if process.is_alive():
                os.killpg(process.pid or 0, signal.SIGKILL)
                process.join()


def _serve_web(host: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    multiprocessing.set_start_method("fork", force=True)
    Server(
        "archive.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.ARCHIVE_WEB_PROCESSES,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _work() -> None:
    call_command("db_worker", reload=False, interval=0.5, startup_delay=False, verbosity=0)
