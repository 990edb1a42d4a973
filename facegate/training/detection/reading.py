"""How the program is to read a trained detector: its manifest's part. Needs no PyTorch."""

from __future__ import annotations

from typing import Literal

from facegate.training.detection.config import DetectorConfig
from facegate.training.detection.specs import MEAN_BGR
from facegate.vision.detector_part import DetectorPart, RetinaFaceReading

DETECTION_SIZE = 640
"""Pixels of a picture's longer side while it trains: the program's default."""

SCORE_THRESHOLD = 0.5
"""From which a face counts in use: more likely one than not."""

NMS_THRESHOLD = 0.4
"""As RetinaFace's public version."""


def part_of(
    config: DetectorConfig, scores: Literal["probabilities", "logits"], score_threshold: float = SCORE_THRESHOLD
) -> DetectorPart:
    """The ``[detector]`` of a network of a run, whose outputs of the classes are ``scores``."""
    reading = RetinaFaceReading(
        steps=config.anchors.steps,
        min_sizes=config.anchors.min_sizes,
        variances=config.anchors.variances,
        colour="bgr",
        mean=MEAN_BGR,
        scores=scores,
    )
    return DetectorPart(
        decoder="retinaface", score_threshold=score_threshold, nms_threshold=NMS_THRESHOLD, retinaface=reading
    )
