"""Facts of attendance and access that the log takes beside sightings: changed punches, decisions, what doors did."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.domain.attendance.punches import Direction
from facegate.domain.ids import EventId, SubjectId

MAX_CODE = 32
"""Characters of a code that says why; codes are words of the program, never text of a user."""

MAX_PLACE = 64
"""Characters of the id of a door or zone."""


class PunchVerdict(StrEnum):
    """What an administrator says of a punch."""

    ADD = "add"
    """There was a punch that nobody saw."""
    MOVE = "move"
    """The punch was at another moment, or in another direction."""
    VOID = "void"
    """The punch does not count; said of another change, that this change does not hold any more."""
    APPROVE = "approve"
    """A second person agrees to a change."""
    REJECT = "reject"
    """A second person does not agree: the change does not count."""


DECISIONS = frozenset({PunchVerdict.APPROVE, PunchVerdict.REJECT})
"""What is said of a change that somebody else asked for."""


@dataclass(frozen=True, slots=True)
class PunchChange:
    """A change of somebody's punches. The reason in words is kept beside the log, see ``PunchReasons``.

    Attributes:
        verdict: see :class:`PunchVerdict`.
        subject_id: whose punch it is.
        at: the moment of the punch, aware, UTC: for ``add`` and ``move`` where it is put, else where it was.
        actor: account of the operating system.
        about: the sighting or change that this is about; None for ``add``.
        direction: for ``add`` and ``move`` only; None: to be found out, or for ``move`` as it was.
        needs_approval: it counts only when somebody else has approved it.
    """

    verdict: PunchVerdict
    subject_id: SubjectId
    at: datetime
    actor: str
    about: EventId | None = None
    direction: Direction | None = None
    needs_approval: bool = False

    def __post_init__(self) -> None:
        if (self.about is None) != (self.verdict is PunchVerdict.ADD):
            raise ValueError("a change is about something exactly where it does not add")
        if self.at.tzinfo is None:
            raise ValueError("the moment must be aware")
        if self.direction is not None and self.verdict not in (PunchVerdict.ADD, PunchVerdict.MOVE):
            raise ValueError("only what adds or moves a punch gives it a direction")
        if self.needs_approval and self.verdict in DECISIONS:
            raise ValueError("a decision needs no approval")


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """A decision about somebody at a door.

    Attributes:
        about: the sighting that was decided on.
        subject_id: who it was; None where nobody was identified.
        place: id of the door, or of the zone.
        allowed: whether the door may open.
        code: why, in a word of the program.
        direction: in or out, where the door has one.
    """

    about: EventId
    subject_id: SubjectId | None
    place: str
    allowed: bool
    code: str
    direction: Direction | None = None

    def __post_init__(self) -> None:
        _check_names(self.place, self.code)


class DoorVerdict(StrEnum):
    """What became of a door, or of an order to it."""

    SENT = "sent"
    FAILED = "failed"
    CUT_OFF = "cut_off"
    """The pulse began and could not be ended as ordered."""
    DRY_RUN = "dry_run"
    """Nothing was sent: there is no output, or it is not to be used."""
    STALE = "stale"
    """The order was too old to be carried out."""
    HELD_OPEN = "held_open"
    CLOSED = "closed"
    """It was forced or held open, and is not any more."""
    OPENED = "opened"
    """An operator's button."""
    LOCK_DOWN = "lock_down"
    LOCK_DOWN_ENDED = "lock_down_ended"
    ALARM = "alarm"
    ACKNOWLEDGED = "acknowledged"
    RESET = "reset"
    """It is not known any more where somebody is: said of the decision that had let them in."""
    FORCED = "forced"
    """Its contact says that it was opened, and no pulse did it."""


@dataclass(frozen=True, slots=True)
class DoorRecord:
    """Something about a door.

    Attributes:
        place: id of the door.
        verdict: see :class:`DoorVerdict`.
        about: the decision that it comes of; None for operators' buttons and what nobody ordered.
        latency: seconds from the sighting, or from the button, until it was done; None where nothing was done.
        actor: account of the operating system, where somebody pressed a button.
        code: more of it, in a word of the program.
        subject_id: whom it is about, where nothing else that is logged names them.
    """

    place: str
    verdict: DoorVerdict
    about: EventId | None = None
    latency: float | None = None
    actor: str | None = None
    code: str | None = None
    subject_id: SubjectId | None = None

    def __post_init__(self) -> None:
        _check_names(self.place, self.code)
        if self.latency is not None and not (math.isfinite(self.latency) and self.latency >= 0.0):
            raise ValueError(f"latency {self.latency}")


def _check_names(place: str, code: str | None) -> None:
    if not 0 < len(place) <= MAX_PLACE:
        raise ValueError(f"a place has 1 to {MAX_PLACE} characters")
    if code is not None and not 0 < len(code) <= MAX_CODE:
        raise ValueError(f"a code has 1 to {MAX_CODE} characters")
