"""Where the five points stand in what the network sees, in the manifest's words. Needs no PyTorch.

The lab cuts a window of W pixels out of a crop with a margin; the program cuts out what the manifest says, with no
margin. Both are the same where the points stand in the same places of both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.vision.aligner import ARCFACE_SIZE, ARCFACE_TEMPLATE

_SAME = 1e-6
"""Pixels; points that are no farther apart stand in the same place."""

_DECIMALS = 4
"""Of a pixel in a manifest: far below what a landmark is exact to."""


def points_of_input(window: int, size: int) -> npt.NDArray[np.float64]:
    """Places of the points in the network's input, (x, y) in pixels, shape (5, 2).

    A picture that is scaled keeps its edges, and a pixel's place is its middle: what stands at x of W pixels stands at
    ``(x + 1/2) S / W - 1/2`` of S.

    Args:
        window: W, in which they are ArcFace's, scaled.
        size: S.
    """
    points = ARCFACE_TEMPLATE * (window / ARCFACE_SIZE)
    return np.asarray((points + 0.5) * (size / window) - 0.5)


def alignment_of(window: int, size: int) -> dict[str, Any]:
    """The keys of a manifest's ``[embedder]`` that say how a face is cut out."""
    points = points_of_input(window, size)
    if np.abs(points - ARCFACE_TEMPLATE * (size / ARCFACE_SIZE)).max() <= _SAME:
        return {"alignment": "arcface"}
    return {"alignment": "points", "points": [[round(float(place), _DECIMALS) for place in each] for each in points]}
