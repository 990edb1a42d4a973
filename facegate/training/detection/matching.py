"""Which anchor is to find which face. Torch-free."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.faces import LANDMARK_COUNT
from facegate.training.detection.anchors import corners, encode_boxes, encode_points, overlaps
from facegate.training.detection.specs import AnchorSpec
from facegate.vision.anchors import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What the network is to say of one picture.

    Attributes:
        positive: (N,), bool: anchors that are a face's.
        ignored: (N,), bool: anchors on a face that is to be ignored: neither positive nor background.
        boxes: (N, 4), float32, coded; 0 where not positive.
        landmarks: (N, 10), float32, coded; NaN where a landmark is not known, and where not positive.
    """

    positive: npt.NDArray[np.bool_]
    ignored: npt.NDArray[np.bool_]
    boxes: Floats
    landmarks: Floats


def match(anchors: Floats, boxes: Floats, points: Floats, ignored: npt.NDArray[np.bool_], spec: AnchorSpec) -> Targets:
    """Give every anchor the face that it overlaps most, if enough, and every face its best anchor.

    Args:
        anchors: (N, 4), middle and size.
        boxes: (F, 4), left, top, right, bottom of the faces, in pixels.
        points: (F, 5, 2), their landmarks; NaN where not known.
        ignored: (F,), bool: faces from which nothing is learned.
        spec: thresholds and variances.
    """
    count = len(anchors)
    targets = Targets(
        np.zeros(count, bool), np.zeros(count, bool), np.zeros((count, 4), np.float32), _unknown_points(count)
    )
    shared = overlaps(corners(anchors), boxes)
    _assign(targets, anchors, boxes[~ignored], points[~ignored], shared[:, ~ignored], spec)
    targets.ignored[:] = (shared[:, ignored] >= spec.forced).any(axis=1) & ~targets.positive
    return targets


def _unknown_points(count: int) -> Floats:
    return np.full((count, 2 * LANDMARK_COUNT), np.nan, np.float32)


def _assign(targets: Targets, anchors: Floats, boxes: Floats, points: Floats, shared: Floats, spec: AnchorSpec) -> None:
    """Fill in the targets of faces that are learned; ``shared``: (N, F), their overlaps with the anchors."""
    if len(boxes) == 0:
        return
    chosen = shared.argmax(axis=1)
    targets.positive[:] = shared.max(axis=1) >= spec.positive
    best = shared.argmax(axis=0)
    # Worst first: where two faces want one anchor, the one that it fits better has it.
    for face in np.argsort(shared[best, np.arange(len(boxes))], kind="stable"):
        if shared[best[face], face] >= spec.forced:
            chosen[best[face]], targets.positive[best[face]] = face, True
    places = np.flatnonzero(targets.positive)
    faces = chosen[places]
    targets.boxes[places] = encode_boxes(boxes[faces], anchors[places], spec.variances)
    targets.landmarks[places] = encode_points(points[faces], anchors[places], spec.variances)
