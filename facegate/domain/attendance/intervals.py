"""Sets of minutes as lists of intervals: half open, in order, without overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
"""First minute, and the one after the last."""


def total(intervals: Iterable[Interval]) -> int:
    """Minutes altogether."""
    return sum(end - start for start, end in intervals)


def common(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in both."""
    return [
        (max(start, other_start), min(end, other_end))
        for start, end in some
        for other_start, other_end in others
        if start < other_end and other_start < end
    ]


def shared(some: Sequence[Interval], others: Sequence[Interval]) -> int:
    """Minutes that lie in both."""
    minutes = 0
    for start, end in some:
        for other_start, other_end in others:
            if start < other_end and other_start < end:
                minutes += (end if end < other_end else other_end) - (start if start > other_start else other_start)
    return minutes


def without(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in the first, but not in the second."""
    left = list(some)
    for cut_start, cut_end in others:
        parts: list[Interval] = []
        for start, end in left:
            if cut_end <= start or end <= cut_start:
                parts.append((start, end))
                continue
            if start < cut_start:
                parts.append((start, cut_start))
            if cut_end < end:
                parts.append((cut_end, end))
        left = parts
    return left


def gaps(intervals: Sequence[Interval]) -> int:
    """Minutes between the first and the last that lie in none."""
    return intervals[-1][1] - intervals[0][0] - total(intervals) if intervals else 0
