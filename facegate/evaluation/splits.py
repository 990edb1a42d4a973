"""Random divisions of known people into enrolled ones and strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facegate.errors import EvaluationError

REFERENCES = 3
REPEATS = 50
SIZES = (5, 10, 25)
"""Gallery sizes that are looked at beside half of the people, where there are as many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How people are divided.

    Attributes:
        references: photographs that each enrolled person is enrolled with.
        repeats: divisions.
        seed: the same seed divides the same people likewise.
        sizes: gallery sizes wanted; half of the people is always one.
    """

    references: int = REFERENCES
    repeats: int = REPEATS
    seed: int = 0
    sizes: tuple[int, ...] = SIZES

    def __post_init__(self) -> None:
        if self.references < 1 or self.repeats < 1 or any(size < 1 for size in self.sizes):
            raise ValueError(f"references, repeats and sizes must be positive, got {self}")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person of a gallery, by numbers.

    Attributes:
        person: number.
        references: pictures that make the references.
        probes: the others.
    """

    person: int
    references: tuple[int, ...]
    probes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One division.

    Attributes:
        enrolled: in random order, so that the first n are a gallery of n.
        strangers: (person, all their pictures).
    """

    enrolled: tuple[Enrolled, ...]
    strangers: tuple[tuple[int, tuple[int, ...]], ...]


def gallery_sizes(people: Sequence[Sequence[int]], plan: Plan) -> tuple[int, ...]:
    """The sizes that can be had, ascending; the last is half of the people.

    Raises:
        EvaluationError: there are not two people, one of them with a picture more than references.
    """
    half = min(len(people) // 2, len(_enrollable(people, plan)))
    if half < 1:
        raise EvaluationError(
            "Too few pictures",
            "Nobody of {people} people could be enrolled with {references} pictures and be searched with another one.",
            "Take more people, more pictures each, or fewer references.",
            people=len(people),
            references=plan.references,
        )
    return (*sorted({size for size in plan.sizes if size < half}), half)


def splits(people: Sequence[Sequence[int]], plan: Plan) -> Iterator[Split]:
    """Divide people, given as the numbers of their pictures; see :func:`gallery_sizes` for what is raised."""
    half = gallery_sizes(people, plan)[-1]
    enrollable = _enrollable(people, plan)
    for repeat in range(plan.repeats):
        random = np.random.default_rng((plan.seed, repeat))
        chosen = random.permutation(enrollable)[:half].tolist()
        enrolled = []
        for person in chosen:
            order = random.permutation(np.asarray(people[person], np.intp)).tolist()
            enrolled.append(Enrolled(person, tuple(order[: plan.references]), tuple(order[plan.references :])))
        inside = set(chosen)
        strangers = [(person, tuple(pictures)) for person, pictures in enumerate(people) if person not in inside]
        yield Split(tuple(enrolled), tuple(strangers))


def _enrollable(people: Sequence[Sequence[int]], plan: Plan) -> list[int]:
    """Those with a picture left to be searched with."""
    return [person for person, pictures in enumerate(people) if len(pictures) > plan.references]


def numbered(people: Mapping[str, Sequence[object]]) -> list[list[int]]:
    """The numbers of each person's pictures, counted through all people in order."""
    numbers, next_number = [], 0
    for pictures in people.values():
        numbers.append(list(range(next_number, next_number + len(pictures))))
        next_number += len(pictures)
    return numbers
