"""Whether an index finds what exact search finds, and how hard it has to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from facegate.domain.identification import Candidate
from facegate.domain.templates import Vector
from facegate.gallery.base import Base
from facegate.gallery.exact import nearest_persons
from facegate.gallery.table import Matrix

PROBES = 3_000
"""Most probes; a gallery with fewer references gives one each."""

RECALL_WANTED = 0.999
"""Share of probes whose two nearest persons are found."""

_LEAST_EF = 16
# A step of the graph costs a jump in memory and 64 comparisons, exact search reads straight on: measured at 20,000 to
# 100,000 references, exact search takes as long as an index with ef at a 200th of them. A larger ef is not tried.
_REFERENCES_PER_EF = 200
# Squared distances of the probes to their reference. Looks at one person lie in this range: beyond 1.1, SFace's
# operating point on LFW, they are refused whatever the index finds.
_MATED_DISTANCES = (0.1, 1.1)
_SEED = 2022
# Distances are float32: two orders of adding 128 products differ by less than this.
_ROUNDING = 1e-5


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Result.

    Attributes:
        ef: the smallest that found enough, or the largest tried.
        probes: how many.
        missed: probes that exact search answers better; counting stops at one more than allowed.
    """

    ef: int
    probes: int
    missed: int

    @property
    def recall(self) -> float:
        """Share found, 0..1; of a refused index an upper bound."""
        return 1.0 - self.missed / self.probes

    @property
    def passed(self) -> bool:
        """Whether the index may answer."""
        return self.missed <= _allowed(self.probes)


def _allowed(probes: int) -> int:
    """Most probes that may be missed."""
    return int(probes * (1.0 - RECALL_WANTED))


def mated_probes(vectors: Matrix, count: int, seed: int = _SEED) -> Matrix:
    """Looks at enrolled people: references, (N, D), moved in random directions; shape (min(count, N), D)."""
    random = np.random.default_rng(seed)
    rows = random.choice(len(vectors), size=min(count, len(vectors)), replace=False)
    chosen = vectors[rows]
    aside = random.standard_normal(chosen.shape, np.float32)
    aside -= np.vecdot(aside, chosen)[:, None] * chosen
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    cosines = 1.0 - random.uniform(*_MATED_DISTANCES, size=(len(rows), 1)).astype(np.float32) / 2.0
    probes: Matrix = cosines * chosen + np.sqrt(1.0 - cosines**2) * aside
    return probes


def raise_ef(base: Base, cancelled: Callable[[], bool], probes: int = PROBES) -> SelfTest | None:
    """Double the index's ``ef`` from 16 until its recall is high enough, or exact search is as fast.

    The index must not be in use elsewhere. Both persons count: a wrong second
    one makes a wrong margin. None when cancelled.
    """
    index = base.index
    if index is None:
        raise ValueError("the base has no index to test")
    looks = mated_probes(base.table.vectors, probes)
    truths = []
    for look in looks:
        if cancelled():
            return None
        truths.append(nearest_persons(base.table, look))
    index.ef = _LEAST_EF
    while True:
        missed = _missed(base, looks, truths, cancelled)
        if missed is None:
            return None
        result = SelfTest(index.ef, len(looks), missed)
        if result.passed or 2 * index.ef * _REFERENCES_PER_EF > len(base):
            return result
        index.ef *= 2


def _missed(base: Base, looks: Matrix, truths: list[list[Candidate]], cancelled: Callable[[], bool]) -> int | None:
    """Probes that the index answers worse than exact search, counted up to one more than allowed."""
    missed = 0
    for look, truth in zip(looks, truths, strict=True):
        if cancelled():
            return None
        missed += not _as_near(base, look, truth)
        if missed > _allowed(len(looks)):
            break
    return missed


def _as_near(base: Base, look: Vector, truth: list[Candidate]) -> bool:
    """Whether the persons found are as near as the true ones; other persons at the same distance are as good."""
    found = base.nearest(look)
    return len(found) == len(truth) and all(
        one.distance <= other.distance + _ROUNDING for one, other in zip(found, truth, strict=True)
    )
