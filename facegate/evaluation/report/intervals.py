"""Rates with their intervals side by side: by group of people, by size of the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from facegate.domain.rates import Rate
from facegate.evaluation.report.drawing import CURVE, HAIR, Drawing
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import percent, round_steps
from facegate.evaluation.report.words import rate_text

_ROW = 0.34
"""Inches that a group takes."""

_MARGIN = 1.1
"""Inches above and below all groups: the name of the axis, the rate of all."""

_DOT = 6.0
"""Points."""


def by_group(
    what: str, groups: Sequence[tuple[str, Rate]], overall: Rate | None = None, palette: Palette = LIGHT
) -> bytes:
    """A rate by group: a dot and the 95 % interval each, a line where the rate of all is.

    Args:
        what: the rate's name.
        groups: name and rate, from the top down; a rate without a value is an interval and a word.
        overall: of everybody.
        palette: the colours.
    """
    drawing = Drawing(palette, height=_MARGIN + _ROW * max(2, len(groups)))
    axes = drawing.axes
    places = np.arange(len(groups))[::-1]
    for place, (_, rate) in zip(places, groups, strict=True):
        if rate.low is not None and rate.high is not None:
            axes.plot([rate.low, rate.high], [place, place], color=palette.accent, linewidth=CURVE * 1.5, alpha=0.4)
        if rate.value is not None:
            axes.plot([rate.value], [place], "o", color=palette.accent, markersize=_DOT, clip_on=False, zorder=4)
        said = f"{rate_text(rate.value)}   n {rate.n:,}"
        drawing.write(said, (1.02, float(place)), colour=palette.text, system=("axes fraction", "data"))
    rates = [rate for _, rate in groups] + ([overall] if overall is not None else [])
    reach = _reach(rates)
    axes.set_xlim(0, reach)
    axes.set_ylim(-0.6, len(groups) - 0.4)
    axes.grid(False, axis="y")
    drawing.ticks("y", places.tolist(), [name for name, _ in groups])
    _percent_ticks(drawing, "x", reach)
    drawing.name(f"{what}, with its 95 % interval", "")
    if overall is not None and overall.value is not None:
        axes.axvline(overall.value, color=palette.text, linewidth=HAIR, linestyle=(0, (3, 2)))
        # Beside the line, not across the edge of the picture.
        left = overall.value < reach / 2
        drawing.write(
            f"all: {rate_text(overall.value)}", (overall.value, len(groups) - 0.4), colour=palette.muted,
            across="left" if left else "right", up="bottom", offset=(0, 2),
        )  # fmt: skip
    return drawing.png()


def by_size(what: str, series: Sequence[tuple[str, Sequence[tuple[int, Rate]]]], palette: Palette = LIGHT) -> bytes:
    """A rate by the number of people enrolled, with 95 % intervals; one line a series, the first one in colour."""
    drawing = Drawing(palette)
    axes = drawing.axes
    axes.set_xscale("log")
    for place, (label, points) in reversed(list(enumerate(series))):
        colour = palette.accent if place == 0 else palette.other
        known = [(size, rate) for size, rate in points if rate.value is not None]
        sizes, values = [size for size, _ in known], [rate.value or 0.0 for _, rate in known]
        for size, rate in points:
            if rate.low is not None and rate.high is not None:
                axes.plot([size, size], [rate.low, rate.high], color=colour, linewidth=CURVE * 1.5, alpha=0.4)
        axes.plot(sizes, values, "o-", color=colour, linewidth=CURVE, markersize=_DOT, clip_on=False)
        if known:
            drawing.write(label, (sizes[-1], values[-1]), colour=colour, offset=(8, 0))
    every = sorted({size for _, points in series for size, _ in points})
    reach = _reach([rate for _, points in series for _, rate in points])
    axes.set_xlim(every[0] / 1.3, every[-1] * 1.3)
    axes.set_ylim(0, reach)
    drawing.ticks("x", [float(size) for size in every], [f"{size:,}" for size in every])
    _percent_ticks(drawing, "y", reach)
    drawing.name("People enrolled", f"{what}, with 95 % intervals")
    return drawing.png()


def _reach(rates: Sequence[Rate]) -> float:
    """Where the axis of rates ends."""
    ends = [end for rate in rates for end in (rate.high, rate.value) if end is not None]
    return min(1.0, max([*ends, 1e-6]) * 1.06)


def _percent_ticks(drawing: Drawing, axis: Literal["x", "y"], reach: float) -> None:
    steps = round_steps(0.0, reach)
    drawing.ticks(axis, steps, [percent(step) for step in steps])
