"""Who has a part in a record: said in the gender of its agent, found by typing, named only as chosen."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from archive.authorities.merging import merge
from archive.catalogue.models import RecordAgent, RecordPage, SeriesAgent
from archive.catalogue.notice import read_notice
from archive.catalogue.parts import part_of, read_parts
from archive.core.words import Bilingual
from tests import factories

pytestmark = pytest.mark.django_db

FORMS = (("feminine", "fr", "architecte conseillère"), ("body", "fr", "agence d’architecture"))


def said(agent, label, also, **fields):
    part = RecordAgent(agent=agent, role=factories.concept(label, of="roles", also=also, **fields))
    part.page = factories.record()
    part.save()
    return part_of(read_parts(RecordAgent.objects.all()).get(), True).role


@pytest.mark.parametrize(
    ("kind", "gender", "french"),
    [
        ("person", "m", "architecte conseil"),
        ("person", "f", "architecte conseillère"),
        ("person", "", "architecte conseil ou architecte conseillère"),
        ("organisation", "f", "agence d’architecture"),
        ("organisation", "m", "agence d’architecture"),
    ],
)
def test_a_role_is_said_in_the_gender_of_its_agent(kind, gender, french):
    agent = factories.agent("blaq", kind=kind, gender=gender)
    assert said(agent, "architecte conseil", FORMS, label_en="architect") == Bilingual(french, "architect")


@pytest.mark.parametrize(
    ("gender", "french"), [("f", "financeuse"), ("fp", "financeuse"), ("m", "financeur")]
)
def test_a_body_without_a_form_of_its_own_is_said_in_its_gender(gender, french):
    agent = factories.agent("DRAC", gender=gender)
    assert said(agent, "financeur", [("feminine", "fr", "financeuse")]).fr == french


def test_makers_stand_in_the_cartouche_and_everybody_in_the_notice(client):
    maker, owner = factories.agent("blaq ARCHITECTURES"), factories.agent("Maisons & Cités")
    parts = [
        factories.part(owner, "propriétaire", slug="owner"),
        factories.part(maker, "auteur", attributed=True, slug="author"),
    ]
    record = factories.record(parts=parts)
    notice = read_notice(record)
    assert [part.key for part in notice.creators] == ["blaq-architectures"]
    assert [said["role"].fr for said in notice.said_parts] == ["auteur", "propriétaire"]
    for language, words in (("fr", "attribué"), ("en", "attributed")):
        page = client.get(record.url_in(language)).content.decode()
        cartouche, rest = page.split('class="cartouche"')[1].split("</dl>", 1)
        assert "blaq ARCHITECTURES" in cartouche
        assert words in cartouche
        assert "Maisons &amp; Cités" not in cartouche
        assert "Maisons &amp; Cités" in rest
    cited = client.get(record.url).content.decode().split('citation">')[1]
    assert cited.startswith("blaq ARCHITECTURES, «")
    listed = client.get("/fr/archive/").content.decode()
    assert "blaq ARCHITECTURES" in listed


def test_a_fonds_says_who_made_it_and_they_say_it_too(client, user_with_role):
    mines, person = factories.agent("Houillères"), factories.agent("Jeanne Exemple", kind="person")
    fonds = factories.series("Fonds de la cité", level="fonds")
    role = factories.concept(
        "producteur", of="roles", slug="records-creator", also=[("feminine", "fr", "productrice")]
    )
    fonds.agents = [SeriesAgent(agent=agent, role=role, period="1946-1968") for agent in (mines, person)]
    fonds.save_revision()
    fonds = factories.publish(fonds)
    factories.publish_face(fonds)
    for language in ("fr", "en"):
        html = client.get(fonds.url_in(language)).content.decode()
        assert "Houillères" in html and "1946" in html and "Exemple" not in html
    assert fonds.mark in client.get(reverse("search:agent", args=[mines.slug])).content.decode()
    fonds.unpublish()
    assert fonds.mark not in client.get(reverse("search:agent", args=[mines.slug])).content.decode()
    client.force_login(user_with_role("archivist"))
    assert "Jeanne Exemple" in client.get(f"/admin/pages/{fonds.pk}/edit/").content.decode()
    kept = factories.agent("Houillères du Bassin")
    merge(mines, kept)
    assert {row.agent for row in SeriesAgent.objects.all()} == {kept, person}


def test_a_person_without_a_choice_is_a_role_without_a_name(client, user_with_role):
    person = factories.agent("Jeanne Exemple", kind="person", gender="f")
    record = factories.record(parts=[factories.part(person, "Habitante", slug="author")])
    part = read_notice(record).parts[0]
    assert (part.key, part.name.fr) == ("", "")
    for language in ("fr", "en"):
        page = client.get(record.url_in(language)).content.decode()
        assert "Exemple" not in page
        assert "Habitante" in page
    client.force_login(user_with_role("archivist"))
    assert "Jeanne Exemple" in client.get(record.url).content.decode()
    client.force_login(user_with_role("translator"))
    assert "Exemple" not in client.get(record.url).content.decode()
    assert "Exemple" not in client.get("/admin/records/?export=csv").getvalue().decode()


def test_merging_follows_into_records_and_into_older_drafts():
    old, kept = factories.agent("Houillères"), factories.agent("Houillères du Bassin")
    record = factories.record(parts=[factories.part(old, "Auteur")])
    draft = record.save_revision()
    assert merge(old, kept) == 1
    assert read_notice(record).parts[0].key == kept.slug
    draft.publish()
    assert [row.agent for row in RecordAgent.objects.filter(page=record)] == [kept]


def test_merging_two_that_have_the_same_part_leaves_it_once():
    old, kept = factories.agent("Houillères"), factories.agent("Houillères du Bassin")
    record = factories.record(parts=[factories.part(old, "Auteur"), factories.part(kept, "Auteur")])
    merge(old, kept)
    assert RecordAgent.objects.filter(page=record).count() == 1


def test_merging_keeps_other_roles_in_drafts():
    old, kept = factories.agent("Houillères"), factories.agent("Houillères du Bassin")
    parts = [
        factories.part(old, "Auteur"),
        factories.part(kept, "Propriétaire"),
        factories.part(kept, "Auteur"),
    ]
    record = factories.record(live=False, parts=parts)
    merge(old, kept)
    draft = RecordPage.objects.get(pk=record.pk).specific.get_latest_revision_as_object()
    assert [(row.agent, str(row.role)) for row in draft.agents.all()] == [
        (kept, "Auteur"),
        (kept, "Propriétaire"),
    ]


def test_a_role_or_an_agent_in_use_is_not_deleted():
    part = factories.part(factories.agent(), "Auteur")
    factories.record(parts=[part])
    for thing in (part.agent, part.role):
        with pytest.raises(ProtectedError), transaction.atomic():
            thing.delete()


def test_an_older_draft_that_names_a_deleted_agent_can_be_looked_at(client, user_with_role):
    agent = factories.agent()
    record = factories.record(live=False, parts=[factories.part(agent, "Auteur")])
    later = RecordPage.objects.get(pk=record.pk).specific
    later.agents = []
    later.save()
    later.save_revision()
    agent.delete()
    client.force_login(user_with_role("archivist"))
    old = record.revisions.earliest("pk")
    assert client.get(f"/admin/pages/{record.pk}/revisions/{old.pk}/revert/").status_code == 200


def test_the_record_list_finds_by_agent_and_gives_parts_out(client, user_with_role):
    agent = factories.agent("blaq ARCHITECTURES")
    factories.record(title="Plan signé", parts=[factories.part(agent, "Auteur")])
    factories.record(title="Autre plan")
    client.force_login(user_with_role("archivist"))
    listed = client.get(f"/admin/records/?agent={agent.pk}").content.decode()
    assert "Plan signé" in listed
    assert "Autre plan" not in listed
    assert "blaq ARCHITECTURES (Auteur)" in client.get("/admin/records/?export=csv").getvalue().decode()
    assert client.get("/admin/records/?agent=x").status_code == 200


def test_the_same_role_is_not_given_twice(client, user_with_role):
    part = factories.part(factories.agent(), "Auteur")
    record = factories.record(live=False)
    client.force_login(user_with_role("archivist"))
    from tests.test_roles import form_of

    data = form_of(record) | {"agents-TOTAL_FORMS": "2"}
    for number in range(2):
        data |= {f"agents-{number}-agent": part.agent.pk, f"agents-{number}-role": part.role.pk}
        data |= {f"agents-{number}-ORDER": number + 1}
    answer = client.post(f"/admin/pages/{record.pk}/edit/", data).content.decode()
    assert "Ce rôle est donné deux fois." in answer
    data["agents-1-agent"], data["agents-1-agent-typed"] = "", "Inconnu au bataillon"
    answer = client.post(f"/admin/pages/{record.pk}/edit/", data).content.decode()
    assert "Inconnu au bataillon" in answer
    data["agents-TOTAL_FORMS"] = "1"
    client.post(f"/admin/pages/{record.pk}/edit/", data | {"action-publish": "1"})
    assert read_notice(RecordPage.objects.get(pk=record.pk)).parts[0].key == part.agent.slug
