"""How punches are read, and who has to agree when they are changed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from facegate.domain.attendance.policy import (
    MAX_DAY_START,
    MAX_DUPLICATE_SECONDS,
    Directions,
    Pairing,
    PunchPolicy,
)
from facegate.settings.threshold import STRICT_FROZEN


class AttendanceSettings(BaseModel):
    """How hours are made of sightings; the plan says the rest."""

    model_config = STRICT_FROZEN

    directions: Literal["strict", "alternating"] = Field(
        default="alternating",
        title="Directions",
        description="Whether a sighting without a direction takes turns, in and out, or does not count.",
    )
    pairing: Literal["first_last", "every_pair"] = Field(
        default="first_last",
        title="Working time",
        description="From the first coming to the last leaving, or every coming with the leaving that follows it.",
    )
    duplicate_seconds: int = Field(
        default=60,
        ge=0,
        le=MAX_DUPLICATE_SECONDS,
        title="Duplicates",
        description="Seconds after a punch in which another one that says the same does not count.",
    )
    day_start: int = Field(
        default=0,
        ge=0,
        le=MAX_DAY_START,
        title="Day begins",
        description="Minutes after midnight at which a day begins for whoever has no shift.",
    )
    second_person: bool = Field(
        default=False,
        title="Second person",
        description="Whether a changed punch counts only when somebody else has approved it.",
    )

    @property
    def policy(self) -> PunchPolicy:
        """The same for the engine."""
        return PunchPolicy(Directions(self.directions), Pairing(self.pairing), self.duplicate_seconds, self.day_start)
