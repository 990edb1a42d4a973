"""Error rates over the threshold: what one gains, the other loses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from facegate.evaluation.report.drawing import CURVE, HEIGHT, Drawing
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

_ROW = 0.27
"""Inches that a line of words above 100 % takes: names of the thresholds in use, and a line a curve for the key.
Everywhere else there may be a curve."""

_PLOT = 2.8
"""Inches of the axes from 0 to 100 %."""

_SAMPLE = (0.0, 0.07)
"""Where the key's lines begin and end, as shares of the axes' width."""


def by_threshold(
    what: str,
    thresholds: npt.ArrayLike,
    rates: Sequence[tuple[str, npt.ArrayLike]],
    in_use: Sequence[tuple[str, float]] = (),
    palette: Palette = LIGHT,
) -> bytes:
    """Rates at every threshold; what lies between two limits in use is shaded.

    Args:
        what: name of the threshold's axis.
        thresholds: shape (K,), ascending.
        rates: name and values 0..1, shape (K,), one curve each; the first in colour.
        in_use: names and thresholds of at most two lines.
        palette: the colours.
    """
    band = _ROW * (1 + len(rates))
    drawing = Drawing(palette, height=HEIGHT + band)
    axes = drawing.axes
    top = 1.0 + band / _PLOT
    across = np.asarray(thresholds, np.float64)
    for place, (label, values) in enumerate(rates):
        colour = palette.accent if place == 0 else palette.other
        style = _STYLES[place % len(_STYLES)]
        up = np.asarray(values, np.float64)
        axes.plot(across, up, color=colour, linestyle=style, linewidth=CURVE, solid_joinstyle="round", clip_on=False)
        # In the axes' own shares: the key stands above everything that is drawn.
        row = 1.0 - (place + 0.5) * _ROW / (_PLOT + band)
        axes.plot(_SAMPLE, (row, row), color=colour, linestyle=style, linewidth=CURVE, transform=axes.transAxes)
        drawing.write(label, (_SAMPLE[1], row), colour=colour, offset=(6, 0), system="axes fraction")
    axes.set_ylim(0.0, top)
    if across.size > 1:
        axes.set_xlim(float(across[0]), float(across[-1]))
    steps = round_steps(0.0, 1.0)
    drawing.ticks("y", steps, [percent(step) for step in steps])
    drawing.name(what, "Error rate")
    lines = sorted(in_use, key=lambda line: line[1])
    if len(lines) > 1:
        axes.axvspan(lines[0][1], lines[-1][1], ymax=1.0 / top, color=palette.other, alpha=0.15, linewidth=0)
    for place, (label, threshold) in enumerate(lines):
        axes.axvline(threshold, ymax=1.0 / top, color=palette.text, linewidth=CURVE * 0.6)
        # Names go outwards: two limits may lie close together.
        outwards: Literal["left", "right"] = "right" if len(lines) > 1 and place == 0 else "left"
        drawing.write(label, (threshold, 1.0), colour=palette.text, across=outwards, up="bottom", offset=(0, 3))
    return drawing.png()
