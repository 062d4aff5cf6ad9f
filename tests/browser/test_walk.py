"""The walk: from an empty archive to a word found on a scanned page, in two languages, in a real browser."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test.utils import override_settings

from archive.holdings.models import ArchiveDocument
from archive.ingest.models import Unfolding
from tests import factories
from tests.ingest.test_pipeline import scan

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = (390, 1280)
AXE = "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def open_page(browser, live_server):
    """A page of its own kind: width, with or without JavaScript; a message of the browser is a failure."""
    contexts = []

    def make(width: int = 1280, scripts: bool = True, dark: bool = False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            base_url=live_server.url,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("requestfailed", lambda request: page.problems.append(f"failed: {request.url}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((live_server.url, "data:", "blob:"))
                else page.problems.append(f"left the site: {request.url}")
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()


def log_in(page, name):
    page.goto("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "x")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def axe(page):
    page.evaluate((settings.BASE_DIR / AXE).read_text())
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{page.url}: {violation['id']}: {[node['target'] for node in violation['nodes']][:3]}"
        for violation in found["violations"]
    ]


@override_settings(LANGUAGE_CODE="fr")
def test_the_walk(open_page, user_with_role, tmp_path, settings):
    for role in ("archivist", "translator", "reviewer"):
        user_with_role(role)
    series = factories.series("Chantier")
    path = tmp_path / "notice de montage.pdf"
    path.write_bytes(scan(settings).getvalue())

    desk = open_page()
    log_in(desk, "archivist")
    desk.goto("/admin/deposit/")
    desk.set_input_files("input[type=file]", path)
    desk.click("form[data-deposit] button[type=submit]")
    desk.wait_for_selector("[data-state] .steps")
    assert ArchiveDocument.objects.get().original_name == "notice de montage.pdf"
    assert Unfolding.objects.get().state == Unfolding.State.READY
    desk.fill("input[name=title]", "Notice de montage")
    desk.click("form:has(input[name=title]) button[type=submit]")
    desk.wait_for_url("**/admin/pages/*/edit/")
    desk.wait_for_load_state("networkidle")
    record_id = int(desk.url.split("/pages/")[1].split("/")[0])
    desk.evaluate(
        "() => { const f = document.querySelector('[data-edit-form]');"
        " const b = f.querySelector('[name=action-publish]'); f.requestSubmit(b); }"
    )
    desk.wait_for_url(f"**/admin/pages/{series.pk}/")

    from wagtail.models import Page

    record = Page.objects.get(pk=record_id).specific
    assert record.live
    for width in WIDTHS:
        for scripts in (True, False):
            for home, box, note in (("/fr/", "humidite", False), ("/en/", "humidité", True)):
                page = open_page(width, scripts)
                page.goto(home)
                page.fill("main form[role=search] input[type=search]", box)
                page.press("main form[role=search] input[type=search]", "Enter")
                page.wait_for_selector("mark >> text=humidité")
                page.click("a.hit >> nth=0") if page.query_selector("a.hit") else page.click(
                    "a[href*='p=1&q=']"
                )
                page.wait_for_selector("svg.boxes rect", state="attached")
                assert page.query_selector("#transcription mark")
                assert bool(page.query_selector("h1 span[lang=fr]")) == note
                assert not page.problems

    face = factories.face(record)
    desk = open_page()
    log_in(desk, "translator")
    desk.goto(f"/admin/pages/{face.pk}/edit/")
    desk.wait_for_selector("text=Notice de montage")
    factories.write_face(record, {"Notice de montage": "Setting instructions"})
    desk = open_page()
    log_in(desk, "reviewer")
    desk.goto(f"/admin/pages/{face.pk}/edit/")
    desk.wait_for_selector("button[value=publish], button[name=action]")
    with desk.expect_navigation():
        desk.evaluate("() => document.querySelector('button[value=publish]').click()")
    page = open_page()
    page.goto(record.url_in("en"))
    assert page.inner_text("h1") == "Setting instructions"


def test_axe_finds_nothing(open_page, settings, db):
    record = factories.record_with_canvas(
        text="l’humidité des pignons", title="Détail du joint [exemple]", scope_and_content="Un détail."
    )
    from search import index

    index.rebuild()
    addresses = [
        "/fr/",
        "/en/",
        "/fr/archive/?family=historical_document",
        "/en/archive/",
        f"{record.url}?q=humidité",
        record.url_in("en"),
        record.get_parent().url,
        "/fr/recherche/",
        "/fr/recherche/?q=humidité",
        "/en/search/?q=nothing-at-all",
        "/fr/rien/",
    ]
    found = []
    for width in WIDTHS:
        for dark in (False, True):
            page = open_page(width, dark=dark)
            for address in addresses:
                page.goto(address)
                found += axe(page)
            assert not page.problems
    assert not found, "\n".join(found)


def test_nothing_scrolls_sideways_at_320_pixels(open_page, db):
    record = factories.record_with_canvas(text="l’humidité des pignons")
    page = open_page(320)
    for address in ("/fr/", "/fr/archive/", record.url, "/en/search/?q=x"):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, (address, width)
