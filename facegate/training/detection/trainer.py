"""The loop of a detector run: steps, validations, checkpoints.

Everything that is drawn depends on the seed and the step alone, so that a run that was stopped goes on to the same bits
on the processor.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from facegate import logs
from facegate.training.checkpoints import load_checkpoint, save_checkpoint
from facegate.training.detection.batches import DetectionBatches
from facegate.training.detection.evaluation import LEAST_SCORE, evaluate_detector
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.levels import levels_by_height
from facegate.training.detection.reading import DETECTION_SIZE, part_of
from facegate.training.detection.recording import DetectorRecorder
from facegate.training.detection.run_folder import DetectorRun
from facegate.training.detection.stepping import DetectorState
from facegate.training.detection.torch_session import TorchSession
from facegate.training.devices import Compute
from facegate.training.schedules import StepsSchedule
from facegate.vision.detectors import make_detector

STEPS_A_LINE = 10
"""Steps between two lines of metrics: below that the noise of single batches is seen, not the run."""

_CHECKPOINT_SECONDS = 120.0
"""Between two checkpoints at least: what a crash costs, against the time that writing takes."""


@dataclass(frozen=True, slots=True)
class DetectorProgress:
    """How far a run is.

    Attributes:
        step, steps: done, and of how many.
        loss: of the last step.
        ap: average precision over all faces at the last validation; None: there was none.
    """

    step: int
    steps: int
    loss: float
    ap: float | None


@dataclass(frozen=True, slots=True)
class DetectorOutcome:
    """How a run ended.

    Attributes:
        finished: False: it was told to stop.
        step: steps done.
        seconds: of training and validation, breaks left out.
        validation: what ``validation.json`` says; None: it was not judged.
    """

    finished: bool
    step: int
    seconds: float
    validation: dict[str, Any] | None


class DetectorTrainer:
    """One run from where it is to its end.

    Args of the constructor:
        run: its folder; says everything but the pictures.
        train: what it learns from.
        test: what it is judged on; None: it is not judged.
        compute: where and how.
        workers: threads that make batches ahead.
    """

    def __init__(
        self,
        run: DetectorRun,
        train: Sequence[LabelledPicture],
        test: Sequence[LabelledPicture] | None,
        compute: Compute,
        workers: int,
    ) -> None:
        self._run = run
        self._config = config = run.record.config
        self._test = test
        self._compute = compute
        self._workers = workers
        self.batches = DetectionBatches(train, config)
        self.state = DetectorState(config, compute)
        self._per_epoch = config.steps_of_epoch(len(train))
        end = config.schedule.end if isinstance(config.schedule, StepsSchedule) else None
        self._epochs = min(config.epochs, end or config.epochs)
        self._ap: float | None = None
        self._saved = time.monotonic()

    def resume(self) -> None:
        """Go on from the last checkpoint. Raises TrainingError where there is none, or it is damaged."""
        self.state.restore(load_checkpoint(self._run.checkpoint("last"), self._compute.device))

    def run(self, report: Callable[[DetectorProgress], None], stop: Callable[[], bool]) -> DetectorOutcome:
        """Train until the end or until told to stop; a checkpoint is there then either way.

        Args:
            report: told after every step.
            stop: asked after every step.

        Raises:
            TrainingError: the run diverged, no picture can be read, or a checkpoint cannot be written.
        """
        state, steps = self.state, self._per_epoch * self._epochs
        self._saved = time.monotonic()
        parts: list[dict[str, float]] = []
        with DetectorRecorder(self._run, self._per_epoch, state.step) as recorder:
            for batch in self.batches.steps(state.step, steps, self._workers):
                pace = self._config.schedule.at(state.step / self._per_epoch, self._epochs)
                parts.append(state.take_step(batch, pace))
                loss = parts[-1]["loss"]
                if state.step % STEPS_A_LINE == 0 or state.step == steps:
                    recorder.write_steps(state.step, parts, pace.rate)
                    parts = []
                if state.step % self._per_epoch == 0:
                    self._epoch_ends(recorder)
                report(DetectorProgress(state.step, steps, loss, self._ap))
                if state.step < steps and stop():
                    break
            self._save()
            seconds = recorder.seconds
        logs.training.info("detector: %d of %d steps, %.0f s", state.step, steps, seconds)
        return DetectorOutcome(state.step == steps, state.step, seconds, self._run.validation())

    def judge(self) -> dict[str, Any] | None:
        """Rates on the pictures that it is judged on, see :mod:`facegate.training.detection.evaluation`."""
        if self._test is None:
            return None
        part = part_of(self._config, "logits", LEAST_SCORE)
        detector = make_detector(TorchSession(self.state.network, self._compute), part, DETECTION_SIZE)
        return evaluate_detector(detector, self._test, levels_by_height()).record()

    def _epoch_ends(self, recorder: DetectorRecorder) -> None:
        """Validate and save where it is time."""
        epoch = self.state.step // self._per_epoch
        if epoch % self._config.validate_every == 0 or epoch == self._epochs:
            self._validate(recorder)
        if time.monotonic() - self._saved > _CHECKPOINT_SECONDS:
            self._save()

    def _validate(self, recorder: DetectorRecorder) -> None:
        record = self.judge()
        if record is None:
            return
        self._ap = record["levels"]["all"]["ap"] or 0.0
        recorder.write_validation(self.state.step, record["levels"])
        written = {**(self._run.validation() or {}), "last": {"step": self.state.step, **record}}
        if self.state.best is None or self._ap > self.state.best:
            self.state.best = self._ap
            written["best"] = written["last"]
            save_checkpoint(self._run.checkpoint("best"), self.state.snapshot())
        self._run.write_validation(written)

    def _save(self) -> None:
        save_checkpoint(self._run.checkpoint("last"), self.state.snapshot())
        self._saved = time.monotonic()
