"""Draft, review, publish: three persons, and what each may not do."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from archive.core.pages import NotReady
from archive.translation import review
from archive.translation.models import State, Work
from archive.translation.reckoning import reckon, work_of
from archive.translation.sources import Standing, source_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


@pytest.fixture
def people(user_with_role):
    found = {role: user_with_role(role) for role in ("translator", "reviewer", "administrator", "editor")}
    for role, user in found.items():
        user.email = f"{role}@example.org"
        user.save()
    return found


def work(thing):
    return Work.objects.get(pk=work_of(thing).pk)


def write(thing, user, **words):
    """words by French beginning: English; the rest gets "English of …"."""
    found = work(thing)
    for segment in source_of(found).segments(found):
        said = next((en for fr, en in words.items() if segment.source.startswith(fr)), None)
        source_of(found).keep(found, segment.key, said or f"English of {segment.source}", user)
    reckon(found)
    return work(thing)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def seen(found):
    return review.digest_of(source_of(found).segments(found))


def test_words_go_from_draft_through_review_to_the_public(record, people, commit, client):
    found = write(record, people["translator"], Notice="Setting instructions")
    review.submit(found, people["translator"])
    assert work(record).state == State.REVIEW
    assert not factories.face(record).live
    standing = review.standing(work(record))
    assert standing.by == people["translator"] and standing.in_review
    with commit():
        review.approve(work(record), people["reviewer"], seen(work(record)))
    assert work(record).state == State.LIVE
    assert "Setting instructions" in client.get(factories.face(record).url).content.decode()


def test_what_is_sent_back_says_why_and_is_submitted_again(record, people, commit):
    found = write(record, people["translator"])
    review.submit(found, people["translator"])
    review.send_back(work(record), people["reviewer"], "Le titre est trop long.")
    assert work(record).state == State.SENT_BACK
    assert review.standing(work(record)).comment == "Le titre est trop long."
    found = write(record, people["translator"], Notice="Instructions")
    review.submit(found, people["translator"])
    assert work(record).state == State.REVIEW
    with commit():
        review.approve(work(record), people["reviewer"])
    assert fresh(factories.face(record)).title == "Instructions"


def test_an_incomplete_page_is_not_submitted(record, people):
    found = work(record)
    key = source_of(found).segments(found)[0].key
    source_of(found).keep(found, key, "Only the title", people["translator"])
    with pytest.raises(NotReady):
        review.submit(found, people["translator"])
    assert work(record).state != State.REVIEW


def test_a_translator_does_not_write_while_a_review_goes_on(record, people):
    from archive.translation import rights

    found = write(record, people["translator"])
    review.submit(found, people["translator"])
    assert not rights.may_write(people["translator"], work(record))
    assert rights.may_write(people["reviewer"], work(record))


def test_approval_publishes_what_the_reviewer_has_read(record, people, commit):
    found = write(record, people["translator"], Notice="First words")
    review.submit(found, people["translator"])
    read = seen(work(record))
    write(record, people["reviewer"], Notice="Better words")
    with pytest.raises(review.Changed):
        review.approve(work(record), people["reviewer"], read)
    assert not factories.face(record).live
    with commit():
        review.approve(work(record), people["reviewer"], seen(work(record)))
    assert fresh(factories.face(record)).title == "Better words"
    assert work(record).state == State.LIVE


def test_a_review_by_wagtail_s_own_screen_publishes_what_was_submitted(record, people, client, commit):
    found = write(record, people["translator"], Notice="As submitted")
    review.submit(found, people["translator"])
    write(record, people["reviewer"], Notice="Typed since")
    face = factories.face(record)
    step = face.current_workflow_task_state
    client.force_login(people["reviewer"])
    with commit():
        client.post(f"/admin/pages/workflow/action/{face.pk}/approve/{step.pk}/", {"comment": ""})
    assert fresh(face).title == "As submitted"
    texts = {row.source: row for row in source_of(work(record)).segments(work(record))}
    assert texts["Notice de montage"].standing == Standing.DRAFT
    assert work(record).state == State.OUTDATED


def test_french_that_changes_during_a_review_is_translated_first(record, people):
    found = write(record, people["translator"])
    review.submit(found, people["translator"])
    page = fresh(record)
    page.title = "Autre notice"
    page.save_revision().publish()
    with pytest.raises(NotReady):
        review.approve(work(record), people["reviewer"])
    assert not factories.face(record).live


def test_whoever_submitted_takes_it_back(record, people):
    found = write(record, people["translator"])
    review.submit(found, people["translator"])
    review.take_back(work(record), people["translator"])
    assert work(record).state == State.DRAFT
    with pytest.raises(PermissionDenied):
        review.take_back(work(record), people["editor"])


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_who_may_not_approve_does_not(record, people, role):
    found = write(record, people["reviewer"])
    review.submit(found, people["reviewer"])
    for act in (lambda w, u: review.approve(w, u), lambda w, u: review.send_back(w, u, "Non")):
        with pytest.raises(PermissionDenied):
            act(work(record), people[role])
    assert work(record).state == State.REVIEW


def test_texts_that_bind_need_a_second_person(people, client, commit):
    page = factories.text(title="Mentions légales")
    with commit():
        page = factories.publish(page)
    found = write(page, people["reviewer"])
    with pytest.raises(NotReady):
        review.approve(found, people["reviewer"])
    review.submit(found, people["reviewer"])
    with pytest.raises(NotReady):
        review.approve(work(page), people["reviewer"])
    face = factories.face(page)
    step = face.current_workflow_task_state
    client.force_login(people["reviewer"])
    client.post(f"/admin/pages/workflow/action/{face.pk}/approve/{step.pk}/", {"comment": ""})
    client.post(f"/admin/pages/{face.pk}/edit/", {"action": "publish"})
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {})
    assert not fresh(face).live
    with commit():
        review.approve(work(page), people["administrator"])
    assert fresh(face).live


def test_words_of_a_thing_go_through_the_same_steps(people, commit):
    concept = factories.concept("Panneau", label_en="Board")
    write(concept, people["translator"], Panneau="Panel")
    with commit():
        review.submit(work(concept), people["translator"])
    assert work(concept).state == State.REVIEW
    assert {"reviewer@example.org", "administrator@example.org"} == {to for m in mail.outbox for to in m.to}
    mail.outbox.clear()
    with commit():
        review.send_back(work(concept), people["reviewer"], "Plutôt « slab » ?")
    assert mail.outbox[0].to == ["translator@example.org"] and "slab" in mail.outbox[0].body
    concept.refresh_from_db()
    assert concept.label_en == "Board"
    review.submit(work(concept), people["translator"])
    review.approve(work(concept), people["reviewer"])
    concept.refresh_from_db()
    assert (concept.label_en, work(concept).state) == ("Panel", State.LIVE)


def test_a_page_locked_by_somebody_is_not_written(record, people, client):
    from archive.translation import rights

    write(record, people["translator"])
    face = factories.face(record)
    face.locked, face.locked_by = True, people["administrator"]
    face.save()
    found = work(record)
    assert not rights.may_write(people["translator"], found)
    client.force_login(people["translator"])
    translation = source_of(found).source(found).translations.get()
    segment = translation.source.stringsegment_set.first()
    answer = client.put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
        "value=Past+the+lock",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (302, 403)
    assert "Past the lock" not in {row.target for row in source_of(found).segments(found)}


CLOSED = (
    "submit/page/{page}/",
    "update/{source}/",
    "page/{face}/convert_to_alias/",
    "translate/{translation}/disable/",
    "translate/{translation}/machine_translate/",
    "api/snippets/wagtailcore/locale/",
)


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("role", ["translator", "reviewer", "administrator"])
def test_the_tool_s_own_doors_are_shut(record, people, client, role, address):
    write(record, people["translator"])
    found = work(record)
    source = source_of(found).source(found)
    face = factories.face(record)
    address = address.format(
        page=record.pk, face=face.pk, source=source.pk, translation=source.translations.get().pk
    )
    client.force_login(people[role])
    for answer in (
        client.get(f"/admin/localize/{address}"),
        client.post(f"/admin/localize/{address}", {"publish_translations": "on"}),
    ):
        assert answer.status_code == 403
    assert not fresh(face).live


@pytest.mark.parametrize("data", [{"action-publish": "1"}, {"action-submit": "1"}, {"title": "By hand"}])
def test_a_hand_made_form_over_a_face_changes_nothing(record, people, client, data):
    face = factories.face(record)
    before = face.latest_revision_id
    client.force_login(people["translator"])
    client.post(f"/admin/pages/{face.pk}/edit/", data)
    again = fresh(face)
    assert (again.live, again.latest_revision_id, again.workflow_in_progress) == (False, before, False)
