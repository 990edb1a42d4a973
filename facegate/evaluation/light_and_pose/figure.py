"""The figure's numbers: distances between neighbours, and between all pictures that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from facegate.domain.comparison import squared_distance
from facegate.evaluation.light_and_pose.arrangement import Grid, Light
from facegate.evaluation.light_and_pose.looks import Look


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One person.

    Attributes:
        name: the folder's.
        grid: their photographs, see :func:`facegate.evaluation.light_and_pose.arrangement.arrange`.
    """

    name: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures beside or above each other.

    Attributes:
        distance: squared, 0..4.
        mated: whether both are of one person.
        right: whether the threshold decides so.
    """

    distance: float
    mated: bool
    right: bool


@dataclass(frozen=True, slots=True, eq=False)
class LightAndPose:
    """People one below the other.

    Attributes:
        model: the embedder's id.
        threshold: squared distance at or below which two pictures are one person's.
        people: with grids of one width.
        light: what their rows are ordered by.
    """

    model: str
    threshold: float
    people: Sequence[Shown]
    light: Light = Light.BRIGHTNESS

    @property
    def rows(self) -> list[tuple[int, tuple[Look, ...]]]:
        """All rows from the top: number of the person, and their photographs."""
        return [(number, row) for number, person in enumerate(self.people) for row in person.grid]

    def beside(self) -> list[list[Pair]]:
        """Pairs of neighbours in each row."""
        return [
            [self._pair((number, first), (number, second)) for first, second in pairwise(row)]
            for number, row in self.rows
        ]

    def below(self) -> list[list[Pair]]:
        """Pairs of each row and the next: one list for every row but the last."""
        return [
            [self._pair((upper, first), (lower, second)) for first, second in zip(above, under, strict=True)]
            for (upper, above), (lower, under) in pairwise(self.rows)
        ]

    def everything(self) -> list[Pair]:
        """Every picture that is shown with every other one."""
        looks = [(number, look) for number, row in self.rows for look in row]
        return [self._pair(first, second) for first, second in combinations(looks, 2)]

    def _pair(self, first: tuple[int, Look], second: tuple[int, Look]) -> Pair:
        distance, mated = squared_distance(first[1].template, second[1].template), first[0] == second[0]
        return Pair(distance, mated, (distance <= self.threshold) == mated)

    def record(self) -> dict[str, Any]:
        """As JSON; of the rows of distances between neighbours the first list is ``beside``, the other ``below``."""
        return {
            "model": self.model,
            "threshold": self.threshold,
            "people": [
                {"person": person.name, "pictures": [[look.record() for look in row] for row in person.grid]}
                for person in self.people
            ],
            "beside": [[round(pair.distance, 4) for pair in row] for row in self.beside()],
            "below": [[round(pair.distance, 4) for pair in row] for row in self.below()],
            "pairs": {
                "mated": summary([pair for pair in self.everything() if pair.mated]),
                "non_mated": summary([pair for pair in self.everything() if not pair.mated]),
            },
        }


def summary(pairs: Sequence[Pair]) -> dict[str, Any]:
    """How many pairs, how many decided wrong, and their distances; None without pairs."""
    distances = [pair.distance for pair in pairs]
    return {
        "pairs": len(pairs),
        "wrong": sum(not pair.right for pair in pairs),
        "least": round(min(distances), 4) if distances else None,
        "median": round(float(np.median(distances)), 4) if distances else None,
        "largest": round(max(distances), 4) if distances else None,
    }
