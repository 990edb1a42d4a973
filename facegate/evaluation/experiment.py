"""Two embeddings of the same pictures against each other, over all cross pairs.

Each decides at its own threshold for one and the same false match rate, so that
neither wins by being laxer. McNemar's test wants independent decisions, which cross
pairs are not: one hard picture spoils every pair that it is in. So people vote, not
pairs, and each of them once. Of comparisons of one person, the vote goes to the
embedding that alone got more of them right. Of comparisons of different people, two
persons have one vote, and whoever has voted with one person does not with another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

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
        mated, non_mated: tests on the comparisons of one person, and of different people, one vote a person; what
            is counted are votes.
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
    mated, non_mated = _votes(sets, thresholds, len(people))
    return Experiment(
        fmr=fmr,
        thresholds=(thresholds[0], thresholds[1]),
        tar=(rates[0].tar(thresholds[0]).record(), rates[1].tar(thresholds[1]).record()),
        mated=mated,
        non_mated=non_mated,
        left_out=len(owned) - len(usable),
    )


def _votes(sets: Sequence[TemplateSet], thresholds: Sequence[float], people: int) -> tuple[McNemar, McNemar]:
    """Tests on comparisons of one person and of different people, one vote a person."""
    mated = np.zeros(people, np.int64)
    others: Counter[tuple[int, int]] = Counter()
    for (first, second, ours), (_, _, theirs) in zip(sets[0].counted(), sets[1].counted(), strict=True):
        # +1 where only the first matches, -1 where only the second does, 0 where they agree.
        matches = (ours <= thresholds[0]).astype(np.int64) - (theirs <= thresholds[1])
        same = first == second
        np.add.at(mated, first[same], matches[same])
        disagreed = np.flatnonzero(~same & (matches != 0))
        for one, other, match in zip(
            first[disagreed].tolist(), second[disagreed].tolist(), matches[disagreed].tolist(), strict=True
        ):
            # Between different people a match is wrong.
            others[min(one, other), max(one, other)] -= match
    return _vote(mated.tolist()), _vote(_one_each(others))


def _one_each(pairs: Mapping[tuple[int, int], int]) -> Iterator[int]:
    """The balances of pairs of people that share nobody, taken in the order of their numbers."""
    voted: set[int] = set()
    for (one, other), balance in sorted(pairs.items()):
        if balance and one not in voted and other not in voted:
            voted |= {one, other}
            yield balance


def _vote(balances: Iterable[int]) -> McNemar:
    """One vote for the first for every balance above 0, one for the second for every one below."""
    signs = Counter(int(np.sign(balance)) for balance in balances)
    return mcnemar(signs[1], signs[-1])
