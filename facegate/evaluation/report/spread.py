"""Histograms of mated and non-mated distances with the threshold between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from facegate.evaluation.report.drawing import CURVE, Drawing
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import Array

_HEADROOM = 1.26
"""Height of the axes over the highest column: room for the threshold's name above the columns'."""

_NAMED_AT = 0.94
"""Share of the height at which the threshold's line ends and its name begins."""

_EMPTY_SHARE = 1e-4
"""Columns below this share of all are not worth showing at the ends."""


def histograms(
    edges: npt.ArrayLike,
    mated: npt.ArrayLike,
    non_mated: npt.ArrayLike,
    threshold: float | None,
    palette: Palette = LIGHT,
) -> bytes:
    """How the distances spread, and where the threshold parts them.

    Args:
        edges: shape (B + 1,), ascending, squared distances 0..4.
        mated: shape (B,), counts, shown as shares of their sum.
        non_mated: the same of other people.
        threshold: a line there; None: none.
        palette: the colours.
    """
    drawing = Drawing(palette)
    bounds = np.asarray(edges, np.float64)
    kinds = ((_shares(non_mated), "non-mated", palette.other), (_shares(mated), "mated", palette.accent))
    top = max(float(share.max(initial=0.0)) for share, _, _ in kinds) or 1.0
    for share, label, colour in kinds:
        drawing.axes.stairs(share, bounds, fill=True, color=colour, alpha=0.2, linewidth=0)
        drawing.axes.stairs(share, bounds, color=colour, linewidth=CURVE * 0.75, baseline=None)
        if share.any():
            peak = int(share.argmax())
            place = (float(bounds[peak : peak + 2].mean()), float(share[peak]))
            drawing.write(label, place, colour=colour, offset=(0, 4), across="center", up="bottom")
    drawing.axes.set_xlim(*_occupied(bounds, kinds[0][0] + kinds[1][0], threshold))
    drawing.axes.set_ylim(0, top * _HEADROOM)
    drawing.ticks("y", [], [])
    drawing.name("Squared distance", "Share of the comparisons of each kind")
    if threshold is not None:
        drawing.axes.axvline(threshold, ymax=_NAMED_AT, color=palette.text, linewidth=CURVE * 0.6)
        place = (threshold, top * _HEADROOM * _NAMED_AT)
        drawing.write(f"threshold {threshold:.2f}", place, colour=palette.text, across="center", up="bottom")
    return drawing.png()


def _shares(counts: npt.ArrayLike) -> Array:
    values = np.asarray(counts, np.float64)
    total = float(values.sum())
    return values / total if total > 0 else values


def _occupied(bounds: Array, shares: Array, threshold: float | None) -> tuple[float, float]:
    """From the first column worth showing to the last, the threshold within."""
    seen = np.flatnonzero(shares > _EMPTY_SHARE)
    low, high = (float(bounds[seen[0]]), float(bounds[seen[-1] + 1])) if seen.size else (0.0, 4.0)
    if threshold is not None:
        low, high = min(low, threshold - 0.1), max(high, threshold + 0.1)
    return max(0.0, low), min(4.0, high)
