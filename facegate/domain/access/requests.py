"""What is asked about a door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from facegate.domain.access.factors import Factor
from facegate.domain.access.rules import PersonFacts
from facegate.domain.ids import SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad
from facegate.domain.ports_doors import CLOCK_SLACK, PULSE_BOUND


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody wants to pass a door.

    Attributes:
        door_id: which.
        at: now, aware.
        person: who was identified; None where that record is gone.
        shown: by what, at this door, a moment ago and now.
        age: seconds since they were seen; below zero where the clock was set back meanwhile.
        lock_down: whether it is in force.
        companion: who waits at this door for a second person, and might enter with them.
        duress: the PIN was typed that says that they are being forced.
        erased: those in the zone behind the door of whom there is no record any more. They count for its limit, as they
            may be there, and for nobody as a second person, as nobody knows.
        pad_level: how strictly presentation attacks are looked for at this door; off also for what is no face.
        pad: what came of it.
    """

    door_id: str
    at: datetime
    person: PersonFacts | None
    shown: frozenset[Factor] = field(default_factory=frozenset)
    age: float = 0.0
    lock_down: bool = False
    companion: PersonFacts | None = None
    duress: bool = False
    erased: frozenset[SubjectId] = frozenset()
    pad_level: PadLevel = PadLevel.OFF
    pad: Pad = Pad.NOT_ASSESSED

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("at must be an aware datetime")

    @property
    def fresh(self) -> bool:
        """Whether whoever was seen can be taken to stand there still; never where the clock was set back."""
        return -CLOCK_SLACK <= self.age <= PULSE_BOUND
