"""EDTF as it is typed and stored, and its bounds: by the library `edtf`, kept from its inventions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from .parts import (
    EARLY,
    LATE,
    MIDDLE,
    WINTER,
    Century,
    Day,
    Decade,
    Month,
    Part,
    Portion,
    Season,
    Unknown,
    Year,
)
from .refusals import NotUnderstood
from .shapes import Choice, Date, Dated, Partly, Single, Span, Undated, Within
from .speech import spoken

_PART = re.compile(r"([12]\d{3}|[12]\d{2}X|[12]\dXX)(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_UNKNOWN = re.compile(r"([12]\d{3}|XXXX)-(\d\d|XX)(?:-(\d\d|XX))?([?~%]?)")


def looks_like_edtf(text: str) -> bool:
    """Figures and signs only, and something beyond figures that people do not write."""
    compact = text.replace(" ", "")
    return bool(re.fullmatch(r"[0-9X./,{}\[\]?~%-]+", compact)) and bool(
        re.search(r"[X{}%~]|\.\.|^\[.*,|^\d{4}-\d\d|/", compact)
    )


@lru_cache(maxsize=2048)
def read(edtf: str) -> Date:
    """Raises `NotUnderstood` for what is no EDTF, and for EDTF that cannot be said in words."""
    compact = edtf.replace(" ", "")
    found = _read(compact)
    bounds(found.edtf)
    return found


def _read(text: str) -> Date:
    if text == "XXXX":
        return Undated()
    if text[:1] in "[{":
        return _set(text)
    if "/" in text:
        start, _slash, end = text.partition("/")
        return _interval(start, end)
    if (match := _UNKNOWN.fullmatch(text)) and "X" in match.group():
        return _partly(match)
    return Single(_dated(text))


def _no(text: str) -> NotUnderstood:
    return NotUnderstood("notation", text)


def _dated(text: str) -> Dated:
    match = _PART.fullmatch(text)
    if match is None:
        raise _no(text)
    year, month, day, mark = match.groups()
    return Dated(_part(text, year, month, day), mark in ("~", "%"), mark in ("?", "%"))


def _part(text: str, year: str, month: str | None, day: str | None) -> Part:
    if "X" in year:
        if month:
            raise _no(text)
        return Century(int(year[:2])) if year.endswith("XX") else Decade(int(year[:3]))
    if month is None:
        return Year(int(year))
    if not 1 <= int(month) <= 12:
        if day or not (21 <= int(month) <= 24 or 33 <= int(month) <= 41):
            raise _no(text)
        return Season(int(year), int(month))
    if day is None:
        return Month(int(year), int(month))
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood("no such day", f"{day}/{month}/{year}") from None
    return Day(int(year), int(month), int(day))


def _partly(match: re.Match[str]) -> Partly:
    year, month, day, mark = match.groups()
    known = [None if "X" in each else int(each) for each in (year, month, day or "XX")]
    unknown = Unknown(known[0], known[1], known[2], "day" if day else "month")
    if known[1] is not None and not 1 <= known[1] <= 12:
        raise _no(match.group())
    if known == [None, None, known[2]]:
        raise _no(match.group())
    return Partly(unknown, mark in ("~", "%"), mark in ("?", "%"))


def _interval(start: str, end: str) -> Date:
    if {start, end} <= {"", ".."}:
        raise _no(f"{start}/{end}")
    first = start if start in ("", "..") else _dated(start)
    last = end if end in ("", "..") else _dated(end)
    if isinstance(first, Dated) and isinstance(last, Dated):
        if first.part.first > last.part.first or first.part.last >= last.part.last:
            raise NotUnderstood("backwards")
        if portion := vague_portion(first, last):
            return Single(portion)
    return Span(first, last)  # type: ignore[arg-type]


def vague_portion(first: Dated, last: Dated) -> Dated | None:
    """The beginning, middle or end that these two ends can only mean: exact without, approximate within."""
    for number, marks in ((EARLY, ("", "~")), (MIDDLE, ("~", "~")), (LATE, ("~", ""))):
        if (first.mark, last.mark) != marks:
            continue
        for whole in _wholes(first.part, last.part):
            portion = Portion(whole, "vague", number)
            if portion.ends == (first.part, last.part):
                return Dated(portion)
    return None


def _wholes(first: Part, last: Part) -> list[Month | Year | Decade | Century]:
    if isinstance(first, Year) and isinstance(last, Year):
        return [Decade(first.year // 10), Century(first.year // 100)]
    if isinstance(first, Month) and isinstance(last, Month):
        return [Year(first.year)]
    if isinstance(first, Day) and isinstance(last, Day):
        return [Month(first.year, first.month)]
    return []


def _set(text: str) -> Date:
    every = text[0] == "{"
    if text[-1] != ("}" if every else "]"):
        raise NotUnderstood("brackets")
    members = text[1:-1].split(",")
    if len(members) == 1 and ".." in members[0] and not every:
        start, _dots, end = members[0].partition("..")
        if start == end:
            raise _no(text)
        return Within(_limit(start), _limit(end))
    if len(members) < 2:
        raise _no(text)
    for first, second in pairwise(members):
        if re.fullmatch(r"\d{3}X", first) and re.fullmatch(r"\d{3}0", second):
            raise _no(text)  # "années 1950 et 1960" is said of two decades
    return Choice(tuple(_member(member) for member in members), every)


def _limit(text: str) -> Day | Month | Year | None:
    if not text:
        return None
    dated = _dated(text)
    if dated.mark or not isinstance(dated.part, Day | Month | Year):
        raise _no(text)
    return dated.part


def _member(text: str) -> Dated | tuple[Dated, Dated]:
    start, dots, end = text.partition("..")
    if dots:
        return _dated(start), _dated(end)
    return _dated(text)


@lru_cache(maxsize=2048)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day; None where there is no limit, or none that is known.

    Raises `NotUnderstood` when it is not EDTF.
    """
    try:
        parsed: Any = parse_edtf(edtf)
    except EDTFParseException as error:
        raise _no(edtf) from error
    if "XXXX" in edtf:
        return None, None
    earliest, latest = _day(parsed.lower_strict), _day(parsed.upper_strict)
    # An end that is not known is given a limit ten years away, and a winter December alone.
    if edtf.startswith("/"):
        earliest = None
    if edtf.endswith("/"):
        latest = None
    first, last = edtf.partition("/")[0], edtf.rpartition("/")[2]
    if first[4:7] == f"-{WINTER}":
        earliest = Season(int(first[:4]), WINTER).first
    if last[4:7] == f"-{WINTER}":
        latest = Season(int(last[:4]), WINTER).last
    return earliest, latest


def _day(limit: Callable[[], Any]) -> date | None:
    found = limit()
    return None if isinstance(found, float) else date(found.tm_year, found.tm_mon, found.tm_mday)


@lru_cache(maxsize=2048)
def said(edtf: str, inferred: bool, language: str) -> str:
    """EDTF in words of this language, in square brackets when it is inferred."""
    words = spoken(read(edtf), language)
    return f"[{words}]" if inferred else words
