"""A calibration of two normal distributions whose every figure can be worked out, and a service that hands it out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from facegate.domain.calibration import Histogram, Proposal
from facegate.domain.ids import ModelId
from facegate.domain.rates import Rate
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobCancelled

EDGES = np.linspace(0.0, 4.0, 401)
MODEL = ModelId("sface-2021dec")
SPREAD = 1.6
"""Factor between a rate and the ends of its interval."""
SEEN = 1e-3
"""Rates below this are extrapolated here."""


@dataclass(frozen=True)
class Bell:
    """A normal distribution of distances."""

    mean: float
    width: float

    def below(self, distance: float) -> float:
        """Share of distances up to this one."""
        return 0.5 * (1 + erf((distance - self.mean) / (self.width * sqrt(2))))

    def histogram(self, comparisons: int, seed: int) -> Histogram:
        """Some comparisons drawn from it."""
        drawn = np.random.default_rng(seed).normal(self.mean, self.width, comparisons)
        return Histogram(EDGES, np.histogram(np.clip(drawn, 0, 4), EDGES)[0])


@dataclass(frozen=True, eq=False)
class BellCalibration:
    """Has the members of :class:`facegate.domain.calibration.Calibration`."""

    people: int = 100
    references: int = 300
    model_id: ModelId = MODEL
    metric: str = "squared_euclidean"
    source: str = "references of this site"
    date: str = "2026-03-02"
    same: Bell = Bell(0.62, 0.15)
    different: Bell = Bell(1.72, 0.135)

    @property
    def mated(self) -> Histogram:
        return self.same.histogram(max(60, 3 * self.people), 1)

    @property
    def non_mated(self) -> Histogram:
        return self.different.histogram(200_000, 2)

    def fpir(self, threshold: float, enrolled: int) -> Rate:
        rate = 1 - (1 - self.different.below(threshold)) ** enrolled
        return Rate(rate, rate / SPREAD, min(1.0, rate * SPREAD), 200_000)

    def fnir(self, threshold: float) -> Rate:
        rate = 1 - self.same.below(threshold)
        return Rate(rate, rate / SPREAD, min(1.0, rate * SPREAD), self.references)

    def threshold_for(self, fpir: float, enrolled: int) -> Proposal:
        low, high = 0.0, 4.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if (self.fpir(middle, enrolled).value or 0.0) < fpir else (low, middle)
        return self._proposal(low, enrolled, fpir)

    def proposal_at(self, threshold: float, enrolled: int) -> Proposal:
        return self._proposal(threshold, enrolled, None)

    def probability(self, distance: float) -> float | None:
        return None

    def _proposal(self, threshold: float, enrolled: int, wanted: float | None) -> Proposal:
        fpir, fnir = self.fpir(threshold, enrolled), self.fnir(threshold)
        extrapolated = (fpir.value or 0.0) < SEEN
        return Proposal(
            threshold=threshold,
            enrolled=enrolled,
            wanted=wanted,
            fpir=fpir,
            fnir=fnir,
            extrapolated=extrapolated,
            tail_model="generalised Pareto" if extrapolated else "",
            usable=(fnir.value or 0.0) <= 0.2,
        )


class FakeCalibrating:
    """What the window uses of the calibration service, without comparing anything.

    Attributes:
        stored: what ``latest`` finds.
        next: what ``calibrate`` makes.
        go: clear it and a calibration waits after its first step, until it is set or cancelled.
        put: puts a proposal into force.
    """

    def __init__(self, enrolled: Callable[[], int], put: Callable[[Proposal], None]) -> None:
        self.stored: BellCalibration | None = None
        self.next = BellCalibration()
        self.error: FacegateError | None = None
        self.unreadable: FacegateError | None = None
        self.go = threading.Event()
        self.go.set()
        self.is_due = False
        self.accepted: list[Proposal] = []
        self.enrolled = enrolled
        self._put = put

    def calibrate(self, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> BellCalibration:
        for step in range(3):
            progress(step, 3, "")
            while not self.go.wait(0.02):
                if cancelled():
                    raise JobCancelled
        if self.error is not None:
            raise self.error
        self.stored = self.next
        return self.next

    def latest(self) -> BellCalibration | None:
        if self.unreadable is not None:
            raise self.unreadable
        return self.stored

    def accept(self, proposal: Proposal, calibration: BellCalibration | None = None) -> None:
        if self.error is not None:
            raise self.error
        self.accepted.append(proposal)
        self._put(proposal)
        self.is_due = False

    def due(self) -> bool:
        return self.is_due
