"""Stored days stay right: punches that wander, days that end unseen, periods, work that goes on beside other work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import keyring
import pytest
from helpers.attendance_house import House, house
from helpers.data_folder import ACTOR
from keyring.backends.fail import Keyring

from facegate.domain.events import Correction, EventDraft, EventType, Verdict
from facegate.domain.ids import SubjectId
from facegate.errors import AttendanceError, PeriodError

PLAN = """
[[shift]]
id = "day"
spans = ["09:00-17:00"]

[[shift]]
id = "night"
spans = ["22:00-30:00"]

[[calendar]]
id = "usual"

[[assignment]]
id = "all"
everybody = true
schedule = "day"
from = 2026-01-01
calendar = "usual"

[[assignment]]
id = "guards"
department = "Guards"
schedule = "night"
from = 2026-01-01
"""
LATER = '[[shift]]\nid = "day"\nspans = ["10:00-17:00"]'


def at(day: int, time: str) -> datetime:
    """A moment of March 2026, in UTC, which is the site's zone."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{time}").replace(tzinfo=UTC)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[House]:
    keyring.set_keyring(Keyring())
    with house(tmp_path) as opened:
        opened.set("site", zone="UTC")
        opened.set("attendance", directions="alternating")
        opened.plan.import_plan(PLAN)
        opened.person(1)
        opened.set_now(at(30, "12:00"))
        yield opened


@pytest.fixture
def who(site: House) -> SubjectId:
    return next(iter(site.names))


def worked(site: House, first: int = 1, last: int = 29) -> dict[int, int]:
    """Minutes by day of the month, where there are any."""
    days = site.attendance.days(march(first), march(last))
    return {each.result.day.day: each.result.worked for each in days if each.result.worked}


def test_a_punch_that_is_moved_again_is_counted_on_one_day(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"))
    out = site.seen(who, at(2, "17:00")).event_id
    site.seen(who, at(10, "09:00"))
    site.seen(who, at(19, "09:00"))
    assert worked(site) == {2: 480}
    site.punches.move_punch(out, at(19, "17:00"), None, "another day")
    assert worked(site) == {19: 480}
    again = site.punches.move_punch(out, at(10, "17:00"), None, "yet another")
    assert worked(site, 18, 20) == {}
    assert worked(site) == {10: 480}
    site.punches.void_punch(again.event_id, "the other one was right")
    assert worked(site, 18, 20) == {19: 480}
    assert worked(site) == {19: 480}


def test_who_a_moved_sighting_was_not_loses_it_where_it_was_moved_to(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"))
    out = site.seen(who, at(2, "17:00")).event_id
    site.seen(who, at(19, "09:00"))
    site.punches.move_punch(out, at(19, "17:00"), None, "another day")
    assert worked(site) == {19: 480}
    said = Correction(out, Verdict.NOT_THIS_PERSON, who, ACTOR)
    site.storage.events.append(EventDraft(EventType.CORRECTION, at(30, "12:00"), "", correction=said)).result(30)
    assert worked(site) == {}


def test_nothing_is_approved_or_taken_back_into_a_closed_day_or_out_of_it(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"))
    out = site.seen(who, at(2, "17:00")).event_id
    site.seen(who, at(10, "09:00"))
    site.seen(who, at(19, "09:00"))
    site.set("attendance", second_person=True)
    asked = site.punches.move_punch(out, at(19, "17:00"), None, "another day")
    period = site.attendance.close_period(march(1), march(7))
    with pytest.raises(PeriodError):
        site.punches.approve(asked.event_id, actor="somebody else")
    assert worked(site) == {2: 480}
    # That it was asked for has no effect, and saying no has none either.
    site.punches.reject(asked.event_id, actor="somebody else")
    site.attendance.reopen_period(period.period_id, "the move was right")
    site.set("attendance", second_person=False)
    site.punches.move_punch(out, at(10, "17:00"), None, "another day")
    again = site.punches.move_punch(out, at(19, "17:00"), None, "yet another")
    site.attendance.close_period(march(9), march(12))
    with pytest.raises(PeriodError):
        site.punches.void_punch(again.event_id, "the other one was right")
    site.attendance.close_period(march(1), march(7))
    # It neither was on a closed day nor would be.
    added = site.punches.add_punch(who, at(20, "09:00"), None, "forgotten")
    site.punches.void_punch(added.event_id, "no, it was not")
    assert worked(site) == {19: 480}


def test_nobody_approves_their_own_change_by_another_spelling(site: House, who: SubjectId) -> None:
    site.set("attendance", second_person=True)
    asked = site.punches.add_punch(who, at(2, "09:00"), None, "forgotten", actor="Kim")
    for same in ("kim", " Kim ", "\uff2bim"):
        with pytest.raises(AttendanceError, match="own"):
            site.punches.approve(asked.event_id, actor=same)
