"""Marks, web and e-mail addresses: the same in every language, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from ..bare import Span
from .base import Doubt, Rendering

MARK = re.compile(r"\b[A-Z]{2,}-(?:[A-Z]+-)?\d{3,}\b")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AFTER = ".,;:!?)]}…'’"


def addresses(text: str) -> dict[str, tuple[int, int]]:
    found = {}
    for match in ADDRESS.finditer(text):
        said = match[0].rstrip(_AFTER)
        if ")" in match[0] and said.count("(") > said.count(")"):
            said += ")"
        found[said] = (match.start(), match.start() + len(said))
    return found


def marks(text: str) -> dict[str, tuple[int, int]]:
    return {match[0]: match.span() for match in MARK.finditer(without(text, addresses(text).values()))}


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks, as long, where something has been taken out."""
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _in_both_languages(said: str) -> str:
    """An address of ours may lead to the page in the other language."""
    return re.sub(r"/(?:fr|en)(?=/|$)", "/-", said)


def check(rendering: Rendering) -> Iterator[Doubt]:
    for kind, read in (("marks", marks), ("addresses", addresses)):
        wanted, there = read(rendering.original.text), read(rendering.translation.text)
        carried = {_in_both_languages(said) for said in there} & {_in_both_languages(said) for said in wanted}
        for said in wanted:
            if _in_both_languages(said) not in carried:
                yield Doubt(kind, _("“%(wanted)s” of the original is missing."), said={"wanted": said})
        for said in there:
            if _in_both_languages(said) not in carried:
                yield rendering.at(there[said], kind, _("“%(found)s” is not in the original."), found=said)
