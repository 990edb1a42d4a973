"""A calibration service for the window that compares nobody, but puts what is accepted really into force."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from facegate.domain.calibration import Calibration, Proposal
from facegate.domain.ids import ModelId
from facegate.errors import FacegateError
from facegate.pipeline.control import Controller
from facegate.pipeline.jobs import JobCancelled
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import SiteThreshold
from helpers.calibrations import toy_calibration


def site_calibration(people: int, model: str = "sface-2021dec-centred", **changes: Any) -> Calibration:
    """What a site with that many people, three samples each, might get."""
    return toy_calibration(
        model_id=ModelId(model), people=people, references=3 * people, mated_people=people, **changes
    )


def hopeless_calibration(people: int) -> Calibration:
    """Of a model that tells nobody apart: every rate costs most visits of the enrolled."""
    good = site_calibration(people)
    curve = good.false_non_match
    return replace(good, false_non_match=replace(curve, log_rates=np.full(len(curve.log_rates), np.log(0.7))))


class FakeCalibrating:
    """What the window uses of :class:`facegate.pipeline.calibrating.CalibrationService`.

    Attributes:
        stored: what ``latest`` finds.
        next: what ``calibrate`` makes.
        go: clear it and a calibration waits after its first step, until it is set or cancelled.
        error, unreadable: raised where one is calibrated or accepted, and where the last one is read.
    """

    def __init__(self, settings: SettingsStore, controller: Controller, enrolled: Callable[[], int]) -> None:
        self.stored: Calibration | None = None
        self.next = site_calibration(100)
        self.error: FacegateError | None = None
        self.unreadable: FacegateError | None = None
        self.go = threading.Event()
        self.go.set()
        self.supposed: int | None = None
        self._settings, self._controller, self._enrolled = settings, controller, enrolled

    def calibrate(self, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> Calibration:
        for step in range(3):
            progress(step, 3, "")
            while not self.go.wait(0.02):
                if cancelled():
                    raise JobCancelled
        if self.error is not None:
            raise self.error
        self.stored = self.next
        return self.next

    def latest(self) -> Calibration | None:
        if self.unreadable is not None:
            raise self.unreadable
        return self.stored

    def accept(self, proposal: Proposal, calibration: Calibration | None = None) -> None:
        if self.error is not None:
            raise self.error
        made = calibration or self.stored
        assert made is not None
        threshold = SiteThreshold(
            value=proposal.threshold, model=made.model_id, source=made.source, date=made.date, fpir=proposal.wanted,
            people=proposal.enrolled, looks_needed=made.rule.looks_needed, looks_window=made.rule.looks_window,
        )  # fmt: skip
        self._controller.change(with_changes(self._settings.current, "recognition", threshold=threshold))

    def due(self) -> bool:
        site = self._settings.current.recognition.threshold
        return site is not None and site.people > 0 and self.enrolled() >= 2 * site.people

    def enrolled(self) -> int:
        return self._enrolled() if self.supposed is None else self.supposed
