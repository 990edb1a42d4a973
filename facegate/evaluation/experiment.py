"""Two embeddings of the same pictures against each other, over all cross pairs.

Each decides at its own threshold for one and the same false match rate, so that
neither wins by being laxer. McNemar's test takes the pairs as independent, which
cross pairs are not quite: a p just below 0.05 is no proof.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from facegate.domain.templates import Template
from facegate.errors import EvaluationError
from facegate.evaluation.corpus import Sample
from facegate.evaluation.cross_pairs import CrossRates, TemplateSet, compare_all, template_set
from facegate.evaluation.significance import McNemar, mcnemar


@dataclass(frozen=True, slots=True)
class Experiment:
    """What two embeddings did.

    Attributes:
        fmr: rate that both were set to.
        thresholds: of the first and of the second.
        tar: true acceptance rates there, as records.
        mated, non_mated: tests on the comparisons of one person, and of different people.
        left_out: pictures or sets that gave a template to one of them only, or to neither.
    """

    fmr: float
    thresholds: tuple[float, float]
    tar: tuple[Mapping[str, Any], Mapping[str, Any]]
    mated: McNemar
    non_mated: McNemar
    left_out: int

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "fmr": self.fmr,
            "thresholds": list(self.thresholds),
            "tar": list(self.tar),
            "mated": self.mated.record(),
            "non_mated": self.non_mated.record(),
            "left_out": self.left_out,
        }


Key = TypeVar("Key", bound=Hashable)


def compare_embeddings(
    people: Mapping[str, Sequence[Key]],
    first: Mapping[Key, Sample | None],
    second: Mapping[Key, Sample | None],
    fmr: float,
) -> Experiment:
    """Compare two embeddings of the same pictures, of one model or of two.

    Args:
        people: pictures, or sets of them, by person.
        first: what one made of each.
        second: what the other made of them.
        fmr: false match rate at which both decide, 0..1.

    Raises:
        EvaluationError: no picture gave a template to both.
    """
    owned = [(number, path) for number, paths in enumerate(people.values()) for path in paths]
    usable = [
        (number, (ours.vector, theirs.vector))
        for number, path in owned
        if isinstance(ours := first[path], Template) and isinstance(theirs := second[path], Template)
    ]
    if not usable:
        raise EvaluationError(
            "Nothing to compare",
            "No picture gave a template to both models.",
            "Take pictures that show faces.",
        )
    persons = np.array([number for number, _ in usable], np.intp)
    sets = [
        template_set(np.stack([both[side] for _, both in usable]), persons, np.empty(0, np.intp), len(people))
        for side in (0, 1)
    ]
    rates = [CrossRates(compare_all(each)) for each in sets]
    thresholds = [each.curve.threshold_at_fmr(fmr) for each in rates]
    mated, non_mated = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for same, ours_match, theirs_match in _decisions(sets, thresholds):
        for tally, kind in ((mated, same), (non_mated, ~same)):
            # Of mated pairs a match is right, of others it is wrong: the same pairs disagree.
            right = (ours_match, theirs_match) if tally is mated else (~ours_match, ~theirs_match)
            tally += ((kind & right[0] & ~right[1]).sum(), (kind & ~right[0] & right[1]).sum())
    return Experiment(
        fmr=fmr,
        thresholds=(thresholds[0], thresholds[1]),
        tar=(rates[0].tar(thresholds[0]).record(), rates[1].tar(thresholds[1]).record()),
        mated=mcnemar(*mated.tolist()),
        non_mated=mcnemar(*non_mated.tolist()),
        left_out=len(owned) - len(usable),
    )


def _decisions(
    sets: Sequence[TemplateSet], thresholds: Sequence[float]
) -> Iterator[tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]:
    """For blocks of pairs: whether they are mated, match in the first, match in the second."""
    for (first, second, ours), (_, _, theirs) in zip(sets[0].counted(), sets[1].counted(), strict=True):
        yield first == second, ours <= thresholds[0], theirs <= thresholds[1]
