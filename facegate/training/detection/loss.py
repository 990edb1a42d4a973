"""RetinaFace's loss of three tasks (Deng et al., 1905.00641, equation 1) with SSD's hard negative mining (1512.02325).

``L = face * CE / P + box * smooth_L1 / P + landmarks * smooth_L1 / Q``: the cross-entropy of all P positive anchors of
the batch and, in each picture, of the hardest ``negatives`` times as many others; boxes of the positive ones;
landmarks of those where they are known, of which there are Q.
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor
from torch.nn import functional

from facegate.training.detection.network import CLASSES, RawFaces
from facegate.training.detection.specs import DetectionLossSpec

FACE = 1
"""Its class; 0: background."""

_EMPTY_PICTURE = 1
"""A picture without a face gives as many negatives as one with so many positive anchors."""


class TargetBatch(NamedTuple):
    """Targets of B pictures, see :class:`facegate.training.detection.matching.Targets`.

    Attributes:
        positive, ignored: (B, N), bool.
        boxes: (B, N, 4), float32.
        landmarks: (B, N, 10), float32, NaN where not known.
    """

    positive: Tensor
    ignored: Tensor
    boxes: Tensor
    landmarks: Tensor


class DetectionLoss(NamedTuple):
    """The weighted sum, with a gradient, and its parts, weighted not."""

    total: Tensor
    face: float
    box: float
    landmarks: float


def detection_loss(raw: RawFaces, targets: TargetBatch, spec: DetectionLossSpec) -> DetectionLoss:
    """The loss of a batch."""
    positive = targets.positive
    count = positive.sum().clamp(min=1)
    entropy = functional.cross_entropy(raw.scores.reshape(-1, CLASSES), positive.long().reshape(-1), reduction="none")
    entropy = entropy.view_as(positive)
    mined = hardest_negatives(entropy.detach(), positive, targets.ignored, spec.negatives)
    face = entropy[positive | mined].sum() / count
    box = functional.smooth_l1_loss(raw.boxes[positive], targets.boxes[positive], reduction="sum") / count
    wanted = targets.landmarks[positive]
    known = ~wanted.isnan()
    faces_known = known.any(dim=1).sum().clamp(min=1)
    landmarks = functional.smooth_l1_loss(raw.landmarks[positive][known], wanted[known], reduction="sum") / faces_known
    total = spec.face * face + spec.box * box + spec.landmarks * landmarks
    return DetectionLoss(total, float(face.detach()), float(box.detach()), float(landmarks.detach()))


def hardest_negatives(entropy: Tensor, positive: Tensor, ignored: Tensor, ratio: int) -> Tensor:
    """In each picture the negatives with the greatest loss, ``ratio`` for each positive.

    Args:
        entropy: (B, N), of every anchor.
        positive: (B, N), bool; never among the chosen.
        ignored: (B, N), bool; neither are these.
        ratio: negatives a positive.

    Returns:
        (B, N), bool.
    """
    others = entropy.masked_fill(positive | ignored, -1.0)  # less than any entropy
    ranks = others.argsort(dim=1, descending=True, stable=True).argsort(dim=1)
    wanted = ratio * positive.sum(dim=1, keepdim=True).clamp(min=_EMPTY_PICTURE)
    return (ranks < wanted) & (others >= 0)
