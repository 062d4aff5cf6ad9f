"""All findings in one list at the desk: what was said of each last, worst first."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.authorities.models import Element
from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/findings/"


@pytest.fixture
def desk(user_with_role):
    def open_for(role="archivist"):
        client = Client()
        client.force_login(user_with_role(role))
        return client

    return open_for


@pytest.fixture
def told():
    """Three findings: one that got better, one that is perilous, one that is over."""
    under = factories.series()
    facade, roof = factories.element("Façade"), factories.element("Toiture")
    balcony = factories.element("Balcon", facade)
    first, later = (
        factories.record_with_canvas(family="diagnostic_report", title=title, under=under)
        for title in ("Premier", "Second")
    )
    better = factories.observation(first, "Fissure", element=balcony, condition="péril").finding
    factories.observation(later, finding=better, condition="bon", urgency="long-term", state="monitored")
    factories.observation(later, "=Épaufrure", element=roof, condition="péril", urgency="immediate")
    factories.observation(first, "Rouille", element=facade, condition="péril", state="treated")
    return first, later


def rows(client, **asked):
    answer = client.get(ADDRESS, {**asked, "export": "csv"})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def numbers(client, **asked):
    return [row["Numéro"] for row in rows(client, **asked)]


def test_what_is_worst_comes_first_and_what_is_over_last(desk, told):
    assert numbers(desk()) == ["CH-C-0002", "CH-C-0001", "CH-C-0003"]
    assert numbers(desk(), ordering="number") == ["CH-C-0001", "CH-C-0002", "CH-C-0003"]
    assert numbers(desk(), ordering="-place") == ["CH-C-0002", "CH-C-0001", "CH-C-0003"]
    row = rows(desk(), q="fissure")[0]
    assert (row["État"], row["Rapport"], row["Page"]) == ("bon", told[1].mark, "1")
    assert rows(desk(), q="epaufrure")[0]["Constat"] == "'=Épaufrure"  # never a formula


def test_it_is_narrowed_by_what_was_said_last(desk, told):
    client = desk()
    concept = factories.condition("péril").pk
    assert numbers(client, condition=concept) == ["CH-C-0002", "CH-C-0003"]
    assert numbers(client, urgency=factories.urgency("immediate").pk) == ["CH-C-0002"]
    assert numbers(client, state="standing") == ["CH-C-0002", "CH-C-0001"]
    assert numbers(client, state="treated") == ["CH-C-0003"]
    assert numbers(client, report=told[0].pk) == ["CH-C-0001", "CH-C-0003"]
    facade = Element.objects.get(slug="facade").pk
    assert numbers(client, element=facade) == ["CH-C-0001", "CH-C-0003"]
    assert numbers(client, q="balcon fissure") == ["CH-C-0001"]
    assert numbers(client, state="x") == numbers(client, report=99999) == []


def test_each_leads_to_its_place_at_the_desk_or_to_its_public_page(desk, told):
    assert f'href="/admin/findings/{told[1].pk}/?page=1"' in desk().get(ADDRESS).content.decode()
    page = desk("translator").get(ADDRESS).content.decode()
    assert f"/admin/findings/{told[1].pk}/" not in page and "/fr/constats/CH-C-0001/" in page


def test_nothing_of_a_closed_report_is_told_to_those_who_may_not_read_it(desk, told):
    restrict(told[1], Restriction(record=told[1], state="closed", reason="privacy"))
    assert numbers(desk()) == ["CH-C-0002", "CH-C-0001", "CH-C-0003"]
    client = desk("translator")
    found = rows(client)
    assert [row["Numéro"] for row in found] == ["CH-C-0001", "CH-C-0003"]
    assert found[0]["État"] == "péril"  # of the report that is open
    page = client.get(ADDRESS).content.decode()
    assert told[1].title not in page and told[1].mark not in page and "paufrure" not in page
    assert numbers(client, report=told[1].pk) == []


def test_ten_times_the_findings_ask_no_more_of_the_database(desk, told):
    client = desk()

    def asked():
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ADDRESS).status_code == 200
        return len(queries)

    few = asked()
    for number in range(30):
        factories.observation(told[0], f"Fissure {number}")
    assert asked() == few


def test_no_stranger_reads_it(client):
    assert client.get(ADDRESS).status_code == 302
