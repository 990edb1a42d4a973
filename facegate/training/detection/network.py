"""RetinaFace's network: trunk, feature pyramid, context modules, three heads (Deng et al., 1905.00641).

Built as its public PyTorch version is, whose exports the program reads too: two anchors a cell on three levels, 64
channels in the pyramid above MobileNet-0.25 and 256 above ResNet-50.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from facegate.training.detection.specs import DetectorBackbone
from facegate.training.detection.trunks import Trunk, convolution, make_trunk

CLASSES = 2
"""Background, face."""

BOX = 4
POINTS = 10
"""Five landmarks, x and y."""

_PYRAMID = {"mobilenet0.25": 64, "resnet50": 256}
"""Channels of every level."""

_NARROW = 64
"""Channels up to which rectifiers leak, as in the public version: narrow layers die otherwise."""

_LEAK = 0.1


class RawFaces(NamedTuple):
    """What the heads say of every anchor, level by level, row by row.

    Attributes:
        boxes: (B, N, 4), offsets of the middle and logarithms of the sizes, see ``anchors.py``.
        scores: (B, N, 2), logits of background and face.
        landmarks: (B, N, 10), offsets of five points from the anchor's middle.
    """

    boxes: Tensor
    scores: Tensor
    landmarks: Tensor

    def as_float(self) -> RawFaces:
        """The same in float32: of mixed precision the loss is reckoned so."""
        return RawFaces(*(part.float() for part in self))


class RetinaFaceNetwork(nn.Module):
    """Pictures (B, 3, H, W), BGR less the mean, sides multiples of 32, to :class:`RawFaces`."""

    def __init__(self, backbone: DetectorBackbone = "mobilenet0.25", anchors: int = 2) -> None:
        """Make an untrained network with ``anchors`` anchors a cell."""
        super().__init__()
        self.backbone = backbone
        width = _PYRAMID[backbone]
        leak = _LEAK if width <= _NARROW else 0.0
        self.trunk: Trunk = make_trunk(backbone)
        self.pyramid = Pyramid(self.trunk.widths, width, leak)
        self.contexts = nn.ModuleList(ContextModule(width, leak) for _ in self.trunk.widths)
        self.heads = nn.ModuleDict(
            {
                kind: nn.ModuleList(nn.Conv2d(width, anchors * size, 1) for _ in self.trunk.widths)
                for kind, size in (("boxes", BOX), ("scores", CLASSES), ("landmarks", POINTS))
            }
        )

    def forward(self, pictures: Tensor) -> RawFaces:
        """See the class."""
        levels = self.pyramid(self.trunk(pictures))
        seen = [context(level) for context, level in zip(self.contexts, levels, strict=True)]
        return RawFaces(
            self._read("boxes", seen, BOX), self._read("scores", seen, CLASSES), self._read("landmarks", seen, POINTS)
        )

    def _read(self, kind: str, seen: list[Tensor], size: int) -> Tensor:
        heads = self.heads[kind]
        assert isinstance(heads, nn.ModuleList)
        # (B, anchors * size, H, W) -> (B, H * W * anchors, size): anchors of one cell are neighbours.
        told = [head(level).permute(0, 2, 3, 1) for head, level in zip(heads, seen, strict=True)]
        parts = [level.flatten(1).unflatten(1, (-1, size)) for level in told]
        return torch.cat(parts, dim=1)


class Pyramid(nn.Module):
    """A feature pyramid (Lin et al., 1612.03144): what coarse levels know is added to finer ones."""

    def __init__(self, widths: tuple[int, ...], width: int, leak: float) -> None:
        """From levels of ``widths`` channels, finest first, to as many levels of ``width`` channels."""
        super().__init__()
        self.sides = nn.ModuleList(convolution(wide, width, 1, leak=leak) for wide in widths)
        self.merges = nn.ModuleList(convolution(width, width, 3, leak=leak) for _ in widths[1:])

    def forward(self, levels: list[Tensor]) -> list[Tensor]:
        """Levels, finest first, each (B, C, H, W) of half the size of the one before it."""
        merged = [side(level) for side, level in zip(self.sides, levels, strict=True)]
        for place in range(len(merged) - 2, -1, -1):
            # By a factor and not to a size: sides are multiples of the coarsest cell, and an export keeps any of them.
            wider = functional.interpolate(merged[place + 1], scale_factor=2.0, mode="nearest")
            merged[place] = self.merges[place](merged[place] + wider)
        return merged


class ContextModule(nn.Module):
    """SSH's context module (Najibi et al., 1708.03979): fields of view of 3, 5 and 7 cells side by side."""

    def __init__(self, width: int, leak: float) -> None:
        """Keeps ``width`` channels, half of them with the narrow view."""
        super().__init__()
        half, quarter = width // 2, width // 4
        self.near = convolution(width, half, 3, leak=None)
        self.middle = convolution(width, quarter, 3, leak=leak)
        self.middle_end = convolution(quarter, quarter, 3, leak=None)
        self.far = convolution(quarter, quarter, 3, leak=leak)
        self.far_end = convolution(quarter, quarter, 3, leak=None)

    def forward(self, level: Tensor) -> Tensor:
        """(B, width, H, W) to the same shape."""
        middle = self.middle(level)
        views = (self.near(level), self.middle_end(middle), self.far_end(self.far(middle)))
        return functional.relu(torch.cat(views, dim=1))
