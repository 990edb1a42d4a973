"""A panel for every run: its own curve with its interval in colour, what it began with, and all others behind it.

So any number of runs can be told apart, where many curves in one picture could not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from facegate.evaluation.report.drawing import CURVE, HAIR, Drawing
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import LEAST, Array, decades, deviate, percent, round_steps
from facegate.evaluation.report.tradeoffs import HIGHEST_DET
from facegate.evaluation.report.words import rate_text
from facegate.training.figures.facts import RocCurve, RunFacts, curve_of

_COLUMNS = 2
_PANEL, _REST = 2.2, 0.7
"""Inches: height of a row of panels, and of what is written above all of them."""

_BAND = 0.22
"""How much of the colour the interval has."""

_BEFORE: Any = (0, (2, 1.5))
"""Dashes of the curve of the network before it was trained."""

_KEY = "\nshaded: 95 % interval; dashed: before training; thin: the other runs"

_DET_TICKS = (1e-5, 1e-4, 1e-3, 1e-2, 0.1, HIGHEST_DET)
"""Rates that are named on a panel's normal-deviate axes: those that have room."""

_LARGEST_FLOOR = 0.1
"""Rate at which an axis begins at the latest."""

Shape = Callable[[Array, Array], tuple[Array, Array]]
"""From false match and true accept rates to places on a panel's axes."""


def roc_panels(runs: Sequence[RunFacts], palette: Palette = LIGHT) -> bytes:
    """True accept rate over false match rate, logarithmic."""
    start = _least([curve.fmr for curve in _curves(runs)])

    def dress(drawing: Drawing, *, left: bool) -> None:
        drawing.axes.set_xscale("log")
        drawing.axes.set_xlim(start, 1.0)
        drawing.axes.set_ylim(0.0, 1.03)
        across, up = decades(start, 1.0), round_steps(0.0, 1.0)
        drawing.ticks("x", across, [percent(rate) for rate in across])
        drawing.ticks("y", up, [percent(rate) if left else "" for rate in up])

    return _draw(runs, palette, "True accept rate over false match rate", dress, lambda fmr, tar: (fmr, tar))


def det_panels(runs: Sequence[RunFacts], palette: Palette = LIGHT) -> bytes:
    """False non-match rate over false match rate, both as normal deviates."""
    floors = _least([curve.fmr for curve in _curves(runs)]), _least([1.0 - curve.tar for curve in _curves(runs)])
    left_end, low_end, high = (float(place) for place in deviate(np.array([*floors, HIGHEST_DET])))

    def dress(drawing: Drawing, *, left: bool) -> None:
        drawing.axes.set_xlim(left_end, high)
        drawing.axes.set_ylim(low_end, high)
        for axis, floor, named in (("x", floors[0], True), ("y", floors[1], left)):
            ticks = [rate for rate in _DET_TICKS if rate >= floor]
            labels = [percent(rate) if named else "" for rate in ticks]
            drawing.ticks("x" if axis == "x" else "y", deviate(np.array(ticks)).tolist(), labels)

    def shape(fmr: Array, tar: Array) -> tuple[Array, Array]:
        # Where nothing is missed there is no place on such an axis.
        return deviate(fmr), np.where(tar < 1.0, deviate(1.0 - tar), np.nan)

    return _draw(runs, palette, "False non-match rate over false match rate", dress, shape)


def _curves(runs: Sequence[RunFacts]) -> list[RocCurve]:
    """All that are drawn."""
    records = [record for run in runs for record in (run.validation, run.untrained) if record is not None]
    return [curve for record in records if (curve := curve_of(record.get("roc"))) is not None]


def _least(rates: Sequence[Array]) -> float:
    """Where an axis begins: at the smallest rate above 0 of any curve."""
    seen = np.concatenate([*rates, np.array([_LARGEST_FLOOR])])
    return float(seen[seen > 0].min())


def _draw(runs: Sequence[RunFacts], palette: Palette, what: str, dress: Callable[..., None], shape: Shape) -> bytes:
    columns = min(_COLUMNS, len(runs))
    rows = -(-len(runs) // columns)
    drawing = Drawing(palette, _REST + rows * _PANEL, rows=rows, columns=columns)
    drawing.head(what + _KEY)
    for place, axes in enumerate(drawing.panels):
        if place >= len(runs):
            axes.set_visible(False)
            continue
        drawing.axes = axes
        dress(drawing, left=place % columns == 0)
        drawing.name("", f"{runs[place].name}: EER {rate_text(runs[place].eer.value)}", palette.text)
        _trace(drawing, runs, place, shape)
    return drawing.png()


def _trace(drawing: Drawing, runs: Sequence[RunFacts], place: int, shape: Shape) -> None:
    palette = drawing.palette
    for other in (run.curve for number, run in enumerate(runs) if number != place):
        if other is not None:
            drawing.axes.plot(*shape(other.fmr, other.tar), color=palette.other, linewidth=HAIR, alpha=0.5)
    own = runs[place].curve
    before = curve_of((runs[place].untrained or {}).get("roc"))
    if before is not None:
        drawing.axes.plot(*shape(before.fmr, before.tar), color=palette.text, linewidth=HAIR * 1.5, linestyle=_BEFORE)
    if own is not None:
        _band(drawing, own, shape)
        drawing.axes.plot(*shape(own.fmr, own.tar), color=palette.accent, linewidth=CURVE, solid_joinstyle="round")


def _band(drawing: Drawing, curve: RocCurve, shape: Shape) -> None:
    # At a rate of 0 or 1 no resample differs: an interval there says how few people there are, not how the curve lies.
    seen = (curve.tar > 0.0) & (curve.tar < 1.0)
    across, low = shape(curve.fmr[seen], curve.low[seen])
    _, high = shape(curve.fmr[seen], np.minimum(curve.high[seen], 1.0 - LEAST))
    drawing.axes.fill_between(across, low, high, color=drawing.palette.accent, alpha=_BAND, linewidth=0)
