"""What docs/accessibility.md answers and no other test of this folder sees."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.test import Client

from .places import ADMIN, PLACE, PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A pair of pictures has the measures that its script sets; without it none.
ABSENT = "iframe, frame, object, embed, applet, video, audio, canvas, table:not(:has(caption)), [colspan], [rowspan], blink, marquee, [target], [autoplay], [style]:not([data-pair]), meta[http-equiv=refresh], map, [onclick]"
VALIDATOR = "node_modules/vnu-jar/build/dist/vnu.jar"
WHOLE = [place for place in PUBLIC if place.status not in (400, 429, 500, 503)]

# The border of each control against what lies around it, or its face where it has no border of its own.
EDGES = """() => {
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
    const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
    const solid = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] !== 0) return c; } return [255, 255, 255]; };
    return [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button")]
        .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
        .map(e => { const s = getComputedStyle(e), around = solid(e.parentElement);
            return [Math.max(ratio(rgb(s.borderTopColor), around), ratio(solid(e), around)), e.outerHTML.slice(0, 100)]; })
        .filter(([contrast]) => contrast < 3);
}"""


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_what_is_not_applicable_is_absent(place, show):
    page = show()(place)
    assert not page.eval_on_selector_all(ABSENT, "all => all.map(e => e.outerHTML.slice(0, 120))")


TABLES = """all => all.filter(table => {
    const heads = [...table.tHead.rows[0].cells], rows = [...table.tBodies[0].rows];
    return !table.caption.textContent.trim()
        || [...table.querySelectorAll("th")].some(th => !th.scope || !th.textContent.trim())
        || heads.some(head => head.scope !== "col")
        || rows.some(row => row.cells.length !== heads.length || row.cells[0].scope !== "row");
}).map(table => table.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_a_table_has_its_title_and_its_headers(place, show):
    page = show()(place)
    assert not page.eval_on_selector_all("table", TABLES)


def test_there_are_tables(show):
    assert show()(PLACE["findings"]).query_selector("table")


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_edges_of_controls_are_seen(scheme, show):
    go = show(color_scheme=scheme, reduced_motion="reduce")
    for name in (
        "home",
        "archive, filtered",
        "historical document, page with words",
        "write, errors",
        "search, start",
    ):
        faint = go(PLACE[name]).evaluate(EDGES)
        assert not faint, (name, faint)


@pytest.mark.parametrize("place", ADMIN, ids=lambda place: place.name)
def test_fields_of_the_admin_have_an_edge(place, show):
    page = show()(place)
    bare = page.eval_on_selector_all(
        "main :is(input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), select, textarea)",
        "all => all.filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) === 0)"
        ".map(e => e.outerHTML.slice(0, 120))",
    )
    assert not bare


@pytest.mark.parametrize("place", WHOLE, ids=lambda place: place.name)
def test_the_ways_through_the_site_stand_at_the_same_place(place, show):
    """Menu and foot are the same everywhere; search stands in the head, or first in the page itself."""
    go = show()
    read = "(selector) => [...document.querySelectorAll(selector)].map(link => link.textContent.trim() + link.pathname)"
    for language in place.languages:
        reference = {
            part: go(PLACE["site map"], language).evaluate(read, part) for part in (".menu a", ".foot a")
        }
        page = go(place, language)
        for part, links in reference.items():
            assert links and page.evaluate(read, part) == links, part
        assert page.locator("form.search input[name=q]").count() == 1


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_without_style_sheets_nothing_is_missing(place, show):
    """Whatever is seen is in the page itself, in the same order."""
    page = show(bypass_csp=True)(place)
    seen = page.evaluate("document.querySelector('main').innerText")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(sheet => sheet.remove())")
    bare = _letters(page.evaluate("document.querySelector('main').innerText"))
    position = 0
    for word in seen.split():
        found = bare.find(_letters(word), position)
        assert found >= 0, (word, bare[position : position + 80])
        position = found + len(_letters(word))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def test_the_name_of_a_lit_window_stays_under_the_pointer(show):
    page = show()(PLACE["home"])
    page.hover(".e-light")
    page.wait_for_selector(".tip", state="visible")
    box = page.locator(".tip").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
    page.wait_for_timeout(600)
    assert page.is_visible(".tip")
    page.mouse.move(5, 5, steps=4)
    page.wait_for_selector(".tip", state="hidden")


def test_every_page_is_valid_html(house, tmp_path):
    """By the Nu HTML Checker, in one run over all of them."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("the validator needs Java, which is not installed here")
    for number, place in enumerate(PUBLIC):
        for language in place.languages:
            client = Client()
            if place.role:
                from archive.accounts.models import User

                client.force_login(User.objects.get(username=place.role))
            answer = place.answer(house, language, client)
            (tmp_path / f"{number}-{language}.html").write_bytes(answer.content)
    command = [
        java,
        "-jar",
        str(settings.BASE_DIR / VALIDATOR),
        "--errors-only",
        *map(str, tmp_path.glob("*.html")),
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert said.returncode == 0, said.stderr
