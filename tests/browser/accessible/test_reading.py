"""What a screen reader meets: names, levels, landmarks, languages, in the order in which they are seen."""

from __future__ import annotations

import pytest

from .places import PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMED = {
    "link", "button", "textbox", "searchbox", "spinbutton", "checkbox", "radio", "combobox", "image", "form",
    "search", "navigation", "region", "group", "complementary", "heading", "DisclosureTriangle",
}  # fmt: skip
LANDMARKS = ("banner", "main", "contentinfo")
MINIMAL = ("400", "429", "500", "503")

IDS = """() => {
    const all = [...document.querySelectorAll("[id]")].map(e => e.id);
    const twice = all.filter((id, n) => all.indexOf(id) !== n);
    const lost = [];
    for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"])
        for (const e of document.querySelectorAll(`[${name}]`))
            for (const id of e.getAttribute(name).split(/\\s+/))
                if (!document.getElementById(id)) lost.push(`${name}=${id}`);
    for (const link of document.querySelectorAll('a[href^="#"]'))
        if (!document.getElementById(link.getAttribute("href").slice(1))) lost.push(link.outerHTML);
    return [...twice, ...lost];
}"""
# Nothing that says something is moved away from where it stands in the source, but for a reference painted on
# the image of its record.
MOVED = """() => [...document.body.querySelectorAll("*:not(.mark)")].filter(e => {
    if (!e.innerText?.trim()) return false;
    const s = getComputedStyle(e);
    return s.order !== "0" || /reverse/.test(s.flexDirection + s.flexWrap) || e.tabIndex > 0
        || /dense/.test(s.gridAutoFlow);
}).map(e => e.outerHTML.slice(0, 100))"""
# What follows is never seen above; but a reference stands at the end of its row, and is read last.
CLIMBING = """() => [...document.querySelectorAll("main h1, main h2, main h3, main p, main li")].flatMap(e => {
    const next = e.nextElementSibling;
    if (!next || next.matches(".mark") || !e.checkVisibility() || !next.checkVisibility()) return [];
    const a = e.getBoundingClientRect(), b = next.getBoundingClientRect();
    const clipped = b.width < 2 || a.width < 2;
    return !clipped && b.bottom <= a.top ? [e.outerHTML.slice(0, 100)] : [];
})"""


def tree(page) -> list[dict]:
    """Role, name and properties of what is exposed, in the order in which it is read."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    read: list[dict] = []

    def go(node: dict) -> None:
        if not node.get("ignored"):
            properties = {item["name"]: item["value"].get("value") for item in node.get("properties", [])}
            name = (node.get("name") or {}).get("value", "")
            read.append({"role": node["role"]["value"], "name": name.strip(), **properties})
        for child in node.get("childIds", []):
            if child in by_id:
                go(by_id[child])

    go(nodes[0])
    return read


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_the_page_is_read_as_it_is_seen(place, show):
    go = show(1280)
    for language in place.languages:
        page = go(place, language)
        read = tree(page)
        where = (place.name, language)
        unnamed = [node["role"] for node in read if node["role"] in NAMED and not node["name"]]
        assert not [role for role in unnamed if role not in ("group", "form")], (where, unnamed)

        levels = [node["level"] for node in read if node["role"] == "heading"]
        assert levels.count(1) == 1, (where, levels)
        within = levels[levels.index(1) :]
        assert all(below - above <= 1 for above, below in zip(within, within[1:], strict=False)), (
            where,
            within,
        )
        assert levels[0] == 1, where

        for role in LANDMARKS:
            expected = (
                1
                if role == "main" or place.name not in MINIMAL
                else (role == "banner") * (place.name != "429")
            )
            assert [node["role"] for node in read].count(role) == expected, (where, role)
        for role in ("navigation", "region", "search", "complementary"):
            names = [node["name"] for node in read if node["role"] == role]
            assert len(names) == len(set(names)), (where, role, names)

        for wrong in (IDS, MOVED, CLIMBING):
            found = page.evaluate(wrong)
            assert not found, (where, found)


def test_every_page_has_a_title_of_its_own(show):
    """A page of a list or of a reader says so in its title, too, once it is not the first."""
    go = show(1280)
    same = {
        frozenset({"archive, list", "archive, grid", "archive, second page"}),
        frozenset({"notice only", "seen by an archivist"}),
        frozenset({"closed", "404"}),  # not to be told apart
    }
    for language in ("fr", "en"):
        titles: dict[str, list[str]] = {}
        for place in PUBLIC:
            if language in place.languages:
                titles.setdefault(go(place, language).title(), []).append(place.name)
        for title, names in titles.items():
            assert title.endswith("| Camus Haut") and len(title) > len("| Camus Haut") + 3, title
            assert len(names) == 1 or any(set(names) <= known for known in same), (title, names)


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_words_are_in_the_language_they_are_said_to_be_in(place, show):
    """Interface and document: what is French on an English page is marked, down to each title."""
    go = show(1280)
    for language in place.languages:
        page = go(place, language)
        assert page.get_attribute("html", "lang") == language
        foreign = page.evaluate(
            """([french, english]) => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
                while (walker.nextNode()) {
                    const node = walker.currentNode, text = node.textContent;
                    if (node.parentElement.closest("script, noscript, [translate=no]")) continue;
                    const said = node.parentElement.closest("[lang]").lang;
                    const other = said === "fr" ? english : french;
                    if (other.some(word => new RegExp(`(^|[^\\\\p{L}’])${word}([^\\\\p{L}’]|$)`, "u").test(text)))
                        wrong.push(`${said}: ${text.trim().slice(0, 80)}`);
                }
                return wrong;
            }""",
            [FRENCH, ENGLISH],
        )
        assert not foreign, (place.name, language, foreign)


FRENCH = ["le", "les", "des", "une", "du", "dans", "est", "pour", "avec", "sur", "aux", "ce", "ne", "par"]
ENGLISH = ["the", "of", "and", "is", "are", "to", "with", "for", "this", "has", "been", "your", "from"]
