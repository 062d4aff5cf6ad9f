"""The record list: what stands in it, for whom, and what is given out of it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Restriction
from archive.ingest.models import Unfolding
from home.desk.standing import standing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(user_with_role):
    def open_for(role="archivist", language="fr"):
        from wagtail.users.models import UserProfile

        user = user_with_role(role)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        client = Client()
        client.force_login(user)
        return client

    return open_for


def listed(client, **asked):
    answer = client.get("/admin/records/", {**asked, "export": "csv"})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def titles(client, **asked):
    return {row["Titre"] for row in listed(client, **asked)}


def closed(record, state="closed", **more):
    return restrict(record, Restriction(record=record, state=state, reason="privacy", **more))


def test_every_state_is_told_and_can_be_asked_for(desk):
    under = factories.series()

    def new(title, live=True):
        return factories.record(title=title, under=under, live=live)

    new("Publiée")
    changed = new("Modifiée")
    changed.save_revision()
    new("Brouillon", live=False)
    withdraw(new("Retirée"), "Versée deux fois")
    reviewed = new("Relue", live=False)
    reviewed.get_workflow().start(reviewed, None)
    waiting = new("Programmée", live=False)
    waiting.go_live_at = timezone.now() + timedelta(days=3)
    waiting.save_revision().publish()
    client = desk()
    states = ("live", "changed", "draft", "withdrawn", "review", "scheduled")
    found = [titles(client, state=state) for state in states]
    assert found == [{"Publiée"}, {"Modifiée"}, {"Brouillon"}, {"Retirée"}, {"Relue"}, {"Programmée"}]
    said = {row["Titre"]: row["État"] for row in listed(client)}
    assert (said["Relue"], said["Retirée"]) == ("en relecture", "retirée")


def test_access_is_what_the_gate_says_today(desk):
    under = factories.series()
    factories.record(title="Ouverte", under=under)
    closed(factories.record(title="Fermée", under=under))
    closed(factories.record(title="Notice", under=under), "notice", review_on=timezone.localdate())
    later = timezone.localdate() + timedelta(days=9)
    closed(factories.record(title="Plus tard", under=under), open_until=later)
    part = factories.record_with_canvas(title="En partie", under=under)
    document = part.files.get().document
    restrict(part, Restriction(document=document, page=1, state="closed", reason="privacy", review_on=later))
    client = desk()
    assert titles(client, access="open") == {"Ouverte", "Plus tard"}
    assert titles(client, access="closed") == {"Fermée"}
    assert titles(client, access="notice") == {"Notice"} == titles(client, review="due")
    assert titles(client, access="partly") == {"En partie"}
    Restriction.objects.filter(document=document).update(review_on=timezone.localdate())
    assert titles(client, review="due") == {"Notice", "En partie"}


def test_the_translation_is_as_the_editor_counts_it(desk, commit):
    with commit():
        written = factories.record(title="À traduire")
    under = written.get_parent().specific
    factories.record(title="Sans face", under=under, live=False)
    ready = factories.record(title="À publier", under=under)
    factories.write_face(ready)
    current = factories.record(title="À jour", under=under)
    factories.publish_face(current)
    old = factories.record(title="Périmée", under=under)
    factories.publish_face(old)
    old.scope_and_content = "Ajouté depuis."
    old.save_revision()
    with commit():
        factories.publish(old)
    again = factories.record(title="Corrigée", under=under)
    factories.publish_face(again)
    factories.write_face(again, {"Corrigée": "Corrected"})
    client = desk("translator")
    found = {row["Titre"]: row["Traduction"] for row in listed(client)}
    assert found == {
        "À traduire": "à traduire",
        "À publier": "à publier",
        "À jour": "à jour",
        "Périmée": "à mettre à jour",
        "Corrigée": "à publier",
    }
    for record in (written, ready, current, old, again):
        missing = factories.face(record).untranslated()[0]
        assert (found[record.title] in ("à traduire", "à mettre à jour")) == bool(missing)
    assert titles(desk(), english="none") == {"Sans face"}


def test_files_and_their_reading_rights_series_family_who_and_since(desk, user_with_role):
    top = factories.series("Fonds")
    low = factories.series("Lots", parent=top)
    read = factories.record_with_canvas(title="Lue", under=low)
    Unfolding.objects.create(document=read.files.get().document, state="ready")
    empty = factories.record("artistic_output", title="Vide", under=top)
    draft = factories.record(title="Sans droits", under=top, live=False)
    draft.rights = ""
    draft.save(clean=False)
    draft.save_revision(user=user_with_role("editor"), clean=False)
    client = desk()
    assert titles(client, reading="read") == {"Lue"}
    assert titles(client, reading="none") == {"Vide", "Sans droits"}
    Unfolding.objects.update(state="failed", cause="damaged")
    assert titles(client, reading="failed") == {"Lue"}
    Unfolding.objects.update(state="images")
    assert titles(client, reading="under way") == {"Lue"}
    assert titles(client, rights="missing") == {"Sans droits"}
    assert titles(client, rights="CNE") == {"Lue", "Vide"}
    assert titles(client, series=top.pk) == {"Lue", "Vide", "Sans droits"}
    assert titles(client, series=low.pk) == {"Lue"}
    assert titles(client, family="artistic_output") == {"Vide"}
    assert titles(client, by=user_with_role("editor").pk) == {"Sans droits"}
    today = timezone.localdate()
    assert titles(client, since=today) == {"Lue", "Vide", "Sans droits"}
    assert titles(client, since=today + timedelta(days=1)) == set()
    assert [row["Titre"] for row in listed(client, ordering="title")] == ["Lue", "Sans droits", "Vide"]
    assert {row["Modifiée par"] for row in listed(client)} == {"", "editor"}
    assert client.get("/admin/records/", {"series": "x", "since": "hier", "p": "9" * 30}).status_code == 200
    assert empty.mark in client.get("/admin/records/results/", {"q": "vide"}).content.decode()


def test_words_are_found_without_accents_in_mark_or_title(desk):
    record = factories.record(title="Œuvre de l’été à Loison")
    factories.record(title="Autre", under=record.get_parent().specific)
    client = desk()
    for words in ("oeuvre ETE", record.mark.lower(), "l'été", f"{record.mark} loison"):
        assert titles(client, q=words) == {record.title}, words
    assert client.get("/admin/records/", {"q": "\x00"}).status_code == 200
    for words in ('"', "' OR 1=1", "%", "été absente"):
        assert titles(client, q=words) == set(), words


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("language", "heading"), [("fr", "Cote"), ("en", "Mark")])
def test_a_spreadsheet_speaks_the_reader_s_language_and_never_calculates(desk, kind, language, heading):
    under = factories.series()
    wicked = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a\x0bb"]
    for title in wicked:
        factories.record(title="x", under=under, live=False, date_as_written=title)
    content = desk(language=language).get("/admin/records/", {"export": kind, "ordering": "code"}).getvalue()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode())))
        dates = [row[4] for row in rows[1:]]
        assert not [date for date in dates if date.startswith(("=", "+", "-", "@", "\t", "\r"))]
    else:
        cells = list(load_workbook(io.BytesIO(content)).active.iter_rows())
        assert all(cell.data_type != "f" for row in cells for cell in row)
        rows = [[cell.value for cell in row] for row in cells]
        assert "=1+1" in [row[4] for row in rows]
    assert rows[0][0] == heading
    assert len(rows) == 1 + len(wicked)


def test_the_number_of_queries_does_not_grow_with_the_rows(desk):
    under = factories.series()
    client = desk()

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/admin/records/").status_code == 200
        return len(seen)

    factories.record_with_canvas(title="Première", under=under)
    asked()
    few = asked()
    for n in range(12):
        factories.record(title=f"Notice {n}", under=under, live=n % 2 == 0)
    assert asked() == few
    assert few < 40


def test_nobody_reads_here_of_what_is_hidden_from_them(desk, commit):
    with commit():
        open_one = factories.record(title="Ouverte")
        hidden = factories.record(title="Canari", under=open_one.get_parent().specific)
        gone = factories.record(title="Serin", under=open_one.get_parent().specific)
    factories.record(title="Jamais publiée", under=open_one.get_parent().specific, live=False)
    closed(hidden)
    withdraw(gone, "Versée deux fois")
    assert titles(desk("translator")) == {"Ouverte"}
    text = desk("translator").get("/admin/records/").content.decode()
    assert "Canari" not in text and f"/admin/pages/{factories.face(open_one).pk}/edit/" in text
    for role in ("archivist", "editor", "reviewer", "administrator"):
        assert titles(desk(role)) == {"Ouverte", "Canari", "Serin", "Jamais publiée"}
    from archive.accounts.models import User

    stranger = User.objects.create_user("stranger", password="x")
    assert not standing(stranger).exists()
    client = Client()
    client.force_login(stranger)
    assert client.get("/admin/records/").status_code == 302
    assert Client().get("/admin/records/").status_code == 302


def test_the_list_is_narrowed_by_a_type_and_a_subject_with_all_that_stands_under_them(desk):
    top = factories.concept("Document historique", slug="historical-document")
    plan = factories.concept("Plan", broader=top)
    section = factories.concept("Coupe", broader=plan)
    comfort = factories.concept("Confort", of="subjects")
    record = factories.record(title="Coupe de la façade", live=False)
    record.type = section
    record.set_subjects([factories.concept("Froid", of="subjects", broader=comfort)])
    record.save()
    factories.record(title="Autre notice", under=record.get_parent().specific)
    client = desk()
    for query in ({"type": plan.pk}, {"subject": comfort.pk}, {"type": section.pk, "subject": comfort.pk}):
        html = client.get("/admin/records/", query).content.decode()
        assert "Coupe de la façade" in html and "Autre notice" not in html, query
    sheet = client.get("/admin/records/", {"type": plan.pk, "export": "csv"}).getvalue().decode()
    assert "Coupe" in sheet and "Froid" in sheet
    assert client.get("/admin/records/?type=x&subject=999").status_code == 200
