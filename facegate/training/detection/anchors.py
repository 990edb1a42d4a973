"""How faces are written relative to anchors: the inverse of how the program reads them. Torch-free.

SSD's coding (Liu et al., 1512.02325): offsets of the middle in sizes of the anchor, logarithms of the ratio of sizes,
both divided by a variance. Landmarks are coded as the middle is.
"""

from __future__ import annotations

import numpy as np

from facegate.vision.anchors import Floats


def corners(centred: Floats) -> Floats:
    """Middle and size, shape (N, 4), as left, top, right, bottom."""
    half = centred[:, 2:] / 2
    return np.concatenate((centred[:, :2] - half, centred[:, :2] + half), axis=1)


def centred(boxes: Floats) -> Floats:
    """Left, top, right, bottom, shape (N, 4), as middle and size."""
    return np.concatenate(((boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]), axis=1)


def overlaps(first: Floats, second: Floats) -> Floats:
    """Intersection over union of boxes (left, top, right, bottom) of shapes (N, 4) and (M, 4): shape (N, M)."""
    lower = np.maximum(first[:, None, :2], second[None, :, :2])
    upper = np.minimum(first[:, None, 2:], second[None, :, 2:])
    shared = np.clip(upper - lower, 0.0, None).prod(axis=2)
    areas = [np.clip(boxes[:, 2:] - boxes[:, :2], 0.0, None).prod(axis=1) for boxes in (first, second)]
    union = areas[0][:, None] + areas[1][None, :] - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def encode_boxes(boxes: Floats, anchors: Floats, variances: tuple[float, float]) -> Floats:
    """Faces' boxes (left, top, right, bottom), one an anchor, as the network is to say them: shape (N, 4)."""
    faces = centred(boxes)
    offsets = (faces[:, :2] - anchors[:, :2]) / (variances[0] * anchors[:, 2:])
    return np.concatenate((offsets, np.log(faces[:, 2:] / anchors[:, 2:]) / variances[1]), axis=1)


def encode_points(points: Floats, anchors: Floats, variances: tuple[float, float]) -> Floats:
    """Landmarks, shape (N, 5, 2), one face an anchor, as the network is to say them: shape (N, 10). NaN stays NaN."""
    offsets = (points - anchors[:, None, :2]) / (variances[0] * anchors[:, None, 2:])
    return offsets.reshape(len(points), points.shape[1] * 2)
