"""What the gate is tried on: a record in each state, and words that exist nowhere else in each."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.test import TestCase

from archive.building.models import BuildingAgent
from archive.catalogue.access import day_of
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Finding, Placement, Plan, RecordRelation, Restriction
from tests import factories

TODAY = day_of()
DAY = timedelta(days=1)
NOTICE, CLOSED = Restriction.State.NOTICE, Restriction.State.CLOSED

# Who sees what the public does not.
SEES_ALL = {
    "archivist": True,
    "editor": True,
    "reviewer": True,
    "administrator": True,
    "translator": False,
    "nobody": False,
}

OPEN, NOTICE_ONLY, NOTHING = (True, True, True), (True, True, False), (False, False, False)

# state: what the public may know of (notice, caption of the file, contents), and how it comes about
STATES: dict[str, tuple[tuple[bool, bool, bool], Any]] = {
    "open": (OPEN, None),
    "draft": (NOTHING, "unpublish"),
    "withdrawn": (NOTHING, "withdraw"),
    "notice only": (NOTICE_ONLY, ("record", {"state": NOTICE})),
    "closed": (NOTHING, ("record", {"state": CLOSED})),
    "embargo until tomorrow": (NOTHING, ("record", {"state": CLOSED, "embargo_until": TODAY + DAY})),
    "embargo until today": (OPEN, ("record", {"state": CLOSED, "embargo_until": TODAY})),
    "open until today": (OPEN, ("record", {"state": CLOSED, "open_until": TODAY})),
    "open until yesterday": (NOTICE_ONLY, ("record", {"state": NOTICE, "open_until": TODAY - DAY})),
    "file: notice only": (NOTICE_ONLY, ("file", {"state": NOTICE})),
    "file: closed": ((True, False, False), ("file", {"state": CLOSED})),
    "page: notice only": (NOTICE_ONLY, ("page", {"state": NOTICE})),
    "page: closed": (NOTICE_ONLY, ("page", {"state": CLOSED})),
    "held by a closed record": ((True, False, False), "second holder"),
}
NOT_PUBLISHED = ("draft", "withdrawn")

SYLLABLES = [first + second for first in "bdfgklmprtvz" for second in ("a", "i", "o", "u", "ou")]


@dataclass(frozen=True)
class Words:
    """The words of one record: they stand in nothing else and are like no other word."""

    title: str
    scope: str
    title_en: str
    scope_en: str
    caption: str
    caption_en: str
    text: str
    finding: str

    @classmethod
    def of(cls, state: str) -> Words:
        dice = random.Random(state)
        return cls(*("".join(dice.sample(SYLLABLES, 5)).capitalize() + "k" for _word in range(8)))

    @property
    def notice(self) -> set[str]:
        return {self.title, self.scope, self.title_en, self.scope_en}

    @property
    def captions(self) -> set[str]:
        return {self.caption, self.caption_en}

    @property
    def contents(self) -> set[str]:
        return {self.text, self.finding}

    @property
    def all(self) -> set[str]:
        return self.notice | self.captions | self.contents


WORDS = {state: Words.of(state) for state in STATES}


class Known(NamedTuple):
    """Of one record: what someone may know."""

    notice: bool
    caption: bool
    contents: bool
    listed: bool  # among others


@dataclass
class Place:
    """A record and what speaks of it."""

    state: str
    record: Any
    series: Any
    document: Any
    finding: str = ""  # the number of one that the record tells
    beside: str = ""  # the mark of an open picture of the same spot

    @property
    def words(self) -> Words:
        return WORDS[self.state]

    @property
    def mark(self) -> str:
        return self.record.mark

    def known_to(self, role: str) -> Known:
        if SEES_ALL[role]:
            return Known(True, True, True, listed=self.state not in NOT_PUBLISHED)
        notice, caption, contents = STATES[self.state][0]
        return Known(notice, caption, contents, listed=notice)

    def words_in_lists(self, role: str) -> set[str]:
        seen = self.known_to(role)
        if not seen.listed:
            return set()
        captions = self.words.captions if seen.caption else set()
        contents = self.words.contents if seen.contents else set()
        return self.words.notice | captions | contents


def places(states: Iterable[str]) -> list[Place]:
    """Records of the same place, kind, subject, body and plan, published, told in both languages, indexed, and
    then brought into these states. No worker follows: what the index still holds must not be found either."""
    commit = TestCase.captureOnCommitCallbacks
    agent = factories.agent("Houillères")
    kind = factories.concept("Document historique", slug="historical-document")
    kind = factories.concept("Notice", slug="instructions", broader=kind)
    subject = factories.concept("Joints", of="subjects")
    plan = Plan.objects.create(slug="elevation", title_fr="Élévation", drawing="elevation")
    series = factories.series()
    beside = factories.record_with_canvas(title="Même endroit", date_as_written="2025", under=series)
    found = []
    for year, state in enumerate(states, start=1950):
        words = WORDS[state]
        with commit(execute=True):
            record = factories.record_with_canvas(
                title=words.title,
                scope_and_content=words.scope,
                text=words.text,
                captions=[words.caption],
                parts=[factories.part(agent)],
                date_as_written=str(year),
                under=series,
                live=False,
            )
            record.type = kind
            record.set_subjects([subject])
            record.save_revision()
            record = factories.publish(record)
        role = record.agents.first().role
        BuildingAgent.objects.create(agent=agent, role=role, concern="host", period=str(year), record=record)
        english = {
            words.title: words.title_en,
            words.scope: words.scope_en,
            words.caption: words.caption_en,
        }
        with commit(execute=True):
            factories.publish_face(record, english)
        record = type(record).objects.get(pk=record.pk)
        with commit(execute=True):
            number = factories.observation(record, words.finding, note_fr=words.finding).finding.number
        for thing in ({"record": record}, {"finding": Finding.objects.get(number=number)}):
            Placement.objects.create(plan=plan, x=0.1, y=0.1, **thing)
        RecordRelation.objects.create(page=beside, kind=RecordRelation.Kind.SAME_SPOT, other=record)
        found.append(Place(state, record, series, record.files.first().document, number, beside.mark))
    for place in found:
        _bring_about(place, STATES[place.state][1])
    return found


def _bring_about(place: Place, change: Any) -> None:
    if change == "unpublish":
        place.record.unpublish()
    elif change == "withdraw":
        withdraw(place.record, "Versée deux fois")
    elif change == "second holder":
        other = factories.record(title="Autre", documents=[place.document], under=place.series, live=False)
        restrict(other, Restriction(record=other, state=CLOSED, reason="privacy"))
    elif change:
        kind, facts = change
        about = {
            "record": {"record": place.record},
            "file": {"document": place.document},
            "page": {"document": place.document, "page": 1},
        }[kind]
        restrict(place.record, Restriction(**about, reason="privacy", **facts))
