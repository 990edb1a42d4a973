"""NN1 of FaceNet: Zeiler and Fergus with 1 x 1 convolutions (Schroff et al. 2015, arXiv:1503.03832, table 1)."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.initial import start_he
from facegate.training.backbones.layers import halved, scaled
from facegate.training.backbones.specs import BackboneSpec

_STEM: Final = 64
_HALVINGS: Final = 5
_FULLY_CONNECTED: Final = 32 * 128
_PIECES: Final = 2
"""Linear pieces of a maxout unit (p in the table)."""

_NEIGHBOURS: Final = 5
"""Channels that local response normalisation looks at; with PyTorch's other defaults these are the constants of
Krizhevsky et al. 2012 but for k, which Inception has at 1. FaceNet does not give its own."""


class _Maxout(nn.Module):
    """The greatest of some linear functions (Goodfellow et al. 2013): (B, C) to (B, C')."""

    def __init__(self, size: int, result: int) -> None:
        super().__init__()
        self.pieces = nn.Linear(size, result * _PIECES)
        nn.init.kaiming_normal_(self.pieces.weight, nonlinearity="linear")
        nn.init.zeros_(self.pieces.bias)

    def forward(self, features: Tensor) -> Tensor:
        """Apply it."""
        return self.pieces(features).unflatten(1, (_PIECES, -1)).amax(dim=1)


def _convolution(channels: int, result: int, kernel: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(channels, result, kernel, stride, kernel // 2), nn.ReLU(inplace=True))


def _pair(channels: int, result: int) -> nn.Sequential:
    """1 x 1 and then 3 x 3, as all layers from the second on."""
    return nn.Sequential(_convolution(channels, channels, 1), _convolution(channels, result, 3))


def build_nn1(spec: BackboneSpec) -> Backbone:
    """Make it. The source says nothing of the weights it starts from: as in He et al. here.

    Args:
        spec: its options. Nearly all parameters are in the first fully connected layer, which grows with the square of
            ``input_size``.

    Returns:
        (B, 3, S, S) to (B, D).
    """
    one, two, three, four = (scaled(channels, spec.width) for channels in (_STEM, 192, 384, 256))
    blocks: list[nn.Module] = [
        nn.Sequential(_convolution(3, one, 7, 2), nn.MaxPool2d(3, 2, 1), nn.LocalResponseNorm(_NEIGHBOURS)),
        nn.Sequential(_pair(one, two), nn.LocalResponseNorm(_NEIGHBOURS), nn.MaxPool2d(3, 2, 1)),
        nn.Sequential(_pair(two, three), nn.MaxPool2d(3, 2, 1)),
        _pair(three, four),
        _pair(four, four),
        nn.Sequential(_pair(four, four), nn.MaxPool2d(3, 2, 1)),
    ]
    cells, units = halved(spec.input_size, _HALVINGS) ** 2, scaled(_FULLY_CONNECTED, spec.width)
    embedding = nn.Linear(units, spec.embedding_size)
    head = nn.Sequential(
        nn.Flatten(), _Maxout(four * cells, units), _Maxout(units, units), nn.Dropout(spec.dropout), embedding
    )
    network = Backbone(spec, blocks, head)
    start_he(network, "fan_in")
    nn.init.zeros_(embedding.bias)
    return network
