"""Points of any length, compared as templates are: for baselines whose authors compare plain Euclidean distances.

Curves and rates are of squared distances 0..4. The squared Euclidean distances of points that were not brought to
length 1 are all multiplied by one number, so that the farthest pair lies at 4: their order stays, and with it the equal
error rate and every rate at a given false match rate. A threshold, though, means nothing beyond the set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE
from facegate.evaluation.cross_pairs import TemplateSet

_BLOCK = 256
"""Rows of the distance matrix at once."""


@dataclass(frozen=True, slots=True, eq=False)
class PointSet(TemplateSet):
    """Like templates, but ``vectors`` are of any length.

    Attributes:
        scale: what squared distances are multiplied with.
    """

    scale: float

    def counted(
        self,
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]]:
        """Every pair once: (person, other person, scaled squared distance), a block at a time."""
        for start, distances in _blocks(self.vectors):
            wanted = np.arange(distances.shape[0])[:, None] < np.arange(distances.shape[1])
            wanted &= ~(self.resting[start : start + _BLOCK, None] & self.resting[start:])
            first, second = np.nonzero(wanted)
            scaled = np.clip(distances[first, second] * self.scale, 0.0, MAX_DISTANCE).astype(np.float32)
            yield self.persons[first + start], self.persons[second + start], scaled


def point_set(points: npt.NDArray[np.float32], persons: npt.NDArray[np.intp], people: int) -> PointSet:
    """Points of which every pair counts.

    Args:
        points: shape (N, K).
        persons: whose each is, numbers from 0, shape (N,).
        people: how many persons there are.
    """
    farthest = max((float(distances.max()) for _, distances in _blocks(points)), default=0.0)
    nobody, all_count = np.empty(0, np.intp), np.zeros(len(persons), np.bool_)
    return PointSet(points, persons, nobody, people, all_count, MAX_DISTANCE / farthest if farthest > 0 else 1.0)


def _blocks(points: npt.NDArray[np.float32]) -> Iterator[tuple[int, npt.NDArray[np.float64]]]:
    """(first row, squared distances of some rows to all from the first row on), each pair in one of the blocks."""
    exact = points.astype(np.float64)
    squares = (exact**2).sum(axis=1)
    for start in range(0, len(exact), _BLOCK):
        rows = exact[start : start + _BLOCK]
        inner = rows @ exact[start:].T
        yield start, np.maximum(squares[start : start + _BLOCK, None] + squares[start:] - 2.0 * inner, 0.0)
