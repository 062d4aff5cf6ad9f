"""What visitors read in English, in every state that a translation can be in."""

import re

import pytest
from wagtail.models import Page

from archive.catalogue.models import ArchivePage, RecordCaption, Restriction
from archive.holdings.receive import receive
from archive.translation.faces import ensure_face
from archive.translation.models import State
from archive.translation.reckoning import reckon, work_of
from archive.translation.review import submit
from archive.translation.sources import PAGES
from search import index
from tests import factories

pytestmark = pytest.mark.django_db

ENGLISH = {
    "Notice de montage": "Setting instructions",
    "Consignes au chantier.": "Orders to the site.",
}
NOTE = '<div class="note of-language">'
LABEL = '<span class="hint" lang="en">(in French: not yet translated)</span>'


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def change(page, **words):
    page = fresh(page)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()
    return fresh(page)


def english(page):
    return fresh(page).url.replace("/fr/", "/en/")


def read(client, page):
    return client.get(english(page)).content.decode()


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


@pytest.fixture
def outdated(record):
    factories.publish_face(record, ENGLISH)
    return change(record, scope_and_content="Consignes au chantier, revues.")


def test_an_outdated_face_keeps_its_words_and_says_so(client, outdated):
    text = read(client, outdated)
    assert "Orders to the site." in text and "revues" not in text
    assert f"{NOTE}" in text and "The French has changed since this was translated." in text
    assert NOTE not in client.get(outdated.url).content.decode()


def test_a_draft_or_a_review_of_the_new_words_is_no_news_for_the_public(client, outdated, user_with_role):
    """The note stands until they are published."""
    factories.write_face(outdated, ENGLISH | {"Consignes au chantier, revues.": "Orders, revised."})
    submit(work_of(outdated), user_with_role("translator"))
    text = read(client, outdated)
    assert "Orders to the site." in text and "Orders, revised." not in text
    assert "The French has changed" in text
    factories.publish_face(outdated, ENGLISH | {"Consignes au chantier, revues.": "Orders, revised."})
    text = read(client, outdated)
    assert "Orders, revised." in text and NOTE not in text


def test_a_field_that_was_added_since_is_in_french_and_labelled(client, record):
    factories.publish_face(record, ENGLISH)
    change(record, archival_history="Trouvé en mairie.", extent="Trois feuillets")
    text = read(client, record)
    assert f'<p lang="fr">Trouvé en mairie.</p> {LABEL}' in text
    assert f'<span lang="fr">Trois feuillets</span> {LABEL}' in text
    assert "What was added since this was translated is in French." in text
    assert LABEL not in client.get(record.url).content.decode()


def test_what_french_no_longer_says_english_does_not_say_either(client, record):
    factories.publish_face(record, ENGLISH)
    change(record, scope_and_content="")
    for address in (record.url, english(record)):
        assert "Orders to the site." not in client.get(address).content.decode()


def test_a_record_in_french_alone_is_not_labelled_value_by_value(client, record):
    text = read(client, record)
    assert "has not been translated yet" in text and LABEL not in text


def test_a_caption_that_was_added_since_is_in_french(client, commit):
    document = receive(factories.drawing(), "plan.png").document
    with commit():
        record = factories.record(title="Notice de montage", documents=[document], captions=[""])
    factories.publish_face(record, ENGLISH)
    record = fresh(record)
    record.captions.add(RecordCaption(document=document, text="Vue du chantier"))
    record.save_revision().publish()
    text = read(client, record)
    assert f'<span lang="fr">Vue du chantier</span> {LABEL}' in text


def test_a_paragraph_that_was_added_since_stands_in_french_at_its_place(client):
    page = factories.text(
        body='<p>La ville publie.</p><p>Lire <a href="https://example.org/un">la carte</a>.</p>'
    )
    words = {
        "La ville publie.": "The town publishes.",
        'Lire <a id="a1">la carte</a>.': 'Read <a id="a1">the map</a>.',
    }
    ensure_face(page)
    work = work_of(page)
    for segment in PAGES.segments(work):
        PAGES.keep(work, segment.key, words.get(segment.source, "Terms"), None)
    PAGES.publish(work, None)
    assert 'href="https://example.org/un"' in factories.face(page).body
    body = (
        "<p>La ville publie tout.</p><p>C’est « neuf ».</p>"
        '<p>Lire <a href="https://example.org/un">la carte</a>.</p>'
    )
    change(page, body=body)
    text = read(client, page)
    places = [
        text.index("The town publishes."),
        text.index(f'<p><span lang="fr">C’est «\u00a0neuf\u00a0».</span> {LABEL}</p>'),
        text.index('Read <a href="https://example.org/un">the map</a>.'),
    ]
    assert places == sorted(places)
    assert "La ville" not in text[: text.index("</main>")].split("<main", 1)[1]


def test_the_lead_of_a_text_that_was_added_since_is_in_french(client):
    page = factories.text(body="<p>La ville publie.</p>")
    factories.publish_face(page)
    change(page, lead="En deux mots")
    assert f'<p class="lead" lang="fr">En deux mots {LABEL}</p>' in read(client, page)


def test_an_outdated_name_of_a_thing_stays_with_a_note_on_its_page(client):
    concept = factories.concept("Panneau", label_en="Panel", of="subjects")
    address = f"/en/vocabularies/subjects/{concept.slug}/"
    assert NOTE not in client.get(address).content.decode()
    concept.label_fr = "Panneau de façade"
    concept.save()
    text = client.get(address).content.decode()
    assert "Panel" in text and "The French has changed since this was translated." in text
    concept.note_fr, concept.label_en = "Se dit du béton.", "Façade panel"
    concept.save()
    text = client.get(address).content.decode()
    assert f'<span lang="fr">Se dit du béton.</span> {LABEL}' in text
    assert "What was added since this was translated is in French." in text


# Each leads the record into a state, and says what a visitor then finds under English: an answer, the language
# of the text, whether the English words are known to machines.
def missing(record, user):
    pass


def draft(record, user):
    factories.write_face(record, ENGLISH)


def in_review(record, user):
    factories.write_face(record, ENGLISH)
    submit(work_of(record), user)


def live(record, user):
    factories.publish_face(record, ENGLISH)


def outdated_(record, user):
    live(record, user)
    change(record, scope_and_content="Autres consignes.")


def unpublished(record, user):
    factories.publish_face(record, ENGLISH).unpublish()


def deleted(record, user):
    factories.publish_face(record, ENGLISH).delete()
    reckon(work_of(record))


def recreated(record, user):
    deleted(record, user)
    ensure_face(fresh(record))
    reckon(work_of(record))


def published_again(record, user):
    recreated(record, user)
    factories.publish_face(record, ENGLISH)


def moved(record, user):
    live(record, user)
    series = fresh(record).get_parent()
    elsewhere = factories.series("Ailleurs")
    fresh(series).move(elsewhere, pos="last-child")


def withdrawn(record, user):
    live(record, user)
    Restriction.objects.create(record=record, state=Restriction.State.CLOSED, reason="privacy")


def taken_down(record, user):
    live(record, user)
    fresh(record).unpublish()


STATES = {
    missing: (200, "fr", State.MISSING),
    draft: (200, "fr", State.DRAFT),
    in_review: (200, "fr", State.REVIEW),
    live: (200, "en", State.LIVE),
    outdated_: (200, "en", State.OUTDATED),
    unpublished: (200, "fr", State.DRAFT),
    deleted: (200, "fr", State.DRAFT),
    recreated: (200, "fr", State.DRAFT),
    published_again: (200, "en", State.LIVE),
    moved: (200, "en", State.LIVE),
    withdrawn: (404, "", None),
    taken_down: (404, "", None),
}


@pytest.mark.parametrize("lead_into", STATES, ids=lambda step: step.__name__.strip("_"))
def test_page_machines_and_search_agree_in_every_state(client, record, user_with_role, lead_into):
    answer, language, state = STATES[lead_into]
    lead_into(record, user_with_role("translator"))
    index.rebuild()
    record = fresh(record)
    here, there = f"http://testserver{english(record)}", f"http://testserver{record.url}"
    page = client.get(english(record))
    assert page.status_code == client.get(record.url).status_code == answer
    sitemap = client.get("/sitemap.xml").content.decode()
    found = client.get("/en/search/?q=montage").content.decode()
    found_in_english = client.get("/en/search/?q=setting+instructions").content.decode()
    if answer != 200:
        assert here not in sitemap and there not in sitemap
        assert record.mark not in found + found_in_english
        return
    assert work_of(record).state == state
    text = page.content.decode()
    head = text[: text.index("</head>")]
    assert '<html lang="en"' in head
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', head))
    assert f'<a href="{record.url}" hreflang="fr"' in text or f'href="{record.url}"' in text
    assert f'href="{english(record)}"' in client.get(record.url).content.decode()
    assert f"<loc>{there}</loc>" in sitemap
    if language == "en":
        assert "Setting instructions" in text
        assert f'<link rel="canonical" href="{here}"' in head and "noindex" not in head
        assert links == {"fr": there, "en": here, "x-default": there}
        assert f"<loc>{here}</loc>" in sitemap
        assert record.mark in found_in_english
        assert '<h3><a href="' + english(record) + '">Setting instructions</a></h3>' in found_in_english
    else:
        assert '<span lang="fr">Notice de montage</span>' in text and "Setting instructions" not in text
        assert "canonical" not in head and "noindex" in head
        assert links == {}
        assert f"<loc>{here}</loc>" not in sitemap
        assert record.mark not in found_in_english
        assert '<span lang="fr">Notice de montage</span>' in found
    assert record.mark in found


def test_deleting_and_making_a_face_again_never_gives_an_error_page(client, record, commit, user_with_role):
    desk = user_with_role("reviewer")
    for _round in range(3):
        with commit():
            face = factories.publish_face(record, ENGLISH)
        assert "Setting instructions" in read(client, record)
        client.force_login(desk)
        work = work_of(record)
        assert client.get(f"/admin/translation/{work.pk}/", follow=True).status_code == 200
        with commit():
            face.delete()
        assert client.get(f"/admin/translation/{work.pk}/", follow=True).status_code == 200
        assert client.get("/admin/translation/").status_code == 200
        client.logout()
        assert "has not been translated" in read(client, record)
        with commit():
            change(record, title=f"Notice de montage {_round}")
            change(record, title="Notice de montage")
        assert client.get(english(record)).status_code == 200


def test_deleting_the_face_of_a_series_leaves_its_records_in_english(client, record, commit):
    """Their faces go with it, and come back with the next publication."""
    factories.publish_face(record, ENGLISH)
    series = fresh(record).get_parent().specific
    with commit():
        factories.face(series).delete()
    assert client.get(english(record)).status_code == client.get(english(series)).status_code == 200
    with commit():
        change(record)
    assert factories.face(record) is not None
    assert client.get(english(record)).status_code == 200
    assert ArchivePage.objects.filter(locale__language_code="en", live=True).exists()


def test_english_faces_are_found_before_french_text(client, commit):
    """Both say the word; the record with an English face is the first in English."""
    with commit():
        french = factories.record(title="Béton, béton", scope_and_content="Le concrete, dit-on.")
        faced = factories.record(title="Notice de chantier", scope_and_content="Consignes.")
        factories.publish_face(faced, {"Notice de chantier": "Concrete orders"})
    index.rebuild()
    text = client.get("/en/search/?q=concrete").content.decode()
    assert text.index(faced.mark) < text.index(french.mark)
    assert '<span class="sentence" lang="fr">' in text
