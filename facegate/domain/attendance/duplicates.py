"""Punches that say something: without those that repeat another one, or have no direction where one is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from facegate.domain.attendance.policy import Directions, PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.site_clock import EPOCH, MINUTE


@dataclass(slots=True)
class Distinct:
    """Punches of one person in order of time.

    Attributes:
        punches: those that say something.
        instants: the minutes in which they lie.
        repeats: by place in ``punches``, those that say the same.
        mute: without a direction where one is needed.
    """

    punches: list[Punch] = field(default_factory=list)
    instants: list[int] = field(default_factory=list)
    repeats: dict[int, list[Punch]] = field(default_factory=dict)
    mute: list[Punch] = field(default_factory=list)


def distinct(punches: Iterable[Punch], policy: PunchPolicy) -> Distinct:
    """Sort out punches, which come in any order.

    One without a direction repeats whatever is near; one that has a direction counts in its place.
    """
    within = timedelta(seconds=policy.duplicate_seconds)
    strict = policy.directions is Directions.STRICT
    found = Distinct()
    last: tuple[timedelta, Direction | None] = timedelta.min, None
    timed = [(punch.at - EPOCH, punch) for punch in punches]
    timed.sort(key=_order)
    for since, punch in timed:
        direction = punch.direction
        near = bool(found.punches) and since - last[0] <= within
        if direction is None and strict:
            found.mute.append(punch)
        elif near and (direction is None or direction is last[1]):
            found.repeats.setdefault(len(found.punches) - 1, []).append(punch)
        elif near and last[1] is None:
            place = len(found.punches) - 1
            found.repeats.setdefault(place, []).append(found.punches[place])
            found.punches[place], found.instants[place] = punch, since // MINUTE
            last = since, direction
        else:
            found.punches.append(punch)
            found.instants.append(since // MINUTE)
            last = since, direction
    return found


def _order(timed: tuple[timedelta, Punch]) -> tuple[timedelta, Direction | str, str, str]:
    punch = timed[1]
    return timed[0], punch.direction or "", punch.event_id or "", punch.origin
