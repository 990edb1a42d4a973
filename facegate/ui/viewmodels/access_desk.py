"""The doors as the window knows them: the plan, a lock-down, alarms nobody saw to, and what an operator does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from facegate.domain.access.codes import Alarm
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import PlanProblem
from facegate.domain.events import Event, EventFilter, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.records import DoorVerdict
from facegate.errors import FacegateError, NotFoundError
from facegate.ui.access_words import alarm_text, trouble_text
from facegate.ui.session import Session

LOOK_BACK = timedelta(days=7)
"""Alarms that are older and that nobody acknowledged are in the log of events only."""

MOST_READ = 20_000
"""Events of doors that are gone through for alarms at the start: a busy day of a large site, read in half a second."""

_URGENT = frozenset(each.value for each in (Alarm.DURESS, Alarm.WATCH_LIST, Alarm.PRESENTATION_ATTACK))
_TROUBLES = frozenset({DoorVerdict.FORCED, DoorVerdict.HELD_OPEN, DoorVerdict.FAILED, DoorVerdict.CUT_OFF})


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """Something that an operator has not seen to.

    Attributes:
        event: that says so.
        text: what it is, in words.
        subject_id: whom it is about, where a decision names them, or whom a picture shows that was held up.
        urgent: somebody may be in danger, or should not be there.
    """

    event: Event
    text: str
    subject_id: SubjectId | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class DeskState:
    """How the doors are.

    Attributes:
        plan: of the doors.
        problems: why no door opens; empty where they do.
        locked_down: whether a lock-down is in force.
        alarms: newest first.
    """

    plan: AccessPlan = field(default_factory=AccessPlan)
    problems: tuple[PlanProblem, ...] = ()
    locked_down: bool = False
    alarms: tuple[OpenAlarm, ...] = ()


class AccessDesk(QObject):
    """Reads, and does what is wanted at once. Belongs to the window's thread.

    Signals:
        changed: the state, or that it cannot be read.
        failed: what an operator wanted could not be done; a FacegateError.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.state = DeskState()
        self.error: FacegateError | None = None
        self.loaded = False
        self._told: dict[EventId, Event] = {}
        self._log_read = False
        self._stale = self._asking = False
        session.bridge.event_logged.connect(self._take)
        session.plan_changed.connect(self.refresh)
        self.refresh()

    # -- asked ---------------------------------------------------------------------

    @property
    def has_doors(self) -> bool:
        """Whether a door is planned: without one nothing of this is shown anywhere."""
        return bool(self.state.plan.doors)

    @property
    def doors(self) -> list[DoorPlan]:
        """By name."""
        return sorted(self.state.plan.doors, key=lambda door: (door.name.casefold(), door.door_id))

    def door_name(self, door_id: str) -> str:
        """What a door is called; its id where the plan does not know it."""
        door = self.state.plan.door(door_id)
        return door_id if door is None else door.name or door_id

    def watches(self, source: str) -> bool:
        """Whether a source of events watches a door."""
        return self.state.plan.door_at(source) is not None

    def refresh(self) -> None:
        """Read everything anew."""
        if self._asking:
            self._stale = True
            return
        self._asking = True
        told = dict(self._told) if self._log_read else None
        self._session.tasks.query(self, lambda: self._read(told), self._show, self._unread)

    # -- done ------------------------------------------------------------------------

    def open_door(self, door_id: str, done: Callable[[Event], None]) -> None:
        """Open a door once."""
        access = self._session.services.access
        self._act(lambda: access.open_door(door_id), done)

    def lock_down(self, on: bool) -> None:
        """Begin or end a lock-down."""
        access = self._session.services.access
        if on:
            # Here and now: the acts before it may wait for a disk.
            access.shut()
        self._act(lambda: access.lock_down(on), lambda _event: self.refresh())

    def acknowledge(self, alarms: Iterable[OpenAlarm]) -> None:
        """Somebody sees to these."""
        access, events = self._session.services.access, [alarm.event for alarm in alarms]
        self._act(lambda: [access.acknowledge(event) for event in events], lambda _events: self.refresh())

    def _act(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def failed(error: FacegateError) -> None:
            self.failed.emit(error)
            # Also where it failed: a lock-down that could not be logged is in force all the same.
            self.refresh()

        self._session.tasks.act(self, work, done, failed)

    # -- reading ----------------------------------------------------------------------

    def _read(self, told: dict[EventId, Event] | None) -> tuple[DeskState, dict[EventId, Event]]:
        services = self._session.services
        plan, problems = services.access.plan, services.access.problems
        if told is None:
            # Once: from then on events are heard of. Without doors there are alarms, too: every keypad takes a PIN
            # for duress.
            wanted = EventFilter(first=services.clock.now() - LOOK_BACK, type=EventType.DOOR)
            found = services.events.query(wanted, MOST_READ, newest_first=True)
            told = {event.event_id: event for event in found if _is_told(event)}
        alarms = open_alarms(told.values(), self._who)
        return DeskState(plan, problems, services.access.locked_down, alarms), told

    def _who(self, decision_id: EventId) -> SubjectId | None:
        try:
            event = self._session.services.events.get(decision_id)
        except NotFoundError:
            return None
        return event.subject_id or event.claimed_id

    def _show(self, found: tuple[DeskState, dict[EventId, Event]]) -> None:
        self.state, told = found
        # What came in meanwhile was heard of, and is looked at in the next turn.
        self._told, self._log_read = {**told, **self._told}, True
        self.error, self.loaded = None, True
        self._settled()

    def _unread(self, error: FacegateError) -> None:
        self.error, self.loaded = error, True
        self._settled()

    def _settled(self) -> None:
        self._asking = False
        self.changed.emit()
        if self._stale:
            self._stale = False
            self.refresh()

    def _take(self, event: Event) -> None:
        if event.door is None:
            return
        told = _is_told(event)
        if told:
            self._told[event.event_id] = event
        if told or event.door.verdict in (DoorVerdict.LOCK_DOWN, DoorVerdict.LOCK_DOWN_ENDED):
            self.refresh()


def open_alarms(
    told: Iterable[Event], who: Callable[[EventId], SubjectId | None] = lambda _decision: None
) -> tuple[OpenAlarm, ...]:
    """What nobody saw to yet, newest first.

    Args:
        told: events of doors, in any order.
        who: whom a decision is about, or whom a sighting shows; asked for those that are open only.
    """
    events = list(told)
    seen_to = {each.door.about for each in events if each.door and each.door.verdict is DoorVerdict.ACKNOWLEDGED}
    found = [
        OpenAlarm(event, text, _concerned(event, who), _is_urgent(event))
        for event in events
        if event.door is not None and event.event_id not in seen_to and (text := _text(event))
    ]
    return tuple(sorted(found, key=lambda alarm: alarm.event.sequence, reverse=True))


def _concerned(event: Event, who: Callable[[EventId], SubjectId | None]) -> SubjectId | None:
    about = None if event.door is None else event.door.about
    return event.subject_id or (who(about) if about else None)


def _text(event: Event) -> str:
    door = event.door
    if door is None:
        return ""
    if door.verdict is not DoorVerdict.ALARM:
        return trouble_text(door.verdict)
    try:
        return alarm_text(Alarm(door.code or ""))
    except ValueError:
        # Of a newer version of the program.
        return door.code or ""


def _is_urgent(event: Event) -> bool:
    door = event.door
    if door is None:
        return False
    return door.verdict is DoorVerdict.FORCED or door.code in _URGENT


def _is_told(event: Event) -> bool:
    """Whether it is an alarm, or says that somebody saw to one."""
    return event.door is not None and event.door.verdict in _TROUBLES | {DoorVerdict.ALARM, DoorVerdict.ACKNOWLEDGED}
