"""A network from its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.mobilefacenet import build_mobilefacenet
from facegate.training.backbones.specs import BackboneName, BackboneSpec

_BUILDERS: Final[dict[BackboneName, Callable[[BackboneSpec], Backbone]]] = {
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
