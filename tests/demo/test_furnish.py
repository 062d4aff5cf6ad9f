"""An empty site is furnished with all of the demonstration, twice without harm."""

from __future__ import annotations

import pytest

from archive.building.models import Statement
from archive.catalogue.dates import understand
from archive.catalogue.models import RecordPage, RecordRelation
from archive.demo import furnish, reading, saying, translating
from archive.holdings.models import ArchiveDocument
from archive.holdings.receive import receive
from archive.translation.reckoning import work_of
from archive.vocabularies import shipping
from tests import factories

CONTENT = reading.load()


@pytest.mark.parametrize("record", CONTENT.records, ids=lambda record: record.key)
def test_every_date_of_the_demonstration_is_understood(record):
    assert understand(record.date_as_written).edtf


def _record(key):
    title = next(spec.fr.title for spec in CONTENT.records if spec.key == key)
    return RecordPage.objects.get(locale__language_code="fr", title=title).specific


@pytest.mark.slow
@pytest.mark.django_db
def test_an_empty_site_is_furnished_and_stays_so(monkeypatch, commit, user_with_role):
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
    user_with_role("translator"), user_with_role("reviewer")
    for _time in range(2):
        with commit():
            furnish.furnish_translations()
        states = {key: work_of(_record(key)).state for key in translating.load()}
        assert states == {key: underway.state for key, underway in translating.load().items()}
    with commit():
        assert furnish.furnish(said.append) == 0
    assert records.count() == len(CONTENT.records) and RecordRelation.objects.count() == relations
