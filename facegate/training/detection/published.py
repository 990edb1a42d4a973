"""What is published of RetinaFace's size, to hold our networks against. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.training.detection.specs import DetectorBackbone


@dataclass(frozen=True, slots=True)
class PublishedDetector:
    """One published network.

    Attributes:
        parameters: how many.
        source: where that is said.
    """

    parameters: int
    source: str


PUBLISHED: dict[DetectorBackbone, PublishedDetector] = {
    "mobilenet0.25": PublishedDetector(
        426_000, "biubug6/Face-Detector-1MB-with-landmark, README: Retinaface-Mobilenet-0.25 has 0.426 M"
    ),
    "resnet50": PublishedDetector(
        27_264_600, "OpenVINO's Open Model Zoo, retinaface-resnet50-pytorch: 27.2646 MParams, norms folded"
    ),
}
"""By trunk. Deng et al. (1905.00641) say no number; their MXNet networks have 0.44 M and 29.5 M, with wider context."""
