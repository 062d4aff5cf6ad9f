"""What several dates have in common and is said once, after the last: 12, 13 et 14 mai 1957."""

from __future__ import annotations

from .parts import Day, Month
from .shapes import Dated

Members = tuple[Dated | tuple[Dated, Dated], ...]


def days_of(items: Members) -> list[int]:
    return [day.day for day in _plain_days(items)]


def months_of(items: Members) -> list[int]:
    return [month.month for month in _plain_months(items)]


def one_month(items: Members) -> Month | None:
    """The month, when all are days of it, without doubts."""
    days = _plain_days(items)
    months = {Month(day.year, day.month) for day in days}
    return months.pop() if len(days) == len(items) and len(months) == 1 else None


def one_year(items: Members) -> int | None:
    """The year, when all are months of it, without doubts."""
    months = _plain_months(items)
    years = {month.year for month in months}
    return years.pop() if len(months) == len(items) and len(years) == 1 else None


def _plain_days(items: Members) -> list[Day]:
    dated = [item for item in items if isinstance(item, Dated) and not item.mark]
    return [each.part for each in dated if isinstance(each.part, Day) and not each.part.weekday]


def _plain_months(items: Members) -> list[Month]:
    dated = [item for item in items if isinstance(item, Dated) and not item.mark]
    return [each.part for each in dated if isinstance(each.part, Month)]
