"""`make run` from start to stop, as processes: each test starts the real thing and ends only what it started."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

PATIENCE = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _until(true, what: str):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {PATIENCE} s: {what}")


def _page(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@pytest.fixture
def own_data(tmp_path, database, request):
    """What the environment says of a data folder and its database: migrated and without content, or empty."""
    return database.beside(tmp_path / "data", empty=getattr(request, "param", "") == "empty")


@pytest.fixture
def start(tmp_path, own_data):
    started = []

    def start(port: int, *arguments: str):
        said = tmp_path / f"said-{len(started)}"
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run", *arguments],
            cwd=settings.BASE_DIR,
            env={name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
            | {"DJANGO_SETTINGS_MODULE": "archive.settings.dev", "ARCHIVE_PORT": str(port)}
            | own_data,
            stdout=said.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # a job in the background ignores Ctrl-C, and so would all it starts
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        process.said = said.read_text
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def test_an_empty_site_is_served_its_dead_worker_replaced_and_both_stopped_together(start):
    port = _free_port()
    running = start(port, "--no-demo")
    assert '<html lang="en"' in _until(lambda: _page(port), "a first page")
    web, worker = _until(lambda: len(found := _children(running.pid)) == 2 and found, "a server and a worker")

    os.kill(worker, signal.SIGKILL)
    _until(lambda: len(now := _children(running.pid)) == 2 and worker not in now, "another worker")
    assert "starting another" in running.said()

    processes = [*_children(running.pid), *_children(web)]
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    assert running.said().strip().endswith("Stopped.")
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
    assert not re.search(r"Traceback|Error", running.said())


def test_a_taken_port_is_named_and_nothing_is_started(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start(port, "--no-demo")
        assert refused.wait(PATIENCE) == 1
    assert f"Port {port} is taken" in refused.said()
    assert f"ARCHIVE_PORT={port + 1} make run" in refused.said()


@pytest.mark.parametrize("own_data", ["empty"], indirect=True)
def test_stopping_while_the_site_is_prepared_says_so_and_the_next_start_goes_on(start):
    port = _free_port()
    stopped = start(port, "--no-demo")
    _until(lambda: "migrations" in stopped.said(), "the migrations to begin")
    stopped.send_signal(signal.SIGINT)
    assert stopped.wait(30) == 1
    assert "The next start goes on" in stopped.said() and "Traceback" not in stopped.said()

    start(port, "--no-demo")
    assert '<html lang="en"' in _until(lambda: _page(port), "a first page")
