"""Properties of attendance in every zone of the time zone database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.attendance.first_last import Sighting, summarise
from facegate.domain.attendance.workdays import day_bounds, work_date
from facegate.domain.ids import SubjectId

zone_names = st.sampled_from(sorted(available_timezones()))
moments = st.datetimes(datetime(2011, 12, 1), datetime(2037, 12, 31), timezones=st.just(UTC))
subjects = st.sampled_from([SubjectId(letter * 32) for letter in "abc"])
# Bunched, so that people have several sightings a day, on the days when clocks change as well.
starts = st.sampled_from(
    [datetime(2026, 3, 28, 20), datetime(2026, 10, 24, 20), datetime(2026, 11, 1, 3), datetime(2028, 2, 28, 20)]
) | st.datetimes(datetime(2012, 1, 1), datetime(2037, 1, 1))
bunches = st.builds(
    lambda start, seen: [Sighting(who, start.replace(tzinfo=UTC) + timedelta(seconds=offset)) for who, offset in seen],
    starts,
    st.lists(st.tuples(subjects, st.integers(0, 3 * 86_400)), max_size=30),
)


@cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@given(bunches, zone_names)
def test_every_sighting_counts_once(sightings: list[Sighting], name: str) -> None:
    records = list(summarise(sightings, zone(name)))
    counted = Counter({(record.day, record.subject_id): record.sightings for record in records})
    assert len(counted) == len(records), "two records of one person and day"
    assert counted == Counter((work_date(seen.at, zone(name)), seen.subject_id) for seen in sightings)


@given(bunches, zone_names)
def test_hours_are_within_the_day_and_never_negative(sightings: list[Sighting], name: str) -> None:
    for record in summarise(sightings, zone(name)):
        own = [
            seen.at
            for seen in sightings
            if seen.subject_id == record.subject_id and work_date(seen.at, zone(name)) == record.day
        ]
        assert record.first_in.astimezone(UTC) == min(own)
        assert record.last_out.astimezone(UTC) == max(own)
        assert record.worked == max(own) - min(own)
        assert timedelta(0) <= record.worked <= timedelta(hours=26)
        assert record.first_in.date() == record.last_out.date() == record.day


@given(bunches, zone_names)
def test_records_come_by_day_then_by_arrival(sightings: list[Sighting], name: str) -> None:
    order = [(record.day, record.first_in.astimezone(UTC)) for record in summarise(sightings, zone(name))]
    assert order == sorted(order)


@given(st.data(), bunches, zone_names)
def test_the_order_of_sightings_does_not_matter(data: st.DataObject, sightings: list[Sighting], name: str) -> None:
    shuffled = data.draw(st.permutations(sightings))
    assert list(summarise(shuffled, zone(name))) == list(summarise(sightings, zone(name)))


@given(moments, zone_names)
def test_a_moment_lies_within_its_day_and_no_other(moment: datetime, name: str) -> None:
    day = work_date(moment, zone(name))
    inside = [
        near
        for near in (day + timedelta(days=offset) for offset in range(-2, 3))
        if day_bounds(near, zone(name))[0] <= moment < day_bounds(near, zone(name))[1]
    ]
    assert inside == [day]


@given(st.dates(date(2011, 12, 1), date(2037, 12, 31)), zone_names)
def test_days_follow_each_other_without_a_gap(day: date, name: str) -> None:
    assert day_bounds(day, zone(name))[1] == day_bounds(day + timedelta(days=1), zone(name))[0]


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York"])
def test_every_minute_around_both_changes_lies_in_its_day(name: str) -> None:
    for start in (
        datetime(2026, 3, 7, tzinfo=UTC),
        datetime(2026, 3, 28, tzinfo=UTC),
        datetime(2026, 10, 24, tzinfo=UTC),
        datetime(2026, 10, 31, tzinfo=UTC),
    ):
        for minute in range(0, 3 * 1440, 7):
            moment = start + timedelta(minutes=minute)
            first, last = day_bounds(work_date(moment, zone(name)), zone(name))
            assert first <= moment < last
