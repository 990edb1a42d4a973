"""Open-set identification, 1:N, over random splits (ISO/IEC 19795-1), one look a search.

The record's keys, which stay as they are; a rate is ``{"value", "ci95", "n"}``,
its value null where the data cannot show it:

- ``threshold``, ``margin``: in use, ``model``: the embedder that they belong to;
- ``people``, ``references``, ``repeats``, ``seed``: the protocol;
- ``gallery_size``: people enrolled in each split, half of all; for that size:
- ``rank1``: searches of enrolled people whose nearest person is the right one, at any distance;
- ``fpir``: searches of strangers that end in a name at the threshold in use;
- ``fnir``: searches of enrolled people that do not end in their own name there; ``misidentified``: in another's;
- ``fnir_at_fpir``: ``{"1e-2", "1e-3"}``, at the threshold that lets so many strangers through; null where
  fewer than three errors could be seen. The margin to the runner-up is asked for there too, and the larger
  ones of look-alikes, as they are at the threshold in use;
- ``by_size``: ``{"5": {"gallery_size", "rank1", ...}}`` the same for each gallery size;
- ``by_group``: for each grouping, for each group of probes ``rank1``, ``fpir``, ``fnir``; always ``norm_tercile``;
- ``enrolment``: ``{"fte"}``, people none of whose photographs gave a template: their searches are errors;
- ``acquisition``: ``{"pictures", "fta", "failed", "treatment"}``; ``method``: how the intervals were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.identification import DecisionPolicy
from facegate.domain.rates import RULE_OF_THREE, Rate
from facegate.evaluation.bootstrap import METHOD, Weights, interval, people_weights, share_over_people
from facegate.evaluation.cohorts import NORM, TERCILE_NAMES
from facegate.evaluation.curves import ErrorCurve, Scores, curve_of_scores
from facegate.evaluation.searches import Enrolments, Flags, Searches
from facegate.evaluation.splits import Plan

FPIRS = {"1e-2": 1e-2, "1e-3": 1e-3}
"""False positive identification rates at which misses are told, by their key."""


class SearchRates:
    """Rates of searches in galleries of one size, pooled over splits, with intervals over people."""

    def __init__(self, searches: Searches, weights: Weights) -> None:
        self._searches = searches
        self._weights = weights

    def scores(self) -> tuple[Scores, Scores]:
        """Scores of mated and of other searches; see :class:`Searches`."""
        mated = self._searches.mated
        return self._searches.scores[mated], self._searches.scores[~mated]

    @property
    def curve(self) -> ErrorCurve:
        """FPIR and FNIR at every threshold, in the places of FMR and FNMR."""
        return curve_of_scores(*self.scores())

    def rank1(self) -> Rate:
        """Mated searches whose nearest person is the right one."""
        return self._share(self._searches.first, self._searches.mated)

    def fpir(self) -> Rate:
        """Searches of strangers that end in a name at the threshold in use."""
        return self._share(self._searches.named, ~self._searches.mated)

    def fnir(self) -> Rate:
        """Mated searches that do not end in the right name there."""
        return self._share(~self._searches.right, self._searches.mated)

    def misidentified(self) -> Rate:
        """Mated searches that end in another's name there."""
        return self._share(self._searches.named & ~self._searches.right, self._searches.mated)

    def fnir_at(self, fpir: float) -> Rate:
        """Misses at the largest threshold that lets at most that share of strangers through.

        The threshold is chosen anew in every resample, so that its uncertainty counts too.
        """
        mated, searches = self._searches.mated, self._searches
        trials = int(mated.sum())
        if (~mated).sum() * fpir < RULE_OF_THREE or not trials:
            return Rate(None, None, None, trials)
        curve = self.curve
        value = curve.errors_at(curve.threshold_at_fmr(fpir))[1] / trials
        if value in (0.0, 1.0):
            errors = np.full(trials, value > 0)
            return self._share_of(errors, searches.people[mated])
        ours = _Sorted(searches.scores[mated], searches.people[mated])
        strangers = _Sorted(searches.scores[~mated], searches.people[~mated])
        resampled = [1.0 - ours.share_below(strangers.limit(fpir, drawn), drawn) for drawn in self._weights]
        return interval(value, np.array(resampled), trials)

    def record(self) -> dict[str, Any]:
        """As JSON; see the module."""
        return {
            **self.brief_record(),
            "misidentified": self.misidentified().record(),
            "fnir_at_fpir": {name: self.fnir_at(fpir).record() for name, fpir in FPIRS.items()},
        }

    def brief_record(self) -> dict[str, Any]:
        """What is told of groups."""
        return {"rank1": self.rank1().record(), "fpir": self.fpir().record(), "fnir": self.fnir().record()}

    def _share(self, hits: Flags, of: Flags) -> Rate:
        return self._share_of(hits[of], self._searches.people[of])

    def _share_of(self, hits: Flags, people: npt.NDArray[np.intp]) -> Rate:
        count = self._weights.shape[1]
        errors, trials = (np.bincount(some, minlength=count).astype(np.int64) for some in (people[hits], people))
        return share_over_people(errors, trials, self._weights)


class _Sorted:
    """Scores in ascending order with whose they are, to be summed up with weights."""

    def __init__(self, scores: Scores, people: npt.NDArray[np.intp]) -> None:
        order = np.argsort(scores, kind="stable")
        self._scores, self._people = scores[order], people[order]

    def share_below(self, limit: float, drawn: npt.NDArray[np.float64]) -> float:
        """The weighted share of scores below a limit; NaN without weight."""
        weights = drawn[self._people]
        total = weights.sum()
        below = weights[: int(np.searchsorted(self._scores, limit))].sum()
        return float(below / total) if total else float("nan")

    def limit(self, share: float, drawn: npt.NDArray[np.float64]) -> float:
        """The largest limit with at most that weighted share of the scores below it."""
        summed = np.cumsum(drawn[self._people])
        # The sum is of whole numbers: half of one keeps rounding out.
        beyond = int(np.searchsorted(summed, np.floor(share * summed[-1] * (1.0 + 1e-12)) + 0.5))
        return float(self._scores[beyond]) if beyond < len(self._scores) else inf


@dataclass(frozen=True, slots=True, eq=False)
class Identification:
    """Everything that one run found.

    Attributes:
        by_size: rates by gallery size, ascending; the last is half of the people.
        by_group: records of groups, by grouping and group, at the last size.
    """

    plan: Plan
    policy: DecisionPolicy
    people: int
    by_size: Mapping[int, SearchRates]
    by_group: Mapping[str, Mapping[str, Any]]
    enrolment: Rate

    def record(self) -> dict[str, Any]:
        """As JSON; see the module."""
        records = {size: {"gallery_size": size, **rates.record()} for size, rates in self.by_size.items()}
        return {
            "threshold": self.policy.threshold,
            "margin": self.policy.margin,
            "people": self.people,
            "references": self.plan.references,
            "repeats": self.plan.repeats,
            "seed": self.plan.seed,
            **records[max(records)],
            "by_size": {str(size): record for size, record in records.items()},
            "by_group": self.by_group,
            "enrolment": {"fte": self.enrolment.record()},
            "method": METHOD,
        }


def rates_of(
    searches: Mapping[int, Searches],
    enrolments: Enrolments,
    plan: Plan,
    policy: DecisionPolicy,
    groups: Mapping[str, Sequence[str | None]],
) -> Identification:
    """Make rates of searches.

    Args:
        searches: by gallery size.
        enrolments: what became of them.
        plan: how people were divided.
        policy: the rules in use.
        groups: for each grouping the group of each picture, by number; None: in none.
    """
    weights = people_weights(len(enrolments.attempts))
    largest = searches[max(searches)]
    by_group: dict[str, dict[str, Any]] = {}
    for column, labels in groups.items():
        names = np.array(["" if label is None else label for label in labels])[largest.pictures]
        wanted = TERCILE_NAMES if column == NORM else sorted(set(names.tolist()) - {""})
        by_group[column] = {name: SearchRates(largest.only(names == name), weights).brief_record() for name in wanted}
    return Identification(
        plan=plan,
        policy=policy,
        people=len(enrolments.attempts),
        by_size={size: SearchRates(some, weights) for size, some in searches.items()},
        by_group=by_group,
        enrolment=share_over_people(enrolments.failed, enrolments.attempts, weights),
    )
