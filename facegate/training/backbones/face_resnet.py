"""The residual network for faces with 20 layers of SphereFace and of the later study of center loss.

Liu et al. 2017 (arXiv:1704.08063, table 2); Wen et al. 2019, "A comprehensive study on center loss for deep face
recognition". Chosen among those called Face-ResNet since its parameters are published. No normalisation anywhere.
"""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_glorot, start_normal
from facegate.training.backbones.layers import halved, scaled
from facegate.training.backbones.specs import BackboneSpec

_STAGES: Final = ((64, 1), (128, 2), (256, 4), (512, 1))
"""Channels and residual units after each halving."""

_UNIT_DEVIATION: Final = 0.01
"""Of the weights in residual units: at first they add next to nothing."""


class _Unit(nn.Module):
    """Two convolutions with PReLU, added to what they take: (B, C, H, W) to the same."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.PReLU(channels),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.PReLU(channels),
        )
        start_normal(self.body, _UNIT_DEVIATION)

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        result: Tensor = features + self.body(features)
        return result


def build_face_resnet(spec: BackboneSpec, columns: int | None = None) -> Backbone:
    """Make it; all that is no residual unit starts as in Glorot and Bengio 2010.

    Args:
        spec: its options.
        columns: pixels of a row where the pictures are no squares, as in the source (112 x 96).

    Returns:
        (B, 3, S, S) to (B, D).
    """
    blocks: list[nn.Module] = []
    channels = 3
    for width, units in _STAGES:
        result = scaled(width, spec.width)
        start = nn.Conv2d(channels, result, 3, 2, 1)
        blocks.append(nn.Sequential(start, nn.PReLU(result)))
        blocks += [_Unit(result) for _ in range(units)]
        start_glorot([start])
        channels = result
    rows = halved(spec.input_size, len(_STAGES))
    cells = rows * (rows if columns is None else halved(columns, len(_STAGES)))
    embedding = nn.Linear(channels * cells, spec.embedding_size)
    start_glorot([embedding])
    return Backbone(spec, blocks, nn.Sequential(nn.Flatten(), nn.Dropout(spec.dropout), embedding))
