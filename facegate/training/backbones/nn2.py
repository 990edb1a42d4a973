"""NN2 of FaceNet: Inception with L2 pooling (Schroff et al. 2015, arXiv:1503.03832, table 2)."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_he
from facegate.training.backbones.layers import scaled
from facegate.training.backbones.specs import BackboneSpec
from facegate.training.backbones.towers import Parallel, Step, tower

_Pooling: TypeAlias = Literal["max", "l2"]

_KERNEL: Final = 3
"""Side of all poolings."""

_LEAST_SQUARE: Final = 1e-12
"""Below it the root is cut off: its gradient at 0, where ReLU often is, divides by zero."""


class _Row(NamedTuple):
    """A row of the table.

    Attributes:
        single: channels of the 1 x 1 branch; 0: there is none.
        triple: of the 3 x 3 branch, before and in it.
        quintuple: of the 5 x 5 branch, before and in it; None: there is none.
        pooling: kind of the pooling branch.
        projection: channels after the pooling; 0: as many as it took.
        stride: of the branches' last.
    """

    single: int
    triple: tuple[int, int]
    quintuple: tuple[int, int] | None
    pooling: _Pooling
    projection: int
    stride: int = 1


_ROWS: Final = (
    _Row(64, (96, 128), (16, 32), "max", 32),
    _Row(64, (96, 128), (32, 64), "l2", 64),
    _Row(0, (128, 256), (32, 64), "max", 0, 2),
    _Row(256, (96, 192), (32, 64), "l2", 128),
    _Row(224, (112, 224), (32, 64), "l2", 128),
    _Row(192, (128, 256), (32, 64), "l2", 128),
    _Row(160, (144, 288), (32, 64), "l2", 128),
    _Row(0, (160, 256), (64, 128), "max", 0, 2),
    _Row(384, (192, 384), (48, 128), "l2", 128),
    _Row(384, (192, 384), (48, 128), "max", 128),
)
"""Inception 3a to 5b."""


class _RootSumSquares(nn.Module):
    """L2 pooling, the root of the sum of squares in a window: (B, C, H, W) to the same shape."""

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        means = functional.avg_pool2d(features.square(), _KERNEL, 1, _KERNEL // 2)
        return torch.sqrt((means * _KERNEL**2).clamp(min=_LEAST_SQUARE))


def build_nn2(spec: BackboneSpec) -> Backbone:
    """Make it, with batch normalisation after every convolution and none of the local ones, as OpenFace has it.

    Weights start as in He et al.; the source says nothing of them.

    Args:
        spec: its options.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    one, two = scaled(64, spec.width), scaled(192, spec.width)
    blocks: list[nn.Module] = [
        nn.Sequential(tower(3, [Step(one, 7, 2)]), nn.MaxPool2d(_KERNEL, 2, 1)),
        nn.Sequential(tower(one, [Step(one, 1), Step(two, 3)]), nn.MaxPool2d(_KERNEL, 2, 1)),
    ]
    channels = two
    for row in _ROWS:
        block, channels = _inception(channels, row, spec.width)
        blocks.append(block)
    embedding = nn.Linear(channels, spec.embedding_size)
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(spec.dropout), embedding)
    network = Backbone(spec, blocks, head)
    start_he(network)
    nn.init.zeros_(embedding.bias)
    return network


def _inception(channels: int, row: _Row, width: float) -> tuple[Parallel, int]:
    """A module and the channels it gives."""
    branches: list[nn.Module] = []
    result = 0
    for sizes, kernel in ((row.triple, 3), (row.quintuple, 5)):
        if sizes is not None:
            before, inside = (scaled(size, width) for size in sizes)
            branches.append(tower(channels, [Step(before, 1), Step(inside, kernel, row.stride)]))
            result += inside
    pooling = _RootSumSquares() if row.pooling == "l2" else nn.MaxPool2d(_KERNEL, row.stride, _KERNEL // 2)
    projected = scaled(row.projection, width) if row.projection else channels
    branches.append(nn.Sequential(pooling, tower(channels, [Step(projected, 1)])) if row.projection else pooling)
    result += projected
    if row.single:
        single = scaled(row.single, width)
        branches.append(tower(channels, [Step(single, 1)]))
        result += single
    return Parallel(*branches), result
