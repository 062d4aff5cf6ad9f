"""Links and emphasis of localize's inline HTML: each link carried over once, each tag closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..bare import TAG
from .base import Doubt, Rendering

ALLOWED = {"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"}
_ID = re.compile(r"""^\s+id\s*=\s*["']?([\w-]+)["']?$""")
_LOOSE = re.compile(r"<(?!/?[a-zA-Z])")
_SAME = {"strong": "b", "em": "i"}


def link_of(match: re.Match[str]) -> str:
    found = _ID.match(match["attributes"] or "")
    return found[1] if found else ""


def _opened(text: str) -> Counter[tuple[str, str]]:
    return Counter(_key(tag) for tag in TAG.finditer(text) if not tag["closes"] and _key(tag)[0] != "br")


def _key(tag: re.Match[str]) -> tuple[str, str]:
    name = tag["name"].lower()
    return _SAME.get(name, name), link_of(tag)


def check(rendering: Rendering) -> Iterator[Doubt]:
    if rendering.rich:
        yield from _broken(rendering)
        yield from _carried(rendering)
    elif not TAG.search(rendering.source):
        for tag in TAG.finditer(rendering.target):
            sentence = _("%(tag)s will be read as it is written: this text has no mark-up.")
            yield Doubt("tags", sentence, "warning", tag.span(), {"tag": tag[0]})


def _broken(rendering: Rendering) -> Iterator[Doubt]:
    opened: list[re.Match[str]] = []
    for tag in TAG.finditer(rendering.target):
        name, attributes = tag["name"].lower(), tag["attributes"] or ""
        if name not in ALLOWED or (attributes.strip() and not (name == "a" and link_of(tag))):
            yield Doubt("tags", _("%(tag)s cannot stand here."), "error", tag.span(), {"tag": tag[0]})
        elif name == "br":
            continue
        elif not tag["closes"]:
            opened.append(tag)
        elif opened and opened[-1]["name"].lower() == name:
            opened.pop()
        else:
            yield Doubt("tags", _("%(tag)s closes what is not open."), "error", tag.span(), {"tag": tag[0]})
    for tag in opened:
        yield Doubt("tags", _("%(tag)s is not closed."), "error", tag.span(), {"tag": tag[0]})
    for sign in _LOOSE.finditer(rendering.target):
        yield Doubt("tags", _("“<” is written &lt; here."), "error", sign.span())


def _carried(rendering: Rendering) -> Iterator[Doubt]:
    wanted, there = _opened(rendering.source), _opened(rendering.target)
    for name, link in wanted - there:
        if name == "a":
            yield Doubt("links", _("A link of the original is missing: %(link)s."), said={"link": link})
        else:
            sentence = _("An emphasis of the original is missing: %(tag)s.")
            yield Doubt("tags", sentence, said={"tag": f"<{name}>"})
    added = there - wanted
    for tag in reversed(list(TAG.finditer(rendering.target))):
        key = _key(tag)
        if tag["closes"] or not added[key]:
            continue
        added[key] -= 1
        if key[0] == "a":
            yield Doubt("links", _("This link is not in the original, or stands twice."), "error", tag.span())
        elif key[0] in ALLOWED:
            yield Doubt("tags", _("This emphasis is not in the original."), "notice", tag.span())
