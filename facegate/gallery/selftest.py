"""Whether an index finds what exact search finds, and how hard it has to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from facegate.domain.identification import Candidate
from facegate.domain.templates import Vector
from facegate.gallery.base import Base
from facegate.gallery.exact import nearest_persons
from facegate.gallery.table import Matrix
from facegate.gallery.verdict import SelfTest, allowed_misses

PROBES = 3_000
"""Most probes; a gallery with fewer references gives one each."""

# Squared distances of the probes to their reference. Looks at one person lie in this range: beyond 1.22, SFace's
# operating point on LFW, they are refused whatever the index finds.
_MATED_DISTANCES = (0.1, 1.22)
_SEED = 2022
# Distances are float32: two orders of adding 128 products differ by less than this.
_ROUNDING = 1e-5


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


def raise_effort(base: Base, cancelled: Callable[[], bool], probes: int = PROBES) -> SelfTest | None:
    """Double the index's ``effort`` until its recall is high enough, or exact search is as fast.

    What passed is raised by the index's reserve: other probes may be harder.

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
    index.effort = index.least_effort
    while True:
        missed = _missed(base, looks, truths, cancelled)
        if missed is None:
            return None
        result = SelfTest(index.effort, len(looks), missed, len(base))
        if result.passed:
            index.effort *= index.reserve
            return replace(result, effort=index.effort)
        if 2 * index.effort > index.most_effort(len(base)):
            return result
        index.effort *= 2


def _missed(base: Base, looks: Matrix, truths: list[list[Candidate]], cancelled: Callable[[], bool]) -> int | None:
    """Probes that the index answers worse than exact search, counted up to one more than allowed."""
    missed = 0
    for look, truth in zip(looks, truths, strict=True):
        if cancelled():
            return None
        missed += not _as_near(base, look, truth)
        if missed > allowed_misses(len(looks)):
            break
    return missed


def _as_near(base: Base, look: Vector, truth: list[Candidate]) -> bool:
    """Whether the persons found are as near as the true ones; other persons at the same distance are as good."""
    found = base.nearest(look)
    return len(found) == len(truth) and all(
        one.distance <= other.distance + _ROUNDING for one, other in zip(found, truth, strict=True)
    )
