"""What is written down says how the site works, and nothing of whoever uses it."""

import io
import json
import logging

import pytest
from django.test import Client
from django_tasks import task

from archive.core.logs import JSONLines, at_work
from tests import factories

pytestmark = pytest.mark.django_db

CANARIES = ("Quokkaride", "zorg@example.org", "203.0.113.77", "Plimbaxoir", "hunter2")


@pytest.fixture
def written():
    """The lines that a site in production writes while the test runs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JSONLines())
    names = ("", "archive", "archive.request", "archive.task", "django", "django.request")
    loggers = [logging.getLogger(name) for name in names]
    levels = [(logger.level, logger.disabled, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
        logger.disabled, logger.propagate = False, True  # another test may have set up logging anew
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    for logger, (level, disabled, propagate) in zip(loggers, levels, strict=True):
        logger.setLevel(level)
        logger.disabled, logger.propagate = disabled, propagate


def lines(written, logger):
    return [line for line in written() if line["logger"] == logger]


def test_a_request_is_a_number_a_name_and_what_came_of_it(written):
    answer = Client().get("/fr/recherche/", {"q": "grue"})
    (line,) = lines(written, "archive.request")
    assert line["id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["view"], line["status"]) == ("GET", "search:results", 200)
    assert 0 <= line["ms"] < 60_000
    assert not at_work.get()


def test_nothing_that_a_visitor_sends_is_written_down(written, commit):
    with commit():
        factories.record_with_canvas(title="Levage", text="grue")
    client = Client(REMOTE_ADDR=CANARIES[2], raise_request_exception=False)
    for address in (
        f"/fr/recherche/?q={CANARIES[0]}",
        f"/{CANARIES[0]}/{CANARIES[1]}",
        f"/fr/archive/?sort={CANARIES[0]}",
        f"/fr/r/{CANARIES[0]}",
    ):
        client.get(
            address, headers={"referer": f"https://example.org/{CANARIES[0]}", "user-agent": CANARIES[3]}
        )
    client.post("/admin/login/", {"username": CANARIES[1], "password": CANARIES[4]})
    client.post("/fr/ecrire/", {"purpose": "other", "message": CANARIES[0], "contact": CANARIES[1]})
    client.get("/fr/", headers={"host": CANARIES[3]})
    client.generic(CANARIES[3].upper(), "/fr/")
    assert len(lines(written, "archive.request")) == 8
    text = json.dumps(written()).lower()
    assert not [canary for canary in CANARIES if canary.lower() in text]


def test_an_error_is_its_kind_and_its_places_without_its_message(written, monkeypatch):
    from search import views

    def fail(*args, **kwargs):
        raise ValueError(CANARIES[1])

    monkeypatch.setattr(views, "render", fail)
    answer = Client(raise_request_exception=False).get(f"/fr/recherche/?q={CANARIES[0]}")
    assert answer.status_code == 500
    (line,) = lines(written, "django.request")
    assert line["error"] == "builtins.ValueError"
    assert any(place.startswith("search/views.py:") for place in line["trace"])
    assert line["id"] == answer.headers["X-Request-ID"]
    assert not [canary for canary in CANARIES if canary in json.dumps(written())]


@task()
def greet(name: str) -> str:
    logging.getLogger("archive.greeting").info("greeted")
    return name


def test_a_task_is_its_name_and_its_outcome_without_its_arguments(written):
    greet.enqueue(CANARIES[1])
    (line,) = lines(written, "archive.task")
    (said,) = lines(written, "archive.greeting")
    assert line["task"] == f"{__name__}.greet" and line["outcome"] == "SUCCESSFUL"
    assert line["id"] == said["id"]
    assert CANARIES[1] not in json.dumps(written())
