"""How well Eigenfaces tell unseen people apart: every form of them, by the program's own rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.rates import Rate
from facegate.evaluation.cross_pairs import CrossRates, compare_all
from facegate.evaluation.point_set import point_set
from facegate.evaluation.roc_points import roc_points
from facegate.evaluation.shown import rate_of
from facegate.evaluation.unseen import FARS
from facegate.training.data.aligned import AlignedSet
from facegate.training.eigenfaces import FORMS, Crops, Eigenfaces, Form, fitting_rows

SCALING = (
    "Squared Euclidean distances of coefficients (cosine forms: of those brought to length 1), all multiplied by one"
    " number so that the farthest pair of the test lies at 4. Rates do not depend on it; thresholds do."
)
"""How distances of coefficients come onto the program's scale, for reports."""


@dataclass(frozen=True, slots=True, eq=False)
class FormRates:
    """What one form gave.

    Attributes:
        form: which one.
        eer: equal error rate.
        tar: share of accepted mated comparisons by false match rate (VAL at FAR), keys of :data:`FARS`.
        roc: see :mod:`facegate.evaluation.roc_points`.
    """

    form: Form
    eer: Rate
    tar: dict[str, Rate]
    roc: list[dict[str, Any]]

    def record(self) -> dict[str, Any]:
        """As JSON, without the curve; the keys are those of :mod:`facegate.evaluation.unseen`."""
        tar = {name: rate.record() for name, rate in self.tar.items()}
        return {"form": self.form.name, "eer": self.eer.record(), "tar_at_fmr": tar}


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """What Eigenfaces gave on people who were not in the training faces.

    Attributes:
        directions: of the space.
        variance: share of the training faces' variance that they hold.
        trained_on, tested_on: (people, pictures).
        forms: all of :data:`facegate.training.eigenfaces.FORMS`, the classical one first.
    """

    directions: int
    variance: float
    trained_on: tuple[int, int]
    tested_on: tuple[int, int]
    forms: tuple[FormRates, ...]

    @property
    def best(self) -> FormRates:
        """The form with the lowest equal error rate: chosen on the test itself, in the baseline's favour."""
        return min(self.forms, key=lambda each: 1.0 if each.eer.value is None else each.eer.value)

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "directions": self.directions,
            "variance": self.variance,
            "trained_on": {"people": self.trained_on[0], "pictures": self.trained_on[1]},
            "tested_on": {"people": self.tested_on[0], "pictures": self.tested_on[1]},
            "forms": [each.record() for each in self.forms],
            "best": self.best.form.name,
            "eer": self.best.eer.record(),
            "scaling": SCALING,
        }


def baseline_of(train: AlignedSet, test: AlignedSet) -> Baseline:
    """The baseline of two parts of an aligned set that share no person; see :func:`measure_baseline`."""
    rows = fitting_rows(len(train))
    return measure_baseline(centred(train, rows), train.labels[rows], centred(test, np.arange(len(test))), test.labels)


def centred(pictures: AlignedSet, rows: npt.NDArray[np.int64]) -> Crops:
    """The windows that a network is judged on: the middle of crops, shape (N, S, S, 3)."""
    edge = (pictures.side - pictures.size) // 2
    inside = slice(edge, edge + pictures.size)
    return pictures.take(rows)[:, inside, inside]


def measure_baseline(
    train: Crops, train_labels: npt.NDArray[np.int64], test: Crops, test_labels: npt.NDArray[np.int64]
) -> Baseline:
    """Fit on some people's faces, compare all faces of the others with each other.

    Args:
        train: aligned crops, uint8 RGB, shape (N, C, C, 3).
        train_labels: whose they are, shape (N,).
        test: the same of people who are not in ``train``, shape (M, C, C, 3).
        test_labels: shape (M,).

    Raises:
        TrainingError: there are too few training faces.
    """
    space = Eigenfaces.fit(train)
    people, persons = np.unique(test_labels, return_inverse=True)
    return Baseline(
        len(space.directions),
        space.variance,
        (len(np.unique(train_labels)), len(train)),
        (len(people), len(test)),
        tuple(_rates(space, form, test, persons.astype(np.intp), len(people)) for form in FORMS),
    )


def _rates(space: Eigenfaces, form: Form, crops: Crops, persons: npt.NDArray[np.intp], people: int) -> FormRates:
    rates = CrossRates(compare_all(point_set(space.embed(crops, form), persons, people)))
    equal = rates.curve.equal_error()
    record = rates.record(equal[1] if equal is not None else 0.0, FARS)
    return FormRates(
        form,
        rate_of(record["eer"]),
        {name: rate_of(each) for name, each in record["tar_at_fmr"].items()},
        roc_points(rates),
    )
