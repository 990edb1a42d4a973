"""Days of a site: which one a moment belongs to, and where a day begins and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def work_date(moment: datetime, zone: ZoneInfo) -> date:
    """The date in the site's zone of an aware moment."""
    return moment.astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First instant of a day and of the next one, in UTC; 23 or 25 hours apart when clocks change.

    The calendar's first and last day may be cut short where UTC has no such moment.
    """
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone) if day < date.max else None
    return _in_utc(start, _EARLIEST), _LATEST if end is None else _in_utc(end, _LATEST)


_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


def _in_utc(moment: datetime, otherwise: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return otherwise
