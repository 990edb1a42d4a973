"""Punches: moments at which somebody came, left, or began or ended a break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from facegate.domain.ids import EventId


class Direction(StrEnum):
    """What a punch says; the gate, a key on the screen or an administrator gives it."""

    IN = "in"
    OUT = "out"
    BREAK_START = "break_start"
    BREAK_END = "break_end"


class PunchOrigin(StrEnum):
    """Where a punch comes from."""

    SEEN = "seen"
    """A face was identified."""
    CARD = "card"
    """A card was read or a PIN typed."""
    ADDED = "added"
    """An administrator added it."""
    MOVED = "moved"
    """An administrator gave it another time."""


@dataclass(frozen=True, slots=True)
class Punch:
    """One moment of one person.

    Attributes:
        at: aware, kept in UTC; it counts from the whole minute in which it lies.
        direction: None where the gate knows none.
        event_id: the event that it comes from; None for one that was never logged (a preview).
        origin: what it comes from.
    """

    at: datetime
    direction: Direction | None = None
    event_id: EventId | None = None
    origin: PunchOrigin = PunchOrigin.SEEN

    def __post_init__(self) -> None:
        """Raises ValueError without a zone."""
        if self.at.tzinfo is UTC:
            return
        if self.at.utcoffset() is None:
            raise ValueError("a punch needs an aware time")
        # Times that a zone shows twice equal no time of another zone, not even their own.
        object.__setattr__(self, "at", self.at.astimezone(UTC))
