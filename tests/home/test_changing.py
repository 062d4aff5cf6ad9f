"""Many records changed at once: shown before, done on each that may be, taken back while untouched."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import Page

from archive.accounts.models import User
from archive.authorities.models import Element
from archive.catalogue.closing import restrict
from archive.catalogue.models import RecordPage, Restriction
from home.desk.next_record import SITTING
from home.models import RecordsChange
from tests import factories
from tests.test_roles import form_of

pytestmark = pytest.mark.django_db

CHANGE = "/admin/records/change/"


@pytest.fixture
def records():
    series = factories.series("Plans")
    return [factories.record(title=f"Plan {n}", rights="CNE", under=series) for n in range(3)]


@pytest.fixture
def archivist(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    return client


def asked(records, **fields):
    return fields | {"record": [str(record.pk) for record in records]}


def rights(records) -> list[str]:
    return [RecordPage.objects.get(pk=record.pk).rights for record in records]


def apply(client, records, **fields) -> RecordsChange:
    answer = client.post(CHANGE, asked(records, apply="1", **fields))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return RecordsChange.objects.latest("pk")


def test_what_will_change_is_shown_and_nothing_changes_yet(archivist, records):
    screen = archivist.get(CHANGE + "?q=").content.decode()
    assert all(record.mark in screen for record in records)
    plan = archivist.post(CHANGE, asked(records[:2], kind="rights", rights="CC0"))
    shown = plan.content.decode()
    assert "2 notices vont changer" in shown
    assert records[0].mark in shown and records[2].mark not in shown
    assert rights(records) == ["CNE"] * 3


def test_the_list_that_is_changed_is_the_list_that_was_searched(archivist, records):
    asked_for = f"?q={records[1].mark}"
    for address in ("/admin/records/", CHANGE):
        shown = archivist.get(address + asked_for).content.decode()
        assert [record.title in shown for record in records] == [False, True, False]
    archivist.post(CHANGE + asked_for, asked(records, apply="1", kind="rights", rights="CC0"))
    assert rights(records) == ["CNE", "CC0", "CNE"]


def test_it_is_done_on_those_ticked_published_and_kept_in_their_history(archivist, records, client):
    apply(archivist, records[:2], kind="rights", rights="CC0")
    assert rights(records) == ["CC0", "CC0", "CNE"]
    page = Page.objects.get(pk=records[0].pk)
    assert (
        page.live and not page.has_unpublished_changes and page.latest_revision.user.username == "archivist"
    )


def test_a_draft_stays_a_draft_and_unpublished_words_stay_unpublished(archivist, records):
    draft = factories.record(title="Brouillon", live=False)
    changed = records[0]
    changed.title = "Pas encore"
    changed.save_revision()
    apply(archivist, [draft, changed], kind="rights", rights="CC0")
    row = RecordPage.objects.get(pk=draft.pk)
    assert not row.live and row.get_latest_revision_as_object().rights == "CC0"
    row = RecordPage.objects.get(pk=changed.pk)
    assert row.rights == "CNE" and row.title != "Pas encore"
    latest = row.get_latest_revision_as_object()
    assert (latest.rights, latest.title) == ("CC0", "Pas encore")


def test_one_click_takes_it_back_where_nobody_has_worked_since(archivist, records):
    made = apply(archivist, records, kind="rights", rights="CC0")
    touched = RecordPage.objects.get(pk=records[1].pk).specific
    touched.extent = "1 plan"
    touched.save_revision().publish()
    screen = archivist.get(f"{CHANGE}{made.pk}/").content.decode()
    assert "Annuler" in screen
    archivist.post(f"{CHANGE}{made.pk}/undo/")
    assert rights(records) == ["CNE", "CC0", "CNE"]
    archivist.post(f"{CHANGE}{made.pk}/undo/")
    assert rights(records) == ["CNE", "CC0", "CNE"]


def test_a_part_of_the_building_is_added_to_what_there_is_and_taken_away(archivist, records):
    roof, wall = (factories.element(name) for name in ("Toiture", "Pignon"))
    apply(archivist, records[:1], kind="add_element", element=str(wall.pk))
    apply(archivist, records, kind="add_element", element=str(roof.pk))

    def named(record):
        return {row.element for row in RecordPage.objects.get(pk=record.pk).elements.all()}

    assert [named(record) for record in records] == [{roof, wall}, {roof}, {roof}]
    made = apply(archivist, records, kind="remove_element", element=str(roof.pk))
    assert [named(record) for record in records] == [{wall}, set(), set()]
    archivist.post(f"{CHANGE}{made.pk}/undo/")
    assert named(records[2]) == {roof} and Element.objects.count() >= 2


def test_records_move_to_another_series_with_their_marks_and_old_addresses(archivist, records, client):
    target = factories.series("Études")
    old = records[0].url
    marks = [record.mark for record in records]
    made = apply(archivist, records, kind="series", series=str(target.pk))
    moved = [RecordPage.objects.get(pk=record.pk).specific for record in records]
    assert [page.get_parent().pk for page in moved] == [target.pk] * 3
    assert [page.mark for page in moved] == marks
    assert client.get(old, follow=True).status_code == 200
    archivist.post(f"{CHANGE}{made.pk}/undo/")
    assert RecordPage.objects.get(pk=records[0].pk).get_parent().pk != target.pk


def test_what_one_may_not_change_is_said_and_left(client, records, user_with_role):
    client.force_login(user_with_role("translator"))
    answer = client.post(CHANGE, asked(records, kind="rights", rights="CC0", apply="1"))
    assert answer.status_code in (302, 403, 422)
    assert rights(records) == ["CNE"] * 3
    restrict(records[0], Restriction(record=records[0], state="closed", reason="privacy"))
    assert records[0].mark not in client.get(CHANGE).content.decode()


def test_a_locked_record_is_left_and_said_so(archivist, records, user_with_role):
    locked = records[0]
    locked.locked, locked.locked_by = True, user_with_role("administrator")
    locked.save()
    shown = archivist.post(CHANGE, asked(records, kind="rights", rights="CC0")).content.decode()
    assert "verrouill" in shown
    apply(archivist, records, kind="rights", rights="CC0")
    assert rights(records) == ["CNE", "CC0", "CC0"]


@pytest.mark.parametrize(
    "fields",
    [{}, {"kind": "rights"}, {"kind": "rights", "rights": "x"}, {"kind": "add_element", "element": "0"}],
)
def test_a_change_without_a_value_is_refused_in_words(archivist, records, fields):
    answer = archivist.post(CHANGE, asked(records, **fields))
    assert answer.status_code == 422 and "error" in answer.content.decode()
    assert (
        archivist.post(CHANGE, {"kind": "rights", "rights": "CC0", "record": ["x", "99999999"]}).status_code
        == 422
    )


def test_one_saves_and_opens_the_next_of_the_series(archivist, records):
    first, second, last = records
    edit = "/admin/pages/{}/edit/"
    assert 'name="save-and-next"' in archivist.get(edit.format(first.pk)).content.decode()
    assert 'name="save-and-next"' not in archivist.get(edit.format(last.pk)).content.decode()
    data = form_of(first, title="Plan corrigé") | {"save-and-next": "1"}
    answer = archivist.post(edit.format(first.pk), data)
    assert answer.headers["Location"] == edit.format(second.pk)
    assert RecordPage.objects.get(pk=first.pk).get_latest_revision_as_object().title == "Plan corrigé"
    assert RecordPage.objects.get(pk=first.pk).title == "Plan 0"
    answer = archivist.post(edit.format(last.pk), form_of(last) | {"save-and-next": "1"}, follow=True)
    assert "la dernière de la série" in answer.content.decode()


def test_one_saves_and_describes_another_with_what_seldom_changes(archivist, records, words):
    first = records[0]
    parent = first.get_parent()
    add = f"/admin/pages/add/catalogue/historicaldocumentpage/{parent.pk}/"
    page = archivist.get(add).content.decode()
    assert 'name="save-and-another"' in page and "décrite juste avant" not in page
    first = RecordPage.objects.get(pk=first.pk).specific
    first.owner = User.objects.get(username="archivist")
    first.save()
    said = {"type": words[0].pk, "rights": "CC0", "originals": "Chez le photographe."}
    sent = form_of(first, **said) | {"save-and-another": "1"}
    answer = archivist.post(f"/admin/pages/{first.pk}/edit/", sent)
    assert answer.headers["Location"] == add
    html = archivist.get(add).content.decode()
    form = archivist.get(add).context["form"]
    assert f"de {first.mark}, décrite juste avant" in html
    assert {name: form[name].value() for name in said} == said
    assert not form["title"].value() and not form["date_as_written"].value()
    RecordPage.objects.filter(pk=first.pk).update(latest_revision_created_at=timezone.now() - SITTING)
    assert archivist.get(add).context["form"]["originals"].value() == ""


@pytest.fixture
def words():
    top = factories.concept("Document historique", slug="historical-document")
    subjects = [factories.concept(name, of="subjects") for name in ("Joints", "Froid")]
    return factories.concept("Plan", broader=top), *subjects


def described(records):
    found = [RecordPage.objects.get(pk=record.pk) for record in records]
    return [(str(one.type), [str(row.concept) for row in one.subjects.all()]) for one in found]


def test_a_type_and_subjects_are_given_to_many_and_taken_back(archivist, records, words):
    plan, joints, cold = words
    assert "typed-choice.js" in archivist.get(CHANGE).content.decode()
    apply(archivist, records, kind="type", type=plan.pk)
    apply(archivist, records[:1], kind="add_subject", subject=cold.pk)
    made = apply(archivist, records, kind="add_subject", subject=joints.pk)
    assert described(records) == [("Plan", ["Froid", "Joints"]), ("Plan", ["Joints"]), ("Plan", ["Joints"])]
    archivist.post(f"/admin/records/change/{made.pk}/undo/")
    assert described(records)[1:] == [("Plan", [])] * 2
    apply(archivist, records, kind="remove_subject", subject=cold.pk)
    assert described(records)[0] == ("Plan", [])


def test_a_type_of_another_family_is_refused_and_told(archivist, records, words):
    report = factories.record("diagnostic_report", under=records[0].get_parent().specific, title="Rapport")
    made = apply(archivist, [records[0], report], kind="type", type=words[0].pk)
    assert [bool(row.failed) for row in made.records.order_by("pk")] == [False, True]
    assert RecordPage.objects.get(pk=report.pk).type is None


def test_a_series_that_is_not_published_is_named_to_those_alone_who_see_drafts(client, user_with_role):
    factories.series("Fonds secret", live=False)
    for role, told in (("archivist", True), ("translator", False)):
        client.force_login(user_with_role(role))
        assert ("Fonds secret" in client.get(CHANGE).content.decode()) == told, role


def test_a_change_of_ones_own_names_no_record_that_one_may_no_longer_see(archivist, records, user_with_role):
    made = apply(archivist, records[:2], kind="rights", rights="CC0")
    restrict(records[0], Restriction(record=records[0], state="closed", reason="privacy"))
    user_with_role("archivist").groups.set(user_with_role("translator").groups.all())
    shown = archivist.get(f"{CHANGE}{made.pk}/").content.decode()
    assert records[0].mark not in shown and records[1].mark in shown
