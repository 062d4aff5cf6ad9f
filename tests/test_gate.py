"""The gate on every surface: state × role × address. A word that must not be known is nowhere to be read.

One archive with a record in each state, made once and looked at by everyone; whatever a test changes is taken
back.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from search.index import _open
from tests.gate import SEES_ALL, STATES, WORDS, places

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.either]

ALL_WORDS = {word for words in WORDS.values() for word in words.all}
KNOWN = re.compile("|".join(ALL_WORDS))

# What was typed comes back, between quotation marks or in an address, and is no news.
TYPED = re.compile(rf"""(?:[«“"]\s*|&quot;|q=)(?:{KNOWN.pattern})(?:[+ ](?:{KNOWN.pattern}))*""")

FACETS = ("family=historical_document", "type=instructions", "subject=joints", "agent=houilleres")
CONCEPTS = ("document-types/instructions/", "document-types/historical-document/", "subjects/joints/")

# The same in French and English: lists that name every record that may be known,
LISTS_OF_RECORDS = (
    *("/fr/", "/en/"),
    *("/fr/archive/", "/en/archive/"),
    *(f"/{language}/archive/?{facet}" for language in ("fr", "en") for facet in FACETS),
    *(f"/fr/vocabulaires/{path}" for path in CONCEPTS),
    *(f"/en/vocabularies/{path}" for path in CONCEPTS),
    *("/fr/qui/houilleres/", "/en/who/houilleres/"),
    *("/fr/chronologie/", "/en/timeline/"),
    *("/fr/plans/elevation/", "/en/plans/elevation/"),
    *("/fr/archive/chantier/", "/en/archive/chantier/"),
)
# every finding,
LISTS_OF_FINDINGS = (
    *("/fr/constats/", "/en/findings/"),
    *("/fr/constats/?format=csv", "/en/findings/?format=csv"),
    *("/fr/constats/?state=all&element=facade-sud", "/en/findings/?state=all&element=facade-sud"),
    *("/fr/le-batiment/facade-sud/", "/en/the-building/facade-sud/"),
    *("/fr/plans/elevation/", "/en/plans/elevation/"),
)
# to whoever asks what the public may know,
LISTS_FOR_ALL = ("/fr/news.atom", "/en/news.atom", "/sitemap.xml")
# and other pages.
OTHERS = (
    *("/fr/vocabulaires/", "/en/vocabularies/"),
    *("/fr/vocabulaires/subjects/", "/en/vocabularies/subjects/"),
    *("/fr/plan-du-site/", "/en/site-map/"),
    *("/fr/partenaires/", "/en/partners/"),
    *("/fr/le-batiment/", "/en/the-building/"),
    *("/fr/plans/", "/en/plans/"),
    "/robots.txt",
)


@pytest.fixture(scope="module")
def world(database, tmp_path_factory):
    data = tmp_path_factory.mktemp("world")
    pace = dict.fromkeys(django_settings.ARCHIVE_PACE, 1_000_000)
    changed = {"ARCHIVE_DATA": data, "MEDIA_ROOT": data / "media", "ARCHIVE_PACE": pace}
    with database.blocker.unblock(), override_settings(**changed), transaction.atomic():
        storages._storages.clear()
        _open.cache_clear()
        cache.clear()
        yield {place.state: place for place in places(STATES)}
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _own_folders(world):
    """The world's, in place of one for each test."""


@pytest.fixture
def come(user_with_role):
    """`come("nobody")` is a visitor, and so on."""

    def as_role(role: str) -> Client:
        client = Client()
        if role != "nobody":
            client.force_login(user_with_role(role))
        return client

    return as_role


def read(answer: Any) -> str:
    return (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")


def known(answer: Any) -> set[str]:
    return set(KNOWN.findall(TYPED.sub("", read(answer))))


def off(word: str) -> str:
    """One letter off: suggestions and near forms."""
    return f"{word[:-1]}x"


def without_token(answer: Any) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"|name="next" value="[^"]*"', b"", answer.content)


@pytest.mark.parametrize("role", SEES_ALL)
def test_lists_name_what_may_be_known_and_no_more(role, world, come):
    client = come(role)
    for reader, addresses in (
        (role, LISTS_OF_RECORDS + LISTS_OF_FINDINGS + OTHERS),
        ("nobody", LISTS_FOR_ALL),
    ):
        allowed = set().union(*(place.words_in_lists(reader) for place in world.values()))
        records = {place.mark for place in world.values() if place.known_to(reader).listed}
        findings = {place.finding for place in world.values() if place.words.finding in allowed}
        for address in dict.fromkeys(addresses):
            assert client.head(address).status_code == 200, address
            answer = client.get(address)
            assert answer.status_code == 200, address
            met, text = known(answer), read(answer)
            assert met <= allowed, (address, met - allowed)
            marks = {place.mark for place in world.values() if re.search(place.mark, text, re.IGNORECASE)}
            numbers = {place.finding for place in world.values() if place.finding in text}
            assert marks <= records, address
            assert numbers <= findings, address
            if address in LISTS_OF_RECORDS + LISTS_FOR_ALL:
                assert marks == records, address
            if address in LISTS_OF_FINDINGS:
                assert numbers == findings, address
            if address.endswith(FACETS[1:]):
                assert answer.context["total"] == len(records), address


@pytest.mark.parametrize("role", SEES_ALL)
@pytest.mark.parametrize("state", STATES)
def test_nothing_closed_is_found_and_nothing_open_is_not(state, role, world, come):
    """What must not be known is asked for word by word, as it is and one letter off; the rest at once."""
    place, client = world[state], come(role)
    words, allowed = place.words, place.words_in_lists(role)
    searches = ("/fr/recherche/", "/en/search/")
    things = ("/fr/recherche/choses/", "/en/search/things/")
    secret = sorted(words.all - allowed)
    asked = [
        (page, form(word))
        for position, word in enumerate(secret)
        for page, form in zip(searches, (str, off) if position % 2 else (off, str), strict=True)
    ]
    asked += [(page, form(words.finding)) for page in things for form in (str, off)]
    for page, word in asked:
        answer = client.get(page, {"q": word})
        assert answer.status_code == 200, (page, word)
        met = known(answer)
        assert met <= allowed, (page, word, met - allowed)
        assert allowed or place.mark not in read(answer), (page, word)
    for page in searches:
        open_words = sorted(allowed & (words.notice | {words.text}))
        answer = client.get(page, {"q": " ".join(open_words)})
        assert answer.status_code == 200, page
        met = known(answer)
        assert met <= allowed
        assert bool(met) == bool(allowed)


@pytest.mark.parametrize("role", SEES_ALL)
@pytest.mark.parametrize("state", STATES)
def test_nothing_closed_is_given_and_nothing_open_is_kept(state, role, world, come):
    place, client = world[state], come(role)
    words, seen = place.words, place.known_to(role)
    told = seen.contents and seen.listed  # what its findings say
    gone = state == "withdrawn" and not SEES_ALL[role]
    served = seen.notice and state != "draft"
    allowed = words.notice if served else set()
    allowed |= words.captions if served and seen.caption else set()
    allowed |= {words.text} if served and seen.contents else set()
    allowed |= {words.finding} if told else set()
    status = 200 if served else 410 if gone else 404
    met: set[str] = set()
    for parameters in ("", f"?p=1&q={words.text}", f"?p=1&finding={place.finding}"):
        french, english = (place.record.url_in(language) + parameters for language in ("fr", "en"))
        assert client.head(french).status_code == status, french
        for address in (french, english):
            answer = client.get(address)
            assert answer.status_code == status, address
            met |= known(answer)
    others = set().union(*(one.words_in_lists(role) for one in world.values() if one is not place))
    assert met & words.all == allowed
    assert met <= allowed | others, met - allowed - others
    for language in ("fr", "en"):
        answer = client.get(f"/{language}/r/{place.mark}")
        may_go = seen.notice and (state != "draft" or SEES_ALL[role])
        assert answer.status_code == (302 if may_go else 410 if gone else 404)

    for address in (f"/fr/constats/{place.finding}/", f"/en/findings/{place.finding}/"):
        assert client.get(address).status_code == (200 if told else 404)
    assert client.get(f"/fr/r/{place.finding}").status_code == (302 if told else 404)

    for compare in ("/fr/comparer", "/en/compare"):
        answer = client.get(f"{compare}/{place.mark}/{place.beside}/")
        assert answer.status_code == (200 if told else 404)
        assert known(answer) <= (words.notice | words.captions | others if told else set())
        if role == "nobody" and not told:
            nothing = client.get(f"{compare}/CH-D-9999/{place.beside}/")
            assert answer.content == nothing.content.replace(b"CH-D-9999", place.mark.encode())

    missing = client.get("/files/CH-D-9999/1/")
    for address in (
        f"/files/{place.mark}/1/",
        f"/images/{place.mark}/1/240.webp",
        f"/files/{place.mark}/text/",
    ):
        for headers in ({}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Modified-Since": "x"}):
            answer = client.get(address, headers=headers)
            assert (answer.status_code in (200, 206, 304)) == seen.contents, (address, headers)
            assert (client.head(address, headers=headers).status_code in (200, 206, 304)) == seen.contents
            if not seen.contents:
                assert answer.status_code == 404
                assert without_token(answer) == without_token(missing)
                if role == "nobody":
                    assert answer.headers.get("ETag") == missing.headers.get("ETag")


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
    """A new one is added to PUBLIC together with its trial in the tests above."""
    assert names(get_resolver().url_patterns) <= PUBLIC
