"""The list of readings: state, cause, another try."""

import pytest

from archive.holdings.receive import receive
from archive.ingest.models import Unfolding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    document = receive(factories.drawing("x"), "abîmé.png").document
    return Unfolding.objects.create(document=document, state="failed", cause="damaged")


def test_a_failed_reading_says_why_and_is_tried_again(client, user_with_role, failed):
    held = factories.record_with_canvas().files.get().document
    Unfolding.objects.create(document=held, state="ready")
    client.force_login(user_with_role("archivist"))
    text = client.get("/admin/deposit/readings/", {"state": "failed"}).content.decode()
    assert "abîmé.png" in text and failed.sentence in text and "plan.png" not in text
    undescribed = client.get("/admin/deposit/readings/results/", {"described": "no"}).content.decode()
    assert "abîmé.png" in undescribed and "plan.png" not in undescribed
    again = f"/admin/deposit/again/{failed.pk}/"
    assert again in text
    answer = client.post(again, {"stay": "readings"})
    assert answer.headers["Location"] == "/admin/deposit/readings/"
    failed.refresh_from_db()
    assert failed.state != "failed" or failed.cause != "damaged"


def test_readings_are_for_those_who_deposit(client, user_with_role, failed):
    factories.series()
    for role, status in (("editor", 200), ("translator", 302), ("reviewer", 302)):
        client.force_login(user_with_role(role))
        assert client.get("/admin/deposit/readings/").status_code == status
