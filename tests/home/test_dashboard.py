"""What waits for each role when Wagtail opens, and nothing that is hidden from them."""

import re

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from archive.contributions.models import Letter
from archive.core import health
from archive.holdings.receive import receive
from archive.ingest.models import Unfolding
from home.desk.dashboard import waiting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(user_with_role, commit):
    """An archive where something of each kind is to be done."""
    user = user_with_role("archivist")
    with commit():
        published = factories.record(title="À traduire")
    under = published.get_parent().specific
    ready = factories.record(title="Traduite", under=under)
    factories.write_face(ready)
    draft = factories.record(title="Brouillon", under=under, live=False, user=user)
    draft.rights = ""
    draft.save(clean=False)
    reviewed = factories.record(title="Relue", under=under, live=False)
    reviewed.get_workflow().start(reviewed, user)
    due = factories.record(title="Fermée", under=under)
    today = timezone.localdate()
    restrict(due, Restriction(record=due, state="closed", reason="privacy", review_on=today), user)
    failed = receive(factories.drawing("abîmé"), "abîmé.png").document
    Unfolding.objects.create(document=failed, state="failed", cause="damaged")
    Letter.objects.create(purpose="other", message="Bonjour", language="fr")
    AccessAttempt.objects.create(username="archivist", ip_address="::1", failures_since_start=9)
    return published


def opened(user):
    client = Client()
    client.force_login(user)
    answer = client.get("/admin/")
    assert answer.status_code == 200
    return client, answer.content.decode()


MINE = {
    "archivist": {"letter", "described", "failed", "draft", "review", "rights", "complete", "due"},
    "editor": {"described", "failed", "review", "rights", "complete"},
    "translator": {"translate", "written"},
    "reviewer": {"review", "rights", "complete", "translate", "written"},
    "administrator": {
        *(
            "letter",
            "described",
            "failed",
            "review",
            "rights",
            "complete",
            "due",
            "translate",
            "written",
            "locked",
        ),
    },
}
SIGNS = {
    "written": "/admin/translation/?state=draft",
    "letter": "/admin/letters/?state=new",
    "described": "?described=no",
    "failed": "readings/?state=failed",
    "draft": "?state=draft&",
    "review": "?state=review",
    "rights": "?rights=missing",
    "complete": "/admin/completeness/?lacks=anything",
    "due": "?review=due",
    "translate": "/admin/translation/?state=missing",
    "locked": "/admin/users/",
}


@pytest.mark.parametrize("role", MINE)
def test_each_role_is_told_what_waits_for_it_and_no_more(role, busy, user_with_role):
    lines = waiting(user_with_role(role))
    found = {name for name, sign in SIGNS.items() if any(sign in line.url for line in lines)}
    assert found == MINE[role]
    assert len(lines) == len(found)
    _client, text = opened(user_with_role(role))
    assert "Ce qui vous attend" in text and "Rien ne vous attend" not in text
    assert ("abîmé.png" in text) == ("failed" in found)


@pytest.mark.parametrize("role", MINE)
def test_each_count_is_that_of_the_list_it_leads_to(role, busy, user_with_role):
    client, _text = opened(user_with_role(role))
    for line in waiting(user_with_role(role)):
        if line.url.startswith(("/admin/records/", "/admin/completeness/")):
            rows = client.get(line.url + "&export=csv").getvalue().decode().strip().splitlines()[1:]
            assert len(rows) == line.count, line
        else:
            assert client.get(line.url).status_code in (200, 503), line


def test_a_failed_reading_says_its_cause_and_is_tried_again_from_the_first_page(busy, user_with_role):
    reading = Unfolding.objects.get(state="failed")
    client, text = opened(user_with_role("archivist"))
    assert reading.sentence in text
    action, token = re.search(r'action="(/admin/deposit/again/\d+/)".*?value="([^"]{20,})"', text).groups()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(action, {"csrfmiddlewaretoken": token, "stay": "readings"}).status_code == 302
    reading.refresh_from_db()
    assert reading.cause != "damaged"


def test_changes_since_yesterday_are_those_one_may_see(busy, user_with_role):
    archivist, translator = (opened(user_with_role(role))[1] for role in ("archivist", "translator"))
    assert "Ce qui a changé depuis hier" in archivist and "Fermée" in archivist
    assert "fermé, Touche à la vie privée" in archivist
    assert "Fermée" not in translator and "Brouillon" not in translator


def test_one_s_own_last_edits_leave_out_what_has_been_hidden_since(busy, user_with_role):
    user = user_with_role("translator")
    face = factories.face(busy)
    face.save_revision(user=user, log_action=True, clean=False)
    edits = lambda: opened(user)[1].count(f"/admin/pages/{face.pk}/edit/")  # noqa: E731
    before = edits()
    assert before
    restrict(busy, Restriction(record=busy, state="closed", reason="privacy"))
    assert edits() == 0


def test_the_administrator_is_told_what_does_not_answer(busy, user_with_role, monkeypatch):
    monkeypatch.setitem(health.CHECKS, "worker", lambda: False)
    assert "parties du site qui ne répondent pas\u00a0: worker" in opened(user_with_role("administrator"))[1]
    assert "worker" not in opened(user_with_role("archivist"))[1]


def test_nothing_waits_in_an_empty_archive(user_with_role):
    assert "Rien ne vous attend" in opened(user_with_role("archivist"))[1]


def test_the_first_page_asks_no_more_of_the_database_for_more_records(busy, user_with_role):
    client, _text = opened(user_with_role("archivist"))

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get("/admin/")
        return len(seen)

    few = asked()
    for n in range(8):
        factories.record(title=f"Notice {n}", under=busy.get_parent().specific, live=n % 2 == 0)
    assert asked() == few < 80


def test_what_awaits_a_reviewer_stands_right_below_what_waits(busy, user_with_role):
    text = opened(user_with_role("reviewer"))[1]
    heads = ("Ce qui vous attend", "En attente de votre vérification", "Ce qui a changé depuis hier")
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


@pytest.mark.parametrize("role", ["archivist", "editor", "translator", "reviewer", "administrator"])
def test_every_entry_of_the_menu_leads_to_a_page_that_says_its_title(client, user_with_role, role):
    client.force_login(user_with_role(role))
    menu = client.get("/admin/").content.decode().split("wagtail-sidebar-props")[1].split("</script>")[0]
    entries = {found for found in re.findall(r'"(/admin/[\w/-]+/)"', menu) if "logout" not in found}
    assert "/admin/guide/" in entries
    untitled = []
    for entry in sorted(entries):
        page = client.get(entry, follow=True)
        title = re.search(r"<title>\s*(.*?)\s*</title>", page.content.decode(), re.DOTALL)
        if title is None or title[1].startswith(("-", "None")):
            untitled.append(entry)
    assert untitled == []
