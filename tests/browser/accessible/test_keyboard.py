"""With the keyboard alone: every control is reached in the order of the page, is seen when it is, and is left."""

from __future__ import annotations

import pytest

from .places import PLACE, PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Kept in the page: what can be reached, in the order in which it stands; one radio button for each group.
PREPARE = """() => {
    const parts = element => [element, ...element.querySelectorAll("*")].flatMap(e => ["", "::before", "::after"].map(p => [e, p]));
    const look = element => parts(element).map(([part, pseudo]) => {
        const s = getComputedStyle(part, pseudo);
        return [s.content, s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.stroke, s.strokeWidth, s.fill].join();
    }).join("|");
    const groups = new Set();
    const reachable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({visibilityProperty: true}))
        .filter(e => e.type !== "radio" || (e.checked || !e.form.querySelector(`[name="${e.name}"]:checked`))
            && !groups.has(e.name) && groups.add(e.name));
    window.walk = {reachable, looks: new Map(reachable.map(e => [e, look(e)])), look};
    document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex");
    return reachable.length;
}"""
HERE = """() => {
    const element = document.activeElement;
    const place = walk.reachable.indexOf(element);
    if (element === document.body) return {place: -1};
    const name = element.outerHTML.slice(0, 120);
    const boxes = [...element.getClientRects()].filter(b => b.width && b.height);
    const box = boxes[0] ?? element.getBoundingClientRect();
    const middle = (from, to, edge) => (Math.max(from, 0) + Math.min(to, edge)) / 2;
    const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const top = document.elementFromPoint(x, y);
    const seen = inside && top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
    return {place, name, seen, lit: walk.look(element) !== walk.looks.get(element)};
}"""


def walk(page, key: str, most: int) -> list[dict]:
    steps = []
    for _step in range(most):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["place"] == -1:
            break
        steps.append(here)
    return steps


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
@pytest.mark.parametrize("width", (390, 1280))
def test_every_control_is_reached_in_order_seen_and_left(place, width, show):
    page = show(width, reduced_motion="reduce")(place)
    count = page.evaluate(PREPARE)
    steps = walk(page, "Tab", count + 5)
    assert [step["place"] for step in steps] == list(range(count)), steps[-1]
    assert not [step["name"] for step in steps if not step["seen"]]
    assert not [step["name"] for step in steps if not step["lit"]]


@pytest.mark.parametrize(
    "name", ("home", "search, results", "historical document, page with words", "write, errors")
)
def test_the_way_back_is_the_way_there(name, show):
    page = show(1280, reduced_motion="reduce")(PLACE[name])
    count = page.evaluate(PREPARE)
    walk(page, "Tab", count)
    back = walk(page, "Shift+Tab", count + 5)
    assert [step["place"] for step in back] == list(reversed(range(count - 1)))


@pytest.mark.parametrize(
    "name", ("home", "archive, list", "historical document, page with words", "write, errors")
)
def test_focus_is_seen_in_forced_colours(name, show):
    """Shadows and backgrounds are gone there: something else must be left."""
    page = show(1280, forced_colors="active", reduced_motion="reduce")(PLACE[name])
    steps = walk(page, "Tab", page.evaluate(PREPARE))
    assert len(steps) > 5
    assert not [step["name"] for step in steps if not step["lit"]]


@pytest.mark.parametrize(
    "place", [place for place in PUBLIC if place.status not in (400, 429, 500, 503)], ids=lambda p: p.name
)
def test_skip_links_are_first_and_lead_where_they_say(place, show):
    page = show()(place)
    targets = page.eval_on_selector_all(".skip a", "links => links.map(link => link.getAttribute('href'))")
    assert targets[0] == "#content" and len(targets) >= 2
    for number, target in enumerate(targets, start=1):
        page.reload()
        for _step in range(number):
            page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.get_attribute("href") == target
        assert link.bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("target => document.activeElement.matches(target)", target), target
        page.keyboard.press("Tab")
        assert page.evaluate(
            "target => { const t = document.querySelector(target), a = document.activeElement;"
            " return t.contains(a) || !!(t.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING) }",
            target,
        )


def test_keys_turn_the_pages_of_the_reader_and_only_there(show):
    page = show(1280)(PLACE["historical document"])
    say = page.locator("#live")
    page.keyboard.press("PageDown")
    assert "p=2" not in page.url
    page.focus("[data-control=stage]")
    for key, said in (
        ("PageDown", "Page 2 sur 7"),
        ("End", "Page 7 sur 7"),
        ("Home", "Page 1 sur 7"),
        ("+", "125"),
        ("r", "90"),
    ):
        page.keyboard.press(key)
        page.wait_for_function("said => document.getElementById('live').textContent.includes(said)", arg=said)
        assert page.evaluate("document.activeElement.dataset.control") == "stage", key
    assert say.get_attribute("aria-live") == "polite"
    page.keyboard.press("t")
    assert page.get_attribute("[data-control=text]", "aria-pressed") == "false"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.control") != "stage"


def test_a_control_that_turns_the_page_keeps_the_focus(show):
    page = show(1280)(PLACE["historical document"])
    for name, said in (("next", "Page 2 sur 7"), ("next", "Page 3 sur 7"), ("previous", "Page 2 sur 7")):
        page.focus(f"[data-control={name}]")
        page.keyboard.press("Enter")
        page.wait_for_function("said => document.getElementById('live').textContent.includes(said)", arg=said)
        assert page.evaluate("document.activeElement.dataset.control") == name


def test_the_name_of_a_lit_window_is_put_away_with_escape(show):
    page = show(1280)(PLACE["home"])
    page.focus(".e-light")
    assert page.is_visible(".tip")
    page.keyboard.press("Escape")
    assert page.is_hidden(".tip")
    assert page.evaluate("document.activeElement.matches('.e-light')")


def test_a_form_with_errors_brings_the_reader_to_them(show):
    page = show(1280)(PLACE["write, errors"])
    summary = page.locator("#errors")
    assert summary.get_attribute("role") == "alert"
    for link in summary.locator("a").all():
        link.focus()
        page.keyboard.press("Enter")
        field = page.locator(":focus")
        assert field.get_attribute("aria-invalid") == "true"
        described = field.get_attribute("aria-describedby").split()
        assert any(name.endswith("_error") for name in described), described
        assert page.locator(f"#{described[-1]}").is_visible()
