"""Names beside curves where they lie apart, a key in the empty corner where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from facegate.evaluation.report.drawing import CURVE, TEXT, Drawing
from facegate.evaluation.report.scales import Array

Labelled = tuple[str, Array, Array, str, Any]
"""Name, x and y of a curve, colour, line style."""

_CANDIDATES = np.linspace(0.04, 0.7, 34)
"""Where names may begin, as shares of the axes' width."""

_LETTER, _TALL, _GAP = 0.0205, 0.075, 0.018
"""Width of a letter, height of a line and distance to the curve, as shares of the axes."""

_LINE = 0.075
"""Share of the axes' height that a line of the key takes."""


def label_curves(drawing: Drawing, curves: Sequence[Labelled], *, below: bool) -> None:
    """Name curves; ``below``: they rise, so that there is room below them, else above."""
    named = [curve for curve in curves if curve[0]]
    if not named:
        return
    placed = [_on_screen(drawing, x, y) for _, x, y, _, _ in named]
    start = _clear_start([label for label, *_ in named], placed, below=below)
    if start is None:
        _key(drawing, named, below=below)
        return
    for (label, _, _, colour, _), (across, up) in zip(named, placed, strict=True):
        height = float(np.interp(start, across, up)) + (-_GAP if below else _GAP)
        drawing.write(label, (start, height), colour=colour, up="top" if below else "bottom", system="axes fraction")


def emptiest_side(
    drawing: Drawing, lines: Sequence[tuple[Array, Array]], place: tuple[float, float], name: str
) -> tuple[bool, bool]:
    """Whether the name of a point goes to its right, and above it: where the fewest curves are in the way."""
    x, y = (float(one) for one in drawing.axes.transAxes.inverted().transform(drawing.axes.transData.transform(place)))
    placed = [line for line in (_on_screen(drawing, *each) for each in lines) if line[0].size]

    def met(side: tuple[bool, bool]) -> int:
        right, above = side
        reach = _LETTER * len(name) + _GAP
        across = np.linspace(x + _GAP, x + reach, 40) if right else np.linspace(x - reach, x - _GAP, 40)
        low, high = (y + _GAP / 2, y + _TALL + _GAP) if above else (y - _TALL - _GAP, y - _GAP / 2)
        outside = int(not (across.min() >= 0 and across.max() <= 1 and low >= 0 and high <= 1)) * across.size
        heights = [np.interp(across, *line, left=np.nan, right=np.nan) for line in placed]
        return outside + sum(int(((each > low) & (each < high)).sum()) for each in heights)

    return min([(True, True), (True, False), (False, False), (False, True)], key=met)


def _on_screen(drawing: Drawing, x: Array, y: Array) -> tuple[Array, Array]:
    """A curve in shares of the axes' width and height."""
    seen = np.isfinite(x) & np.isfinite(y)
    axes = drawing.axes
    points = np.column_stack([x[seen], y[seen]])
    placed = np.asarray((axes.transScale + axes.transLimits).transform(points), np.float64)
    return placed[:, 0], placed[:, 1]


def _clear_start(names: Sequence[str], curves: Sequence[tuple[Array, Array]], *, below: bool) -> float | None:
    """Where names can begin without any of them meeting a curve; None where there is no such place."""
    if len(names) < 2 or any(across.size < 2 for across, _ in curves):
        return None
    for start in _CANDIDATES:
        if all(_is_clear(float(start), name, place, curves, below=below) for place, name in enumerate(names)):
            return float(start)
    return None


def _is_clear(start: float, name: str, place: int, curves: Sequence[tuple[Array, Array]], *, below: bool) -> bool:
    width = np.linspace(start, start + _LETTER * len(name), 20)
    heights = [np.interp(width, across, up, left=np.nan, right=np.nan) for across, up in curves]
    anchor = heights[place][0]
    low, high = (anchor - _TALL - 2 * _GAP, anchor) if below else (anchor, anchor + _TALL + 2 * _GAP)
    # Written so that a curve that has not begun there, NaN, counts as in the way.
    if not (low > 0 and high < 1 and width[-1] < 1):
        return False
    met = [((height > low) & (height < high)).any() for other, height in enumerate(heights) if other != place]
    crossed = ((heights[place][1:] > low) & (heights[place][1:] < high)).any()
    return not any(met) and not crossed


def _key(drawing: Drawing, curves: Sequence[Labelled], *, below: bool) -> None:
    from matplotlib.lines import Line2D

    right, top = _emptiest_corner(drawing, curves, below=below)
    start, end, side = (1.0, 0.93, -1) if right else (0.02, 0.09, 1)
    for row, (label, _, _, colour, style) in enumerate(curves if top else reversed(curves)):
        height = _LINE * (row + 0.8)
        height = 1 - height if top else height
        sample = Line2D([start, end], [height, height], color=colour, linestyle=style, linewidth=CURVE)
        sample.set_transform(drawing.axes.transAxes)
        drawing.axes.add_artist(sample)
        drawing.write(
            label, (end, height), colour=colour, offset=(side * TEXT / 2, 0), across="right" if right else "left",
            system="axes fraction",
        )  # fmt: skip


def _emptiest_corner(drawing: Drawing, curves: Sequence[Labelled], *, below: bool) -> tuple[bool, bool]:
    """Whether the key goes to the right, and to the top: where the curves are least, the usual corner first."""
    width = 0.12 + _LETTER * max(len(label) for label, *_ in curves)
    height = _LINE * (len(curves) + 0.6)
    grid = np.linspace(0.0, 1.0, 200)
    placed = [_on_screen(drawing, x, y) for _, x, y, _, _ in curves]
    heights = [np.interp(grid, *line, left=np.nan, right=np.nan) for line in placed if line[0].size]

    def met(corner: tuple[bool, bool]) -> int:
        right, top = corner
        beside = grid > 1 - width if right else grid < width
        return sum(int((beside & (each > 1 - height if top else each < height)).sum()) for each in heights)

    usual = [(True, False), (False, True)] if below else [(False, False), (True, True)]
    return min([*usual, (True, not below), (False, below)], key=met)
