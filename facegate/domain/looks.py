"""Looks that are kept for a while after their event, so that a correction can teach.

A template is biometric data, of people who never consented too: nothing is kept unless the site says so,
and then for days only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facegate.domain.identification import Judgement, Reason
from facegate.domain.ids import EventId
from facegate.domain.templates import Template


class Keep(StrEnum):
    """Whose looks are kept."""

    NONE = "none"
    ENROLLED = "enrolled"
    """Of events that name somebody."""
    EVERYONE = "everyone"


DEFAULT_DAYS = 14
"""Days for which a look is kept: two weeks of holiday still leave time for a correction."""

MOST_DAYS = 90
"""The longest: what a site has not looked at for a quarter of a year it does not need."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The best look at a track, as it goes with the track's event.

    Attributes:
        template: see :class:`Template`.
        quality: 0..1 as :func:`facegate.domain.enrolment.sample_quality` defines it.
    """

    template: Template
    quality: float


@dataclass(frozen=True, slots=True, eq=False)
class KeptLook:
    """A look that was kept.

    Attributes:
        event_id: the identification that it belongs to.
        occurred_at: moment of that event, aware, UTC.
        template, quality: as of :class:`Look`.
    """

    event_id: EventId
    occurred_at: datetime
    template: Template
    quality: float


@dataclass(frozen=True, slots=True)
class LookPolicy:
    """Which looks are kept and for how long.

    Attributes:
        keep: see :class:`Keep`.
        days: 1..:data:`MOST_DAYS`.
    """

    keep: Keep = Keep.NONE
    days: int = DEFAULT_DAYS

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            raise ValueError(f"days must be in 1..{MOST_DAYS}, got {self.days}")

    def wants(self, judgement: Judgement | None) -> bool:
        """Whether the look of an event with this judgement is kept; that of a picture never, as it teaches nothing."""
        if judgement is None or self.keep is Keep.NONE or judgement.reason is Reason.PRESENTATION_ATTACK:
            return False
        return self.keep is Keep.EVERYONE or judgement.subject_id is not None

    def expiry(self, recorded_at: datetime) -> datetime:
        """When a look that is recorded then is erased; by the day of recording, which nobody's camera can forge."""
        return recorded_at + timedelta(days=self.days)
