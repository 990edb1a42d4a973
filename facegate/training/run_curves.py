"""A run on one picture: its losses and rate above, its validations below. Needs no PyTorch."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from facegate.settings.files import write_atomically
from facegate.training.metrics import Metrics
from facegate.training.runs import RunFolder

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _HEIGHT, _DPI = 8.0, 7.0, 110
"""Inches of the picture, and its pixels per inch: readable beside another one on a screen."""


def draw_curves(run: RunFolder) -> None:
    """Replace ``curves.png``."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    metrics = Metrics(run.metrics_file)
    figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1, sharex=True)
    draw_training(above, metrics.training())
    _draw_validation(below, metrics.validations())
    above.set_title(f"{run.path.name}: {run.record.config.recipe}")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DPI)
    write_atomically(run.curves_file, buffer.getvalue())


def draw_training(axes: Axes, lines: list[dict[str, Any]]) -> None:
    """Loss, its parts and the learning rate over lines of training."""
    epochs = [line["epoch"] for line in lines]
    axes.plot(epochs, [line["loss"] for line in lines], color="black", label="loss")
    parts = dict.fromkeys(name for line in lines for name in line["parts"])
    for name in parts if len(parts) > 1 else ():
        axes.plot(epochs, [line["parts"].get(name) for line in lines], linewidth=1, label=name)
    axes.set_ylabel("loss")
    axes.legend(loc="upper right")
    rates = axes.twinx()
    rates.plot(epochs, [line["rate"] for line in lines], color="grey", linestyle=":")
    rates.set_ylabel("learning rate (dotted)")


def _draw_validation(axes: Axes, lines: list[dict[str, Any]]) -> None:
    epochs = [line["epoch"] for line in lines]
    told = [line["validation"] for line in lines]
    axes.plot(epochs, [each["eer"] for each in told], marker="o", label="equal error rate")
    for key in told[0]["val"] if told else ():
        axes.plot(epochs, [each["val"][key] for each in told], marker=".", label=f"VAL at FAR {key}")
    axes.set_xlabel("epoch")
    axes.set_ylabel("people not trained on")
    axes.set_ylim(0.0, 1.0)
    if told:
        axes.legend(loc="center right")
