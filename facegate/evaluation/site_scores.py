"""The distances among a site's own references: between persons, and within each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.rate_curves import Histogram
from facegate.domain.site_references import MOST_PEOPLE, PersonReferences
from facegate.evaluation.statistics import EDGES

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

_BLOCK = 512

Progress = Callable[[int, int], None]
"""Told how many people are done, and of how many. What it raises ends the work."""


@dataclass(frozen=True, slots=True, eq=False)
class SiteScores:
    """What the site's own references say.

    Attributes:
        people, references: that were compared; copies of a picture are left out.
        typical: references a person, the median.
        non_mated: every reference against everybody else's fused template; a pair of persons counts once.
        mated: every reference against the fused ones of its person's other occasions; a person counts once.
        mated_people: persons in ``mated``.
        mated_references: occasions that were fused there, the median: several references of one are hardly more.
        one_session: persons left out of ``mated`` because their references were taken in one go.
    """

    people: int
    references: int
    typical: int
    non_mated: Histogram
    mated: Histogram
    mated_people: int
    mated_references: int
    one_session: int

    @property
    def pairs(self) -> int:
        """Pairs of persons."""
        return self.people * (self.people - 1) // 2


def person_template(vectors: Vectors) -> Vectors:
    """What a gallery compares looks with, shape (D,): the direction of the mean of a person's references."""
    mean = vectors.sum(axis=0)
    length = float(np.linalg.norm(mean))
    template: Vectors = vectors[-1] if length == 0.0 else (mean / length).astype(np.float32)
    return template


def site_scores(people: Sequence[PersonReferences], progress: Progress) -> SiteScores:
    """Compare a site's references; deterministic."""
    drawn = [person.distinct() for person in people]
    if len(drawn) > MOST_PEOPLE:
        chosen = np.random.default_rng(0).choice(len(drawn), MOST_PEOPLE, replace=False)
        drawn = [drawn[index] for index in sorted(chosen)]
    apart = [person for person in drawn if person.occasions > 1]
    together = [person for person in drawn if person.one_session]
    return SiteScores(
        people=len(drawn),
        references=sum(len(person.vectors) for person in drawn),
        typical=_median([len(person.vectors) for person in drawn]),
        non_mated=_non_mated(drawn, progress),
        mated=_mated(apart),
        mated_people=len(apart),
        mated_references=_median([person.occasions - 1 for person in apart]),
        one_session=len(together),
    )


def _median(counts: list[int]) -> int:
    return int(np.median(counts)) if counts else 1


def _non_mated(people: list[PersonReferences], progress: Progress) -> Histogram:
    counts = np.zeros(EDGES.size - 1)
    progress(0, len(people))
    if len(people) < 2:
        return Histogram(EDGES.copy(), counts)
    templates = np.stack([person_template(person.vectors) for person in people])
    for start in range(0, len(people), _BLOCK):
        block = people[start : start + _BLOCK]
        owners = np.repeat(np.arange(start, start + len(block)), [len(person.vectors) for person in block])
        # Both directions of a pair, and all looks of a person, together count once.
        weights = np.repeat([0.5 / len(person.vectors) for person in block], [len(person.vectors) for person in block])
        bins = _bins(np.concatenate([person.vectors for person in block]) @ templates.T)
        bins[np.arange(len(owners)), owners] = counts.size
        spread = np.broadcast_to(weights[:, None], bins.shape)
        counts += np.bincount(bins.ravel(), weights=spread.ravel(), minlength=counts.size + 1)[: counts.size]
        progress(min(len(people), start + len(block)), len(people))
    return Histogram(EDGES.copy(), counts)


def _mated(people: list[PersonReferences]) -> Histogram:
    counts = np.zeros(EDGES.size - 1)
    for person in people:
        for look, session in zip(person.vectors, person.sessions, strict=True):
            # References of the look's own occasion are no next visit.
            others = person_template(person.vectors[person.sessions != session])
            counts[_bins(look @ others)] += 1.0 / len(person.vectors)
    return Histogram(EDGES.copy(), counts)


def _bins(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    distances = np.clip(2.0 - 2.0 * cosines, 0.0, 4.0)
    found: npt.NDArray[np.int64] = np.minimum((distances / EDGES[1]).astype(np.int64), EDGES.size - 2)
    return found
