"""What a reader has begun to read does not jump away when the scripts arrive."""

from __future__ import annotations

import pytest

from .places import PLACE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHERE = """() => [...document.querySelectorAll("main h1, main h2")]
    .map(title => [title.textContent.trim(), Math.round(title.getBoundingClientRect().top)])"""


@pytest.mark.parametrize("name", ("home", "archive, list", "search, results", "building"))
@pytest.mark.parametrize("width", (390, 1280))
def test_nothing_moves_when_scripts_arrive_late(name, width, browser, server, house):
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server.url)
    page = context.new_page()
    held = []
    page.route("**/js/site.js", lambda route: held.append(route))
    page.goto(PLACE[name].at(house, "fr"), wait_until="commit")
    page.wait_for_selector("footer")
    page.evaluate("document.fonts.ready.then(() => true)")
    before = page.evaluate(WHERE)
    held[0].continue_()
    page.wait_for_load_state("load")
    page.wait_for_timeout(100)
    assert page.evaluate(WHERE) == before and len(before) > 1
    context.close()


def test_a_script_that_never_arrives_hides_nothing(browser, server, house):
    context = browser.new_context(viewport={"width": 390, "height": 900}, base_url=server.url)
    page = context.new_page()
    page.route("**/js/site.js", lambda route: route.abort())
    page.goto(PLACE["archive, list"].at(house, "fr"))
    assert page.locator("#menu a").first.is_visible()
    assert page.locator(".facets input").first.is_visible()
    context.close()
