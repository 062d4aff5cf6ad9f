"""Parts of the calendar that have a name: a day, a month, a decade, the end of a year (Gregorian)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WINTER = 24
EARLY, MIDDLE, LATE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Day:
    year: int
    month: int
    day: int
    weekday: bool = False  # whether it was named, and is to be said

    @property
    def edtf(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def ends(self) -> tuple[Day, Day]:
        return self, self

    @property
    def first(self) -> date:
        return date(self.year, self.month, self.day)

    last = first

    def step(self, by: int) -> Day:
        there = self.first + timedelta(days=by)
        return Day(there.year, there.month, there.day)


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int

    @property
    def edtf(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def ends(self) -> tuple[Month, Month]:
        return self, self

    @property
    def length(self) -> int:
        return monthrange(self.year, self.month)[1]

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, self.length)

    def step(self, by: int) -> Month:
        months = self.year * 12 + self.month - 1 + by
        return Month(months // 12, months % 12 + 1)


@dataclass(frozen=True, slots=True)
class Year:
    year: int

    @property
    def edtf(self) -> str:
        return f"{self.year:04}"

    @property
    def ends(self) -> tuple[Year, Year]:
        return self, self

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    def step(self, by: int) -> Year:
        return Year(self.year + by)


Unit = Day | Month | Year  # what has a neighbour before and after


@dataclass(frozen=True, slots=True)
class Season:
    """A season (21–24), quarter (33–36), third (37–39) or half (40, 41) of a year, by its EDTF code."""

    year: int
    code: int

    @property
    def edtf(self) -> str:
        return f"{self.year:04}-{self.code}"

    @property
    def ends(self) -> tuple[Month, Month]:
        """The seasons are those of the weather services. A winter lies in two years, and a year in two
        winters: which one is meant is not known, so it has no months of its own."""
        if self.code == WINTER:
            return Month(self.year, 1), Month(self.year + 1, 2)
        if self.code < WINTER:
            start, length = 3 * (self.code - 20), 3
        elif self.code < 37:
            start, length = 3 * (self.code - 33) + 1, 3
        elif self.code < 40:
            start, length = 4 * (self.code - 37) + 1, 4
        else:
            start, length = 6 * (self.code - 40) + 1, 6
        return Month(self.year, start), Month(self.year, start + length - 1)

    @property
    def first(self) -> date:
        return self.ends[0].first

    @property
    def last(self) -> date:
        return self.ends[1].last


@dataclass(frozen=True, slots=True)
class Winter:
    """The winter that begins in this year and ends in the next."""

    year: int

    @property
    def edtf(self) -> str:
        return f"{self.ends[0].edtf}/{self.ends[1].edtf}"

    @property
    def ends(self) -> tuple[Month, Month]:
        return Month(self.year, 12), Month(self.year + 1, 2)

    @property
    def first(self) -> date:
        return self.ends[0].first

    @property
    def last(self) -> date:
        return self.ends[1].last


@dataclass(frozen=True, slots=True)
class Decade:
    tens: int  # 195

    @property
    def edtf(self) -> str:
        return f"{self.tens:03}X"

    @property
    def ends(self) -> tuple[Year, Year]:
        return Year(self.tens * 10), Year(self.tens * 10 + 9)

    @property
    def first(self) -> date:
        return self.ends[0].first

    @property
    def last(self) -> date:
        return self.ends[1].last


@dataclass(frozen=True, slots=True)
class Century:
    hundreds: int  # 19, the twentieth

    @property
    def edtf(self) -> str:
        return f"{self.hundreds:02}XX"

    @property
    def ends(self) -> tuple[Year, Year]:
        return Year(self.hundreds * 100), Year(self.hundreds * 100 + 99)

    @property
    def first(self) -> date:
        return self.ends[0].first

    @property
    def last(self) -> date:
        return self.ends[1].last


Kind = Literal["vague", "half", "third", "quarter"]
SHARES: dict[Kind, int] = {"vague": 3, "half": 2, "third": 3, "quarter": 4}


@dataclass(frozen=True, slots=True)
class Portion:
    """A share of something longer. *Vague* is its beginning, middle or end: a third, its inner edge
    approximate. (Quarters, thirds and halves of years have EDTF codes: see `Season`.)"""

    whole: Month | Year | Decade | Century
    kind: Kind
    number: int  # from 1

    @property
    def ends(self) -> tuple[Unit, Unit]:
        if isinstance(self.whole, Month):
            lead, tail = self._cut(self.whole.length)
            start = Day(self.whole.year, self.whole.month, 1)
            return start.step(lead), start.step(tail)
        if isinstance(self.whole, Year):
            lead, tail = self._cut(12)
            january = Month(self.whole.year, 1)
            return january.step(lead), january.step(tail)
        opening, closing = self.whole.ends
        lead, tail = self._cut(closing.year - opening.year + 1)
        return opening.step(lead), opening.step(tail)

    def _cut(self, length: int) -> tuple[int, int]:
        """First and last place of the share among `length` places. Odd lengths are cut as people cut
        them: a month at the 10th, 15th and 20th, a decade before 4 and 7, a century before 34 and 67."""
        shares = SHARES[self.kind]
        if 28 <= length <= 31:
            edges = [0, 15, length] if shares == 2 else [0, 10, 20, length]
        elif shares == 3:
            edges = [0, -(-length // 3), -(-2 * length // 3), length]
        else:
            edges = [length * share // shares for share in range(shares + 1)]
        return edges[self.number - 1], edges[self.number] - 1

    @property
    def first(self) -> date:
        return self.ends[0].first

    @property
    def last(self) -> date:
        return self.ends[1].last


@dataclass(frozen=True, slots=True)
class Unknown:
    """A date of which something is not known: the day or month within a year or month, or the year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    finest: Literal["year", "month", "day"] = "day"  # down to where the date goes

    @property
    def edtf(self) -> str:
        year = f"{self.year:04}" if self.year else "XXXX"
        month = f"-{self.month:02}" if self.month else "-XX" if self.finest != "year" else ""
        day = f"-{self.day:02}" if self.day else "-XX" if self.finest == "day" else ""
        return year + month + day


Part = Day | Month | Year | Season | Winter | Decade | Century | Portion
