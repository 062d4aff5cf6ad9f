"""A database that is locked or away, a full disk: 503 in the reader's language, and nothing confirmed is lost."""

import errno
import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory

from archive.core.not_found import server_error
from archive.core.unavailable import RETRY_SECONDS

SCRIPT = """
import json, sys
from django.conf import settings
from django.db import connection
from django.test import Client
from archive.contributions.models import Letter
from archive.contributions.sealed import seal

settings.DEBUG = False
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.get("/fr/")
if connection.vendor == "sqlite":
    import sqlite3
    connection.settings_dict["OPTIONS"]["timeout"] = 0.1
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    free = lambda: other.execute("ROLLBACK")
else:
    import psycopg
    connection.settings_dict["OPTIONS"]["options"] = "-c lock_timeout=100"
    other = psycopg.connect(settings.ARCHIVE_DATABASE_URL)
    other.execute("LOCK TABLE contributions_letter")
    free = other.rollback
connection.close()  # the next one waits no longer than is said above

letter = {"purpose": "other", "about": "", "message": "Bonjour", "name": "", "contact": "x@example.org", "website": ""}
def send(address):
    answer = client.post(address, letter | {"seal": seal()}, headers={"origin": "http://localhost"})
    return [answer.status_code, answer.headers.get("Retry-After"), answer.content.decode()]

locked = [send("/fr/ecrire/"), send("/en/write/")]
read = client.get("/fr/").status_code
free()
unlocked = send("/fr/ecrire/")
print(json.dumps({"locked": locked, "read": read, "unlocked": unlocked, "kept": Letter.objects.count()}))
"""


@pytest.mark.slow
@pytest.mark.either
def test_a_letter_sent_while_the_database_is_locked_is_asked_for_again_and_kept_once(tmp_path, database):
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); exec({SCRIPT!r})"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
        | {"DJANGO_SETTINGS_MODULE": "archive.settings.dev"}
        | database.beside(tmp_path / "data"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    for (status, retry, text), said in zip(found["locked"], ("occupée", "busy"), strict=True):
        assert (status, retry) == (503, str(RETRY_SECONDS))
        assert said in text
    assert found["read"] == 200, "readers go on while somebody writes"
    assert found["unlocked"][0] == 302
    assert found["kept"] == 1


def answer_to(error: BaseException, cause: BaseException | None = None):
    try:
        raise error from cause
    except type(error):
        return server_error(RequestFactory().get("/en/archive/"))


def from_sqlite(statement: str, *, before: str = "") -> sqlite3.Error:
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(before)
        with pytest.raises(sqlite3.Error) as raised:
            connection.execute(statement)
    return raised.value


def test_a_full_disk_is_said_to_be_full():
    assert b"disk is full" in answer_to(OSError(errno.ENOSPC, "No space left on device")).content
    full = from_sqlite(
        "INSERT INTO t VALUES (zeroblob(1000000))", before="PRAGMA max_page_count=2; CREATE TABLE t (x);"
    )
    answer = answer_to(OperationalError(str(full)), full)
    assert answer.status_code == 503 and b"disk is full" in answer.content
    assert answer.headers["Retry-After"] == str(RETRY_SECONDS)


def test_a_fault_of_ours_is_not_called_a_busy_database():
    missing = from_sqlite("SELECT * FROM nowhere")
    assert answer_to(OperationalError(str(missing)), missing).status_code == 500
    assert answer_to(OSError(errno.ENOENT, "No such file")).status_code == 500
    assert answer_to(ValueError("x")).status_code == 500


@pytest.mark.django_db
def test_a_database_that_cannot_be_reached_is_said_to_be_away(monkeypatch):
    from django.db import connection

    def lost(*args, **kwargs):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(connection, "cursor", lost)
    for address, said in (
        ("/fr/archive/", "Réessayez dans quelques secondes"),
        ("/en/archive/", "Try again"),
    ):
        answer = Client(raise_request_exception=False).get(address)
        assert answer.status_code == 503 and said in answer.content.decode()
