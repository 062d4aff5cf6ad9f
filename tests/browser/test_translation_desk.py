"""A record is put into English with the keyboard alone; of two who write at once neither loses a word."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from archive.translation import words
from archive.translation.models import Work
from archive.translation.reckoning import work_of
from archive.translation.sources import source_of
from tests import factories
from tests.browser.accessible.test_engines import by_axe

from .watched import WIDTHS, open_watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINKED = "<p>La <a href='/fr/archive/'>ville</a> publie <b>tout</b>.</p>"


@pytest.fixture
def sit(live_server, browser):
    """A page of the browser for somebody who has logged in, at the desk of a thing."""
    contexts = []

    def make(user, thing, width=1280, language="fr", **kind):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        client = Client()
        client.force_login(user)
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, **kind
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        page = open_watched(context, live_server.url)
        page.goto(f"/admin/translation/{work(thing).pk}/")
        return page

    yield make
    for context in contexts:
        context.close()


def work(thing):
    return Work.objects.get(pk=work_of(thing).pk)


def english(thing):
    found = work(thing)
    return {segment.source: segment.target for segment in source_of(found).segments(found)}


def into_a_text(page):
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('rich-words') !== null"):
            return
    raise AssertionError("no text is reached with the Tab key")


def saved(page):
    expect(page.locator("[data-live]")).to_have_text("Tout est enregistré.")


def test_with_the_keyboard_alone(sit, user_with_role):
    factories.publish_face(
        factories.record(title="Panneaux", extent="Un feuillet"), {"Un feuillet": "One sheet"}
    )
    record = factories.record(title="Notice", scope_and_content="Consignes.", extent="Un feuillet")
    page = sit(user_with_role("translator"), record)
    into_a_text(page)
    page.keyboard.type("Notes")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[id=words-2]")).to_be_focused()
    page.locator("#text-2 [data-suggestion]").wait_for()
    page.keyboard.press("Alt+1")
    expect(page.locator("[id=words-2]")).to_have_value("One sheet")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+c")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[id=words-2]")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Control+a")
    page.keyboard.type("Instructions.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-live]")).to_have_text("Il ne reste rien à faire.")
    expect(page.locator("[data-to-do]")).to_have_text("(0)")
    assert english(record) == {"Notice": "Notes", "Un feuillet": "One sheet", "Consignes.": "Instructions."}
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('[id=words-3]')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-shortcuts-dialog")).to_contain_text("Insérer le terme suivant")
    assert not page.problems


def test_of_two_who_write_at_once_neither_loses_a_word(sit, user_with_role):
    record = factories.record(title="Notice")
    first, second = sit(user_with_role("translator"), record), sit(user_with_role("reviewer"), record)
    first.fill("[id=words-1]", "Notes")
    saved(first)
    second.fill("[id=words-1]", "Notice")
    shown = second.locator("#text-1 [data-theirs]")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Notes")
    expect(shown).to_contain_text("translator")
    assert second.locator("[id=words-1]").input_value() == "Notice"
    assert english(record)["Notice"] == "Notes"
    shown.locator("[data-mine]").click()
    saved(second)
    assert english(record)["Notice"] == "Notice"
    first.fill("[id=words-1]", "Notes again")
    first.locator("#text-1 [data-take-theirs]").click()
    expect(first.locator("[id=words-1]")).to_have_value("Notice")
    assert english(record)["Notice"] == "Notice"


def test_without_a_connection_words_stay_and_are_sent_when_it_is_back(sit, user_with_role):
    record = factories.record(title="Notice")
    page = sit(user_with_role("translator"), record)
    page.context.set_offline(True)
    page.fill("[id=words-1]", "Notes")
    expect(page.locator("[data-live]")).to_contain_text("pas de connexion")
    page.context.set_offline(False)
    saved(page)
    assert english(record)["Notice"] == "Notes"


def test_rich_words_are_written_as_they_will_look(sit, user_with_role):
    page_of_text = factories.text(body=LINKED)
    page = sit(user_with_role("translator"), page_of_text)
    row = page.locator("[data-row]", has=page.locator(".rich-field"))
    field = row.locator(".rich-field")
    field.focus()
    page.keyboard.type("The ")
    page.keyboard.type("town")
    for _letter in "town":
        page.keyboard.press("Shift+ArrowLeft")
    row.locator("button", has_text="ville").press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(" publishes ")
    page.keyboard.press("Control+b")
    page.keyboard.type("all")
    page.keyboard.press("Control+b")
    page.keyboard.type(".")
    saved(page)
    (said,) = (said for french, said in english(page_of_text).items() if "<a" in french)
    assert said == 'The <a id="a1">town</a> publishes <b>all</b>.'
    assert not page.problems


def test_the_page_as_it_would_be_is_shown_beside_and_follows(sit, user_with_role):
    record = factories.record(title="Notice")
    page = sit(user_with_role("translator"), record)
    page.fill("[id=words-1]", "Notes")
    saved(page)
    page.click("[data-preview-toggle]")
    shown = page.frame_locator("[data-preview-panel] iframe").locator("h1")
    expect(shown).to_contain_text("Notes")
    page.fill("[id=words-1]", "Assembly notes")
    expect(shown).to_contain_text("Assembly notes")


def test_without_scripts(sit, user_with_role):
    record = factories.record(title="Notice", scope_and_content="Consignes.")
    page = sit(user_with_role("translator"), record, java_script_enabled=False)
    page.fill("[id=words-1]", "Notes")
    page.fill("[id=words-2]", "Instructions.")
    page.click("[data-save]")
    assert english(record) == {"Notice": "Notes", "Consignes.": "Instructions."}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_engine_finds_nothing(sit, user_with_role, language):
    record = factories.record_with_canvas(
        title="Notice de 1956", captions=["La notice"], scope_and_content="Consignes."
    )
    factories.publish_face(record)
    record.title = "Notice de montage de 1956"
    record.save_revision().publish()
    (changed,) = (key for key in english(record) if "montage" in key)
    found = work(record)
    segments = {segment.source: segment for segment in source_of(found).segments(found)}
    user = user_with_role("reviewer")
    words.write(found, segments["Consignes."].key, "Instructions of 1957.", user)
    found.remarks.create(key=segments[changed].key, text="Say “assembly”.", by=user)
    for width in WIDTHS:
        page = sit(user, record, width, language)
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        assert not by_axe(page, "main")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not page.problems
