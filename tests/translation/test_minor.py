"""A minor edit of the French leaves the English approved; any other makes it out of date at once."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from archive.translation.models import State, Work
from archive.translation.reckoning import work_of
from archive.vocabularies.models import Concept
from tests import factories
from tests.test_roles import form_of

pytestmark = pytest.mark.django_db

ENGLISH = {
    "Notice de montage": "Setting instructions",
    "Consignes au chantier.": "Orders to the site.",
}
BUTTON = 'name="action-publish" value="still-right"'


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


@pytest.fixture
def editor(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    return client


def work(thing):
    return Work.objects.get(pk=work_of(thing).pk)


def filled(answer):
    """What the browser would send of a form as it stands."""
    soup = BeautifulSoup(answer.content, "html.parser")
    form = soup.find(attrs={"name": "still_right"}).find_parent("form")
    sent = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if (
            not name
            or "__prefix__" in name
            or (kind in ("checkbox", "radio") and not field.has_attr("checked"))
        ):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            sent[name] = chosen["value"] if chosen else ""
        else:
            sent[name] = field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
    return {name: said for name, said in sent.items() if not name.endswith("_terms")}


def publish(client, page, how="action-publish", **words):
    """As the form of the page sends it."""
    page = Page.objects.get(pk=page.pk).specific
    data = form_of(page, **words) | {"action-publish": how}
    answer = client.post(f"/admin/pages/{page.pk}/edit/", data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_publishing_a_changed_page_makes_its_translation_outdated_in_the_same_response(editor, record):
    factories.publish_face(record, ENGLISH)
    publish(editor, record, title="Notice de montage des panneaux")
    assert (work(record).state, work(record).outdated) == (State.OUTDATED, 1)
    assert work(record).outdated_by.username == "archivist"


def test_a_minor_edit_publishes_and_the_translation_stays_live(editor, record):
    factories.publish_face(record, ENGLISH)
    said = publish(editor, record, "still-right", title="Notice de  montage !")
    assert Page.objects.get(pk=record.pk).title == "Notice de  montage !"
    assert work(record).state == State.LIVE
    assert work(record).outdated_since is None
    assert "approuvé pour le nouveau français" in said
    page = editor.get(record.url.replace("/fr/", "/en/")).content.decode()
    assert "Setting instructions" in page and "of-language" not in page


def test_what_was_out_of_date_before_a_minor_edit_stays_so(editor, record):
    """Neither a text that it does not touch, nor one that it touches again."""
    factories.publish_face(record, ENGLISH)
    publish(editor, record, scope_and_content="De tout autres consignes.")
    publish(editor, record, "still-right", title="Notice de montage.")
    assert (work(record).state, work(record).outdated) == (State.OUTDATED, 1)
    publish(editor, record, "still-right", scope_and_content="De tout autres consignes, vraiment.")
    assert (work(record).state, work(record).outdated) == (State.OUTDATED, 1)


def test_a_minor_edit_says_nothing_of_texts_that_are_new(editor, record):
    factories.publish_face(record, ENGLISH)
    publish(editor, record, "still-right", title="Notice de montage.", extent="Trois feuillets")
    assert (work(record).state, work(record).outdated, work(record).missing) == (State.OUTDATED, 0, 1)


def test_the_minor_edit_is_offered_where_there_is_a_translation(editor, record):
    address = f"/admin/pages/{record.pk}/edit/"
    assert BUTTON not in editor.get(address).content.decode()
    face = factories.publish_face(record, ENGLISH)
    text = editor.get(address).content.decode()
    assert BUTTON in text and "Publier, la traduction reste juste" in text
    face.unpublish()
    assert BUTTON not in editor.get(address).content.decode()


def test_a_minor_edit_asked_for_by_hand_says_nothing_where_there_is_no_live_face(editor, record):
    factories.write_face(record, ENGLISH)
    publish(editor, record, "still-right", title="Notice de montage.")
    assert work(record).state != State.LIVE
    assert not factories.face(record).live


def test_a_saved_draft_says_nothing_even_by_hand(editor, record):
    factories.publish_face(record, ENGLISH)
    editor.post(f"/admin/pages/{record.pk}/edit/", form_of(record, title="Tout autre titre"))
    assert work(record).state == State.LIVE


def test_a_translator_does_not_publish_french_by_this_door(client, record, user_with_role):
    factories.publish_face(record, ENGLISH)
    client.force_login(user_with_role("translator"))
    client.post(f"/admin/pages/{record.pk}/edit/", {"title": "Autre", "action-publish": "still-right"})
    assert Page.objects.get(pk=record.pk).title == "Notice de montage"


@pytest.mark.parametrize("ticked", [True, False])
def test_a_thing_whose_french_is_only_corrected_keeps_its_name_approved(editor, ticked):
    concept = factories.concept("Panneau", label_en="Panel", of="subjects")
    address = f"/admin/concepts/edit/{concept.pk}/"
    form = editor.get(address)
    assert 'name="still_right"' in form.content.decode()
    data = filled(form) | {"label_fr": "Panneaux"} | ({"still_right": "on"} if ticked else {})
    answer = editor.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Concept.objects.get(pk=concept.pk).label_fr == "Panneaux"
    assert work(concept).state == (State.LIVE if ticked else State.OUTDATED)
    if not ticked:  # what is out of date already is not made right by a later correction
        editor.post(address, filled(editor.get(address)) | {"label_fr": "Panneaux.", "still_right": "on"})
        assert work(concept).state == State.OUTDATED


def test_every_form_of_a_thing_with_english_words_offers_it(editor):
    agent = factories.agent("Maisons & Cités", history_fr="Une agence.", history_en="An agency.")
    element = factories.element("Façade sud", label_en="South front")
    alone = factories.element("Façade nord")
    for address in (f"/admin/agents/edit/{agent.pk}/", f"/admin/elements/edit/{element.pk}/"):
        assert 'name="still_right"' in editor.get(address).content.decode(), address
    for address in ("/admin/elements/new/", f"/admin/elements/edit/{alone.pk}/"):
        assert 'name="still_right"' not in editor.get(address).content.decode(), address
    editor.post(
        f"/admin/elements/edit/{element.pk}/",
        filled(editor.get(f"/admin/elements/edit/{element.pk}/"))
        | {"label_fr": "Façade Sud", "still_right": "on"},
    )
    assert work(element).state == State.LIVE
