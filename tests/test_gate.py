"""The gate on every surface: state × role × address. A word that must not be known is nowhere to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from archive.building.models import BuildingAgent
from archive.catalogue.access import KEEPER, Level, day_of, may_view, sight, visible
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Finding, Placement, Plan, RecordRelation, Restriction
from archive.holdings.models import Canvas
from search import index
from search.query import parse
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = day_of()
DAY = timedelta(days=1)
NOTICE, CLOSED = Restriction.State.NOTICE, Restriction.State.CLOSED

TITLE, SCOPE, CAPTION, TEXT = "Zorgounette", "Plimbaxoir", "Wurtzelade", "Quokkaride"
FINDING = "Glomfritze"
ENGLISH = {TITLE: "Drumbleday", SCOPE: "Fenwickle", CAPTION: "Harpsnoot"}
NOTICE_WORDS = (TITLE, SCOPE, ENGLISH[TITLE], ENGLISH[SCOPE])
CAPTION_WORDS = (CAPTION, ENGLISH[CAPTION])
CONTENT_WORDS = (TEXT, FINDING)
WORDS = (*NOTICE_WORDS, *CAPTION_WORDS, *CONTENT_WORDS)

# What was typed comes back, between quotation marks or in an address, and is no news.
TYPED = re.compile(rf"""(?:[«“"]\s*|&quot;|q=)(?:{"|".join(WORDS)})(?:[+ ](?:{"|".join(WORDS)}))*""")

FACETS = ("family=historical_document", "type=instructions", "subject=joints", "agent=houilleres")
CONCEPTS = ("document-types/instructions/", "document-types/historical-document/", "subjects/joints/")

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


@dataclass
class Place:
    record: Any
    series: Any
    document: Any
    agent: Any  # who has a part in the record
    finding: str = ""  # the number of one that the record tells
    beside: str = ""  # the mark of an open picture of the same spot

    @property
    def mark(self) -> str:
        return self.record.mark


@pytest.fixture
def place(commit) -> Place:
    agent = factories.agent("Houillères")
    with commit():
        record = factories.record_with_canvas(
            title=TITLE,
            scope_and_content=SCOPE,
            text=TEXT,
            captions=[CAPTION],
            parts=[factories.part(agent)],
            live=False,
        )
        kind = factories.concept("Document historique", slug="historical-document")
        record.type = factories.concept("Notice", slug="instructions", broader=kind)
        record.set_subjects([factories.concept("Joints", of="subjects")])
        record.save_revision()
        record = factories.publish(record)
    takes_part = BuildingAgent(agent=agent, role=record.agents.first().role, concern="host", record=record)
    takes_part.save()
    with commit():
        factories.publish_face(record, ENGLISH)
    record = type(record).objects.get(pk=record.pk)
    with commit():
        number = factories.observation(record, FINDING, note_fr=FINDING).finding.number
    plan = Plan.objects.create(slug="elevation", title_fr="Élévation", drawing="elevation")
    for thing in ({"record": record}, {"finding": Finding.objects.get(number=number)}):
        Placement.objects.create(plan=plan, x=0.1, y=0.1, **thing)
    series = record.get_parent().specific
    beside = factories.record_with_canvas(title="Même endroit", date_as_written="2025", under=series)
    RecordRelation.objects.create(page=beside, kind=RecordRelation.Kind.SAME_SPOT, other=record)
    return Place(record, series, record.files.first().document, agent, number, beside.mark)


def bring_about(place: Place, change: Any) -> None:
    """No worker follows: what the index still holds must not be found either."""
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


def as_role(role: str, user_with_role: Any) -> Client:
    client = Client()
    if role != "nobody":
        client.force_login(user_with_role(role))
    return client


def listing_addresses(place: Place, each_alone: bool) -> list[str]:
    """each_alone: every word is asked for by itself, as whoever must not know it would; else all at once."""
    asked = [*WORDS, *(f"{word[:-1]}x" for word in WORDS)] if each_alone else ["+".join(WORDS)]
    found = []
    for language, search in (("fr", "recherche"), ("en", "search")):
        found += [f"/{language}/", f"/{language}/archive/", place.series.url_in(language)]
        # one letter off: suggestions and near forms
        things = f"{search}/{'choses' if language == 'fr' else 'things'}"
        found += [f"/{language}/{search}/?q={words}" for words in asked]
        found += [f"/{language}/{things}/?q={words}" for words in (FINDING, f"{FINDING[:-1]}x")]
        found += [f"/{language}/archive/?{facet}" for facet in FACETS]
        named = "vocabulaires" if language == "fr" else "vocabularies"
        found += [f"/{language}/{named}/{path}" for path in ("", "subjects/", *CONCEPTS)]
        found += [f"/{language}/{'plan-du-site' if language == 'fr' else 'site-map'}/"]
        found += [f"/{language}/{'qui' if language == 'fr' else 'who'}/{place.agent.slug}/"]
        found += [f"/{language}/{'partenaires' if language == 'fr' else 'partners'}/"]
        findings = f"/{language}/{'constats' if language == 'fr' else 'findings'}/"
        found += (
            [
                "/fr/chronologie/",
                "/fr/le-batiment/",
                "/fr/le-batiment/facade-sud/",
                "/fr/plans/",
                "/fr/plans/elevation/",
            ]
            if language == "fr"
            else [
                "/en/timeline/",
                "/en/the-building/",
                "/en/the-building/facade-sud/",
                "/en/plans/",
                "/en/plans/elevation/",
            ]
        )
        found += [findings, f"{findings}?format=csv", f"{findings}?state=all&element=facade-sud"]
        found += [f"/{language}/news.atom", "/sitemap.xml", "/robots.txt"]
    return found


def record_addresses(place: Place) -> list[str]:
    base = [place.record.url_in(language) for language in ("fr", "en")]
    finding = [f"{url}?p=1&finding={place.finding}" for url in base]
    return [*base, *(f"{url}?p=1&q={TEXT}" for url in base), *finding]


def known(answer: Any) -> set[str]:
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    text = TYPED.sub("", text)
    return {word for word in WORDS if word in text}


def without_token(answer: Any) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"|name="next" value="[^"]*"', b"", answer.content)


@pytest.mark.parametrize("role", SEES_ALL)
@pytest.mark.parametrize("state", STATES)
def test_nothing_closed_is_known_and_nothing_open_is_kept(state, role, place, user_with_role):
    (notice, caption, contents), change = STATES[state]
    listed = notice
    if SEES_ALL[role]:
        notice = caption = contents = True
        listed = state not in ("draft", "withdrawn")
    bring_about(place, change)
    client = as_role(role, user_with_role)

    allowed = set(NOTICE_WORDS) if listed else set()
    allowed |= set(CAPTION_WORDS) if listed and caption else set()
    allowed |= set(CONTENT_WORDS) if listed and contents else set()
    met: set[str] = set()
    for address in listing_addresses(place, each_alone=not (listed and SEES_ALL[role])):
        answer = client.get(address)
        assert answer.status_code == 200, address
        met |= known(answer)
        if not listed:
            assert place.mark.encode() not in answer.content, address
    assert met <= allowed, met - allowed

    gone = state == "withdrawn" and not SEES_ALL[role]
    served = notice and state != "draft"
    allowed = set(NOTICE_WORDS) if served else set()
    allowed |= set(CAPTION_WORDS) if served and caption else set()
    allowed |= {TEXT} if served and contents else set()
    allowed |= {FINDING} if listed and contents else set()
    met = set()
    for address in record_addresses(place):
        for answer in (client.get(address), client.head(address)):
            assert answer.status_code == (200 if served else 410 if gone else 404), address
        met |= known(client.get(address))
    assert met == allowed
    for language in ("fr", "en"):
        answer = client.get(f"/{language}/r/{place.mark}")
        may_go = notice and (state != "draft" or SEES_ALL[role])
        assert answer.status_code == (302 if may_go else 410 if gone else 404)

    for address in (f"/fr/constats/{place.finding}/", f"/en/findings/{place.finding}/"):
        assert client.get(address).status_code == (200 if contents and listed else 404)
    assert client.get(f"/fr/r/{place.finding}").status_code == (302 if contents and listed else 404)

    for compare in ("/fr/comparer", "/en/compare"):
        answer = client.get(f"{compare}/{place.mark}/{place.beside}/")
        assert answer.status_code == (200 if contents and listed else 404)
        assert known(answer) <= set(NOTICE_WORDS + CAPTION_WORDS if contents and listed else ())
        if role == "nobody" and not (contents and listed):
            nothing = client.get(f"{compare}/CH-D-9999/{place.beside}/")
            assert answer.content == nothing.content.replace(b"CH-D-9999", place.mark.encode())

    missing = client.get("/files/CH-D-9999/1/")
    for address, is_open in (
        (f"/files/{place.mark}/1/", contents),
        (f"/images/{place.mark}/1/240.webp", contents),
        (f"/files/{place.mark}/text/", contents),
    ):
        for headers in ({}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Modified-Since": "x"}):
            answer = client.get(address, headers=headers)
            assert (answer.status_code in (200, 206, 304)) == is_open, (address, headers)
            assert (client.head(address, headers=headers).status_code in (200, 206, 304)) == is_open
            if not is_open:
                assert answer.status_code == 404
                assert without_token(answer) == without_token(missing)
                if role == "nobody":
                    assert answer.headers.get("ETag") == missing.headers.get("ETag")


@pytest.mark.parametrize("state", STATES)
def test_predicate_query_and_index_agree(state, place, user_with_role):
    change = STATES[state][1]
    bring_about(place, change)
    record = type(place.record).objects.get(pk=place.record.pk)
    canvas = Canvas.objects.get(document=place.document)
    for role in SEES_ALL:
        user = None if role == "nobody" else user_with_role(role)
        listed = visible(user).records().filter(pk=record.pk).exists()
        if state not in ("draft", "withdrawn"):
            assert listed == may_view(user, record)
        if listed:
            assert sight(record, user).opens(place.document.pk, 1) == may_view(user, canvas, Level.CONTENTS)
        found = index.ask(user, query=parse(TITLE)).records
        assert bool(found) == listed
        text = index.ask(user, query=parse(TEXT)).passages
        assert bool(text) == (listed and may_view(user, canvas, Level.CONTENTS))
        told = visible(user).observations().filter(report=record)
        if state not in ("draft", "withdrawn"):
            finding = Finding.objects.get(number=place.finding)
            assert told.exists() == may_view(user, finding)
            assert told.exists() == may_view(user, canvas, Level.CONTENTS)
        else:
            assert not told.exists()
        beside = index.ask_things(user, query=parse(FINDING))
        assert bool(beside.records) == bool(beside.passages) == told.exists()
        near = index.ask_things(user, query=parse(f"{FINDING[:-1]}x"))
        assert bool(near.corrections) == told.exists()
        caption = index.ask(user, query=parse(CAPTION)).passages
        assert bool(caption) == (listed and sight(record, user).lists(place.document.pk))
    assert visible(KEEPER).records().filter(pk=record.pk).exists() == (state not in ("draft", "withdrawn"))


def test_a_day_turns_at_midnight_in_paris():
    from datetime import UTC, datetime

    assert day_of(datetime(2026, 6, 30, 21, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert day_of(datetime(2026, 6, 30, 22, 1, tzinfo=UTC)) == date(2026, 7, 1)
    assert day_of(datetime(2026, 12, 31, 23, 1, tzinfo=UTC)) == date(2027, 1, 1)


PUBLIC = {
    "",
    "health",
    "as_public",
    "archive",
    "results",
    "things",
    "permanent",
    "page_image",
    "file",
    "text",
    "site_map",
    "partners",
    "agent",
    "agent_uri",
    "concept_uri",
    "concept_data",  # of concepts alone
    "news",
    "schemes",
    "scheme",
    "concept",
    "sitemap",
    "findings",
    "finding",
    "finding_uri",  # nothing: where a finding is
    "page",
    "part",
    "timeline",
    "plans",
    "plan",
    "compare",
    "element_uri",  # nothing of the catalogue
    "write",  # nothing of the catalogue
    "written",  # nothing of the catalogue
    "robots",  # nothing of the catalogue
    "security_txt",  # nothing of the catalogue
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtailimages_serve",
}


def names(patterns: Any) -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) != "admin/":
                found |= names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(pattern.name or "")
    return found


def test_every_public_address_is_among_those_that_are_tried():
    """A new one is added to PUBLIC together with its trial in the test above."""
    assert names(get_resolver().url_patterns) <= PUBLIC
