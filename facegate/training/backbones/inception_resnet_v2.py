"""Inception-ResNet-v2 as TensorFlow's models publish it, with FaceNet's head."""

from __future__ import annotations

from typing import Final

from torch import nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.inception_resnet import (
    EPSILON,
    SCALE_8,
    SCALE_17,
    SCALE_35,
    STEM_CHANNELS,
    ScaledResidual,
    border,
    finish,
    reduction,
)
from facegate.training.backbones.layers import scaled
from facegate.training.backbones.specs import BackboneSpec
from facegate.training.backbones.towers import Parallel, Step, tower

_BLOCKS_35: Final = 10
_BLOCKS_17: Final = 20
_BLOCKS_8: Final = 9
_LAST: Final = 1536


def build_inception_resnet_v2(spec: BackboneSpec) -> Backbone:
    """Make it. The channels are those of the published weights, which differ from the paper's figures in places.

    Args:
        spec: its options. Below 75 pixels a side the layers that the source does not pad are padded.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    edge = border(spec.input_size)

    def wide(channels: int) -> int:
        return scaled(channels, spec.width)

    blocks, channels = _stem(spec, edge)
    narrow = Step(wide(32), 1)
    branches_35 = [[narrow], [narrow, Step(wide(32), 3)], [narrow, Step(wide(48), 3), Step(wide(64), 3)]]
    blocks += [ScaledResidual(channels, branches_35, SCALE_35) for _ in range(_BLOCKS_35)]
    block, channels = reduction(
        channels,
        [[Step(wide(384), 3, 2, edge)], [Step(wide(256), 1), Step(wide(256), 3), Step(wide(384), 3, 2, edge)]],
        edge,
    )
    blocks.append(block)
    branches_17 = [[Step(wide(192), 1)], [Step(wide(128), 1), Step(wide(160), (1, 7)), Step(wide(192), (7, 1))]]
    blocks += [ScaledResidual(channels, branches_17, SCALE_17) for _ in range(_BLOCKS_17)]
    narrow = Step(wide(256), 1)
    block, channels = reduction(
        channels,
        [
            [narrow, Step(wide(384), 3, 2, edge)],
            [narrow, Step(wide(288), 3, 2, edge)],
            [narrow, Step(wide(288), 3), Step(wide(320), 3, 2, edge)],
        ],
        edge,
    )
    blocks.append(block)
    narrow = Step(wide(192), 1)
    branches_8 = [[narrow], [narrow, Step(wide(224), (1, 3)), Step(wide(256), (3, 1))]]
    blocks += [ScaledResidual(channels, branches_8, SCALE_8) for _ in range(_BLOCKS_8)]
    blocks.append(ScaledResidual(channels, branches_8, 1.0, has_activation=False))
    blocks.append(tower(channels, [Step(wide(_LAST), 1)], EPSILON))
    return finish(spec, blocks, wide(_LAST))


def _stem(spec: BackboneSpec, edge: int) -> tuple[list[nn.Module], int]:
    """Down to an eighth of the size, and the first Inception module; with the channels it gives."""
    one, two, three, four, five = (scaled(channels, spec.width) for channels in STEM_CHANNELS)

    def wide(channels: int) -> int:
        return scaled(channels, spec.width)

    branches = [
        [Step(wide(96), 1)],
        [Step(wide(48), 1), Step(wide(64), 5)],
        [Step(wide(64), 1), Step(wide(96), 3), Step(wide(96), 3)],
    ]
    projection = [Step(wide(64), 1)]
    # TensorFlow's average leaves the padding out.
    pooled = nn.Sequential(nn.AvgPool2d(3, 1, 1, count_include_pad=False), tower(five, projection, EPSILON))
    blocks: list[nn.Module] = [
        tower(3, [Step(one, 3, 2, edge), Step(two, 3, 1, edge), Step(three, 3)], EPSILON),
        nn.MaxPool2d(3, 2, edge),
        tower(three, [Step(four, 1), Step(five, 3, 1, edge)], EPSILON),
        nn.MaxPool2d(3, 2, edge),
        Parallel(*(tower(five, steps, EPSILON) for steps in branches), pooled),
    ]
    return blocks, sum(steps[-1].channels for steps in [*branches, projection])
