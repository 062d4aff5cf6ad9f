"""Canaries: a word that exists nowhere else stands in every text field of whatever must not be known. No
address of the site, and none of the desk, sings it to those who may not hear it."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from django.contrib.admindocs.views import simplify_regex
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.models import Page, Workflow
from wagtail_localize.models import Translation, TranslationSource

from archive.authorities.models import Agent, AgentName
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Finding, RecordPage, Restriction
from archive.contributions.models import Letter
from archive.holdings.models import ArchiveDocument
from tests import factories
from tests.test_gate import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CANARY = re.compile(r"Zzcanari[a-z]+")
BIRDS: set[str] = set()
TOLD = ("finding", "seen")  # of a finding that the record tells: its name, and what is said of it
FIELDS = ("title", "extent", "scope_and_content", "date_as_written", "text", "captions")


def bird(*where: str) -> str:
    """A word of its own for each field of each thing, of letters only, so that searches find it whole."""
    word = "Zzcanari" + re.sub(r"[^a-z]", "", "".join(where).lower())
    BIRDS.add(word)
    return word


def sung(answer: Any) -> set[str]:
    """Canaries in body and headers."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    words = set(CANARY.findall(body.decode("utf-8", "replace") + headers))
    return {word for word in words if any(word.startswith(one) for one in BIRDS)}


def hidden_record(state: str) -> RecordPage:
    words = {field: bird(state, field) for field in FIELDS}
    words["captions"] = [words["captions"]]
    date = words.pop("date_as_written")  # no date, and so never published as it is
    record = factories.record_with_canvas(**words, live=state != "draft")
    type(record).objects.filter(pk=record.pk).update(date_as_written=date)
    document = record.files.first().document
    document.title, document.original_name = bird(state, "file"), bird(state, "name") + ".png"
    ArchiveDocument.objects.bulk_update([document], ["title", "original_name"])
    name, seen = (bird(state, field) for field in TOLD)
    factories.observation(record, name, label_en=name + "english", note_fr=seen)
    if state != "draft":
        spoken = [words["title"], words["extent"], words["scope_and_content"], *words["captions"]]
        factories.publish_face(record, {word: word + "english" for word in spoken})
    return type(record).objects.get(pk=record.pk)


@pytest.fixture
def aviary(commit, user_with_role) -> dict[str, Any]:
    """Things that must not be known, one of each kind."""
    states = {}
    with commit():
        for state in ("draft", "unpublished", "closed", "withdrawn", "changed"):
            states[state] = hidden_record(state) if state != "changed" else factories.record(title="Ouverte")
        states["unpublished"].unpublish()
        for about in ({"record": states["closed"]},):
            note = bird("closed", "note")
            restrict(states["closed"], Restriction(**about, state="closed", reason="privacy", note=note))
        withdraw(states["withdrawn"], "Versée deux fois")
    with commit():
        changed = states["changed"]
        changed.title, changed.scope_and_content = bird("changed", "title"), bird("changed", "scope")
        changed.save_revision(user=user_with_role("archivist"), log_action=True)
        factories.series(title=bird("series"), live=False)
        person = factories.agent(bird("person", "name"), kind="person", history_fr=bird("person", "history"))
        AgentName.objects.create(agent=person, text=bird("person", "alias"), kind="former")
        page = factories.text(title="Aide")
        page.title, page.body = bird("page", "title"), f"<p>{bird('page', 'body')}</p>"
        page.save_revision()
        fields = ("message", "name", "contact", "note", "about")
        Letter.objects.create(purpose="other", language="fr", **{f: bird("letter", f) for f in fields})
    return states


def searches() -> list[str]:
    words = [bird(state, field) for state in ("draft", "closed", "withdrawn") for field in (*FIELDS, *TOLD)]
    words += [bird("person", field) for field in ("name", "history", "alias")]
    # what is typed comes back: so the words are asked for with a letter too few
    asked = [word[:-1] for word in words]
    asked += Finding.objects.values_list("number", flat=True)
    pages = ("/fr/recherche/", "/fr/recherche/choses/", "/en/search/", "/en/search/things/")
    found = [f"{page}?q={word}" for page in pages for word in asked]
    lists = ("/fr/archive/", "/en/archive/")
    return found + [f"{page}?view=grid&sort=title&q={word}" for page in lists for word in asked[:4]]


def public_addresses(aviary: dict[str, Any]) -> list[str]:
    found = ["/health/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"]
    for language, search, plan in (("fr", "recherche", "plan-du-site"), ("en", "search", "site-map")):
        found += [f"/{language}/", f"/{language}/archive/", f"/{language}/{plan}/", f"/{language}/news.atom"]
        found += [f"/{language}/{'ecrire' if language == 'fr' else 'write'}/"]
        things = f"{search}/{'choses' if language == 'fr' else 'things'}"
        findings = f"/{language}/{'constats' if language == 'fr' else 'findings'}/"
        word = bird("closed", "title")[:-1]
        found += [f"/{language}/{search}/?q={word}", f"/{language}/{things}/?q={word}"]
        numbers = Finding.objects.values_list("number", flat=True)
        found += [findings, f"{findings}?format=csv&state=all", *(f"{findings}{one}/" for one in numbers)]
        for agent in Agent.objects.all():
            found.append(f"/{language}/{'qui' if language == 'fr' else 'who'}/{agent.slug}/")
        for record in aviary.values():
            found += [f"/{language}/r/{record.mark}", f"/{language}/r/{record.mark}?p=1"]
    for page in Page.objects.exclude(depth__lte=1):
        address = page.specific.url_in("fr") if hasattr(page.specific, "url_in") else page.url
        found += [address, f"{address}?p=1"] if address else []
    for record in aviary.values():
        mark = record.mark
        found += [f"/files/{mark}/1/", f"/files/{mark}/text/", f"/images/{mark}/1/240.webp"]
    for document in ArchiveDocument.objects.all():
        found.append(f"/documents/{document.pk}/x.png")
    return found


def silent(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        for ask, headers in (
            (client.get, {}),
            (client.head, {}),
            (client.get, {"Range": "bytes=0-99"}),
            (client.get, {"If-None-Match": "*", "Accept-Language": "en"}),
        ):
            answer = ask(address, headers=headers)
            assert answer.status_code < 500, address
            assert not sung(answer), (address, sung(answer))


def test_no_canary_is_heard_on_the_public_site(aviary, client, user_with_role, settings):
    assert PUBLIC, "new public addresses are named there, and tried here"
    settings.ARCHIVE_PACE = dict.fromkeys(settings.ARCHIVE_PACE, 1_000_000)
    addresses = public_addresses(aviary)
    for _reader in ("visitor", "translator"):
        silent(client, addresses)
        for address in searches():
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert not sung(answer), (address, sung(answer))
        client.force_login(user_with_role("translator"))


def test_the_canaries_are_there_for_those_who_may_hear_them(aviary, client, user_with_role):
    """So that silence means something."""
    client.force_login(user_with_role("administrator"))
    heard: set[str] = set()
    pages = [f"/admin/pages/{record.pk}/edit/" for record in aviary.values()]
    lists = [f"/admin/pages/{page.pk}/" for page in Page.objects.filter(depth__gte=2, numchild__gt=0)]
    for address in (*pages, *lists, "/admin/documents/", "/admin/reports/site-history/"):
        heard |= sung(client.get(address))
    for state in ("draft", "unpublished", "closed", "withdrawn"):
        assert bird(state, "title") in heard
        assert bird(state, "scope_and_content") in heard
        assert bird(state, "file") in heard
    assert {bird("changed", "scope"), bird("series"), bird("page", "title")} <= heard


KINDS = {  # words that addresses of the desk are made of
    "app_label": ("catalogue", "wagtailcore", "holdings", "contributions"),
    "model_name": ("recordpage", "page", "archivedocument", "letter"),
    "content_type_app_name": ("catalogue",),
    "content_type_model_name": ("historicaldocumentpage",),
    "action": ("publish", "unpublish", "delete", "move"),
    "revision_id_a": ("earliest",),
    "revision_id_b": ("latest",),
    "action_name": ("approve",),
    "task_state_id": ("1",),
    "filename": ("x.png",),
    "locale_code": ("en",),
    "lang_code_from": ("fr",),
    "lang_code_to": ("en",),
}


def routes(patterns: Any, before: str = "") -> list[tuple[str, str]]:
    """(path with <names>, its name) of every address below."""
    found = []
    for pattern in patterns:
        path = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, path)
        else:
            found.append((path, pattern.name or ""))
    return found


def admin_addresses(aviary: dict[str, Any]) -> list[str]:
    """Every address of the desk, with every number that could lead to something hidden."""
    keys = [record.translation_key for record in aviary.values()]
    numbers: set[Any] = set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))
    numbers |= {str(record.latest_revision_id) for record in aviary.values()}
    for model in (ArchiveDocument, TranslationSource, Translation, Letter, Workflow, Restriction):
        numbers |= set(model._base_manager.values_list("pk", flat=True)[:6])
    numbers = {str(number) for number in numbers}
    resolver = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    found = []
    for path, name in routes(resolver.url_patterns, "/admin/"):
        path = re.sub(r"<\w+:(\w+)>", r"<\1>", path)
        if "(" in path:
            path = simplify_regex(path)
        path = path.removesuffix("$")
        if any(word in path for word in ("logout", "sprite", "jsi18n", "failwhale")):
            continue
        wanted = list(dict.fromkeys(re.findall(r"<(\w+)>", path)))
        counts = [name for name in wanted if name not in KINDS]
        for number in numbers if counts else ("",):
            for words in product(*(KINDS[name] for name in wanted if name in KINDS)):
                chosen = dict(zip((name for name in wanted if name in KINDS), words, strict=True))
                address = re.sub(r"<(\w+)>", lambda m, c=chosen, n=number: c.get(m[1], n), path)
                found.append(address)
                if "bulk/" in path:
                    found += [f"{address}?id={number}" for number in sorted(numbers)]
                if not wanted:
                    found.append(f"{address}?q=Zzcanar&search=Zzcanar&page_type=wagtailcore.page")
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("role", ["translator", "visitor"])
def test_no_canary_is_heard_at_the_desk_by_those_who_may_not(role, aviary, client, user_with_role):
    user = user_with_role("translator")
    if role == "visitor":
        user.groups.clear()
    client.force_login(user)
    client.raise_request_exception = False
    heard: dict[str, set[str]] = {}
    broken = []
    for address in admin_addresses(aviary):
        answer = client.get(address)
        client.cookies.pop("messages", None)  # each refusal adds a sentence, and each answer carries them all
        if answer.status_code >= 500:
            broken.append(address)
        if birds := sung(answer):
            heard[address] = birds
    assert not heard, "\n".join(f"{a}: {b}" for a, b in heard.items())
    assert not broken
