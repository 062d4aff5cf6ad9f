"""From words to the date they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from . import lexicon as words
from .notation import bounds, looks_like_edtf, read
from .parts import Portion
from .refusals import Kind, NotUnderstood
from .sayings import Sayings
from .shapes import Choice, Date, Dated, Partly, Single, Span, Undated
from .speech import spoken
from .tokens import Typed, cut, tidy

LONGEST_EDTF = 255  # what the catalogue keeps

_SAMPLE = re.compile(r"\s*\[(exemple|sample)\]$", re.IGNORECASE)
# 31/03/2025, 31-03-2025, 31 03 2025, 2025-03, 195-, EDTF: the reader is told in words.
_FIGURES = re.compile(
    r"(?<!\d)\d\d?[/.]\d|\d{4}[/.]\d\d?(?!\d)|\b\d\d?-\d\d?-|\b\d\d? \d\d? \d{4}|\d{4}-(0?\d|1[0-2])\b"
    r"|\b\d{2,3}--?(?!\d)|\b\d{3}\.(?!\d)|\dX|[~%{}]|\.\."
)
_ENGLISH_DECADE = re.compile(r"\d['’]?s\b")
_ROMAN = re.compile(r"[xvi]+(e|eme|o)")
_NO_DATE = r"s\. ?d\.|sd|n\. ?d\.|nd|sans date|non datée?|undated|no date"
_SUPPOSED = (
    r"(?:vers|v\.|env\b|environ|ca?\b|circa|about|around|approx|probabl|peut-être|sans doute|possibly|perhaps"
    r"|entre|between|avant|before|après|after)"
)
# What stands beside "s.d." was supplied: s.d. (1956), sans date, vers 1956.
_UNDATED_BUT = re.compile(
    rf"^({_NO_DATE})[ ,:]*\((?!\?)([^()\[\]]+)\)$|^\[?({_NO_DATE})[,;:]? *({_SUPPOSED}[^()\[\]]*)\]?$",
    re.IGNORECASE,
)
_SEASON_CODE = re.compile(r"\[?[12]\d(\d\d)-(2[1-4]|3[3-9]|4[01])\]?")

# Of several reasons why a date is refused, the one to tell.
_WEIGHT: tuple[Kind, ...] = (
    *("weekday", "no such day", "no such month", "far year", "short year", "ambiguous", "decade", "century"),
    *("backwards", "share", "doubt", "beyond", "no year", "notation", "whole", "undated too", "word"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say, before the library is asked for its bounds."""

    date: Date
    inferred: bool
    sample: bool  # marked as made up for the demonstration
    languages: frozenset[str]  # those in which the words can be shown as they are

    def said(self, language: str) -> str:
        text = spoken(self.date, language)
        if self.inferred:
            text = f"[{text}]"
        return f"{text} [{words.SAMPLE[language]}]" if self.sample else text


@dataclass(frozen=True, slots=True)
class WrittenDate:
    words: str  # as typed
    edtf: str
    earliest: date | None
    latest: date | None
    inferred: bool  # the archive supplied it, or part of it
    approximate: bool
    uncertain: bool
    reading: Reading

    def said(self, language: str) -> str:
        return self.reading.said(language)


@lru_cache(maxsize=2048)
def understand(words: str) -> WrittenDate:
    """Raises `NotUnderstood`, with the reason."""
    reading = heard(words)
    edtf = reading.date.edtf
    if len(edtf) > LONGEST_EDTF:
        raise NotUnderstood("beyond")
    try:
        earliest, latest = bounds(edtf)
    except NotUnderstood:
        raise NotUnderstood("beyond") from None
    approximate, uncertain = _doubts(reading.date)
    return WrittenDate(words, edtf, earliest, latest, reading.inferred, approximate, uncertain, reading)


def _doubts(date: Date) -> tuple[bool, bool]:
    dated: list[Dated] = []
    match date:
        case Single(one):
            dated = [one]
        case Partly():
            return date.approximate, date.uncertain
        case Span(start, end):
            dated = [each for each in (start, end) if isinstance(each, Dated)]
        case Choice(items, _every):
            dated = [one for item in items for one in (item if isinstance(item, tuple) else (item,))]
    vague = any(isinstance(one.part, Portion) and one.part.kind == "vague" for one in dated)
    return vague or any(one.approximate for one in dated), any(one.uncertain for one in dated)


@lru_cache(maxsize=8192)
def heard(text: str) -> Reading:
    """What the words say. Raises `NotUnderstood`."""
    tidied = tidy(text)
    unmarked = _SAMPLE.sub("", tidied)
    sample = unmarked != tidied
    if not unmarked:
        raise NotUnderstood("empty")
    if but := _UNDATED_BUT.fullmatch(unmarked):
        unmarked = f"{but[1] or but[3]} [{but[2] or but[4]}]"
    notation: NotUnderstood | None = None
    if looks_like_edtf(unmarked) and not _two_ways(unmarked):
        try:
            return Reading(read(unmarked), False, sample, frozenset())
        except NotUnderstood as refusal:
            notation = refusal  # figures and signs may still be what people write
    typed = cut(unmarked)
    try:
        dates = _all_readings(typed, unmarked)
    except NotUnderstood as refusal:
        if notation and refusal.kind in ("word", "whole") and re.search("[X{}%]", unmarked):
            raise notation from None
        raise
    if _two_ways(unmarked):
        code = read(unmarked.strip("[]"))
        dates |= {code.edtf: code}
    if len(dates) > 1:
        raise NotUnderstood("ambiguous", readings=tuple(sorted(dates)))
    (found,) = dates.values()
    inferred = typed.inferred and not isinstance(found, Undated)
    return Reading(found, inferred, sample, _languages(typed, tidied))


def _two_ways(text: str) -> bool:
    """Whether it is a season's EDTF code, and also what people write for two years: 1920-21."""
    match = _SEASON_CODE.fullmatch(text)
    return match is not None and int(match[2]) > int(match[1])


def _all_readings(typed: Typed, text: str) -> dict[str, Date]:
    """EDTF → date, of every way in which all tokens can be read."""
    tokens = typed.tokens
    if len(tokens) > 1 and tokens[-1].text in (".", ",", ";") and tokens[-1].glued:
        masked = tokens[-1].text == "." and tokens[-2].kind == "number" and len(tokens[-2].text) == 3
        tokens = tokens if masked else tokens[:-1]  # 195. is a decade
    sayings = Sayings(tokens)
    found: dict[str, Date] = {}
    refusals: list[NotUnderstood] = []
    for later, end in sayings.saying(0):
        if end == len(tokens):
            try:
                date = later()
                found.setdefault(date.edtf, date)
            except NotUnderstood as refusal:
                refusals.append(refusal)
            except (ValueError, OverflowError):
                refusals.append(NotUnderstood("far year", text))
    if found:
        return found
    if refusals:
        raise min(refusals, key=lambda refusal: _WEIGHT.index(refusal.kind))
    furthest = sayings.furthest
    if sayings.undated_too(len(tokens)):
        raise NotUnderstood("undated too")
    if furthest < len(tokens):
        raise NotUnderstood("word", tokens[furthest].typed)
    raise NotUnderstood("whole")


def _languages(typed: Typed, text: str) -> frozenset[str]:
    """In which languages these words can stand. Figures that may be taken for others stand in none."""
    if _FIGURES.search(text):
        return frozenset()
    said = {token.text for token in typed.tokens if token.kind == "word" and not _ROMAN.fullmatch(token.text)}
    decade = bool(_ENGLISH_DECADE.search(text))
    languages = {"fr": said <= words.FRENCH, "en": said <= words.ENGLISH | ({"s"} if decade else set())}
    languages["fr"] &= not decade
    if mark := _SAMPLE.search(text):
        languages = {key: fits and words.SAMPLE[key] == mark[1].lower() for key, fits in languages.items()}
    return frozenset(key for key, fits in languages.items() if fits)
