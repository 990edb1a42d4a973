"""DenseNet-121 with an embedding in place of its classes (Huang et al. 2017, arXiv:1608.06993, table 1)."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_he
from facegate.training.backbones.layers import ConvNorm, scaled
from facegate.training.backbones.specs import BackboneSpec

_GROWTH: Final = 32
"""Channels that each layer adds."""

_BOTTLENECK: Final = 4
"""Channels inside a layer, over those it adds (DenseNet-B)."""

_COMPRESSION: Final = 0.5
"""Share of the channels that a transition keeps (DenseNet-C)."""

_LAYERS: Final = (6, 12, 24, 16)
"""Of each dense block."""


class _Layer(nn.Module):
    """What it took, and behind it the channels it adds: (B, C, H, W) to (B, C + growth, H, W)."""

    def __init__(self, channels: int, growth: int) -> None:
        super().__init__()
        inner = _BOTTLENECK * growth
        self.body = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            ConvNorm(channels, inner, 1),
            nn.Conv2d(inner, growth, 3, padding=1, bias=False),
        )

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        return torch.cat((features, self.body(features)), dim=1)


def _transition(channels: int, result: int) -> nn.Sequential:
    """Fewer channels, half the size."""
    return nn.Sequential(
        nn.BatchNorm2d(channels),
        nn.ReLU(inplace=True),
        nn.Conv2d(channels, result, 1, bias=False),
        nn.AvgPool2d(2),
    )


def build_densenet121(spec: BackboneSpec) -> Backbone:
    """Make it; weights start as in He et al., as the source says.

    Args:
        spec: its options; ``width`` thins the channels that layers add, and all others follow from those.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    growth = scaled(_GROWTH, spec.width)
    channels = 2 * growth
    blocks: list[nn.Module] = [nn.Sequential(ConvNorm(3, channels, 7, stride=2), nn.MaxPool2d(3, 2, 1))]
    for index, layers in enumerate(_LAYERS):
        if index:
            result = int(channels * _COMPRESSION)
            blocks.append(_transition(channels, result))
            channels = result
        for _ in range(layers):
            blocks.append(_Layer(channels, growth))
            channels += growth
    blocks.append(nn.Sequential(nn.BatchNorm2d(channels), nn.ReLU(inplace=True)))
    embedding = nn.Linear(channels, spec.embedding_size)
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(spec.dropout), embedding)
    network = Backbone(spec, blocks, head)
    start_he(network, "fan_in")
    nn.init.zeros_(embedding.bias)
    return network
