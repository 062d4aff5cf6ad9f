"""The guides say what the screens say, in both languages, and are read inside the administration."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from home.desk.guide import PAGES
from tests.guides import FOLDER, LANGUAGES, flat, sections

PICTURE_LIMIT = 60 * 1024


def catalogue():
    """Every message and its French, of our own and of all that stands in the interface."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    folders += [Path(config.path) / "locale" for config in apps.get_app_configs()]
    english, french = set(), set()
    for folder in folders:
        for path in (folder / "fr" / "LC_MESSAGES").glob("django*.mo"):
            for entry in polib.mofile(str(path)):
                english |= {said(entry.msgid), said(entry.msgid_plural or "")}
                french |= {said(text) for text in [entry.msgstr, *entry.msgstr_plural.values()]}
    return {"en": english, "fr": french}


def said(text: str) -> str:
    """Labels are shown with a capital that the catalogue does not have."""
    return flat(text).casefold()


def test_every_word_of_the_interface_that_a_guide_quotes_is_in_the_catalogue(django_db_setup):
    known = catalogue()
    quoted = {language: sections(language) for language in LANGUAGES}
    wrong = [
        (language, section.page, word)
        for language in LANGUAGES
        for section in quoted[language]
        for word in section.words
        if said(word) not in known[language]
    ]
    assert sum(len(section.words) for section in quoted["fr"]) > 60
    assert not wrong


def test_both_languages_have_the_same_sections_and_pictures():
    shapes = [
        [(section.page, section.picture.partition("-")[2]) for section in sections(language)]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert {page for page, _picture in shapes[0]} == set(PAGES)
    for language in LANGUAGES:
        assert all(
            section.picture.startswith(f"{language}-") for section in sections(language) if section.picture
        )


def test_every_picture_is_there_small_and_used():
    named = {section.picture for language in LANGUAGES for section in sections(language)} - {""}
    there = {path.stem: path for path in (FOLDER / "pictures").glob("*")}
    assert set(there) == named
    assert len(named) >= 16
    assert not [name for name, path in there.items() if path.stat().st_size > PICTURE_LIMIT]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"), [("fr", "Guide de l’archiviste"), ("en", "The archivist’s guide")]
)
def test_the_guides_are_read_in_the_administration(user_with_role, language, heading):
    from wagtail.users.models import UserProfile

    user = user_with_role("translator")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    assert client.get("/admin/guide/").status_code == 302
    client.force_login(user)
    for page in PAGES:
        assert client.get(f"/admin/guide/{page}/").status_code == 200
    text = client.get("/admin/guide/archivist/").content.decode()
    assert heading in text and 'href="/admin/guide/editor/"' in text
    picture = f"/admin/guide/pictures/{language}-dashboard.webp"
    assert picture in text
    answer = client.get(picture)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "image/webp"
    for nothing in ("/admin/guide/secret/", "/admin/guide/pictures/none.webp"):
        assert client.get(nothing).status_code == 404
    help_menu = client.get("/admin/").content.decode()
    assert "/admin/guide/" in help_menu and "guide.wagtail" not in help_menu
