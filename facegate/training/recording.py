"""What a run says while it goes on: lines of metrics, TensorBoard's files and the log."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from types import TracebackType
from typing import Any, Self

from torch.utils.tensorboard import SummaryWriter

from facegate import logs
from facegate.evaluation.unseen import summary
from facegate.settings.files import PRIVATE_FILE
from facegate.training.losses.build import LossOutput
from facegate.training.metrics import Metrics
from facegate.training.runs import RunFolder, RunPlaces
from facegate.training.schedules import Pace

STEPS_A_LINE = 10
"""Steps between two lines of metrics: below that the noise of single batches is drawn, not the run."""

_FORMAT = "%(asctime)s %(levelname)s %(message)s"


class Recorder:
    """Writes down a run; a context that closes TensorBoard's file.

    Args of the constructor:
        run: whose folder it writes to.
        steps_per_epoch: to tell epochs by.
        step: steps done before; what was written of later ones is dropped.
    """

    def __init__(self, run: RunFolder, steps_per_epoch: int, step: int) -> None:
        self._metrics = Metrics(run.metrics_file)
        self._per_epoch = steps_per_epoch
        earlier = [line["seconds"] for line in self._metrics.lines() if line["step"] <= step]
        self._metrics.forget_after(step)
        self._board = SummaryWriter(str(run.tensorboard_folder), purge_step=step or None)
        self._began = time.monotonic() - (earlier[-1] if earlier else 0.0)
        self._sums: dict[str, dict[str, float]] = {}
        self._steps = self._pictures = 0
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        """The recorder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write out what is left."""
        self._board.close()

    @property
    def seconds(self) -> float:
        """Of the run so far, breaks left out."""
        return time.monotonic() - self._began

    def count(self, output: LossOutput, pictures: int) -> float:
        """Add a step to the next line; return its loss."""
        loss = output.total.item()
        self._add("loss", {"": loss})
        self._add("parts", {name: part.item() for name, part in output.parts.items()})
        self._add("diagnostics", output.diagnostics)
        self._steps += 1
        self._pictures += pictures
        return loss

    def write_line(self, step: int, pace: Pace) -> None:
        """A line of what was counted since the last one; none where nothing was."""
        if not self._steps:
            return
        means = {kind: {name: total / self._steps for name, total in sums.items()} for kind, sums in self._sums.items()}
        now = time.monotonic()
        line = {
            "loss": means["loss"][""],
            "parts": means["parts"],
            "diagnostics": means["diagnostics"],
            "rate": pace.rate,
            "momentum": pace.momentum,
            "pictures_per_second": round(self._pictures / max(now - self._since, 1e-9), 1),
        }
        self._write(step, line)
        self._sums, self._steps, self._pictures, self._since = {}, 0, 0, now

    def write_validation(self, step: int, record: dict[str, Any]) -> None:
        """A line of a validation."""
        told = summary(record)
        self._write(step, {"validation": told})
        logs.training.info("step %d: equal error rate %s on people not trained on", step, told["eer"])
        # The time that it took is not the next steps'.
        self._since = time.monotonic()

    def _add(self, kind: str, numbers: Mapping[str, float]) -> None:
        sums = self._sums.setdefault(kind, {})
        for name, number in numbers.items():
            sums[name] = sums.get(name, 0.0) + number

    def _write(self, step: int, line: Mapping[str, Any]) -> None:
        where = {"step": step, "epoch": round(step / self._per_epoch, 4), "seconds": round(self.seconds, 3)}
        self._metrics.append({**where, **_finite(line)})
        for name, number in _scalars(line):
            self._board.add_scalar(name, number, step)


def _finite(line: Mapping[str, Any]) -> dict[str, Any]:
    """The same as JSON has it: what is no number, such as a mean over nothing, becomes null."""
    found: dict[str, Any] = {}
    for name, value in line.items():
        if isinstance(value, Mapping):
            found[name] = _finite(value)
        else:
            found[name] = None if isinstance(value, float) and not isfinite(value) else value
    return found


def _scalars(line: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    for name, value in line.items():
        if isinstance(value, Mapping):
            yield from _scalars(value, f"{path}{name}/")
        elif value is not None:
            yield f"{path}{name}", float(value)


@contextmanager
def run_log(run: RunPlaces) -> Iterator[None]:
    """Let the subject "training" write to the run's log file, which only its owner reads."""
    run.log_file.touch(PRIVATE_FILE)
    handler = logging.FileHandler(run.log_file, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORMAT))
    before = logs.training.level
    logs.training.addHandler(handler)
    logs.training.setLevel(logging.INFO)
    try:
        logs.training.info("process %d", os.getpid())
        yield
    finally:
        logs.training.setLevel(before)
        logs.training.removeHandler(handler)
        handler.close()
