"""Numbers and dates: those of the original, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .base import Doubt, Rendering
from .figures import Figure, figures
from .numerals import numbers_in_words, written

_PERCENT = re.compile(r"%|\bpour ?cent|\bper ?cent", re.I)


def check(rendering: Rendering) -> Iterator[Doubt]:
    original, translation = rendering.original.text, rendering.translation.text
    wanted, there = figures(original, rendering.language), figures(translation, rendering.into)
    missing = _unmet(wanted, there, numbers_in_words(translation, rendering.into))
    extra = _unmet(there, wanted, numbers_in_words(original, rendering.language), strict=False)
    yield from _differences(rendering, missing, extra)
    if not missing and not extra:
        yield from _otherwise(rendering, wanted, there)
    for figure in there:
        if better := _better(figure, wanted, rendering):
            sentence = _("“%(found)s” is written “%(better)s” here.")
            yield rendering.at(figure.span, "numbers", sentence, found=figure.said, better=better)
    if bool(_PERCENT.search(original)) != bool(_PERCENT.search(translation)):
        yield Doubt("numbers", _("One of the two texts says per cent, the other does not."))


def _unmet(
    figures_: list[Figure], others: list[Figure], in_words: set[Decimal], strict: bool = True
) -> list[Figure]:
    """Those of which the other text says nothing, one for each place."""
    values = {value for other in others for value in other.values | other.foreign} | in_words
    months = {other.month for other in others}
    found: dict[tuple[int, int], Figure] = {}
    for figure in figures_:
        mine = figure.any if strict else figure.values | figure.foreign
        if (figure.month and figure.month not in months) or (mine and not mine & values):
            found.setdefault(figure.span, figure)
    return list(found.values())


def _differences(rendering: Rendering, missing: list[Figure], extra: list[Figure]) -> Iterator[Doubt]:
    def kind(figure: Figure) -> str:
        return "dates" if figure.month else "numbers"

    if len(missing) == len(extra) == 1:
        wrong, right = extra[0], missing[0]
        sentence = _("“%(found)s” stands where the original has “%(wanted)s”.")
        yield rendering.at(wrong.span, kind(right), sentence, found=wrong.said, wanted=right.said)
        return
    for figure in missing:
        place = rendering.translation.text.find(figure.said)
        if figure.month and place >= 0:
            sentence = _("“%(found)s” is still as in the original.")
            yield rendering.at((place, place + len(figure.said)), "dates", sentence, found=figure.said)
            continue
        sentence = _("“%(wanted)s” of the original is missing.")
        yield Doubt(kind(figure), sentence, said={"wanted": figure.said})
    for figure in extra:
        sentence = _("“%(found)s” is not in the original.")
        yield rendering.at(figure.span, kind(figure), sentence, found=figure.said)


def _otherwise(rendering: Rendering, wanted: list[Figure], there: list[Figure]) -> Iterator[Doubt]:
    dates = {figure.date for figure in wanted if figure.date}
    if dates - {figure.date for figure in there}:
        for figure in there:
            if figure.date and dates and figure.date not in dates:
                sentence = _("“%(found)s” puts together parts of several dates of the original.")
                yield rendering.at(figure.span, "dates", sentence, found=figure.said)


def _better(figure: Figure, wanted: list[Figure], rendering: Rendering) -> str:
    """How it is written in this language, where it is understood only as the other writes it."""
    if figure.better or not figure.values:
        return figure.better
    known = {value for other in wanted for value in other.values}
    if figure.values & known or not figure.foreign & known:
        return ""
    (value,) = figure.foreign
    return written(value, rendering.into)
