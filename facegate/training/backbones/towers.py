"""Branches of convolutions side by side, of which Inception's modules are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from facegate.training.backbones.layers import NORM_EPSILON, ConvNorm


class Step(NamedTuple):
    """A convolution of a branch.

    Attributes:
        channels: given.
        kernel: one side, or height and width.
        stride: of it.
        padding: on each side; None keeps the size at stride 1.
    """

    channels: int
    kernel: int | tuple[int, int]
    stride: int = 1
    padding: int | None = None


def tower(channels: int, steps: Iterable[Step], epsilon: float = NORM_EPSILON) -> nn.Sequential:
    """Convolutions one after another, each normalised and with ReLU.

    Args:
        channels: of what the first takes.
        steps: the convolutions.
        epsilon: of the normalisations.
    """
    layers = []
    for step in steps:
        layers.append(
            ConvNorm(channels, step.channels, step.kernel, stride=step.stride, padding=step.padding, epsilon=epsilon)
        )
        channels = step.channels
    return nn.Sequential(*layers)


class Parallel(nn.Module):
    """Branches that take the same and whose results are put one behind another along the channels.

    (B, C, H, W) to (B, sum of C', H', W').
    """

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, features: Tensor) -> Tensor:
        """Run them all."""
        return torch.cat([branch(features) for branch in self.branches], dim=1)
