"""What a calibration is made of: the references of some enrolled people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_PEOPLE = 2000
"""People whose references are compared, drawn at random where there are more: two million pairs, in seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonReferences:
    """One person's references of one model.

    Attributes:
        vectors: shape (K, D), float32, unit length, K at least 1.
        one_session: whether they were taken in one go: then they are more alike than two visits.
    """

    vectors: npt.NDArray[np.float32]
    one_session: bool
