"""All comparisons among a set of templates: millions, as blocks of a matrix and fine histograms.

Pairs share templates and people, so their errors are not independent: intervals
come from drawing people again (:mod:`facegate.evaluation.bootstrap`), with the
threshold held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.rates import Rate
from facegate.evaluation.bootstrap import Weights, extreme, interval, people_weights, ratio, share_over_people
from facegate.evaluation.curves import (
    BINS,
    NEVER,
    Counts,
    DistanceCounts,
    ErrorCurve,
    bins_of,
    counts_of,
    curve_of_counts,
)

_BLOCK = 256
"""Rows of the distance matrix at once: 4 MB with 4,000 templates, in a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class TemplateSet:
    """Templates of one model, and those that could not be made.

    Attributes:
        vectors: of length 1, shape (N, D), float32.
        persons: whose each is, numbers from 0, shape (N,).
        failed: the persons of the pictures that gave none, shape (F,).
        people: how many persons there are; the numbers are below it.
        resting: pairs of two of these do not count, shape (N,).
    """

    vectors: npt.NDArray[np.float32]
    persons: npt.NDArray[np.intp]
    failed: npt.NDArray[np.intp]
    people: int
    resting: npt.NDArray[np.bool_]

    def only(self, kept: npt.NDArray[np.bool_], failed: npt.NDArray[np.bool_]) -> TemplateSet:
        """Some of the templates, shape (N,), and of the failures, shape (F,)."""
        return TemplateSet(self.vectors[kept], self.persons[kept], self.failed[failed], self.people, self.resting[kept])

    def by_person(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(pictures, resting ones) of each person, failures included, shapes (people,)."""
        pictures = count_by(np.concatenate((self.persons, self.failed)), self.people)
        return pictures, count_by(self.persons[self.resting], self.people)

    def counted(
        self,
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]]:
        """Every pair that counts, once: (person, other person, squared distance), a block at a time."""
        for start in range(0, len(self.vectors), _BLOCK):
            rows, columns = self.vectors[start : start + _BLOCK], self.vectors[start:]
            distances = np.clip(2.0 - 2.0 * (rows @ columns.T), np.float32(0.0), np.float32(MAX_DISTANCE))
            wanted = np.arange(len(rows))[:, None] < np.arange(len(columns))
            wanted &= ~(self.resting[start : start + _BLOCK, None] & self.resting[start:])
            first, second = np.nonzero(wanted)
            yield self.persons[first + start], self.persons[second + start], distances[first, second]


def count_by(persons: npt.NDArray[np.intp], people: int) -> npt.NDArray[np.int64]:
    """How often each person occurs, shape (people,)."""
    return np.bincount(persons, minlength=people).astype(np.int64)


def template_set(
    vectors: npt.NDArray[np.float32], persons: npt.NDArray[np.intp], failed: npt.NDArray[np.intp], people: int
) -> TemplateSet:
    """Templates of which every pair counts."""
    return TemplateSet(vectors, persons, failed, people, np.zeros(len(persons), np.bool_))


@dataclass(frozen=True, slots=True, eq=False)
class CrossPairs:
    """What the comparisons of a set say; see :func:`compare_all`.

    Attributes:
        mated_distances: exact, infinite where not possible, shape (M,).
        mated_persons: whose, shape (M,).
        non_mated: histogram.
    """

    templates: TemplateSet
    mated_distances: npt.NDArray[np.float32]
    mated_persons: npt.NDArray[np.intp]
    non_mated: DistanceCounts

    @property
    def curve(self) -> ErrorCurve:
        """Errors at every threshold."""
        return curve_of_counts(counts_of(self.mated_distances), self.non_mated)


def compare_all(templates: TemplateSet) -> CrossPairs:
    """Compare every template with every other one, once."""
    counts: Counts = np.zeros(BINS + 2, np.int64)
    distances, owners, possible = [], [], 0
    for first, second, measured in templates.counted():
        mated = first == second
        counts += np.bincount(bins_of(measured[~mated]), minlength=BINS + 2)
        distances.append(measured[mated])
        owners.append(first[mated])
        possible += len(measured)
    lost = _lost_by_person(templates)
    distances.append(np.full(int(lost.sum()), np.inf, np.float32))
    owners.append(np.repeat(np.arange(templates.people), lost))
    pictures, resting = (int(each.sum()) for each in templates.by_person())
    impossible = _pairs(pictures) - _pairs(resting) - possible - int(lost.sum())
    return CrossPairs(
        templates,
        np.concatenate(distances),
        np.concatenate(owners).astype(np.intp),
        DistanceCounts(counts).with_impossible(impossible),
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _lost_by_person(templates: TemplateSet) -> npt.NDArray[np.int64]:
    """Mated comparisons of each person that failures made impossible."""
    made = count_by(templates.persons, templates.people)
    wanted = made + count_by(templates.failed, templates.people)
    return np.asarray((wanted * (wanted - 1) - made * (made - 1)) // 2, np.int64)


class CrossRates:
    """Rates over all comparisons of a set, with intervals over people.

    Args of the constructor:
        found: the comparisons.
    """

    def __init__(self, found: CrossPairs) -> None:
        self._found = found
        self.mated_distances = found.mated_distances
        self.non_mated = found.non_mated
        self.curve = found.curve
        self._weights: Weights = people_weights(found.templates.people)

    def fnmr(self, threshold: float) -> Rate:
        """Mated comparisons above a threshold."""
        people = self._found.templates.people
        trials = count_by(self._found.mated_persons, people)
        missed = self._found.mated_persons[self._found.mated_distances > threshold]
        return share_over_people(count_by(missed, people), trials, self._weights)

    def tar(self, threshold: float) -> Rate:
        """Mated comparisons at or below it."""
        missed = self.fnmr(threshold)
        ends = [None if end is None else 1.0 - end for end in (missed.value, missed.high, missed.low)]
        return Rate(ends[0], ends[1], ends[2], missed.n)

    def fmr(self, threshold: float) -> Rate:
        """Non-mated comparisons at or below a threshold; walks through all of them again."""
        from scipy.sparse import coo_array

        templates, people = self._found.templates, self._found.templates.people
        trials = self._found.non_mated.total
        if trials == 0:
            return Rate(None, None, None, 0)
        ends = _people_of_false_matches(templates, threshold)
        wrong = len(ends[0])
        if wrong in (0, trials):
            return extreme(wrong > 0, people, trials)
        # w' M w: errors of a resample in which person p is drawn w_p times.
        errors = coo_array((np.ones(wrong), ends), shape=(people, people)).tocsr()
        drawn = self._weights
        resampled = (drawn * (errors @ drawn.T).T).sum(axis=1)
        pictures, resting = templates.by_person()
        return interval(wrong / trials, ratio(resampled, _between(drawn, pictures) - _between(drawn, resting)), trials)

    def record(self, threshold: float, wanted: dict[str, float]) -> dict[str, Any]:
        """As JSON: rates at the threshold in use, the equal error rate, TAR at the FMRs that the data can show."""
        equal = self.curve.equal_error()
        eer = Rate(None, None, None, self.curve.non_mated)
        if equal is not None:
            held = self.fnmr(equal[1])
            shift = equal[0] - (held.value or 0.0)
            low, high = (None if end is None else min(1.0, max(0.0, end + shift)) for end in (held.low, held.high))
            eer = Rate(equal[0], low, high, self.curve.non_mated)
        return {
            "templates": len(self._found.templates.persons),
            "mated": self.curve.mated,
            "non_mated": self.curve.non_mated,
            "fmr": self.fmr(threshold).record(),
            "fnmr": self.fnmr(threshold).record(),
            "eer": eer.record(),
            "tar_at_fmr": {name: self._tar_at(fmr).record() for name, fmr in wanted.items()},
        }

    def _tar_at(self, fmr: float) -> Rate:
        threshold = self.curve.threshold_at_fmr(fmr)
        if self.curve.non_mated * fmr < 1.0 or threshold == NEVER:
            return Rate(None, None, None, self.curve.mated)
        return self.tar(threshold)


def _between(drawn: Weights, pictures: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Pairs of pictures of different people in each resample."""
    weighted: npt.NDArray[np.float64] = drawn * pictures
    return np.asarray((weighted.sum(axis=1) ** 2 - (weighted**2).sum(axis=1)) / 2, np.float64)


def _people_of_false_matches(
    templates: TemplateSet, threshold: float
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Both persons of every non-mated comparison at or below a threshold."""
    first_people, second_people = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for first, second, measured in templates.counted():
        wrong = (measured <= threshold) & (first != second)
        first_people.append(first[wrong])
        second_people.append(second[wrong])
    return np.concatenate(first_people), np.concatenate(second_people)
