"""Days that are often asked for."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_WEEK = 7


class Period(StrEnum):
    """By name."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    CHOSEN = "chosen"
    """Two days that the user gives."""


def span(period: Period, today: date, week_begins: int = 1) -> tuple[date, date]:
    """First and last day, both included; of a period that is under way until today.

    Args:
        period: any but ``CHOSEN``, which is today here.
        today: the site's day.
        week_begins: ISO weekday, Monday is 1.
    """
    match period:
        case Period.YESTERDAY:
            return today - _DAY, today - _DAY
        case Period.THIS_WEEK:
            return today - _DAY * ((today.isoweekday() - week_begins) % _WEEK), today
        case Period.LAST_WEEK:
            end = today - _DAY * ((today.isoweekday() - week_begins) % _WEEK + 1)
            return end - _DAY * (_WEEK - 1), end
        case Period.THIS_MONTH:
            return today.replace(day=1), today
        case Period.LAST_MONTH:
            last = today.replace(day=1) - _DAY
            return last.replace(day=1), last
        case _:
            return today, today
