"""CSV files: what is in them, and that nobody finds half a one."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.world import MODEL, MemoryLog, subject

from facegate.domain.events import Correction, Event, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.pad.results import Cue, Pad, PadResult
from facegate.domain.people import Subject
from facegate.domain.report_kinds import COLUMNS, ReportKind
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.errors import FacegateError, StorageError
from facegate.pipeline.event_rows import event_columns
from facegate.pipeline.exports import guard, require_writable
from facegate.pipeline.jobs import JobCancelled
from facegate.pipeline.reports.service import ReportService, ReportSources

EVENT_COLUMNS = tuple(column.key for column in COLUMNS[ReportKind.EVENTS])
ATTENDANCE_COLUMNS = tuple(column.key for column in COLUMNS[ReportKind.ATTENDANCE])
BERLIN = ZoneInfo("Europe/Berlin")
ANN, BOB, GONE = subject(1), subject(2), subject(3)
BOM = b"\xef\xbb\xbf"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def person(who: SubjectId, external_id: str, name: str) -> Subject:
    return Subject(who, external_id, name, utc("2026-01-01T00:00"))


class House:
    """A log, a directory and the service on both."""

    def __init__(self) -> None:
        self.log = MemoryLog()
        self.people = {ANN: person(ANN, "007", "Ann Lee"), BOB: person(BOB, "B-2", 'Bob, the "builder"')}
        self.service = ReportService(ReportSources(self.log, lambda who: self.people.get(who) if who else None), BERLIN)

    def seen(self, who: SubjectId | None, at: str, distance: float = 0.51239, margin: float | None = 0.4) -> None:
        if who is None:
            judgement = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.5, None)
        else:
            judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, distance, margin)
        track = TrackId(len(self.log.events) + 1)
        self.log.append(EventDraft(EventType.IDENTIFICATION, utc(at), "demo:", track, judgement, 1.1, MODEL))

    def signed_in(self, who: SubjectId | None, at: str, reason: SignInReason, kind: EventType = EventType.PIN) -> None:
        self.log.append(EventDraft(kind, utc(at), KEYPAD_SOURCE, sign_in=SignIn(reason, who)))

    def said(self, event: Event, verdict: Verdict, who: SubjectId | None) -> Event:
        correction = Correction(event.event_id, verdict, who, "tester")
        draft = EventDraft(EventType.CORRECTION, utc("2026-03-09T12:00"), event.source, correction=correction)
        return self.log.append(draft).result()

    def lost(self, at: str, source: str = "rtsp://***@gate") -> None:
        self.log.append(EventDraft(EventType.CAMERA_LOST, utc(at), source))


@pytest.fixture
def house() -> House:
    return House()


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def leftovers(folder: Path, *wanted: Path) -> set[Path]:
    return set(folder.iterdir()) - set(wanted)


# -- events ------------------------------------------------------------------------------


def test_one_event_with_all_that_is_known(house: House, tmp_path: Path) -> None:
    house.seen(ANN, "2026-03-02T07:00:00.123456")
    out = tmp_path / "events.csv"
    assert house.service.events(None, None, out) == 1
    assert read(out) == [
        {
            "event_id": house.log.events[0].event_id,
            "time": "2026-03-02T08:00:00.123+01:00",
            "type": "identification",
            "result": "identified",
            "reason": "agreed",
            "subject_id": ANN,
            "person_id": "007",
            "name": "Ann Lee",
            "distance": "0.5124",
            "margin": "0.4000",
            "threshold": "1.1000",
            "model": "toy-1",
            "track": "1",
            "source": "demo:",
            "pad": "not_assessed",
            "corrects": "",
            "verdict": "",
            "actor": "",
            "corrected_by": "",
            "effective_result": "identified",
            "effective_subject_id": ANN,
            "effective_person_id": "007",
            "effective_name": "Ann Lee",
            **dict.fromkeys(("direction", "punch_time", "place", "about", "latency"), ""),
            **dict.fromkeys(EVENT_COLUMNS[28:], ""),
        }
    ]


def test_corrected_events_show_what_was_said_and_what_holds(house: House, tmp_path: Path) -> None:
    house.seen(ANN, "2026-03-02T07:00")
    house.seen(None, "2026-03-02T08:00")
    wrong, stranger = house.log.events
    house.said(wrong, Verdict.NOT_THIS_PERSON, ANN)
    said = house.said(stranger, Verdict.IS, BOB)
    out = tmp_path / "events.csv"
    house.service.events(None, None, out)
    rows = read(out)
    names = ("result", "name", "effective_result", "effective_name", "corrected_by", "verdict", "corrects", "actor")
    assert [tuple(row[name] for name in names) for row in rows[:2]] == [
        ("identified", "Ann Lee", "not_identified", "", house.log.events[2].event_id, "", "", ""),
        ("not_identified", "", "identified", 'Bob, the "builder"', said.event_id, "", "", ""),
    ]
    assert tuple(rows[3][name] for name in names) == (
        "", 'Bob, the "builder"', "", "", "", "is", stranger.event_id, "tester",
    )  # fmt: skip
    assert rows[3]["type"] == "correction"


def test_an_attack_names_whom_it_showed_apart(house: House, tmp_path: Path) -> None:
    judgement = Judgement(Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK, None, 0.5, 0.4, claimed=ANN)
    pad = PadResult(Pad.ATTACK, Cue.TEXTURE, 0.125)
    moment = utc("2026-03-02T07:00")
    house.log.append(EventDraft(EventType.IDENTIFICATION, moment, "demo:", TrackId(1), judgement, 1.1, MODEL, pad))
    out = tmp_path / "events.csv"
    house.service.events(None, None, out)
    (row,) = read(out)
    names = ("name", "effective_name", "result", "reason", "pad", "pad_cue", "pad_score", "claimed_person_id")
    said = ("", "", "inconclusive", "presentation_attack", "attack", "texture", "0.1250", "007")
    assert tuple(row[name] for name in names) == said
    assert (row["claimed_subject_id"], row["claimed_name"]) == (ANN, "Ann Lee")
    house.service.attendance(None, None, out)
    assert read(out) == []


def test_attendance_goes_by_what_holds(house: House, tmp_path: Path) -> None:
    for hour in (7, 9, 16):
        house.seen(ANN, f"2026-03-02T{hour:02}:00")
    house.seen(None, "2026-03-02T08:00")
    first, _, last, stranger = house.log.events
    out = tmp_path / "attendance.csv"

    def days() -> list[tuple[str, ...]]:
        house.service.attendance(date(2026, 3, 2), date(2026, 3, 2), out)
        return [(row["name"], row["first_in"][11:16], row["last_out"][11:16], row["sightings"]) for row in read(out)]

    assert days() == [("Ann Lee", "08:00", "17:00", "3")]
    not_her = house.said(first, Verdict.NOT_THIS_PERSON, ANN)
    house.said(last, Verdict.IS, BOB)
    house.said(stranger, Verdict.IS, BOB)
    assert days() == [('Bob, the "builder"', "09:00", "17:00", "2"), ("Ann Lee", "10:00", "10:00", "1")]
    house.said(not_her, Verdict.UNDONE, None)
    assert days() == [("Ann Lee", "08:00", "10:00", "2"), ('Bob, the "builder"', "09:00", "17:00", "2")]
    # What was corrected on another day stays on its own.
    house.service.attendance(date(2026, 3, 3), None, out)
    assert read(out) == []


def test_columns_stay_where_they_are() -> None:
    assert event_columns("subject_id", "person_id", "name") == EVENT_COLUMNS
    assert EVENT_COLUMNS[:15] == (
        "event_id", "time", "type", "result", "reason", "subject_id", "person_id", "name", "distance", "margin",
        "threshold", "model", "track", "source", "pad",
    )  # fmt: skip
    assert EVENT_COLUMNS[15:23] == (
        "corrects", "verdict", "actor", "corrected_by",
        "effective_result", "effective_subject_id", "effective_person_id", "effective_name",
    )  # fmt: skip
    assert EVENT_COLUMNS[23:28] == ("direction", "punch_time", "place", "about", "latency")
    assert EVENT_COLUMNS[28:] == ("pad_cue", "pad_score", "claimed_subject_id", "claimed_person_id", "claimed_name")
    assert ATTENDANCE_COLUMNS[:8] == (
        "date", "subject_id", "person_id", "name", "first_in", "last_out", "hours", "sightings",
    )  # fmt: skip


def test_the_file_is_utf8_with_a_mark_and_crlf(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.people[ANN] = replace(house.people[ANN], name="张伟 محمد 👨‍👩‍👧")
    house.seen(ANN, "2026-03-02T07:00")
    house.service.events(None, None, out)
    content = out.read_bytes()
    assert content.startswith(BOM + b"event_id,time,")
    assert content.count(BOM) == 1
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert "张伟 محمد 👨‍👩‍👧" in content.decode("utf-8-sig")


def test_an_empty_log_is_a_header(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert house.service.events(None, None, out) == 0
    assert out.read_bytes() == BOM + ",".join(EVENT_COLUMNS).encode() + b"\r\n"


def test_events_without_a_face_and_of_strangers_have_empty_cells(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.lost("2026-03-02T07:00")
    house.seen(None, "2026-03-02T08:00")
    house.service.events(None, None, out)
    lost, stranger = read(out)
    filled = {key for key, value in lost.items() if value}
    assert filled == {"event_id", "time", "type", "source", "pad"}
    assert (stranger["result"], stranger["distance"], stranger["margin"]) == ("not_identified", "1.5000", "")
    assert (stranger["subject_id"], stranger["person_id"], stranger["name"]) == ("", "", "")


def test_an_erased_person_is_their_random_id(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.seen(GONE, "2026-03-02T07:00")
    house.service.events(None, None, out)
    (row,) = read(out)
    assert (row["subject_id"], row["person_id"], row["name"]) == (GONE, "", "")


@pytest.mark.parametrize(
    "name",
    ['Bob, the "builder"', "O'Brien; DROP", "two\nlines", "cr\rhere", "trailing ", "", "\\", "a\x00b", "'quoted'"],
)
def test_awkward_names_come_back_as_they_were(house: House, tmp_path: Path, name: str) -> None:
    out = tmp_path / "events.csv"
    house.people[ANN] = replace(house.people[ANN], name=name)
    house.seen(ANN, "2026-03-02T07:00")
    house.service.events(None, None, out)
    assert read(out)[0]["name"] == name


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_cells_that_would_be_formulas_are_guarded(house: House, tmp_path: Path, start: str) -> None:
    out = tmp_path / "events.csv"
    evil = start + 'HYPERLINK("http://x")'
    house.people[ANN] = replace(house.people[ANN], name=evil, external_id=evil)
    house.seen(ANN, "2026-03-02T07:00")
    house.lost("2026-03-02T08:00", source=evil)
    house.service.events(None, None, out)
    seen, lost = read(out)
    assert seen["name"] == seen["person_id"] == lost["source"] == "'" + evil
    house.service.attendance(None, None, out)
    (day,) = read(out)
    assert day["name"] == day["person_id"] == "'" + evil


@pytest.mark.parametrize("cell", ["", "Ann", "'=1", "a=1", " =1", "1-2", "2026-03-02", "0.5"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert guard(cell) == cell


def test_a_zero_is_a_number_and_no_guarded_text(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.seen(ANN, "2026-03-02T07:00", distance=-0.0, margin=-0.00001)
    house.service.events(None, None, out)
    assert (read(out)[0]["distance"], read(out)[0]["margin"]) == ("0.0000", "0.0000")


def test_a_source_that_is_no_utf8_is_written_readably(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.lost("2026-03-02T07:00", source=os.fsdecode(b"gate\xff.mp4"))
    house.service.events(None, None, out)
    assert read(out)[0]["source"] == "gate\\udcff.mp4"


# -- days in the site's zone ------------------------------------------------------------------


def test_days_are_the_sites_and_both_ends_are_included(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    for at in ("2026-03-01T22:59:59", "2026-03-01T23:00", "2026-03-03T22:59:59.999", "2026-03-03T23:00"):
        house.seen(ANN, at)
    assert house.service.events(date(2026, 3, 2), date(2026, 3, 3), out) == 2
    assert [row["time"] for row in read(out)] == ["2026-03-02T00:00:00.000+01:00", "2026-03-03T23:59:59.999+01:00"]
    assert house.service.events(date(2026, 3, 2), None, out) == 3
    assert house.service.events(None, date(2026, 3, 3), out) == 3
    assert house.service.events(date(2026, 3, 4), date(2026, 3, 3), out) == 0
    assert house.service.events(date(1, 1, 1), date.max, out) == 4


def test_another_zone_is_another_day(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.seen(ANN, "2026-03-02T02:00")
    assert house.service.events(date(2026, 3, 1), date(2026, 3, 1), out) == 0
    house.service.zone = ZoneInfo("America/New_York")
    assert house.service.events(date(2026, 3, 1), date(2026, 3, 1), out) == 1
    assert read(out)[0]["time"] == "2026-03-01T21:00:00.000-05:00"


def test_the_hour_that_comes_twice_is_told_apart(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    house.seen(ANN, "2026-10-25T00:30")
    house.seen(ANN, "2026-10-25T01:30")
    house.service.events(date(2026, 10, 25), date(2026, 10, 25), out)
    assert [row["time"][11:] for row in read(out)] == ["02:30:00.000+02:00", "02:30:00.000+01:00"]


# -- attendance ---------------------------------------------------------------------------------


def test_attendance_of_two_people_on_two_days(house: House, tmp_path: Path) -> None:
    out = tmp_path / "attendance.csv"
    for who, at in (
        (BOB, "2026-03-02T07:30"), (ANN, "2026-03-02T07:00"), (ANN, "2026-03-02T15:45"), (ANN, "2026-03-03T08:00"),
    ):  # fmt: skip
        house.seen(who, at)
    house.seen(None, "2026-03-02T05:00")
    house.lost("2026-03-02T06:00")
    assert house.service.attendance(None, None, out) == 3
    rows = read(out)
    assert [(row["date"], row["name"], row["hours"], row["sightings"]) for row in rows] == [
        ("2026-03-02", "Ann Lee", "8.75", "2"),
        ("2026-03-02", 'Bob, the "builder"', "0.00", "1"),
        ("2026-03-03", "Ann Lee", "0.00", "1"),
    ]
    assert rows[0] == {
        "date": "2026-03-02",
        "subject_id": ANN,
        "person_id": "007",
        "name": "Ann Lee",
        "first_in": "2026-03-02T08:00:00+01:00",
        "last_out": "2026-03-02T16:45:00+01:00",
        "hours": "8.75",
        "sightings": "2",
    }


def test_hours_of_the_night_when_the_clocks_go_back(house: House, tmp_path: Path) -> None:
    out = tmp_path / "attendance.csv"
    house.seen(ANN, "2026-10-24T22:00")
    house.seen(ANN, "2026-10-25T05:00")
    house.service.attendance(date(2026, 10, 25), date(2026, 10, 25), out)
    (row,) = read(out)
    assert (row["first_in"], row["last_out"], row["hours"]) == (
        "2026-10-25T00:00:00+02:00",
        "2026-10-25T06:00:00+01:00",
        "7.00",
    )


def test_attendance_asks_the_log_for_identified_people_only(house: House, tmp_path: Path) -> None:
    asked: list[EventFilter] = []
    query = house.log.query
    house.log.query = lambda wanted, *rest: asked.append(wanted) or query(wanted, *rest)
    house.service.attendance(date(2026, 3, 2), date(2026, 3, 2), tmp_path / "attendance.csv")
    assert asked == [EventFilter(utc("2026-03-01T23:00"), utc("2026-03-02T23:00"), results=(Outcome.IDENTIFIED,))]


def test_who_signs_in_at_the_keypad_was_there_and_who_is_refused_was_not(house: House, tmp_path: Path) -> None:
    house.signed_in(ANN, "2026-03-02T07:00", SignInReason.CARD, EventType.CARD)
    house.seen(ANN, "2026-03-02T11:00")
    house.signed_in(ANN, "2026-03-02T15:30", SignInReason.CARD_AND_PIN)
    house.signed_in(ANN, "2026-03-02T20:00", SignInReason.WRONG_PIN)
    house.signed_in(BOB, "2026-03-02T07:00", SignInReason.SUSPENDED)
    out = tmp_path / "attendance.csv"
    assert house.service.attendance(None, None, out) == 1
    (row,) = read(out)
    assert (row["name"], row["first_in"], row["last_out"], row["hours"], row["sightings"]) == (
        "Ann Lee",
        "2026-03-02T08:00:00+01:00",
        "2026-03-02T16:30:00+01:00",
        "8.50",
        "3",
    )


def test_a_refused_sign_in_is_exported_with_its_reason_and_names_nobody_who_was_there(
    house: House, tmp_path: Path
) -> None:
    house.signed_in(BOB, "2026-03-02T07:00", SignInReason.WRONG_PIN)
    out = tmp_path / "events.csv"
    house.service.events(None, None, out)
    (row,) = read(out)
    assert (row["type"], row["result"], row["reason"], row["source"]) == (
        "pin",
        "not_identified",
        "wrong_pin",
        "keypad",
    )
    assert (row["subject_id"], row["effective_result"], row["effective_subject_id"]) == (BOB, "not_identified", "")


def test_a_sign_in_with_somebody_elses_card_can_be_corrected(house: House, tmp_path: Path) -> None:
    house.signed_in(ANN, "2026-03-02T07:00", SignInReason.CARD, EventType.CARD)
    house.said(house.log.events[0], Verdict.IS, BOB)
    out = tmp_path / "attendance.csv"
    assert house.service.attendance(None, None, out) == 1
    assert read(out)[0]["subject_id"] == BOB


# -- whole or not at all --------------------------------------------------------------------------


class BreakingLog(MemoryLog):
    """Fails after some events."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        yield from super().query(wanted, limit, newest_first)
        raise self.error


@pytest.mark.parametrize("kind", ["events", "attendance"])
@pytest.mark.parametrize("older", [b"what was there before", None])
@pytest.mark.parametrize(
    "error", [StorageError("Database damaged", "It is.", "Restore it."), JobCancelled(), KeyboardInterrupt()]
)
def test_an_error_half_way_leaves_what_was_there(
    tmp_path: Path, kind: str, older: bytes | None, error: BaseException
) -> None:
    house, out = House(), tmp_path / "out.csv"
    house.log = BreakingLog(error)
    house.service = ReportService(ReportSources(house.log, house.people.get), BERLIN)
    house.seen(ANN, "2026-03-02T07:00")
    if older is not None:
        out.write_bytes(older)
    with pytest.raises(type(error)) as caught:
        getattr(house.service, kind)(None, None, out)
    assert caught.value is error
    assert leftovers(tmp_path, out) == set()
    assert (out.read_bytes() if out.exists() else None) == older


def test_a_full_disk_is_said_and_leaves_what_was_there(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "events.csv"
    out.write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as caught:
        house.service.events(None, None, out)
    assert "No space left" in caught.value.message
    assert out.read_bytes() == b"older"
    assert leftovers(tmp_path, out) == set()


def test_a_newer_export_replaces_an_older_one(house: House, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    for number in range(3):
        house.seen(ANN, f"2026-03-02T07:0{number}")
        assert house.service.events(None, None, out) == number + 1
        assert len(read(out)) == number + 1
    assert leftovers(tmp_path, out) == set()


def test_nobody_sees_the_file_grow(house: House, tmp_path: Path) -> None:
    out, seen = tmp_path / "events.csv", []
    for second in range(2000):
        house.log.append(EventDraft(EventType.CAMERA_LOST, utc("2026-03-02T07:00") + timedelta(seconds=second), "0"))
    house.service.events(None, None, out, progress=lambda _: seen.append(out.exists()))
    assert seen == [False, False]
    assert len(read(out)) == 2000


@pytest.mark.parametrize("out", ["missing/out.csv", "folder", "file.txt/out.csv", "x" * 300 + ".csv"])
def test_a_place_that_cannot_be_written_is_said(house: House, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_bytes(b"x")
    with pytest.raises(StorageError) as caught:
        house.service.events(None, None, tmp_path / out)
    assert Path(out).name in caught.value.message
    assert caught.value.remedy
    assert leftovers(tmp_path, tmp_path / "folder", tmp_path / "file.txt") == set()
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize("out", ["absent/report.csv", "folder", "x" * 300])
def test_whether_a_file_can_be_written_is_known_before(tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StorageError):
        require_writable(tmp_path / out)
    require_writable(tmp_path / "report.csv")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_as_long_as_names_may_be(house: House, tmp_path: Path) -> None:
    out = tmp_path / ("x" * 251 + ".csv")
    assert house.service.events(None, None, out) == 0
    assert out.exists()


def test_file_names_of_any_script(house: House, tmp_path: Path) -> None:
    out = tmp_path / "出勤 محمد {0} %s.csv"
    house.service.events(None, None, out)
    assert out.exists()
    with pytest.raises(StorageError) as caught:
        house.service.events(None, None, tmp_path / "missing" / out.name)
    assert out.name in caught.value.message


# -- progress ---------------------------------------------------------------------------------------


def test_progress_is_told_now_and_then_and_may_cancel(house: House, tmp_path: Path) -> None:
    out, told = tmp_path / "events.csv", []
    for _ in range(2500):
        house.lost("2026-03-02T07:00")
    house.service.events(None, None, out, progress=told.append)
    assert told == [1000, 2000]

    def cancel(rows: int) -> None:
        raise JobCancelled

    before = out.read_bytes()
    with pytest.raises(JobCancelled):
        house.service.events(None, None, out, progress=cancel)
    assert out.read_bytes() == before
    assert leftovers(tmp_path, out) == set()


def test_a_correction_of_an_event_that_is_gone_does_not_stop_the_attendance(house: House, tmp_path: Path) -> None:
    house.seen(ANN, "2026-03-02T07:00")
    house.seen(ANN, "2026-03-02T09:00")
    house.said(house.log.events[1], Verdict.IS, BOB)
    del house.log.events[1]
    told: list[FacegateError] = []
    service = ReportService(ReportSources(house.log, house.people.get), BERLIN, told.append)
    assert service.attendance(None, None, tmp_path / "attendance.csv") == 1
    assert [error.title for error in told] == ["No such event"]
