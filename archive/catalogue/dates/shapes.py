"""What a whole expression says: one part of the calendar, a span of them, a choice between them; each with
its EDTF (ISO 8601-2, levels 0 to 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .parts import (
    EARLY,
    LATE,
    WINTER,
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


@dataclass(frozen=True, slots=True)
class Dated:
    """A part, and how far it is to be trusted."""

    part: Part
    approximate: bool = False
    uncertain: bool = False

    @property
    def mark(self) -> str:
        return mark(self.approximate, self.uncertain)

    @property
    def edtf(self) -> str:
        if isinstance(self.part, Portion) or (self.mark and isinstance(self.part, Season | Winter)):
            return f"{opening(self, True)}/{closing(self, True)}"
        return self.part.edtf + self.mark


def mark(approximate: bool, uncertain: bool) -> str:
    return "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""


def _edge(dated: Dated, closes: bool, alone: bool) -> str:
    """`alone`: decades and seasons are not called by their names, but by where they begin or end."""
    part = dated.part
    if isinstance(part, Day | Month | Year):
        return part.edtf + dated.mark
    named = isinstance(part, Decade | Century) or (isinstance(part, Season) and part.code <= WINTER)
    if named and not alone and not dated.mark and not isinstance(part, Portion | Winter):
        return part.edtf
    vague = isinstance(part, Portion) and part.kind == "vague" and part.number != (LATE if closes else EARLY)
    return part.ends[closes].edtf + mark(dated.approximate or vague, dated.uncertain)


def opening(dated: Dated, alone: bool = False) -> str:
    """EDTF of where it begins."""
    return _edge(dated, False, alone)


def closing(dated: Dated, alone: bool = False) -> str:
    return _edge(dated, True, alone)


@dataclass(frozen=True, slots=True)
class Single:
    dated: Dated

    @property
    def edtf(self) -> str:
        return self.dated.edtf


@dataclass(frozen=True, slots=True)
class Span:
    """All from the one to the other. An end is a part, open ("..") or not known ("")."""

    start: Dated | Literal["..", ""]
    end: Dated | Literal["..", ""]

    @property
    def edtf(self) -> str:
        named = self._between(alone=False)
        if re.fullmatch(r"\d{3}X/\d{4}", named):  # in French "des années 1950 à 1965" says years
            return self._between(alone=True)
        # The library takes decades and seasons at the ends of a span only where nothing else is said.
        open_ended = not (isinstance(self.start, Dated) and isinstance(self.end, Dated))
        return self._between(alone=True) if open_ended or any(sign in named for sign in "~?%") else named

    def _between(self, alone: bool) -> str:
        start = opening(self.start, alone) if isinstance(self.start, Dated) else self.start
        end = closing(self.end, alone) if isinstance(self.end, Dated) else self.end
        return f"{start}/{end}"


@dataclass(frozen=True, slots=True)
class Within:
    """One date, not known which, from the one to the other; None where there is no limit."""

    start: Unit | None
    end: Unit | None

    @classmethod
    def between(cls, start: Unit, end: Unit) -> Within:
        """Both ends as fine as the finer one."""
        if isinstance(start, Year) and not isinstance(end, Year):
            start = Month(start.year, 1)
        if isinstance(end, Year) and not isinstance(start, Year):
            end = Month(end.year, 12)
        if isinstance(start, Month) and isinstance(end, Day):
            start = Day(start.year, start.month, 1)
        if isinstance(end, Month) and isinstance(start, Day):
            end = Day(end.year, end.month, end.length)
        return cls(start, end)

    @property
    def edtf(self) -> str:
        return f"[{self.start.edtf if self.start else ''}..{self.end.edtf if self.end else ''}]"


@dataclass(frozen=True, slots=True)
class Choice:
    """Several dates: all of them, or one of them. A pair stands for all from the one to the other."""

    items: tuple[Dated | tuple[Dated, Dated], ...]
    every: bool

    @property
    def edtf(self) -> str:
        inner = ",".join(_member(item) for item in self.items)
        return f"{{{inner}}}" if self.every else f"[{inner}]"


def _member(item: Dated | tuple[Dated, Dated]) -> str:
    if isinstance(item, Dated) and not isinstance(item.part, Season | Winter | Portion):
        return item.edtf
    first, last = item if isinstance(item, tuple) else (item, item)
    return Within.between(first.part.ends[0], last.part.ends[1]).edtf[1:-1]


@dataclass(frozen=True, slots=True)
class Partly:
    """One date of which a part is not known."""

    unknown: Unknown
    approximate: bool = False
    uncertain: bool = False

    @property
    def edtf(self) -> str:
        return self.unknown.edtf + mark(self.approximate, self.uncertain)


@dataclass(frozen=True, slots=True)
class Undated:
    edtf: str = "XXXX"


Date = Single | Span | Within | Choice | Partly | Undated
