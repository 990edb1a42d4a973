"""What plans and attendance need of a database, as protocols; see :mod:`facegate.domain.ports`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment
from facegate.domain.attendance.months import PersonMonth
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayResult
from facegate.domain.events import Event, EventType
from facegate.domain.ids import EventId, SubjectId


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing of the plan that is about nobody.

    Attributes:
        kind: ``shift``, ``rotation``, ``calendar``, ``zone``, ``door``, ``time_table``, ``access_rule``.
        item_id: unique among those of its kind.
        body: JSON.
        revision: counts changes, from 1.
        changed_at: aware, UTC.
        changed_by: account of the operating system.
    """

    kind: str
    item_id: str
    body: str
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Changes of the plan that are made together.

    Attributes:
        items: kind, id and JSON; a new one, or instead of what there is.
        remove_items: kind and id.
        assignments, absences: new ones, or instead of those with their ids.
        remove_assignments, remove_absences: ids.
    """

    items: tuple[tuple[str, str, str], ...] = ()
    remove_items: tuple[tuple[str, str], ...] = ()
    assignments: tuple[Assignment, ...] = ()
    remove_assignments: tuple[str, ...] = ()
    absences: tuple[Absence, ...] = ()
    remove_absences: tuple[str, ...] = ()


class PlanStore(Protocol):
    """Shifts, calendars, doors, who works when. Thread-safe; a change is one transaction, audited.

    Whatever changes somebody's minutes makes the days that it concerns stale.
    """

    def items(self, kind: str | None = None) -> list[PlanItem]:
        """All, or those of one kind, by kind and id."""

    def assignments(self) -> list[Assignment]:
        """All, by id."""

    def absences(
        self, subject_id: SubjectId | None = None, first: date | None = None, last: date | None = None
    ) -> list[Absence]:
        """All, or one person's, or those that touch some days; by first day and id."""

    def change(self, change: PlanChange, actor: str, *, revision: int | None = None) -> None:
        """Make changes, all or none.

        Args:
            change: what; not checked here for whether it makes sense together.
            actor: who does it; audited.
            revision: of the one item that is changed, as it was when it was read.

        Raises:
            ChangedMeanwhileError: the item has another revision by now.
            NotFoundError: something to remove is not there, or a person does not exist.
        """


class Sighting(NamedTuple):
    """A sighting as the log has it, corrections taken into account. A tuple: a year has millions.

    Attributes:
        event_id, at, direction, source, type: of the event; ``at`` aware, UTC.
    """

    event_id: EventId
    at: datetime
    direction: Direction | None
    source: str
    type: EventType


@dataclass(frozen=True, slots=True)
class PersonDay:
    """What is stored of a person's day.

    Attributes:
        subject_id: maybe of somebody who was erased.
        result: without its punches and steps.
        used, ignored: how many punches counted, and how many did not.
    """

    subject_id: SubjectId
    result: DayResult
    used: int
    ignored: int


class DayLine(NamedTuple):
    """A person's day as it is stored, for files of millions. Minutes, but for:

    Attributes:
        subject_id: maybe of somebody who was erased.
        day: ISO 8601.
        shift_id: None where none was to be worked.
        first_in, last_out: microseconds since 1970, UTC.
        punches: how many, also those that did not count.
        day_kind, status, exceptions: words; the last ones joined by spaces.
    """

    subject_id: SubjectId
    day: str
    first_in: int | None
    last_out: int | None
    punches: int
    shift_id: str | None
    day_kind: str
    status: str
    required: int
    worked: int
    unpaid_break: int
    paid_break: int
    late: int
    early: int
    overtime: int
    leave: int
    missing: int
    exceptions: str


@dataclass(frozen=True, slots=True)
class Employment:
    """What schedules depend on.

    Attributes:
        department: empty: none.
        valid_from, valid_until: days, both included; None: no bound.
        created_at: when the record was made, aware, UTC.
    """

    department: str
    valid_from: date | None
    valid_until: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Stale:
    """Days that have to be worked out again.

    Attributes:
        stale_id: grows; what is marked later has a greater one.
        subject_id: whose; None: everybody's.
        first, last: both included.
    """

    stale_id: int
    subject_id: SubjectId | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Period:
    """Days whose minutes were declared final.

    Attributes:
        first, last: both included.
        closed_at, reopened_at: aware, UTC; ``reopened_at`` is None while it is closed.
        closed_by, reopened_by: accounts of the operating system.
        reason: why it was reopened.
    """

    period_id: int
    first: date
    last: date
    closed_at: datetime
    closed_by: str
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    reason: str | None = None


class AttendanceStore(Protocol):
    """Punches and minutes. Thread-safe."""

    @property
    def writable(self) -> bool:
        """Whether what is worked out can be stored."""

    def note_events(self, zone: ZoneInfo, basis: str) -> None:
        """Mark as stale what was touched by events since the last call; everything where ``basis`` is another one.

        Args:
            zone: of the site.
            basis: all that minutes depend on beside events and plan, in words.
        """

    def stale(self, zone: ZoneInfo, basis: str, first: date, last: date) -> list[Stale]:
        """What is stale among these days, oldest mark first; where nothing can be written, also what
        :meth:`note_events` would have marked.
        """

    def sightings(
        self, subject_ids: Sequence[SubjectId], begin: datetime, end: datetime
    ) -> dict[SubjectId, list[Sighting]]:
        """Of some people, from one aware moment to before another, corrections and merged records considered."""

    def changes(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[Event]]:
        """All changes of their punches ever, in the order of the log."""

    def sighting(self, event_id: EventId) -> tuple[SubjectId, Sighting] | None:
        """One sighting and who it is, corrections considered; None where nobody is named. Raises NotFoundError."""

    def pending(self) -> list[Event]:
        """Changes of punches that need approval and on which nobody decided, in the order of the log."""

    def put_days(
        self,
        rows: Mapping[SubjectId, Sequence[DayResult]],
        first: date,
        last: date,
        up_to: int,
    ) -> None:
        """Store the days of some people instead of what there was of these days; they are not stale any more.

        Args:
            rows: results of days from ``first`` to ``last``, in any order; days without one have nothing.
            first: the first of the days; those that are closed stay as they are.
            last: the last, included.
            up_to: marks of theirs alone with a greater ``stale_id`` stay.
        """

    def settle(self, first: date, last: date, up_to: int) -> None:
        """Everybody's days are worked out: drop marks for everybody up to ``up_to`` for these days."""

    def days(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[PersonDay]]:
        """Stored days of some people, by day; a closed one twice where two records of theirs have been merged since."""

    def lines(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> Iterator[list[DayLine]]:
        """Stored days of some people with anything to say: a punch, minutes that are required, or an exception; some
        people at a time, in any order, but a person's lines of one day as :meth:`days` has them.
        """

    def months(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> list[PersonMonth]:
        """What stored days of some people come to, in any order."""

    def strangers(self, first: date, last: date, known: Sequence[SubjectId]) -> list[SubjectId]:
        """Whoever has stored days and is none of ``known``: people who were erased; ascending."""

    def periods(self) -> list[Period]:
        """All that were ever closed, oldest first."""

    def close_period(self, first: date, last: date, actor: str) -> Period:
        """Declare days final; audited. Raises PeriodError where some are closed already."""

    def reopen_period(self, period_id: int, reason: str, actor: str) -> Period:
        """Work them out again from now on; audited. Raises NotFoundError, and PeriodError where it is open."""

    def reasons(self, event_ids: Sequence[EventId]) -> dict[EventId, str]:
        """Why punches were changed, in words."""

    def people(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Employment]:
        """What schedules depend on, of those of these people who exist."""

    def first_event(self) -> datetime | None:
        """The moment of the first event or changed punch, aware, UTC."""

    def open_days(self, first: date, last: date) -> dict[SubjectId, tuple[date, date]]:
        """First and last stored day of everybody who has any that were not over when they were worked out."""
