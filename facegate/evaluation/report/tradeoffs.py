"""Curves of one error over another: ROC, DET, FNIR over FPIR.

Axes and names follow ISO/IEC 19795-1. What is beyond the data is not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.evaluation.report.drawing import CURVE, Drawing
from facegate.evaluation.report.labels import emptiest_side, label_curves
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import (
    Array,
    decades,
    deviate,
    deviate_ticks,
    floor_of,
    ordered,
    percent,
    round_steps,
)

HIGHEST_DET = 0.4
"""Rates up to which a DET curve is of interest; the usual end of its axes."""

_STYLES: tuple[str | tuple[int, tuple[float, ...]], ...] = (
    "-",
    "-",
    (0, (4, 1.5)),
    (0, (1, 1.2)),
    (0, (5, 1.5, 1, 1.5)),
)
"""Of the first curve, the second and so on: told apart without colour."""

_TAR_FLOORS = (0.999, 0.995, 0.99, 0.98, 0.95, 0.9, 0.8, 0.6, 0.4, 0.0)
"""Where the upright axis of a ROC may begin."""


_LONGEST, _EMPTY = 0.1, 1e-3
"""Rates at which axes begin at the latest, and where there is no error at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A trade-off between two errors.

    Attributes:
        label: what it is a curve of; empty if it is the only one.
        errors: shape (N,), FMR or FPIR, 0..1, in any order.
        misses: shape (N,), FNMR or FNIR at the same thresholds.
    """

    label: str
    errors: npt.NDArray[np.float64]
    misses: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mark:
    """An operating point on a curve."""

    label: str
    error: float
    miss: float


def roc(curves: Sequence[Curve], marks: Sequence[Mark] = (), palette: Palette = LIGHT) -> bytes:
    """True accept rate over FMR, FMR logarithmic."""
    drawing = Drawing(palette)
    lowest, _ = _corner(curves)
    lines = [(x, 1.0 - y) for x, y in (ordered(*_arrays(curve), lowest) for curve in curves)]
    worst = min((float(y.min()) for _, y in lines if y.size), default=0.0)
    bottom = next(floor for floor in _TAR_FLOORS if floor <= worst)
    drawing.axes.set_xscale("log")
    drawing.axes.set_xlim(lowest, 1.0)
    drawing.axes.set_ylim(bottom, 1.0 + (1.0 - bottom) * 0.03)
    drawing.ticks("x", *_labelled(decades(lowest, 1.0)))
    drawing.ticks("y", *_labelled(round_steps(bottom, 1.0)))
    drawing.name("False match rate", "True accept rate")
    _trace(drawing, curves, lines, below=True)
    for mark in marks:
        _draw_mark(drawing, mark.label, (max(mark.error, lowest), max(1.0 - mark.miss, bottom)), lines)
    return drawing.png()


def det(
    curves: Sequence[Curve],
    marks: Sequence[Mark] = (),
    palette: Palette = LIGHT,
    names: tuple[str, str] = ("False match rate", "False non-match rate"),
) -> bytes:
    """FNMR over FMR, or other errors by their ``names``, both as normal deviates."""
    drawing = Drawing(palette)
    left, low = _corner(curves)
    lines = []
    for curve in curves:
        across, up = ordered(*_arrays(curve), left)
        lines.append((deviate(across), np.where(up > 0, deviate(up), np.nan)))
    start, bottom, end = (float(place) for place in deviate(np.array([left, low, HIGHEST_DET])))
    drawing.axes.set_xlim(start, end)
    drawing.axes.set_ylim(bottom, end)
    across_ticks, up_ticks = deviate_ticks(left, HIGHEST_DET), deviate_ticks(low, HIGHEST_DET)
    drawing.ticks("x", deviate(np.array(across_ticks)).tolist(), [percent(rate) for rate in across_ticks])
    drawing.ticks("y", deviate(np.array(up_ticks)).tolist(), [percent(rate) for rate in up_ticks])
    drawing.name(*names)
    _trace(drawing, curves, lines, below=False)
    for mark in marks:
        place = deviate(np.array([max(mark.error, left), max(mark.miss, low)]))
        _draw_mark(drawing, mark.label, (float(place[0]), float(place[1])), lines)
    return drawing.png()


def identification(curves: Sequence[Curve], marks: Sequence[Mark] = (), palette: Palette = LIGHT) -> bytes:
    """FNIR over FPIR of open-set searches, both logarithmic."""
    drawing = Drawing(palette)
    left, low = _corner(curves)
    lines = [(x, np.where(y > 0, y, np.nan)) for x, y in (ordered(*_arrays(curve), left) for curve in curves)]
    drawing.axes.set_xscale("log")
    drawing.axes.set_yscale("log")
    drawing.axes.set_xlim(left, 1.0)
    high = max(_ceiling_of(lines), 10 * low)
    drawing.axes.set_ylim(low, high)
    drawing.ticks("x", *_labelled(decades(left, 1.0)))
    drawing.ticks("y", *_labelled(decades(low, high)))
    drawing.name("False positive identification rate", "False negative identification rate")
    _trace(drawing, curves, lines, below=False)
    for mark in marks:
        _draw_mark(drawing, mark.label, (max(mark.error, left), max(mark.miss, low)), lines)
    return drawing.png()


def _trace(drawing: Drawing, curves: Sequence[Curve], lines: Sequence[tuple[Array, Array]], *, below: bool) -> None:
    looks = [
        (drawing.palette.accent if place == 0 else drawing.palette.other, _STYLES[place % len(_STYLES)])
        for place in range(len(curves))
    ]
    # The one that the report is about comes last, above the others.
    for (across, up), (colour, style) in reversed(list(zip(lines, looks, strict=True))):
        drawing.axes.plot(across, up, color=colour, linestyle=style, linewidth=CURVE, solid_joinstyle="round")
    label_curves(
        drawing,
        [(curve.label, *line, *look) for curve, line, look in zip(curves, lines, looks, strict=True)],
        below=below,
    )


def _draw_mark(drawing: Drawing, label: str, place: tuple[float, float], lines: Sequence[tuple[Array, Array]]) -> None:
    drawing.axes.plot(
        [place[0]], [place[1]], "o", markersize=7, color=drawing.palette.accent,
        markeredgecolor=drawing.palette.ground, markeredgewidth=1.5, clip_on=False, zorder=4,
    )  # fmt: skip
    right, above = emptiest_side(drawing, lines, place, label)
    drawing.write(
        label, place, colour=drawing.palette.text, offset=(7 if right else -7, 7 if above else -7),
        across="left" if right else "right", up="bottom" if above else "top",
    )  # fmt: skip


def _arrays(curve: Curve) -> tuple[Array, Array]:
    return np.asarray(curve.errors, np.float64), np.asarray(curve.misses, np.float64)


def _corner(curves: Sequence[Curve]) -> tuple[float, float]:
    """Where the axes begin: the decade of the smallest error, that of the smallest miss."""
    errors, misses = (np.concatenate(parts) for parts in zip(*map(_arrays, curves), strict=True))
    return min(_LONGEST, floor_of(errors, _EMPTY)), min(_LONGEST, floor_of(misses, _EMPTY))


def _ceiling_of(lines: Sequence[tuple[Array, Array]]) -> float:
    """The power of ten at or above everything that is drawn."""
    highest = max((float(y[np.isfinite(y)].max()) for _, y in lines if np.isfinite(y).any()), default=1.0)
    return float(10.0 ** np.ceil(np.log10(highest) - 1e-9))


def _labelled(rates: Sequence[float]) -> tuple[list[float], list[str]]:
    return list(rates), [percent(rate) for rate in rates]
