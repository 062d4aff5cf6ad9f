"""The demonstration's people: those of the sources, in both languages, each line with its source."""

from __future__ import annotations

import pytest

from archive.authorities.models import Agent
from archive.authorities.naming import names_of
from archive.building.models import BuildingAgent, Funding
from archive.demo import people, reading

PEOPLE = people.load()
RECORDS = {record.key for record in reading.load().records}


def test_every_key_that_is_named_stands():
    keys = [agent.key for agent in PEOPLE.agents]
    assert len(set(keys)) == len(keys)
    named = [*PEOPLE.roles, *PEOPLE.fundings, *PEOPLE.parts]
    assert {entry.agent for entry in named} <= set(keys)
    assert {key for agent in PEOPLE.agents for key in (agent.held_by, agent.parent) if key} <= set(keys)
    assert {part.record for part in PEOPLE.parts} <= RECORDS
    assert {role.record for role in PEOPLE.roles} <= RECORDS


def test_what_is_said_is_said_in_both_languages():
    for agent in PEOPLE.agents:
        for name in ("history", "functions", "existence", "places"):
            assert bool(getattr(agent.fr, name)) == bool(getattr(agent.en, name)), (agent.key, name)
    for row in (*PEOPLE.roles, *PEOPLE.fundings):
        assert bool(row.fr) == bool(row.en)


@pytest.mark.django_db
def test_the_partners_page_is_furnished_once_and_names_only_who_may_be_named(client):
    for _time in range(2):
        people.furnish_agents(PEOPLE)
        people.furnish_roles(PEOPLE, lambda key: None)
    assert BuildingAgent.objects.count() == len(PEOPLE.roles)
    assert Funding.objects.count() == len(PEOPLE.fundings)
    assert Agent.objects.get(slug="erbm").kind == "programme"
    assert Agent.objects.get(slug="pays-d-art-et-d-histoire").held_by.acronym == "CALL"
    assert names_of().agents().count() == len(PEOPLE.agents)
    for address, words in (
        (
            "/fr/partenaires/",
            ("Agence d’architecture", "Structure gestionnaire", "Fonds vert", "et d’autres"),
        ),
        ("/en/partners/", ("Architectural practice", "Managing body", "green fund", "and others")),
    ):
        page = client.get(address).content.decode()
        for word in (*words, "CALL", "ERBM"):
            assert word in page, (address, word)
