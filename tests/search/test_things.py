"""Parts of the building, findings, people and terms are found beside the records, as closed as they are."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.authorities.models import AgentName
from archive.catalogue.access import KEEPER
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Observation, Restriction
from archive.vocabularies.merging import merge as merge_concepts
from archive.vocabularies.models import Concept
from search import index
from search.query import parse
from tests import factories

pytestmark = pytest.mark.django_db


def found(words, user=None, **parts):
    answer = index.ask_things(user, query=parse(words), every=True, count=50, **parts)
    return [group.mark for group in answer.groups]


def report(title="Diagnostic", **fields):
    return factories.record_with_canvas(family="diagnostic_report", title=title, **fields)


@pytest.fixture
def things(commit):
    with commit():
        facade = factories.element("Façade nord", label_en="North façade", kind=None)
        balcony = factories.element("Balcon du R+2", facade, note_fr="Dalle en porte-à-faux")
        decay = factories.concept(
            "Carbonatation",
            of="decay",
            label_en="Carbonation",
            note_fr="Le béton perd son alcalinité.",
            also=["carbonatation du béton", ("hidden", "fr", "carbonatassion")],
        )
        agent = factories.agent("Communauté de Lens-Liévin", acronym="CALL", history_fr="Née en 2000.")
        AgentName.objects.create(agent=agent, text="Aglolens", kind="hidden")
        seen = factories.observation(
            report(), "Fissure verticale", element=balcony, decay=decay, note_fr="Armatures à nu."
        )
    return {
        "facade": f"element/{facade.slug}",
        "balcony": f"element/{balcony.slug}",
        "decay": f"concept/decay/{decay.slug}",
        "agent": f"agent/{agent.slug}",
        "finding": seen.finding.number,
    }


SAID = [
    ("façade nord", "facade"),
    ("north facade", "facade"),
    ("porte à faux", "balcony"),
    ("CH-C-0001", "finding"),
    ("fissures", "finding"),
    ("armature", "finding"),
    ("fissure balcon", "finding"),
    ("carbonation", "decay"),
    ("alcalinité", "decay"),
    ("carbonatassion", "decay"),
    ("call", "agent"),
    ("Aglolens", "agent"),
]


@pytest.mark.parametrize("typed, name", SAID)
def test_each_is_found_by_its_words_and_leads_to_its_page(typed, name, things, client):
    assert things[name] in found(typed)[:2]
    for address in (
        f"/fr/recherche/?q={typed}",
        f"/en/search/?q={typed}",
        f"/fr/recherche/choses/?q={typed}",
    ):
        page = client.get(address).content.decode()
        links = re.findall(r'<p class="name"><a href="([^"]+)"', page)
        assert any(things[name].split("/")[-1] in link for link in links)
        assert client.get(links[0]).status_code == 200
        assert "Aglolens" not in page.replace(typed, "") and "carbonatassion" not in page.replace(typed, "")


def test_a_finding_is_found_by_every_word_for_its_decay(things):
    assert set(found("carbonatation")) == {things["decay"], things["finding"]}
    assert things["finding"] in found("carbonatassion")


def test_all_that_is_typed_is_said_of_a_thing(things):
    assert found("balcon carbonatation") == [things["finding"]]
    assert found("balcon zinguerie") == []


def test_the_words_of_the_readers_language_come_first(commit):
    with commit():
        factories.concept("Structure", of="subjects", slug="french", note_fr="Structure, structure")
        factories.concept("Ossature", of="subjects", slug="english", label_en="Structure")
    assert found("structure", language="fr")[0] == "concept/subjects/french"
    assert found("structure", language="en")[0] == "concept/subjects/english"


def test_french_words_on_an_english_page_say_so(things, client):
    page = client.get("/en/search/things/?q=alcalinité").content.decode()
    assert re.search(r'<p class="sentence"><span lang="fr">.*alcalinité', page)
    assert '<span lang="fr">Fissure verticale</span>' in client.get("/en/search/?q=fissure").content.decode()


def test_records_are_counted_and_narrowed_as_if_they_were_alone(things, client):
    index.rebuild()
    answer = index.ask(query=parse("fissure carbonatation façade"))
    assert answer.records == 0 and not any(answer.facets.values())
    with_filter = client.get("/fr/recherche/?q=fissure&family=historical_document").content.decode()
    assert things["finding"] not in with_filter
    assert things["finding"] in client.get("/fr/recherche/?q=fissure&element=facade-nord").content.decode()
    factories.element("Toiture")
    assert things["finding"] not in client.get("/fr/recherche/?q=fissure&element=toiture").content.decode()


def test_there_are_as_many_as_are_said(commit, client):
    with commit():
        for number in range(23):
            factories.element(f"Logement {number}")
        factories.concept("Logement", of="subjects")
    page = client.get("/fr/recherche/?q=logement").content.decode()
    assert page.count('<p class="name">') == 3 and "(24)" in page
    page = client.get("/fr/recherche/choses/?q=logement").content.decode()
    assert page.count('<p class="name">') == 20
    assert client.get("/fr/recherche/choses/?q=logement&p=2").content.decode().count('<p class="name">') == 4
    assert client.get("/fr/recherche/choses/?q=logement&p=99").content.decode().count('<p class="name">') == 4
    page = client.get("/fr/recherche/choses/?q=logement&kind=concept").content.decode()
    assert page.count('<p class="name">') == 1 and '<span class="count">23</span>' in page
    assert client.get("/fr/recherche/choses/?q=logement&kind=x&p=x").status_code == 200
    assert client.get("/fr/recherche/choses/").status_code == 302


def test_the_index_follows_what_is_said_of_things(things, commit):
    with commit():
        decay = Concept.objects.get(slug="carbonatation")
        decay.label_fr = "Perte d’alcalinité"
        decay.save()
        seen = Observation.objects.get()
        seen.note_fr = "Fers visibles."
        seen.save()
    assert things["finding"] in found("perte") and found("fers") == [things["finding"]]
    assert found("armature") == []
    with commit():
        balcony = seen.finding.element
        balcony.label_fr, balcony.parent = "Loggia", None
        balcony.save()
    assert set(found("loggia")) == {things["balcony"], things["finding"]}
    assert found("fissure", filters={"element": ("facade-nord",)}) == []
    with commit():
        seen.delete()
    assert found("fissure") == []
    with commit():
        kept = factories.concept("Béton malade", of="decay")
        merge_concepts(decay, kept)
    assert found("perte") == ["concept/decay/beton-malade"]
    with commit():
        kept.delete()
    assert "concept/decay/beton-malade" not in found("perte")


def test_rebuilding_gives_the_index_of_things_that_living_use_made(things, commit):
    with commit():
        gone = report("Retiré")
        factories.observation(gone, "Épaufrure")
    assert found("épaufrure")
    with commit():
        gone.unpublish()
    living = index.engine_of_things().digest()
    assert things["finding"] + "/fr" in living
    assert not any("paufrure" in key for key in found("épaufrure"))
    index.rebuild()
    assert index.engine_of_things().digest() == living


def test_records_follow_a_part_that_moves(things, commit):
    balcony = things["balcony"].split("/")[1]
    with commit():
        roof = factories.element("Toiture")
        record = factories.record(title="Lettre", elements=[type(roof).objects.get(slug=balcony)])
    assert index.ask(query=parse("lettre"), filters={"element": ("toiture",)}).records == 0
    with commit():
        moved = type(roof).objects.get(slug=balcony)
        moved.parent = roof
        moved.save()
    answer = index.ask(query=parse("lettre"), filters={"element": ("toiture",)})
    assert [group.mark for group in answer.groups] == [record.mark]


def test_what_one_closed_report_says_is_found_by_nobody_while_another_still_tells(
    commit, user_with_role, client
):
    with commit():
        first = report("Premier")
        later = report("Second", under=first.get_parent().specific)
        told = factories.observation(first, "Fissure", note_fr="Quokkaride").finding
        factories.observation(later, finding=told, note_fr="Stable")
    restrict(first, Restriction(record=first, state="notice", reason="privacy"))  # nothing has followed
    assert found("quokkaride") == found("quokkarid") == []
    assert found("stable") == [told.number]
    assert "Quokkaride" not in client.get("/fr/recherche/?q=fissure").content.decode()
    assert found("quokkaride", user_with_role("archivist")) == [told.number]
    answer = index.ask_things(query=parse("quokkarida"), every=True)
    assert not answer.corrections + answer.completions
    with commit():
        withdraw(later, "Versé deux fois")
    assert found("stable") == found("fissure") == []
    assert index.ask_things(query=parse("fissure")).passages == 0


def test_what_a_finding_was_is_not_told_as_what_it_is(commit, client):
    with commit():
        first = report("Premier")
        told = factories.observation(
            first, "Bord de toiture", condition="péril", note_fr="Menace de chute"
        ).finding
        later = report("Second", under=first.get_parent().specific)
        factories.observation(later, finding=told, condition="bon", note_fr="Réparé")
    page = client.get("/fr/recherche/?q=menace").content.decode()
    assert "Dans un rapport antérieur" in page and "<mark>Menace</mark>" in page
    assert "<span>bon</span>" in page
    assert "Dans un rapport antérieur" not in client.get("/fr/recherche/?q=répare").content.decode()


def test_a_person_who_is_not_named_is_found_by_nobody_who_may_not_know(commit, user_with_role):
    with commit():
        person = factories.agent("Jeanne Plimbaxoire", kind="person", naming="public")
    assert found("Plimbaxoire") == [f"agent/{person.slug}"]
    type(person).objects.filter(pk=person.pk).update(naming="unnamed")  # nothing has followed yet
    for typed in ("Plimbaxoire", "Plimbaxoir", "Plimb"):
        answer = index.ask_things(query=parse(typed))
        assert not answer.records and not answer.corrections + answer.completions
    assert found("Plimbaxoire", user_with_role("translator")) == []
    archivist = user_with_role("archivist")
    assert found("Plimbaxoire", archivist) == found("Plimbaxoire", KEEPER) == [f"agent/{person.slug}"]
    client = Client()
    client.force_login(archivist)
    assert "nom caché au public" in client.get("/fr/recherche/?q=Plimbaxoire").content.decode()
