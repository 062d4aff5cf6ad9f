"""Punctuation and spaces, as each language sets them.

Which space stands before a French sign is not asked: the site sets the no-break ones itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..bare import Span
from .base import Doubt, Rendering
from .references import ADDRESS, without

NO_BREAK = "\u00a0\u202f"
_CLOSERS = "»”’\"')]"
_ENDS = ".…?!:;,"
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|etc|env|no|vol|ca|approx|Ltd|Inc|St|Co|Jr|coll|éd|ed|art|fig|suiv|préc|ing|arch|dir|resp|min|max)|\.[a-z])\.$"
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_QUOTES = re.compile(r"[«»“”„‟\"]|(?<!\w)‘[^’\n]*’(?!\w)")

_ENGLISH_SPACE = re.compile(rf"(?<=\S)[ {NO_BREAK}]+([;:!?%])(?!\))")
_NUMERO = re.compile(r"\bn°", re.I)
_FRENCH_GLUED = re.compile(
    rf"(?<![\s{NO_BREAK}?!(\[«…])[;!?»](?!\w*[)\]])|(?<![\s{NO_BREAK}(\[«]):(?![/\d])|«(?![\s{NO_BREAK}])"
)
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def check(rendering: Rendering) -> Iterator[Doubt]:
    text = without(
        rendering.translation.text, [match.span() for match in ADDRESS.finditer(rendering.translation.text)]
    )
    yield from _ending(rendering)
    yield from _brackets(rendering)
    yield from _quotes(rendering)
    yield from _spaces(rendering, text)
    if rendering.into == "en":
        yield from _english(rendering, text)
    else:
        yield from _french(rendering, text)
    if not _STRAIGHT.search(rendering.original.text):
        for match in _STRAIGHT.finditer(text):
            yield rendering.at(match.span(), "typography", _("The apostrophe is written ’."), "notice")


def _end(text: str) -> str:
    """The sign that ends it; the stop of an abbreviation may be one."""
    text = re.sub(r"\.\.\.+", "…", text).rstrip().rstrip(_CLOSERS).rstrip()
    return text[-1:] if text[-1:] in _ENDS else ""


def _ending(rendering: Rendering) -> Iterator[Doubt]:
    original, translation = rendering.original.text, rendering.translation.text
    wanted, there = _end(original), _end(translation)
    if wanted == there or any(_ABBREVIATION.search(text.rstrip()) for text in (original, translation)):
        return
    bare_end = len(translation.rstrip())
    place = (max(bare_end - 1, 0), bare_end)
    if wanted:
        sentence = _("The original ends with “%(wanted)s”, the translation does not.")
        yield rendering.at(place, "punctuation", sentence, wanted=wanted)
    else:
        sentence = _("The translation ends with “%(found)s”, the original does not.")
        yield rendering.at(place, "punctuation", sentence, found=there)


def _alone(text: str) -> list[Span]:
    """Brackets that nothing opens or closes."""
    opened: list[tuple[str, int]] = []
    alone = []
    for place, sign in enumerate(text):
        if sign in _PAIRS:
            opened.append((_PAIRS[sign], place))
        elif sign in _PAIRS.values():
            if opened and opened[-1][0] == sign:
                opened.pop()
            else:
                alone.append((place, place + 1))
    return alone + [(place, place + 1) for _sign, place in opened]


def _brackets(rendering: Rendering) -> Iterator[Doubt]:
    if _alone(rendering.original.text):
        return  # as in a) and b)
    for span in _alone(rendering.translation.text):
        sign = rendering.translation.text[slice(*span)]
        yield rendering.at(span, "punctuation", _("“%(found)s” is opened or closed alone."), found=sign)


def _quotes(rendering: Rendering) -> Iterator[Doubt]:
    translation = rendering.translation.text
    quoted = re.search(r"[«“\"]", rendering.original.text)
    if quoted and not _QUOTES.search(translation) and not re.search("<(?:i|em)>", rendering.target):
        yield Doubt("punctuation", _("The quotation marks of the original are missing."), "notice")
    for opening, closing in (("«", "»"), ("“", "”")):
        if translation.count(opening) != translation.count(closing):
            place = translation.find(opening if opening in translation else closing)
            sentence = _("“%(found)s” is opened or closed alone.")
            yield rendering.at((place, place + 1), "punctuation", sentence, found=translation[place])


def _spaces(rendering: Rendering, text: str) -> Iterator[Doubt]:
    if "  " not in rendering.original.text.strip():
        for match in re.finditer(r"(?<=\S) {2,}(?=\S)", text):
            yield rendering.at(match.span(), "spaces", _("Several spaces where one is enough."))
    for match in re.finditer(rf"(?<=\w)[ {NO_BREAK}]+([,.])(?![.\d\w])", text):
        yield rendering.at(match.span(), "spaces", _("A space before “%(found)s”."), found=match[1])
    if text != text.strip(" ") and rendering.original.text == rendering.original.text.strip(" "):
        place = (0, 1) if text.startswith(" ") else (len(text) - 1, len(text))
        yield rendering.at(place, "spaces", _("A space at the beginning or at the end."), "notice")


def _one_space(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _english(rendering: Rendering, text: str) -> Iterator[Doubt]:
    for match in re.finditer("[«»]", text):
        sentence = _("“%(found)s” is French: English quotation marks are “ and ”.")
        yield rendering.at(match.span(), "typography", sentence, found=match[0])
    for match in _ENGLISH_SPACE.finditer(text):
        if _one_space(text[max(match.start() - 8, 0) : match.end()]) in _one_space(rendering.original.text):
            continue  # a title that stays French
        sentence = _("In English no space stands before “%(found)s”.")
        yield rendering.at(match.span(), "typography", sentence, found=match[1])
    for match in _NUMERO.finditer(text):
        sentence = _("“%(found)s” is written “%(better)s” here.")
        yield rendering.at(match.span(), "typography", sentence, found=match[0], better="no.")
    yield from _straight_quotes(rendering, text, "“ ”")


def _french(rendering: Rendering, text: str) -> Iterator[Doubt]:
    for match in re.finditer("[“”]", text):
        if not _inside(text, match.start()):
            sentence = _("“%(found)s” is English: French quotation marks are « and ».")
            yield rendering.at(match.span(), "typography", sentence, found=match[0])
    for match in _FRENCH_GLUED.finditer(text):
        sentence = _("In French a space stands between “%(found)s” and its word.")
        yield rendering.at(match.span(), "typography", sentence, "notice", found=match[0])
    yield from _straight_quotes(rendering, text, "« »")


def _inside(text: str, place: int) -> bool:
    """Within French quotation marks, where others are of the second rank."""
    return text.count("«", 0, place) > text.count("»", 0, place)


def _straight_quotes(rendering: Rendering, text: str, better: str) -> Iterator[Doubt]:
    if '"' in rendering.original.text:
        return
    for match in re.finditer('"', text):
        sentence = _("“%(found)s” is written “%(better)s” here.")
        yield rendering.at(match.span(), "typography", sentence, "notice", found=match[0], better=better)
