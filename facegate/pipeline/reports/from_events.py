"""Rows of reports that are made from the log: events, corrections, visitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facegate.domain.attendance.first_last import Sighting, summarise
from facegate.domain.attendance.workdays import day_bounds, work_date
from facegate.domain.corrections import effective
from facegate.domain.events import SIGHTINGS, Event, EventFilter, EventType
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import EventLog
from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Cell
from facegate.errors import DamagedDataError, FacegateError, NotFoundError
from facegate.pipeline.event_rows import event_cells, record_values
from facegate.pipeline.reports.people_cells import PeopleCells

_PROGRESS_STEP = 1000
_HOUR = 3600

Reasons = Callable[[EventId], str]
"""Why a punch was changed, in words; empty where nothing was said or it was erased."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the site, both included; None: no bound."""

    first: date | None
    last: date | None
    zone: ZoneInfo

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """First instant, and the first one after them; UTC."""
        begin = day_bounds(self.first, self.zone)[0] if self.first else None
        return begin, day_bounds(self.last, self.zone)[1] if self.last else None

    def hold(self, moment: datetime) -> bool:
        """Whether an aware moment lies in them."""
        begin, end = self.bounds()
        return (begin is None or moment >= begin) and (end is None or moment < end)


class EventRows:
    """Rows from one log, for one report."""

    def __init__(self, log: EventLog, people: PeopleCells, days: Days, progress: RowProgress) -> None:
        """``progress``: told how many events were read."""
        self._log = log
        self._people = people
        self._days = days
        self._progress = progress
        self._holding: Mapping[EventId, Event] = log.corrections()

    def events(self, subject_id: SubjectId | None = None) -> Iterator[list[Cell]]:
        """Every event, or those that name a person."""
        for event in self._query(subject_id=subject_id):
            yield event_cells(event, self._holding, self._days.zone, self._people.who)

    def corrections(self, reasons: Reasons, subject_id: SubjectId | None = None) -> Iterator[list[Cell]]:
        """What was corrected by hand on these days: identifications and punches."""
        for kind in (EventType.CORRECTION, EventType.PUNCH):
            for event in self._query(kind, subject_id=subject_id):
                yield self._correction(event, reasons)

    def visitors(self) -> Iterator[list[Cell]]:
        """Tracks of whom nobody is named, a row for every day and source."""
        counts: dict[tuple[date, str], _Visits] = {}
        for event in self._query(EventType.IDENTIFICATION):
            said = effective(event, self._holding)
            if said.identified:
                continue
            key = work_date(event.occurred_at, self._days.zone), event.source
            visits = counts.get(key)
            if visits is None:
                visits = counts[key] = _Visits(event.occurred_at, event.occurred_at)
            visits.add(event.occurred_at, said.result)
        for (day, source), visits in sorted(counts.items()):
            seen = (moment.astimezone(self._days.zone) for moment in (visits.first, visits.last))
            yield [day, source, visits.not_identified, visits.inconclusive, *seen]

    def first_last(self, notify: Callable[[FacegateError], None]) -> Iterator[list[Cell]]:
        """First in, last out and hours of every person and day, by identifications alone."""
        for record in summarise(self._sightings(notify), self._days.zone):
            yield [
                record.day,
                *self._people.who(record.subject_id),
                record.first_in,
                record.last_out,
                record.worked.total_seconds() / _HOUR,
                record.sightings,
            ]

    def _correction(self, event: Event, reasons: Reasons) -> list[Cell]:
        record, zone = record_values(event), self._days.zone
        moment = record.get("punch_time")
        return [
            event.occurred_at.astimezone(zone),
            event.event_id,
            event.type.value,
            event.verdict or record.get("verdict"),
            *self._people.who(event.subject_id),
            moment.astimezone(zone) if isinstance(moment, datetime) else None,
            record.get("direction"),
            event.corrects or record.get("about"),
            reasons(event.event_id),
            event.actor or record.get("actor"),
        ]

    def _sightings(self, notify: Callable[[FacegateError], None]) -> Iterator[Sighting]:
        """Who was there, corrections taken into account."""
        for event in self._query(result=Outcome.IDENTIFIED):
            if event.type in SIGHTINGS and event.subject_id is not None and event.event_id not in self._holding:
                yield Sighting(event.subject_id, event.occurred_at)
        # Few, and some of events that had named nobody, so asked for one by one.
        for event_id in self._holding:
            try:
                event = self._log.get(event_id)
            except (NotFoundError, DamagedDataError) as error:
                # One that cannot be read must not keep everybody's hours from being written.
                notify(error)
                continue
            said = effective(event, self._holding)
            if said.identified and said.subject_id is not None and self._days.hold(event.occurred_at):
                yield Sighting(said.subject_id, event.occurred_at)

    def _query(
        self,
        kind: EventType | None = None,
        result: Outcome | None = None,
        subject_id: SubjectId | None = None,
    ) -> Iterator[Event]:
        begin, end = self._days.bounds()
        results = (result,) if result else None
        wanted = EventFilter(first=begin, last=end, subject_id=subject_id, type=kind, results=results)
        for number, event in enumerate(self._log.query(wanted), start=1):
            if number % _PROGRESS_STEP == 0:
                self._progress(number)
            yield event


@dataclass(slots=True)
class _Visits:
    """People whom nobody knows, at one place on one day."""

    first: datetime
    last: datetime
    not_identified: int = 0
    inconclusive: int = 0

    def add(self, at: datetime, result: Outcome | None) -> None:
        self.first, self.last = min(self.first, at), max(self.last, at)
        if result is Outcome.INCONCLUSIVE:
            self.inconclusive += 1
        else:
            self.not_identified += 1
