"""What decisions rest on: the plan, and where everybody is. Made from the log, and kept up with it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import PlanProblem, problems_of
from facegate.domain.access.whereabouts import Whereabouts
from facegate.domain.events import Event
from facegate.domain.ids import EventId
from facegate.domain.ports import Clock, EventLog
from facegate.pipeline.access.moves import move_of, moves_since

ReadPlan: TypeAlias = Callable[[], AccessPlan]
"""Reads zones, doors, hours, rules and holidays as they are now; not checked. Raises FacegateError."""

_REMEMBERED = 1000
"""Numbers of moves that were taken: an event is told twice within moments, by whoever waits for it and by the log."""

_SET_BACK = timedelta(minutes=1)
"""A clock that was set back this far may have been wrong when the log was read, and people forgotten who are inside."""


@dataclass(frozen=True, slots=True, eq=False)
class AccessState:
    """What decisions rest on.

    Attributes:
        plan: of the site.
        problems: why it opens no door; empty where it does.
        corrections: of sightings, as they were when the log was read.
        whereabouts: where everybody is; goes on with the log. Read under the keeper's lock.
    """

    plan: AccessPlan
    problems: tuple[PlanProblem, ...]
    corrections: dict[EventId, Event]
    whereabouts: Whereabouts

    @property
    def sources(self) -> frozenset[str]:
        """What watches a door."""
        return frozenset(source for door in self.plan.doors for source in door.sources)


class StateKeeper:
    """Loads the state when it is first needed, and again when what it rests on was changed. Thread-safe."""

    def __init__(self, read_plan: ReadPlan, log: EventLog, clock: Clock) -> None:
        self.lock = threading.Lock()
        """Held by whoever looks at whereabouts."""
        self._read_plan = read_plan
        self._log = log
        self._clock = clock
        self._loading = threading.Lock()
        self._state: AccessState | None = None
        self._read_at = datetime.min.replace(tzinfo=UTC)
        self._newest = 0
        self._taken: deque[int] = deque(maxlen=_REMEMBERED)
        self._generation = 0
        self._meanwhile: list[Event] = []

    def drop(self) -> None:
        """What it rests on was changed: the plan, a correction, who is who."""
        with self.lock:
            self._state = None
            self._generation += 1

    def current(self) -> AccessState:
        """The state; reading the log for it takes some seconds where many people pass. Raises FacegateError."""
        with self._loading:
            while True:
                now = self._clock.now()
                with self.lock:
                    if self._state is not None and self._read_at - now < _SET_BACK:
                        return self._state
                    self._state, self._read_at = None, now
                    generation, self._meanwhile = self._generation, []
                self._load(generation)

    def is_current(self, state: AccessState) -> bool:
        """Whether nothing that a state rests on was changed since."""
        with self.lock:
            return self._state is state

    def take(self, event: Event) -> None:
        """An event was committed: in the order of the log, however often it is told. Never waits for a disk."""
        with self.lock:
            if self._state is not None:
                self._take(event, self._state)
            else:
                self._meanwhile.append(event)

    def _load(self, generation: int) -> None:
        plan = self._read_plan()
        corrections = self._log.corrections() if plan.doors else {}
        moves = dict(moves_since(self._log, self._clock.now(), plan, corrections) if plan.doors else ())
        with self.lock:
            if generation != self._generation:
                return
            # What was committed while the log was read may have been read or not, whatever was read behind it.
            for event in self._meanwhile:
                move = move_of(event, plan, corrections)
                if move is not None:
                    moves[event.sequence] = move
            in_order = sorted(moves)
            self._newest = in_order[-1] if in_order else 0
            self._taken = deque(in_order, _REMEMBERED)
            whereabouts = Whereabouts(moves[number] for number in in_order)
            self._state = AccessState(plan, tuple(problems_of(plan)), corrections, whereabouts)
            self._meanwhile = []

    def _take(self, event: Event, state: AccessState) -> None:
        move = move_of(event, state.plan, state.corrections)
        if move is None or event.sequence in self._taken:
            return
        if event.sequence < self._newest:
            # One behind it was told first. What both mean together only their order says: it is read anew.
            self._state = None
            self._generation += 1
            return
        self._newest = event.sequence
        self._taken.append(event.sequence)
        state.whereabouts.take(move)
