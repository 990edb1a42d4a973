"""What Inception-ResNet-v1 and -v2 share (Szegedy et al. 2016, arXiv:1602.07261)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_glorot
from facegate.training.backbones.specs import BackboneSpec
from facegate.training.backbones.towers import Parallel, Step, tower

EPSILON: Final = 1e-3
"""Of its normalisations, as in TensorFlow's models."""

VALID_FROM: Final = 75
"""Pixels a side from which the layers that the source does not pad leave something at the end."""

STEM_CHANNELS: Final = (32, 32, 64, 80, 192)

SCALE_35: Final = 0.17
SCALE_17: Final = 0.10
SCALE_8: Final = 0.20
"""Of the residuals before they are added, so that training is stable (section 3.3): as in TensorFlow's models."""


class ScaledResidual(nn.Module):
    """Branches, a linear 1 x 1 convolution with a bias, a scale, and the sum: (B, C, H, W) to the same."""

    def __init__(
        self, channels: int, branches: Sequence[Sequence[Step]], scale: float, *, has_activation: bool = True
    ) -> None:
        """Make it.

        Args:
            channels: taken and given.
            branches: side by side.
            scale: of what is added.
            has_activation: whether ReLU ends it.
        """
        super().__init__()
        self.branches = Parallel(*(tower(channels, steps, EPSILON) for steps in branches))
        self.expansion = nn.Conv2d(sum(steps[-1].channels for steps in branches), channels, 1)
        self.scale = scale
        self.has_activation = has_activation

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        result = features + self.scale * self.expansion(self.branches(features))
        return torch.relu(result) if self.has_activation else result


def border(input_size: int) -> int:
    """Padding of the layers that the source does not pad: 1 where the pictures are too small for that."""
    return 0 if input_size >= VALID_FROM else 1


def reduction(channels: int, branches: Sequence[Sequence[Step]], padding: int) -> tuple[Parallel, int]:
    """Halve the size: branches and a max pooling side by side.

    Returns:
        The module, and the channels it gives.
    """
    pooling = nn.MaxPool2d(3, 2, padding)
    towers = [tower(channels, steps, EPSILON) for steps in branches]
    return Parallel(*towers, pooling), channels + sum(steps[-1].channels for steps in branches)


def finish(spec: BackboneSpec, blocks: Sequence[nn.Module], channels: int) -> Backbone:
    """Add the head of FaceNet's own versions: average over the map, dropout, embedding without bias, normalisation.

    Weights start as in Glorot and Bengio 2010, as there.

    Args:
        spec: its options.
        blocks: the network up to the average.
        channels: of what the last gives.
    """
    head = nn.Sequential(
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(spec.dropout),
        nn.Linear(channels, spec.embedding_size, bias=False),
        nn.BatchNorm1d(spec.embedding_size, eps=EPSILON),
    )
    network = Backbone(spec, blocks, head)
    start_glorot(network.modules())
    return network
