"""Records are found by every name of those who have a part in them, by whoever may know the name."""

from __future__ import annotations

import pytest

from archive.authorities.merging import merge
from archive.authorities.models import AgentName
from archive.catalogue.access import KEEPER
from search import index
from search.query import parse
from tests import factories

pytestmark = pytest.mark.django_db


def marks(text, user=None, **parts):
    answer = index.ask(user, query=parse(text), **parts)
    return {group.mark for group in answer.groups}


@pytest.fixture
def call():
    agent = factories.agent(
        "Communauté d’agglomération de Lens-Liévin", acronym="CALL", name_en="Conurbation"
    )
    AgentName.objects.create(agent=agent, text="Artoiscom", kind="former")
    AgentName.objects.create(agent=agent, text="Aglolens", kind="hidden")
    return agent


@pytest.mark.parametrize("typed", ["CALL", "call", "agglomeration", "Conurbation", "artoiscom", "aglolens"])
def test_any_name_of_a_body_finds_what_it_has_a_part_in(typed, call, client):
    record = factories.record(title="Rapport", parts=[factories.part(call)])
    factories.record(title="Autre")
    index.rebuild()
    assert marks(typed) == {record.mark}
    for address in (f"/fr/recherche/?q={typed}", f"/en/search/?q={typed}"):
        page = client.get(address).content.decode()
        assert "Lens-Liévin" in page
        assert "Aglolens" not in page.replace(f"“{typed}”", "")
        assert f"/{call.slug}/" in page  # its own page, above the results


def test_a_body_without_records_is_found_all_the_same(call, client):
    index.rebuild()
    assert f"/fr/qui/{call.slug}/" in client.get("/fr/recherche/?q=call").content.decode()
    assert "/fr/qui/" not in client.get("/fr/recherche/?q=de").content.decode()


def test_names_follow_into_the_index(call, commit):
    with commit():
        record = factories.record(title="Rapport", parts=[factories.part(call)])
    assert marks("artoiscom") == {record.mark}
    with commit():
        call.names.get(text="Artoiscom").delete()
        call.name_en = "Urban community"
        call.save()
    assert not marks("artoiscom")
    assert marks("urban") == {record.mark}
    other = factories.agent("Agglo Lens")
    with commit():
        second = factories.record(title="Lettre", parts=[factories.part(other)])
    with commit():
        merge(other, call)
    assert marks("urban") == {record.mark, second.mark}
    assert marks("agglo lens") == {record.mark, second.mark}


def test_a_name_is_withheld_when_it_is_asked_for_whatever_the_index_holds(user_with_role):
    person = factories.agent("Jeanne Plimbaxoire", kind="person", naming="public")
    record = factories.record(title="Témoignage", parts=[factories.part(person)])
    index.rebuild()
    assert marks("Plimbaxoire") == {record.mark}
    type(person).objects.filter(pk=person.pk).update(naming="unnamed")  # nothing has followed yet
    for typed in ("Plimbaxoire", "Plimbaxoir", "Plimb"):
        answer = index.ask(query=parse(typed))
        assert not answer.records
        assert not answer.corrections + answer.completions
    assert not index.ask(user_with_role("translator"), query=parse("Plimbaxoire")).records
    assert marks("Plimbaxoire", user_with_role("archivist")) == {record.mark}
    assert marks("Plimbaxoire", KEEPER) == {record.mark}
    assert marks("Témoignage") == {record.mark}


@pytest.mark.parametrize("address", ["/fr/archive/?", "/en/archive/?", "/fr/recherche/?q=chantier&"])
def test_records_are_filtered_and_counted_by_who_has_a_part(address, client, call):
    other = factories.agent("Maisons & Cités")
    hidden = factories.agent("Jeanne Plimbaxoire", kind="person")
    under = factories.series()
    for title, agents in (
        ("Un", (call,)),
        ("Deux", (call, other, hidden)),
        ("Trois", (other,)),
        ("Quatre", ()),
    ):
        parts = [factories.part(agent) for agent in agents]
        factories.record(title=f"Chantier {title}", parts=parts, under=under)
    index.rebuild()
    page = client.get(f"{address}agent={call.slug}").content.decode()
    main = page.split("<main")[1]
    assert {
        word
        for word in ("Un", "Deux", "Trois", "Quatre")
        if f"Chantier {word}" in main.replace("<mark>", "").replace("</mark>", "")
    } == {"Un", "Deux"}
    assert "Maisons &amp; Cités" in page
    assert "Plimbaxoire" not in page
    for hostile in (hidden.slug, "x", "", "%00", "' OR 1=1"):
        assert client.get(f"{address}agent={hostile}").status_code == 200
    assert "Chantier Trois" in client.get(f"{address}agent={hidden.slug}").content.decode().replace(
        "<mark>", ""
    ).replace("</mark>", "")
