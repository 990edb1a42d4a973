"""First in, last out, hours: on ordinary days and on those when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.attendance.first_last import DayRecord, Sighting, summarise
from facegate.domain.attendance.workdays import day_bounds, work_date
from facegate.domain.ids import SubjectId

ANN, BOB = SubjectId("a" * 32), SubjectId("b" * 32)
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def days(*moments: datetime, zone: ZoneInfo = BERLIN) -> list[DayRecord]:
    return list(summarise([Sighting(ANN, moment) for moment in moments], zone))


def test_nobody_came() -> None:
    assert days() == []


def test_an_ordinary_day() -> None:
    (day,) = days(utc("2026-03-02T07:00"), utc("2026-03-02T11:00"), utc("2026-03-02T16:30"))
    assert day == DayRecord(
        ANN, date(2026, 3, 2), utc("2026-03-02T07:00"), utc("2026-03-02T16:30"), timedelta(hours=9.5), 3
    )
    assert (day.first_in.isoformat(), day.last_out.isoformat()) == (
        "2026-03-02T08:00:00+01:00",
        "2026-03-02T17:30:00+01:00",
    )


def test_one_sighting_is_a_day_without_hours() -> None:
    (day,) = days(utc("2026-03-02T07:00"))
    assert (day.first_in, day.last_out, day.worked, day.sightings) == (
        utc("2026-03-02T07:00"),
        utc("2026-03-02T07:00"),
        timedelta(0),
        1,
    )


def test_the_order_of_sightings_does_not_matter() -> None:
    moments = [utc("2026-03-02T07:00"), utc("2026-03-02T12:00"), utc("2026-03-02T16:30"), utc("2026-03-03T07:00")]
    assert len({tuple(days(*order)) for order in permutations(moments)}) == 1


def test_midnight_belongs_to_the_day_that_begins() -> None:
    before, at = utc("2026-03-02T22:59:59.999999"), utc("2026-03-02T23:00")
    assert [day.day for day in days(before, at)] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert (work_date(before, BERLIN), work_date(at, BERLIN)) == (date(2026, 3, 2), date(2026, 3, 3))


def test_the_site_decides_which_day_it_is() -> None:
    moment = utc("2026-03-02T02:00")
    assert work_date(moment, NEW_YORK) == date(2026, 3, 1)
    assert work_date(moment, ZoneInfo("Pacific/Kiritimati")) == date(2026, 3, 2)
    assert work_date(moment.astimezone(timezone(timedelta(hours=-11))), BERLIN) == date(2026, 3, 2)


def test_leap_day() -> None:
    assert [day.day for day in days(utc("2028-02-29T10:00"), utc("2028-03-01T10:00"))] == [
        date(2028, 2, 29),
        date(2028, 3, 1),
    ]
    assert day_bounds(date(2028, 2, 29), BERLIN) == (utc("2028-02-28T23:00"), utc("2028-02-29T23:00"))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 25),
        (BERLIN, date(2026, 3, 28), 24),
        (NEW_YORK, date(2026, 10, 25), 24),
        # Clocks change at midnight here: the day begins at one o'clock, or has midnight's hour twice.
        (ZoneInfo("America/Sao_Paulo"), date(2018, 11, 4), 23),
        (ZoneInfo("America/Havana"), date(2025, 11, 2), 25),
        (ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 5), 24.5),
        # The day that Samoa left out.
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), 0),
    ],
)
def test_length_of_a_day(zone: ZoneInfo, day: date, hours: float) -> None:
    start, end = day_bounds(day, zone)
    assert end - start == timedelta(hours=hours)
    assert start.tzinfo is UTC
    if hours:
        assert work_date(start, zone) == work_date(end - timedelta(microseconds=1), zone) == day
        assert work_date(start - timedelta(microseconds=1), zone) < day < work_date(end, zone)


@pytest.mark.parametrize(
    ("zone", "first", "last", "shown", "hours"),
    [
        # 01:30 to 03:30 on the clock, but two o'clock was left out.
        (BERLIN, "2026-03-29T00:30", "2026-03-29T01:30", ("01:30:00+01:00", "03:30:00+02:00"), 1.0),
        # 02:30 to 02:30 on the clock, an hour later.
        (BERLIN, "2026-10-25T00:30", "2026-10-25T01:30", ("02:30:00+02:00", "02:30:00+01:00"), 1.0),
        # 02:45 to 02:15 on the clock, and yet half an hour forwards.
        (BERLIN, "2026-10-25T00:45", "2026-10-25T01:15", ("02:45:00+02:00", "02:15:00+01:00"), 0.5),
        (NEW_YORK, "2026-03-08T06:30", "2026-03-08T07:30", ("01:30:00-05:00", "03:30:00-04:00"), 1.0),
        (NEW_YORK, "2026-11-01T05:45", "2026-11-01T06:15", ("01:45:00-04:00", "01:15:00-05:00"), 0.5),
        (NEW_YORK, "2026-11-01T04:00", "2026-11-02T04:59", ("00:00:00-04:00", "23:59:00-05:00"), 24 + 59 / 60),
    ],
)
def test_hours_in_a_night_when_the_clocks_change(
    zone: ZoneInfo, first: str, last: str, shown: tuple[str, str], hours: float
) -> None:
    (day,) = days(utc(last), utc(first), zone=zone)
    assert (day.first_in.isoformat()[11:], day.last_out.isoformat()[11:]) == shown
    assert day.worked == timedelta(hours=hours)


def test_sightings_in_the_sites_own_time_are_told_apart_by_their_fold() -> None:
    earlier = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=0)
    later = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    (day,) = days(later, earlier)
    assert (day.first_in.astimezone(UTC), day.worked) == (utc("2026-10-25T00:45"), timedelta(minutes=30))


def test_people_come_by_day_then_by_arrival() -> None:
    sightings = [
        Sighting(ANN, utc("2026-03-03T08:00")),
        Sighting(BOB, utc("2026-03-03T07:00")),
        Sighting(BOB, utc("2026-03-02T09:00")),
        Sighting(ANN, utc("2026-03-02T08:00")),
        Sighting(BOB, utc("2026-03-02T08:00")),
    ]
    records = list(summarise(sightings, BERLIN))
    assert [(record.day.day, record.subject_id, record.sightings) for record in records] == [
        (2, ANN, 1),
        (2, BOB, 2),
        (3, BOB, 1),
        (3, ANN, 1),
    ]


@pytest.mark.parametrize("name", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Asia/Tokyo"])
def test_the_calendars_ends_are_days_too(name: str) -> None:
    zone = ZoneInfo(name)
    start, end = day_bounds(date.max, zone)
    assert start < end
    assert start.year == 9999
    start, end = day_bounds(date.min, zone)
    assert start < end
    assert end.year == 1
