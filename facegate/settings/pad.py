"""How a site looks for presentation attacks."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field, model_validator

from facegate.domain.pad.levels import PadLevel
from facegate.settings.threshold import STRICT_FROZEN

MOST_REASON = 300
"""Characters of a reason."""


class PadSettings(BaseModel):
    """Whether a person stands there, or a picture of one is held up."""

    model_config = STRICT_FROZEN

    level: PadLevel = Field(
        default=PadLevel.STANDARD,
        title="Presentation attacks",
        description="Standard refuses what it recognises as a picture or a screen; strict also asks everybody for a "
        "movement; off needs a reason, which is logged.",
    )
    off_reason: str = Field(
        default="",
        max_length=MOST_REASON,
        title="Reason for off",
        description="Why pictures and screens may pass here; it goes into the audit log, so name nobody.",
    )

    @model_validator(mode="after")
    def _say_why(self) -> Self:
        if self.level is PadLevel.OFF and not self.off_reason.strip():
            raise ValueError("give a reason in off_reason to turn attack detection off")
        return self
