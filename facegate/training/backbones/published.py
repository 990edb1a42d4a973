"""How large and how costly each network is as published. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from facegate.training.backbones.specs import BackboneName


@dataclass(frozen=True, slots=True)
class Published:
    """A network's figures and where they stand.

    Attributes:
        name: of the network.
        parameters: as published.
        parameters_source: where.
        flops: floating-point operations for one picture, a multiplication and an addition being two; twice the
            published figure where that counts both as one.
        flops_source: where.
        embedding_size: of the published network; 0 where it has classes instead.
        classes_parameters: of those classes' layer, which is taken off ``parameters`` before they are compared with
            ours without its head; 0 where the head is an embedding, which counts on both sides.
        input_size: rows of the published network's pictures.
        columns: where they are no squares; else None.
        is_folded: whether normalisations are counted as part of the convolutions before them, without their scales.
    """

    name: BackboneName
    parameters: int
    parameters_source: str
    flops: float
    flops_source: str
    embedding_size: int
    input_size: int
    classes_parameters: int = 0
    columns: int | None = None
    is_folded: bool = False


_ZOO = "Open Model Zoo"
_CLASSES = 1000
"""Of ImageNet."""


def _classifier(features: int) -> int:
    """Parameters of the layer that names ImageNet's classes."""
    return (features + 1) * _CLASSES


PUBLISHED: Final[tuple[Published, ...]] = (
    Published(
        "inception_resnet_v1",
        23_469_000,
        f"{_ZOO}, facenet-20180408-102900",
        2.846e9,
        f"{_ZOO}, facenet-20180408-102900",
        embedding_size=512,
        input_size=160,
        is_folded=True,
    ),
    Published(
        "inception_resnet_v2",
        55_873_736,
        "Keras Applications, with 1000 classes",
        2 * 13.2e9,
        "timm, inception_resnet_v2.tf_in1k",
        embedding_size=0,
        input_size=299,
        classes_parameters=_classifier(1536),
    ),
    Published(
        "nn1",
        140_000_000,
        "FaceNet, table 1",
        2 * 1.6e9,
        "FaceNet, table 1",
        embedding_size=128,
        input_size=220,
    ),
    Published(
        "nn2",
        7_500_000,
        "FaceNet, table 2",
        2 * 1.6e9,
        "FaceNet, table 2",
        embedding_size=128,
        input_size=224,
    ),
    Published(
        "densenet121",
        7_978_856,
        "torchvision, with 1000 classes",
        2 * 2.83e9,
        "torchvision",
        embedding_size=0,
        input_size=224,
        classes_parameters=_classifier(1024),
    ),
    Published(
        "ir50",
        43_576_000,
        f"{_ZOO}, face-recognition-resnet50-arcface",
        12.637e9,
        f"{_ZOO}, face-recognition-resnet50-arcface",
        embedding_size=512,
        input_size=112,
    ),
    Published(
        "face_resnet",
        22_671_000,
        f"{_ZOO}, Sphereface",
        3.504e9,
        f"{_ZOO}, Sphereface",
        embedding_size=512,
        input_size=112,
        columns=96,
    ),
    Published(
        "mobilefacenet",
        990_000,
        "Chen et al. 2018 (arXiv:1804.07573)",
        0.449e9,
        f"{_ZOO}, face-recognition-mobilefacenet-arcface",
        embedding_size=128,
        input_size=112,
        is_folded=True,
    ),
)
"""Of every network.

MobileFaceNet's paper counts 0.99 million and the Open Model Zoo 0.993 for the same network with its normalisations
folded into the convolutions, as it runs on a phone; while it trains it has 1.3 % more.
"""
