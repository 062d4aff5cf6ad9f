"""A reader writes to the archive, without account and without cookie; archivists read and answer."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from archive.contributions.models import Letter
from archive.contributions.sealed import SALT, seal
from archive.core.signals import housekeeping_due
from tests import factories

pytestmark = pytest.mark.django_db

LETTER = {
    "purpose": "consult",
    "about": "CH-D-0003",
    "message": "Je voudrais voir le plan de mon ancien logement.",
    "name": "",
    "contact": "06 00 00 00 00",
    "website": "",
}


def send(client=None, address="/fr/ecrire/", **changes):
    data = LETTER | {"seal": seal()} | changes
    headers = data.pop("headers", {"origin": "http://testserver"})
    return (client or Client()).post(address, data, headers=headers)


@pytest.mark.parametrize("address", ["/fr/ecrire/", "/en/write/"])
def test_a_letter_is_kept_and_acknowledged_without_a_cookie(address):
    client = Client()
    page = client.get(address, {"for": "consult", "about": "CH-D-0003"})
    assert page.status_code == 200 and not page.cookies
    text = page.content.decode()
    assert 'value="CH-D-0003"' in text
    assert re.search(r'value="consult"[^>]*checked', text)
    given = re.search(r'name="seal" value="([^"]+)"', text)[1]
    answer = send(client, address, seal=given)
    assert answer.status_code == 302 and not answer.cookies
    assert client.get(answer.headers["Location"]).status_code == 200
    letter = Letter.objects.get()
    assert (letter.about, letter.state, letter.language) == ("CH-D-0003", "new", address[1:3])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"message": ""}, "id_message_error"),
        ({"purpose": "x"}, "id_purpose"),
        ({"contact": ""}, "Indiquez un courriel ou un téléphone"),
        ({"message": "x" * 5_001}, "5000"),
        ({"about": "x" * 41}, "40"),
        ({"seal": "x"}, "Rien n’est perdu"),
        ({"seal": ""}, "Rien n’est perdu"),
        ({"headers": {"origin": "https://example.org"}}, "Rien n’est perdu"),
        ({"headers": {"origin": "null"}}, "Rien n’est perdu"),
        ({"headers": {"referer": "https://example.org/x"}}, "Rien n’est perdu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(wrong, said):
    answer = send(**wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    if "message" not in wrong:
        assert LETTER["message"] in text
    assert not Letter.objects.exists()


def test_an_old_form_is_sent_once_more(monkeypatch):
    import time

    old = time.time() - 25 * 3600
    with monkeypatch.context() as then:
        then.setattr(signing.time, "time", lambda: old)
        given = signing.dumps({}, salt=SALT)
    text = send(seal=given).content.decode()
    fresh = re.search(r'name="seal" value="([^"]+)"', text)[1]
    assert fresh != given
    assert send(seal=fresh).status_code == 302


def test_a_machine_is_thanked_and_not_kept():
    assert send(website="https://example.org").status_code == 302
    assert not Letter.objects.exists()


def test_archivists_are_told_without_a_word_of_the_letter(commit, user_with_role):
    archivist = user_with_role("archivist")
    archivist.email = "archives@example.org"
    archivist.save()
    editor = user_with_role("editor")
    editor.email = "redaction@example.org"
    editor.save()
    with commit():
        send()
    assert [message.to for message in mail.outbox] == [["archives@example.org"]]
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert f"/admin/letters/inspect/{Letter.objects.get().pk}/" in told
    assert "logement" not in told and "06 00" not in told


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("archivist", True),
        ("administrator", True),
        ("editor", False),
        ("reviewer", False),
        ("translator", False),
        (None, False),
    ],
)
def test_letters_are_read_by_archivists_alone(role, reads, user_with_role):
    send()
    pk = Letter.objects.get().pk
    client = Client()
    if role:
        client.force_login(user_with_role(role))
    for address in ("/admin/letters/", f"/admin/letters/inspect/{pk}/", f"/admin/letters/edit/{pk}/"):
        assert (client.get(address).status_code == 200) == reads, address
    if reads:
        assert LETTER["message"] in client.get(f"/admin/letters/inspect/{pk}/").content.decode()
        client.post(f"/admin/letters/edit/{pk}/", {"state": "answered", "note": "Rappelée"})
        assert Letter.objects.get().answered_at is not None


def test_a_letter_is_forgotten_a_year_after_its_answer():
    for days, state in ((366, "answered"), (364, "answered"), (900, "new")):
        letter = Letter.objects.create(purpose="other", message=str(days), language="fr", state=state)
        if state == "answered":
            Letter.objects.filter(pk=letter.pk).update(answered_at=timezone.now() - timedelta(days=days))
    housekeeping_due.send(sender=None)
    assert set(Letter.objects.values_list("message", flat=True)) == {"364", "900"}


def test_a_record_offers_to_write_about_it(client):
    record = factories.record()
    text = client.get(record.url).content.decode()
    assert f"/fr/ecrire/?for=correct&amp;about={record.mark}" in text
