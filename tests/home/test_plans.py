"""Plans: things are placed by pointer, keyboard or number, and readers see those of which they may know."""

from __future__ import annotations

from typing import Any

import pytest

from archive.catalogue.closing import restrict
from archive.catalogue.models import Placement, Plan, Restriction
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Any:
    record = factories.record_with_canvas(title="Plan d’étage")
    return Plan.objects.create(
        slug="etage", title_fr="Plan de l’étage", title_en="Plan of the storey", record=record
    )


def test_things_are_placed_and_taken_away(client, plan, user_with_role):
    element = factories.element("Escalier")
    seen = factories.observation(factories.record_with_canvas(family="diagnostic_report"), "Marche usée")
    client.force_login(user_with_role("archivist"))
    desk = f"/admin/plans/place/{plan.pk}/"
    assert client.get(desk).status_code == 200
    for thing in ({"element": element.pk}, {"finding": seen.finding.pk}, {"mark": plan.record.mark}):
        assert (
            client.post(desk, {"x": "10", "y": "20", "width": "5", "height": "5"} | thing).status_code == 302
        )
    assert client.post(desk, {"x": "50", "y": "50", "element": element.pk}).status_code == 302
    rows = list(Placement.objects.order_by("pk"))
    assert rows[0].selector == "xywh=percent:10,20,5,5" and rows[3].is_point
    for address, words in (("/fr/plans/etage/", "Escalier"), ("/en/plans/etage/", "Marche usée")):
        shown = client.get(address).content.decode()
        assert words in shown and shown.count('class="e-part"') == 4
    client.post(f"{desk}remove/{rows[0].pk}/")
    assert Placement.objects.count() == 3


CORNERS = "10,20 30,20 30,60 20,45.5"


def test_an_area_of_any_shape_is_placed_told_and_shown(client, plan, user_with_role):
    element = factories.element("Escalier")
    client.force_login(user_with_role("archivist"))
    desk = f"/admin/plans/place/{plan.pk}/"
    assert client.post(desk, {"corners": f"  {CORNERS} ", "element": element.pk}).status_code == 302
    area = Placement.objects.get()
    assert area.corners == [[0.1, 0.2], [0.3, 0.2], [0.3, 0.6], [0.2, 0.455]]
    assert (area.x, area.y, round(area.width, 6), round(area.height, 6)) == (0.1, 0.2, 0.2, 0.4)
    assert area.selector_type == "SvgSelector" and f'points="{CORNERS}"' in area.selector
    told = client.get(desk).content.decode()
    assert "zone de 4 coins" in told and f'd="M{CORNERS}z"' in told
    Placement.objects.create(plan=plan, element=element, x=0.1, y=0.2, width=0.2, height=0.4)
    for address in ("/fr/plans/etage/", "/en/plans/etage/"):
        shown = client.get(address).content.decode()
        assert '<polygon points="40,60 120,60 120,180 80,136"/>' in shown
        assert shown.index("<rect") < shown.index("<polygon"), "what is smaller lies over what is larger"


def test_an_area_on_the_elevation_is_a_link_of_its_shape(client):
    plan = Plan.objects.create(slug="elevation", title_fr="Élévation", drawing="elevation")
    Placement.objects.create(
        plan=plan, element=factories.element("Toiture"), corners=[[0, 0], [1, 0], [1, 1]]
    )
    for address in ("/fr/le-batiment/", "/fr/plans/elevation/"):
        assert '<polygon points="0,44 1480,44 1480,500"/>' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("corners", "said"),
    [
        ("10,20 30,20", "au moins trois coins"),
        (" ".join(f"{n % 9},{n}" for n in range(65)), "au plus 64 coins"),
        ("10,20 30,20 30,101", "sort du plan"),
        ("10,20 nan,20 30,30", "sort du plan"),
        ("-1,20 30,20 30,30", "sort du plan"),
        ("10,20 30;20 30,30", "n’est pas un coin"),
        ("10,20,5 30,20 30,30", "n’est pas un coin"),
        ("10,20 20,20 30,20", "même ligne"),
    ],
)
def test_an_area_that_is_none_is_refused_in_words(client, plan, user_with_role, corners, said):
    client.force_login(user_with_role("archivist"))
    sent = {"corners": corners, "element": factories.element("Escalier").pk}
    answer = client.post(f"/admin/plans/place/{plan.pk}/", sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"element": "1", "mark": "CH-D-0001"},
        {"mark": "rien"},
        {"x": ""},
        {"x": "200"},
        {"width": "95"},
        {"y": "abc"},
    ],
)
def test_what_cannot_be_placed_is_said(client, plan, user_with_role, wrong):
    element = factories.element("Escalier")
    client.force_login(user_with_role("archivist"))
    sent = {"x": "10", "y": "20"} | ({} if not wrong or "mark" in wrong else {"element": element.pk}) | wrong
    if "element" in wrong:
        sent["element"] = element.pk
    assert client.post(f"/admin/plans/place/{plan.pk}/", sent).status_code == 422
    assert not Placement.objects.exists()


def test_a_plan_is_as_closed_as_its_page_and_shows_nothing_closed(client, plan):
    other = factories.record(title="Autre pièce", under=plan.record.get_parent().specific)
    Placement.objects.create(plan=plan, record=other, x=0.5, y=0.5)
    assert "Autre pièce" in client.get("/fr/plans/etage/").content.decode()
    restrict(other, Restriction(record=other, state="closed", reason="security"))
    assert "Autre pièce" not in client.get("/fr/plans/etage/").content.decode()
    restrict(plan.record, Restriction(record=plan.record, state="notice", reason="security"))
    assert client.get("/fr/plans/etage/").status_code == 404
    assert "Plan de l’étage" not in client.get("/fr/plans/").content.decode()
    assert client.get("/fr/plans/rien/").status_code == 404


def test_a_thing_says_on_which_plans_it_stands_unless_their_page_is_closed(client, plan):
    element = factories.element("Escalier")
    seen = factories.observation(factories.record_with_canvas(family="diagnostic_report"), element=element)
    for thing in ({"element": element}, {"finding": seen.finding}):
        Placement.objects.create(plan=plan, x=0.5, y=0.5, **thing)
    pages = ("/fr/le-batiment/escalier/", f"/en/findings/{seen.finding.number}/")
    for page in pages:
        assert "/plans/etage/" in client.get(page).content.decode()
    restrict(plan.record, Restriction(record=plan.record, state="notice", reason="security"))
    for page in pages:
        assert "/plans/etage/" not in client.get(page).content.decode()
