"""The walk: from an empty archive to a word found on a scanned page, in two languages, in a real browser."""

from __future__ import annotations

import pytest
from django.test.utils import override_settings

from archive.holdings.models import ArchiveDocument
from archive.ingest.models import Unfolding
from archive.translation.reckoning import work_of
from tests import factories
from tests.browser.watched import WIDTHS, log_in
from tests.ingest.test_pipeline import scan

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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

    work = work_of(record)
    desk = open_page()
    log_in(desk, "translator")
    desk.goto(f"/admin/translation/{work.pk}/")
    desk.wait_for_selector("text=Notice de montage")
    desk.locator("textarea[lang=en]").fill("Setting instructions")
    desk.get_by_role("button", name="Envoyer en relecture").click()
    desk.wait_for_selector("text=soumis à la relecture")
    desk = open_page()
    log_in(desk, "reviewer")
    desk.goto(f"/admin/translation/{work.pk}/")
    desk.get_by_role("button", name="Approuver et publier").click()
    desk.wait_for_selector("text=publié en anglais")
    page = open_page()
    page.goto(record.url_in("en"))
    assert page.inner_text("h1") == "Setting instructions"


def test_nothing_scrolls_sideways_at_320_pixels(open_page, db):
    record = factories.record_with_canvas(text="l’humidité des pignons")
    page = open_page(320)
    for address in ("/fr/", "/fr/archive/", record.url, "/en/search/?q=x"):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, (address, width)
