"""Who has a part in the project and who funds it: on the partners page and on each one's own page."""

from __future__ import annotations

import re

import pytest

from archive.authorities.merging import merge
from archive.building.models import BuildingAgent, Funding
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Restriction
from search import index
from tests import factories

pytestmark = pytest.mark.django_db

PARTNERS = {"fr": "/fr/partenaires/", "en": "/en/partners/"}


def takes_part(agent, role="Propriétaire", concern="transform", **fields):
    part = factories.part(agent, role)
    return BuildingAgent.objects.create(agent=agent, role=part.role, concern=concern, **fields)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def call():
    agent = factories.agent("Communauté d’agglomération de Lens-Liévin", acronym="CALL", gender="f")
    factories.agent("Pays d’art et d’histoire", kind="label", held_by=agent)
    return agent


@pytest.mark.parametrize("language", ["fr", "en"])
def test_partners_stand_by_aim_and_by_kind_in_the_editorial_order(client, language, call):
    last = factories.agent("Association", position=9)
    first = factories.agent("Zénith", position=1)
    programme = factories.agent("Fonds vert", kind="programme")
    for agent in (last, first, call, programme):
        takes_part(agent, note_fr="Mène les études.", source="Annonce du projet")
    page = text_of(client, PARTNERS[language])
    table = page.split("<table")[1]
    assert table.index("Zénith") < table.index("Association") < table.index("Lens-Liévin")
    assert "(CALL)" in table
    assert page.count("<table") == 3
    label = page.split("<table")[3]
    assert "Pays d’art" in label
    assert "Lens-Liévin" in label
    assert "Annonce du projet" in page
    assert (' lang="fr"' in table) == (language == "en")  # the note, not yet in English


def test_a_period_is_said_in_the_reader_s_language(client, call):
    takes_part(call, period="31 mars 2025 - 2e semestre 2027", planned=True)
    assert "du 31 mars 2025 au 2e semestre 2027" in text_of(client, f"/fr/qui/{call.slug}/")
    english = text_of(client, f"/en/who/{call.slug}/")
    assert "from 31 March 2025 to the second half of 2027" in english
    assert "(planned)" in english


def test_a_project_without_partners_says_so(client):
    assert "Aucun partenaire" in text_of(client, PARTNERS["fr"])


def test_funding_says_who_which_scheme_for_what_and_that_the_list_is_open(client, call):
    state = factories.agent("État", gender="m")
    facts = {"concern": "transform", "purpose_fr": "Études et travaux", "purpose_en": "Studies and works"}
    Funding.objects.create(agent=state, scheme_fr="Fonds vert", and_others=True, amount="12500.50", **facts)
    french, english = (text_of(client, address) for address in PARTNERS.values())
    assert "Fonds vert" in french
    assert "et d’autres" in french
    assert re.search(r"12\s500,50\s€", french)
    assert "and others" in english
    assert "€12,500.50" in english
    assert "Études et travaux" in text_of(client, f"/fr/qui/{state.slug}/")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_agent_page_gathers_all_that_mentions_it(client, language, call):
    named = factories.record(title="Rapport signé", parts=[factories.part(call, "Auteur", slug="author")])
    factories.record_with_canvas(title="Lettre", text="la Communauté d’agglomération de Lens-Liévin écrit")
    takes_part(call, "Soutien", concern="connect", note_fr="Porte le programme culturel.")
    index.rebuild()
    page = text_of(client, f"/{language}/{'qui' if language == 'fr' else 'who'}/{call.slug}/")
    for words in ("Rapport signé", "Lettre", "Porte le programme", "Soutien", "Pays d’art", "CALL"):
        assert words in page, words
    assert page.count("Rapport signé") == 1
    assert named.mark in page


def test_records_that_may_not_be_seen_are_not_gathered(client, call, user_with_role):
    def parts():
        return [factories.part(call, "Auteur", slug="author")]

    closed = factories.record(title="Notice close", parts=parts())
    restrict(closed, Restriction(record=closed, state="closed", reason="privacy"))
    gone = factories.record(title="Notice retirée", parts=parts())
    withdraw(gone, "Versée deux fois")
    factories.record(title="Notice brouillon", parts=parts(), live=False)
    takes_part(call, record=closed)
    index.rebuild()
    for address in (f"/fr/qui/{call.slug}/", PARTNERS["fr"]):
        page = text_of(client, address)
        for record in (closed, gone):
            assert record.mark not in page
        assert "Notice" not in page.replace("Notices", "").split("<main")[1]
    client.force_login(user_with_role("archivist"))
    assert closed.mark in text_of(client, f"/fr/qui/{call.slug}/")


def test_the_address_for_ever_leads_to_the_page_in_the_reader_s_language(client, call):
    for language, where in (("fr", "qui"), ("en", "who")):
        answer = client.get(f"/id/agent/{call.slug}", headers={"Accept-Language": language})
        assert (answer.status_code, answer["Location"]) == (303, f"/{language}/{where}/{call.slug}/")
        assert "Accept-Language" in answer["Vary"]
    assert client.get("/id/agent/personne").status_code == 404


def test_a_merged_agent_answers_at_the_address_of_the_one_that_was_kept(client, call):
    old = factories.agent("Agglomération")
    line = takes_part(old)
    paid = Funding.objects.create(agent=old, concern="connect", purpose_fr="Résidence")
    merge(old, call)
    answer = client.get(f"/fr/qui/{old.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/fr/qui/{call.slug}/")
    assert (
        client.get(f"/id/agent/{old.slug}", headers={"Accept-Language": "fr"})["Location"]
        == answer["Location"]
    )
    for row in (line, paid):
        row.refresh_from_db()
        assert row.agent == call


SECRET = "Plimbaxoire"


def test_a_person_who_is_not_named_stands_on_no_surface(client, user_with_role):
    person = factories.agent(f"Jeanne {SECRET}", kind="person", gender="f", history_fr=f"Née {SECRET}.")
    record = factories.record(title="Témoignage", parts=[factories.part(person, "Habitante", slug="author")])
    takes_part(person, "Habitante", concern="host")
    Funding.objects.create(agent=person, concern="host", purpose_fr="Don")
    index.rebuild()
    word = SECRET.lower()
    surfaces = [*PARTNERS.values(), record.url, record.url_in("en"), "/fr/", "/fr/archive/", "/fr/news.atom"]
    surfaces += [
        "/sitemap.xml",
        f"/fr/recherche/?q={word}",
        f"/fr/recherche/?q={word[:-2]}",
        "/fr/plan-du-site/",
    ]
    surfaces += [
        f"/fr/recherche/?q={word[:-1]}x",
        f"/fr/archive/?agent={person.slug}",
        record.get_parent().url,
    ]
    closed = [f"/fr/qui/{person.slug}/", f"/en/who/{person.slug}/", f"/id/agent/{person.slug}"]
    desk = [
        "/admin/records/",
        "/admin/records/?export=csv",
        "/admin/agents/",
        f"/admin/agents/find/?q={word}",
    ]
    for role in ("", "translator"):
        if role:
            client.force_login(user_with_role(role))
        for address in surfaces:
            text = client.get(address).content.decode()
            typed = text.replace(f"q={word}", "").replace(f"« {word} »", "")
            assert SECRET not in typed, (role, address)
            assert person.slug not in text.replace(f"agent={person.slug}", ""), (role, address)
        for address in closed:
            assert client.get(address).status_code == 404, (role, address)
        for address in desk if role else ():
            answer = client.get(address)
            assert SECRET.encode() not in (answer.getvalue() if answer.streaming else answer.content)
    assert "Habitante" in text_of(client, PARTNERS["fr"])
    client.force_login(user_with_role("archivist"))
    for address in (closed[0], PARTNERS["fr"], record.url):
        assert SECRET in text_of(client, address)


def test_the_desk_lists_and_writes_roles_and_funding(client, user_with_role, call):
    client.force_login(user_with_role("archivist"))
    role = takes_part(call).role
    data = {"agent": call.pk, "role": role.pk, "concern": "host", "position": "3", "planned": "on"}
    client.post("/admin/roles/new/", data)
    assert BuildingAgent.objects.filter(concern="host", planned=True).count() == 1
    assert "Lens-Liévin" in text_of(client, f"/admin/roles/?agent={call.pk}&concern=host")
    paid = {
        "agent": call.pk,
        "concern": "connect",
        "purpose_fr": "Résidence",
        "position": "1",
        "amount": "-3",
    }
    assert client.post("/admin/funding/new/", paid).status_code == 200
    client.post("/admin/funding/new/", paid | {"amount": ""})
    assert Funding.objects.get().amount is None
    menu = text_of(client, "/admin/agents/")
    assert "/admin/roles/" in menu
    assert "/admin/funding/" in menu
