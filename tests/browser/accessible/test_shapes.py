"""Narrow, enlarged, spaced out, in few colours, without script, on paper: nothing is lost."""

from __future__ import annotations

import io
import re
import unicodedata

import pypdfium2
import pytest

from .places import PLACE, PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Text that its box cuts off. What scrolls by itself loses nothing.
CUT = """() => [...document.body.querySelectorAll("*")].filter(e => {
    if (!e.checkVisibility({visibilityProperty: true}) || e.closest("svg") || !e.innerText?.trim()) return false;
    const s = getComputedStyle(e);
    if (s.clipPath !== "none" || e.clientWidth <= 1) return false;
    const clips = way => /hidden|clip/.test(way);
    return clips(s.overflowX) && e.scrollWidth > e.clientWidth + 1 || clips(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
}).map(e => e.outerHTML.slice(0, 120))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Two texts drawn over each other; the button that applies filters stays at the foot of the screen.
OVER = """() => {
    const shown = [...document.body.querySelectorAll("h1, h2, h3, p, li > a, dt, dd, label, button, legend")]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && e.innerText?.trim() && !e.closest(".skip, .unseen, .strip, .apply"))
        .map(e => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 2 && b.height > 2);
    const over = [];
    for (let i = 0; i < shown.length; i++) for (let j = i + 1; j < Math.min(shown.length, i + 12); j++) {
        const [[e, a], [f, b]] = [shown[i], shown[j]];
        if (e.contains(f) || f.contains(e)) continue;
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 3 && y > 3) over.push(`${e.outerHTML.slice(0, 80)} / ${f.outerHTML.slice(0, 80)}`);
    }
    return over;
}"""
LARGE = "html { font-size: 200% !important }"
# WCAG 1.4.12.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-block-end: 2em !important }"
)


def lost(page) -> list[str]:
    wider = page.evaluate(WIDER)
    return page.evaluate(CUT) + page.evaluate(OVER) + ([f"{wider} px too wide"] if wider > 0 else [])


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
@pytest.mark.parametrize(
    ("width", "style"),
    [(320, ""), (1280, LARGE), (390, SPACED), (1280, SPACED)],
    ids=["320", "200 %", "spaced, 390", "spaced, 1280"],
)
def test_nothing_is_cut_covered_or_out_of_reach(width, style, place, show):
    go = show(width, bypass_csp=True, reduced_motion="reduce")
    for language in place.languages:
        page = go(place, language)
        if style:
            page.add_style_tag(content=style)
        assert not lost(page), (language, lost(page))


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_nothing_moves_for_those_who_ask_for_it(place, show):
    page = show(1280, reduced_motion="reduce")(place)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => ["", "::before", "::after"].some(part => {
            const s = getComputedStyle(e, part || null);
            return s.animationName !== "none" || !/^(0s(, )?)+$/.test(s.transitionDuration) || s.scrollBehavior === "smooth";
        })).map(e => e.outerHTML.slice(0, 100))"""
    )
    assert not moving


@pytest.mark.parametrize("name", ("home", "archive, filtered", "historical document", "search, results"))
def test_what_is_current_ticked_or_found_is_told_apart_in_forced_colours(name, show):
    page = show(1280, forced_colors="active")(PLACE[name])
    same = page.evaluate(
        """() => [...document.querySelectorAll("[aria-current], [aria-pressed=true], mark, input:checked")].filter(e => {
            if (!e.checkVisibility() || e.tagName === "INPUT" && getComputedStyle(e).appearance !== "none") return false;
            const sign = x => { const s = getComputedStyle(x), a = getComputedStyle(x, "::after");
                return [s.backgroundColor, s.color, s.outline, s.border, s.textDecorationLine, a.content, a.backgroundColor].join(); };
            const others = [...(e.closest("nav, ol, ul, .segments") ?? e.parentElement).querySelectorAll(e.tagName)]
                .filter(o => o !== e && !o.matches("[aria-current], [aria-pressed=true]"));
            return e.tagName === "MARK" ? sign(e) === sign(e.parentElement) : others.length && others.some(o => sign(o) === sign(e));
        }).map(e => e.outerHTML.slice(0, 160))"""
    )
    assert not same


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_without_script_nothing_is_offered_that_does_not_answer(place, show):
    page = show(390, java_script_enabled=False)(place)
    assert not page.locator("button:visible:not([type=submit])").count()
    assert not page.locator("a:visible:not([href])").count()
    for form in page.locator("form:visible").all():
        assert form.locator("button[type=submit]").count(), form.get_attribute("class")
    if page.locator("#menu").count():
        assert page.locator("#menu a").first.is_visible()


SAID_ON_PAPER = """() => [...document.querySelectorAll(
    "main h2, main h3, .line-of-text, .notice dd, .cartouche dd, .prose p, .closure p")]
    .filter(e => e.checkVisibility() && !e.closest(".on-screen, .unseen"))
    .map(e => { const copy = e.cloneNode(true); for (const part of copy.querySelectorAll(".unseen, .more")) part.remove();
        return copy.textContent; })"""


def printed(page) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    return "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    "name",
    (
        "home",
        "series",
        "historical document, page with words",
        "diagnostic report, untranslated",
        "artistic output",
        "notice only",
        "text",
        "search, results",
    ),
)
def test_a_page_prints_what_it_says_and_where_it_is(name, show):
    page = show(1280)(PLACE[name])
    heading = page.inner_text("h1")
    wanted = page.evaluate(SAID_ON_PAPER)
    paper = printed(page)
    for text in (heading, *wanted):
        assert _letters(text) in _letters(paper), text
    if page.query_selector(".print-only"):
        address = page.text_content(".print-only").split()[-1]
        assert address.startswith("http") and _letters(address) in _letters(paper)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    assert page.evaluate(WIDER) <= 0
    for hidden in (".bar", ".menu", ".facets", ".search", ".pager", ".skip"):
        assert not page.locator(f"{hidden}:visible").count(), hidden
