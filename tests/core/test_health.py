"""Health says yes or no to strangers, and which part to those who keep the site."""

import shutil

import pytest

pytestmark = pytest.mark.django_db


def test_a_site_that_lost_its_storage_is_not_well(client, settings, user_with_role):
    settings.ARCHIVE_DATA.mkdir(parents=True)
    assert client.get("/health/").json() == {"status": "ok"}
    shutil.rmtree(settings.ARCHIVE_DATA)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "failing"})
    client.force_login(user_with_role("administrator"))
    parts = client.get("/health/").json()["parts"]
    assert parts["database"] and not parts["storage"]
