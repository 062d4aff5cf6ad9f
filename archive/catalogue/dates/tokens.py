"""What was typed, cut into numbers, words and signs. Nothing is dropped but spaces, the points of
abbreviations, and brackets, which leave word on what they held."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from .refusals import NotUnderstood

LONGEST = 200

_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<sign>\.\.+|--|\S)")
_PARTLY_SUPPLIED = re.compile(r"\[(\d{1,3})\](\d{1,3}\b)|\b(\d{1,3})\[(\d{1,3})\]")
_SAME: dict[int, str] = {
    **dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212→"), "–"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u00ad\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "’‘ʼ´`′"), "'"),
    **dict.fromkeys(map(ord, "≈∼～±"), "~"),
    ord("…"): "...",
    ord("°"): "o",
    ord("º"): "o",
    ord("＿"): "_",
}


Kind = Literal["number", "word", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str  # folded
    typed: str
    glued: bool  # no space before it
    supplied: bool  # stood in square brackets


@dataclass(frozen=True, slots=True)
class Typed:
    tokens: tuple[Token, ...]
    inferred: bool  # something of the date stood in square brackets


def folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def tidy(text: str) -> str:
    """One kind of dash, apostrophe, tilde and space each."""
    if len(text) > LONGEST:
        raise NotUnderstood("long")
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).replace("->", "–").split())


def cut(text: str) -> Typed:
    """Of tidied text. Raises `NotUnderstood` for square brackets that do not pair."""
    whole = _PARTLY_SUPPLIED.sub(_supplied, text)
    partly = whole != text
    tokens: list[Token] = []
    within = False
    end = -1
    for found in _TOKEN.finditer(whole):
        typed = found.group()
        if typed in "[]":
            if (typed == "[") == within:
                raise NotUnderstood("brackets")
            within = typed == "["
            if typed == "]" and (not tokens or not tokens[-1].supplied):
                raise NotUnderstood("brackets")
            end = found.end() if end == found.start() else end
            continue
        glued = end == found.start()
        end = found.end()
        kind: Kind = "number" if found["number"] else "word" if found["word"] else "sign"
        if kind == "number" and not typed.isascii():
            raise NotUnderstood("word", word=typed)
        if typed in ".'" and glued and tokens and tokens[-1].kind == "word":
            continue  # an abbreviation's point, an elision
        tokens.append(Token(kind, folded(typed), typed, glued, within))
    if within:
        raise NotUnderstood("brackets")
    return Typed(tuple(tokens), partly or any(t.supplied and t.text != "?" for t in tokens))


def _supplied(found: re.Match[str]) -> str:
    digits = "".join(part for part in found.groups() if part)
    return digits if len(digits) == 4 else found.group()
