"""Agents: found by any name, named in public by choice only, merged without losing a link."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from archive.authorities.desk import found
from archive.authorities.merging import merge
from archive.authorities.models import Agent, AgentIdentifier, AgentName
from archive.authorities.naming import names_of
from archive.core.uses import uses
from tests import factories

pytestmark = pytest.mark.django_db

CALL = "Communauté d’agglomération de Lens-Liévin"


@pytest.mark.parametrize(
    "typed", ["call", "CALL", "aggl", "lens", "lievin comm", "Liévin", "d'agglomération"]
)
def test_an_agent_is_found_by_the_beginning_of_any_word_of_any_name(typed):
    agent = factories.agent(CALL, acronym="CALL")
    factories.agent("Maisons & Cités")
    assert found(typed) == [agent]


def test_the_very_name_comes_before_names_that_begin_so():
    factories.agent("Blaquière et fils", position=1)
    exact = factories.agent("blaq ARCHITECTURES", position=2)
    assert found("blaq")[0] == exact


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "\x00", "x" * 5000, "' OR 1=1 --"])
def test_nothing_typed_breaks_the_finding(typed):
    factories.agent()
    assert found(typed) == []


def test_a_name_taken_away_finds_no_longer():
    agent = factories.agent(CALL, acronym="CALL")
    AgentName.objects.filter(agent=agent).first().delete()
    assert not found("call")


def test_a_person_is_not_named_without_a_choice():
    person = factories.agent("Jeanne Exemple", kind="person")
    assert not names_of().tells(person)
    assert person not in names_of().agents()
    assert "exemple" not in person.slug
    for choice in ("public", "deceased"):
        person.naming = choice
        person.save()
        assert names_of().tells(person)
        assert person in names_of().agents()


def test_consent_is_kept_with_who_gave_it():
    with pytest.raises(ValidationError) as refused:
        factories.agent("Jeanne Exemple", kind="person", naming="consent")
    assert set(refused.value.message_dict) == {"naming_note"}
    assert names_of().tells(
        factories.agent("Jeanne Exemple", kind="person", naming="consent", naming_note="Lettre du 3 mai")
    )


@pytest.mark.parametrize("role", ["archivist", "editor", "reviewer", "administrator", "translator"])
def test_those_who_work_on_the_records_see_every_name(role, user_with_role):
    person = factories.agent("Jeanne Exemple", kind="person")
    assert names_of(user_with_role(role)).tells(person) == (role != "translator")


def test_only_a_label_is_held_and_nothing_is_part_of_itself():
    body = factories.agent(CALL)
    label = factories.agent("Pays d’art et d’histoire", kind="label", held_by=body)
    assert label.held_by == body
    with pytest.raises(ValidationError):
        factories.agent("Autre", held_by=body)
    part = factories.agent("Service du patrimoine", parent=body)
    body.parent = part
    with pytest.raises(ValidationError):
        body.full_clean()


def test_an_identifier_belongs_to_one_agent():
    first, second = factories.agent("Un"), factories.agent("Deux")
    AgentIdentifier.objects.create(agent=first, scheme="wikidata", value="Q90")
    with pytest.raises(ValidationError) as refused:
        AgentIdentifier(agent=second, scheme="wikidata", value="q90").full_clean()
    assert "Un" in str(refused.value)


def test_merging_moves_names_identifiers_and_every_link():
    kept = factories.agent(CALL, acronym="CALL", history_fr="Créée.")
    old = factories.agent(
        "Agglomération Lens-Liévin", acronym="Call", history_fr="Autre.", website="https://a.fr"
    )
    AgentIdentifier.objects.create(agent=old, scheme="siren", value="732829320")
    label = factories.agent("Pays d’art et d’histoire", kind="label", held_by=old)
    part = factories.agent("Service du patrimoine", parent=old)
    assert {use.thing for use in uses(old)} == {label, part}

    assert merge(old, kept) == 2

    for thing in (old, kept, label, part):
        thing.refresh_from_db()
    assert label.held_by == part.parent == kept
    assert old.replaced_by == kept
    assert old.standing == kept
    assert sorted(kept.names.values_list("text", flat=True)) == ["Agglomération Lens-Liévin", "CALL"]
    assert kept.identifiers.get().value == "732829320"
    assert (kept.history_fr, kept.website) == ("Créée.", "https://a.fr")
    assert found("agglo") == [kept]


def test_merging_twice_leads_to_the_last():
    first, second, third = (factories.agent(name) for name in ("Un", "Deux", "Trois"))
    merge(first, second)
    merge(second, third)
    assert Agent.objects.get(pk=first.pk).standing == third


def test_a_body_merged_with_its_own_part_is_no_part_of_itself():
    kept = factories.agent(CALL)
    part = factories.agent("Agglomération", parent=kept)
    merge(part, kept)
    assert Agent.objects.get(pk=kept.pk).parent is None
    whole = factories.agent("Région")
    kept.parent = whole
    kept.save()
    merge(whole, kept)
    assert Agent.objects.get(pk=kept.pk).parent is None


def test_unlike_agents_are_not_merged():
    body, person = factories.agent(), factories.agent("Jeanne Exemple", kind="person")
    for old, kept in ((body, person), (body, body)):
        with pytest.raises(ValidationError):
            merge(old, kept)


def test_an_agent_in_use_is_not_deleted(client, user_with_role):
    body = factories.agent(CALL)
    label = factories.agent("Pays d’art et d’histoire", kind="label", held_by=body)
    with pytest.raises(ProtectedError):
        body.delete()
    client.force_login(user_with_role("archivist"))
    asked = client.get(f"/admin/agents/delete/{body.pk}/").content.decode()
    assert str(label) in asked
    assert client.post(f"/admin/agents/delete/{body.pk}/").status_code != 200
    assert Agent.objects.filter(pk=body.pk).exists()
    label.delete()
    client.post(f"/admin/agents/delete/{body.pk}/")
    assert not Agent.objects.filter(pk=body.pk).exists()


def test_an_agent_is_written_at_the_desk(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    data = {"kind": "organisation", "name_fr": "blaq ARCHITECTURES", "position": "6", "naming": "unnamed"}
    for rows in ("names", "identifiers"):
        data |= {f"{rows}-TOTAL_FORMS": "1", f"{rows}-INITIAL_FORMS": "0"}
    data |= {"names-0-text": "blaq", "names-0-kind": "acronym", "names-0-ORDER": "1"}
    data |= {
        "identifiers-0-scheme": "siren",
        "identifiers-0-value": "732 829 321",
        "identifiers-0-ORDER": "1",
    }
    refused = client.post("/admin/agents/new/", data)
    assert refused.status_code == 200
    assert "SIREN" in refused.content.decode()
    client.post("/admin/agents/new/", data | {"identifiers-0-value": "732 829 320"})
    agent = Agent.objects.get()
    assert agent.slug == "blaq-architectures"
    assert found("blaq") == [agent]
    listed = client.get("/admin/agents/?q=blaq").content.decode()
    assert "blaq ARCHITECTURES" in listed
    assert client.get(f"/admin/agents/edit/{agent.pk}/").status_code == 200
    assert client.get(f"/admin/agents/{agent.pk}/merge/").status_code == 200


def test_a_body_is_made_as_it_is_typed_and_not_twice(client, user_with_role):
    client.force_login(user_with_role("editor"))
    made = [
        client.post("/admin/agents/make/", {"name": "Atelier du pignon", "kind": "organisation"}).json()
        for _time in range(2)
    ]
    assert made[0] == made[1]
    assert client.post("/admin/agents/make/", {"name": "", "kind": "organisation"}).json()["error"]
    assert client.get("/admin/agents/find/?q=pig").json()["found"][0]["value"] == made[0]["value"]
    person = client.post("/admin/agents/make/", {"name": "Jeanne Exemple", "kind": "person"}).json()
    assert not names_of().tells(Agent.objects.get(pk=person["value"]))


def test_a_typed_prefix_answers_within_a_tenth_of_a_second_among_five_thousand(django_assert_max_num_queries):
    from time import perf_counter

    words = ("maison", "atelier", "société", "comité", "amicale", "bureau")
    Agent.objects.bulk_create(
        Agent(
            slug=f"a-{number}",
            name_fr=f"{words[number % 6]} des houillères {number}",
            found_by=f" {words[number % 6]} des houilleres {number} ",
        )
        for number in range(5_000)
    )
    factories.agent("blaq ARCHITECTURES")
    times = []
    for typed in ("blaq", "mai", "houill", "c"):
        with django_assert_max_num_queries(2):
            start = perf_counter()
            assert found(typed)
            times.append(perf_counter() - start)
    assert min(times) < 0.1
