"""Starts the web server and the one worker, keeps the worker alive, stops both together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

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
        self._refuse_a_taken_port(host, port)
        self.stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        self.web = self._start_web(host, port)
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

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}

    def _start_web(self, host: str, port: int) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            host,
            "--port",
            str(port),
        ]
        command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
        return subprocess.Popen(
            [*command, "archive.wsgi:application"],
            env=self._environment(),
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )

    def _await_web(self, host: str, port: int) -> None:
        """The site first: a worker starting beside it would only delay the first page."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.web.poll() is None and time.monotonic() < until and not self.stopping.wait(0.1):
            try:
                socket.create_connection((host, port), timeout=0.2).close()
                return
            except OSError:
                continue

    def _start_worker(self) -> subprocess.Popen[bytes]:
        """What a dead worker was doing is taken back first: there is only ever one."""
        close_old_connections()
        back, given_up = take_back_running()
        if back or given_up:
            self.stdout.write(f"Worker: {back} tasks taken up again, {given_up} given up.")
        housekeeping_due.send(sender=Command)
        command = [sys.executable, "manage.py", "db_worker", "--no-reload", "--interval", "0.5"]
        return subprocess.Popen(
            [*command, "--no-startup-delay"],
            env=self._environment(),
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )

    def _watch(self) -> int:
        """Returns when asked to stop (0) or when the web server has ended (its exit code)."""
        due = time.monotonic() + HOUSEKEEPING_SECONDS
        while not self.stopping.wait(0.5):
            if self.web.poll() is not None:
                return self.web.returncode or 1
            if self.worker.poll() is not None:
                self.stderr.write(f"The worker ended (exit {self.worker.returncode}); starting another.")
                self.worker = self._start_worker()
            if time.monotonic() > due:
                due = time.monotonic() + HOUSEKEEPING_SECONDS
                close_old_connections()
                housekeeping_due.send(sender=Command)
        return 0

    def _end_both(self) -> None:
        running = [process for process in (self.web, self.worker) if process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
