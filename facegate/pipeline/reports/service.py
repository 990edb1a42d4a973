"""Reports: which table is asked for, where its rows come from, and into which file they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people import PersonName
from facegate.domain.ports import EventLog
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.ports_reports import ReportWriter, RowProgress, StoredDays, WorkedOutDays
from facegate.domain.report_kinds import (
    BY_MONTH,
    COLUMNS,
    FIXED,
    OF_DAYS,
    TITLES,
    WITH_TOTALS,
    ReportKind,
    wrong_column,
)
from facegate.domain.report_tables import Cell, Column, Table, WrittenReport
from facegate.errors import FacegateError, ReportError
from facegate.pipeline.attendance.collecting import without_collections
from facegate.pipeline.reports.by_month import MonthRows, added_up
from facegate.pipeline.reports.csv_days import ReadyDays
from facegate.pipeline.reports.csv_writer import CsvWriter, ReadyRow
from facegate.pipeline.reports.files import replacing
from facegate.pipeline.reports.from_days import DayRows
from facegate.pipeline.reports.from_events import Days, EventRows, Reasons
from facegate.pipeline.reports.people_cells import FindDepartments, FindPerson, PeopleCells
from facegate.pipeline.reports.xlsx_writer import XlsxWriter


class ReportFormat(StrEnum):
    """Kinds of files."""

    CSV = "csv"
    """For programs: stable keys, ISO values."""
    XLSX = "xlsx"
    """For people with a spreadsheet."""
    PDF = "pdf"
    """For paper."""


def format_of(file: Path) -> ReportFormat:
    """The format that a file's name asks for, CSV where it asks for none. Raises ReportError for any other."""
    if not file.suffix:
        return ReportFormat.CSV
    try:
        return ReportFormat(file.suffix[1:].lower())
    except ValueError:
        raise ReportError(
            "Unknown format",
            "The name {file} does not say whether to write CSV, XLSX or PDF.",
            "End it with .csv, .xlsx or .pdf, or choose a format.",
            file=file.name or str(file),
        ) from None


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What is asked for.

    Attributes:
        kind: which report.
        first, last: days of the site, both included; None: no bound.
        subject_id: this person only; a person's report needs one, that of visitors knows none.
        columns: keys in order; None: those that the format usually has.
    """

    kind: ReportKind
    first: date | None = None
    last: date | None = None
    subject_id: SubjectId | None = None
    columns: tuple[str, ...] | None = None


def _same(text: str) -> str:
    return text


def _no_reason(_event_id: EventId) -> str:
    return ""


def _nowhere() -> dict[SubjectId, str]:
    return {}


@dataclass(frozen=True, slots=True)
class ReportSources:
    """Where rows come from.

    Attributes:
        log: events.
        person: what somebody is called; None for an erased person.
        days: worked-out days; None where none are kept: attendance goes by first and last sighting then.
        departments: of everybody who is in one.
        reasons: why punches were changed.
        stored: the same days as they are stored, for reports about very many of them; None: ``days`` gives all.
    """

    log: EventLog
    person: FindPerson
    days: WorkedOutDays | None = None
    departments: FindDepartments = _nowhere
    reasons: Reasons = _no_reason
    stored: StoredDays | None = None


class ReportService:
    """Makes reports. May be used from any thread.

    Attributes:
        zone: the site's; days and times of reports are in it.
    """

    def __init__(
        self,
        sources: ReportSources,
        zone: ZoneInfo,
        notify: Callable[[FacegateError], None] = lambda _error: None,
        printer: ReportWriter | None = None,
    ) -> None:
        """Make the service.

        Args:
            sources: where rows come from.
            zone: the site's.
            notify: told which corrected events were left out because they cannot be read, and which scripts no font
                shows.
            printer: for PDF; None: there is none.
        """
        self._sources = sources
        self._notify = notify
        self._csv = CsvWriter()
        self._writers: dict[ReportFormat, ReportWriter] = {
            ReportFormat.CSV: self._csv,
            ReportFormat.XLSX: XlsxWriter(),
        }
        if printer is not None:
            self._writers[ReportFormat.PDF] = printer
        self.zone = zone

    def events(self, first: date | None, last: date | None, out: Path, progress: RowProgress | None = None) -> int:
        """Write the events of the days ``first`` to ``last`` (both included) as CSV; return how many."""
        return self.write(ReportRequest(ReportKind.EVENTS, first, last), out, ReportFormat.CSV, progress).rows

    def attendance(self, first: date | None, last: date | None, out: Path, progress: RowProgress | None = None) -> int:
        """Write attendance by person and day as CSV; return how many rows."""
        return self.write(ReportRequest(ReportKind.ATTENDANCE, first, last), out, ReportFormat.CSV, progress).rows

    def write(
        self,
        request: ReportRequest,
        out: Path,
        file_format: ReportFormat | None = None,
        progress: RowProgress | None = None,
        words: Callable[[str], str] = _same,
    ) -> WrittenReport:
        """Write a report to a file, readable by its owner only; an older one is replaced when the new one is whole.

        Args:
            request: which.
            out: where.
            file_format: None: as the name of the file says.
            progress: told how many rows were read or written; may raise to cancel.
            words: makes another language of titles, headings and codes, in files for people.

        Raises:
            ReportError: there is no such report, or not in this format.
            StorageError: the file cannot be written, or rows cannot be read; an older file is left as it was.
        """
        tell = _Rising(progress or (lambda _rows: None))
        if (file_format or format_of(out)) is ReportFormat.CSV and request.kind is ReportKind.ATTENDANCE:
            ready = self._ready(request, tell)
            if ready is not None:
                keys, chunks = ready
                # Some ten thousand rows at a time: not one of them is part of a cycle.
                with replacing(out) as file, without_collections():
                    return self._csv.write_ready(keys, chunks, file, tell)
        whole = request.columns is not None or request.kind in FIXED
        return self.write_table(self.table(request, tell), out, file_format, tell, words, whole=whole)

    def write_table(
        self,
        table: Table,
        out: Path,
        file_format: ReportFormat | None = None,
        progress: RowProgress = lambda _rows: None,
        words: Callable[[str], str] = _same,
        *,
        whole: bool = False,
    ) -> WrittenReport:
        """Write any table as :meth:`write` does; ``whole``: on paper, too, with all its columns."""
        chosen = file_format or format_of(out)
        writer = self._writers.get(chosen)
        if writer is None:
            raise ReportError(
                "No printer", "This installation cannot make PDF files.", "Choose another format: XLSX or CSV."
            )
        if chosen is ReportFormat.PDF and not whole:
            table = table.with_columns([column.key for column in table.columns if column.printed])
        if chosen is not ReportFormat.CSV:
            table = table.in_words(lambda text: _capital(words(text)))
        with replacing(out) as file:
            written = writer.write(table, file, progress)
        if written.missing_scripts:
            self._notify(_no_font(written.missing_scripts))
        return written

    def columns(self, kind: ReportKind) -> tuple[Column, ...]:
        """All that a report can have here."""
        by_sightings = kind is ReportKind.ATTENDANCE and self._sources.days is None
        return COLUMNS[kind][:_BY_SIGHTINGS] if by_sightings else COLUMNS[kind]

    def table(self, request: ReportRequest, progress: RowProgress = lambda _rows: None) -> Table:
        """A report as a table whose rows are read while it is gone through. Raises ReportError."""
        kind = request.kind
        self._check(request)
        people = PeopleCells(self._sources.person, self._sources.departments)
        columns, rows = self._rows(request, people, progress)
        person = self._sources.person(request.subject_id)
        table = Table(
            TITLES[kind], columns, rows, request.first, request.last, self.zone.key, kind in WITH_TOTALS,
            _who(person) if person else request.subject_id or "",
        )  # fmt: skip
        return table if request.columns is None else table.with_columns(request.columns)

    def _check(self, request: ReportRequest) -> None:
        kind = request.kind
        if request.columns is not None:
            if kind in FIXED:
                raise ReportError(
                    "Columns are fixed",
                    "Other programs read the report {kind} by its columns.",
                    "Leave the columns as they are, or choose the report timesheet.",
                    kind=kind,
                )
            wrong = wrong_column(self.columns(kind), request.columns)
            if wrong is not None:
                raise ReportError(
                    "No such column",
                    "The report {kind} has no column {column!r}, or not twice.",
                    "Choose from: {columns}.",
                    kind=kind,
                    column=wrong,
                    columns=", ".join(column.key for column in self.columns(kind)),
                )
        if kind is ReportKind.PERSON and request.subject_id is None:
            raise ReportError("Whose days?", "This report is about one person.", "Say who: their identifier.")

    def _rows(
        self, request: ReportRequest, people: PeopleCells, progress: RowProgress
    ) -> tuple[tuple[Column, ...], Iterable[Sequence[Cell]]]:
        kind, columns = request.kind, self.columns(request.kind)
        if kind in OF_DAYS and self._sources.days is not None:
            return columns, self._of_days(self._sources.days, request, people, progress)
        days = Days(request.first, request.last, self.zone)
        rows = EventRows(self._sources.log, people, days, progress)
        match kind:
            case ReportKind.EVENTS:
                return columns, rows.events(request.subject_id)
            case ReportKind.CORRECTIONS:
                return columns, rows.corrections(self._sources.reasons, request.subject_id)
            case ReportKind.VISITORS:
                return columns, rows.visitors()
            case ReportKind.ATTENDANCE:
                return columns, rows.first_last(self._notify)
            case _:
                raise ReportError(
                    "No attendance kept", "Days are not worked out here.", "Choose the report attendance or events."
                )

    def _ready(
        self, request: ReportRequest, progress: RowProgress
    ) -> tuple[Sequence[str], Iterable[Sequence[ReadyRow]]] | None:
        """Attendance as cells of CSV; None where days are not stored."""
        self._check(request)
        days, stored = self._sources.days, self._sources.stored
        lines = stored.lines(request.first, request.last, request.subject_id, progress) if stored else None
        if days is None or lines is None:
            return None
        people = PeopleCells(self._sources.person, self._sources.departments)
        keys = [column.key for column in self.columns(request.kind)]
        chunks = ReadyDays(people, days.shift_name, self.zone).chunks(lines)
        if request.columns is None:
            return keys, chunks
        places = [keys.index(key) for key in request.columns]
        # Where a line is one empty cell, it has quotes.
        alone = '""' if len(places) == 1 else ""
        return request.columns, (
            [tuple([alone if row[place] == "" else row[place] for place in places]) for row in rows] for rows in chunks
        )

    def _of_months(
        self, source: WorkedOutDays, request: ReportRequest, people: PeopleCells, progress: RowProgress
    ) -> Iterator[Sequence[Cell]]:
        asked = request.first, request.last, request.subject_id, progress
        stored = self._sources.stored
        months = None if stored is None else stored.months(*asked)
        if months is None:
            months = added_up(_counted(source.days(*asked), progress))
        rows = MonthRows(people)
        yield from rows.payroll(months) if request.kind is ReportKind.PAYROLL else rows.timesheet(months)

    def _of_days(
        self, source: WorkedOutDays, request: ReportRequest, people: PeopleCells, progress: RowProgress
    ) -> Iterable[Sequence[Cell]]:
        if request.kind in BY_MONTH:
            return self._of_months(source, request, people, progress)
        days = _counted(source.days(request.first, request.last, request.subject_id, progress), progress)
        by_day = DayRows(people, source.shift_name, self.zone)
        made: dict[ReportKind, Callable[[Iterable[PersonDay]], Iterable[Sequence[Cell]]]] = {
            ReportKind.ATTENDANCE: by_day.attendance,
            ReportKind.PERSON: by_day.person,
            ReportKind.LATE: by_day.late,
            ReportKind.ABSENCE: by_day.absence,
            ReportKind.OVERTIME: by_day.overtime,
            ReportKind.EXCEPTIONS: by_day.exceptions,
        }
        return made[request.kind](days)


_BY_SIGHTINGS = 8
"""Columns of attendance that sightings alone can fill."""

_PROGRESS_STEP = 1000


class _Rising:
    """Passes on only numbers that are higher than all before: rows are counted where they are read and written."""

    def __init__(self, progress: RowProgress) -> None:
        self._progress = progress
        self._highest = 0

    def __call__(self, rows: int) -> None:
        if rows > self._highest:
            self._highest = rows
            self._progress(rows)


def _counted(days: Iterable[PersonDay], progress: RowProgress) -> Iterable[PersonDay]:
    for number, day in enumerate(days, start=1):
        if number % _PROGRESS_STEP == 0:
            progress(number)
        yield day


def _who(person: PersonName) -> str:
    # Isolated (UAX 9), or a name that runs from right to left would take the identifier to its other side.
    return f"\u2068{person.name}\u2069 ({person.external_id})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _no_font(scripts: Sequence[str]) -> ReportError:
    return ReportError(
        "No font for some letters",
        "No installed font shows these scripts: {scripts}. Their letters are boxes in the PDF file.",
        "Install a font for them, such as those of the Noto family, and make the file again.",
        scripts=", ".join(scripts),
    )
