"""Parts of a building that doors lead into, and what holds in them beside the rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.pad.levels import PadLevel

DEFAULT_PAIR_SECONDS = 20
"""How long one of two people waits for the other: both have to be looked at, one after the other."""


class AntiPassback(StrEnum):
    """What happens to somebody who enters a zone where they are already, as far as is known."""

    OFF = "off"
    SOFT = "soft"
    """They are let in, and an alarm says so."""
    HARD = "hard"
    """They are not let in until they were seen leaving, or an operator resets it."""
    TIMED = "timed"
    """They are not let in for some minutes after they entered; then they are taken to have left unseen."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the building, or the world outside.

    Attributes:
        zone_id: named by doors and rules; see :func:`facegate.domain.access.plan_problems.id_problem`.
        name: for the screen.
        outside: where everybody may be: nobody there is on the muster list, and doors that lead there are free.
        anti_passback: see :class:`AntiPassback`.
        passback_minutes: of ``timed``.
        limit: how many people may be in it; 0: no limit.
        pre_alert: from how many people on an alarm warns; 0: none.
        two_person: nobody may be in it alone: two enter together, unless somebody is there.
        pair_seconds: how long the first of two waits for the second.
        pad: how strictly presentation attacks are looked for at doors that lead here; None: as the site's settings
            say. The stricter of the two holds.
    """

    zone_id: str
    name: str
    outside: bool = False
    anti_passback: AntiPassback = AntiPassback.OFF
    passback_minutes: int = 0
    limit: int = 0
    pre_alert: int = 0
    two_person: bool = False
    pair_seconds: int = DEFAULT_PAIR_SECONDS
    pad: PadLevel | None = None
