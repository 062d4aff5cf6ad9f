"""What was read of one date before it is known whether there is such a date: figures, and what may be
completed by its neighbour ("du 12 au 14 mai 1957")."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

from .parts import Century, Day, Decade, Kind, Month, Part, Portion, Season, Unknown, Winter, Year
from .refusals import NotUnderstood
from .shapes import Dated, Partly

FIRST_YEAR, LAST_YEAR = 1000, 3000
CODES: dict[Kind, int] = {"half": 40, "third": 37, "quarter": 33}
OF_YEAR = "of a year"
OF_MONTH = "of a month"


@dataclass(frozen=True, slots=True)
class Share:
    kind: Kind
    number: int  # -1 is the last
    only: str = ""  # OF_YEAR for trimestre and semestre, OF_MONTH for quinzaine
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of one date; what is None was not written."""

    day: int | None = None
    month: int | None = None
    season: int | None = None  # EDTF code 21 to 24
    year: str = ""  # as typed, whatever its length
    year_leads: bool = False  # written before its month: "1957 May"
    next_year: str = ""  # of a winter that lies in two
    decade: str = ""  # its first year, as typed
    years: bool = False  # a decade written "années …", of which a year may follow
    century: int | None = None
    century_named: bool = True  # whether the word "century" stood with it
    share: Share | None = None
    weekday: int | None = None
    unknown: Literal["", "year", "month", "day"] = ""  # what is said not to be known, or the finest of it
    figures: str = ""  # "/" "." "-" when written with these
    approximate: bool = False
    uncertain: bool = False

    @property
    def has_base(self) -> bool:
        return bool(self.year or self.decade or self.century is not None or self.unknown)

    @property
    def is_bare_year(self) -> bool:
        bare = replace(self, approximate=False, uncertain=False)
        return bool(self.year) and bare == Stretch(year=self.year)

    def completed(self, right: Stretch) -> Stretch:
        """With what it shares with its complete right neighbour: the year, then the month."""
        if self.century is not None and not self.century_named:
            named = right.century is not None and right.century_named
            return replace(self, century_named=True) if named else self
        if self.has_base:
            return self
        year = replace(self, year=right.year, unknown=right.unknown)
        if self.month is not None or self.season is not None:
            return year if right.month or right.season or right.share else self
        if self.day is not None:
            if right.day is None and right.share is not None and self == Stretch(day=self.day):
                return replace(right, share=replace(right.share, number=self.day))  # 1er-2e trimestre 1957
            return replace(year, month=right.month) if right.day is not None and right.month else self
        if self.share is not None and right.share is not None:
            return replace(year, month=right.month, decade=right.decade, century=right.century)
        return self

    def continued(self, left: Stretch) -> Stretch:
        """With what it shares with its left neighbour: "May 12–14, 1957", "1956–58", "1950s–60s",
        "1957 May 12 – June 3"."""
        if left.year_leads and not self.has_base and self.share is None and self.season is None:
            return replace(self, year=left.year, month=self.month or left.month, year_leads=True)
        if self.day is not None and self.month is None and self.year and left.day is not None:
            return replace(self, month=left.month)
        if len(self.year) < 3 and len(left.year) == 4 and self.is_bare_year and left.is_bare_year:
            return replace(self, year=left.year[: -len(self.year)] + self.year)
        if len(self.decade) == 2 and len(left.decade) == 4:
            return replace(self, decade=left.decade[:2] + self.decade)
        return self


def settled(stretch: Stretch) -> Dated | Partly:
    """The date that was meant. Raises `NotUnderstood` when there is none such."""
    if stretch.unknown:
        return _partly(stretch)
    return Dated(_part(stretch), stretch.approximate, stretch.uncertain)


def _part(stretch: Stretch) -> Part:
    whole = _whole(stretch)
    if stretch.share is None:
        return whole
    return _shared(whole, stretch.share)


def _whole(stretch: Stretch) -> Part:
    if stretch.century is not None:
        if not stretch.century_named:
            raise NotUnderstood("whole")
        if not 11 <= stretch.century <= 30:
            raise NotUnderstood("century", str(stretch.century))
        return Century(stretch.century - 1)
    if stretch.decade:
        year = _year(stretch.decade)
        if year % 10:
            raise NotUnderstood("decade", stretch.decade)
        return Decade(year // 10)
    if stretch.month is not None and not 1 <= stretch.month <= 12:
        raise NotUnderstood("no such month", str(stretch.month))
    if stretch.day is not None and stretch.month is None and stretch.year:
        raise NotUnderstood("whole")
    if not stretch.year:
        raise NotUnderstood("no year")
    year = _year(stretch.year)
    if stretch.next_year:
        following = stretch.next_year if len(stretch.next_year) == 4 else stretch.year[:2] + stretch.next_year
        if int(following) != year + 1:
            raise NotUnderstood("whole")
        return Winter(year)
    if stretch.season is not None:
        return Season(year, stretch.season)
    if stretch.month is None:
        return Year(year)
    if stretch.day is None:
        return Month(year, stretch.month)
    return _day(year, stretch.month, stretch.day, stretch.weekday)


def _day(year: int, month: int, day: int, weekday: int | None) -> Day:
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NotUnderstood("no such day", f"{day:02}/{month:02}/{year}")
    found = Day(year, month, day, weekday is not None)
    if weekday is not None and found.first.weekday() != weekday:
        raise NotUnderstood("weekday", str(found.first.weekday()))
    return found


def _year(typed: str) -> int:
    if len(typed) < 4 or not typed.isdigit():
        raise NotUnderstood("short year", typed)
    year = int(typed)
    if len(typed) > 4 or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood("far year", typed)
    return year


def _shared(whole: Part, share: Share) -> Part:
    shares = {"half": 2, "third": 3, "quarter": 4, "vague": 3}[share.kind]
    number = shares if share.number == -1 else share.number
    fits = isinstance(whole, Year) if share.only == OF_YEAR else not share.only or isinstance(whole, Month)
    if not fits or not 1 <= number <= shares:
        raise NotUnderstood("share", share.typed)
    if isinstance(whole, Year) and share.kind != "vague":
        return Season(whole.year, CODES[share.kind] + number - 1)
    if not isinstance(whole, Month | Year | Decade | Century):
        raise NotUnderstood("share", share.typed)
    if share.kind == "quarter" and not isinstance(whole, Century):
        raise NotUnderstood("share", share.typed)
    return Portion(whole, share.kind, number)


def _partly(stretch: Stretch) -> Partly:
    if stretch.share or stretch.season or stretch.weekday is not None:
        raise NotUnderstood("whole")
    year = _year(stretch.year) if stretch.year else None
    if stretch.month is not None and not 1 <= stretch.month <= 12:
        raise NotUnderstood("no such month", str(stretch.month))
    longest = 31 if stretch.month is None else monthrange(year or 2000, stretch.month)[1]
    if stretch.day is not None and not 1 <= stretch.day <= longest:
        raise NotUnderstood("no such day", str(stretch.day))
    if (stretch.approximate or stretch.uncertain) and (year is None or stretch.day):
        raise NotUnderstood("doubt")
    finest: Literal["month", "day"] = "day" if stretch.day or stretch.unknown == "day" else "month"
    return Partly(Unknown(year, stretch.month, stretch.day, finest), stretch.approximate, stretch.uncertain)
