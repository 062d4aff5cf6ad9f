"""Dates put together from what was read of each: what they share, what doubts are about, what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .parts import WINTER, Portion, Season, Unit, Winter
from .refusals import NotUnderstood
from .shapes import Choice, Date, Dated, Partly, Single, Span, Within
from .stretch import Stretch, settled

Later = Callable[[], Date]  # the date itself, made only when everything has been read


@dataclass(frozen=True, slots=True)
class Item:
    """One date within an expression. `leads`: a doubt stood before it; `spaced`: a question mark stood
    apart behind it."""

    stretch: Stretch
    leads: bool = False
    spaced: bool = False
    supplied: bool = False

    @property
    def plain(self) -> bool:
        return not self.leads and not self.spaced


Members = tuple[Item | tuple[Item, Item], ...]


def may_pair(first: Item, last: Item, how: str) -> bool:
    """What a dash may join. A slash between figures parts day and month, a hyphen glued to two figures a
    month; a season of one year and another year are no span."""
    left, right = first.stretch, last.stretch
    if how == "slash" and (left.figures or right.figures) and left.figures != "-":
        return False
    if left.figures and not left.year and not right.figures:
        return False
    if how == "slash" and 1 <= _small(left) <= 31 and 1 <= _small(right) <= 12:
        return False  # 14/07 is a day without its year
    if right.is_bare_year:
        if left.season and left.year:
            return False
        if len(right.year) < 3:
            if not left.is_bare_year or len(left.year) != 4:
                return False
            if how == "hyphen" and len(right.year) == 2 and 1 <= int(right.year) <= 12:
                return False
    return True


def _small(stretch: Stretch) -> int:
    """One or two figures alone; 0 for all else."""
    if len(stretch.year) < 3 and stretch.is_bare_year:
        return int(stretch.year)
    return stretch.day if stretch.day and stretch == Stretch(day=stretch.day) else 0


def doubted_alike(first: Item, last: Item) -> tuple[Item, Item]:
    left, right = first.stretch, last.stretch
    if first.leads and not last.leads:
        right = replace(
            right,
            approximate=left.approximate or right.approximate,
            uncertain=left.uncertain or right.uncertain,
        )
    if last.spaced:
        left = replace(left, uncertain=True)
    return replace(first, stretch=left), replace(last, stretch=right)


def _pair(first: Item, last: Item, clear: bool) -> tuple[Stretch, Stretch]:
    right = last.stretch.continued(first.stretch)
    left = first.stretch.completed(right)
    if first.stretch.season and not first.stretch.year:
        left, right = _beside(left, right)
    if left.years and right.is_bare_year and left.share is None:
        if right.year.endswith("0"):
            decades = f"{left.decade[:3]}X/{right.year[:3]}X", f"{left.decade}/{right.year}"
            raise NotUnderstood("ambiguous", readings=decades)
        left = replace(left, years=False, decade="", year=left.decade)
    if not clear and left.is_bare_year and left.year.endswith("0") and right.decade and not right.years:
        decades = f"{left.year[:3]}X/{right.decade[:3]}X", f"{left.year}/{right.decade[:3]}X"
        raise NotUnderstood("ambiguous", readings=decades)  # 1950–1960s
    return left, right


def _beside(left: Stretch, right: Stretch) -> tuple[Stretch, Stretch]:
    """The winter of "automne-hiver 1957" follows, that of "hiver-printemps 1957" comes before."""
    if WINTER in (left.season, right.season) and len(right.year) == 4 and right.year.isdecimal():
        if right.season == WINTER and left.season != WINTER and not right.next_year:
            right = replace(right, next_year=str(int(right.year) + 1))
        elif left.season == WINTER and (right.season or right.month) and right.season != WINTER:
            left = replace(left, year=str(int(right.year) - 1), next_year=right.year)
    return left, right


def _dated(stretch: Stretch) -> Dated:
    found = settled(stretch)
    if isinstance(found, Partly):
        raise NotUnderstood("whole")
    return found


def _certain_winter(dated: Dated) -> Dated:
    """With its months. A winter of one year may be either of two."""
    if isinstance(dated.part, Season) and dated.part.code == WINTER:
        year = dated.part.year
        raise NotUnderstood("ambiguous", readings=(Winter(year - 1).edtf, Winter(year).edtf))
    return dated


def single(item: Item) -> Date:
    found = settled(item.stretch)
    if isinstance(found, Partly):
        return Single(found) if isinstance(found, Dated) else found
    return Single(_certain_winter(found) if found.mark else found)


def _two(first: Item, last: Item, clear: bool = False) -> tuple[Dated, Dated]:
    left, right = _pair(first, last, clear)
    start, end = _dated(left), _dated(right)
    if start.part.first > end.part.first or start.part.last >= end.part.last:
        raise NotUnderstood("backwards")
    return start, end


def span_of(first: Item, last: Item, clear: bool = False) -> Date:
    """`clear`: from … to …, where each end stands for itself."""
    start, end = _two(first, last, clear)
    if start.mark:
        _certain_winter(start)
    if end.mark:
        _certain_winter(end)
    return Span(start, end)


def open_span(first: Item | None, last: Item | None, other: str) -> Date:
    start = _dated(first.stretch) if first else other
    end = _dated(last.stretch) if last else other
    for each in (start, end):
        if isinstance(each, Dated) and each.mark:
            _certain_winter(each)
    return Span(start, end)  # type: ignore[arg-type]


def _unit(dated: Dated, closes: bool) -> Unit:
    """The day, month or year with which it begins or ends."""
    if dated.mark:
        raise NotUnderstood("doubt")
    return _certain_winter(dated).part.ends[closes]


def between(first: Item, last: Item) -> Date:
    start, end = _two(first, last)
    return Within.between(_unit(start, False), _unit(end, True))


def inside(first: Item, last: Item) -> Date:
    """after the one and before the other"""
    start, end = _two(first, last)
    inner = _unit(start, True).step(1), _unit(end, False).step(-1)
    if inner[0].first > inner[1].last:
        raise NotUnderstood("backwards")
    found = Within.between(*inner)
    if found.start and found.start == found.end:
        return Single(Dated(found.start))
    return found


def limited(item: Item, later: bool, itself: bool) -> Later:
    def edge_of_it() -> Date:
        dated = _dated(item.stretch)
        if isinstance(dated.part, Portion) and dated.part.kind == "vague":
            edge = _unit(dated, closes=not later)  # some time in it is as far as it goes
        else:
            edge = _unit(dated, closes=later != itself)
            if not itself:
                edge = edge.step(1 if later else -1)
        return Within(edge, None) if later else Within(None, edge)

    return edge_of_it


def choice_of(members: Members, every: bool) -> Date:
    flat = [each for member in members for each in (member if isinstance(member, tuple) else (member,))]
    alone = {id(member) for member in members if not isinstance(member, tuple)}
    stretches = [item.stretch for item in flat]
    for place in range(1, len(stretches)):
        left, right = stretches[place - 1], stretches[place].continued(stretches[place - 1])
        if (
            left.years
            and not left.share
            and right.is_bare_year
            and right.year.endswith("0")
            and id(flat[place]) in alone
        ):
            right = replace(right, year="", decade=right.year, years=True)
        stretches[place] = right
    for place in range(len(stretches) - 2, -1, -1):
        stretches[place] = stretches[place].completed(stretches[place + 1])
    if not isinstance(members[-1], tuple) and not isinstance(members[-2], tuple):
        _one_way(stretches[-2], stretches[-1], every)
    if not every:
        stretches = _doubt_about_all(flat, stretches)
    dated = iter([_certain_winter(_dated(stretch)) for stretch in stretches])
    items: list[Dated | tuple[Dated, Dated]] = []
    for member in members:
        if isinstance(member, tuple):
            start, end = next(dated), next(dated)
            if start.part.first >= end.part.last:
                raise NotUnderstood("backwards")
            items.append((start, end))
        else:
            items.append(next(dated))
    _may_be_marked(items)
    if len({Choice((item,), every).edtf for item in items}) < len(items):
        raise NotUnderstood("whole")
    return Choice(tuple(items), every)


def _may_be_marked(items: list[Dated | tuple[Dated, Dated]]) -> None:
    """EDTF notes a doubt on the members of a set, not on spans among them."""
    for item in items:
        doubted = any(one.mark for one in item) if isinstance(item, tuple) else bool(item.mark)
        if doubted and (isinstance(item, tuple) or isinstance(item.part, Season | Winter | Portion)):
            raise NotUnderstood("doubt")


def _one_way(left: Stretch, right: Stretch, every: bool) -> None:
    """In "été 1957 ou 1958" the last may be a year or a summer."""
    if right.is_bare_year and left.year and not left.is_bare_year and len(right.year) == 4:
        readings = []
        for meant in (right, replace(left, year=right.year, weekday=None)):
            items = Dated(_dated(left).part), Dated(_dated(meant).part)
            readings.append(Choice(items, every).edtf)
        raise NotUnderstood("ambiguous", readings=tuple(readings))
    if left.decade and right.is_bare_year and right.year.endswith("0"):
        raise NotUnderstood("whole")  # 1950s and 1960


def _doubt_about_all(items: list[Item], stretches: list[Stretch]) -> list[Stretch]:
    """vers 1956 ou 1957, 1956 ou 1957 ?"""
    first, last = items[0], items[-1]
    alone = first.leads and not any(item.leads for item in items[1:])
    return [
        replace(
            stretch,
            approximate=stretch.approximate or (alone and first.stretch.approximate),
            uncertain=stretch.uncertain or (alone and first.stretch.uncertain) or last.spaced,
        )
        for stretch in stretches
    ]
