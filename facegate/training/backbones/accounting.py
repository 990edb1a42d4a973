"""How large and how costly networks are, and whether that is what their sources say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.build import build_backbone
from facegate.training.backbones.face_resnet import build_face_resnet
from facegate.training.backbones.published import PUBLISHED, Published
from facegate.training.backbones.specs import SOURCE_SHAPES, BackboneSpec


@dataclass(frozen=True, slots=True)
class Size:
    """What a network takes.

    Attributes:
        parameters: all of them.
        flops: floating-point operations of convolutions and matrix products for one picture, a multiplication and an
            addition being two.
    """

    parameters: int
    flops: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A network of ours beside the published one, of its shape.

    Attributes:
        published: what its source says.
        parameters: of ours, counted as there.
        expected: of the published one; without its classes where ours has an embedding instead.
        flops: of ours, on pictures as there.
    """

    published: Published
    parameters: int
    expected: int
    flops: int

    @property
    def parameters_difference(self) -> float:
        """Share by which ours has more."""
        return self.parameters / self.expected - 1.0

    @property
    def flops_difference(self) -> float:
        """Share by which ours costs more."""
        return self.flops / self.published.flops - 1.0


def size_of(spec: BackboneSpec) -> Size:
    """Count a network without making its weights.

    Args:
        spec: which, and its options.
    """
    with torch.device("meta"):
        network = build_backbone(spec)
    return Size(_count(network), _flops(network, spec.input_size, spec.input_size))


@cache
def compare(published: Published) -> Comparison:
    """Count ours as its source counts.

    Args:
        published: what the source says.
    """
    rows, columns = published.input_size, published.columns
    embedding_size = published.embedding_size or SOURCE_SHAPES[published.name].embedding_size
    spec = BackboneSpec(name=published.name, embedding_size=embedding_size, input_size=rows)
    with torch.device("meta"):
        network = build_backbone(spec) if columns is None else build_face_resnet(spec, columns)
    counted = network.blocks if published.classes_parameters else network
    return Comparison(
        published,
        _count(counted) - (_scales(counted) if published.is_folded else 0),
        published.parameters - published.classes_parameters,
        _flops(network, rows, columns or rows),
    )


def compare_all() -> list[Comparison]:
    """Every network beside its source."""
    return [compare(published) for published in PUBLISHED]


def _count(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def _scales(module: nn.Module) -> int:
    """Parameters that fall away when normalisations become part of the layers before them."""
    kinds = (nn.BatchNorm1d, nn.BatchNorm2d)
    return sum(each.weight.numel() for each in module.modules() if isinstance(each, kinds))


def _flops(network: Backbone, rows: int, columns: int) -> int:
    """Of one picture, on PyTorch's device of shapes without numbers."""
    network.eval()
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network(torch.empty(1, 3, rows, columns, device="meta"))
    return int(counter.get_total_flops())
