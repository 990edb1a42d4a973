"""Trunks of the detector, cut off before their classifier: they give feature maps of three sizes.

Both are written here, for torchvision has no build for processors everywhere.
"""

from __future__ import annotations

from torch import Tensor, nn

from facegate.training.detection.specs import DetectorBackbone

_LEAK = 0.1
"""Of MobileNet's rectifiers, in the width 0.25 that RetinaFace was published with."""


class Trunk(nn.Module):
    """Stages one after another, each (B, C, H, W); all but those before the first of ``widths`` are given out.

    Attributes:
        widths: channels of the maps of an eighth, a sixteenth and a thirty-second of the picture's size.
    """

    def __init__(self, stem: nn.Module, stages: list[nn.Module], widths: tuple[int, ...]) -> None:
        super().__init__()
        self.stem = stem
        self.stages = nn.ModuleList(stages)
        self.widths = widths

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """Maps, finest first."""
        maps: list[Tensor] = []
        x = self.stem(pictures)
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps


def make_trunk(backbone: DetectorBackbone) -> Trunk:
    """An untrained trunk."""
    return _mobilenet() if backbone == "mobilenet0.25" else _resnet50()


def convolution(
    inputs: int, outputs: int, kernel: int, *, stride: int = 1, leak: float | None = 0.0, groups: int = 1
) -> nn.Sequential:
    """Convolution, batch normalisation and a rectifier.

    Args:
        inputs: channels of the map that comes in.
        outputs: channels of the one that goes out.
        kernel: side of the kernel; the map keeps its size but for ``stride``.
        stride: cells from one to the next.
        leak: slope below 0 of the rectifier; None: there is none.
        groups: of channels; as many as inputs: each channel by itself.
    """
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    if leak is not None:
        layers.append(nn.LeakyReLU(leak, inplace=True) if leak else nn.ReLU(inplace=True))
    return nn.Sequential(*layers)


def _separable(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """MobileNet's block (Howard et al., 1704.04861): each channel by itself, then all at each place."""
    return nn.Sequential(
        convolution(inputs, inputs, 3, stride=stride, leak=_LEAK, groups=inputs),
        convolution(inputs, outputs, 1, leak=_LEAK),
    )


def _mobilenet() -> Trunk:
    """MobileNet of a quarter of the width: 32, 64, 128... channels become 8, 16, 32... ."""
    first = nn.Sequential(
        convolution(3, 8, 3, stride=2, leak=_LEAK),
        _separable(8, 16),
        _separable(16, 32, 2),
        _separable(32, 32),
        _separable(32, 64, 2),
        _separable(64, 64),
    )
    second = nn.Sequential(_separable(64, 128, 2), *(_separable(128, 128) for _ in range(5)))
    third = nn.Sequential(_separable(128, 256, 2), _separable(256, 256))
    return Trunk(nn.Identity(), [first, second, third], (64, 128, 256))


class Bottleneck(nn.Module):
    """ResNet's block of three convolutions (He et al., 1512.03385, figure 5), the stride in the middle one."""

    EXPANSION = 4

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        """(B, inputs, H, W) to (B, 4 * width, H / stride, W / stride)."""
        super().__init__()
        outputs = width * self.EXPANSION
        self.body = nn.Sequential(
            convolution(inputs, width, 1),
            convolution(width, width, 3, stride=stride),
            convolution(width, outputs, 1, leak=None),
        )
        same = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if same else convolution(inputs, outputs, 1, stride=stride, leak=None)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        return self.relu(self.body(x) + self.shortcut(x))


def _resnet50() -> Trunk:
    """ResNet-50: 3, 4, 6 and 3 blocks; the first three blocks' map is a quarter of the picture and not given out."""
    stem: list[nn.Module] = [convolution(3, 64, 7, stride=2), nn.MaxPool2d(3, 2, 1)]
    stages: list[nn.Module] = []
    inputs = 64
    for width, blocks, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        stage: list[nn.Module] = []
        for place in range(blocks):
            stage.append(Bottleneck(inputs, width, stride if place == 0 else 1))
            inputs = width * Bottleneck.EXPANSION
        stages.append(nn.Sequential(*stage))
    stem.append(stages.pop(0))
    return Trunk(nn.Sequential(*stem), stages, (512, 1024, 2048))
