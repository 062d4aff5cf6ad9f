"""Findings: numbered for good, followed from report to report, as closed as their reports."""

from __future__ import annotations

import io
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from archive.catalogue.access import visible
from archive.catalogue.closing import restrict
from archive.catalogue.findings import read_findings
from archive.catalogue.models import Finding, Mark, Observation, Restriction
from archive.catalogue.ranking import history, rank, worst
from tests import factories

pytestmark = pytest.mark.django_db


def report(title: str = "Diagnostic", **fields: Any) -> Any:
    return factories.record_with_canvas(family="diagnostic_report", title=title, **fields)


def test_a_number_is_given_once_and_never_again():
    first = factories.finding("Fissure")
    second = factories.finding("Épaufrure")
    assert [first.number, second.number] == ["CH-C-0001", "CH-C-0002"]
    second.delete()
    assert Mark.objects.get(code="CH-C-0002").retired_at
    assert factories.finding("Autre").number == "CH-C-0003"


def test_a_box_stays_on_its_page():
    seen = factories.observation(report(), box=(0.5, 0.5, 0.25, 0.25))
    assert seen.selector == "xywh=percent:50,50,25,25"
    for box in ((0.9, 0.5, 0.2, 0.2), (0.5, 0.5, 0, 0.2)):
        seen.x, seen.y, seen.width, seen.height = box
        with pytest.raises(ValidationError):
            seen.full_clean()
    seen.x = None
    with pytest.raises(ValidationError, match="quatre|four"):
        seen.full_clean()


def test_the_worst_comes_first_and_what_is_over_last():
    place = report()
    wanted = [("péril", "short-term"), ("mauvais", "immediate"), ("mauvais", "long-term"), ("bon", "")]
    for condition, urgency in reversed(wanted):
        factories.observation(place, f"{condition} {urgency}", condition=condition, urgency=urgency)
    over = factories.observation(place, "fini", condition="péril", state="treated")
    found = [str(finding.label.fr).strip() for finding in read_findings()]
    assert found == ["péril short-term", "mauvais immediate", "mauvais long-term", "bon", "fini"]
    assert not read_findings()[-1].stands and over.state == "treated"


def test_a_finding_is_followed_from_report_to_report():
    first = factories.observation(report("Premier"), "Fissure", condition="mauvais")
    later = report("Second", under=first.report.get_parent().specific)
    factories.observation(later, finding=first.finding, condition="bon", state="treated")
    (known,) = read_findings()
    assert [one.state for one in known.seen] == ["open", "treated"]
    assert known.latest.report == later.mark


def test_what_was_seen_on_no_day_was_seen_at_the_date_of_its_report(client):
    late = report("Second", date_as_written="2024")
    early = report("Premier", date_as_written="octobre 1987", under=late.get_parent().specific)
    seen = factories.observation(late, "Fissure", condition="péril")
    factories.observation(early, finding=seen.finding, condition="bon")
    (known,) = read_findings()
    assert [one.report for one in known.seen] == [early.mark, late.mark]
    assert [one.report for one in history(rank())] == [early.mark, late.mark]
    assert "October 1987" in client.get("/en/the-building/").content.decode()
    assert "October 1987" in client.get(f"/en/findings/{seen.finding.number}/").content.decode()
    Observation.objects.filter(report=early).update(observed_on=date(2025, 1, 2))
    assert read_findings()[0].latest.report == early.mark


def test_findings_are_ranked_as_they_are_read():
    place, later = report(), report("Second", date_as_written="2024")
    for n, (condition, urgency) in enumerate(product(factories.CONDITIONS, factories.URGENCIES)):
        seen = factories.observation(place, f"{n}", condition=condition, urgency=urgency)
        if n % 3 == 0:
            factories.observation(later, finding=seen.finding, condition="moyen", state="treated")
    ranked = rank()
    assert [one.number for one in ranked] == [finding.number for finding in read_findings()]
    assert len(ranked) == 16 and worst(ranked) == ranked[0].seen[-1].condition


def test_many_findings_come_page_by_page_and_are_taken_away_whole(client, monkeypatch):
    monkeypatch.setattr("home.building.findings.PAGE", 2)
    place = report()
    numbers = [factories.observation(place, f"Fissure {n}").finding.number for n in range(5)]
    pages = [client.get(f"/fr/constats/?p={n}").content.decode() for n in (1, 2, 3)]
    assert [[number for number in numbers if f'id="{number}"' in page] for page in pages] == [
        numbers[:2],
        numbers[2:4],
        numbers[4:],
    ]
    assert all("<caption>5" in page for page in pages)
    taken = client.get("/fr/constats/?format=csv&p=2").content.decode()
    assert all(number in taken for number in numbers)


def test_what_a_closed_report_saw_last_is_not_what_is_known(client):
    first = factories.observation(report("Premier"), "Fissure", condition="mauvais")
    later = report("Second", under=first.report.get_parent().specific)
    factories.observation(later, finding=first.finding, condition="péril")
    restrict(later, Restriction(record=later, state="notice", reason="security"))
    (known,) = read_findings()
    assert known.latest.condition.label.fr == "mauvais"
    assert later.mark not in client.get(known.url).content.decode()
    restrict(first.report, Restriction(record=first.report, state="closed", reason="security"))
    assert not read_findings()
    assert client.get(known.url).status_code == 404


def test_what_stands_on_a_closed_page_and_on_no_page_is_closed_with_it():
    place = report()
    document = place.files.first().document
    on_page = factories.observation(place, "Sur la page")
    nowhere = factories.observation(place, "Nulle part", document=None, number=None, box=None)
    assert set(visible().observations()) == {on_page, nowhere}
    restrict(place, Restriction(document=document, page=1, state="notice", reason="security"))
    assert not visible().observations().exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_report_shows_its_findings_and_each_leads_to_its_box(client, language):
    seen = factories.observation(report(), "Acier visible", box=(0.25, 0.5, 0.5, 0.25), condition="péril")
    page = seen.report
    url = page.url_in(language)
    shown = client.get(url).content.decode()
    assert "Acier visible" in shown and f"?p=1&amp;finding={seen.finding.number}" in shown
    boxed = client.get(f"{url}?finding={seen.finding.number}").content.decode()
    assert '<rect x="100" y="150" width="200" height="75"/>' in boxed
    for wrong in ("x", "CH-C-9999", "%00", "é" * 900):
        assert client.get(f"{url}?finding={wrong}").status_code == 200


@pytest.mark.parametrize("prefix", ["/fr/constats", "/en/findings"])
def test_the_table_is_read_printed_and_taken_away(client, prefix):
    panel = factories.element("Panneau", factories.element("Façade"))
    seen = factories.observation(report(), "=1+1", element=panel, condition="mauvais")
    factories.observation(seen.report, "Escalier usé", element=factories.element("Escalier"))
    assert "Escalier usé" in client.get(f"{prefix}/").content.decode()
    narrowed = client.get(f"{prefix}/?element=facade").content.decode()
    assert "Escalier usé" not in narrowed and "=1+1" in narrowed
    table = client.get(f"{prefix}/?element=facade&format=csv").content.decode()
    assert ",'=1+1," in table
    book = load_workbook(io.BytesIO(client.get(f"{prefix}/?format=xlsx").content))
    cells = list(book.active.values)
    assert len(cells) == 3 and book.active.cell(2, 2).data_type == "s"
    for wrong in ("element=x", "state=x", "format=x", "format=pdf&element=%00"):
        assert client.get(f"{prefix}/?{wrong}").status_code == 200


def test_a_finding_shows_where_it_stands_on_its_page_and_nothing_of_a_closed_one(client):
    seen = factories.observation(report(), "Acier visible", box=(0.25, 0.5, 0.5, 0.25))
    page = client.get(f"/fr/constats/{seen.finding.number}/").content.decode()
    assert f"/images/{seen.report.mark}/1/240.webp" in page
    assert 'viewBox="70 115 260 146"' in page and '<rect x="100" y="150" width="200" height="75"/>' in page
    nowhere = factories.observation(seen.report, "Nulle part", box=None)
    assert 'class="clip"' not in client.get(f"/fr/constats/{nowhere.finding.number}/").content.decode()
    later = report("Second", under=seen.report.get_parent().specific)
    factories.observation(later, finding=seen.finding)
    restrict(later, Restriction(record=later, state="notice", reason="security"))
    assert later.mark not in client.get(f"/en/findings/{seen.finding.number}/").content.decode()


def test_addresses_for_ever_lead_to_the_finding(client):
    number = factories.observation(report()).finding.number
    assert (
        client.get(f"/id/finding/{number}", headers={"Accept-Language": "en"})
        .headers["Location"]
        .startswith("/en/findings/")
    )
    assert client.get(f"/fr/r/{number}").headers["Location"] == f"/fr/constats/{number}/"
    for wrong in ("rien", "%00", "CH-C-0001%00"):
        assert client.get(f"/fr/constats/{wrong}/").status_code == 404
    assert client.get("/fr/r/CH-C-9999").status_code == 404
    assert client.get("/id/finding/rien", follow=True).status_code == 404


def typed(**words: str) -> dict[str, str]:
    condition = factories.condition("mauvais")
    return {"label_fr": "Joint ouvert", "condition": str(condition.pk), "state": "open"} | words


def test_a_finding_is_written_beside_its_page(client, user_with_role):
    page, element = report(), factories.element("Joint")
    client.force_login(user_with_role("archivist"))
    desk = f"/admin/findings/{page.pk}/?page=1"
    assert client.get(desk).status_code == 200
    sent = typed(
        element=str(element.pk), x="10", y="20", width="30", height="12.5", photographs=f"{page.mark} p. 1"
    )
    assert client.post(desk, sent).status_code == 302
    seen = Observation.objects.get()
    assert seen.box == (0.1, 0.2, 0.3, 0.125) and seen.number == 1
    assert seen.photographs.get().record_id == page.pk
    again = client.get(f"{desk}&observation={seen.pk}").content.decode()
    assert "Joint ouvert" in again and f"{page.mark} p. 1" in again
    changed = typed(label_fr="Joint vide", element=str(element.pk))
    assert client.post(f"{desk}&observation={seen.pk}", changed).status_code == 302
    assert Finding.objects.get().label_fr == "Joint vide"


@pytest.mark.parametrize(
    "wrong",
    [
        {"label_fr": ""},
        {"element": ""},
        {"condition": ""},
        {"x": "10"},
        {"x": "90", "y": "0", "width": "20", "height": "5"},
        {"x": "abc"},
        {"photographs": "rien"},
        {"photographs": "CH-D-9999 p. 1"},
        {"observed_on": "hier"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, user_with_role, wrong):
    page, element = report(), factories.element("Joint")
    client.force_login(user_with_role("archivist"))
    sent = typed(element=str(element.pk), note_fr="Une note longue") | wrong
    answer = client.post(f"/admin/findings/{page.pk}/?page=1", sent)
    assert answer.status_code == 422
    assert "Une note longue" in answer.content.decode()
    assert not Observation.objects.exists()


def test_a_finding_of_another_report_is_followed_and_removed(client, user_with_role):
    first = factories.observation(report("Premier"), "Fissure")
    later = report("Second", under=first.report.get_parent().specific)
    client.force_login(user_with_role("archivist"))
    sent = typed(label_fr="", follows=str(first.finding.pk), state="treated")
    assert client.post(f"/admin/findings/{later.pk}/?page=1", sent).status_code == 302
    second = Observation.objects.get(report=later)
    assert second.finding == first.finding
    client.post(f"/admin/findings/{later.pk}/remove/{second.pk}/")
    assert Finding.objects.get().observations.get() == first
    client.post(f"/admin/findings/{first.report.pk}/remove/{first.pk}/")
    assert not Finding.objects.exists()


@pytest.mark.parametrize("asked", ["page=x", "page=99999999", "page=-1", "observation=9"])
def test_no_address_of_the_desk_breaks(client, user_with_role, asked):
    page = report()
    client.force_login(user_with_role("archivist"))
    assert client.get(f"/admin/findings/{page.pk}/?{asked}").status_code in (200, 404)
