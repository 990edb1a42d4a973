"""Made-up people, as many as wanted, whose templates lie as far apart as real ones do.

A person is a point drawn from a normal distribution, a look at them a step
away from it, and a template the direction of that. Fitted to the program's
templates (SFace, centred) of the 3,811 pictures of 2,086 people in LFW's first
five folds: variance between persons and within one along the axes that tell
persons apart best, and how much the looks at one person differ in quality. Only
these sums are kept, no template.

What the fit is worth, squared distances of the real and of as many made-up
looks, quantiles 1, 5, 25, 50, 75, 95 and 99 %:

- non-mated: 1.57 1.70 1.88 2.00 2.12 2.30 2.42 and 1.57 1.69 1.87 2.00 2.13 2.31 2.43;
- from a person to the nearest of the 2,085 others, which is what makes a runner-up hard or easy to find:
  1.13 1.24 1.32 1.36 1.40 1.45 1.47 and 1.21 1.27 1.34 1.38 1.41 1.46 1.48;
- mated: 0.29 0.41 0.59 0.72 0.88 1.15 1.44 and 0.33 0.43 0.59 0.72 0.86 1.09 1.25. The real ones
  end in wrong names and hidden faces, as the nearest strangers begin with them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import StoredReference, Template, normalised

# Variance along the axes, at some of 128; between these on a straight line. Other dimensions stretch it.
_AXES = (0, 8, 16, 32, 48, 64, 80, 96, 112, 120, 127)
_BETWEEN = (12.35e-3, 9.93e-3, 8.73e-3, 6.87e-3, 5.49e-3, 4.40e-3, 3.44e-3, 2.54e-3, 1.65e-3, 1.09e-3, 0.09e-3)
_WITHIN = (2.43e-3, 2.45e-3, 2.59e-3, 2.69e-3, 2.74e-3, 2.87e-3, 2.86e-3, 3.02e-3, 3.36e-3, 3.59e-3, 3.19e-3)
_BETWEEN_SUM, _WITHIN_SUM = 0.633, 0.369

# The step of a look is longer or shorter by a log-normal factor: pictures differ in quality.
_QUALITY_SPREAD = 0.27
_QUALITY_SCALE = 1.03

_BLOCK = 4096
"""People drawn at once. Each block has its own random numbers, so that any of them can be drawn again."""

_CENTRE, _REFERENCE, _PROBE = range(3)

Embeddings = npt.NDArray[np.float32]
"""Shape (N, D), not normalised."""


class Population:
    """People by number; the same for the same seed. Holds next to nothing, whatever its size."""

    def __init__(self, people: int, dimension: int, seed: int = 0) -> None:
        self._people = people
        self._dimension = dimension
        self._seed = seed
        axes = np.linspace(0.0, _AXES[-1], dimension)
        self._between = _spread(axes, _BETWEEN, _BETWEEN_SUM)
        self._within = _spread(axes, _WITHIN, _WITHIN_SUM)
        # Templates have no axes of their own: turned, so that no index gains by them.
        turn = np.random.default_rng([seed, dimension]).standard_normal((dimension, dimension))
        self._turn: Embeddings = np.linalg.qr(turn)[0].astype(np.float32)

    def __len__(self) -> int:
        """People."""
        return self._people

    def references(self, model: ModelId, each: int = 1) -> Iterator[StoredReference]:
        """``each`` references of everybody, person by person, ids from 1."""
        number = 0
        for block in range(-(-self._people // _BLOCK)):
            centres = self._centres(block)
            looks = np.stack([self._looks(centres, block, _REFERENCE, turn) for turn in range(each)], axis=1)
            for place, vectors in enumerate(looks):
                for vector in vectors:
                    number += 1
                    yield StoredReference(
                        ReferenceId(number), subject(block * _BLOCK + place), normalised(model, vector)
                    )

    def probes(self, model: ModelId, count: int) -> list[Template]:
        """Other looks at people drawn at random, in random order."""
        drawn = np.random.default_rng([self._seed, self._dimension, count]).integers(0, self._people, count)
        probes: dict[int, Template] = {}
        for block in np.unique(drawn // _BLOCK).tolist():
            centres = self._centres(block)
            places = np.flatnonzero(drawn // _BLOCK == block)
            looks = self._looks(centres[drawn[places] % _BLOCK], block, _PROBE, 0)
            probes |= {place: normalised(model, look) for place, look in zip(places.tolist(), looks, strict=True)}
        return [probes[place] for place in range(count)]

    def _centres(self, block: int) -> Embeddings:
        """The people of a block, before they are turned."""
        count = min(_BLOCK, self._people - block * _BLOCK)
        centres = self._random(block, _CENTRE, 0).standard_normal((count, self._dimension), np.float32)
        centres *= np.sqrt(self._between)
        return centres

    def _looks(self, centres: Embeddings, block: int, kind: int, turn: int) -> Embeddings:
        """A look at each of these people, shape (N, D)."""
        random = self._random(block, kind, turn)
        looks = random.standard_normal(centres.shape, np.float32)
        looks *= np.sqrt(self._within)
        # The mean of the factor's square is 1, whatever the spread.
        quality = np.exp(_QUALITY_SPREAD * random.standard_normal((len(centres), 1)) - _QUALITY_SPREAD**2)
        looks *= (_QUALITY_SCALE * quality).astype(np.float32)
        looks += centres
        return looks @ self._turn

    def _random(self, block: int, kind: int, turn: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, self._dimension, block, kind, turn])


def subject(person: int) -> SubjectId:
    """The id of a made-up person."""
    return SubjectId(f"{person:032x}")


def _spread(axes: npt.NDArray[np.float64], variances: tuple[float, ...], total: float) -> npt.NDArray[np.float32]:
    """Variance along each axis, shape (D,)."""
    along = np.interp(axes, _AXES, variances)
    spread: npt.NDArray[np.float32] = (along * total / along.sum()).astype(np.float32)
    return spread
