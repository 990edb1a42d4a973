"""Attendance of a day where no shifts are kept: first in, last out, hours.

Pure: the zone and the sightings are given. A day belongs to the site's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.workdays import work_date
from facegate.domain.ids import SubjectId


@dataclass(frozen=True, slots=True)
class Sighting:
    """One identification of a person at one moment (aware, UTC)."""

    subject_id: SubjectId
    at: datetime


@dataclass(frozen=True, slots=True)
class DayRecord:
    """A person's day.

    Attributes:
        day: date in the site's zone.
        first_in, last_out: aware, in the site's zone.
        worked: from first to last, elapsed (so a night when the clocks change counts true hours).
        sightings: how many were counted.
    """

    subject_id: SubjectId
    day: date
    first_in: datetime
    last_out: datetime
    worked: timedelta
    sightings: int


def summarise(sightings: Iterable[Sighting], zone: ZoneInfo) -> Iterator[DayRecord]:
    """Day records, by day, then by person in the order of arrival; sightings in any order.

    Holds one record a person and day in memory, not the sightings.
    """
    days: dict[tuple[date, SubjectId], tuple[datetime, datetime, int]] = {}
    for sighting in sightings:
        # Aware times with one tzinfo are compared and subtracted without its offset changes, hence UTC.
        at = sighting.at.astimezone(UTC)
        key = work_date(at, zone), sighting.subject_id
        first, last, count = days.get(key, (at, at, 0))
        days[key] = min(first, at), max(last, at), count + 1
    ordered = sorted(days.items(), key=lambda item: (item[0][0], item[1][0], item[0][1]))
    for (day, subject_id), (first, last, count) in ordered:
        yield DayRecord(subject_id, day, first.astimezone(zone), last.astimezone(zone), last - first, count)
