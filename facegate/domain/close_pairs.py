"""The closest pairs of owners among many vectors, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE

Owners = npt.NDArray[np.int64]
"""Whose each vector is, at least 0, shape (N,)."""

_ROWS, _COLUMNS = 64, 32
"""Vectors compared in one product. OpenBLAS does products of up to 64 x 32 x 128 on the thread that asks; larger ones
wake its other threads, which then spin beside the inference. Measured: as fast as one large product on one thread."""

_TILES = 4096
"""Products held at a time: 32 MiB."""

_ROUNDING = 1e-5
"""Beyond the error of a float32 product of unit vectors; what it lets in is looked at once more."""

_NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class ClosePairs:
    """Pairs of owners, nearest first.

    Attributes:
        owners: shape (P, 2), the smaller number first; each pair once.
        distances: squared, of the nearest vectors of the two, shape (P,).
        complete: False where there are more pairs than were asked for; these are the closest then.
    """

    owners: Owners
    distances: npt.NDArray[np.float32]
    complete: bool


def close_pairs(
    vectors: npt.NDArray[np.float32],
    owners: Owners,
    within: float,
    most: int,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ClosePairs:
    """Find the pairs of owners with two vectors within a squared distance.

    Every vector is compared with every other: 50,000 of 128 numbers take about 10 s on one core, and twice as many
    four times as long. Beside the vectors and one copy of them it holds some 100 MiB and a few times ``most`` pairs.

    Args:
        vectors: unit vectors, shape (N, D).
        owners: see :data:`Owners`.
        within: squared distance, 0..4.
        most: pairs to return at most.
        progress: told (done, in all) several times a second; what it raises ends the search.
    """
    count = len(vectors)
    padded = -count % _ROWS
    rows = np.concatenate([vectors, np.zeros((padded, vectors.shape[1]), np.float32)])
    whose = np.concatenate([owners.astype(np.int64), np.full(padded, _NOBODY)])
    tiles = rows.reshape(-1, _COLUMNS, vectors.shape[1]).transpose(0, 2, 1)
    found = _Found(within, most, int(whose.max(initial=0)) + 1)
    total = len(rows) ** 2
    for start in range(0, len(rows), _ROWS):
        block = rows[None, start : start + _ROWS]
        for tile in range(start // _COLUMNS, len(tiles), _TILES):
            cosines = np.matmul(block, tiles[tile : tile + _TILES])
            at, row, column = np.nonzero(cosines >= 1.0 - found.within / 2.0 - _ROUNDING)
            found.add(whose[start + row], whose[(tile + at) * _COLUMNS + column], 2.0 - 2.0 * cosines[at, row, column])
        progress(total - (len(rows) - start - _ROWS) ** 2, total)
    return found.result()


class _Found:
    """Pairs so far; the limit falls to the farthest one that is kept once there are too many."""

    def __init__(self, within: float, most: int, people: int) -> None:
        self.within = within
        self._most = most
        self._people = people
        self._complete = True
        self._waiting: list[tuple[Owners, npt.NDArray[np.float32]]] = []
        self._held = 0

    def add(self, first: Owners, second: Owners, distances: npt.NDArray[np.float32]) -> None:
        wanted = (first != second) & (first != _NOBODY) & (second != _NOBODY) & (distances <= self.within)
        if not wanted.any():
            return
        low, high = np.minimum(first[wanted], second[wanted]), np.maximum(first[wanted], second[wanted])
        self._waiting.append((low * self._people + high, distances[wanted]))
        self._held += len(low)
        if self._held > 4 * self._most:
            self._compact()

    def result(self) -> ClosePairs:
        keys, distances = self._compact()
        pairs = np.stack([keys // self._people, keys % self._people], axis=1)
        return ClosePairs(pairs, np.clip(distances, np.float32(0.0), np.float32(MAX_DISTANCE)), self._complete)

    def _compact(self) -> tuple[Owners, npt.NDArray[np.float32]]:
        """Each pair once, at its smallest distance, nearest first, as many as are wanted."""
        keys = np.concatenate([np.empty(0, np.int64), *(keys for keys, _ in self._waiting)])
        distances = np.concatenate([np.empty(0, np.float32), *(distances for _, distances in self._waiting)])
        order = np.lexsort((keys, distances))
        keys, distances = keys[order], distances[order]
        first = np.sort(np.unique(keys, return_index=True)[1])
        keys, distances = keys[first], distances[first]
        if len(keys) > self._most:
            self._complete = False
            keys, distances = keys[: self._most], distances[: self._most]
            self.within = float(distances[-1]) if len(distances) else self.within
        self._waiting, self._held = [(keys, distances)], len(keys)
        return keys, distances
