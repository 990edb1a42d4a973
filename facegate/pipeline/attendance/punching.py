"""Changing punches: added, moved, voided, with a reason, and approved by a second person where the site wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from unicodedata import normalize

from facegate.domain.attendance.punches import Direction, PunchOrigin
from facegate.domain.attendance.workdays import day_bounds
from facegate.domain.events import SIGN_INS, Event, EventDraft, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import Clock, EventLog, PeopleStore
from facegate.domain.ports_attendance import AttendanceStore
from facegate.domain.punch_changes import ChangeState, Standing, standing
from facegate.domain.records import DECISIONS, PunchChange, PunchVerdict
from facegate.errors import AttendanceError, NotFoundError, PeriodError
from facegate.pipeline.attendance.service import AttendanceService
from facegate.settings.store import SettingsStore

RECORDING_TIMEOUT = 30.0
"""Seconds to wait until a change is committed; a disk may be slow."""

MAX_REASON = 500
"""Characters."""

SOURCE = "administration"
"""What stands as the source of such events, where others have a camera."""


class PunchState(StrEnum):
    """Whether a line of :meth:`PunchService.punches` counts."""

    COUNTS = "counts"
    VOID = "void"
    PENDING = "pending"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class PunchLine:
    """A punch, or a change that was asked for.

    Attributes:
        event_id: of the sighting, or of the change: what :meth:`PunchService.move_punch` and others are given.
        at: aware, UTC: where it is now.
        direction: None where nothing says it.
        origin: see :class:`PunchOrigin`.
        state: see :class:`PunchState`.
        verdict: of a change; None for a sighting.
        actor: who asked for the change; None for a sighting that nobody changed.
        reason: why, in words.
    """

    event_id: EventId
    at: datetime
    direction: Direction | None
    origin: PunchOrigin
    state: PunchState
    verdict: PunchVerdict | None = None
    actor: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Target:
    """What a change is about: a sighting or an added punch."""

    event_id: EventId
    subject_id: SubjectId
    at: datetime
    direction: Direction | None = None


class PunchService:
    """See the module. May be used from any thread but that of the window: it waits for the disk."""

    def __init__(
        self,
        events: EventLog,
        store: AttendanceStore,
        people: PeopleStore,
        days: AttendanceService,
        settings: SettingsStore,
        clock: Clock,
        actor: str,
        announce: Callable[[Event], None] = lambda _event: None,
    ) -> None:
        """``announce`` is told what was recorded."""
        self._events = events
        self._store = store
        self._people = people
        self._days = days
        self._settings = settings
        self._clock = clock
        self._actor = actor
        self._announce = announce

    # -- changing ------------------------------------------------------------------

    def add_punch(
        self, subject_id: SubjectId, at: datetime, direction: Direction | None, reason: str, *, actor: str | None = None
    ) -> Event:
        """Say that there was a punch that nobody saw.

        Args:
            subject_id: whose.
            at: aware; not in the future.
            direction: None: as the site's rules find it out.
            reason: why, in words.
            actor: who says so; None: the account of the operating system.

        Raises:
            NotFoundError: there is no such person.
            AttendanceError: there is no reason, or the moment is in the future.
            PeriodError: the day is closed.
        """
        who = self._people.get(subject_id).subject_id
        self._require_open(who, at, direction)
        return self._record(PunchVerdict.ADD, who, at, None, direction, reason, actor)

    def move_punch(
        self, event_id: EventId, at: datetime, direction: Direction | None, reason: str, *, actor: str | None = None
    ) -> Event:
        """Say that a punch was at another moment, or in another direction; ``direction`` None: as it was.

        Args:
            event_id: a sighting, or a punch that was added or moved.
            at: aware; not in the future.
            direction: the new one.
            reason: why, in words.
            actor: as in :meth:`add_punch`.

        Raises:
            NotFoundError: there is no such event.
            AttendanceError: it is no punch that counts, there is no reason, or the moment is in the future.
            PeriodError: one of both days is closed.
        """
        target = self._counting(event_id)
        way = direction or target.direction
        self._require_open(target.subject_id, target.at, target.direction)
        self._require_open(target.subject_id, at, way)
        return self._record(PunchVerdict.MOVE, target.subject_id, at, target.event_id, way, reason, actor)

    def void_punch(self, event_id: EventId, reason: str, *, actor: str | None = None) -> Event:
        """Say that a punch does not count, or that a change of one does not hold any more.

        Args:
            event_id: a sighting, or a change that holds or waits: what it had covered holds again then.
            reason: why, in words.
            actor: as in :meth:`add_punch`.

        Raises:
            NotFoundError: there is no such event.
            AttendanceError: it does not count already, or there is no reason.
            PeriodError: the day is closed.
        """
        change = self._change(event_id)
        if change is None:
            target = self._counting(event_id)
            self._require_open(target.subject_id, target.at, target.direction)
            return self._record(PunchVerdict.VOID, target.subject_id, target.at, event_id, None, reason, actor)
        punch, state = change
        if state not in (ChangeState.HOLDS, ChangeState.PENDING):
            raise _does_not_count()
        self._require_effect_open(PunchChange(PunchVerdict.VOID, punch.subject_id, punch.at, self._actor, event_id))
        return self._record(PunchVerdict.VOID, punch.subject_id, punch.at, event_id, None, reason, actor)

    def approve(self, event_id: EventId, *, actor: str | None = None) -> Event:
        """Agree to a change that somebody else asked for; it counts from now on.

        Raises:
            NotFoundError: there is no such event.
            AttendanceError: it waits for no approval, or it is one's own.
            PeriodError: a day on which the punch counts, or would count, is closed.
        """
        return self._decide(PunchVerdict.APPROVE, event_id, actor)

    def reject(self, event_id: EventId, *, actor: str | None = None) -> Event:
        """Do not agree to a change that somebody else asked for. Raises as :meth:`approve`, but for closed days."""
        return self._decide(PunchVerdict.REJECT, event_id, actor)

    # -- reading -------------------------------------------------------------------

    def pending(self) -> list[Event]:
        """Changes that wait for a second person, oldest first."""
        return self._store.pending()

    def reasons(self, event_ids: Sequence[EventId]) -> dict[EventId, str]:
        """Why punches were changed, in words; nothing of people who were erased."""
        return self._store.reasons(event_ids)

    def punches(self, subject_id: SubjectId, first: date, last: date) -> list[PunchLine]:
        """Somebody's punches on some days, those that do not count included, by time.

        Raises:
            NotFoundError: there is no such person.
        """
        who = self._people.get(subject_id).subject_id
        zone = self._days.zone
        begin, end = day_bounds(first, zone)[0], day_bounds(last, zone)[1]
        events = self._store.changes([who]).get(who, [])
        stand = standing(events)
        words = self._store.reasons([event.event_id for event in events])
        lines = [_changed_line(event, stand.states[event.event_id], words) for event in events if _is_change(event)]
        for seen in self._store.sightings([who], begin, end).get(who, []):
            change = stand.latest.get(seen.event_id)
            origin = PunchOrigin.CARD if seen.type in SIGN_INS else PunchOrigin.SEEN
            state = PunchState.COUNTS if change is None else PunchState.VOID
            lines.append(PunchLine(seen.event_id, seen.at, seen.direction, origin, state))
        return sorted((each for each in lines if begin <= each.at < end), key=lambda each: (each.at, each.event_id))

    # -- inside --------------------------------------------------------------------

    def _decide(self, verdict: PunchVerdict, event_id: EventId, actor: str | None) -> Event:
        change = self._change(event_id)
        if change is None or change[1] is not ChangeState.PENDING:
            raise AttendanceError(
                "Nothing to decide", "This change waits for no approval.", "Look at the list of those that do."
            )
        punch = change[0]
        if _account(punch.actor) == _account(actor or self._actor):
            raise AttendanceError(
                "Second person needed", "Nobody can decide on their own change.", "Ask somebody else to do it."
            )
        said = PunchChange(verdict, punch.subject_id, punch.at, actor or self._actor, event_id)
        if verdict is PunchVerdict.APPROVE:
            self._require_effect_open(said)
        return self._append(said, None)

    def _require_effect_open(self, said: PunchChange) -> None:
        """That no closed day would have one punch more or less, or another one, if this were said of a change."""
        assert said.about is not None
        events = self._store.changes([said.subject_id]).get(said.subject_id, [])
        origin = self._origin(said.about)
        then = replace(events[-1], sequence=events[-1].sequence + 1, event_id=EventId("not said yet"), punch=said)
        before, after = (_place(standing(each), origin) for each in (events, [*events, then]))
        if before != after:
            for at, direction in filter(None, (before, after)):
                self._require_open(said.subject_id, at, direction)

    def _change(self, event_id: EventId) -> tuple[PunchChange, ChangeState] | None:
        """A change and whether it counts; None for a sighting. Raises NotFoundError."""
        event = self._events.get(event_id)
        if event.punch is None:
            return None
        if event.punch.verdict in DECISIONS:
            raise _no_punch()
        who = event.punch.subject_id
        return event.punch, standing(self._store.changes([who]).get(who, [])).states[event_id]

    def _origin(self, event_id: EventId) -> _Target:
        """The sighting, or the added punch, with the moment where it was first."""
        event = self._events.get(event_id)
        while event.punch is not None and event.punch.about is not None:
            event = self._events.get(event.punch.about)
        if event.punch is not None:
            return _Target(event.event_id, event.punch.subject_id, event.punch.at, event.punch.direction)
        return _Target(event.event_id, event.subject_id or SubjectId(""), event.occurred_at, event.direction)

    def _counting(self, event_id: EventId) -> _Target:
        """What is moved or voided: it has to count now. Raises NotFoundError, AttendanceError."""
        target = self._origin(event_id)
        event = self._events.get(target.event_id)
        if event.punch is None:
            found = self._store.sighting(target.event_id)
            if found is None:
                raise _no_punch()
            target = replace(target, subject_id=found[0])
        stand = standing(self._store.changes([target.subject_id]).get(target.subject_id, []))
        latest = stand.latest.get(target.event_id)
        gone = latest is not None and latest.verdict is PunchVerdict.VOID
        if gone or stand.states.get(target.event_id, ChangeState.HOLDS) is not ChangeState.HOLDS:
            raise _does_not_count()
        return target if latest is None else _moved(target, latest)

    def _require_open(self, who: SubjectId, at: datetime, direction: Direction | None) -> None:
        if at.tzinfo is None:
            raise ValueError("a punch needs an aware time")
        if at > self._clock.now():
            raise AttendanceError("In the future", "The moment has not come yet.", "Give one that is past.")
        day = self._days.closed_day(who, at, direction)
        if day is not None:
            raise PeriodError(
                "Day closed", "{day} is closed: its punches cannot be changed.", "Reopen the period first.", day=day
            )

    def _record(
        self,
        verdict: PunchVerdict,
        who: SubjectId,
        at: datetime,
        about: EventId | None,
        direction: Direction | None,
        reason: str,
        actor: str | None,
    ) -> Event:
        reason = reason.strip()
        if not 0 < len(reason) <= MAX_REASON:
            raise AttendanceError(
                "Reason needed",
                "A punch is changed for a reason of 1 to {most} characters.",
                "Say why.",
                most=MAX_REASON,
            )
        needs = self._settings.current.attendance.second_person
        return self._append(PunchChange(verdict, who, at, actor or self._actor, about, direction, needs), reason)

    def _append(self, change: PunchChange, words: str | None) -> Event:
        draft = EventDraft(EventType.PUNCH, self._clock.now(), SOURCE, punch=change, words=words)
        event = self._events.append(draft).result(RECORDING_TIMEOUT)
        self._announce(event)
        return event


def _place(stand: Standing, origin: _Target) -> tuple[datetime, Direction | None] | None:
    """Where a sighting or an added punch counts, and in which direction; None: nowhere."""
    latest = stand.latest.get(origin.event_id)
    if stand.states.get(origin.event_id, ChangeState.HOLDS) is not ChangeState.HOLDS:
        return None
    if latest is not None and latest.verdict is PunchVerdict.VOID:
        return None
    now = origin if latest is None else _moved(origin, latest)
    return now.at, now.direction


def _moved(target: _Target, change: PunchChange) -> _Target:
    return replace(target, at=change.at, direction=change.direction or target.direction)


def _account(actor: str) -> str:
    """Somebody, however they write themselves."""
    return normalize("NFKC", actor).strip().casefold()


def _is_change(event: Event) -> bool:
    return event.punch is not None and event.punch.verdict not in DECISIONS


_STATES = {
    ChangeState.PENDING: PunchState.PENDING,
    ChangeState.REJECTED: PunchState.REJECTED,
    ChangeState.TAKEN_BACK: PunchState.TAKEN_BACK,
}


def _changed_line(event: Event, state: ChangeState, words: dict[EventId, str]) -> PunchLine:
    change = event.punch
    assert change is not None
    moved = change.verdict is PunchVerdict.MOVE
    counts = PunchState.VOID if change.verdict is PunchVerdict.VOID else PunchState.COUNTS
    return PunchLine(
        event.event_id,
        change.at,
        change.direction,
        PunchOrigin.MOVED if moved else PunchOrigin.ADDED,
        _STATES.get(state, counts),
        change.verdict,
        change.actor,
        words.get(event.event_id, ""),
    )


def _no_punch() -> NotFoundError:
    return NotFoundError("No punch", "This event is no punch of anybody.", "Choose an event that identified somebody.")


def _does_not_count() -> AttendanceError:
    return AttendanceError(
        "Does not count already", "This punch was voided, or the change of it does not hold.", "There is nothing to do."
    )
