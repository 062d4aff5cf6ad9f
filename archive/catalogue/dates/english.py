"""Dates said in English."""

from __future__ import annotations

from .lexicon import ENGLISH_DAYS, ENGLISH_MONTHS, ENGLISH_SEASONS
from .parts import (
    SHARES,
    Century,
    Day,
    Decade,
    Month,
    Part,
    Portion,
    Season,
    Unit,
    Unknown,
    Winter,
    Year,
)
from .shapes import Choice, Date, Dated, Partly, Single, Span, Undated, Within
from .sharing import Members, days_of, months_of, one_month, one_year

_ORDINALS = ("first", "second", "third", "fourth")
_VAGUE = ("early", "mid", "late")
_OF_YEAR = {33: "quarter", 37: "third", 40: "half"}


def spoken(date: Date) -> str:
    match date:
        case Undated():
            return "n.d."
        case Single(dated):
            doubt = " (?)" if dated.uncertain else ""
            return f"{'c. ' if dated.approximate else ''}{name(dated.part)}{doubt}"
        case Partly():
            said = unknown(date.unknown)
            return f"{'c. ' if date.approximate else ''}{said}{' (?)' if date.uncertain else ''}"
        case Within(start, end):
            return _within(start, end)
        case Choice(items, every):
            each, shared = _members(items, every)
            return f"{', '.join(each[:-1])} {'and' if every else 'or'} {each[-1]}{shared}"
        case Span():
            return _span(date)


def _members(items: Members, every: bool) -> tuple[list[str], str]:
    """Each, and what they share after the last: 12, 13 and 14 May 1957."""
    if month := one_month(items):
        return [str(day) for day in days_of(items)], f" {name(month)}"
    if year := one_year(items):
        return [ENGLISH_MONTHS[month - 1] for month in months_of(items)], f" {year}"
    said = [_pair(item) if isinstance(item, tuple) else _item(item) for item in items]
    # In "1956 ou 1957 (?)" both are doubtful; "1957?" is alone.
    return [each if every else each.replace(" (?)", "?") for each in said], ""


def _item(dated: Dated) -> str:
    """As one of several: what is doubtful about it comes after it."""
    return f"{name(dated.part)}{_after(dated)}"


def _after(dated: Dated) -> str:
    return f"{' (approx.)' if dated.approximate else ''}{' (?)' if dated.uncertain else ''}"


def _pair(pair: tuple[Dated, Dated]) -> str:
    first, last = pair
    if isinstance(first.part, Year) and isinstance(last.part, Year) and not first.mark and not last.mark:
        return f"{first.part.year}–{last.part.year}"
    return f"{_item(first)} – {_item(last)}"


def unknown(what: Unknown) -> str:
    if what.year is None:
        day = f"{what.day} " if what.day else "a day in " if what.finest == "day" else ""
        return f"{day}{ENGLISH_MONTHS[what.month - 1] if what.month else ''}, year unknown"
    if what.day:
        return f"the {_nth(what.day)} of a month in {what.year}"
    if what.month:
        return f"a day in {ENGLISH_MONTHS[what.month - 1]} {what.year}"
    return f"a {'day' if what.finest == 'day' else 'month'} in {what.year}"


def _within(start: Unit | None, end: Unit | None) -> str:
    if start and end:
        said, shared = _members((Dated(start), Dated(end)), True)
        return f"between {said[0]} and {said[1]}{shared}"
    if end:
        return f"before {name(end.step(1))}"
    assert start
    return f"after {name(start.step(-1))}"


def _span(span: Span) -> str:
    start, end = span.start, span.end
    if isinstance(start, Dated) and isinstance(end, Dated):
        return _from_to(start, end)
    if isinstance(start, Dated):
        if end == "..":
            return f"since {_named(start.part)}{_after(start)}"
        return f"from {_named(start.part)}{_after(start)} to an unknown date"
    assert isinstance(end, Dated)
    if start == "..":
        return f"until {_named(end.part)}{_after(end)}"
    return f"from an unknown date to {_named(end.part)}{_after(end)}"


def _from_to(start: Dated, end: Dated) -> str:
    first, last = start.part, end.part
    if isinstance(first, Year) and isinstance(last, Year) and start.mark == end.mark:
        return (
            f"{'c. ' if start.approximate else ''}{first.year}–{last.year}{' (?)' if start.uncertain else ''}"
        )
    if not start.mark and not end.mark:
        if isinstance(first, Day) and isinstance(last, Day) and not first.weekday and not last.weekday:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first.day}–{name(last)}"
            if first.year == last.year:
                return f"{first.day} {ENGLISH_MONTHS[first.month - 1]} – {name(last)}"
        if isinstance(first, Month) and isinstance(last, Month) and first.year == last.year:
            return f"{ENGLISH_MONTHS[first.month - 1]}–{name(last)}"
    return f"from {_named(first)}{_after(start)} to {_named(last)}{_after(end)}"


def _named(part: Part) -> str:
    """With the article that running English wants."""
    takes_article = isinstance(part, Decade | Century) or (
        isinstance(part, Portion) and (part.kind != "vague" or not isinstance(part.whole, Month | Year))
    )
    return (
        f"the {name(part)}" if takes_article or (isinstance(part, Season) and part.code > 24) else name(part)
    )


def name(part: Part) -> str:
    match part:
        case Day(year, month, day, weekday):
            named = f"{ENGLISH_DAYS[part.first.weekday()]} " if weekday else ""
            return f"{named}{day} {ENGLISH_MONTHS[month - 1]} {year}"
        case Month(year, month):
            return f"{ENGLISH_MONTHS[month - 1]} {year}"
        case Year(year):
            return f"{year}"
        case Season(year, code) if code < 33:
            return f"{ENGLISH_SEASONS[code - 21]} {year}"
        case Season(year, code):
            start = 33 if code < 37 else 37 if code < 40 else 40
            return f"{_ORDINALS[code - start]} {_OF_YEAR[start]} of {year}"
        case Winter(year):
            return f"winter {year}–{year + 1}"
        case Decade(tens):
            return f"{tens * 10}s{' (decade)' if tens % 10 == 0 else ''}"
        case Century(hundreds):
            return f"{_nth(hundreds + 1)} century"
        case Portion():
            return _portion(part)


def _portion(part: Portion) -> str:
    if part.kind == "vague":
        word = _VAGUE[part.number - 1]
        return f"{word}{'-' if word == 'mid' else ' '}{name(part.whole)}"
    which = "last" if part.number == SHARES[part.kind] > 2 else _ORDINALS[part.number - 1]
    return f"{which} {part.kind} of {_named(part.whole)}"


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
