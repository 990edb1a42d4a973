"""Error rates over the threshold: what one gains, the other loses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facegate.evaluation.report.drawing import CURVE, Drawing
from facegate.evaluation.report.labels import label_curves
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import percent, round_steps

_STYLES: tuple[str | tuple[int, tuple[float, ...]], ...] = (
    "-",
    "-",
    (0, (4, 1.5)),
    (0, (1, 1.2)),
    (0, (5, 1.5, 1, 1.5)),
)
"""Of the first curve, the second and so on: told apart without colour."""

_TOP = 1.12
"""Height of the axes: room above 100 % for the names of the thresholds in use."""


def by_threshold(
    what: str,
    thresholds: npt.ArrayLike,
    rates: Sequence[tuple[str, npt.ArrayLike]],
    in_use: Sequence[tuple[str, float]] = (),
    palette: Palette = LIGHT,
) -> bytes:
    """Rates at every threshold, as steps.

    Args:
        what: name of the threshold's axis.
        thresholds: shape (K,), ascending.
        rates: name and values 0..1, shape (K,), one curve each; the first in colour.
        in_use: names and thresholds of lines.
        palette: the colours.
    """
    drawing = Drawing(palette)
    axes = drawing.axes
    across = np.asarray(thresholds, np.float64)
    curves = []
    for place, (label, values) in enumerate(rates):
        colour = palette.accent if place == 0 else palette.other
        style = _STYLES[place % len(_STYLES)]
        up = np.asarray(values, np.float64)
        axes.plot(across, up, color=colour, linestyle=style, linewidth=CURVE, solid_joinstyle="round", clip_on=False)
        curves.append((label, across, up, colour, style))
    axes.set_ylim(0.0, _TOP)
    if across.size > 1:
        axes.set_xlim(float(across[0]), float(across[-1]))
    steps = round_steps(0.0, 1.0)
    drawing.ticks("y", steps, [percent(step) for step in steps])
    drawing.name(what, "Error rate")
    for label, threshold in in_use:
        axes.axvline(threshold, ymax=1.0 / _TOP, color=palette.text, linewidth=CURVE * 0.6)
        right = bool(across.size) and threshold < float(across.mean())
        drawing.write(
            label, (threshold, 1.0), colour=palette.text, across="left" if right else "right", up="bottom",
            offset=(0, 3),
        )  # fmt: skip
    label_curves(drawing, curves, below=False)
    return drawing.png()
