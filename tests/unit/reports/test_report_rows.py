"""What is in the rows of every report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from helpers.world import MODEL, MemoryLog, subject

from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.events import Correction, EventDraft, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_kinds import COLUMNS, FIXED, OF_DAYS, TITLES, ReportKind
from facegate.domain.report_tables import Table, WrittenReport
from facegate.errors import FacegateError, ReportError
from facegate.pipeline.reports.service import ReportFormat, ReportRequest, ReportService, ReportSources, format_of

BERLIN = ZoneInfo("Europe/Berlin")
ANN, BOB, GONE = subject(1), subject(2), subject(3)
PEOPLE = {ANN: PersonName(ANN, "007", "zoe"), BOB: PersonName(BOB, "B-2", "Bob")}
MONDAY, TUESDAY, APRIL = date(2026, 3, 2), date(2026, 3, 3), date(2026, 4, 1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def worked(who: SubjectId, day: date, **minutes: Any) -> PersonDay:
    status = minutes.pop("status", DayStatus.PRESENT)
    kind = minutes.pop("kind", DayKind.WORKING)
    return PersonDay(who, DayResult(day, minutes.pop("shift", "day"), kind, status, **minutes), 2, 1)


LONG = {
    "first_in": utc("2026-03-02T06:55"), "last_out": utc("2026-03-02T17:00"), "worked": 560, "regular": 480,
    "required": 480, "unpaid_break": 45, "overtime_tiers": (30, 20, 20, 10),
}  # fmt: skip
DAYS = [
    worked(ANN, MONDAY, **LONG),
    worked(BOB, MONDAY, status=DayStatus.ABSENT, required=480, missing=480, absent=480),
    worked(GONE, MONDAY, worked=100, regular=100, required=480, missing=380, late=20, early=10,
           first_in=utc("2026-03-02T07:20"), exceptions=(ExceptionCode.MISSING_OUT, ExceptionCode.OUTSIDE_WINDOW),
           status=DayStatus.INCOMPLETE),
    worked(ANN, TUESDAY, kind=DayKind.LEAVE, status=DayStatus.LEAVE, required=480, leave=480, unpaid_leave=480),
    worked(BOB, TUESDAY, kind=DayKind.FREE, shift=None, status=DayStatus.OFF),
    worked(ANN, APRIL, kind=DayKind.HOLIDAY, shift=None, worked=60, unplanned=60, holiday=60,
           first_in=utc("2026-04-01T21:30"), last_out=utc("2026-04-01T22:30")),
]  # fmt: skip


class Kept:
    """Days in a list; implements :class:`facegate.domain.ports_reports.WorkedOutDays`."""

    def days(
        self, first: date | None, last: date | None, subject_id: SubjectId | None = None, progress: Any = None
    ) -> Iterator[PersonDay]:
        names = [BOB, ANN, GONE]
        for each in sorted(DAYS, key=lambda each: (each.result.day, names.index(each.subject_id))):
            day = each.result.day
            inside = (first is None or first <= day) and (last is None or day <= last)
            if inside and subject_id in (None, each.subject_id):
                yield each

    def shift_name(self, shift_id: str) -> str:
        return {"day": "Day shift"}.get(shift_id, shift_id)


class Office:
    def __init__(self, days: Kept | None = None) -> None:
        self.log = MemoryLog()
        self.told: list[FacegateError] = []
        sources = ReportSources(
            self.log, lambda who: PEOPLE.get(who) if who else None, days, lambda: {BOB: "Yard"},
            lambda event_id: f"because of {event_id[-1]}",
        )  # fmt: skip
        self.service = ReportService(sources, BERLIN, self.told.append)

    def rows(self, kind: ReportKind, **asked: Any) -> list[dict[str, Any]]:
        table = self.service.table(ReportRequest(kind, **asked))
        return [dict(zip(table.keys(), row, strict=True)) for row in table.rows]

    def seen(self, outcome: Outcome, at: str, who: SubjectId | None = None, source: str = "gate") -> None:
        reason = Reason.AGREED if who else Reason.TOO_FAR
        judgement = Judgement(outcome, reason, who, 0.5, 0.4 if who else None)
        self.log.append(EventDraft(EventType.IDENTIFICATION, utc(at), source, None, judgement, 1.1, MODEL))


@pytest.fixture
def office() -> Office:
    return Office(Kept())


def some(row: dict[str, Any], *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


@pytest.mark.parametrize("kind", sorted(OF_DAYS))
def test_every_row_has_the_columns_of_its_report(office: Office, kind: ReportKind) -> None:
    table = office.service.table(ReportRequest(kind, subject_id=ANN))
    assert table.title == TITLES[kind]
    assert table.subtitle == "\u2068zoe\u2069 (007)"
    assert all(len(row) == len(COLUMNS[kind]) for row in table.rows)


def test_attendance_is_by_day_and_name_and_erased_people_come_last(office: Office) -> None:
    rows = office.rows(ReportKind.ATTENDANCE, last=TUESDAY)
    assert [some(row, "date", "name", "person_id") for row in rows] == [
        (MONDAY, "Bob", "B-2"), (MONDAY, "zoe", "007"), (MONDAY, "", ""), (TUESDAY, "zoe", "007"),
    ]  # fmt: skip
    bob, ann, gone, leave = rows
    assert (bob["department"], bob["status"], bob["first_in"], bob["missing_minutes"]) == ("Yard", "absent", None, 480)
    assert ann["first_in"].isoformat() == "2026-03-02T07:55:00+01:00"
    assert some(ann, "hours", "sightings", "shift", "worked_minutes", "overtime_minutes") == (
        10 + 5 / 60, 3, "Day shift", 560, 80,
    )  # fmt: skip
    assert some(gone, "subject_id", "hours", "exceptions") == (GONE, None, "missing_out; outside_window")
    assert some(leave, "day_kind", "leave_minutes") == ("leave", 480)


def test_only_who_was_late_absent_or_worked_more_is_in_those_reports(office: Office) -> None:
    assert [some(row, "subject_id", "late_minutes", "early_minutes") for row in office.rows(ReportKind.LATE)] == [
        (GONE, 20, 10)
    ]
    assert [
        some(row, "date", "subject_id", "status", "leave_minutes", "unpaid_leave_minutes", "absent_minutes")
        for row in office.rows(ReportKind.ABSENCE)
    ] == [(MONDAY, BOB, "absent", 0, 0, 480), (TUESDAY, ANN, "leave", 480, 480, 0)]
    tiers = ("overtime_minutes", "overtime_1_minutes", "overtime_2_minutes", "overtime_3_minutes", "holiday_minutes")
    assert [some(row, "date", *tiers) for row in office.rows(ReportKind.OVERTIME)] == [
        (MONDAY, 80, 30, 20, 30, 0), (APRIL, 0, 0, 0, 0, 60),
    ]  # fmt: skip
    assert [some(row, "subject_id", "exceptions") for row in office.rows(ReportKind.EXCEPTIONS)] == [
        (GONE, "missing_out; outside_window")
    ]


def test_months_are_the_sums_of_their_days(office: Office) -> None:
    rows = office.rows(ReportKind.TIMESHEET)
    assert [some(row, "month", "name") for row in rows] == [
        ("2026-03", "Bob"), ("2026-03", "zoe"), ("2026-03", ""), ("2026-04", "zoe"),
    ]  # fmt: skip
    for row in rows:
        days = [each.result for each in DAYS if each.subject_id == row["subject_id"]]
        month = [day for day in days if f"{day.day:%Y-%m}" == row["month"]]
        for key in ("required", "worked", "regular", "unplanned", "leave", "missing", "late", "early", "holiday"):
            assert row[f"{key}_minutes"] == sum(getattr(day, key) for day in month)
        assert row["overtime_minutes"] == sum(day.overtime for day in month)
        assert sum(row[f"day_{day:02}_minutes"] or 0 for day in range(1, 32)) == row["worked_minutes"]
    ann = rows[1]
    assert some(ann, "days_required", "days_present", "days_absent", "days_leave", "times_late") == (2, 1, 0, 1, 0)
    assert some(ann, "day_02_minutes", "day_03_minutes", "day_04_minutes") == (560, 0, None)


def test_payroll_has_fixed_columns_and_no_random_ids(office: Office) -> None:
    assert {ReportKind.PAYROLL} == FIXED
    row = office.rows(ReportKind.PAYROLL, last=TUESDAY)[1]
    assert list(row) == [
        "month", "person_id", "name", "department", "days_worked", "worked_minutes", "regular_minutes",
        "overtime_1_minutes", "overtime_2_minutes", "overtime_3_minutes", "unplanned_minutes", "weekend_minutes",
        "holiday_minutes", "paid_leave_minutes", "unpaid_leave_minutes", "missing_minutes",
    ]  # fmt: skip
    assert list(row.values()) == ["2026-03", "007", "zoe", "", 1, 560, 480, 30, 20, 30, 0, 0, 0, 0, 480, 0]
    with pytest.raises(ReportError, match="Columns are fixed"):
        office.service.table(ReportRequest(ReportKind.PAYROLL, columns=("name",)))


def test_a_persons_report_is_about_somebody_and_has_their_free_days(office: Office) -> None:
    with pytest.raises(ReportError, match="Whose days"):
        office.service.table(ReportRequest(ReportKind.PERSON))
    rows = office.rows(ReportKind.PERSON, subject_id=BOB)
    assert [some(row, "date", "day_kind", "status", "shift") for row in rows] == [
        (MONDAY, "working", "absent", "Day shift"), (TUESDAY, "free", "off", ""),
    ]  # fmt: skip


def test_columns_that_are_not_there_are_told(office: Office) -> None:
    for keys in (("salary",), (), ("name", "name")):
        with pytest.raises(ReportError, match="No such column"):
            office.service.table(ReportRequest(ReportKind.LATE, columns=keys))
    assert office.rows(ReportKind.LATE, columns=("late_minutes", "date")) == [{"late_minutes": 20, "date": MONDAY}]


def test_visitors_are_tracks_of_whom_nobody_is_named() -> None:
    office = Office()
    office.seen(Outcome.NOT_IDENTIFIED, "2026-03-01T23:30")
    office.seen(Outcome.INCONCLUSIVE, "2026-03-02T09:00")
    office.seen(Outcome.NOT_IDENTIFIED, "2026-03-02T09:30", source="yard")
    office.seen(Outcome.IDENTIFIED, "2026-03-02T10:00", ANN)
    office.seen(Outcome.NOT_IDENTIFIED, "2026-03-02T11:00")
    known, stranger = office.log.events[3], office.log.events[4]
    assert [list(row.values())[:4] for row in office.rows(ReportKind.VISITORS)] == [
        [MONDAY, "gate", 2, 1], [MONDAY, "yard", 1, 0],
    ]  # fmt: skip
    for event, verdict, who in ((stranger, Verdict.IS, BOB), (known, Verdict.NOT_THIS_PERSON, ANN)):
        said = Correction(event.event_id, verdict, who, "op")
        office.log.append(EventDraft(EventType.CORRECTION, utc("2026-03-05T09:00"), "gate", correction=said))
    gate = office.rows(ReportKind.VISITORS, first=MONDAY, last=MONDAY)[0]
    assert some(gate, "not_identified", "inconclusive") == (2, 1)
    assert [gate[key].strftime("%H:%M") for key in ("first_seen", "last_seen")] == ["00:30", "11:00"]


def test_corrections_are_those_of_sightings_and_of_punches() -> None:
    from facegate.domain.records import PunchChange, PunchVerdict

    office = Office()
    office.seen(Outcome.IDENTIFIED, "2026-03-02T10:00", ANN)
    seen = office.log.events[0]
    wrong = Correction(seen.event_id, Verdict.NOT_THIS_PERSON, ANN, "op")
    office.log.append(EventDraft(EventType.CORRECTION, utc("2026-03-05T09:00"), "gate", correction=wrong))
    added = PunchChange(PunchVerdict.ADD, BOB, utc("2026-03-02T07:00"), "boss", direction=Direction.IN)
    draft = EventDraft(EventType.PUNCH, utc("2026-03-06T09:00"), "desk", punch=added)
    office.log.append(draft)
    rows = office.rows(ReportKind.CORRECTIONS, first=MONDAY)
    assert [some(row, "type", "verdict", "name", "actor", "about", "direction", "reason") for row in rows] == [
        ("correction", "not_this_person", "zoe", "op", seen.event_id, None, "because of 2"),
        ("punch", "add", "Bob", "boss", None, "in", "because of 3"),
    ]
    assert rows[1]["punch_time"].isoformat() == "2026-03-02T08:00:00+01:00"


def test_without_worked_out_days_attendance_goes_by_sightings() -> None:
    office = Office()
    office.seen(Outcome.IDENTIFIED, "2026-03-02T10:00", ANN)
    (row,) = office.rows(ReportKind.ATTENDANCE)
    assert list(row) == [column.key for column in COLUMNS[ReportKind.ATTENDANCE]][:8]
    with pytest.raises(ReportError, match="No attendance kept"):
        office.service.table(ReportRequest(ReportKind.LATE))


def test_files_for_people_have_words_in_their_language(office: Office, tmp_path: Path) -> None:
    german = {"Daily attendance": "Anwesenheit", "Name": "Name ", "absent": "abwesend", "missing out": "kein Gehen"}
    out = tmp_path / "days.xlsx"
    request = ReportRequest(ReportKind.ATTENDANCE, MONDAY, MONDAY, columns=("name", "status", "exceptions"))
    written = office.service.write(request, out, words=lambda text: german.get(text, text))
    sheet = openpyxl.load_workbook(out).active
    assert written.rows == 3
    assert sheet.title == "Anwesenheit"
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Name ", "Status", "Exceptions"],
        ["Bob", "Abwesend", None],
        ["zoe", "Present", None],
        [None, "Incomplete", "Kein Gehen; Outside window"],
    ]
    csv_file = tmp_path / "days.csv"
    office.service.write(request, csv_file, words=lambda text: german.get(text, text))
    assert csv_file.read_text("utf-8-sig").splitlines()[:2] == ["name,status,exceptions", "Bob,absent,"]
    assert out.stat().st_mode & 0o777 == csv_file.stat().st_mode & 0o777 == 0o600


def test_formats_are_known_by_name() -> None:
    assert [format_of(Path(name)) for name in ("a.csv", "B.XLSX", "c.Pdf", "d")] == [
        ReportFormat.CSV, ReportFormat.XLSX, ReportFormat.PDF, ReportFormat.CSV,
    ]  # fmt: skip
    with pytest.raises(ReportError, match="Unknown format"):
        format_of(Path("a.ods"))


def test_a_pdf_needs_a_printer(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="No printer"):
        office.service.write(ReportRequest(ReportKind.LATE), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


class Typewriter:
    """Writes texts, and lacks the letters of one script."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, ...]] = []

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        self.printed.append(table.keys())
        file.write(b"page")
        return WrittenReport(sum(1 for _row in table.rows), 1, ("Thai",))


def test_paper_has_what_people_read_and_missing_letters_are_told(tmp_path: Path) -> None:
    told: list[FacegateError] = []
    printer = Typewriter()
    sources = ReportSources(MemoryLog(), lambda who: PEOPLE.get(who) if who else None, Kept())
    service = ReportService(sources, BERLIN, told.append, printer)
    out = tmp_path / "late.pdf"
    assert service.write(ReportRequest(ReportKind.LATE), out).pages == 1
    service.write(ReportRequest(ReportKind.LATE, columns=("subject_id",)), out)
    service.write(ReportRequest(ReportKind.PAYROLL), out)
    assert "subject_id" not in printer.printed[0]
    assert printer.printed[1] == ("subject_id",)
    assert len(printer.printed[2]) == len(COLUMNS[ReportKind.PAYROLL])
    assert [error.fields for error in told] == [{"scripts": "Thai"}] * 3
    assert out.read_bytes() == b"page"
