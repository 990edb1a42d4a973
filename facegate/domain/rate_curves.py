"""Error rates of single looks as functions of the threshold, with how well they are known; and score histograms."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE

Floats = npt.NDArray[np.float64]

_LEAST_SPREAD = 1e-9
"""Of rates between people: less is none, and none has no logarithm."""


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How often distances were seen.

    Attributes:
        edges: shape (B + 1,), float64, ascending, squared Euclidean distances 0..4.
        counts: shape (B,), float64, at least 0; not whole where comparisons are weighted.
    """

    edges: Floats
    counts: Floats

    def __post_init__(self) -> None:
        if self.edges.shape != (self.counts.size + 1,) or not (np.diff(self.edges) > 0).all():
            raise ValueError("a histogram needs ascending edges, one more than there are counts")
        if not (self.counts >= 0).all():
            raise ValueError("counts must not be negative")
        self.edges.flags.writeable = self.counts.flags.writeable = False

    @property
    def total(self) -> float:
        """Of all counts."""
        return float(self.counts.sum())

    def quantile(self, share: float) -> float:
        """The distance below which that share (0..1) lies, straight within a bin; NaN for an empty histogram."""
        if self.total == 0:
            return math.nan
        below = np.concatenate([[0.0], np.cumsum(self.counts)]) / self.total
        return float(np.interp(share, below, self.edges))


@dataclass(frozen=True, slots=True, eq=False)
class RateCurve:
    """A rate by threshold: its logarithm, straight between grid points, and its standard deviation.

    Attributes:
        distances: shape (G,), float64, ascending thresholds, 0..4.
        log_rates: shape (G,), natural logarithm of the rate there, monotone, at most 0.
        log_sd: shape (G,), standard deviation of that logarithm: how well the rate is known.
    """

    distances: Floats
    log_rates: Floats
    log_sd: Floats

    def __post_init__(self) -> None:
        if not self.distances.shape == self.log_rates.shape == self.log_sd.shape or self.distances.size < 2:
            raise ValueError("a curve needs as many rates and deviations as distances, at least two")
        if not (np.diff(self.distances) > 0).all() or not 0 <= self.distances[0] <= self.distances[-1] <= MAX_DISTANCE:
            raise ValueError("distances must ascend within 0..4")
        steps = np.diff(self.log_rates)
        if not ((steps >= 0).all() or (steps <= 0).all()) or not (self.log_rates <= 0).all():
            raise ValueError("log_rates must be monotone and at most 0")
        for array in (self.distances, self.log_rates, self.log_sd):
            array.flags.writeable = False

    def rate(self, threshold: float, deviations: float = 0.0) -> float:
        """The rate at a threshold, 0..1; moved by that many standard deviations of its logarithm."""
        moved = self.log_rate(threshold) + deviations * self.deviation(threshold)
        return math.exp(min(0.0, moved))

    def log_rate(self, threshold: float) -> float:
        """Natural logarithm of the rate."""
        return float(np.interp(threshold, self.distances, self.log_rates))

    def deviation(self, threshold: float) -> float:
        """Standard deviation of the logarithm."""
        return float(np.interp(threshold, self.distances, self.log_sd))


@dataclass(frozen=True, slots=True, eq=False)
class PersonSpread:
    """How much a rate differs between enrolled people, by the rate: few may be easier to be taken for than most.

    Attributes:
        log_rates: shape (L,), descending, natural logarithms of rates.
        squares: shape (L,), squared coefficient of variation there, at least 0.
    """

    log_rates: Floats
    squares: Floats

    def __post_init__(self) -> None:
        if self.log_rates.shape != self.squares.shape or self.log_rates.size < 1:
            raise ValueError("a spread needs as many squares as rates, at least one")
        if not (np.diff(self.log_rates) < 0).all() or not (self.squares >= 0).all():
            raise ValueError("rates must descend, and squares must not be negative")
        self.log_rates.flags.writeable = self.squares.flags.writeable = False

    def at(self, log_rate: float) -> float:
        """The squared coefficient of variation, straight over both logarithms; the ends go on level."""
        return float(self._at(np.array([log_rate]))[0])

    def deviations(self, log_rates: Floats, people: int) -> Floats:
        """Standard deviations of the logarithm of the mean rate of that many people, as of a log-normal one."""
        found: Floats = np.sqrt(np.log1p(self._at(log_rates) / max(1, people)))
        return found

    def _at(self, log_rates: Floats) -> Floats:
        logs = np.log(np.maximum(self.squares, _LEAST_SPREAD))
        found: Floats = np.exp(np.interp(-log_rates, -self.log_rates, logs))
        return found
