"""What opens doors, as protocols: orders go in and never wait, results come back.

A pulse is an act on the world that cannot be taken back, so it has rules of its
own: one for each decision at the most, whatever is tried again; never on a
decision that has grown old, be it in a queue, behind a broker that was away or
over a restart; and where anything is in doubt the door stays shut.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias

from facegate.domain.ids import EventId
from facegate.errors import FacegateError

PULSE_BOUND = 2.0
"""Seconds after its decision in which a pulse may begin: whoever it was for has left or stands before a closed door."""

CLOCK_SLACK = 0.5
"""Seconds that a decision may lie ahead of the clock: frames are dated by another clock than the orders."""

LEAST_PULSE, MOST_PULSE = 0.1, 60.0
"""Seconds. Strikes need a tenth to move; what is to stay open longer is not opened by a pulse."""


@dataclass(frozen=True, slots=True)
class PulseOrder:
    """Open one door, once.

    Attributes:
        decision_id: the event with the decision; at most one pulse is ever given for it.
        door_id: as in the plan; told on, and recorded with the result.
        output: name of the output that moves this door, as in the settings.
        decided_at: the moment that the decision rests on, which is the frame's and not the clock's after it; aware.
        seconds: how long it stays open, :data:`LEAST_PULSE` to :data:`MOST_PULSE`.
        live: whether a living camera or a person's hand stands behind it; False for files, folders and the demo.
    """

    decision_id: EventId
    door_id: str
    output: str
    decided_at: datetime
    seconds: float
    live: bool

    def __post_init__(self) -> None:
        if not (math.isfinite(self.seconds) and LEAST_PULSE <= self.seconds <= MOST_PULSE):
            raise ValueError(f"a pulse lasts {LEAST_PULSE} to {MOST_PULSE} s, not {self.seconds}")
        if self.decided_at.tzinfo is None:
            raise ValueError("the moment of a decision must be aware")

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may still be carried out at ``now``; a clock that was set back ends it, too."""
        age = now - self.decided_at
        return timedelta(seconds=-CLOCK_SLACK) <= age <= timedelta(seconds=PULSE_BOUND)


class PulseOutcome(StrEnum):
    """How an order ended."""

    SENT = "sent"
    DRY_RUN = "dry_run"
    """Nothing was moved, because nothing was to be."""
    FAILED = "failed"
    """It did not open."""
    STALE = "stale"
    """It came too late; it did not open."""
    UNCONFIRMED = "unconfirmed"
    """The order left and no answer came back: the door may or may not have opened."""
    CUT_OFF = "cut_off"
    """It was opened, but the output was lost before it could be told to close."""


NOT_OPENED = frozenset({PulseOutcome.FAILED, PulseOutcome.STALE, PulseOutcome.UNCONFIRMED})
"""Outcomes after which whoever it was for stands before a closed door, as far as is known."""


@dataclass(frozen=True, slots=True)
class PulseResult:
    """What became of an order.

    Attributes:
        order: which one.
        outcome: see :class:`PulseOutcome`.
        at: aware, UTC.
        latency: seconds from the decision until it was carried out or given up; at least 0.0.
        error: why, where it was not carried out.
    """

    order: PulseOrder
    outcome: PulseOutcome
    at: datetime
    latency: float
    error: FacegateError | None = None


ResultListener: TypeAlias = Callable[[PulseResult], None]
"""Told one result for every order, and then CUT_OFF where a pulse that was SENT was lost. On any thread; must return
soon."""


ContactListener: TypeAlias = Callable[[str, bool, datetime], None]
"""Told the name of an output, whether its door is open, and when its contact said so (aware, UTC): first how it is,
then every word of it, also the same again. On any thread; must return soon."""


@dataclass(frozen=True, slots=True)
class OutputState:
    """How an output is.

    Attributes:
        name: as in the settings.
        kind: ``serial``, ``webhook``, ``mqtt`` or ``dry_run``.
        place: port, address or topic, without credentials.
        dry_run: whether orders for it move nothing.
        ready: whether an order could be carried out now, as far as is known.
        pressed: whether it holds a door open just now.
        waiting: messages that the other side has not taken yet.
        trouble: why it is not ready.
    """

    name: str
    kind: str
    place: str
    dry_run: bool
    ready: bool
    pressed: bool = False
    waiting: int = 0
    trouble: FacegateError | None = None


class DoorOutputs(Protocol):
    """Every output of the settings. Safe to use from several threads.

    Attributes:
        allow_recorded: whether orders that are not live move doors, too; off, for whoever plays a film of somebody
            would get in.
    """

    allow_recorded: bool

    def start(self) -> None:
        """Reach for the devices now; otherwise the first order does, and somebody waits."""

    def pulse(self, order: PulseOrder) -> bool:
        """Have a door opened; never waits, never raises.

        Returns:
            False where this decision was ordered before: nothing is done and no result follows. Otherwise True, and
            exactly one first result follows, also where the output is unknown, lost, busy or closed.
        """

    def release_all(self) -> None:
        """End every pulse at once and forget orders that wait (their result is FAILED); never waits."""

    def add_listener(self, listener: ResultListener) -> None:
        """Tell this one of results from now on."""

    def add_contact_listener(self, listener: ContactListener) -> None:
        """Tell this one from now on how doors are, of outputs that have a contact."""

    def states(self) -> Sequence[OutputState]:
        """How the outputs are, in the order of the settings."""

    def try_out(self, output: str) -> None:
        """Have an output answer without moving anything, also on a dry run; takes some seconds at the most.

        Raises:
            NotFoundError: there is no such output.
            DoorError: it cannot be used.
        """

    def close(self) -> None:
        """Release everything and end; bounded in time, safe to call twice."""


class DoorSecrets(Protocol):
    """Keeps what outputs sign or log in with. Thread-safe."""

    def load(self, output: str) -> str | None:
        """The secret of an output; None where it has none. Raises StorageError."""

    def save(self, output: str, secret: str | None) -> None:
        """Keep a secret, or forget it. Raises StorageError."""
