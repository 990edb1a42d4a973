"""Score statistics of a model, without faces: what a site's own few people are weighed against.

They are bundled as ``models/statistics/<model id>.json``: histograms, the parameters of the tail and how well they
are known. No template and no single comparison can be told from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.calibration import LookCorrelation
from facegate.domain.calibration_record import looks_from
from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.ids import ModelId
from facegate.domain.numbers import number, numbers, whole_number
from facegate.domain.rate_curves import Histogram, PersonSpread
from facegate.errors import ModelError
from facegate.evaluation.tails import Tail

Floats = npt.NDArray[np.float64]

STATISTICS_FOLDER = "statistics"
"""Where a calibration looks for them, in a folder of models."""

BINS = 400
EDGES: Floats = np.linspace(0.0, MAX_DISTANCE, BINS + 1)
"""Of every histogram: 0.01 wide."""

LEVELS: Floats = 10.0 ** np.arange(-1.0, -12.5, -0.5)
"""Rates at which spreads are stored."""


@dataclass(frozen=True, slots=True, eq=False)
class MatedStatistics:
    """Distances of looks to their own person's template, fused of some references.

    Attributes:
        people: of whom there were enough pictures.
        histogram: every person counts once, however many looks.
    """

    people: int
    histogram: Histogram


@dataclass(frozen=True, slots=True, eq=False)
class ScoreStatistics:
    """What a data set says of a model's distances.

    Attributes:
        model_id: the embedder.
        source, date: data set and protocol, ISO date.
        people, images, comparisons: persons, pictures and non-mated pairs of pictures.
        person_pairs: pairs of persons: the comparisons that are taken for independent.
        non_mated: of single looks.
        tail: of its lower end.
        log_sd: standard deviation of the rate's logarithm at :data:`LEVELS`; bootstrap over people.
        person_spread: squared coefficient of variation of the rate between enrolled people, at :data:`LEVELS`.
        stretch: by references a person: how much wider non-mated distances are when these are fused.
        mated: by references a person.
        non_mated_looks, mated_looks: how alike looks at one visit are.
    """

    model_id: ModelId
    source: str
    date: str
    people: int
    images: int
    comparisons: int
    person_pairs: int
    non_mated: Histogram
    tail: Tail
    log_sd: Floats
    person_spread: Floats
    stretch: Mapping[int, float]
    mated: Mapping[int, MatedStatistics]
    non_mated_looks: LookCorrelation
    mated_looks: LookCorrelation

    def log_rates(self, distances: Floats, references: int) -> Floats:
        """Natural logarithm of the FMR of a look against a person of that many fused references, by threshold."""
        middle = float(self.non_mated.quantile(0.5))
        single = middle + (distances - middle) / by_references(self.stretch, references)
        below = np.concatenate([[0.0], np.cumsum(self.non_mated.counts)]) / self.non_mated.total
        with np.errstate(divide="ignore"):
            seen = np.interp(single, self.non_mated.edges, np.log(below))
        modelled = single <= self.tail.threshold
        logs: Floats = np.where(modelled, self.tail.log_rates(single), seen)
        return np.minimum(0.0, np.maximum.accumulate(logs))

    def deviations(self, log_rates: Floats) -> Floats:
        """How well rates are known: standard deviation of their logarithm, held at its last value beyond LEVELS."""
        return _at_levels(self.log_sd, log_rates)

    @property
    def spread(self) -> PersonSpread:
        """Between enrolled people."""
        return PersonSpread(np.log(LEVELS), self.person_spread.copy())

    def mated_for(self, references: int) -> MatedStatistics:
        """Of the nearest number of references that there are statistics for."""
        return self.mated[min(self.mated, key=lambda known: abs(1.0 / known - 1.0 / references))]

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "format": 1, "model": self.model_id, "metric": "squared_euclidean", "source": self.source,
            "date": self.date, "people": self.people, "images": self.images, "comparisons": self.comparisons,
            "person_pairs": self.person_pairs, "bins": BINS, "non_mated": _whole(self.non_mated.counts),
            "tail": {"threshold": self.tail.threshold, "share": self.tail.share, "shape": self.tail.shape,
                     "scale": self.tail.scale},
            "log10_levels": np.log10(LEVELS).round(2).tolist(), "log_sd": self.log_sd.round(3).tolist(),
            "person_spread": self.person_spread.round(3).tolist(),
            "stretch": {str(count): round(value, 4) for count, value in self.stretch.items()},
            "mated": {str(count): {"people": each.people, "counts": each.histogram.counts.round(2).tolist()}
                      for count, each in self.mated.items()},
            "looks": {"non_mated": asdict(self.non_mated_looks), "mated": asdict(self.mated_looks)},
        }  # fmt: skip


def by_references(values: Mapping[int, float], references: int) -> float:
    """A value by number of references, straight over its reciprocal: the tenth adds less than the second."""
    known = sorted(values, reverse=True)
    return float(np.interp(1.0 / references, [1.0 / count for count in known], [values[count] for count in known]))


def statistics_from(record: Mapping[str, Any]) -> ScoreStatistics:
    """The inverse of :meth:`ScoreStatistics.record`. Raises KeyError, TypeError, ValueError for anything else."""
    looks = record["looks"]
    if not all(isinstance(record[name], str) for name in ("model", "source", "date")):
        raise TypeError("need texts")
    return ScoreStatistics(
        model_id=ModelId(record["model"]),
        source=record["source"],
        date=record["date"],
        people=whole_number(record["people"], 2),
        images=whole_number(record["images"], 2),
        comparisons=whole_number(record["comparisons"], 1),
        person_pairs=whole_number(record["person_pairs"], 1),
        non_mated=_histogram_from(record["non_mated"]),
        tail=_tail_from(record["tail"]),
        log_sd=_of_levels(record["log_sd"]),
        person_spread=_of_levels(record["person_spread"]),
        stretch={count: number(value, 1.0) for count, value in _by_count(record["stretch"])},
        mated={
            count: MatedStatistics(whole_number(each["people"], 1), _histogram_from(each["counts"]))
            for count, each in _by_count(record["mated"])
        },
        non_mated_looks=looks_from(looks["non_mated"]),
        mated_looks=looks_from(looks["mated"]),
    )


def _tail_from(record: Mapping[str, Any]) -> Tail:
    share, scale = number(record["share"], 0.0, 1.0), number(record["scale"], 0.0)
    if share == 0.0 or scale == 0.0:
        raise ValueError("a tail needs a share and a scale")
    return Tail(number(record["threshold"], 0.0, MAX_DISTANCE), share, number(record["shape"]), scale)


def _of_levels(values: Sequence[object]) -> Floats:
    """One for every level, none negative."""
    found = numbers(values)
    if found.shape != LEVELS.shape or (found < 0.0).any():
        raise ValueError("need a number that is not negative for every level")
    return found


def _by_count(record: Mapping[str, Any]) -> list[tuple[int, Any]]:
    """By number of references, at least 1; never empty."""
    found = [(whole_number(int(count), 1), value) for count, value in record.items()]
    if not found:
        raise ValueError("need statistics of one number of references at least")
    return found


def _histogram_from(counts: Sequence[object]) -> Histogram:
    histogram = Histogram(EDGES.copy(), numbers(counts))
    if histogram.total == 0.0:
        raise ValueError("need distances")
    return histogram


def load_statistics(folder: Path, model_id: ModelId) -> ScoreStatistics | None:
    """The bundled statistics of a model; None where there are none.

    Raises:
        ModelError: the file is damaged.
    """
    path = folder / f"{model_id}.json"
    try:
        return statistics_from(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "Score statistics not usable",
            "The score statistics of {model} cannot be read.",
            "Install FaceGate again.",
            model=model_id,
        ) from error


def _whole(counts: Floats) -> list[int]:
    return [int(count) for count in counts]


def _at_levels(values: Floats, log_rates: Floats) -> Floats:
    found: Floats = np.interp(-log_rates, -np.log(LEVELS), values)
    return found
