"""What may already be described is shown before it is described again."""

import pytest

from archive.catalogue.models import RecordPage
from archive.catalogue.nearness import likenesses
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "date", "near"),
    [
        ("Notice de montage", "1956", True),
        ("notice du MONTAGE", "[sans date]", True),
        ("Notices de montage", "vers 1956", True),
        ("Notice de montage", "1971", False),
        ("Notice de montage 2", "1956", False),
        ("Plan masse", "1956", False),
        ("", "1956", False),
    ],
)
def test_a_near_title_and_date_is_a_likeness(title, date, near):
    factories.record(title="Notice de montage", date_as_written="1956")
    assert bool(likenesses(title, date)) == near


FORM = {"family": "historical_document", "document_language": "fr", "rights": "CNE"}


def test_nothing_is_made_before_its_likenesses_have_been_shown(client, user_with_role):
    record = factories.record(title="Notice de montage", date_as_written="1956", live=False)
    client.force_login(user_with_role("archivist"))
    address = client.post("/admin/deposit/", {"files": factories.drawing()}).headers["Location"]
    page = client.get(address).content.decode()
    assert "peut-être déjà" not in page and "Enregistrer en brouillon" in page
    form = FORM | {"series": record.get_parent().pk, "title": "Notice du montage", "date_as_written": "1956"}
    asked = client.post(address, form)
    text = asked.content.decode()
    assert asked.status_code == 200 and f"/admin/pages/{record.pk}/edit/" in text
    assert "Enregistrer tout de même" in text and 'role="alert"' in text
    assert RecordPage.objects.filter(locale__language_code="fr").count() == 1
    made = client.post(address, form | {"seen": f"{record.pk} "})
    assert made.status_code == 302
    assert RecordPage.objects.filter(title="Notice du montage").exists()


def test_a_file_already_held_leads_to_its_record(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    held = factories.record_with_canvas(title="Plan", live=False)
    answer = client.post("/admin/deposit/", {"files": factories.drawing("Plan")}, follow=True)
    text = answer.content.decode()
    assert "déjà" in text and "contient le même fichier" in text
    assert text.count(f"/admin/pages/{held.pk}/edit/") >= 2
    before = RecordPage.objects.count()
    form = FORM | {"series": held.get_parent().pk, "title": "Autre", "date_as_written": "1960"}
    address = answer.redirect_chain[-1][0]
    assert client.post(address, form).status_code == 200 and RecordPage.objects.count() == before
    assert client.post(address, form | {"seen": str(held.pk)}).status_code == 302
