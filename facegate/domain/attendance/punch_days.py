"""Which punches belong to which work date.

A day belongs to the shift that it began with: a punch of the morning after belongs to the night shift while its
window is open. Where the windows of two shifts overlap there is one cut between them, so that no minute can belong to
two days: before the first in; without one in the middle, but after the last punch that is an out or of a break.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from facegate.domain.attendance.day_frames import DayFrame, ShiftFrame
from facegate.domain.attendance.punches import Direction, Punch


class DayPunches(NamedTuple):
    """Of one day: ``punches[first:last]`` belong to it; those of ``outside`` lie on its date and belong to none."""

    first: int
    last: int
    outside: list[int]


def days_of_punches(frames: Sequence[DayFrame], punches: Sequence[Punch], instants: Sequence[int]) -> list[DayPunches]:
    """For every frame its punches.

    Args:
        frames: consecutive days.
        punches: of one person, in order of time.
        instants: theirs.
    """
    bounds = _shift_bounds(frames, punches, instants)
    days, taken = [], 0
    following = _next_first(bounds, len(punches))
    for number, frame in enumerate(frames):
        found = bounds[number]
        if found is None:
            ceiling = following[number]
            first = max(taken, min(bisect_left(instants, frame.begins), ceiling))
            found = first, max(first, min(bisect_left(instants, frame.ends), ceiling))
        # No plan, however its shifts overlap, gives a punch to two days.
        first = max(taken, found[0])
        found = first, max(first, found[1])
        days.append(DayPunches(*found, []))
        taken = found[1]
    _share_out_rest(days, frames, instants)
    return days


def _shift_bounds(
    frames: Sequence[DayFrame], punches: Sequence[Punch], instants: Sequence[int]
) -> list[tuple[int, int] | None]:
    """Of days with a shift; None of others."""
    firsts: list[int | None] = []
    lasts: list[int | None] = []
    shifts = []
    for number, frame in enumerate(frames):
        shift = frame.shift
        firsts.append(None if shift is None else bisect_left(instants, shift.opens))
        lasts.append(None if shift is None else bisect_left(instants, shift.closes))
        if shift is not None:
            shifts.append((number, shift))
    for (before, earlier), (after, later) in pairwise(shifts):
        if earlier.closes > later.opens:
            cut = _cut(earlier, later, punches, instants)
            lasts[before] = min(lasts[before] or 0, cut)
            firsts[after] = max(firsts[after] or 0, cut)
    return [
        None if first is None or last is None else (first, max(first, last))
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _cut(earlier: ShiftFrame, later: ShiftFrame, punches: Sequence[Punch], instants: Sequence[int]) -> int:
    start, end = max(later.opens, earlier.end), min(earlier.closes, later.start)
    if start >= end:
        return _cut_between_meeting(earlier, later, punches, instants)
    first, last = bisect_left(instants, start), bisect_left(instants, end)
    cut = bisect_left(instants, (start + end + 1) // 2)
    for number in range(first, last):
        direction = punches[number].direction
        if direction is Direction.IN:
            return number
        if direction is not None:
            cut = max(cut, number + 1)
    return cut


def _cut_between_meeting(
    earlier: ShiftFrame, later: ShiftFrame, punches: Sequence[Punch], instants: Sequence[int]
) -> int:
    """Where one shift begins when the other ends, or before: there, but nobody begins with an out or ends with an in.

    Whoever works through both of them has neither near.
    """
    cut = bisect_left(instants, later.start)
    latest = min(earlier.closes, (later.start + later.end) // 2)
    if cut < len(punches) and punches[cut].direction is Direction.OUT and instants[cut] < latest:
        return cut + 1
    earliest = max(later.opens, (earlier.start + earlier.end) // 2)
    if cut and punches[cut - 1].direction is Direction.IN and instants[cut - 1] >= earliest:
        return cut - 1
    return cut


def _next_first(bounds: Sequence[tuple[int, int] | None], count: int) -> list[int]:
    """For every day where the punches of the next shift begin."""
    following, first = [], count
    for bound in reversed(bounds):
        following.append(first)
        if bound is not None:
            first = min(first, bound[0])
    return following[::-1]


def _share_out_rest(days: list[DayPunches], frames: Sequence[DayFrame], instants: Sequence[int]) -> None:
    """Give punches that belong to no day to that of their date, so that somebody hears of them."""
    taken = 0
    rest: list[int] = []
    for day in days:
        rest.extend(range(taken, day.first))
        taken = max(taken, day.last)
    rest.extend(range(taken, len(instants)))
    if not rest:
        return
    begins = [frame.begins for frame in frames]
    for number in rest:
        place = bisect_left(begins, instants[number] + 1) - 1
        if place >= 0 and instants[number] < frames[place].ends:
            days[place].outside.append(number)
