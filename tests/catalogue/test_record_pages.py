"""What each family's page shows first, what stands beside a record, and its text to take away."""

import pytest

from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_report_says_what_it_is_about_and_what_it_holds_before_its_pages(client):
    record = factories.record_with_canvas(
        family="diagnostic_report", scope_and_content="Les joints.", captions=["Le relevé"], text="joint"
    )
    text = client.get(record.url).content.decode()
    assert text.index("Les joints.</p>") < text.index("Le relevé</a>") < text.index('id="page"')
    assert text.count("Les joints.</p>") == 1
    assert 'href="?p=1#page">Le relevé' in text


def test_a_work_has_a_large_title_and_its_words_before_the_image(client):
    record = factories.record_with_canvas(family="artistic_output", scope_and_content="Un palier.")
    text = client.get(record.url).content.decode()
    assert '<h1 class="huge">' in text
    assert text.index("Un palier.</p>") < text.index('class="reader of-artistic_output"')


def test_a_record_names_those_beside_it_that_its_reader_may_see(client):
    series = factories.series()
    records = [factories.record(title=f"Pièce {n}", under=series) for n in range(6)]
    restrict(records[3], Restriction(record=records[3], state="closed", reason="privacy"))
    beside = client.get(records[2].url).context["beside"]
    assert [notice.title.fr for notice in beside] == ["Pièce 0", "Pièce 1", "Pièce 4", "Pièce 5"]
    alone = factories.record(under=factories.series("Autre"))
    assert "beside-title" not in client.get(alone.url).content.decode()


def test_the_text_of_a_record_is_taken_away_with_its_page_numbers(client):
    record = factories.record_with_canvas(text="joint vertical")
    address = f"/files/{record.mark}/text/"
    assert address in client.get(record.url).content.decode()
    answer = client.get(address)
    assert answer.content.decode() == "[1]\njoint vertical\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{record.mark}.txt"'
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    silent = factories.record(title="Sans texte", under=record.get_parent().specific)
    assert client.get(f"/files/{silent.mark}/text/").status_code == 404


def test_a_file_is_not_held_twice_by_one_record(client, user_with_role):
    from tests.test_roles import form_of

    record = factories.record_with_canvas(live=False)
    held = record.files.first().document
    data = form_of(record) | {"files-TOTAL_FORMS": "2"}
    for number in range(2):
        data |= {f"files-{number}-document": held.pk, f"files-{number}-ORDER": number + 1}
    client.force_login(user_with_role("archivist"))
    answer = client.post(f"/admin/pages/{record.pk}/edit/", data)
    assert "Cette notice tient déjà ce fichier." in answer.content.decode()
