"""The deposit's screen."""

import io

import pytest

from archive.catalogue.models import RecordPage, SeriesPage
from archive.holdings.models import ArchiveDocument
from tests import factories

pytestmark = pytest.mark.django_db


def test_looking_at_the_admin_makes_no_series(client, user_with_role):
    for role in ("translator", "reviewer", "archivist"):
        client.force_login(user_with_role(role))
        assert client.get("/admin/").status_code == 200
    assert not SeriesPage.objects.exists()


def test_the_first_deposit_of_an_empty_archive_finds_a_series(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    answer = client.post("/admin/deposit/", {"files": factories.drawing()}, follow=True)
    assert answer.status_code == 200
    assert SeriesPage.objects.get().title == "À classer"
    client.force_login(user_with_role("translator"))
    assert client.get("/admin/deposit/").status_code == 302


def test_a_refused_file_is_named_with_the_reason_and_its_neighbours_are_taken(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    empty, lying = io.BytesIO(b""), io.BytesIO(b"<html></html>")
    empty.name, lying.name = "vide.pdf", "page.pdf"
    answer = client.post("/admin/deposit/", {"files": [lying, factories.drawing()]}, follow=True)
    assert "page.pdf" in answer.content.decode()
    assert ArchiveDocument.objects.get().original_name == "plan.png"
    alone = client.post("/admin/deposit/", {"files": [empty]})
    assert alone.status_code == 422
    assert "vide.pdf" in alone.content.decode()


@pytest.mark.parametrize("asked", ["9" * 25, "9" * 5000, "-1", "x", "٣", ""], ids=range(6))
def test_an_address_made_by_hand_leads_back_to_the_deposit(client, user_with_role, asked):
    client.force_login(user_with_role("archivist"))
    answer = client.get("/admin/deposit/describe/", {"document": asked})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/deposit/")
    assert client.get("/admin/deposit/state/", {"document": asked}).status_code == 200


def test_a_mark_given_in_the_same_moment_is_an_error_of_the_form(client, user_with_role, monkeypatch):
    series = factories.series()
    taken = factories.record(under=series, live=False)
    client.force_login(user_with_role("archivist"))
    deposited = client.post("/admin/deposit/", {"files": factories.drawing()})
    monkeypatch.setattr("archive.ingest.forms.DescribeForm.clean_mark", lambda form: taken.mark)
    fields = {"family": "historical_document", "title": "Plan", "series": series.pk, "mark": taken.mark}
    fields |= {"document_language": "fr", "rights": "CNE", "date_as_written": "1956"}
    answer = client.post(deposited.headers["Location"], fields)
    assert answer.status_code == 200
    assert "déjà été donnée" in answer.content.decode()
    assert not RecordPage.objects.filter(title="Plan").exists()
