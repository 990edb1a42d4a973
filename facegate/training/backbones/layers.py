"""Layers that several networks share."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from torch import nn

Activation: TypeAlias = Literal["relu", "prelu", "none"]

CHANNEL_STEP: Final = 8
"""Channels of a thinner network come in steps that vector units like, and are never fewer."""

NORM_EPSILON: Final = 1e-5
"""PyTorch's own; what a network's source says otherwise is given where its layers are made."""


def scaled(channels: int, width: float) -> int:
    """Channels of a layer under a width multiplier: those of the source at 1, else the nearest step, at least one."""
    if width == 1.0:
        return channels
    return max(CHANNEL_STEP, round(channels * width / CHANNEL_STEP) * CHANNEL_STEP)


def halved(size: int, times: int) -> int:
    """Side of a map after convolutions or poolings of stride 2 that pad: rounded up each time."""
    return -(-size // 2**times)


def activation_of(kind: Activation, channels: int) -> nn.Module:
    """The non-linearity after a layer; PReLU with one slope a channel, 0.25 at first (He et al. 2015)."""
    match kind:
        case "relu":
            return nn.ReLU(inplace=True)
        case "prelu":
            return nn.PReLU(channels)
        case "none":
            return nn.Identity()


class ConvNorm(nn.Sequential):
    """Convolution without bias, batch normalisation, activation: (B, C, H, W) to (B, C', H', W')."""

    def __init__(
        self,
        channels: int,
        result: int,
        kernel: int | tuple[int, int],
        *,
        stride: int = 1,
        padding: int | tuple[int, int] | None = None,
        groups: int = 1,
        activation: Activation = "relu",
        epsilon: float = NORM_EPSILON,
    ) -> None:
        """Make the three.

        Args:
            channels: of what it takes.
            result: of what it gives.
            kernel: one side, or height and width.
            stride: of the convolution.
            padding: on each side; None keeps the size at stride 1.
            groups: of the convolution; ``channels`` for a depthwise one.
            activation: after the normalisation.
            epsilon: of the normalisation.
        """
        sides = (kernel, kernel) if isinstance(kernel, int) else kernel
        around = (sides[0] // 2, sides[1] // 2) if padding is None else padding
        super().__init__(
            nn.Conv2d(channels, result, sides, stride, around, groups=groups, bias=False),
            nn.BatchNorm2d(result, eps=epsilon),
            activation_of(activation, result),
        )
