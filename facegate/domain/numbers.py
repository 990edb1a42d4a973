"""Numbers read from JSON: what is none, or lies where it cannot, is refused before anything is reckoned with it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

MOST = 2**53
"""Larger whole numbers are not counted any more, and cost exactness as floats."""


def whole_number(value: object, least: int = 0) -> int:
    """A count.

    Raises:
        TypeError: no whole number; ``true`` is none.
        ValueError: below ``least``, or beyond :data:`MOST`.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("need a whole number")
    if not least <= value <= MOST:
        raise ValueError("a count out of range")
    return value


def number(value: object, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number within bounds.

    Raises:
        TypeError: no number; ``true`` is none.
        ValueError: NaN, infinite or out of bounds.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("need a number")
    if isinstance(value, int) and abs(value) > MOST:
        raise ValueError("a number out of range")
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError("a number out of range")
    return float(value)


def numbers(values: Sequence[object]) -> npt.NDArray[np.float64]:
    """Finite numbers, shape (N,). Raises as :func:`number`."""
    if not isinstance(values, list):
        raise TypeError("need a list of numbers")
    return np.array([number(value) for value in values], np.float64)
