"""Why a date is not understood, and how that is said to whoever typed it."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .lexicon import ENGLISH_DAYS, FRENCH_DAYS

Kind = Literal[
    "empty",
    "long",
    "brackets",
    "word",
    "whole",
    "undated too",
    "ambiguous",
    "short year",
    "no year",
    "far year",
    "no such day",
    "no such month",
    "weekday",
    "backwards",
    "decade",
    "century",
    "share",
    "doubt",
    "notation",
    "beyond",
]


class NotUnderstood(ValueError):
    """The kind of reason; `word` is what it is about; `readings` what it could mean, as EDTF."""

    def __init__(self, kind: Kind, word: str = "", readings: tuple[str, ...] = ()) -> None:
        super().__init__(f"{kind}: {word}" if word else kind)
        self.kind = kind
        self.word = word if len(word) <= 40 else f"{word[:40]}…"
        self.readings = readings


def explained(refusal: NotUnderstood) -> str:
    """One sentence in the interface's language."""
    from .notation import said

    language = (get_language() or "fr")[:2]
    word = refusal.word
    if refusal.kind == "weekday":
        word = (ENGLISH_DAYS if language == "en" else FRENCH_DAYS)[int(word)]
    readings = _(" or ").join(said(edtf, False, language) for edtf in refusal.readings)
    return _sentence(refusal.kind) % {"word": word, "readings": readings}


def _sentence(kind: Kind) -> str:
    sentences: dict[Kind, str] = {
        "empty": _("Nothing is written. A document without a date: s.d."),
        "long": _("This is too long for a date."),
        "brackets": _("A square bracket is missing, or holds nothing."),
        "word": _("“%(word)s” is not understood here."),
        "whole": _("Each word is known, but not in this order."),
        "undated too": _(
            "Dates and “s.d.” do not stand together. Keep the dates, and say in the scope and content that"
            " part of it bears none."
        ),
        "ambiguous": _("This can mean more than one date: %(readings)s. Write the one that is meant."),
        "short year": _("“%(word)s”: the year is written with its four digits."),
        "no year": _("The year is missing. One that is supplied stands in brackets: 12 mai [1957]."),
        "far year": _("“%(word)s” is no year between 1000 and 3000."),
        "no such day": _(
            "There is no such day: %(word)s. The day comes first, then the month, then the year."
        ),
        "no such month": _(
            "There is no such month: %(word)s. The day comes first, then the month, then the year."
        ),
        "weekday": _("The day of the week does not agree: that day was a %(word)s."),
        "backwards": _("The end comes before the beginning."),
        "decade": _("“%(word)s” is no decade: it begins with a year that ends in 0."),
        "century": _("“%(word)s” is no century between the 11th and the 30th."),
        "share": _("“%(word)s”: this cannot be divided so."),
        "doubt": _("A doubt (?, about) can be noted on a date or a span, not on this."),
        "beyond": _("This is more than one date can hold. Write it more simply."),
        "notation": _("“%(word)s” is EDTF that this archive does not use."),
    }
    return sentences[kind]
