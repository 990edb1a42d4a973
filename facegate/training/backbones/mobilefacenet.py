"""MobileFaceNet (Chen et al. 2018, arXiv:1804.07573, table 1)."""

from __future__ import annotations

from typing import Final, NamedTuple

from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_he
from facegate.training.backbones.layers import ConvNorm, halved, scaled
from facegate.training.backbones.specs import BackboneSpec


class _Row(NamedTuple):
    """A row of the table: bottlenecks of one size.

    Attributes:
        expansion: t, inner channels over those taken.
        channels: c, given.
        repeats: n.
        stride: s, of the first.
    """

    expansion: int
    channels: int
    repeats: int
    stride: int


_STEM: Final = 64
_ROWS: Final = (_Row(2, 64, 5, 2), _Row(4, 128, 1, 2), _Row(2, 128, 6, 1), _Row(4, 128, 1, 2), _Row(2, 128, 2, 1))
_FEATURES: Final = 512
_HALVINGS: Final = 4


class _Bottleneck(nn.Module):
    """Inverted residual block (Sandler et al. 2018) with PReLU and a linear end: (B, C, H, W) to (B, C', H/s, W/s)."""

    def __init__(self, channels: int, result: int, expansion: int, stride: int) -> None:
        super().__init__()
        inner = channels * expansion
        self.body = nn.Sequential(
            ConvNorm(channels, inner, 1, activation="prelu"),
            ConvNorm(inner, inner, 3, stride=stride, groups=inner, activation="prelu"),
            ConvNorm(inner, result, 1, activation="none"),
        )
        self.is_residual = stride == 1 and channels == result

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        result: Tensor = self.body(features)
        return features + result if self.is_residual else result


def build_mobilefacenet(spec: BackboneSpec) -> Backbone:
    """Make it: the average over the last map is a depthwise convolution as large as that map, so that the middle of a
    face may count more than its corners.

    Args:
        spec: its options.

    Returns:
        (B, 3, S, S) to (B, D), D with a normalisation and no activation. Convolutions start as in He et al.; the paper
        says nothing of it.
    """
    channels = scaled(_STEM, spec.width)
    blocks: list[nn.Module] = [
        nn.Sequential(
            ConvNorm(3, channels, 3, stride=2, activation="prelu"),
            ConvNorm(channels, channels, 3, groups=channels, activation="prelu"),
        )
    ]
    for row in _ROWS:
        result = scaled(row.channels, spec.width)
        for index in range(row.repeats):
            blocks.append(_Bottleneck(channels, result, row.expansion, row.stride if index == 0 else 1))
            channels = result
    features, side = scaled(_FEATURES, spec.width), halved(spec.input_size, _HALVINGS)
    head = nn.Sequential(
        ConvNorm(channels, features, 1, activation="prelu"),
        ConvNorm(features, features, side, padding=0, groups=features, activation="none"),
        nn.Dropout(spec.dropout),
        ConvNorm(features, spec.embedding_size, 1, activation="none"),
        nn.Flatten(),
    )
    network = Backbone(spec, blocks, head)
    start_he(network)
    return network
