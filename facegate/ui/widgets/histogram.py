"""From counted distances to columns on the screen: merging, scale, the part of the axis that is worth showing."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

COLUMN = 0.04
"""Width of a column in distance: narrower ones are combs where few references were compared."""

_DEEPEST = 8
"""Decades that are drawn at most: one in a hundred million comparisons."""
_SHALLOWEST = 2

_STEP = 0.2
"""The shown part of the axis begins and ends on a multiple of this."""

_HEAD_ROOM = 1.12
"""The highest column leaves room for its name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A distribution as it is drawn.

    Attributes:
        edges: float64, shape (B + 1,), squared distances, ascending.
        shares: float64, shape (B,), share of all comparisons in each column, 0..1.
    """

    edges: Floats
    shares: Floats


NO_COLUMNS = Columns(np.array([0.0, 1.0]), np.zeros(1))


def columns_of(edges: npt.ArrayLike, counts: npt.ArrayLike) -> Columns:
    """Merge neighbouring bins until each is about :data:`COLUMN` wide; counts become shares of their sum."""
    borders, numbers = np.asarray(edges, dtype=np.float64), np.asarray(counts, dtype=np.float64)
    total = float(numbers.sum())
    if total <= 0 or len(numbers) == 0:
        return NO_COLUMNS
    native = float(borders[-1] - borders[0]) / len(numbers)
    merged = max(1, round(COLUMN / native))
    starts = np.arange(0, len(numbers), merged)
    shares = np.add.reduceat(numbers, starts) / total
    # Counts may be weights: what no scale can show is nothing, and must not widen the axis.
    shares[shares < 10.0**-_DEEPEST] = 0.0
    return Columns(np.append(borders[starts], borders[-1]), shares)


def shown_range(*shown: Columns) -> tuple[float, float]:
    """The part of the axis where anything was counted, from and to a multiple of a fifth."""
    ends = [
        (float(columns.edges[used[0]]), float(columns.edges[used[-1] + 1]))
        for columns in shown
        if len(used := np.flatnonzero(columns.shares)) > 0
    ]
    if not ends:
        return 0.0, 1.0
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    # Rounded first: 2.4000000000000004 is no reason for another fifth.
    return floor(round(low / _STEP, 6)) * _STEP, ceil(round(high / _STEP, 6)) * _STEP


@dataclass(frozen=True, slots=True)
class ShareScale:
    """How high a share is drawn.

    Attributes:
        top: the share at the upper end, 0..1.
        decades: powers of ten from the upper end to the ground; 0 for a plain scale.
    """

    top: float
    decades: int

    def height(self, share: float) -> float:
        """0 (ground) .. 1 (upper end)."""
        if share <= 0 or self.top <= 0:
            return 0.0
        if not self.decades:
            return min(1.0, share / self.top)
        return min(1.0, max(0.0, 1 + log10(share / self.top) / self.decades))

    def ticks(self) -> list[int]:
        """One in how many comparisons: where lines are drawn on a scale of decades."""
        first = ceil(-log10(self.top)) if self.top > 0 else 0
        every = 1 if self.decades <= 3 else 2
        return [10**power for power in range(first, first + self.decades) if power > 0 and power % every == 0]


def share_scale(shown: tuple[Columns, ...], enlarged: bool) -> ShareScale:
    """The scale for some distributions; ``enlarged`` for one of decades, on which rare cases can be seen."""
    shares = np.concatenate([columns.shares for columns in shown]) if shown else np.zeros(1)
    used = shares[shares > 0]
    if len(used) == 0:
        return ShareScale(1.0, _SHALLOWEST if enlarged else 0)
    top = float(used.max()) * _HEAD_ROOM
    if not enlarged:
        return ShareScale(top, 0)
    # Half a decade below the rarest, so that a column of one case can still be seen.
    decades = ceil(log10(top / float(used.min())) + 0.5)
    return ShareScale(top * 2, int(min(_DEEPEST, max(_SHALLOWEST, decades))))
