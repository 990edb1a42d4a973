"""Inception-ResNet-v1 as Sandberg's FaceNet has it."""

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
from facegate.training.backbones.towers import Step, tower

_STEM_END: Final = 256
_BLOCKS_35: Final = 5
_BLOCKS_17: Final = 10
_BLOCKS_8: Final = 5


def build_inception_resnet_v1(spec: BackboneSpec) -> Backbone:
    """Make it, with the channels of Szegedy et al. 2016, figures 10 to 14.

    Args:
        spec: its options. Below 75 pixels a side the layers that the source does not pad are padded.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    edge = border(spec.input_size)

    def wide(channels: int) -> int:
        return scaled(channels, spec.width)

    channels = wide(_STEM_END)
    blocks: list[nn.Module] = [*_stem(spec, edge)]
    narrow = Step(wide(32), 1)
    branches_35 = [[narrow], [narrow, Step(wide(32), 3)], [narrow, Step(wide(32), 3), Step(wide(32), 3)]]
    blocks += [ScaledResidual(channels, branches_35, SCALE_35) for _ in range(_BLOCKS_35)]
    block, channels = reduction(
        channels,
        [[Step(wide(384), 3, 2, edge)], [Step(wide(192), 1), Step(wide(192), 3), Step(wide(256), 3, 2, edge)]],
        edge,
    )
    blocks.append(block)
    narrow = Step(wide(128), 1)
    branches_17 = [[narrow], [narrow, Step(wide(128), (1, 7)), Step(wide(128), (7, 1))]]
    blocks += [ScaledResidual(channels, branches_17, SCALE_17) for _ in range(_BLOCKS_17)]
    narrow = Step(wide(256), 1)
    block, channels = reduction(
        channels,
        [
            [narrow, Step(wide(384), 3, 2, edge)],
            [narrow, Step(wide(256), 3, 2, edge)],
            [narrow, Step(wide(256), 3), Step(wide(256), 3, 2, edge)],
        ],
        edge,
    )
    blocks.append(block)
    narrow = Step(wide(192), 1)
    branches_8 = [[narrow], [narrow, Step(wide(192), (1, 3)), Step(wide(192), (3, 1))]]
    blocks += [ScaledResidual(channels, branches_8, SCALE_8) for _ in range(_BLOCKS_8)]
    blocks.append(ScaledResidual(channels, branches_8, 1.0, has_activation=False))
    return finish(spec, blocks, channels)


def _stem(spec: BackboneSpec, edge: int) -> tuple[nn.Module, nn.Module, nn.Module]:
    """Down to an eighth of the size."""
    one, two, three, four, five = (scaled(channels, spec.width) for channels in STEM_CHANNELS)
    return (
        tower(3, [Step(one, 3, 2, edge), Step(two, 3, 1, edge), Step(three, 3)], EPSILON),
        nn.MaxPool2d(3, 2, edge),
        tower(
            three,
            [Step(four, 1), Step(five, 3, 1, edge), Step(scaled(_STEM_END, spec.width), 3, 2, edge)],
            EPSILON,
        ),
    )
