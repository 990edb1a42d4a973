"""What is known of the last sightings beyond themselves: what doors did, which way people went, their shift."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from facegate.domain.access.codes import Code
from facegate.domain.access.factors import Factor
from facegate.domain.attendance.clock_times import clock_text
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import IgnoredBecause
from facegate.domain.attendance.workdays import work_date
from facegate.domain.events import SIGHTINGS, Event
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId
from facegate.domain.records import DoorVerdict
from facegate.pipeline.attendance.service import Explained
from facegate.ui.session import Session
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.welcome import DoorSaid, Welcome, door_said, locked_said, welcome_of

_KEPT = 60
"""Sightings: more than the list beside the picture shows."""

_OF_ORDERS = frozenset(
    {DoorVerdict.SENT, DoorVerdict.FAILED, DoorVerdict.CUT_OFF, DoorVerdict.DRY_RUN, DoorVerdict.STALE}
)


@dataclass(frozen=True, slots=True)
class _Known:
    """Of one sighting.

    Attributes:
        overtaken: a lock-down began since somebody was to be let in.
    """

    decision: Event | None = None
    overtaken: bool = False
    became: DoorVerdict | None = None
    direction: Direction | None = None
    shift: str = ""


class CardFacts(QObject):
    """Listens to events and doors, and asks the attendance. Belongs to the window's thread.

    Signals:
        changed: more is known of the sighting with this EventId.
    """

    changed = Signal(object)

    def __init__(self, session: Session, desk: AccessDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._locked = desk.state.locked_down
        self._known: OrderedDict[EventId, _Known] = OrderedDict()
        self._decisions: OrderedDict[EventId, EventId] = OrderedDict()
        session.bridge.event_logged.connect(self.take)
        desk.changed.connect(self._heed_lock_down)

    def take(self, event: Event) -> None:
        """An event was committed."""
        if event.access is not None:
            self._decisions[event.event_id] = event.access.about
            _forget_oldest(self._decisions)
            # A door that was decided on anew has not opened yet.
            self._note(event.access.about, decision=event, became=None, overtaken=self._locked and _let_in(event))
        elif event.door is not None and event.door.verdict in _OF_ORDERS and event.door.about is not None:
            about = self._decisions.get(event.door.about)
            if about is not None:
                self._note(about, became=event.door.verdict)
        elif event.type in SIGHTINGS and event.result is Outcome.IDENTIFIED:
            self._ask(event)

    def welcome(self, event: Event) -> Welcome:
        """What is said beside the name."""
        known = self._known.get(event.event_id, _Known())
        decided = None if known.decision is None or known.decision.access is None else known.decision.access
        if decided is not None and (not decided.allowed or (self._locked and self._is_overtaken(known))):
            # Nobody went in, or out; and where no access is said, nobody is told so beside it.
            return replace(welcome_of(event, None, "", self._session.zone), facts="")
        direction = event.direction or (None if decided is None else decided.direction) or known.direction
        return welcome_of(event, direction, known.shift, self._session.zone)

    def door(self, event: Event) -> DoorSaid | None:
        """How the door stands to them; None where there is none, or it is not decided yet."""
        known = self._known.get(event.event_id)
        if known is None or known.decision is None or known.decision.access is None:
            return None
        if self._is_overtaken(known):
            # What was said before it holds no longer, nor does it hold again afterwards.
            return locked_said() if self._locked else None
        missing: tuple[Factor, ...] = ()
        if known.decision.access.code == Code.FACTOR_NEEDED:
            explained = self._session.services.access.explained(known.decision.event_id)
            missing = () if explained is None else explained.missing
        door = self._desk.state.plan.door(known.decision.access.place)
        moved = door is None or bool(door.output)
        return door_said(known.decision.access, known.became, missing, moved=moved)

    def _is_overtaken(self, known: _Known) -> bool:
        """Whether a lock-down came after somebody was to be let in, and the door is not one that stays free."""
        if not known.overtaken or known.decision is None or known.decision.access is None:
            return False
        plan = self._desk.state.plan
        door = plan.door(known.decision.access.place)
        return door is None or not plan.is_free(door)

    def _heed_lock_down(self) -> None:
        """Whoever was to be let in is not any more."""
        locked = self._desk.state.locked_down
        if locked == self._locked:
            return
        self._locked = locked
        for event_id, known in list(self._known.items()):
            if known.decision is not None and _let_in(known.decision):
                self._known[event_id] = replace(known, overtaken=known.overtaken or locked)
                self.changed.emit(event_id)

    def _ask(self, event: Event) -> None:
        """What the attendance makes of a sighting, and when their shift began."""
        who, attendance = event.subject_id, self._session.services.attendance
        if who is None:
            return
        day = work_date(event.occurred_at, self._session.zone)

        def show(found: Explained) -> None:
            shift = found.schedule.shift
            self._note(
                event.event_id,
                direction=_direction_of(found, event.event_id),
                shift="" if shift is None else clock_text(shift.start),
            )

        # A plan that cannot be read is told where plans are; whoever stands here is greeted without their shift.
        self._session.tasks.query(self, lambda: attendance.explain(who, day), show, lambda _error: None)

    def _note(self, event_id: EventId, **more: Any) -> None:
        self._known[event_id] = replace(self._known.get(event_id, _Known()), **more)
        _forget_oldest(self._known)
        self.changed.emit(event_id)


def _let_in(decision: Event) -> bool:
    return decision.access is not None and decision.access.allowed


def _direction_of(found: Explained, event_id: EventId) -> Direction | None:
    """Which way somebody went, as the attendance counts it."""
    for used in found.result.used:
        if used.punch.event_id == event_id:
            return used.direction
    for ignored in found.result.ignored:
        if ignored.punch.event_id == event_id and ignored.reason is IgnoredBecause.NO_OUT:
            # It gives minutes once they leave.
            return Direction.IN
    return None


def _forget_oldest(known: OrderedDict[EventId, Any]) -> None:
    while len(known) > _KEPT:
        known.popitem(last=False)
