"""The curves of all losses on one picture, in the style of the reports. Needs no PyTorch.

Only matplotlib's objects, never ``pyplot``, for the reasons that the reports' drawing gives.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from facegate.errors import StorageError
from facegate.evaluation.report.drawing import CURVE, DPI, HAIR, TEXT, families
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.settings.files import write_atomically
from facegate.training.losses.curves import DEGREES, LossCurve, loss_curves
from facegate.training.losses.target_logits import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_Style: TypeAlias = str | tuple[int, tuple[float, ...]]

WIDTH, HEIGHT = 7.6, 8.4
"""Inches."""

_BETWEEN = 0.06
"""Room between the two halves, as a share of their height."""

_GREY, _BLUE, _ORANGE, _GREEN, _PURPLE = "#7d8793", "#0b6280", "#c4511d", "#4c8c2b", "#8a4a9e"
"""Each reaches 3 : 1 on white; told apart by dashes as well, for those who do not tell the colours apart."""

_DASHED, _DOTTED, _MIXED, _LONG = (0, (4, 1.5)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5)), (0, (8, 1.5))

_OF_LOGITS: Sequence[tuple[str, _Style]] = (
    (_GREY, "-"),
    (_BLUE, "-"),
    (_ORANGE, _LONG),
    (_GREEN, _MIXED),
    (_PURPLE, _DOTTED),
)
_OF_COSTS: Sequence[tuple[str, _Style]] = ((_BLUE, "-"), (_ORANGE, "-"), (_BLUE, _DASHED), (_ORANGE, _DASHED))
"""A colour a loss; broken lines for pictures of two people."""

_LOWEST, _HIGHEST = -2.2, 1.62
"""What is shown of the logits. L-Softmax goes on to -7: at that scale nothing could be told of the others. Above 1
there is room for the words."""

_LEAVES = (72.0, -2.1)
"""Where L-Softmax leaves the picture: degrees, logit."""

_WORDS_AT = 1.56
"""Height of the words on the zones."""

_TICKS = (0, 30, 60, 90, 120, 150, 180)

_ZONES = ((30.0, 60.0, 0.3, "accuracy\nis won here"), (60.0, 90.0, 0.7, "too steep here:\nno convergence"))
"""Degrees that decide, how strongly they are shaded, and why (Deng et al. 2019, on the target logit curves)."""


def draw_curves(palette: Palette = LIGHT) -> bytes:
    """The picture, as PNG: above the losses that classify, below those that compare."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = ConstrainedLayoutEngine(hspace=_BETWEEN)
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=palette.ground, layout=layout)
    FigureCanvasAgg(figure)
    upper, lower = figure.subplots(2, 1, height_ratios=(1.35, 1.0))
    curves = loss_curves()
    _logits(upper, [curve for curve in curves if curve.family == "logit"], palette)
    _costs(lower, [curve for curve in curves if curve.family == "cost"], palette)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=DPI, facecolor=palette.ground, metadata={"Software": None})
    return stream.getvalue()


def save_curves(path: Path) -> None:
    """Draw the picture into a file.

    Raises:
        StorageError: it cannot be written; a file that was there is untouched.
    """
    picture = draw_curves()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, picture)
    except OSError as error:
        raise StorageError(
            "Picture not written",
            "Writing {file} failed: {reason}.",
            "Choose another folder, or make room on the disk.",
            file=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error


def _logits(axes: Axes, curves: Sequence[LossCurve], palette: Palette) -> None:
    _dress(axes, palette, "Logit of the right person, over its scale")
    for start, end, strength, reason in _ZONES:
        axes.axvspan(start, end, color=palette.grid, alpha=strength, linewidth=0)
        axes.text((start + end) / 2, _WORDS_AT, reason, ha="center", va="top", **_words(palette))
    _plot(axes, curves, _OF_LOGITS)
    axes.text(*_LEAVES, "on to −7", va="bottom", **{**_words(palette), "color": _PURPLE})
    axes.set_ylim(_LOWEST, _HIGHEST)
    axes.set_yticks(np.arange(-2.0, 1.5, 0.5))
    axes.set_xlabel("Angle between an embedding and its person’s weight", labelpad=6, **_words(palette))
    axes.set_xticks(_TICKS, [f"{place}°" for place in _TICKS])
    _key(axes, palette, "upper right")


def _costs(axes: Axes, curves: Sequence[LossCurve], palette: Palette) -> None:
    _dress(axes, palette, "Loss of two pictures")
    _plot(axes, curves, _OF_COSTS)
    axes.set_ylim(0.0, None)
    axes.set_xlabel("Angle between two embeddings, and their squared distance", labelpad=6, **_words(palette))
    axes.set_xticks(_TICKS, [f"{place}°\n{2 - 2 * np.cos(np.radians(place)):.2f}" for place in _TICKS])
    _key(axes, palette, "upper left")


def _plot(axes: Axes, curves: Sequence[LossCurve], styles: Sequence[tuple[str, _Style]]) -> None:
    for curve, (colour, style) in zip(curves, styles, strict=True):
        axes.plot(
            DEGREES, _without_zeros(curve.values), color=colour, linestyle=style, linewidth=CURVE, label=curve.label
        )


def _without_zeros(values: Array) -> Array:
    """A line that ends where it meets 0 for good: several along the axis would hide each other."""
    zero = values == 0.0
    inside = zero & np.roll(zero, 1) & np.roll(zero, -1)
    return np.where(inside, np.nan, values)


def _dress(axes: Axes, palette: Palette, title: str) -> None:
    axes.set_facecolor(palette.ground)
    axes.set_axisbelow(True)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.other)
    axes.spines["bottom"].set_linewidth(HAIR)
    axes.grid(True, color=palette.grid, linewidth=HAIR)
    axes.tick_params(which="both", length=0, labelsize=TEXT, labelcolor=palette.muted, pad=5)
    axes.set_xlim(0.0, DEGREES[-1])
    axes.set_title(title, loc="left", pad=8, fontweight="normal", **_words(palette))


def _key(axes: Axes, palette: Palette, place: Literal["upper left", "upper right"]) -> None:
    axes.legend(
        loc=place,
        frameon=False,
        fontsize=TEXT,
        labelcolor=palette.text,
        handlelength=3.2,
        borderaxespad=0.2,
    )


def _words(palette: Palette) -> dict[str, Any]:
    return {"fontsize": TEXT, "color": palette.muted, "family": families()}
