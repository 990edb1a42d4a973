"""What a calibration is made of: the references of some enrolled people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_PEOPLE = 2000
"""People whose references are compared, drawn at random where there are more: two million pairs, in seconds."""


COPY = 0.01
"""Squared distance below which two references are the same picture, or all but the same: one says all."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonReferences:
    """One person's references of one model.

    Attributes:
        vectors: shape (K, D), float32, unit length, K at least 1.
        sessions: shape (K,), the number of the occasion on which each was taken: references of one occasion are
            more alike than two visits.
    """

    vectors: npt.NDArray[np.float32]
    sessions: npt.NDArray[np.intp]

    def __post_init__(self) -> None:
        if self.sessions.shape != self.vectors.shape[:1]:
            raise ValueError("every reference needs its session")

    @property
    def occasions(self) -> int:
        """On how many they were taken."""
        return int(np.unique(self.sessions).size)

    @property
    def one_session(self) -> bool:
        """Whether there are several, and all were taken in one go."""
        return len(self.vectors) > 1 and self.occasions == 1

    def distinct(self) -> PersonReferences:
        """Without copies: of references that are nearer than :data:`COPY` the first stays."""
        kept: list[int] = []
        for place, vector in enumerate(self.vectors):
            if not kept or float((2.0 - 2.0 * self.vectors[kept] @ vector).min()) >= COPY:
                kept.append(place)
        return PersonReferences(self.vectors[kept], self.sessions[kept])

    def first_of_each(self) -> npt.NDArray[np.float32]:
        """One reference of each occasion, shape (occasions, D)."""
        _, first = np.unique(self.sessions, return_index=True)
        return self.vectors[first]
