"""A threshold that a site chose, with everything that makes the number mean something."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the field below has the function's name
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from facegate.domain.comparison import MAX_DISTANCE

STRICT_FROZEN = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)
"""How everything in the settings is validated: nothing unknown, nothing that is not a number, nothing changed later."""

METRIC: Literal["squared_euclidean"] = "squared_euclidean"

BY_HAND = "chosen by hand"
"""Source of a threshold that no calibration proposed."""


def _iso_date(text: str) -> str:
    # Empty: a number that an earlier version stored without one.
    return Date.fromisoformat(text).isoformat() if text else ""


class SiteThreshold(BaseModel):
    """The site's own operating point. It belongs to one model and is never applied to another.

    Attributes:
        value: squared Euclidean distance, 0..4; at or below it two faces match.
        model: id of the embedder that it was found for.
        metric: what ``value`` measures.
        source: the calibration that proposed it, or :data:`BY_HAND`.
        date: ISO date of the calibration; "" where it is not known.
        fpir: how often a stranger's visit may end in a name, as the administrator chose it; None if nobody did.
        people: how many were enrolled then; 0 where it is not known.
        looks_needed, looks_window: the rule of looks that it was found for; 0 where that is not known.
    """

    model_config = STRICT_FROZEN

    value: float = Field(ge=0.0, le=MAX_DISTANCE)
    model: str = Field(min_length=1)
    metric: Literal["squared_euclidean"] = METRIC
    source: str = Field(default=BY_HAND, min_length=1)
    date: Annotated[str, AfterValidator(_iso_date)] = ""
    fpir: float | None = Field(default=None, gt=0.0, lt=1.0)
    people: int = Field(default=0, ge=0)
    looks_needed: int = Field(default=0, ge=0)
    looks_window: int = Field(default=0, ge=0)

    def applies_to(self, model: str) -> bool:
        """Whether distances of that embedder may be measured by it."""
        return self.model == model

    def was_found_for(self, looks_needed: int, looks_window: int) -> bool:
        """Whether its rate holds for that rule of looks; also where it is not known for which it was found."""
        return not self.looks_window or (self.looks_needed, self.looks_window) == (looks_needed, looks_window)
