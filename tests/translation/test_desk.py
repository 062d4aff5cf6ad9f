"""The desk of one work: nobody's words are lost, and what was approved is told apart from what was typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from archive.accounts.models import User
from archive.translation import presence, words
from archive.translation.models import State, Work
from archive.translation.reckoning import work_of
from archive.translation.sources import NotKept, Standing, source_of
from tests import factories

pytestmark = pytest.mark.django_db

LINKED = "<p>La <a href='/fr/archive/'>ville</a> publie <b>tout</b>.</p>"


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


@pytest.fixture
def text_page(commit):
    def make(body, **facts):
        with commit():
            return factories.text(body=body, **facts)

    return make


@pytest.fixture
def translator(user_with_role):
    return user_with_role("translator")


@pytest.fixture
def another(translator):
    other = User.objects.create_user("marie", password="x", first_name="Marie", last_name="Duval")
    other.groups.set(translator.groups.all())
    return other


def work(thing):
    return Work.objects.get(pk=work_of(thing).pk)


def text(thing, french=""):
    found = work(thing)
    segments = source_of(found).segments(found)
    return next(segment for segment in segments if not french or segment.source == french)


def address(thing, name="desk"):
    return reverse(f"translation:{name}", args=[work(thing).pk])


def change(page, **words):
    page = Page.objects.get(pk=page.pk).specific
    for name, said in words.items():
        setattr(page, name, said)
    page.save_revision().publish()


def posted(client, thing, segment, said, **facts):
    sent = {"key": segment.key, "words": said, "stamp": words.stamp(segment)} | facts
    return client.post(address(thing, "words"), sent)


def form(client, thing, **also):
    """The form as it stands on the page."""
    page = client.get(address(thing)).content.decode()
    fields = dict(re.findall(r'name="((?:key|stamp)-\d+)" value="([^"]*)"', page))
    for number, said in re.findall(r'<textarea name="(words-\d+)"[^>]*>([^<]*)</textarea>', page):
        fields[number] = said
    return fields | also


def number_of(fields, segment):
    return next(name.removeprefix("key-") for name, key in fields.items() if key == segment.key)


def test_words_of_a_page_and_of_a_thing_are_written_at_the_same_desk(client, record, translator):
    concept = factories.concept("Panneau")
    client.force_login(translator)
    for thing, french in ((record, "Notice de montage"), (concept, "Panneau")):
        shown = client.get(address(thing)).content.decode()
        assert french in shown and 'lang="en"' in shown and 'lang="fr"' in shown
        answer = posted(client, thing, text(thing, french), "Written").json()
        assert answer["words"] == "Written"
        assert text(thing, french).standing == Standing.DRAFT
        assert answer["stamp"] == words.stamp(text(thing, french))
    assert work(record).state == State.DRAFT


def test_what_another_has_written_is_shown_and_not_written_over(client, record, translator, another):
    before = text(record)
    words.write(work(record), before.key, "Theirs", another)
    client.force_login(translator)
    answer = posted(client, record, before, "Mine")
    assert answer.status_code == 409
    told = answer.json()
    assert (told["theirs"], told["by"]) == ("Theirs", "Marie Duval")
    assert text(record).target == "Theirs"
    assert posted(client, record, before, "Mine", stamp=told["stamp"]).status_code == 200
    assert text(record).target == "Mine"


def test_the_same_words_by_two_are_no_conflict(client, record, translator, another):
    before = text(record)
    words.write(work(record), before.key, "The same", another)
    client.force_login(translator)
    assert posted(client, record, before, "The same").status_code == 200


def test_a_text_whose_french_is_gone_is_told_so(client, record, translator):
    before = text(record, "Consignes au chantier.")
    change(record, scope_and_content="Autre chose.")
    client.force_login(translator)
    answer = posted(client, record, before, "Instructions")
    assert answer.status_code == 410 and answer.json()["problem"]


def test_french_of_a_thing_that_changes_meanwhile_is_shown_before_words_are_taken(client, translator):
    concept = factories.concept("Panneau")
    before = text(concept)
    concept.label_fr = "Panneau de façade"
    concept.save()
    client.force_login(translator)
    answer = posted(client, concept, before, "Panel")
    assert answer.status_code == 409
    assert answer.json()["source"] == "Panneau de façade"
    assert text(concept).target == ""


def test_words_that_are_too_long_are_refused_and_stay_on_the_page(client, translator):
    concept = factories.concept("Panneau")
    client.force_login(translator)
    long = "p" * 300
    assert posted(client, concept, text(concept), long).status_code == 422
    fields = form(client, concept)
    answer = client.post(address(concept), fields | {"words-1": long})
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert text(concept).target == ""


def test_without_scripts_one_form_writes_every_text(client, record, translator):
    client.force_login(translator)
    fields = form(client, record)
    for segment in source_of(work(record)).segments(work(record)):
        fields[f"words-{number_of(fields, segment)}"] = f"English of {segment.source}"
    answer = client.post(address(record), fields | {"action": "save"})
    assert answer.status_code == 302
    assert text(record, "Notice de montage").target == "English of Notice de montage"
    assert work(record).drafted == 2


def test_without_scripts_a_conflict_shows_both_and_the_rest_is_written(client, record, translator, another):
    client.force_login(translator)
    fields = form(client, record)
    title, scope = text(record, "Notice de montage"), text(record, "Consignes au chantier.")
    words.write(work(record), title.key, "Theirs", another)
    at = number_of(fields, title)
    fields |= {f"words-{at}": "Mine", f"words-{number_of(fields, scope)}": "Instructions"}
    answer = client.post(address(record), fields)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine" in shown and "Theirs" in shown and "Marie Duval" in shown
    assert text(record, "Consignes au chantier.").target == "Instructions"
    dropped = client.post(address(record), fields | {"drop": title.key})
    assert dropped.status_code == 302
    assert text(record, "Notice de montage").target == "Theirs"


def test_a_field_left_alone_does_not_write_over_what_another_has_written(client, record, translator, another):
    client.force_login(translator)
    fields = form(client, record)
    words.write(work(record), text(record).key, "Theirs", another)
    assert client.post(address(record), fields).status_code == 302
    assert text(record).target == "Theirs"


def test_words_of_whoever_may_no_longer_write_stay_on_the_page(client, record, translator):
    client.force_login(translator)
    fields = form(client, record)
    factories.face(record)
    Page.objects.filter(pk=factories.face(record).pk).update(locked=True)
    answer = client.post(address(record), fields | {"words-1": "Kept before my eyes"})
    assert answer.status_code == 422
    assert "Kept before my eyes" in answer.content.decode()
    assert posted(client, record, text(record), "Mine").status_code == 403
    assert text(record).target == ""


def test_what_has_changed_in_french_is_marked_and_the_earlier_english_kept(client, record, translator):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    change(record, title="Notice de montage des panneaux")
    client.force_login(translator)
    shown = client.get(address(record)).content.decode()
    assert re.search(r"<ins><span[^>]*>[^<]+</span>\s*des panneaux</ins>", shown)
    assert "Setting instructions" in shown
    key = text(record, "Notice de montage des panneaux").key
    client.post(address(record), {"take": key})
    found = text(record, "Notice de montage des panneaux")
    assert (found.target, found.standing) == ("Setting instructions", Standing.DRAFT)


def test_checked_still_right_is_approved_without_a_publication(client, record, translator):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    revision = factories.face(record).live_revision_id
    change(record, title="Notice de montage.")
    assert work(record).state == State.OUTDATED
    client.force_login(translator)
    answer = posted(client, record, text(record, "Notice de montage."), "", still="1")
    assert answer.json()["words"] == "Setting instructions"
    assert work(record).state == State.LIVE
    assert text(record, "Notice de montage.").standing == Standing.LIVE
    assert factories.face(record).live_revision_id == revision


def test_the_neighbours_of_a_text_that_is_still_right_stay_as_they_were(translator, text_page):
    page = text_page("<p>La ville publie.</p><p>Le site garde tout.</p>")
    factories.publish_face(page)
    change(page, body="<p>La ville publie.</p><p>Le site garde tout ici.</p>")
    words.still_right(work(page), text(page, "Le site garde tout ici.").key, translator)
    assert work(page).state == State.LIVE
    assert text(page, "La ville publie.").standing == Standing.LIVE


def test_of_a_thing_too_and_only_words_that_are_public(translator):
    concept = factories.concept("Panneau", label_en="Panel")
    concept.label_fr = "Panneau préfabriqué"
    concept.save()
    words.still_right(work(concept), "label", translator)
    assert work(concept).state == State.LIVE
    unsaid = factories.concept("Joint")
    words.write(work(unsaid), "label", "Joint", translator)
    unsaid.label_fr = "Joint vertical"
    unsaid.save()
    with pytest.raises(NotKept):
        words.still_right(work(unsaid), "label", translator)


def test_a_minor_change_carries_all_that_is_public_over(record, translator):
    factories.publish_face(record)
    change(record, title="Notice de montage.", extent="Un feuillet")
    assert words.carry_over(work(record), translator) == 1
    assert (work(record).outdated, work(record).missing) == (0, 1)


def test_tags_and_links_are_kept_and_foreign_ones_told(client, translator, text_page):
    page = text_page(LINKED)
    segment = next(s for s in source_of(work(page)).segments(work(page)) if s.rich)
    client.force_login(translator)
    said = '<span style="color: red">The</span> <a id="a1">town</a> publishes <strong>all</strong>.'
    assert (
        posted(client, page, segment, said).json()["words"] == 'The <a id="a1">town</a> publishes <b>all</b>.'
    )
    segment = text(page, segment.source)
    told = posted(client, page, segment, 'The <a id="a9">town</a>').json()
    assert "a9" in told["trouble"]
    assert text(page, segment.source).target == 'The <a id="a9">town</a>'
    assert text(page, segment.source).standing == Standing.MISSING


def test_no_tag_that_was_typed_runs(client, translator, text_page):
    page = text_page(LINKED)
    segment = next(s for s in source_of(work(page)).segments(work(page)) if s.rich)
    client.force_login(translator)
    posted(client, page, segment, "<script>alert(1)</script><img src=x onerror=alert(1)>")
    for reader in (translator, User.objects.create_superuser("chief")):
        client.force_login(reader)
        shown = client.get(address(page)).content.decode()
        assert "<script>alert" not in shown and "<img src=x" not in shown


def test_remarks_are_said_shown_and_settled(client, record, user_with_role, translator):
    key = text(record).key
    client.force_login(user_with_role("reviewer"))
    said = client.post(address(record, "remarks"), {"key": key, "text": "Say “assembly”."})
    assert "Say “assembly”." in said.content.decode()
    client.force_login(translator)
    shown = client.get(address(record) + "?show=todo").content.decode()
    assert "Say “assembly”." in shown
    remark = work(record).remarks.get()
    client.post(address(record), form(client, record, settle=str(remark.pk)))
    assert work(record).remarks.get().settled


def test_two_at_one_desk_are_told_of_each_other(client, record, translator, another):
    client.force_login(another)
    client.get(address(record))
    client.force_login(translator)
    assert "Marie Duval" in client.get(address(record)).content.decode()
    assert "Marie Duval" in client.post(address(record, "here")).json()["others"]
    presence.leave(work(record), another)
    assert client.post(address(record, "here")).json()["others"].strip() == ""


def test_the_list_of_what_is_to_do_leaves_the_rest_out(client, record, translator):
    words.write(work(record), text(record, "Notice de montage").key, "Setting instructions", translator)
    client.force_login(translator)
    shown = client.get(address(record) + "?show=todo").content.decode()
    assert "Consignes au chantier." in shown and "Setting instructions" not in shown


def test_the_image_that_a_caption_describes_is_in_view(client, commit, translator):
    with commit():
        record = factories.record_with_canvas(captions=["La notice"])
    client.force_login(translator)
    shown = client.get(address(record)).content.decode()
    assert shown.count(f"/images/{record.mark}/1/240.webp 240w") == 2


def test_the_page_is_shown_with_the_words_of_today(client, record, translator, user_with_role):
    words.write(work(record), text(record, "Notice de montage").key, "Setting instructions", translator)
    client.force_login(translator)
    assert "Setting instructions" in client.get(address(record, "preview")).content.decode()
    assert not factories.face(record).live
    client.force_login(user_with_role("editor"))
    assert client.get(address(record, "preview")).status_code in (302, 403)


def test_who_writes_no_english_reads_and_writes_nothing(client, record, user_with_role):
    client.force_login(user_with_role("editor"))
    shown = client.get(address(record))
    assert shown.status_code == 200
    assert 'name="words-1"' not in shown.content.decode()
    assert posted(client, record, text(record), "Mine").status_code == 403
    client.logout()
    assert client.get(address(record)).status_code == 302


def test_a_work_of_sixty_texts_asks_the_database_as_often_as_one_of_two(client, translator, text_page):
    small = text_page("<p>Un.</p>")
    large = text_page("".join(f"<p>Paragraphe {n}.</p>" for n in range(60)), title="Longue")
    client.force_login(translator)
    counts = []
    for page in (small, large, small, large):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(page)).status_code == 200
        counts.append(len(asked))
    assert work(large).texts > 60
    assert counts[2] == counts[3] <= 60


def test_a_translator_submits_and_a_reviewer_sends_back_and_approves(
    client, record, translator, user_with_role, commit
):
    client.force_login(translator)
    fields = form(client, record)
    written = {name: "Written" for name in fields if name.startswith("words-")}
    with commit():
        client.post(address(record), fields | written | {"action": "submit"})
    assert work(record).state == State.REVIEW
    shown = client.get(address(record)).content.decode()
    assert 'name="words-1"' not in shown and 'value="take_back"' in shown
    client.force_login(user_with_role("reviewer"))
    with commit():
        client.post(address(record), form(client, record, action="send_back", comment="Say “assembly”."))
    assert work(record).state == State.SENT_BACK
    client.force_login(translator)
    assert "Say “assembly”." in client.get(address(record)).content.decode()
    with commit():
        client.post(address(record), form(client, record, action="submit") | {"words-1": "Assembly"})
    client.force_login(user_with_role("reviewer"))
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address(record)).content.decode())[1]
    fields = form(client, record, action="approve", seen=seen) | {"words-1": "Assembly notes"}
    with commit():
        client.post(address(record), fields)
    assert work(record).state == State.LIVE
    assert "Assembly notes" in {segment.target for segment in source_of(work(record)).segments(work(record))}


def test_words_that_another_wrote_since_are_not_approved_unread(client, record, another, user_with_role):
    factories.write_face(record)
    client.force_login(user_with_role("reviewer"))
    first = text(record, "Notice de montage")
    scope = text(record, "Consignes au chantier.")
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address(record)).content.decode())[1]
    mine = posted(client, record, first, "Mine", seen=seen).json()["seen"]
    assert mine != seen
    words.write(work(record), scope.key, "Theirs", another)
    after = posted(client, record, text(record, "Notice de montage"), "Mine again", seen=mine).json()["seen"]
    assert after == mine
    client.post(address(record, "approve"), {"seen": after})
    assert not factories.face(record).live


def test_what_was_approved_elsewhere_is_offered(client, record, translator):
    other = factories.record(title="Notice de montage")
    factories.publish_face(other, {"Notice de montage": "Setting instructions"})
    client.force_login(translator)
    asked = {"key": text(record, "Notice de montage").key}
    shown = client.get(address(record, "suggestions"), asked).content.decode()
    assert 'data-suggestion value="Setting instructions"' in shown


def test_terms_are_marked_in_the_french(client, translator, commit):
    factories.concept("Joint vertical", label_en="Vertical joint")
    with commit():
        record = factories.record(title="Le joint vertical des panneaux")
    client.force_login(translator)
    shown = client.get(address(record)).content.decode()
    assert re.search(r'<mark[^>]*title="[Vv]ertical joint"[^>]*>joint vertical</mark>', shown)
    assert "data-term" in shown
