"""One rule, said as a predicate, as a query and to the index: in each state and for each role they agree."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from archive.catalogue.access import KEEPER, Level, day_of, may_view, sight, visible
from archive.catalogue.models import Finding
from archive.holdings.models import Canvas
from search import index
from search.query import parse
from tests.gate import NOT_PUBLISHED, SEES_ALL, STATES, places

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.either]


@pytest.mark.parametrize("state", STATES)
def test_predicate_query_and_index_agree(state, user_with_role):
    (place,) = places([state])
    words = place.words
    record = type(place.record).objects.get(pk=place.record.pk)
    canvas = Canvas.objects.get(document=place.document)
    for role in SEES_ALL:
        user = None if role == "nobody" else user_with_role(role)
        listed = visible(user).records().filter(pk=record.pk).exists()
        if state not in NOT_PUBLISHED:
            assert listed == may_view(user, record)
        if listed:
            assert sight(record, user).opens(place.document.pk, 1) == may_view(user, canvas, Level.CONTENTS)
        found = index.ask(user, query=parse(words.title)).records
        assert bool(found) == listed
        text = index.ask(user, query=parse(words.text)).passages
        assert bool(text) == (listed and may_view(user, canvas, Level.CONTENTS))
        told = visible(user).observations().filter(report=record)
        if state not in NOT_PUBLISHED:
            finding = Finding.objects.get(number=place.finding)
            assert told.exists() == may_view(user, finding)
            assert told.exists() == may_view(user, canvas, Level.CONTENTS)
        else:
            assert not told.exists()
        beside = index.ask_things(user, query=parse(words.finding))
        assert bool(beside.records) == bool(beside.passages) == told.exists()
        near = index.ask_things(user, query=parse(f"{words.finding[:-1]}x"))
        assert bool(near.corrections) == told.exists()
        caption = index.ask(user, query=parse(words.caption)).passages
        assert bool(caption) == (listed and sight(record, user).lists(place.document.pk))
    assert visible(KEEPER).records().filter(pk=record.pk).exists() == (state not in NOT_PUBLISHED)


def test_a_day_turns_at_midnight_in_paris():
    assert day_of(datetime(2026, 6, 30, 21, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert day_of(datetime(2026, 6, 30, 22, 1, tzinfo=UTC)) == date(2026, 7, 1)
    assert day_of(datetime(2026, 12, 31, 23, 1, tzinfo=UTC)) == date(2027, 1, 1)
