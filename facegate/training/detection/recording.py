"""What a detector run says while it goes on: lines of metrics, TensorBoard's files, and a picture of its curves."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from torch.utils.tensorboard import SummaryWriter

from facegate.settings.files import write_atomically
from facegate.training.metrics import Metrics
from facegate.training.run_curves import draw_training
from facegate.training.runs import RunPlaces

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE, _DPI = (8.0, 7.0), 110
"""Inches of the picture, and its pixels per inch: as an embedder's."""


class DetectorRecorder:
    """Writes down a run; a context that closes TensorBoard's file and draws the curves.

    Args of the constructor:
        run: whose folder it writes to.
        steps_per_epoch: to tell epochs by.
        step: steps done before; what was written of later ones is dropped.
    """

    def __init__(self, run: RunPlaces, steps_per_epoch: int, step: int) -> None:
        self._run = run
        self._metrics = Metrics(run.metrics_file)
        self._per_epoch = steps_per_epoch
        earlier = [line["seconds"] for line in self._metrics.lines() if line["step"] <= step]
        self._metrics.forget_after(step)
        self._board = SummaryWriter(str(run.tensorboard_folder), purge_step=step or None)
        self._began = time.monotonic() - (earlier[-1] if earlier else 0.0)

    def __enter__(self) -> Self:
        """The recorder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write out what is left."""
        self._board.close()
        self._draw()

    @property
    def seconds(self) -> float:
        """Of the run so far, breaks left out."""
        return time.monotonic() - self._began

    def write_steps(self, step: int, parts: Sequence[Mapping[str, float]], rate: float) -> None:
        """A line of the means of some steps, the last of which is ``step``."""
        means = {name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}
        loss = means.pop("loss")
        self._write(step, {"loss": loss, "parts": means, "rate": rate}, {"loss": loss, "rate": rate, **means})

    def write_validation(self, step: int, levels: Mapping[str, Mapping[str, Any]]) -> None:
        """A line of a validation: ``{"ap", "faces"}`` by level."""
        measured = {f"ap/{name}": level["ap"] for name, level in levels.items() if level["ap"] is not None}
        self._write(step, {"validation": levels}, measured)

    def _write(self, step: int, line: Mapping[str, Any], scalars: Mapping[str, float]) -> None:
        where = {"step": step, "epoch": round(step / self._per_epoch, 4), "seconds": round(self.seconds, 3)}
        self._metrics.append({**where, **line})
        for name, number in scalars.items():
            self._board.add_scalar(name, number, step)

    def _draw(self) -> None:
        """Replace ``curves.png``."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasAgg(figure)
        above, below = figure.subplots(2, 1, sharex=True)
        draw_training(above, self._metrics.training())
        _draw_validation(below, self._metrics.validations())
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=_DPI)
        write_atomically(self._run.curves_file, buffer.getvalue())


def _draw_validation(axes: Axes, lines: list[dict[str, Any]]) -> None:
    for level in lines[0]["validation"] if lines else ():
        measured = [(line["epoch"], line["validation"][level]["ap"]) for line in lines]
        axes.plot(*zip(*measured, strict=True), marker="o", label=level)
    axes.set_xlabel("epoch")
    axes.set_ylabel("average precision")
    axes.set_ylim(0.0, 1.0)
    if lines:
        axes.legend(loc="lower right")
