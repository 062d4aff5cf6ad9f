"""Pages are kept for visitors, and never longer than they are true."""

from __future__ import annotations

import pytest

from tests.test_saving import run

SCRIPT = """
import django; django.setup()
from datetime import timedelta
from unittest.mock import patch
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Restriction
from search import index
from tests import factories

settings.ARCHIVE_KEPT_PAGES_MB = 4
series = factories.series()
open_one = factories.record_with_canvas(title="Levage", text="la grue et le panneau", under=series)
other = factories.record(title="Coulage", under=series)
index.rebuild()
client = Client(headers={"host": "localhost"})

def asked(url, client=client, **headers):
    with CaptureQueriesContext(connection) as queries:
        got = client.get(url, headers=headers)
    watched = [q for q in queries if "pg_current_snapshot" not in q["sql"]]
    return got, len(watched)

def kept(url):
    got, queries = asked(url)
    assert got.status_code == 200, (url, got.status_code)
    return queries == 0

PLACES = ["/fr/", "/en/", "/fr/archive/", "/en/archive/", open_one.url, "/fr/recherche/?q=grue", "/fr/news.atom"]
for url in PLACES:
    first, queries = asked(url)
    again, none = asked(url)
    assert first.status_code == 200 and queries > 0 and none == 0, (url, queries, none)
    assert again.content == first.content, url
    names = {*again.headers, *first.headers} - {"X-Request-ID"}
    assert all(again.headers[name] == first.headers[name] for name in names), (url, again.headers)
    assert not again.cookies

# What has an address of its own is a page of its own; what is written for one reader is nobody else's.
assert not kept("/fr/archive/?sort=title")
assert asked("/fr/archive/", host="127.0.0.1")[1] > 0
assert asked("/fr/ecrire/")[1] > 0 and asked("/fr/ecrire/")[1] > 0
assert kept("/fr/archive/")
staff = Client(headers={"host": "localhost"})
staff.force_login(get_user_model().objects.create_superuser("a", "a@example.org", "a"))
assert b'class="staff"' in asked("/fr/archive/", staff)[0].content
assert b'class="staff"' not in asked("/fr/archive/")[0].content

# What is not yet committed changes nothing; what is, changes the next answer.
kept("/fr/archive/")
with transaction.atomic():
    factories.record(title="Jamais", under=series)
    transaction.set_rollback(True)
assert "Jamais" not in asked("/fr/archive/")[0].content.decode()
factories.record(title="Nouvelle venue", under=series)
assert "Nouvelle venue" in asked("/fr/archive/")[0].content.decode()

# Closed: gone from every place in the next answer.
for url in PLACES:
    asked(url), asked(url)
restrict(open_one, Restriction(record=open_one, state="closed", reason="privacy",
                               embargo_until=timezone.localdate() + timedelta(days=1)))
for url in PLACES:
    got, _ = asked(url)
    assert got.status_code == (404 if url == open_one.url else 200), (url, got.status_code)
    assert "Levage" not in got.content.decode(), url

# So it is for what is withheld from a search: the same for visitors while nothing changes.
assert index.withheld() is index.withheld() and index.withheld().marks == {open_one.mark}
assert not index.withheld(get_user_model().objects.get()).marks

# Its day comes, and nothing is written meanwhile: it is there.
assert "Levage" not in asked("/fr/archive/")[0].content.decode()
later = timezone.now() + timedelta(days=2)
with patch("django.utils.timezone.now", lambda: later):
    assert "Levage" in asked("/fr/archive/")[0].content.decode()
    asked(other.url)
    withdraw(other, "Versee deux fois")
    assert asked(other.url)[0].status_code == 410

# The index alone has changed.
asked("/fr/recherche/?q=grue")
assert kept("/fr/recherche/?q=grue")
index.rebuild()
connection.close()
assert not kept("/fr/recherche/?q=grue")

# No more than there is room for.
settings.ARCHIVE_KEPT_PAGES_MB = 0.02
for n in range(9):
    asked(f"/fr/recherche/?q=grue&p={n}")
last, first = kept("/fr/recherche/?q=grue&p=8"), kept("/fr/recherche/?q=grue&p=0")
assert last and not first, (last, first, len(asked("/fr/recherche/?q=grue&p=8")[0].content))
"""


@pytest.mark.slow
@pytest.mark.either
def test_what_is_kept_is_never_given_once_it_is_closed_or_changed(tmp_path, database):
    run(database.beside(tmp_path / "archive"), "-c", SCRIPT)
