"""Calibrating a site: its references are compared, the result is kept, a proposal is put into effect."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Protocol

import numpy as np

from facegate import logs
from facegate.domain.calibration import Calibration, Probability, Proposal
from facegate.domain.calibration_record import calibration_from, calibration_record
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.ports import Clock, PeopleStore
from facegate.domain.site_references import MOST_PEOPLE, PersonReferences
from facegate.domain.templates import Vector
from facegate.domain.visits import VisitRule
from facegate.errors import CalibrationError, DamagedDataError, StorageError
from facegate.pipeline.control import Controller
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.jobs import JobCancelled
from facegate.settings.files import write_atomically
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import BY_HAND, SiteThreshold

ONE_SESSION = timedelta(hours=1)
"""Samples that were taken within this time of one another show one day's face, light and hair. Photographs that were
enrolled together may be older than that and of several days; nothing tells, so they count as one occasion too."""

DUE_GROWTH = 2
"""A threshold is proposed anew when this many times the people are enrolled."""

MOST_UNPLANNED = 1e-3
"""How often a stranger's visit may end in a name where nobody chose a threshold for the people enrolled; the most
lenient rate that is offered. With more, somebody should choose one."""

Progress = Callable[[int, int, str], None]
"""Told how many are done, of how many, and what."""


class Fit(Protocol):
    """Estimates the distributions. Raises CalibrationError where there is nothing to estimate them from."""

    def __call__(
        self,
        model_id: ModelId,
        people: Sequence[PersonReferences],
        rule: VisitRule,
        date: str,
        progress: Callable[[int, int], None],
    ) -> Calibration:
        """What ``progress`` raises ends the work."""


PairModel = Callable[[ModelId], Probability | None]
"""Distance to probability for two pictures by a model; None where nothing is known of it."""


class CalibrationService:
    """One calibration a data folder, of the model in use. Its slow methods are for the job thread or a command."""

    def __init__(
        self,
        store: PeopleStore,
        directory: NameDirectory,
        settings: SettingsStore,
        controller: Controller,
        engine: Callable[[], Engine | None],
        fit: Fit,
        pairs: PairModel,
        clock: Clock,
        path: Path,
    ) -> None:
        self._store = store
        self._directory = directory
        self._settings = settings
        self._controller = controller
        self._engine = engine
        self._fit = fit
        self._pairs = pairs
        self._clock = clock
        self._path = path
        self._bundled: tuple[tuple[ModelId, VisitRule], Calibration | None] | None = None

    def calibrate(self, progress: Progress, cancelled: Callable[[], bool]) -> Calibration:
        """Compare the references of the site and keep what they say; seconds.

        Raises:
            CalibrationError: no model is loaded, or nothing is known of its distances.
            StorageError: references cannot be read, or the result cannot be kept.
            JobCancelled: ``cancelled`` said so; what was kept before stays.
        """
        calibration = self.estimate(progress, cancelled)
        self._keep(calibration)
        return calibration

    def estimate(self, progress: Progress, cancelled: Callable[[], bool]) -> Calibration:
        """As :meth:`calibrate`, keeping nothing."""

        def tell(done: int, total: int) -> None:
            if cancelled():
                raise JobCancelled
            progress(done, total, "")

        engine = self._loaded()
        rule = VisitRule(engine.policy.looks_needed, engine.policy.looks_window)
        people = self._references(engine.gallery.model_id, cancelled)
        return self._fit(engine.gallery.model_id, people, rule, self._clock.now().date().isoformat(), tell)

    def latest(self) -> Calibration | None:
        """The calibration that was kept, if it is of the model in use; told for the rule of looks in force now.

        Raises:
            DamagedDataError: the file is damaged; calibrating again replaces it.
            StorageError: it cannot be read.
        """
        try:
            calibration = calibration_from(json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                "Calibration not read",
                "The last calibration cannot be read: {reason}.",
                "Give your account the right to read it, or calibrate again.",
                reason=error.strerror or error,
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedDataError(
                "Calibration damaged", "The last calibration cannot be understood.", "Calibrate again."
            ) from error
        if calibration.model_id != self._model():
            return None
        chosen = self._settings.current.recognition
        return replace(calibration, rule=VisitRule(chosen.looks_needed, chosen.looks_window))

    def accept(self, proposal: Proposal, calibration: Calibration | None = None) -> None:
        """Put a threshold into effect, with where it comes from; without a calibration the kept one's.

        Raises:
            CalibrationError: there is no calibration, or it is of another model than the one in use.
            FacegateError: whatever changing the settings raises; the old ones stay in force.
        """
        calibration = self.latest() if calibration is None else calibration
        if calibration is None or calibration.model_id != self._model():
            raise CalibrationError(
                "Not calibrated", "There is no calibration of the model in use.", "Calibrate first, then accept."
            )
        chosen = SiteThreshold(
            value=proposal.threshold,
            model=calibration.model_id,
            source=calibration.source if proposal.wanted is not None else BY_HAND,
            date=calibration.date,
            fpir=proposal.wanted,
            people=proposal.enrolled,
            looks_needed=calibration.rule.looks_needed,
            looks_window=calibration.rule.looks_window,
        )
        self._controller.change(with_changes(self._settings.current, "recognition", threshold=chosen))
        logs.settings.info("threshold %.4f of %s for %d people", chosen.value, chosen.model, chosen.people)

    def pair_probability(self, distance: float) -> float | None:
        """P(same person) of two single pictures at that distance, as many same pairs as others taken for granted.

        By the bundled statistics of the model in use; None where there are none. For a look against an enrolled
        person :meth:`Calibration.probability` is the one.
        """
        model = self._pairs(ModelId(self._model()))
        return None if model is None else model.at(distance)

    def due(self) -> bool:
        """Whether a threshold should be chosen (anew) for as many people as are enrolled.

        That is where their number has doubled since one was accepted, and where none was accepted for a known number
        and the one in use would take strangers for somebody more often than :data:`MOST_UNPLANNED`. Cheap, but for
        the first call with a model, which reads its statistics.
        """
        chosen = self._settings.current.recognition.threshold
        if chosen is not None and chosen.people > 0 and chosen.applies_to(self._model()):
            return self.enrolled() >= DUE_GROWTH * chosen.people
        return self._unplanned() > MOST_UNPLANNED

    def _unplanned(self) -> float:
        """How often a stranger's visit ends in a name at the threshold in use; 0 where nothing is known of that."""
        engine, enrolled = self._engine(), self.enrolled()
        if engine is None or not enrolled or not engine.policy.calibrated:
            return 0.0
        rule = VisitRule(engine.policy.looks_needed, engine.policy.looks_window)
        of = engine.gallery.model_id, rule
        if self._bundled is None or self._bundled[0] != of:
            self._bundled = of, self._without_people(*of)
        calibration = self._bundled[1]
        return 0.0 if calibration is None else calibration.fpir(engine.policy.threshold, enrolled).value or 0.0

    def _without_people(self, model_id: ModelId, rule: VisitRule) -> Calibration | None:
        try:
            return self._fit(model_id, [], rule, self._clock.now().date().isoformat(), lambda _done, _total: None)
        except CalibrationError:
            return None

    def enrolled(self) -> int:
        """People whom the model in use can find; everybody while none is loaded. Cheap."""
        engine = self._engine()
        everybody = len(self._directory)
        return everybody if engine is None else min(everybody, len(engine.gallery))

    def _model(self) -> str:
        engine = self._engine()
        return self._settings.current.recognition.embedder if engine is None else engine.gallery.model_id

    def _loaded(self) -> Engine:
        engine = self._engine()
        if engine is None:
            raise CalibrationError(
                "No model loaded", "A calibration belongs to a model, and none is loaded.", "Wait until it is loaded."
            )
        return engine

    def _references(self, model_id: ModelId, cancelled: Callable[[], bool]) -> list[PersonReferences]:
        """References by person, of so many people at most; the same for the same people."""
        vectors: dict[SubjectId, list[tuple[ReferenceId, Vector]]] = {}
        for stored in self._store.references(model_id):
            if cancelled():
                raise JobCancelled
            vectors.setdefault(stored.subject_id, []).append((stored.reference_id, stored.template.vector))
        chosen = sorted(vectors)
        if len(chosen) > MOST_PEOPLE:
            chosen = Random(0).sample(chosen, MOST_PEOPLE)  # noqa: S311 - a sample, not a secret
        return [self._person(subject_id, vectors[subject_id]) for subject_id in chosen]

    def _person(self, subject_id: SubjectId, references: list[tuple[ReferenceId, Vector]]) -> PersonReferences:
        """References with their occasions: a new one begins after more than :data:`ONE_SESSION` without any."""
        records = self._store.reference_records(subject_id) if len(references) > 1 else []
        taken = {each.reference_id: each.created_at for each in records}
        # One that was taken away meanwhile has no date: it goes with the first occasion.
        earliest = min(taken.values(), default=self._clock.now())
        dated = sorted((taken.get(reference_id, earliest), reference_id) for reference_id, _ in references)
        sessions: dict[ReferenceId, int] = {}
        session, last = 0, dated[0][0]
        for moment, reference_id in dated:
            session += moment - last > ONE_SESSION
            sessions[reference_id], last = session, moment
        return PersonReferences(
            np.stack([vector for _, vector in references]),
            np.array([sessions[reference_id] for reference_id, _ in references], np.intp),
        )

    def _keep(self, calibration: Calibration) -> None:
        try:
            write_atomically(self._path, json.dumps(calibration_record(calibration), allow_nan=False).encode())
        except OSError as error:
            raise StorageError(
                "Calibration not kept",
                "The calibration cannot be written: {reason}.",
                "Free some space or give your account the right to write there, then calibrate again.",
                reason=error.strerror or error,
            ) from error
