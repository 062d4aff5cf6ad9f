"""An empty site is furnished with all of the demonstration, twice without harm."""

from __future__ import annotations

import pytest

from archive.building.models import Statement
from archive.catalogue.dates import understand
from archive.catalogue.models import RecordPage, RecordRelation
from archive.demo import furnish, reading, saying
from archive.holdings.models import ArchiveDocument
from archive.holdings.receive import receive
from archive.vocabularies import shipping
from tests import factories

CONTENT = reading.load()


@pytest.mark.parametrize("record", CONTENT.records, ids=lambda record: record.key)
def test_every_date_of_the_demonstration_is_understood(record):
    assert understand(record.date_as_written).edtf


@pytest.mark.slow
@pytest.mark.django_db
def test_an_empty_site_is_furnished_and_stays_so(monkeypatch, commit):
    """Files are stood for by small drawings: how they are read has tests of its own."""

    def draw(name: str) -> ArchiveDocument:
        return receive(factories.drawing(name), f"{name}.png").document

    monkeypatch.setattr(furnish, "_draw", draw)
    monkeypatch.setattr(furnish.pipeline, "begin", lambda document: None)
    shipping.load()
    said: list[str] = []
    with commit():
        made = furnish.furnish(said.append)
    records = RecordPage.objects.filter(locale__language_code="fr")
    assert made == records.count() + len(CONTENT.series)
    assert records.count() == len(CONTENT.records)
    assert not records.filter(live=False).exists() and not records.filter(type=None).exists()
    faces = RecordPage.objects.filter(locale__language_code="en", live=True).count()
    assert faces == sum(record.en is not None for record in CONTENT.records)
    relations = sum(len(entry.relations) for entry in saying.load().values())
    assert RecordRelation.objects.count() == relations
    told = Statement.objects.exclude(disagrees_with=None).values_list("text_fr", "disagrees_with__text_fr")
    assert len(told) == 1 and all(words.endswith("[exemple]") for words in told[0])
    with commit():
        assert furnish.furnish(said.append) == 0
    assert records.count() == len(CONTENT.records) and RecordRelation.objects.count() == relations
