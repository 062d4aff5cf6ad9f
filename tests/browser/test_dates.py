"""A date in a real browser: told as one types it, kept to by decade or by year, with and without scripts."""

from __future__ import annotations

import pytest
from django.test.utils import override_settings

from tests import factories
from tests.browser.watched import WIDTHS, log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", WIDTHS)
@override_settings(LANGUAGE_CODE="fr")
def test_the_form_says_how_a_date_is_understood_as_one_types(open_page, user_with_role, width):
    record = factories.record(live=False, date_as_written="vers 1956")
    user_with_role("archivist")
    desk = open_page(width)
    log_in(desk, "archivist")
    desk.goto(f"/admin/pages/{record.pk}/edit/")
    told = desk.locator("[data-understood]")
    assert "vers 1956" in told.text_content() and "c. 1956" in told.text_content()
    desk.get_by_label("Date telle qu’écrite").fill("entre 1956 et 1958")
    told.filter(has_text="between 1956").wait_for()
    desk.get_by_label("Date telle qu’écrite").fill("1920-21")
    desk.wait_for_selector(".date-understood.not-understood")
    assert "printemps 1920 ou 1920–1921" in told.text_content()
    assert told.get_attribute("role") == "status"
    described = desk.get_by_label("Date telle qu’écrite").get_attribute("aria-describedby").split()
    assert told.get_attribute("id") in described
    assert all(desk.locator(f"#{name}").count() == 1 for name in described)
    assert not desk.problems


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", (320, 1280))
def test_a_reader_keeps_to_a_decade_and_to_years(open_page, width, scripts):
    series = factories.series("Chantier")
    for words in ("vers 1956", "années 1960", "2012", "s.d."):
        factories.record(title=f"Plan {words}", date_as_written=words, under=series)
    page = open_page(width, scripts)
    page.goto("/en/archive/")
    if width < 960 and scripts:
        page.locator(".facets summary").click()
    page.get_by_label("1950s").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/archive/?period=1950s")
    assert page.locator(".record").count() == 1 and page.locator(".record").get_by_text("c. 1956").count()
    page.goto("/fr/archive/")
    if width < 960 and scripts:
        page.locator(".facets summary").click()
    page.get_by_label("De l’année").fill("1958")
    page.get_by_label("À l’année").fill("2013")
    page.get_by_label("À l’année").press("Enter")
    page.wait_for_url("**period=1958-2013**")
    assert page.locator(".record").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.problems
