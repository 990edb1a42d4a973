"""Axes for error rates: where the interesting ones are many powers of ten below the rest."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

LEAST = 1e-9
"""Smallest rate that an axis shows; far below what any data set can measure."""

_DEVIATE_TICKS = (1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.1, 0.2, 0.4)
_TICK_SPACE = 0.115
"""Share of an axis that a label takes: 0.0001 % at the size in use."""

_POINTS = 1500
"""Of a curve that are drawn: one a pixel is enough."""


def deviate(rates: Array) -> Array:
    """Normal deviates of rates: two normal score distributions become a straight line (Martin et al. 1997)."""
    inverse = NormalDist().inv_cdf
    clipped = np.clip(rates, LEAST, 1.0 - LEAST)
    return np.array([inverse(float(rate)) for rate in clipped.ravel()], np.float64).reshape(clipped.shape)


def percent(rate: float) -> str:
    """A tick's label: 0.001 %, 1 %, 40 %."""
    return f"{rate * 100:.10f}".rstrip("0").rstrip(".") + " %"


def decades(lowest: float, highest: float) -> list[float]:
    """The powers of ten from ``lowest`` to ``highest``, both within a hair included."""
    first, last = np.ceil(np.log10(lowest) - 1e-6), np.floor(np.log10(highest) + 1e-6)
    return [float(10.0**power) for power in np.arange(first, last + 1)]


def deviate_ticks(lowest: float, highest: float) -> list[float]:
    """The usual rates on a normal-deviate axis that lie in a range, from the top down as far as they have room."""
    inverse = NormalDist().inv_cdf
    nearest = _TICK_SPACE * (inverse(highest) - inverse(lowest))
    chosen: list[float] = []
    for rate in sorted(_DEVIATE_TICKS, reverse=True):
        if not lowest * (1 - 1e-9) <= rate <= highest * (1 + 1e-9):
            continue
        if not chosen or inverse(chosen[-1]) - inverse(rate) >= nearest:
            chosen.append(rate)
    return chosen[::-1]


def round_steps(lowest: float, highest: float) -> list[float]:
    """Four to six rates from ``lowest`` to at most ``highest``, in steps of 1, 2, 2.5 or 5 of some power of ten."""
    from matplotlib.ticker import MaxNLocator

    steps = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(lowest, highest)
    return [round(float(step), 12) for step in steps if lowest - 1e-12 <= step <= highest * (1 + 1e-9)]


def floor_of(rates: Array, otherwise: float) -> float:
    """The power of ten at or below the smallest rate above 0."""
    seen = rates[rates > 0]
    smallest = float(seen.min()) if seen.size else otherwise
    return max(LEAST, float(10.0 ** np.floor(np.log10(smallest) + 1e-9)))


def ordered(errors: Array, misses: Array, lowest: float) -> tuple[Array, Array]:
    """A curve from left to right, with no more points than can be seen, errors of 0 left out.

    Returns two arrays of shape (M,): errors ascending and at least ``lowest``, misses.
    """
    wanted = np.isfinite(errors) & np.isfinite(misses) & (errors >= lowest)
    across, up = errors[wanted], misses[wanted]
    order = np.lexsort((-up, across))
    across, up = across[order], up[order]
    if across.size <= _POINTS:
        return across, up
    # Evenly along the axis as it is drawn, not along the list, most of which is at the right end.
    places = np.searchsorted(across, np.geomspace(across[0], across[-1], _POINTS))
    chosen = np.unique(np.clip(places, 0, across.size - 1))
    return across[chosen], up[chosen]
