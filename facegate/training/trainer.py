"""The loop of a run: steps, validations, checkpoints, and when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import Tensor

from facegate import logs
from facegate.errors import TrainingError
from facegate.training.batches import build_batches
from facegate.training.checkpoints import load_checkpoint, save_checkpoint
from facegate.training.data.aligned import AlignedSet, Indices
from facegate.training.data.augment import Augment
from facegate.training.devices import Compute
from facegate.training.randomness import Stream, step_generator
from facegate.training.recording import STEPS_A_LINE, Recorder
from facegate.training.run_curves import draw_curves
from facegate.training.runs import RunFolder
from facegate.training.schedules import Pace, StepsSchedule
from facegate.training.state import TrainingState
from facegate.training.stepping import take_step
from facegate.training.validation import embed, validate

_CHECKPOINT_SECONDS = 120.0
"""Between two checkpoints at least: what a crash costs, against the time that writing takes."""

Ending = Literal["finished", "stopped", "no better"]
"""All epochs done; told to stop; or no better validation for as long as the run was to wait."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        step, steps: done, and of how many.
        epoch, epochs: the same, epochs begun.
        loss: of the last step.
        eer: of the last validation, 0..1; None: there was none.
    """

    step: int
    steps: int
    epoch: int
    epochs: int
    loss: float
    eer: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Attributes:
        ending: see :data:`Ending`.
        step: steps done.
        seconds: of training and validation, breaks left out.
        validation: what ``validation.json`` says; None: nobody was kept apart.
    """

    ending: Ending
    step: int
    seconds: float
    validation: dict[str, Any] | None


class Trainer:
    """One run from where it is to its end.

    Args of the constructor:
        run: its folder; says everything but the pictures.
        train: the people it learns from.
        test: people it is judged on, none of them among the others; None: it is not judged.
        compute: where and how.
    """

    def __init__(self, run: RunFolder, train: AlignedSet, test: AlignedSet | None, compute: Compute) -> None:
        self._run = run
        self._config = config = run.record.config
        self._train = train
        self._test = test
        self._compute = compute
        self._augment = Augment(config.augment, config.backbone.input_size, train.size)
        self.state = TrainingState(config, train.classes, compute)
        self._batches = build_batches(config, train, self._embed_training_set)
        self._per_epoch = self._batches.steps_per_epoch
        end = config.schedule.end if isinstance(config.schedule, StepsSchedule) else None
        self._epochs = min(config.epochs, end or config.epochs)
        self._eer: float | None = None
        self._last_saved = time.monotonic()

    def resume(self) -> None:
        """Go on from the last checkpoint.

        Raises:
            TrainingError: there is none, or it is damaged.
        """
        snapshot = load_checkpoint(self._run.checkpoint("last"), self._compute.device)
        self.state.restore(snapshot)
        self._batches.restore(snapshot["batches"])

    def run(self, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Outcome:
        """Train until the end or until told to stop; a checkpoint is there then either way.

        Args:
            report: told after every step.
            stop: asked after every step.

        Raises:
            TrainingError: the run diverged, or its folder cannot be written.
        """
        try:
            return self._to_the_end(report, stop)
        except OSError as error:
            raise TrainingError(
                "Run not written",
                "The folder {folder} cannot be written: {reason}.",
                "Free some space; the run can go on from its last checkpoint (--resume).",
                folder=self._run.path,
                reason=error.strerror or type(error).__name__,
            ) from error

    def _to_the_end(self, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Outcome:
        state, steps = self.state, self._per_epoch * self._epochs
        logs.training.info("begins after step %d of %d", state.step, steps)
        with Recorder(self._run, self._per_epoch, state.step) as recorder:
            if state.step == 0:
                self._judge_untrained(recorder)
                self._save()
            # A run that ended early and is told to go on has ended already.
            ending: Ending = "no better" if self._has_waited() else "finished"
            while state.step < steps and ending == "finished":
                loss = self._step(recorder)
                if state.step % self._per_epoch == 0 and self._epoch_ends(recorder):
                    ending = "no better"
                report(self._progress(loss, steps))
                if ending == "finished" and state.step < steps and stop():
                    ending = "stopped"
                elif time.monotonic() - self._last_saved > _CHECKPOINT_SECONDS:
                    self._save()
            recorder.write_line(state.step, self._pace())
            self._save()
            seconds = recorder.seconds
        draw_curves(self._run)
        logs.training.info("%s after %d steps, %.0f s", ending, state.step, seconds)
        return Outcome(ending, state.step, seconds, self._run.validation())

    def _step(self, recorder: Recorder) -> float:
        step, pace = self.state.step, self._pace()
        pictures, labels = self._batch(self._batches.at(step), step)
        output = take_step(self.state, pictures, labels, self._config, self._compute, pace)
        loss = recorder.count(output, len(labels))
        if self.state.step % STEPS_A_LINE == 0:
            recorder.write_line(self.state.step, pace)
        return loss

    def _pace(self) -> Pace:
        return self._config.schedule.at(self.state.step / self._per_epoch, self._epochs)

    def _batch(self, indices: Indices, step: int) -> tuple[Tensor, Tensor]:
        crops = torch.from_numpy(self._train.take(indices)).to(self._compute.device)
        pictures = self._augment.train(crops, step_generator(self._config.seed, Stream.PICTURES, step))
        return pictures, torch.from_numpy(self._train.labels[indices]).to(self._compute.device)

    def _epoch_ends(self, recorder: Recorder) -> bool:
        """Validate where it is time; whether the run shall end early."""
        epoch = self.state.step // self._per_epoch
        if epoch % self._config.validation.every == 0 or epoch == self._epochs:
            self._validate(recorder)
        return self._has_waited()

    def _has_waited(self) -> bool:
        """Whether no validation was better for as long as the run was to wait."""
        stopping = self._config.early_stopping
        return stopping is not None and self.state.stale >= stopping.patience

    def _judge_untrained(self, recorder: Recorder) -> None:
        record = self._judge()
        if record is not None:
            self._run.write_validation({"untrained": record, "last": None, "best": None})
            recorder.write_validation(0, record)

    def _validate(self, recorder: Recorder) -> None:
        """Judge the network as it is, and keep it where it is the best so far."""
        record = self._judge()
        if record is None:
            return
        recorder.write_line(self.state.step, self._pace())
        recorder.write_validation(self.state.step, record)
        written = self._run.validation() or {}
        written["last"] = {"step": self.state.step, **record}
        stopping, self._eer = self._config.early_stopping, record["eer"]["value"]
        least = stopping.least if stopping is not None else 0.0
        if self.state.best is None or self._eer < self.state.best - least:
            self.state.best, self.state.stale = self._eer, 0
            written["best"] = written["last"]
            save_checkpoint(self._run.checkpoint("best"), {"network": self.state.judged.state_dict(), "average": None})
        else:
            self.state.stale += 1
        self._run.write_validation(written)

    def _judge(self) -> dict[str, Any] | None:
        if self._test is None:
            return None
        judged = self.state.judged
        return validate(judged, self._test, self._augment, self._compute, self._config.validation, curve=True)

    def _embed_training_set(self) -> Any:
        return embed(self.state.network, self._train, self._augment, self._compute)

    def _save(self) -> None:
        save_checkpoint(self._run.checkpoint("last"), self.state.snapshot(self._batches.state()))
        self._last_saved = time.monotonic()

    def _progress(self, loss: float, steps: int) -> Progress:
        epoch = min(self._epochs, self.state.step // self._per_epoch + 1)
        return Progress(self.state.step, steps, epoch, self._epochs, loss, self._eer)
