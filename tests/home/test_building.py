"""The building in public: parts chosen with or without script, what is known of each, and the timeline."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from archive.building.models import Announcement, BuildingAgent, Milestone, Phase, Protection, Statement
from archive.catalogue.closing import restrict
from archive.catalogue.models import Placement, Plan, Restriction
from home.building.timeline import Gap, points, state_of, with_gaps
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> dict[str, Any]:
    building = factories.element("Bâtiment", label_en="Building")
    stair = factories.element("Escalier", building)
    roof = factories.element("Toiture", building)
    plan = Plan.objects.create(slug="elevation", title_fr="Élévation", drawing="elevation")
    Placement.objects.create(plan=plan, element=stair, x=0.4, y=0.2, width=0.1, height=0.6)
    report = factories.record_with_canvas(
        family="diagnostic_report", title="Diagnostic", elements=[stair], date_as_written="octobre 1987"
    )
    seen = factories.observation(report, "Marche usée", element=stair, condition="mauvais")
    return {"building": building, "stair": stair, "roof": roof, "report": report, "seen": seen}


@pytest.mark.parametrize(
    ("base", "state"), [("/fr/le-batiment/", "mauvais"), ("/en/the-building/", "mauvais")]
)
def test_a_part_is_chosen_on_the_drawing_in_the_list_or_by_its_address(client, house, base, state):
    shown = client.get(base).content.decode()
    assert f'class="e-part" href="{base}escalier/"' in shown
    assert shown.count(f'href="{base}escalier/"') >= 2 and f'href="{base}toiture/"' in shown
    assert client.get(f"{base}?part=escalier").headers["Location"] == f"{base}escalier/"
    part = client.get(f"{base}escalier/").content.decode()
    assert "Marche usée" in part and "Diagnostic" in part and state in part
    assert 'aria-current="page"' in part
    roof = client.get(f"{base}toiture/").content.decode()
    assert "Marche usée" not in roof
    assert "Marche usée" in client.get(f"{base}batiment/").content.decode()


def test_the_building_says_who_has_it_in_hand(client, house):
    for name, role, key in (
        ("Maisons & Cités", "Propriétaire", "owner"),
        ("Les Voisins", "Soutien", "supporter"),
    ):
        row = factories.part(factories.agent(name), role, slug=key)
        BuildingAgent.objects.create(agent=row.agent, role=row.role, concern="transform")
    for address in ("/fr/le-batiment/", "/en/the-building/"):
        known = client.get(address).content.decode().split('class="cartouche"')[1].split("</dl>")[0]
        assert "Maisons &amp; Cités" in known and "Les Voisins" not in known


@pytest.mark.parametrize("address", ["plans/", "constats/", "le-batiment/escalier/"])
def test_what_belongs_to_the_building_stands_under_it_in_the_menu(client, house, address):
    menu = client.get(f"/fr/{address}").content.decode().split('id="menu"')[1].split("</nav>")[0]
    assert 'href="/fr/le-batiment/" aria-current="true"' in menu and menu.count("aria-current") == 1


def test_records_of_a_part_stand_with_their_kind_however_narrow_their_type(client, house):
    top = factories.concept("Document historique", slug="historical-document")
    tops = {
        key: factories.concept(label, slug=key, broader=top)
        for key, label in (("photograph", "Photographie"), ("testimony", "Témoignage"))
    }
    negative = factories.concept("Négatif", slug="negative", broader=tops["photograph"])
    interview = factories.concept(
        "Entretien enregistré", slug="recorded-interview", broader=tops["testimony"]
    )
    for title, kind in (("Cour", negative), ("Voix", interview), ("Bail", None)):
        factories.record(title=title, elements=[house["stair"]], type=kind)
    html = client.get("/fr/le-batiment/escalier/").content.decode()
    places = [
        html.index(words)
        for words in ("Photographies, ", "Cour", "Témoignages", "Voix", "Autres documents", "Bail")
    ]
    assert places == sorted(places)


def test_what_is_closed_is_not_known_of_a_part(client, house):
    restrict(house["report"], Restriction(record=house["report"], state="closed", reason="security"))
    for address in ("/fr/le-batiment/", "/fr/le-batiment/escalier/", "/en/timeline/", "/fr/chronologie/"):
        shown = client.get(address).content.decode()
        assert (
            "Marche usée" not in shown and "Diagnostic des" not in shown and house["report"].mark not in shown
        )


@pytest.mark.parametrize("asked", ["?part=", "?part=rien", "?part=%00", "rien/", "?x=1"])
def test_no_address_of_the_building_breaks(client, house, asked):
    assert client.get(f"/fr/le-batiment/{asked}").status_code in (200, 404)


def test_the_address_for_ever_of_a_part_leads_to_it(client, house):
    answer = client.get("/id/element/escalier", headers={"Accept-Language": "en"})
    assert answer.status_code == 303 and answer.headers["Location"] == "/en/the-building/escalier/"
    assert client.get("/id/element/rien").status_code == 404


def test_two_sources_that_disagree_stand_side_by_side(client, house):
    first = Statement.objects.create(text_fr="Six logements.", source="Une source")
    Statement.objects.create(text_fr="Huit logements.", source="Une autre", disagrees_with=first)
    shown = client.get("/fr/le-batiment/").content.decode()
    assert "Les sources se contredisent" in shown
    assert shown.index("Six logements.") < shown.index("Huit logements.") < shown.index("Une autre")
    assert shown.count("Huit logements.") == 1


def test_a_statement_says_who_says_so_and_world_heritage_of_what():
    with pytest.raises(ValidationError) as refused:
        Statement(text_fr="On le dit.").full_clean()
    assert "source" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        Protection(label_fr="Liste", regime="world-heritage").full_clean()
    assert "property_fr" in refused.value.message_dict


def test_evidence_that_is_closed_is_not_named(client, house):
    Statement.objects.create(text_fr="Il le dit.", record=house["report"], page=1)
    url = "/fr/le-batiment/"
    assert f"/fr/r/{house['report'].mark}?p=1" in client.get(url).content.decode()
    restrict(house["report"], Restriction(record=house["report"], state="closed", reason="security"))
    shown = client.get(url).content.decode()
    assert "Il le dit." in shown and house["report"].mark not in shown


@pytest.mark.parametrize(
    ("words", "planned", "state"),
    [
        ("2012", False, "established"),
        ("31/03/2025", False, "established"),
        ("vers 1956", False, "uncertain"),
        ("[1956]", False, "uncertain"),
        ("années 1950", False, "uncertain"),
        ("avant 1960", False, "uncertain"),
        ("1956-?", False, "uncertain"),
        ("2009, 2012 et 2023", False, "established"),
        ("depuis 2025", False, "established"),
        ("2e semestre 2027", True, "planned"),
        ("on ne sait", False, "uncertain"),
    ],
)
def test_an_uncertain_date_looks_uncertain(words, planned, state):
    assert state_of(words, planned) == state


def test_a_date_that_was_announced_is_said_in_the_language_of_the_reader(client, house):
    opening = Milestone(label_fr="Ouverture", label_en="Opening", period="2027", planned=True, source="S")
    opening.announcements = [Announcement(period="automne 2026", announced_on="mars 2025")]
    opening.save()
    shown = client.get("/en/the-building/").content.decode()
    assert "autumn 2026 (March 2025)" in shown and "mars 2025" not in shown
    assert "automne 2026 (mars 2025)" in client.get("/fr/le-batiment/").content.decode()


def test_years_of_which_nothing_is_known_stand_as_a_gap(client, house):
    Phase.objects.create(label_fr="Construction", period="1953-1963", source="S")
    late = Milestone(label_fr="Ouverture", period="2e semestre 2027", planned=True, source="S")
    late.announcements = [Announcement(period="2026", announced_on="mars 2025", source="Ancienne annonce")]
    late.save()
    steps = with_gaps(points(None))
    gaps = [step for step in steps if isinstance(step, Gap)]
    assert [(gap.first, gap.last) for gap in gaps] == [(1964, 1986), (1988, 2026)]
    for address, words in (
        ("/fr/chronologie/", "2e semestre 2027"),
        ("/en/timeline/", "second half of 2027"),
    ):
        shown = client.get(address).content.decode()
        assert words.lower() in shown.lower() and "Ancienne annonce" in shown and "Diagnostic" in shown
        assert 'class="gap"' in shown and 'class="planned"' in shown


def test_the_documents_of_a_crowded_year_stand_together(client):
    for day in range(1, 15):
        factories.record(title=f"Bon du {day}", date_as_written=f"{day} mars 1957", under=factories.series())
    factories.record(title="Seul", date_as_written="2 avril 1961", under=factories.series())
    shown = [point for point in points(None) if point.documents]
    assert [(point.when.fr, len(point.documents) + point.others) for point in shown] == [
        ("1957", 14),
        ("2 avril 1961", 1),
    ]


def test_empty_pages_say_so(client):
    for address in ("/fr/le-batiment/", "/en/the-building/", "/fr/chronologie/", "/fr/constats/"):
        assert client.get(address).status_code == 200
