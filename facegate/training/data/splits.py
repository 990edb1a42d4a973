"""Who is trained on and who is kept apart: by person, so that nobody is on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from facegate.errors import TrainingError

_FEWEST = 2
"""People to train on: one alone cannot be told from anybody."""


@dataclass(frozen=True, slots=True)
class Split:
    """Names, sorted.

    Attributes:
        train: the network sees them.
        test: it never does.
    """

    train: tuple[str, ...]
    test: tuple[str, ...]


def split_people(names: Iterable[str], test: int | Sequence[str], seed: int) -> Split:
    """Keep some people apart.

    Args:
        names: everybody; their order does not matter.
        test: how many, drawn at random; or who.
        seed: of the draw; the same one with the same names keeps the same people apart.

    Raises:
        TrainingError: a name is not known, or fewer than two people are left to train on.
    """
    everybody = sorted(set(names))
    if isinstance(test, int):
        drawn = np.random.default_rng(seed).permutation(len(everybody))[: max(0, test)]
        apart = {everybody[place] for place in drawn}
    else:
        apart = set(test)
        if unknown := apart - set(everybody):
            raise TrainingError(
                "People not in the set",
                "{count} of the people to be kept apart are not among the {known} that there are.",
                "Name people that the set holds.",
                count=len(unknown),
                known=len(everybody),
            )
    if len(everybody) - len(apart) < _FEWEST or (isinstance(test, int) and test > len(everybody)):
        raise TrainingError(
            "Nobody left to train on",
            "Of {known} people {count} are to be kept apart.",
            "Keep fewer people apart, or bring more.",
            known=len(everybody),
            count=test if isinstance(test, int) else len(apart),
        )
    return Split(tuple(name for name in everybody if name not in apart), tuple(sorted(apart)))
