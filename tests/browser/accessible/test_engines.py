"""Two engines that know nothing of each other, Deque's axe and IBM's Equal Access, find nothing.

Every public place in both languages, on a telephone and on a desk, by day and by night; in the admin, axe
looks at what is ours: the middle of the page.
"""

from __future__ import annotations

import functools

import pytest
from django.conf import settings

from .places import ADMIN, PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (390, 1280)
AXE = "node_modules/axe-core/axe.min.js"
ACE = "node_modules/accessibility-checker-engine/ace.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ACE_RULES = ["WCAG_2_2", "IBM_Accessibility"]

# Alarms of Equal Access that were looked at and are false: rule, part of the tag, reason.
SCROLLS = (
    "what scrolls must be reached by the keyboard: axe (scrollable-region-focusable) asks for this very thing"
)
FALSE_ALARMS = (
    ("element_tabbable_role_valid", 'data-control="stage"', SCROLLS),
    ("element_tabbable_role_valid", 'data-control="transcription"', SCROLLS),
    ("element_tabbable_role_valid", 'class="elevation-frame"', SCROLLS),
)

RUN_AXE = """([rules, within]) => axe.run(within || document, {runOnly: rules, resultTypes: ["violations"]})
    .then(({violations}) => violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))"""
RUN_ACE = """rules => new ace.Checker().check(document, rules).then(({results}) => results
    .filter(({value}) => value[0] === "VIOLATION" && value[1] === "FAIL")
    .map(({ruleId, message, path, snippet}) => [ruleId, message, path.dom, snippet.slice(0, 240)]))"""


@functools.cache
def script(path: str) -> str:
    return (settings.BASE_DIR / path).read_text()


def by_axe(page, within: str = "") -> list[str]:
    page.evaluate(f"window.axe || {script(AXE)}; 0")
    return [f"axe {found}" for found in page.evaluate(RUN_AXE, [AXE_RULES, within])]


def by_ace(page) -> list[str]:
    page.evaluate(script(ACE))
    return [
        f"ace {rule}: {message} {path} {snippet}"
        for rule, message, path, snippet in page.evaluate(RUN_ACE, ACE_RULES)
        if not any(rule == known and part in snippet for known, part, _reason in FALSE_ALARMS)
    ]


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_neither_engine_finds_anything(place, show):
    found = []
    for width in WIDTHS:
        go = show(width, reduced_motion="reduce")
        for language in place.languages:
            page = go(place, language)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                said = by_axe(page) + by_ace(page)
                found += [f"{language} {width} {scheme}: {line}" for line in said]
            page.emulate_media(color_scheme="light")
        assert not page.problems
    assert not found, "\n".join(found)


@pytest.mark.parametrize("place", ADMIN, ids=lambda place: place.name)
def test_axe_finds_nothing_in_what_is_ours_of_the_admin(place, show):
    page = show(reduced_motion="reduce")(place)
    within = ".nice-padding" if page.query_selector(".nice-padding") else "main"
    assert not by_axe(page, within)
