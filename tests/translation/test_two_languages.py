"""A record is in both languages from the moment it is published, and in neither once it is not."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from archive.core.pages import FaceIncomplete
from archive.translation.faces import ensure_face
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(commit):
    with commit():
        found = factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")
    return found


def english(record):
    return record.url.replace("/fr/", "/en/")


def test_publication_makes_a_draft_face_and_no_alias(record):
    face = factories.face(record)
    assert face is not None
    assert not face.live
    assert face.slug == record.slug
    assert not Page.objects.exclude(alias_of=None).exists()


def test_the_french_row_is_served_under_en_in_the_english_interface(client, record):
    text = client.get(english(record)).content.decode()
    assert '<html lang="en"' in text
    assert '<span lang="fr">Notice de montage</span>' in text
    assert "has not been translated yet" in text
    assert 'content="noindex' in text
    assert "not been translated" not in client.get(record.url).content.decode()


def test_a_live_face_takes_the_place_of_the_french_text_and_gives_it_back(client, record):
    face = factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    text = client.get(english(record)).content.decode()
    assert "Setting instructions" in text
    assert "has not been translated" not in text
    face.unpublish()
    assert "has not been translated" in client.get(english(record)).content.decode()


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_without_its_french_row_a_record_is_gone_in_both_languages_at_once(client, record, gone):
    factories.publish_face(record)
    addresses = [record.url, english(record)]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    getattr(Page.objects.get(pk=record.pk).specific, gone)()
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    if gone == "delete":
        assert factories.face(record) is None


def test_the_face_reads_every_fact_from_the_french_row(client, record):
    factories.publish_face(record)
    record = Page.objects.get(pk=record.pk).specific
    record.date_as_written = "1959"
    record.save_revision().publish()
    assert "1959" in client.get(english(record)).content.decode()
    assert not factories.face(record).files.exists()


def test_the_face_keeps_its_words_when_the_french_is_published_again(client, record, commit):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    with commit():
        record = Page.objects.get(pk=record.pk).specific
        record.save_revision().publish()
    assert "Setting instructions" in client.get(english(record)).content.decode()


def test_an_incomplete_face_cannot_be_published(client, record, user_with_role):
    face = factories.face(record)
    translation = Translation.objects.get(source__object_id=record.translation_key)
    with pytest.raises(FaceIncomplete):
        face.get_latest_revision().publish()
    client.force_login(user_with_role("reviewer"))
    edit = f"/admin/pages/{face.pk}/edit/"
    answer = client.post(edit, {"action": "publish"}, follow=True)
    assert "textes sur" in answer.content.decode() or "texts are still missing" in answer.content.decode()
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {"include_descendants": ""})
    face.refresh_from_db()
    assert not face.live
    total, done = translation.get_progress()
    assert done < total


def test_a_draft_older_than_its_translation_is_not_published(record, client, user_with_role):
    """All words are there, but the draft that bulk or a review would publish still says them in French."""
    factories.write_face(record, {"Notice de montage": "Setting instructions"})
    face = factories.face(record)
    with pytest.raises(FaceIncomplete):
        face.get_latest_revision().publish()
    client.force_login(user_with_role("reviewer"))
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {})
    face.refresh_from_db()
    assert not face.live


def test_a_deleted_face_is_made_anew_as_a_face(record):
    face = factories.publish_face(record)
    face.delete()
    again = ensure_face(record)
    assert not again.live
    assert Translation.objects.get(source__object_id=record.translation_key).enabled


def test_a_translator_writes_the_face_and_a_reviewer_publishes_it(client, record, user_with_role, commit):
    translation = Translation.objects.get(source__object_id=record.translation_key)
    face = factories.face(record)
    client.force_login(user_with_role("translator"))
    assert client.get(f"/admin/pages/{face.pk}/edit/", follow=True).status_code == 200
    for segment in translation.source.stringsegment_set.all():
        address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        answer = client.put(
            address, "value=Said+in+English", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (200, 201)
    with commit():
        client.post(f"/admin/pages/{face.pk}/edit/", {"action": "publish"})
    face.refresh_from_db()
    assert not face.live, "a translator does not publish"
    client.force_login(user_with_role("reviewer"))
    with commit():
        client.post(f"/admin/pages/{face.pk}/edit/", {"action": "publish"})
    client.logout()
    assert "Said in English" in client.get(english(record)).content.decode()


def test_the_face_moves_with_its_french_row(client, record, commit):
    factories.publish_face(record)
    with commit():
        elsewhere = factories.series("Ailleurs")
    with commit():
        Page.objects.get(pk=record.pk).specific.move(elsewhere, pos="last-child")
    moved = Page.objects.get(pk=record.pk).specific
    for address in (moved.url, english(moved)):
        assert client.get(address).status_code == 200
    assert factories.face(moved).url == english(moved)


def test_a_face_is_made_once_however_often_it_is_asked_for(record):
    first = ensure_face(record)
    assert ensure_face(record).pk == first.pk
    assert Page.objects.filter(translation_key=record.translation_key).count() == 2


def test_the_language_switch_stays_on_the_same_record_and_page(client, record):
    text = client.get(f"{record.url}?p=3&q=joint").content.decode()
    assert f'href="{english(record)}?p=3&amp;q=joint"' in text


def test_nobody_makes_an_alias_of_a_face(client, record, user_with_role):
    face = factories.face(record)
    for role in ("translator", "reviewer", "administrator"):
        client.force_login(user_with_role(role))
        assert client.post(f"/admin/localize/page/{face.pk}/convert_to_alias/").status_code == 403
    assert not Page.objects.exclude(alias_of=None).exists()


def test_under_english_a_french_entry_of_a_list_bears_its_language(client):
    record = factories.record(title="Notice de montage")
    text = client.get("/en/archive/").content.decode()
    entry = text[text.index('<li lang="fr"><div class="record') : text.index(record.mark)]
    assert '<span lang="en">historical document</span>' in entry
    assert '<span class="unseen" lang="en">Reference </span>' in entry
    factories.publish_face(record)
    assert '<li lang="fr">' not in client.get("/en/archive/").content.decode()
