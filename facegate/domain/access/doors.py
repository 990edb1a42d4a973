"""Doors: from where to where, who watches them, what opens them."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_PULSE_SECONDS = 3.0
"""How long a strike is released: enough to push a door that one stands in front of."""

DEFAULT_HELD_OPEN_SECONDS = 30
"""After how long an open door is worth an alarm, where a contact tells that it is open."""


@dataclass(frozen=True, slots=True)
class DoorPlan:
    """One way through a door. A door that is watched from both sides is two of these with one output.

    Attributes:
        door_id: see :func:`facegate.domain.access.plan_problems.id_problem`.
        name: for the screen.
        zone_from: where people stand who are seen at it.
        zone_to: where it leads.
        sources: what sees them: cameras as events name them, and the terminal (``keypad``). One source watches one way.
        output: what is to be pulsed; empty: nothing, who passes is only noted.
        pulse_seconds: for how long.
        free: whether everybody who is identified may pass, whatever rules, hours and lock-down say; None: exactly if it
            leads outside, as nobody is to be shut in.
        held_open_seconds: after how long an open door is worth an alarm.
    """

    door_id: str
    name: str
    zone_from: str
    zone_to: str
    sources: tuple[str, ...] = ()
    output: str = ""
    pulse_seconds: float = DEFAULT_PULSE_SECONDS
    free: bool | None = None
    held_open_seconds: int = DEFAULT_HELD_OPEN_SECONDS
