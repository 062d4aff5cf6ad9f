"""The index follows the archive."""

import shutil

import pytest

from archive.core.signals import housekeeping_due
from search import index
from search.query import parse
from tests import factories

pytestmark = pytest.mark.django_db


def found(words):
    return [group.mark for group in index.ask(query=parse(words)).groups]


def test_drafts_are_never_found(commit):
    with commit():
        record = factories.record(title="Détail du joint vertical", live=False)
    assert found("joint vertical") == []
    with commit():
        factories.publish(record)
    assert found("joint vertical") == [record.mark]


def test_a_withdrawn_record_is_not_found_even_before_the_index_has_followed(commit, client):
    with commit():
        record = factories.record(title="Détail du joint vertical")
    record.unpublish()  # nothing committed: the index still holds it
    assert record.mark in index.engine().marks()
    assert found("joint") == []
    text = client.get("/fr/recherche/?q=joint").content.decode()
    assert record.mark not in text


def test_the_words_of_a_live_face_are_found_and_those_of_a_draft_are_not(commit):
    with commit():
        record = factories.record(title="Détail du joint vertical")
    assert found("upright seam") == []
    with commit():
        factories.publish_face(record, {"Détail du joint vertical": "Detail of the upright seam"})
    assert found("upright seam") == [record.mark]


def test_rebuilding_gives_the_index_that_living_use_made(commit):
    with commit():
        kept = factories.record_with_canvas(text="l’humidité des pignons")
        gone = factories.record(title="Retirée")
    with commit():
        factories.publish_face(kept)
    with commit():
        gone.unpublish()
    living = index.engine().digest()
    assert living
    assert index.rebuild() == 1
    assert index.engine().digest() == living


def test_an_index_that_is_lost_is_built_anew(commit, settings):
    with commit():
        record = factories.record(title="Détail du joint vertical")
    with commit():
        housekeeping_due.send(sender=None)
    assert found("joint") == [record.mark]
    shutil.rmtree(settings.ARCHIVE_DATA / "index")
    index.engine().refresh()
    assert found("joint") == []
    with commit():
        housekeeping_due.send(sender=None)
    assert found("joint") == [record.mark]


def test_facets_count_records_and_are_not_narrowed_by_themselves(commit, client):
    with commit():
        series = factories.series()
        factories.record(title="Joint, plan", under=series)
        factories.record(title="Joint, lettre", under=series, document_language="en")
        factories.record("diagnostic_report", title="Joint, rapport", under=series)
    answer = index.ask(query=parse("joint"), filters={"family": ("historical_document",)})
    assert answer.records == 2
    assert dict(answer.facets["family"]) == {"historical_document": 2, "diagnostic_report": 1}
    assert dict(answer.facets["language"]) == {"fr": 1, "en": 1}
    for address in (
        "/fr/archive/?family=diagnostic_report",
        "/fr/recherche/?q=joint&family=diagnostic_report",
    ):
        text = client.get(address).content.decode()
        assert "CH-R-0001" in text and "CH-D-0001" not in text


STRANGE = [
    '"',
    "''''",
    "((((" * 400,
    "\x00",
    "\ud800",
    "OR AND NOT",
    "joint*",
    "a:b",
    "%",
    "é" * 5000,
    "🏢",
    "-",
    "« »",
]


@pytest.mark.parametrize("query", STRANGE, ids=range(len(STRANGE)))
def test_any_string_gives_a_page(client, query, commit):
    with commit():
        factories.record(title="Joint")
    for address in ("/fr/recherche/", "/en/search/", "/fr/archive/"):
        data = {
            "q": query.encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "p": ascii(query[:9]),
            "family": ascii(query[:9]),
        }
        assert client.get(address, data).status_code == 200
