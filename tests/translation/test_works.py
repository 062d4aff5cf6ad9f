"""The board's rows: what is missing, in draft, live or out of date, reckoned to the text."""

import pytest
from django.utils import timezone

from archive.authorities.models import Agent
from archive.catalogue.models import RecordPage
from archive.translation import rights
from archive.translation.models import State, Work
from archive.translation.reckoning import catch_up, reckon, work_of
from archive.translation.sources import Standing, source_of
from archive.vocabularies.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


def change(page, **words):
    page = type(page).objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()
    return page


def work(thing):
    return Work.objects.get(pk=work_of(thing).pk)


def texts(thing):
    found = work(thing)
    return {segment.source: segment for segment in source_of(found).segments(found)}


def write(thing, french, english, user=None):
    found = work(thing)
    source_of(found).keep(found, texts(thing)[french].key, english, user)
    reckon(found)
    return work(thing)


def test_a_record_has_one_row_however_it_is_met(record):
    assert work_of(RecordPage.objects.get(pk=record.pk)) == work_of(record)


def test_a_published_record_is_to_be_translated(record):
    assert (work(record).state, work(record).texts, work(record).missing) == (State.MISSING, 2, 2)


def test_words_that_are_written_are_a_draft_and_live_with_the_face(record):
    assert write(record, "Notice de montage", "Setting instructions").state == State.DRAFT
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    assert work(record).state == State.LIVE
    assert texts(record)["Notice de montage"].standing == Standing.LIVE


def test_what_french_has_changed_is_out_of_date_at_once_with_both_earlier_texts(record):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    before = timezone.now()
    change(record, title="Notice de montage des panneaux")
    found = work(record)
    assert (found.state, found.outdated, found.missing) == (State.OUTDATED, 1, 0)
    assert found.outdated_since >= before
    text = texts(record)["Notice de montage des panneaux"]
    assert (text.standing, text.target) == (Standing.OUTDATED, "")
    assert (text.before.source, text.before.target) == ("Notice de montage", "Setting instructions")


def test_a_draft_of_the_french_changes_nothing(record):
    factories.publish_face(record)
    page = type(record).objects.get(pk=record.pk)
    page.title = "Autre titre"
    page.save_revision()
    assert work(record).state == State.LIVE


def test_a_text_added_since_is_missing_and_the_face_out_of_date(record):
    factories.publish_face(record)
    change(record, extent="Trois feuillets")
    assert (work(record).state, work(record).missing, work(record).outdated) == (State.OUTDATED, 1, 0)


def test_french_that_is_given_back_finds_its_translation_again(record):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    change(record, title="Autre titre")
    change(record, title="Notice de montage")
    assert work(record).state == State.LIVE


def test_a_paragraph_that_changes_is_known_among_its_neighbours():
    page = factories.text(body="<p>La ville publie.</p><p>Le site garde tout.</p><p>Écrivez-nous.</p>")
    factories.publish_face(page, {"Le site garde tout.": "The site keeps everything."})
    change(
        page,
        body="<p>La ville publie.</p><p>Un mot de plus, tout autre.</p><p>Le site garde presque tout.</p><p>Écrivez-nous.</p>",
    )
    found = texts(page)
    assert found["Le site garde presque tout."].before.target == "The site keeps everything."
    assert found["Un mot de plus, tout autre."].standing == Standing.MISSING
    assert (work(page).outdated, work(page).missing) == (1, 1)


def test_an_ampersand_is_read_and_written_as_itself(commit):
    with commit():
        record = factories.record(title="Maisons & Cités")
    assert "Maisons & Cités" in texts(record)
    write(record, "Maisons & Cités", "Maisons & Cités <1956>")
    assert texts(record)["Maisons & Cités"].target == "Maisons & Cités <1956>"


def test_words_of_a_thing_are_missing_then_live():
    concept = factories.concept("Panneau")
    assert work(concept).state == State.MISSING
    concept.label_en = "Panel"
    concept.save()
    assert work(concept).state == State.LIVE
    concept.label_fr = "Panneau de façade"
    concept.save()
    assert work(concept).state == State.OUTDATED
    assert texts(concept)["Panneau de façade"].before.target == "Panel"


def test_a_translator_writes_words_of_a_thing_without_touching_what_is_live(user_with_role):
    concept = factories.concept("Panneau", label_en="Board")
    translator = user_with_role("translator")
    write(concept, "Panneau", "Panel", translator)
    concept.refresh_from_db()
    assert (concept.label_en, work(concept).state) == ("Board", State.DRAFT)
    source_of(work(concept)).publish(work(concept), translator)
    concept.refresh_from_db()
    assert (concept.label_en, work(concept).state) == ("Panel", State.LIVE)


def test_a_name_that_is_the_same_in_english_is_not_to_be_translated():
    agent = Agent.objects.create(slug="blaq", name_fr="blaq ARCHITECTURES")
    assert not Work.objects.filter(title="blaq ARCHITECTURES").exists()
    agent.history_fr = "Une agence."
    agent.save()
    assert work(agent).texts == 1


def test_what_goes_leaves_the_board():
    concept = factories.concept("Panneau")
    concept.delete()
    assert not Work.objects.filter(title="Panneau").exists()


def test_things_that_came_without_a_signal_are_taken_in():
    concept = factories.concept("Panneau")
    Work.objects.all().delete()
    assert catch_up() >= 1
    assert work(Concept.objects.get(pk=concept.pk)).state == State.MISSING
    assert catch_up() == 0


def test_a_live_face_from_before_the_desk_is_live_on_the_board(record):
    factories.publish_face(record)
    Work.objects.all().delete()
    catch_up()
    assert work(record).state == State.LIVE


def test_who_must_not_know_of_a_record_does_not_meet_its_translation(record, user_with_role):
    from archive.catalogue.models import Restriction

    factories.publish_face(record)
    Restriction.objects.create(record=record, state=Restriction.State.CLOSED, reason="privacy")
    translator, reviewer = user_with_role("translator"), user_with_role("reviewer")
    assert not rights.may_see(translator, work(record))
    assert rights.may_see(reviewer, work(record))


def test_a_translator_writes_and_a_reviewer_approves(record, user_with_role):
    concept = factories.concept("Panneau")
    translator, reviewer, editor = map(user_with_role, ("translator", "reviewer", "editor"))
    for thing in (record, concept):
        found = work(thing)
        assert rights.may_write(translator, found) and not rights.may_review(translator, found)
        assert rights.may_write(reviewer, found) and rights.may_review(reviewer, found)
        assert rights.may_see(editor, found) and not rights.may_write(editor, found)


def test_what_ships_with_an_archive_stands_on_its_board_from_the_first_start(settings):
    from django.core.management import call_command

    settings.DEBUG = True
    call_command("prepare", verbosity=0)
    assert set(Work.objects.filter(content_type__model="concept").values_list("state", flat=True)) == {
        State.LIVE
    }
