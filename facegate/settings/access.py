"""What a site decides about its doors beside their plan."""

from __future__ import annotations

from pydantic import BaseModel, Field

from facegate.settings.threshold import STRICT_FROZEN


class AccessSettings(BaseModel):
    """How people show who they are at a door, and whether some are looked out for."""

    model_config = STRICT_FROZEN

    factor_seconds: float = Field(
        default=15.0,
        ge=3.0,
        le=60.0,
        title="Seconds for a second proof",
        description="How long a face counts at a door until the card or the PIN is there, or the other way round.",
    )
    duress_pins: bool = Field(
        default=False,
        title="PINs for duress",
        description="Let people have a second PIN that opens like the first and raises a silent alarm; "
        "every PIN takes twice as long to check then.",
    )
    operator_screen: bool = Field(
        default=False,
        title="This screen is an operator’s",
        description="Show buttons for the doors, and alarms, beside the picture too. Leave it off where people who "
        "pass can see or touch this screen: they could open doors, and whoever forces somebody would see the alarm. "
        "Alarms are then seen on the page of the doors only, so somebody has to look there.",
    )
    watch_list: bool = Field(
        default=False,
        title="Watch list",
        description="Raise an alarm where somebody on the watch list is seen. Needs a legal basis for each of them, "
        "which is recorded in place of their consent.",
    )
