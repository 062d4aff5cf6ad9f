"""Whatever is typed, pasted or sent by a broken program: an answer, never a breakdown; what is saved is what
was typed, and what is shown is text."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from archive.catalogue.models import RecordPage
from archive.contributions.models import Letter
from search import index
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAUGHTY = [
    *("undefined", "null", "NaN", "Infinity", "-1", "0", "1e999", "0x10", "١٢٣", "½", "1,5", "9" * 400),
    *(
        '"',
        "'",
        '""',
        '"« »"',
        "a\"b'c",
        "\\",
        "\\\\'",
        "%",
        "%00",
        "%s%d",
        "{{ 7|add:7 }}",
        "{% load i18n %}",
        "${7*7}",
    ),
    *(
        "--",
        "';--",
        "1;DROP TABLE x",
        "' OR '1'='1",
        "*",
        "?",
        "[",
        "(" * 500,
        ")" * 9,
        "a*b?c~2",
        "a AND",
        "NOT",
        "title:",
    ),
    *(
        "<script>alert(1)</script>",
        "</textarea><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "<!--",
        "]]>",
        "&lt;",
    ),
    *(
        "../../etc/passwd",
        "..%2f..%2f",
        "/dev/null",
        "C:\\nul",
        "con",
        "file:///etc/passwd",
        "https://example.org/",
    ),
    *(
        "é́́́́",
        "Ω≈ç√∫",
        "œuvre",
        "ﬁn",
        "İ",
        "ß",
        "Zażółć gęślą jaźń",
        "تجربة",
        "‮ru​se",
        "﷽",
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "田中さん",
    ),
    *(
        "\u0000",
        "a\u0000b",
        "\u0007",
        "\u001b[31m",
        "\ufeff",
        "\uffff",
        "\u2028",
        "\u00ad",
        "\t",
        " ",
        "\u00a0",
        "\u202f",
    ),
    *(
        "a\r\nSet-Cookie: x=1",
        "a\nb",
        "x" * 10_000,
        "a " * 3_000,
        "12/34/5678",
        "2025-02-30",
        "s.d.",
        "1956" * 30,
    ),
]


@pytest.fixture
def record(commit):
    with commit():
        found = factories.record_with_canvas(text="le joint humide", title="Détail du joint")
    factories.publish_face(found)
    index.rebuild()
    return found


def addresses(record, word: str) -> list[str]:
    typed = quote(word.encode("utf-8", "replace"))
    found = []
    for language, search in (("fr", "recherche"), ("en", "search")):
        found.append(f"/{language}/{search}/?q={typed}")
    names = [
        "family",
        "type",
        "subject",
        "element",
        "agent",
        "period",
        "language",
        "sort",
        "view",
        "p",
        "from",
        "to",
    ]
    found.append("/fr/archive/?" + "&".join(f"{name}={typed}" for name in names))
    found.append("/fr/recherche/?q=joint&" + "&".join(f"{name}={typed}" for name in names))
    found += [f"{record.url}?p={typed}&q={typed}", f"/en/r/{typed}", f"/images/{typed}/{typed}/{typed}.webp"]
    found += [f"/files/{typed}/1/", f"/fr/archive/{typed}/", f"/fr/ecrire/?about={typed}&purpose={typed}"]
    return found


def is_shown_as_text(html: str, word: str) -> bool:
    return "<script>alert(1)" not in html and "onerror=alert(1)>" not in re.sub(r"&lt;.*?&gt;", "", html)


@pytest.mark.parametrize("part", range(4))
def test_no_address_breaks_down(client, record, part):
    client.raise_request_exception = False
    for word in NAUGHTY[part::4]:
        for address in addresses(record, word):
            answer = client.get(address)
            assert answer.status_code < 500, address[:200]
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                assert is_shown_as_text(answer.content.decode(), word), address[:200]
            assert not answer.cookies


def test_no_header_breaks_down(client, record):
    client.raise_request_exception = False
    for word in NAUGHTY:
        sent = word.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "")
        names = (
            "Accept",
            "Accept-Language",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Referer",
            "Cookie",
        )
        for address in (record.url, f"/images/{record.mark}/1/240.webp", "/fr/recherche/?q=joint"):
            answer = client.get(address, headers=dict.fromkeys(names, sent))
            assert answer.status_code < 500, (address, word[:50])


def test_a_letter_says_what_was_typed(client):
    page = client.get("/fr/ecrire/").content.decode()
    sealed = re.search(r'name="seal" value="([^"]+)"', page)
    assert sealed
    for word in NAUGHTY[::3]:
        data = {"purpose": "other", "message": f"début {word} fin", "name": word[:50], "seal": sealed[1]}
        answer = client.post("/fr/ecrire/", data, headers={"Origin": "http://testserver"})
        assert answer.status_code < 500 and not answer.cookies, word[:50]
        if answer.status_code == 302:
            kept = Letter.objects.order_by("pk").last().message
            assert kept.replace("\r\n", "\n") == f"début {word} fin".replace("\r\n", "\n").strip(), word[:50]
        else:
            assert is_shown_as_text(answer.content.decode(), word)
    assert Letter.objects.count() > 10


def test_a_draft_keeps_what_was_typed(client, record, user_with_role):
    client.force_login(user_with_role("archivist"))
    client.raise_request_exception = False
    edit = reverse("wagtailadmin_pages:edit", args=[record.pk])
    shown = client.get(edit)
    saved = 0
    for word in NAUGHTY:
        data = _form(shown.content.decode()) | {
            "title": f"T {word}"[:255],
            "scope_and_content": f"début {word} fin",
            "date_as_written": word[:120],
            "extent": word[:255],
        }
        answer = client.post(edit, data)
        assert answer.status_code < 500, word[:50]
        if answer.status_code == 302:
            saved += 1
            draft = RecordPage.objects.get(pk=record.pk).get_latest_revision_as_object()
            kept, typed = draft.scope_and_content, f"début {word} fin"
            assert kept.split() == typed.replace("\u0000", "").split(), word[:50]
        else:
            assert is_shown_as_text(answer.content.decode(), word)
            assert "error" in answer.content.decode()
    assert saved > 40


def _form(html: str) -> dict[str, str]:
    """The values that the editor's own form would send again, of its plain inputs."""
    found = {}
    html = re.sub(r"<template.*?</template>", "", html, flags=re.S)
    for tag in re.findall(r"<input[^>]*>", html):
        parts = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if parts.get("name") and parts.get("type") not in ("checkbox", "radio", "submit", "file"):
            found[parts["name"]] = parts.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else ""
    return found
