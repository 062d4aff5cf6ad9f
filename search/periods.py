"""Periods: the decades in which records are dated, and spans of years that a reader types.

A record is in a period when its earliest and latest day overlap it. An open end reaches as far as one asks;
what has no date is in no period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from archive.catalogue.models import RecordPage

FIRST, LAST = 1000, 2999  # years, as for dates

_DECADE = re.compile(r"(\d{3}0)s", re.ASCII)
_SPAN = re.compile(r"(\d{4})?-(\d{4})?|(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Years, both included."""

    first: int
    last: int

    @property
    def is_decade(self) -> bool:
        return self.first % 10 == 0 and self.last == self.first + 9

    @property
    def value(self) -> str:
        """As in an address: 1950s, 1948-1961, 1948-, -1961."""
        if self.is_decade:
            return f"{self.first}s"
        if self.first == self.last:
            return f"{self.first}"
        return f"{'' if self.first == FIRST else self.first}-{'' if self.last == LAST else self.last}"

    @property
    def label(self) -> str:
        if self.is_decade:
            return _("%(year)ss") % {"year": self.first}
        if self.first == self.last:
            return f"{self.first}"
        if self.first == FIRST:
            return _("until %(year)s") % {"year": self.last}
        if self.last == LAST:
            return _("from %(year)s on") % {"year": self.first}
        return f"{self.first}–{self.last}"


def read(value: str) -> Period | None:
    """The period of a value of an address; None when it is none."""
    if match := _DECADE.fullmatch(value):
        return _within(int(match[1]), int(match[1]) + 9)
    if match := _SPAN.fullmatch(value):
        if match[3]:
            return _within(int(match[3]), int(match[3]))
        if match[1] or match[2]:
            return _within(int(match[1] or FIRST), int(match[2] or LAST))
    return None


def _within(first: int, last: int) -> Period | None:
    return Period(first, last) if FIRST <= first <= last <= LAST else None


def _all(values: Iterable[str]) -> list[Period]:
    return sorted({period for value in values if (period := read(value))})


@dataclass(frozen=True, slots=True)
class Years:
    """Two years as typed in the two fields; `problem` says what is wrong with them."""

    first: str = ""
    last: str = ""
    problem: str = ""
    value: str = ""  # the period that they make


def typed(first: str, last: str) -> Years:
    first, last = first.strip(), last.strip()
    for year in (first, last):
        if year and not (re.fullmatch(r"\d{4}", year, re.ASCII) and FIRST <= int(year) <= LAST):
            problem = _("“%(year)s” is no year: it is written with four figures, like 1956.") % {
                "year": year[:20]
            }
            return Years(first[:20], last[:20], problem)
    if first and last and first > last:
        return Years(first, last, _("The first year comes after the last."))
    period = _within(int(first or FIRST), int(last or LAST)) if first or last else None
    return Years(first, last, value=period.value if period else "")


def labels(values: Iterable[str]) -> dict[str, str]:
    """Of those that are periods, in order of time, decades first."""
    periods = sorted(_all(values), key=lambda period: (not period.is_decade, period))
    return {period.value: period.label for period in periods}


def overlapping(values: Iterable[str]) -> Q:
    """The records that are dated in any of these periods."""
    found = Q(pk__in=[])
    for period in _all(values):
        found |= dated_between(date(period.first, 1, 1), date(period.last, 12, 31))
    return found


def dated_between(first: date | None, last: date | None) -> Q:
    """The records whose date overlaps these days; without any day, those that have no date."""
    undated = Q(date_earliest=None, date_latest=None)
    if first is None and last is None:
        return undated
    found = ~undated
    if last is not None:
        found &= Q(date_earliest=None) | Q(date_earliest__lte=last)
    if first is not None:
        found &= Q(date_latest=None) | Q(date_latest__gte=first)
    return found


def counts(records: QuerySet[RecordPage]) -> dict[str, int]:
    """Records of each decade between the first and the last in which one begins or ends."""
    rows = records.order_by().values_list("date_earliest", "date_latest").annotate(Count("pk"))
    found: dict[str, int] = {}
    for earliest, latest, count in rows:
        for token in tokens(earliest, latest):
            found[token] = found.get(token, 0) + count
    return figures(found)


# The index knows a record by words: each decade it touches, each that it fills ("1950s+"), the years of those
# that it does not fill, and the decades in which it begins or ends ("@1950s").


def tokens(earliest: date | None, latest: date | None) -> Iterator[str]:
    if earliest is None and latest is None:
        return
    first, last = earliest.year if earliest else FIRST, latest.year if latest else LAST
    for decade in _decades(first, last):
        yield f"{decade}s"
        if first <= decade and last >= decade + 9:
            yield f"{decade}s+"
        else:
            yield from map(str, range(max(first, decade), min(last, decade + 9) + 1))
    yield from {f"@{year // 10 * 10}s" for year in {d.year for d in (earliest, latest) if d}}


def sought(values: Iterable[str]) -> tuple[str, ...]:
    """The words of which a record in any of these periods has one."""
    words: dict[str, None] = {}
    for period in _all(values):
        for decade in _decades(period.first, period.last):
            if period.first <= decade and period.last >= decade + 9:
                words[f"{decade}s"] = None
            else:
                words[f"{decade}s+"] = None
                years = range(max(period.first, decade), min(period.last, decade + 9) + 1)
                words |= dict.fromkeys(map(str, years))
    return tuple(words)


def figures(found: Mapping[str, int]) -> dict[str, int]:
    """Decade → records, from records counted by word."""
    ends = [int(word[1:5]) for word in found if word[0] == "@"]
    if not ends:
        return {}
    shown = range(min(ends), max(ends) + 1, 10)
    return {f"{decade}s": found[f"{decade}s"] for decade in shown if f"{decade}s" in found}


def _decades(first: int, last: int) -> range:
    return range(first // 10 * 10, last + 1, 10)
