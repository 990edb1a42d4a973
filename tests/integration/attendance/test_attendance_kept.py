"""Days of attendance as they are kept: what makes them stale, what closes them, what stays of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from helpers.attendance_house import House, house
from helpers.data_folder import ACTOR, files_with
from keyring.backends.fail import Keyring

from facegate.domain.attendance.absences import Absence, AbsenceKind
from facegate.domain.attendance.punches import Direction, PunchOrigin
from facegate.domain.attendance.results import DayStatus
from facegate.domain.events import Correction, EventDraft, EventType, Verdict
from facegate.domain.ids import SubjectId
from facegate.domain.profiles import Profile
from facegate.domain.records import PunchVerdict
from facegate.errors import AttendanceError, NotFoundError, PeriodError
from facegate.pipeline.attendance.person_facts import working_time
from facegate.pipeline.attendance.punching import PunchState
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite

MONDAY = date(2026, 3, 2)
PLAN = """
[[shift]]
id = "day"
spans = ["09:00-17:00"]

[[shift]]
id = "late"
spans = ["12:00-20:00"]

[[calendar]]
id = "usual"

[[assignment]]
id = "all"
everybody = true
schedule = "day"
from = 2026-01-01
calendar = "usual"

[[assignment]]
id = "stores"
department = "Stores"
schedule = "late"
from = 2026-01-01
"""


def at(day: int, time: str) -> datetime:
    """A moment of March 2026, in UTC, which is the site's zone."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{time}").replace(tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[House]:
    keyring.set_keyring(Keyring())
    with house(tmp_path) as opened:
        opened.set("site", zone="UTC")
        opened.plan.import_plan(PLAN)
        opened.person(1)
        opened.set_now(at(10, "12:00"))
        yield opened


@pytest.fixture
def who(site: House) -> SubjectId:
    return next(iter(site.names))


def worked(site: House, first: int = 2, last: int = 10) -> dict[int, int]:
    """Minutes by day of the month, where there are any."""
    days = site.attendance.days(date(2026, 3, first), date(2026, 3, last))
    return {each.result.day.day: each.result.worked for each in days if each.result.worked}


def test_what_the_log_takes_is_seen_at_once(site: House, who: SubjectId) -> None:
    first, last = site.seen(who, at(2, "09:00")), site.seen(who, at(2, "17:00"))
    assert worked(site) == {2: 480}
    # From a gate that was offline: long after, and out of order.
    site.seen(who, at(4, "16:00"))
    site.seen(who, at(4, "10:00"))
    assert worked(site) == {2: 480, 4: 360}

    def say(event_id: str, verdict: Verdict, subject: SubjectId | None) -> str:
        draft = EventDraft(
            EventType.CORRECTION, at(10, "12:00"), "", correction=Correction(event_id, verdict, subject, ACTOR)
        )
        return site.storage.events.append(draft).result(30).event_id

    other = site.person(2)
    correction = say(last.event_id, Verdict.IS, other)
    assert worked(site) == {4: 360}
    say(correction, Verdict.UNDONE, None)
    assert worked(site) == {2: 480, 4: 360}
    say(first.event_id, Verdict.NOT_THIS_PERSON, who)
    assert worked(site) == {4: 360}


def test_only_what_is_stale_is_worked_out(site: House, who: SubjectId, monkeypatch: pytest.MonkeyPatch) -> None:
    other = site.person(2)
    site.seen(who, at(2, "09:00"))
    worked(site)
    touched: list[SubjectId] = []
    put = site.storage.attendance.put_days
    monkeypatch.setattr(
        site.storage.attendance,
        "put_days",
        lambda rows, *more: (touched.extend(rows), put(rows, *more)),
    )
    # Today is not over: it is looked at again once it may be.
    worked(site, 2, 6)
    assert touched == []
    site.seen(other, at(3, "09:00"))
    worked(site, 2, 6)
    assert touched == [other]


def test_a_change_of_the_plan_or_the_record_reaches_all_open_days(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "12:00"))
    site.seen(who, at(2, "20:00"))
    assert worked(site) == {2: 300}
    subject = site.storage.people.get(who)
    site.storage.people.update(who, replace(subject.profile, department="Stores"), ACTOR)
    assert worked(site) == {2: 480}
    site.plan.import_plan('[[shift]]\nid = "late"\nspans = ["13:00-20:00"]')
    assert worked(site) == {2: 420}
    with pytest.raises(AttendanceError, match="late"):
        site.plan.remove("shift", "late")
    site.plan.remove("assignment", "stores")
    assert worked(site) == {2: 300}
    site.set("site", zone="Asia/Tokyo")  # 21:00 to 05:00 there
    assert worked(site) == {}


def test_absences(site: House, who: SubjectId) -> None:
    leave = site.plan.add_absence(Absence("", who, AbsenceKind.LEAVE, date(2026, 3, 3), date(2026, 3, 4)))
    days = {each.result.day.day: each.result for each in site.attendance.days(MONDAY, date(2026, 3, 5))}
    assert [days[day].status for day in (2, 3, 4)] == [DayStatus.ABSENT, DayStatus.LEAVE, DayStatus.LEAVE]
    with pytest.raises(AttendanceError):
        site.plan.add_absence(Absence("", who, AbsenceKind.TRIP, date(2026, 3, 4), date(2026, 3, 4)))
    site.plan.remove_absence(leave.absence_id)
    days = {each.result.day.day: each.result for each in site.attendance.days(MONDAY, date(2026, 3, 5))}
    assert days[3].status is DayStatus.ABSENT
    with pytest.raises(NotFoundError):
        site.plan.remove_absence(leave.absence_id)


def test_punches_are_changed_by_new_events(site: House, who: SubjectId) -> None:
    seen = site.seen(who, at(2, "09:00"), Direction.IN)
    added = site.punches.add_punch(who, at(2, "15:00"), Direction.OUT, "the gate was off")
    assert worked(site) == {2: 360}
    moved = site.punches.move_punch(seen.event_id, at(2, "10:00"), None, "the clock was wrong")
    assert worked(site) == {2: 300}
    again = site.punches.move_punch(moved.event_id, at(3, "11:00"), None, "the other day")
    assert worked(site) == {}
    site.punches.void_punch(again.event_id, "no, it was not")
    assert worked(site) == {2: 300}
    gone = site.punches.void_punch(added.event_id, "they were there longer")
    assert worked(site) == {}
    with pytest.raises(AttendanceError, match="already"):
        site.punches.void_punch(added.event_id, "again")
    site.punches.void_punch(gone.event_id, "they were not")
    assert worked(site) == {2: 300}
    lines = site.punches.punches(who, MONDAY, date(2026, 3, 3))
    assert [(line.state, line.verdict) for line in lines if line.origin is PunchOrigin.MOVED] == [
        (PunchState.COUNTS, PunchVerdict.MOVE),
        (PunchState.TAKEN_BACK, PunchVerdict.MOVE),
    ]
    assert {line.reason for line in lines} >= {"the gate was off", "the clock was wrong"}
    # Nothing old was changed.
    assert site.storage.events.get(seen.event_id) == seen
    assert site.storage.events.verify() == 7
    for wrong in ("", "  ", "x" * 501):
        with pytest.raises(AttendanceError, match="reason"):
            site.punches.add_punch(who, at(2, "15:00"), None, wrong)
    with pytest.raises(AttendanceError, match="future"):
        site.punches.add_punch(who, at(20, "15:00"), None, "soon")


def test_a_second_person_approves(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"), Direction.IN)
    site.set("attendance", second_person=True)
    first = site.punches.add_punch(who, at(2, "15:00"), Direction.OUT, "forgotten")
    second = site.punches.add_punch(who, at(2, "16:00"), Direction.OUT, "forgotten")
    assert worked(site) == {}
    assert site.punches.pending() == [first, second]
    with pytest.raises(AttendanceError, match="own"):
        site.punches.approve(first.event_id)
    site.punches.approve(first.event_id, actor="somebody else")
    site.punches.reject(second.event_id, actor="somebody else")
    assert worked(site) == {2: 360}
    assert site.punches.pending() == []
    with pytest.raises(AttendanceError, match="approval"):
        site.punches.approve(second.event_id, actor="a third one")
    # What was decided stays decided when the rule is dropped.
    site.set("attendance", second_person=False)
    assert worked(site) == {2: 360}


def test_a_closed_period_stays_until_it_is_reopened(site: House, who: SubjectId) -> None:
    early = site.seen(who, at(2, "09:00"))
    site.seen(who, at(2, "17:00"))
    with pytest.raises(PeriodError, match="not over"):
        site.attendance.close_period(MONDAY, date(2026, 3, 10))
    period = site.attendance.close_period(MONDAY, date(2026, 3, 4))
    with pytest.raises(PeriodError, match="closed"):
        site.attendance.close_period(date(2026, 3, 4), date(2026, 3, 5))
    site.seen(who, at(3, "09:00"))
    site.seen(who, at(3, "17:00"))
    site.plan.import_plan('[[shift]]\nid = "day"\nspans = ["10:00-17:00"]')
    site.attendance.recompute()
    assert worked(site) == {2: 480}
    explained = site.attendance.explain(who, MONDAY)
    assert (explained.closed, explained.result.worked) == (True, 420)
    assert explained.stored is not None
    assert explained.stored.result.worked == 480
    for change in (
        lambda: site.punches.add_punch(who, at(4, "15:00"), None, "late"),
        lambda: site.punches.void_punch(early.event_id, "late"),
        lambda: site.punches.move_punch(early.event_id, at(6, "15:00"), None, "late"),
    ):
        with pytest.raises(PeriodError, match="closed"):
            change()
    with pytest.raises(PeriodError, match="reason"):
        site.attendance.reopen_period(period.period_id, " ")
    reopened = site.attendance.reopen_period(period.period_id, "the gate was offline")
    assert (reopened.reason, reopened.reopened_by) == ("the gate was offline", ACTOR)
    assert worked(site) == {2: 420, 3: 420}
    said = [
        (entry.action, entry.details.get("reason"))  # free text would stay there for ever
        for entry in site.storage.people.audit(9)
        if "period" in entry.action
    ]
    assert said == [("reopen_period", None), ("close_period", None)]
    with pytest.raises(PeriodError, match="open"):
        site.attendance.reopen_period(period.period_id, "again")


def test_a_reader_works_out_what_is_not_stored(site: House, who: SubjectId, tmp_path: Path) -> None:
    site.seen(who, at(2, "09:00"))
    site.seen(who, at(2, "17:00"))
    worked(site)
    site.seen(who, at(3, "09:00"))
    site.seen(who, at(3, "16:00"))
    with house(tmp_path, at(10, "12:00"), read_only=True) as reader:
        assert worked(reader) == {2: 480, 3: 420}
        assert [each.result.day.day for each in reader.attendance.days_in_order(MONDAY, date(2026, 3, 4))] == [2, 3, 4]
    assert site.storage.attendance.days(MONDAY, date(2026, 3, 4), [who])[who][1].result.worked == 0


def test_long_work_is_cancelled_and_goes_on_later(site: House, who: SubjectId) -> None:
    for number in range(2, 6):
        site.seen(site.person(number), at(2, "09:00"))
    site.attendance.recompute(MONDAY, MONDAY, cancelled=lambda: True)
    assert site.storage.attendance.days(MONDAY, MONDAY, [who]) == {}
    told: list[tuple[int, int]] = []
    assert site.attendance.recompute(progress=lambda done, total: told.append((done, total))) == 5
    assert told[-1] == (5, 5)
    before = list(site.attendance.days(None, None))
    site.attendance.recompute()
    assert list(site.attendance.days(None, None)) == before


def test_two_records_that_become_one(site: House, who: SubjectId) -> None:
    other = site.person(2)
    site.seen(who, at(2, "09:00"))
    site.seen(other, at(2, "17:00"))
    site.plan.add_absence(Absence("a", who, AbsenceKind.LEAVE, date(2026, 3, 3), date(2026, 3, 4)))
    site.plan.add_absence(Absence("b", other, AbsenceKind.LEAVE, date(2026, 3, 4), date(2026, 3, 4)))
    site.plan.add_absence(Absence("c", other, AbsenceKind.LEAVE, date(2026, 3, 5), date(2026, 3, 5)))
    site.punches.add_punch(other, at(6, "09:00"), None, "forgotten")
    assert worked(site) == {}
    site.storage.merging.merge(who, other, Profile("Person 1", "P-1"), ACTOR)
    site.punches.add_punch(who, at(6, "10:00"), None, "forgotten")
    assert worked(site) == {2: 480, 6: 60}
    assert [each.absence_id for each in site.plan.absences(who)] == ["a", "c"]
    assert {each.subject_id for each in site.attendance.days(None, None)} == {who}


def test_of_an_erased_person_totals_stay_and_nothing_else(site: House, who: SubjectId, tmp_path: Path) -> None:
    site.seen(who, at(2, "09:00"))
    site.seen(who, at(2, "17:00"))
    site.person(2)
    site.plan.add_absence(Absence("ABSENCE-OF-THEIRS", who, AbsenceKind.LEAVE, date(2026, 3, 3), date(2026, 3, 4)))
    site.plan.import_plan(
        '[[assignment]]\nid = "ASSIGNMENT-OF-THEIRS"\nperson = "P-1"\nschedule = "late"\nfrom = 2026-03-06'
    )
    site.punches.add_punch(who, at(5, "09:00"), None, "REASON-OF-THEIRS")
    assert worked(site) == {2: 480}
    paths = Paths(tmp_path)
    sqlite.backup(paths.database, paths.backups_dir / "facegate-20260101T000000Z-0005.db")
    needles = {name: name.encode() for name in ("ABSENCE-OF-THEIRS", "ASSIGNMENT-OF-THEIRS", "REASON-OF-THEIRS")}
    assert len(files_with(tmp_path, needles)) >= 2
    before = list(site.attendance.days(None, None, people=[who]))
    assert site.storage.people.erase(who, ACTOR).backups == 1
    assert files_with(tmp_path, needles) == {}
    site.set_now(at(10, "12:00") + timedelta(days=1))
    site.attendance.recompute()
    after = [each for each in site.attendance.days(None, None) if each.subject_id == who]
    assert after == before
    assert site.punches.reasons([event.event_id for event in site.storage.attendance.changes([who])[who]]) == {}
    with pytest.raises(NotFoundError):
        site.attendance.explain(who, MONDAY)


def test_a_day_that_is_not_over_is_open_and_then_is_not(site: House, who: SubjectId) -> None:
    site.set_now(at(3, "08:00"))
    (today,) = site.attendance.days(date(2026, 3, 3), None)
    assert today.result.status is DayStatus.OPEN
    with pytest.raises(AttendanceError, match="future"):
        site.attendance.explain(who, date(2026, 3, 4))
    site.set_now(at(4, "08:00"))
    site.clock.seconds += 120
    yesterday, today = site.attendance.days(date(2026, 3, 3), None)
    assert (yesterday.result.status, today.result.status) == (DayStatus.ABSENT, DayStatus.OPEN)


def test_the_full_record_of_a_person_holds_their_working_time(site: House, who: SubjectId) -> None:
    site.seen(who, at(2, "09:00"))
    site.seen(who, at(2, "17:00"))
    site.plan.add_absence(Absence("a", who, AbsenceKind.LEAVE, date(2026, 3, 3), date(2026, 3, 4)))
    site.punches.add_punch(who, at(5, "09:00"), None, "forgotten")
    site.plan.import_plan('[[assignment]]\nid = "own"\nperson = "P-1"\nschedule = "late"\nfrom = 2026-03-06')
    site.attendance.refresh()
    found = working_time(site.storage.plans, site.storage.attendance, who)
    assert json.loads(json.dumps(found)) == found
    assert [each["first_day"] for each in found["assignments"]] == ["2026-03-06"]
    assert [each["kind"] for each in found["absences"]] == ["leave"]
    assert list(found["reasons_of_changed_punches"].values()) == ["forgotten"]
    assert found["days"][0]["worked"] == 480
    nobody = working_time(site.storage.plans, site.storage.attendance, site.person(2))
    assert not any(nobody.values())
