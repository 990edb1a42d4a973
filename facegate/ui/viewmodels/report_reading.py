"""Reading a report for the screen: its rows up to a number that a table can hold, its sums, and a count for each day.

Nothing here belongs to a thread; the window calls it on that of the look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from facegate.domain.attendance.results import DayResult
from facegate.domain.events import EventFilter
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people_query import PeopleQuery
from facegate.domain.ports_attendance import Period, PersonDay
from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_kinds import FIXED, OF_DAYS, ReportKind
from facegate.domain.report_tables import Cell, Column, ColumnKind, Table, WrittenReport
from facegate.pipeline.attendance.worked_out import WorkedOut
from facegate.pipeline.reports.people_cells import departments_of
from facegate.pipeline.reports.service import ReportFormat, ReportRequest, ReportService, ReportSources
from facegate.pipeline.services import Services

MOST_ROWS = 20_000
"""Of one table on the screen: more is not read there, and would take hundreds of megabytes."""

SUMMED = (ColumnKind.MINUTES, ColumnKind.COUNT)

Told = Callable[[int, int], None]
"""How far it is, of how many; 0: not known."""


class CancelledReading(Exception):  # noqa: N818 - a wish, not an error
    """Raised by ``Told`` where nobody wants the report any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report of what.

    Attributes:
        first, last: days of the site, both included; None: no bound.
        subject_id: this person only.
        department: people who are in it now only.
    """

    kind: ReportKind
    first: date | None
    last: date | None
    subject_id: SubjectId | None = None
    department: str | None = None


@dataclass(slots=True)
class DayCount:
    """What became of everybody on a day, or on several.

    Attributes:
        first, last: both included.
        in_time, late, absent: people and days; somebody who was late is not counted as in time.
        worked: minutes.
    """

    first: date
    last: date
    in_time: int = 0
    late: int = 0
    absent: int = 0
    worked: int = 0

    @property
    def total(self) -> int:
        """All that is counted."""
        return self.in_time + self.late + self.absent

    def add(self, result: DayResult) -> None:
        """Count one person's day."""
        self.worked += result.worked
        if result.late:
            self.late += 1
        elif result.worked or result.first_in is not None:
            self.in_time += 1
        elif result.absent:
            self.absent += 1


@dataclass(frozen=True, slots=True)
class FoundReport:
    """What the screen shows.

    Attributes:
        columns: with headings in the window's language.
        rows: the first :data:`MOST_ROWS`.
        total: how many there are.
        sums: over all of them, of minutes and counts, by the column's key.
        days: in order; empty for a report that is not made of days.
        cut: reading was cancelled, so that ``total`` and ``sums`` are of a part.
        closed: periods that touch these days and are final.
        planned: whether anybody works by a shift.
        seen: whether anything was ever recorded.
    """

    wanted: Wanted
    columns: tuple[Column, ...] = ()
    rows: Sequence[Sequence[Cell]] = ()
    total: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    days: tuple[DayCount, ...] = ()
    cut: bool = False
    closed: tuple[Period, ...] = ()
    planned: bool = True
    seen: bool = True


def read_report(services: Services, wanted: Wanted, words: Callable[[str], str], told: Told) -> FoundReport:
    """Read a report.

    Args:
        services: where from.
        wanted: which; a person's report names one.
        words: makes another language of headings and codes.
        told: may raise :class:`CancelledReading`; what was read so far is the answer then.

    Raises:
        FacegateError: it cannot be read.
    """
    found = FoundReport(
        wanted,
        closed=tuple(each for each in services.attendance.periods() if _touches(each, wanted)),
        planned=bool(services.plan.assignments()),
        seen=next(iter(services.events.query(EventFilter(), 1)), None) is not None,
    )
    counts: dict[date, DayCount] = {}

    def count(each: PersonDay) -> None:
        day = each.result.day
        counts.setdefault(day, DayCount(day, day)).add(each.result)

    rows, total, cut = [], 0, False
    columns: tuple[Column, ...] = ()
    sums: dict[int, int] = {}
    try:
        people = people_of(services, wanted)
        if wanted.kind in OF_DAYS:
            services.attendance.refresh(wanted.first, wanted.last, people, told)
        table = _capitals(table_of(services, wanted, None, lambda done: told(done, 0), count, people), words)
        columns = table.columns
        sums = {place: 0 for place, column in enumerate(columns) if column.kind in SUMMED}
        for row in table.rows:
            total += 1
            if total <= MOST_ROWS:
                rows.append(row)
            for place in sums:
                cell = row[place]
                sums[place] += cell if isinstance(cell, int) else 0
    except CancelledReading:
        cut = True
    return replace(
        found,
        columns=columns,
        rows=rows,
        total=total,
        sums={columns[place].key: value for place, value in sums.items()},
        days=tuple(counts[day] for day in sorted(counts)),
        cut=cut,
    )


def write_report(
    services: Services,
    wanted: Wanted,
    columns: tuple[str, ...] | None,
    out: Path,
    file_format: ReportFormat,
    words: Callable[[str], str],
    told: Told,
) -> WrittenReport:
    """Write a report to a file, in place of an older one.

    Args:
        services: where from.
        wanted: which; a person's report names one.
        columns: keys in order; None: those that the format usually has.
        out: where.
        file_format: what kind of file.
        words: makes another language of headings and codes, in files for people.
        told: may raise to cancel; no file is left then.

    Raises:
        FacegateError: it cannot be read, or the file cannot be written.
    """
    people = people_of(services, wanted)
    if wanted.kind in OF_DAYS:
        services.attendance.refresh(wanted.first, wanted.last, people, told)
    highest = 0

    def rising(rows: int) -> None:
        # Counted where they are read, and again where they are written.
        nonlocal highest
        highest = max(highest, rows)
        told(highest, 0)

    table = table_of(services, wanted, columns, rising, people=people)
    whole = columns is not None or wanted.kind in FIXED
    return services.exports.write_table(table, out, file_format, rising, words, whole=whole)


def people_of(services: Services, wanted: Wanted) -> Sequence[SubjectId] | None:
    """Whose rows are wanted; None for everybody's, those of erased people included."""
    if wanted.subject_id is not None:
        return [wanted.subject_id]
    if wanted.department is not None:
        return services.people.ids(PeopleQuery(department=wanted.department))
    return None


def table_of(
    services: Services,
    wanted: Wanted,
    columns: tuple[str, ...] | None,
    progress: Callable[[int], None],
    each_day: Callable[[PersonDay], None] = lambda _day: None,
    people: Sequence[SubjectId] | None = None,
) -> Table:
    """The report as a table, restricted to the people who are wanted. Raises ReportError.

    Args:
        services: where from.
        wanted: which.
        columns: keys in order; None: all.
        progress: told how many rows were read; may raise to cancel.
        each_day: shown every worked-out day on its way.
        people: as :func:`people_of` found them.
    """

    def reason(event_id: EventId) -> str:
        return services.punches.reasons([event_id]).get(event_id, "")

    sources = ReportSources(
        services.events,
        services.directory.get,
        _Days(services, people, each_day),
        lambda: departments_of(services.people),
        reason,
    )
    service = ReportService(sources, services.exports.zone)
    request = ReportRequest(wanted.kind, wanted.first, wanted.last, wanted.subject_id)
    table = service.table(request, progress)
    if wanted.kind not in OF_DAYS and wanted.subject_id is None and people is not None:
        table = _only(table, set(people), services)
    return table if columns is None else table.with_columns(columns)


class _Days:
    """Worked-out days of some people; implements :class:`facegate.domain.ports_reports.WorkedOutDays`."""

    def __init__(
        self, services: Services, people: Sequence[SubjectId] | None, each_day: Callable[[PersonDay], None]
    ) -> None:
        self._attendance = services.attendance
        self._named = WorkedOut(services.attendance, services.plan)
        self._people = people
        self._each_day = each_day

    def days(
        self,
        first: date | None,
        last: date | None,
        subject_id: SubjectId | None = None,
        progress: RowProgress = lambda _done: None,  # noqa: ARG002 - of a part that is over already
    ) -> Iterator[PersonDay]:
        """See the protocol; whoever asks has brought them up to date."""
        people = self._people if subject_id is None else [subject_id]
        for each in self._attendance.days_in_order(first, last, people):
            self._each_day(each)
            yield each

    def shift_name(self, shift_id: str) -> str:
        """See the protocol."""
        return self._named.shift_name(shift_id)


def _only(table: Table, people: set[SubjectId], services: Services) -> Table:
    """Rows about some people; of a report that names nobody, all."""
    with suppress(ValueError):
        place = table.keys().index("subject_id")

        def wanted(cell: Cell) -> bool:
            person = services.directory.get(SubjectId(str(cell)))
            # Of a record that was merged into another, that one.
            return (person.subject_id if person else cell) in people

        return replace(table, rows=(row for row in table.rows if wanted(row[place])))
    return table


def _capitals(table: Table, words: Callable[[str], str]) -> Table:
    def capital(text: str) -> str:
        said = words(text)
        return said[:1].upper() + said[1:]

    return table.in_words(capital)


def _touches(period: Period, wanted: Wanted) -> bool:
    begins = wanted.last is None or period.first <= wanted.last
    return period.reopened_at is None and begins and (wanted.first is None or wanted.first <= period.last)


def merged_days(days: Sequence[DayCount], most: int) -> list[DayCount]:
    """At most so many columns of a chart, each of one day, or of equally many neighbouring ones."""
    if not days:
        return []
    # Days on which nothing was recorded have their place, too.
    first, last = days[0].first, days[-1].last
    length = (last - first).days + 1
    step = -(-length // max(1, most))
    found = [
        DayCount(date.fromordinal(begin), date.fromordinal(min(begin + step - 1, last.toordinal())))
        for begin in range(first.toordinal(), last.toordinal() + 1, step)
    ]
    for each in days:
        into = found[(each.first - first).days // step]
        into.in_time += each.in_time
        into.late += each.late
        into.absent += each.absent
        into.worked += each.worked
    return found
