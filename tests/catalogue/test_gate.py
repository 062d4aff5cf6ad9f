"""Files and page images follow their record."""

import pytest

from archive.holdings.storage import image_folder
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(db):
    record = factories.record_with_canvas(live=True)
    return record


def addresses(record):
    return [f"/images/{record.mark}/1/240.webp", f"/files/{record.mark}/1/"]


def test_the_file_and_images_of_a_published_record_are_given_out(client, held):
    for address in addresses(held):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert not answer.cookies
    assert "attachment" in client.get(addresses(held)[1]).headers["Content-Disposition"]


def test_nothing_of_a_draft_is_given_out_and_it_answers_like_what_does_not_exist(client, held):
    held.unpublish()
    for address in addresses(held):
        assert client.get(address).status_code == 404
        assert client.get(address).content == client.get("/images/CH-D-9999/1/240.webp").content
    document = held.files.first().document
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code == 404
    assert image_folder(document.sha256).exists()


def test_an_editor_sees_a_draft_before_it_is_published(client, held, user_with_role):
    held.unpublish()
    client.force_login(user_with_role("archivist"))
    for address in addresses(held):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [("bytes=0-9", 206, 10), ("bytes=-5", 206, 5), ("bytes=99999999-", 416, 0), ("bytes=x-y", 200, None)],
)
def test_a_file_is_given_out_in_parts(client, held, asked, status, length):
    answer = client.get(addresses(held)[1], headers={"Range": asked})
    assert answer.status_code == status
    if length is not None:
        assert len(b"".join(answer) if answer.streaming else answer.content) == length


def test_the_permanent_address_always_answers(client, held):
    mark = held.mark
    for language in ("fr", "en"):
        answer = client.get(f"/{language}/r/{mark}?p=2")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(f"/{language}/archive/")
        assert answer.headers["Location"].endswith("?p=2")
    held.delete()
    assert client.get(f"/fr/r/{mark}").status_code == 410
    assert client.get("/fr/r/CH-D-9998").status_code == 404
