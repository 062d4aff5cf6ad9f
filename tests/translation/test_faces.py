"""What could set a face apart from its French row, or show French as if it were English, is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from archive.catalogue.models import Mark
from archive.core.pages import FaceIncomplete
from archive.holdings.receive import receive
from archive.translation.faces import ensure_face
from home.models import HomePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TITLE = {"Notice de montage": "Setting instructions"}


@pytest.fixture
def record(commit):
    with commit():
        found = factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")
    return found


@pytest.fixture
def log_in(client, user_with_role):
    def enter(role):
        client.force_login(user_with_role(role))
        return client

    return enter


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def english(page):
    return page.url.replace("/fr/", "/en/")


def translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key)


def french_changes(record, commit, **words):
    with commit():
        record = fresh(record)
        for name, text in words.items():
            setattr(record, name, text)
        record.save_revision().publish()
    return record


def said(answer):
    return [str(message) for message in answer.context["messages"]] if answer.context else []


def test_a_face_stands_under_the_face_of_its_series(record):
    series = factories.face(fresh(record).get_parent())
    assert factories.face(record).get_parent().pk == series.pk
    assert not series.live
    assert (
        series.get_parent().pk
        == factories.face(HomePage.objects.get(locale__language_code="fr").get_children().first()).pk
    )


def test_homes_and_archives_get_no_translation_record(commit):
    home = HomePage.objects.get(locale__language_code="fr")
    with commit():
        home.save_revision().publish()
    assert not Translation.objects.filter(source__object_id=home.translation_key).exists()


def test_a_draft_makes_no_face(commit):
    with commit():
        series = factories.series()
    with commit():
        draft = factories.record(under=series, live=False)
    assert factories.face(draft) is None


def test_two_processes_at_once_make_one_face(record, monkeypatch):
    """The second sees no face, then fails to make one because the first has."""
    from archive.translation import faces

    real, seen = faces.face_of, []

    def late(page):
        if page.pk == record.pk and not seen:
            seen.append(page)
            return None
        return real(page)

    monkeypatch.setattr(faces, "face_of", late)
    assert faces.ensure_face(record).pk == real(record).pk
    assert Page.objects.filter(translation_key=record.translation_key).count() == 2


def test_a_deleted_face_gives_the_french_back_and_is_made_anew_as_a_face(client, record, commit):
    factories.publish_face(record, TITLE).delete()
    assert "has not been translated" in client.get(english(record)).content.decode()
    french_changes(record, commit, date_as_written="1957")
    face = factories.face(record)
    assert face is not None and not face.live
    assert translation_of(record).enabled, "its editor offers words, not facts"


def test_a_deleted_series_takes_its_records_and_all_their_faces(client, record, commit):
    series = fresh(record).get_parent().specific
    factories.publish_face(record)
    addresses = [record.url, english(record), series.url, english(series)]
    series.delete()
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert not Page.objects.filter(
        translation_key__in=[record.translation_key, series.translation_key]
    ).exists()
    assert Mark.objects.get(key=record.translation_key).retired_at


def test_the_old_english_address_of_a_moved_record_leads_to_the_new_one(client, record, commit):
    factories.publish_face(record)
    old = english(record)
    with commit():
        elsewhere = factories.series("Ailleurs")
    with commit():
        fresh(record).move(elsewhere, pos="last-child")
    new = fresh(record)
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"] == english(new)


def test_a_series_moved_under_one_without_face_takes_its_faces_along(client, record, commit):
    factories.publish_face(record)
    series = fresh(record).get_parent().specific
    with commit():
        draft = factories.series("Sans face", live=False)
    assert factories.face(draft) is None
    with commit():
        series.move(draft, pos="last-child")
    moved = factories.face(record)
    assert moved.get_parent().get_parent().pk == factories.face(draft).pk
    assert moved.url == english(fresh(record))


def test_a_renamed_series_keeps_both_languages_and_both_old_addresses(client, record, commit):
    factories.publish_face(record)
    factories.publish_face(fresh(record).get_parent().specific)
    old = [record.url, english(record)]
    series = fresh(record).get_parent().specific
    french_changes(series, commit, slug="autrement")
    new = [fresh(record).url, english(fresh(record))]
    assert "/autrement/" in new[0]
    assert [client.get(address).status_code for address in new] == [200, 200]
    assert [client.get(address).get("Location") for address in old] == new
    with commit():
        factories.face(series).get_latest_revision().publish()
    assert client.get(new[1]).status_code == 200, (
        "an older draft of the face does not bring the old name back"
    )


def test_a_live_face_keeps_its_words_while_the_french_goes_on(client, record, commit):
    factories.publish_face(record, TITLE)
    french_changes(record, commit, title="Notice nouvelle", scope_and_content="Autres consignes.")
    text = client.get(english(record)).content.decode()
    assert "Setting instructions" in text
    assert "Notice nouvelle" not in text and "Autres consignes" not in text


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_a_face_behind_its_french_row_is_not_published_by_form(log_in, record, commit, role):
    factories.publish_face(record, TITLE)
    french_changes(record, commit, scope_and_content="Autres consignes.")
    face = factories.face(record)
    with commit():
        log_in(role).post(f"/admin/pages/{face.pk}/edit/", {"action": "publish"})
    assert fresh(face).scope_and_content == "English of Consignes au chantier."


@pytest.mark.parametrize("descendants", ["", "on"])
def test_an_incomplete_face_is_not_published_in_bulk(log_in, record, descendants):
    face = factories.face(record)
    target = face.get_parent() if descendants else face
    if descendants:
        factories.write_face(fresh(record).get_parent().specific)
    client = log_in("reviewer")
    client.raise_request_exception = False
    answer = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={target.pk}",
        {"include_descendants": descendants},
        follow=True,
    )
    assert answer.status_code == 200
    assert said(answer)
    assert not fresh(face).live


def test_a_draft_older_than_its_english_is_not_published_in_bulk(log_in, record):
    """All words are there, but the draft that bulk would publish still says them in French."""
    factories.write_face(record, TITLE)
    face = factories.face(record)
    client = log_in("reviewer")
    answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {}, follow=True)
    assert answer.status_code == 200
    assert "Notice de montage" not in fresh(face).title or not fresh(face).live
    assert said(answer)
    with pytest.raises(FaceIncomplete):
        fresh(face).get_latest_revision().publish()


def test_a_caption_left_in_french_is_not_published(commit):
    document = receive(factories.drawing(), "plan.png").document
    with commit():
        record = factories.record(documents=[document], captions=["Vue du chantier"])
    words = {"Notice de montage": "Notice de montage", "Vue du chantier": "The building site"}
    factories.write_face(record, words)
    face = factories.face(record)
    with pytest.raises(FaceIncomplete):
        face.get_latest_revision().publish()
    face = factories.publish_face(record, words)
    assert [caption.text for caption in face.captions.all()] == ["The building site"]


def test_a_word_that_is_the_same_in_both_languages_is_no_french_left_over(record, commit):
    face = factories.publish_face(record, {"Notice de montage": "Notice de montage"})
    face.unpublish()
    fresh(face).get_latest_revision().publish()
    assert fresh(face).live


def test_a_review_of_an_incomplete_face_is_refused_with_a_sentence(log_in, record, user_with_role):
    face = factories.face(record)
    face.get_workflow().start(face, user_with_role("translator"))
    state = fresh(face).current_workflow_task_state
    client = log_in("reviewer")
    client.raise_request_exception = False
    answer = client.post(
        f"/admin/pages/workflow/action/{face.pk}/approve/{state.pk}/", {"comment": ""}, follow=True
    )
    assert answer.status_code == 200
    assert said(answer)
    assert not fresh(face).live
    assert fresh(face).workflow_in_progress


def test_a_review_publishes_the_reviewed_words_of_a_face(log_in, record, user_with_role):
    face = factories.publish_face(record, TITLE)
    face.unpublish()
    face = fresh(face)
    face.get_workflow().start(face, user_with_role("translator"))
    state = fresh(face).current_workflow_task_state
    StringTranslation.objects.filter(data="Setting instructions").update(data="Typed since")
    log_in("reviewer").post(f"/admin/pages/workflow/action/{face.pk}/approve/{state.pk}/", {"comment": ""})
    assert fresh(face).live
    assert fresh(face).title == "Setting instructions"


@pytest.mark.parametrize("action", ["move", "copy", "bulk move"])
def test_a_face_does_not_leave_the_place_of_its_french_row(log_in, record, commit, action):
    face = factories.publish_face(record)
    with commit():
        elsewhere = factories.series("Ailleurs")
    elsewhere = factories.face(elsewhere)
    for role in ("reviewer", "administrator"):
        client = log_in(role)
        if action == "move":
            client.post(f"/admin/pages/{face.pk}/move/{elsewhere.pk}/confirm/", {})
        elif action == "copy":
            client.post(
                f"/admin/pages/{face.pk}/copy/",
                {"new_title": "x", "new_slug": "x", "new_parent_page": elsewhere.pk, "publish_copies": "on"},
            )
        else:
            client.post(f"/admin/bulk/wagtailcore/page/move/?id={face.pk}", {"chooser": elsewhere.pk})
    assert fresh(face).get_parent().pk == factories.face(fresh(record).get_parent()).pk
    assert not fresh(elsewhere).get_children().exists()


@pytest.mark.parametrize("action", ["move", "copy", "bulk move"])
def test_a_french_record_does_not_enter_the_english_tree(log_in, record, commit, action):
    with commit():
        elsewhere = factories.series("Ailleurs")
    elsewhere = factories.face(elsewhere)
    client = log_in("administrator")
    client.raise_request_exception = False
    if action == "move":
        assert client.post(f"/admin/pages/{record.pk}/move/{elsewhere.pk}/confirm/", {}).status_code == 302
    elif action == "copy":
        client.post(
            f"/admin/pages/{record.pk}/copy/",
            {"new_title": "x", "new_slug": "x", "new_parent_page": elsewhere.pk},
        )
    else:
        client.post(f"/admin/bulk/wagtailcore/page/move/?id={record.pk}", {"chooser": elsewhere.pk})
    assert not fresh(elsewhere).get_children().exists()


@pytest.mark.parametrize("button", ["localize-restart-translation", "localize-convert-to-alias"])
def test_the_translators_tools_do_not_detach_a_face(log_in, record, button):
    face = factories.face(record)
    for role in ("translator", "reviewer", "administrator"):
        log_in(role).post(f"/admin/pages/{face.pk}/edit/", {button: "1"})
        assert fresh(face).alias_of_id is None and not fresh(face).live
        address = f"/admin/localize/translate/{translation_of(record).pk}/disable/"
        assert log_in(role).post(address).status_code == 403
    assert translation_of(record).enabled


def test_nobody_makes_or_publishes_faces_by_the_tool_s_own_way(log_in, record):
    source = translation_of(record).source_id
    factories.write_face(record)
    for role in ("archivist", "editor", "translator", "reviewer", "administrator"):
        client = log_in(role)
        for address in (f"submit/page/{record.pk}/", f"update/{source}/"):
            assert client.get(f"/admin/localize/{address}").status_code == 403
            answer = client.post(f"/admin/localize/{address}", {"publish_translations": "on"})
            assert answer.status_code == 403
    assert not factories.face(record).live


def test_asking_again_only_refreshes_the_french_to_be_translated(record):
    face = ensure_face(record)
    revisions = face.revisions.count()
    fresh(record).save_revision().publish()
    assert ensure_face(fresh(record)).revisions.count() == revisions


@pytest.mark.parametrize(
    "sent",
    [
        None,
        b"",
        b"/etc/hostname",
        b"\x00\xff\n\n",
        b'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "a"\nmsgstr "b"\n',
    ],
)
def test_a_file_that_is_no_translation_of_ours_is_refused_in_words(log_in, record, sent):
    client = log_in("translator")
    translation = Translation.objects.get(source__object_id=record.translation_key)
    data = {} if sent is None else {"file": SimpleUploadedFile("a.po", sent)}
    answer = client.post(f"/admin/localize/translate/{translation.pk}/pofile/upload/", data, follow=True)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
