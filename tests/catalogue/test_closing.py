"""Closing, opening, withdrawing and restoring, as the archive's people do it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from archive.catalogue.access import day_of
from archive.catalogue.access_desk import page_numbers
from archive.catalogue.closing import restore, restrict, withdraw
from archive.catalogue.models import Restriction
from search import index
from search.query import parse
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(commit):
    with commit():
        return factories.record_with_canvas(title="Zorgounette", text="Quokkaride", live=True)


@pytest.fixture
def desk(client, user_with_role, record):
    client.force_login(user_with_role("archivist"))
    return f"/admin/access/{record.pk}/"


def closing(**facts):
    return {"thing": "record", "pages": "", "state": "closed", "reason": "privacy"} | facts


def public(address):
    return Client().get(address).status_code


def test_a_record_is_closed_and_opened_on_one_screen(client, desk, record):
    assert public(record.url) == 200
    client.post(desk, closing(note="Nom d’un locataire."))
    assert public(record.url) == 404
    text = client.get(record.url).content.decode()
    assert "Fermé au public" in text and "Nom d’un locataire." in text
    row = Restriction.objects.get()
    client.post(f"{desk}lift/{row.pk}/")
    assert public(record.url) == 200
    actions = PageLogEntry.objects.filter(page=record.pk, action__startswith="archive.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "archive.restrict",
        "archive.lift",
    ]
    history = client.get(f"/admin/pages/{record.pk}/history/").content.decode()
    assert "Nom d’un locataire." in history


def test_a_notice_alone_says_why_and_until_when(client, desk, record):
    day = day_of() + timedelta(days=40)
    client.post(desk, closing(state="notice", reason="copyright", embargo_until=day.isoformat()))
    for language, words in (("fr", "Les droits d’auteur"), ("en", "The author’s rights")):
        text = Client().get(record.url_in(language)).content.decode()
        assert words in text and str(day.year) in text
        assert "Quokkaride" not in text and "/files/" not in text and "/images/" not in text


def test_single_pages_are_closed_and_the_file_with_them(client, desk, record):
    document = record.files.first().document
    answer = client.post(desk, closing(thing=str(document.pk), pages="1", state="notice"))
    assert answer.status_code == 302
    assert Restriction.objects.get().page == 1
    assert public(f"/files/{record.mark}/1/") == 404
    text = Client().get(record.url).content.decode()
    assert "Zorgounette" in text and "Quokkaride" not in text
    assert "Ce feuillet ne peut pas être consulté" in text


@pytest.mark.parametrize(
    ("typed", "last", "pages"),
    [("3", 9, [3]), ("3, 5-7", 9, [3, 5, 6, 7]), ("5–7,6", 9, [5, 6, 7]), (" 1 ", 1, [1])],
)
def test_pages_are_written_as_people_write_them(typed, last, pages):
    assert page_numbers(typed, last) == pages


@pytest.mark.parametrize("typed", ["0", "10", "7-5", "trois", "1;2", "1,", "-3", "99999999999999999999"])
def test_pages_that_are_not_there_are_refused(typed):
    with pytest.raises(ValidationError):
        page_numbers(typed, 9)


def test_a_wrong_form_closes_nothing_and_says_why(client, desk, record):
    day = day_of().isoformat()
    for wrong in (
        {"state": "x"},
        {"reason": ""},
        {"thing": "99999"},
        {"pages": "2"},
        {"open_until": day, "embargo_until": day},
        {"embargo_until": "hier"},
    ):
        answer = client.post(desk, closing(**wrong))
        assert answer.status_code == 200, wrong
        assert "error" in answer.content.decode()
    assert not Restriction.objects.exists()


def test_closing_again_replaces_and_nothing_of_the_log_is_lost(record):
    for state in ("notice", "closed"):
        restrict(record, Restriction(record=record, state=state, reason="privacy"))
    assert Restriction.objects.get().state == "closed"
    assert PageLogEntry.objects.filter(action="archive.restrict").count() == 2
    assert not ModelLogEntry.objects.exists()


def test_an_old_text_brought_back_does_not_open_what_was_closed(client, desk, record):
    old = record.get_latest_revision()
    client.post(desk, closing())
    old.publish()
    assert public(record.url) == 404


def test_a_withdrawn_record_says_why_and_comes_back_as_it_was(commit, client, record, user_with_role):
    with commit():
        factories.publish_face(record, {"Zorgounette": "Drumbleday"})
    addresses = [record.url_in("fr"), record.url_in("en"), f"/fr/r/{record.mark}", f"/en/r/{record.mark}"]
    before = [Client().get(address).content for address in addresses]
    digest = index.engine().digest()
    with commit():
        withdraw(record, "Versée deux fois", user_with_role("archivist"))
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 410
        assert "Versée deux fois" in answer.content.decode()
        assert "Zorgounette" not in answer.content.decode()
    assert index.engine().marks() == set()
    assert index.ask(query=parse("Zorgounette")).records == 0
    with commit():
        restore(record)
    assert [Client().get(address).content for address in addresses] == before
    assert index.engine().digest() == digest
    assert PageLogEntry.objects.filter(action="archive.withdraw").get().data["reason"] == "Versée deux fois"


def test_nothing_of_a_closed_record_is_met_in_the_admin_by_a_translator(commit, user_with_role, record):
    with commit():
        face = factories.publish_face(record, {"Zorgounette": "Drumbleday"})
    parent = face.get_parent()
    client = Client()
    client.force_login(user_with_role("translator"))
    addresses = [
        "/admin/",
        f"/admin/pages/{parent.pk}/",
        "/admin/pages/search/?q=Drumbled",
        "/admin/pages/search/results/?q=Drumbled",
        f"/admin/choose-page/{parent.pk}/",
        "/admin/choose-page/search/?q=Drumbled",
        "/admin/api/main/pages/?child_of=" + str(parent.pk),
        f"/admin/api/main/pages/{face.pk}/",
        f"/admin/pages/{face.pk}/edit/",
        f"/admin/pages/{face.pk}/history/",
        f"/admin/pages/{face.pk}/view_draft/",
        f"/admin/pages/{face.pk}/revisions/{face.latest_revision_id}/view/",
        f"/admin/pages/{record.pk}/edit/",
        f"/admin/pages/{record.pk}/view_draft/",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/localize/reports/translations/",
    ]

    def met() -> list[str]:
        return [
            address
            for address in addresses
            if (answer := client.get(address)).status_code == 200
            and any(word in answer.content.decode() for word in ("Drumbleday", "Zorgounette", "Quokkaride"))
        ]

    assert len(met()) >= 4, met()
    restrict(record, Restriction(record=record, state="closed", reason="privacy"))
    assert met() == [], "\n".join(met())


def test_the_archives_people_see_the_site_as_the_public_when_they_ask(client, desk, record):
    client.post(desk, closing())
    assert client.get(record.url).status_code == 200
    answer = client.post("/admin/as-public/", {"next": record.url})
    assert answer.headers["Location"] == record.url
    assert client.get(record.url).status_code == 404
    assert "Vous voyez le site comme le public" in client.get("/fr/").content.decode()
    assert client.get("/admin/").status_code == 200
    assert client.post("/admin/as-public/", {"next": "https://example.org/"}).headers["Location"] == "/"
    assert client.get(record.url).status_code == 200
    text = Client().get("/fr/").content.decode()
    assert "as-public" not in text
