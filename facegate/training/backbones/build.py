"""A network from its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.densenet import build_densenet121
from facegate.training.backbones.face_resnet import build_face_resnet
from facegate.training.backbones.inception_resnet_v1 import build_inception_resnet_v1
from facegate.training.backbones.inception_resnet_v2 import build_inception_resnet_v2
from facegate.training.backbones.ir50 import build_ir50
from facegate.training.backbones.mobilefacenet import build_mobilefacenet
from facegate.training.backbones.nn1 import build_nn1
from facegate.training.backbones.nn2 import build_nn2
from facegate.training.backbones.specs import BackboneName, BackboneSpec

_BUILDERS: Final[dict[BackboneName, Callable[[BackboneSpec], Backbone]]] = {
    "inception_resnet_v1": build_inception_resnet_v1,
    "inception_resnet_v2": build_inception_resnet_v2,
    "nn1": build_nn1,
    "nn2": build_nn2,
    "densenet121": build_densenet121,
    "ir50": build_ir50,
    "face_resnet": build_face_resnet,
    "mobilefacenet": build_mobilefacenet,
}


def build_backbone(spec: BackboneSpec) -> Backbone:
    """Make a network with its starting weights, on PyTorch's default device, from its default random numbers.

    Args:
        spec: which, and its options.

    Returns:
        float32 (B, 3, S, S) pictures to float32 (B, D) raw embeddings; knows ``embedding_size`` D and ``input_size`` S.
    """
    return _BUILDERS[spec.name](spec)
