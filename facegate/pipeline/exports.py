"""Events and attendance as CSV, streamed and written atomically.

UTF-8 with a byte order mark, because Excel guesses otherwise; cells that a
spreadsheet would take for a formula are guarded (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from facegate.domain.attendance.first_last import Sighting, summarise
from facegate.domain.attendance.workdays import day_bounds
from facegate.domain.corrections import effective
from facegate.domain.events import SIGHTINGS, Event, EventFilter
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people import PersonName
from facegate.domain.ports import EventLog
from facegate.domain.roster_cells import FORMULA_STARTS
from facegate.errors import DamagedDataError, FacegateError, NotFoundError, StorageError
from facegate.pipeline.event_rows import event_columns, event_row

EVENT_COLUMNS = event_columns("subject_id", "person_id", "name")
"""Stable names; new columns are only ever added at the end."""

ATTENDANCE_COLUMNS = ("date", "subject_id", "person_id", "name", "first_in", "last_out", "hours", "sightings")
"""Stable names; new columns are only ever added at the end."""

_PROGRESS_STEP = 1000

ProgressCallback = Callable[[int], None]
"""Told how many rows were read so far; may raise to cancel."""


def guard(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return "'" + cell if cell[:1] in tuple(FORMULA_STARTS) else cell


class ExportService:
    """Writes CSV files. May be used from any thread."""

    def __init__(
        self,
        events: EventLog,
        person: Callable[[SubjectId | None], PersonName | None],
        zone: ZoneInfo,
        notify: Callable[[FacegateError], None] = lambda _error: None,
    ) -> None:
        """``notify`` is told which corrected events were left out because they cannot be read."""
        self._events = events
        self._notify = notify
        self._person = person
        self.zone = zone

    def events(self, first: date | None, last: date | None, out: Path, progress: ProgressCallback | None = None) -> int:
        """Write the events of the days ``first`` to ``last`` (both included); return how many.

        Raises:
            StorageError: the file cannot be written; an older one is left as it was.
        """
        holding = self._events.corrections()
        rows = (self._event_row(event, holding) for event in self._query(first, last, None, progress))
        return write_csv(out, EVENT_COLUMNS, rows)

    def attendance(
        self, first: date | None, last: date | None, out: Path, progress: ProgressCallback | None = None
    ) -> int:
        """Write first in, last out and hours per person and day; return how many rows.

        Raises:
            StorageError: the file cannot be written; an older one is left as it was.
        """
        sightings = self._sightings(first, last, progress)
        return write_csv(out, ATTENDANCE_COLUMNS, self._attendance_rows(sightings))

    def _sightings(
        self, first: date | None, last: date | None, progress: ProgressCallback | None
    ) -> Iterator[Sighting]:
        """Who was there, corrections taken into account."""
        holding = self._events.corrections()
        for event in self._query(first, last, Outcome.IDENTIFIED, progress):
            if event.type in SIGHTINGS and event.subject_id is not None and event.event_id not in holding:
                yield Sighting(event.subject_id, event.occurred_at)
        # Few, and some of events that had named nobody, so asked for one by one.
        for event_id in holding:
            try:
                event = self._events.get(event_id)
            except (NotFoundError, DamagedDataError) as error:
                # One that cannot be read must not keep everybody's hours from being written.
                self._notify(error)
                continue
            said = effective(event, holding)
            if said.identified and said.subject_id is not None and self._within(event, first, last):
                yield Sighting(said.subject_id, event.occurred_at)

    def _bounds(self, first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
        begin = day_bounds(first, self.zone)[0] if first else None
        return begin, day_bounds(last, self.zone)[1] if last else None

    def _within(self, event: Event, first: date | None, last: date | None) -> bool:
        begin, end = self._bounds(first, last)
        return (begin is None or event.occurred_at >= begin) and (end is None or event.occurred_at < end)

    def _query(
        self, first: date | None, last: date | None, result: Outcome | None, progress: ProgressCallback | None
    ) -> Iterator[Event]:
        begin, end = self._bounds(first, last)
        wanted = EventFilter(first=begin, last=end, results=(result,) if result else None)
        for number, event in enumerate(self._events.query(wanted), start=1):
            if progress is not None and number % _PROGRESS_STEP == 0:
                progress(number)
            yield event

    def _event_row(self, event: Event, holding: Mapping[EventId, Event]) -> list[str]:
        return event_row(event, holding, self.zone, self._who)

    def _who(self, subject_id: SubjectId | None) -> tuple[str, str, str]:
        person = self._person(subject_id)
        return (subject_id or "", person.external_id if person else "", person.name if person else "")

    def _attendance_rows(self, sightings: Iterable[Sighting]) -> Iterator[list[str]]:
        for record in summarise(sightings, self.zone):
            yield [
                record.day.isoformat(),
                *self._who(record.subject_id),
                record.first_in.isoformat(timespec="seconds"),
                record.last_out.isoformat(timespec="seconds"),
                f"{record.worked.total_seconds() / 3600:.2f}",
                str(record.sightings),
            ]


def write_csv(out: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows, guarded against formulas; return how many.

    Beside the target, and then moved into place, so that nobody finds half a file.

    Raises:
        StorageError: the file cannot be written; an older one is left as it was.
    """
    count, temporary = 0, None
    try:
        if out.exists() and not out.is_file():
            # Moving a file into its place would do away with a pipe or device: /dev/stdout, say.
            raise _not_a_file(out)
        # Not named after the target, whose name may be as long as a name can be.
        descriptor, temporary = tempfile.mkstemp(prefix=".facegate-", suffix=".part", dir=out.parent)
        # A file name that is no UTF-8 reaches the source column with surrogates in it.
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in rows:
                writer.writerow([guard(cell) for cell in row])
                count += 1
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(out)
        temporary = None
    except OSError as error:
        raise _not_written(out, error) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return count


def require_writable(out: Path) -> None:
    """See before long work that a file can be written after it. Raises StorageError."""
    try:
        if out.exists() and not out.is_file():
            raise _not_a_file(out)
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".facegate-"):
            # What is too long as a name, or holds what no name may, cannot be looked for.
            out.stat()
    except FileNotFoundError as error:
        if not out.parent.is_dir():
            raise _not_written(out, error) from error
    except OSError as error:
        raise _not_written(out, error) from error


def _not_written(out: Path, error: OSError) -> StorageError:
    return StorageError(
        "Cannot write the export",
        "Writing {file} in {folder} failed: {reason}.",
        "Close the file where it is open, choose another folder, or make room on the disk.",
        file=out.name,
        folder=out.absolute().parent,
        reason=error.strerror or type(error).__name__,
    )


def _not_a_file(out: Path) -> StorageError:
    return StorageError(
        "Cannot write the export",
        "{file} in {folder} is there and is not a file.",
        "Name a file.",
        file=out.name or str(out),
        folder=out.absolute().parent,
    )
