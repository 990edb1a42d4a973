"""ArcFace's ResNet-50, LResNet50E-IR (Deng et al. 2019, arXiv:1801.07698, section 3.1)."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_he
from facegate.training.backbones.layers import ConvNorm, halved, scaled
from facegate.training.backbones.specs import BackboneSpec

_STEM: Final = 64
_STAGES: Final = ((64, 3), (128, 4), (256, 14), (512, 3))
"""Channels and units; the first unit of each halves the size."""

_EPSILON: Final = 2e-5


class _Unit(nn.Module):
    """Normalisation, convolution, normalisation, PReLU, convolution, normalisation, and what it took added.

    (B, C, H, W) to (B, C', H/s, W/s); 1 x 1 convolution of what it took where the shapes differ.
    """

    def __init__(self, channels: int, result: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.BatchNorm2d(channels, eps=_EPSILON),
            ConvNorm(channels, result, 3, activation="prelu", epsilon=_EPSILON),
            ConvNorm(result, result, 3, stride=stride, activation="none", epsilon=_EPSILON),
        )
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or channels != result:
            self.shortcut = ConvNorm(channels, result, 1, stride=stride, activation="none", epsilon=_EPSILON)

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        result: Tensor = self.shortcut(features) + self.body(features)
        return result


def build_ir50(spec: BackboneSpec) -> Backbone:
    """Make it, with ArcFace's head E: normalisation, dropout, embedding, normalisation whose scale stays 1.

    Weights start as in He et al., by what a unit feeds.

    Args:
        spec: its options.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    channels = scaled(_STEM, spec.width)
    blocks: list[nn.Module] = [ConvNorm(3, channels, 3, activation="prelu", epsilon=_EPSILON)]
    for width, units in _STAGES:
        result = scaled(width, spec.width)
        for index in range(units):
            blocks.append(_Unit(channels, result, 2 if index == 0 else 1))
            channels = result
    cells = halved(spec.input_size, len(_STAGES)) ** 2
    end = nn.BatchNorm1d(spec.embedding_size, eps=_EPSILON)
    end.weight.requires_grad_(False)  # stays 1: the scale of an embedding is the loss's affair
    head = nn.Sequential(
        nn.BatchNorm2d(channels, eps=_EPSILON),
        nn.Dropout(spec.dropout),
        nn.Flatten(),
        nn.Linear(channels * cells, spec.embedding_size),
        end,
    )
    network = Backbone(spec, blocks, head)
    start_he(network)
    return network
