"""Anchors: boxes that stand ready, and faces that are told relative to them.

SSD's coding (Liu et al., 1512.02325): the middle in sizes of the anchor, the logarithm of the ratio of sizes, each
times a variance. Landmarks are told as the middle is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_KEPT = 16
"""Sizes of pictures whose anchors are kept: a camera has one, a photograph a handful of looks."""


@lru_cache(maxsize=_KEPT)
def make_anchors(steps: tuple[int, ...], min_sizes: tuple[tuple[int, ...], ...], size: tuple[int, int]) -> Floats:
    """Anchors of a picture of that size, in the order level, row, column, size; read-only.

    Args:
        steps: pixels from one middle to the next, of each level.
        min_sizes: sides of the anchors in each cell, of each level.
        size: width and height in pixels.

    Returns:
        Shape (N, 4), float32: middle x, middle y, width, height, in pixels.
    """
    levels = []
    width, height = size
    for step, sides in zip(steps, min_sizes, strict=True):
        rows, columns = -(-height // step), -(-width // step)
        y, x, side = np.meshgrid(np.arange(rows), np.arange(columns), np.array(sides), indexing="ij")
        levels.append(np.stack(((x + 0.5) * step, (y + 0.5) * step, side, side), axis=-1).reshape(-1, 4))
    anchors = np.concatenate(levels).astype(np.float32)
    anchors.flags.writeable = False
    return anchors


def decode_boxes(told: Floats, anchors: Floats, variances: Sequence[float]) -> Floats:
    """Boxes (left, top, width, height) in pixels, shape (N, 4), from what a network tells of ``anchors``."""
    middles = anchors[:, :2] + told[:, :2] * variances[0] * anchors[:, 2:]
    # Sizes that overflow are infinite, and whoever asks drops such faces.
    with np.errstate(over="ignore", invalid="ignore"):
        sizes = anchors[:, 2:] * np.exp(told[:, 2:] * variances[1])
        return np.concatenate((middles - sizes / 2, sizes), axis=1).astype(np.float32, copy=False)


def decode_points(told: Floats, anchors: Floats, variances: Sequence[float]) -> Floats:
    """Points x, y, x, y... in pixels, shape (N, 2 * points), from what a network tells of ``anchors``."""
    points = told.reshape(len(told), told.shape[1] // 2, 2) * variances[0] * anchors[:, None, 2:] + anchors[:, None, :2]
    return points.reshape(told.shape).astype(np.float32, copy=False)
