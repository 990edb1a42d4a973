"""Stored days stay right: punches that wander, days that end unseen, periods, work that goes on beside other work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import keyring
import pytest
from helpers.attendance_house import House, house
from helpers.data_folder import ACTOR
from keyring.backends.fail import Keyring

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayStatus
from facegate.domain.events import Correction, EventDraft, EventType, Verdict
from facegate.domain.ids import SubjectId
from facegate.domain.profiles import Profile
from facegate.domain.report_kinds import ReportKind
from facegate.errors import AttendanceError, PeriodError
from facegate.pipeline.attendance import service
from facegate.pipeline.attendance.computing import Computer

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


def test_a_day_that_nobody_looked_at_when_it_ended_is_worked_out_later(site: House, who: SubjectId) -> None:
    site.set_now(at(6, "15:00"))
    site.seen(who, at(6, "09:00"))
    site.seen(who, at(6, "14:00"))
    (day,) = site.attendance.days(march(6), march(6))
    assert day.result.status is DayStatus.OPEN
    site.set_now(at(20, "12:00"))
    site.clock.seconds += 3600
    (day,) = site.attendance.days(march(6), march(6))
    assert (day.result.status, day.result.missing) == (DayStatus.PRESENT, 180)


def test_days_are_closed_when_they_are_over_for_everybody(site: House, who: SubjectId) -> None:
    site.set_now(at(5, "15:00"))
    guard = site.person(2, "Guards")
    site.seen(guard, at(5, "22:00"))
    assert len(list(site.attendance.days(march(5), march(5)))) == 2
    site.set_now(at(6, "00:30"))
    with pytest.raises(PeriodError, match="not over"):
        site.attendance.close_period(march(5), march(5))
    site.seen(guard, at(6, "06:00"))
    site.set_now(at(7, "12:00"))
    site.clock.seconds += 3600
    # That somebody looked at one person's days says nothing of the others.
    list(site.attendance.days(march(1), march(7), people=[who]))
    site.set("attendance", second_person=True)
    asked = site.punches.add_punch(who, at(5, "09:00"), None, "forgotten")
    with pytest.raises(PeriodError, match="agreed"):
        site.attendance.close_period(march(5), march(5))
    site.punches.reject(asked.event_id, actor="somebody else")
    site.attendance.close_period(march(5), march(5))
    found = {each.subject_id: each.result for each in site.attendance.days(march(5), march(5))}
    assert (found[who].status, found[guard].worked) == (DayStatus.ABSENT, 480)


def test_what_was_reported_of_a_record_that_was_merged_is_counted_once(site: House, who: SubjectId) -> None:
    other = site.person(2)
    site.seen(other, at(2, "09:00"))
    site.seen(other, at(2, "17:00"))
    period = site.attendance.close_period(march(1), march(7))
    site.storage.merging.merge(who, other, Profile("Person 1", "P-1"), ACTOR)

    def minutes(people: list[SubjectId] | None) -> list[int]:
        days = site.attendance.days(march(1), march(7), people=people)
        return [each.result.worked for each in days if each.result.worked and each.subject_id == who]

    assert minutes(None) == minutes([who]) == [480]
    assert site.storage.attendance.strangers(march(1), march(7), [who]) == []
    site.attendance.reopen_period(period.period_id, "the records were of one person")
    assert minutes(None) == minutes([who]) == [480]


def test_slow_work_does_not_undo_what_others_worked_out_meanwhile(
    site: House, who: SubjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.seen(who, at(2, "09:00"))
    store, entered, go_on = site.storage.attendance, threading.Event(), threading.Event()
    put = store.put_days

    def slow(*arguments: Any) -> None:
        if threading.current_thread() is first:
            entered.set()
            go_on.wait(30)
        put(*arguments)

    monkeypatch.setattr(store, "put_days", slow)
    first, second = (threading.Thread(target=worked, args=(site,)) for _ in range(2))
    first.start()
    assert entered.wait(30)
    site.seen(who, at(2, "17:00"))
    second.start()
    # Time in which it could overtake the other, and must not; with the mistake it ends at once.
    second.join(0.5)
    go_on.set()
    first.join()
    second.join()
    assert worked(site) == {2: 480}


def test_a_plan_that_changes_and_days_that_are_closed_while_days_are_read(
    site: House, who: SubjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_MOST_PEOPLE", 1)
    for each in (who, site.person(2)):
        site.seen(each, at(2, "09:00"))
        site.seen(each, at(2, "17:00"))
    reading = site.attendance.days(march(2), march(3))
    next(reading)
    site.plan.import_plan(LATER)
    worked(site)
    list(reading)
    assert [each.result.worked for each in site.attendance.days(march(2), march(2))] == [420, 420]
    site.attendance.recompute()
    site.plan.import_plan(PLAN)
    reading = site.attendance.days(march(2), march(3))
    next(reading)
    site.plan.import_plan(LATER)
    site.attendance.close_period(march(2), march(2))
    for each in site.names:
        site.seen(each, at(2, "18:00"))
        site.seen(each, at(3, "09:00"))
        site.seen(each, at(3, "17:00"))
    site.plan.import_plan(PLAN)
    list(reading)
    days = [each.result for each in site.attendance.days(march(2), march(3))]
    assert [(each.day.day, each.worked) for each in days] == [(2, 420), (3, 480)] * 2


def test_closed_days_are_not_worked_out_again_and_again(
    site: House, who: SubjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.attendance.close_period(march(2), march(8))
    site.plan.import_plan(LATER)
    asked: list[tuple[date, date]] = []
    days = Computer.days

    def noted(self: Computer, people: Any, first: date, last: date) -> Any:
        asked.append((first, last))
        return days(self, people, first, last)

    monkeypatch.setattr(Computer, "days", noted)
    worked(site)
    assert asked == [(march(1), march(29))]
    worked(site)
    assert len(asked) == 1


def test_a_punch_that_is_moved_again_keeps_the_direction_that_it_was_given(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"), Direction.IN)
    wrong = site.seen(who, at(2, "17:00"), Direction.IN).event_id
    site.punches.move_punch(wrong, at(2, "17:00"), Direction.OUT, "the wrong gate")
    assert worked(site) == {2: 480}
    site.punches.move_punch(wrong, at(2, "16:00"), None, "the clock was wrong")
    assert worked(site) == {2: 420}


def test_who_never_came_is_not_counted_as_present(site: House, who: SubjectId) -> None:
    site.plan.add_absence(Absence("a", who, AbsenceKind.LEAVE, march(2), march(2), DayPart.MORNING))
    site.seen(who, at(3, "09:00"))
    site.seen(who, at(3, "17:00"))
    (row,) = site.report(ReportKind.TIMESHEET, {"first": march(2), "last": march(3)})
    assert (row["days_present"], row["days_absent"], row["leave_minutes"]) == ("1", "0", "240")


def test_a_punch_of_the_morning_after_belongs_to_the_closed_day_of_its_shift(site: House) -> None:
    site.set_now(at(1, "12:00"))
    guard = site.person(2, "Guards")
    site.seen(guard, at(9, "22:00"), Direction.IN)
    out = site.seen(guard, at(10, "06:00"), Direction.OUT).event_id
    evening = site.seen(guard, at(10, "22:00"), Direction.IN).event_id
    site.set_now(at(30, "12:00"))
    site.attendance.close_period(march(2), march(9))
    for change in (
        lambda: site.punches.move_punch(out, at(11, "06:00"), None, "the next day"),
        lambda: site.punches.void_punch(out, "somebody else"),
        lambda: site.punches.move_punch(evening, at(10, "06:30"), Direction.OUT, "it was earlier"),
        lambda: site.punches.add_punch(guard, at(10, "07:00"), Direction.OUT, "forgotten"),
    ):
        with pytest.raises(PeriodError, match="closed"):
            change()
    site.punches.move_punch(evening, at(10, "21:30"), None, "the clock was wrong")
    site.punches.add_punch(guard, at(11, "05:00"), Direction.OUT, "forgotten")
    assert worked(site) == {9: 480, 10: 420}
