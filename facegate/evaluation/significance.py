"""Whether one of two ways to decide is better than the other, on the same decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class McNemar:
    """McNemar's exact test (McNemar 1947; exact by the binomial distribution).

    Decisions that both get right, or both wrong, say nothing of the difference. The others must not depend on each
    other: one a person, or one a photograph, but not all pairs of a set of pictures.

    Attributes:
        only_first, only_second: decisions that only one of them got right.
        p: probability of a split at least as uneven if neither were better, two-sided.
    """

    only_first: int
    only_second: int
    p: float

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {"only_first_right": self.only_first, "only_second_right": self.only_second, "p": self.p}


def mcnemar(only_first: int, only_second: int) -> McNemar:
    """Test counts of decisions that only the first, or only the second, got right."""
    from scipy.stats import binomtest

    disagreeing = only_first + only_second
    p = float(binomtest(only_first, disagreeing).pvalue) if disagreeing else 1.0
    return McNemar(only_first, only_second, p)


def mcnemar_of(first_right: npt.NDArray[np.bool_], second_right: npt.NDArray[np.bool_]) -> McNemar:
    """Test paired decisions, shapes (N,): whether the first and whether the second was right.

    Raises:
        ValueError: they are not as many.
    """
    if first_right.shape != second_right.shape:
        raise ValueError(f"decisions come in pairs, got {first_right.shape} and {second_right.shape}")
    return mcnemar(int((first_right & ~second_right).sum()), int((~first_right & second_right).sum()))
