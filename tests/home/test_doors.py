"""The map of the site, the news, and what robots and the watchful are told."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from archive.catalogue.closing import withdraw
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def records(commit):
    with commit():
        series = factories.series()
        french = factories.record(title="Le « joint » & l’eau <creux>", under=series)
        both = factories.record(title="Notice de levage", under=series)
        factories.record(title="Brouillon", under=series, live=False)
        gone = factories.record(title="Retirée", under=series)
    with commit():
        factories.publish_face(both, {"Notice de levage": "Lifting instructions"})
        withdraw(gone, "Versée deux fois")
    return french, both


def test_the_map_has_each_page_in_each_language_it_has_words_in(client, records):
    french, both = records
    answer = client.get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    entries = {url.find(f"{MAP}loc").text: url for url in ET.fromstring(answer.content)}
    root = "http://testserver"
    assert root + french.url in entries and root + french.url_in("en") not in entries
    pair = {root + both.url, root + both.url_in("en")}
    assert pair <= entries.keys()
    for address in pair:
        links = {link.get("hreflang"): link.get("href") for link in entries[address].findall(LINK)}
        assert set(links) == {"fr", "en"} and set(links.values()) == pair
    for address in entries:
        page = client.get(address)
        assert page.status_code == 200
        assert 'name="robots" content="noindex"' not in page.content.decode()
    assert len([address for address in entries if "ch-d" in address]) == 3
    assert {root + "/fr/ecrire/", root + "/en/site-map/"} <= entries.keys()


def test_a_page_names_itself_and_the_other_language_in_its_head(client, records):
    french, both = records
    for address, others in (
        (both.url, {"fr": both.url, "en": both.url_in("en"), "x-default": both.url}),
        (french.url, {}),
        ("/en/archive/", {"fr": "/fr/archive/", "en": "/en/archive/", "x-default": "/fr/archive/"}),
        ("/fr/ecrire/", {"fr": "/fr/ecrire/", "en": "/en/write/", "x-default": "/fr/ecrire/"}),
        ("/en/archive/?view=grid", {}),
    ):
        text = client.get(address).content.decode()
        assert f'rel="canonical" href="http://testserver{address.split("?")[0]}"' in text
        found = re.findall(r'rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)"', text)
        assert dict(found) == others, address


@pytest.mark.parametrize(("language", "title"), [("fr", "Notice de levage"), ("en", "Lifting instructions")])
def test_the_news_are_the_records_published_last(client, records, language, title):
    answer = client.get(f"/{language}/news.atom")
    feed = ET.fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    titles = [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")]
    assert title in titles and "Le « joint » & l’eau <creux>" in titles and len(titles) == 2
    ids = [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 2 and all(value.startswith("http") for value in ids)
    for entry in feed.findall(f"{ATOM}entry"):
        address = entry.find(f"{ATOM}link").get("href")
        assert f"/{language}/" in address
        assert client.get(address, follow=True).status_code == 200
        assert datetime.fromisoformat(entry.find(f"{ATOM}updated").text) <= datetime.now(UTC)
    assert client.get(f"/{language}/").content.decode().count("news.atom") >= 1


def test_robots_are_shown_the_map_and_kept_from_the_search(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_watchful_are_told_whom_to_write_to_when_there_is_somebody(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.ARCHIVE_SECURITY_CONTACT = "mailto:securite@example.org"
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    assert fields["Contact"] == "mailto:securite@example.org"
    assert datetime.fromisoformat(fields["Expires"]) > datetime.now(UTC)
    assert {"Canonical", "Preferred-Languages"} <= fields.keys()
