"""Which network, and how much of it: read without PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field

BackboneName: TypeAlias = Literal[
    "inception_resnet_v1",
    "inception_resnet_v2",
    "nn1",
    "nn2",
    "densenet121",
    "ir50",
    "face_resnet",
    "mobilefacenet",
]
"""Names that a run's configuration knows."""

BACKBONE_NAMES: Final[tuple[BackboneName, ...]] = get_args(BackboneName)

SMALLEST_INPUT: Final = 32
"""Pixels a side below which five halvings leave nothing."""

LARGEST_INPUT: Final = 512
"""Pixels a side; above it no crop of a face has anything to tell."""


@dataclass(frozen=True, slots=True)
class SourceShape:
    """How a source uses its network.

    Attributes:
        embedding_size: numbers of an embedding.
        input_size: pixels a side of its square input.
        dropout: share of the features dropped before the embedding.
    """

    embedding_size: int
    input_size: int
    dropout: float


SOURCE_SHAPES: Final[dict[BackboneName, SourceShape]] = {
    # Sandberg's FaceNet: 160 x 160, keep probability 0.8; the embedding of FaceNet (arXiv:1503.03832).
    "inception_resnet_v1": SourceShape(128, 160, 0.2),
    # Szegedy et al. 2016 (arXiv:1602.07261), keep probability 0.8, with the input and embedding of the above.
    "inception_resnet_v2": SourceShape(128, 160, 0.2),
    # FaceNet, table 1.
    "nn1": SourceShape(128, 220, 0.0),
    # FaceNet, table 2.
    "nn2": SourceShape(128, 224, 0.0),
    # Huang et al. 2017 (arXiv:1608.06993) on 224 x 224, with an embedding of 32 instead of the classes.
    "densenet121": SourceShape(32, 224, 0.0),
    # Deng et al. 2019 (arXiv:1801.07698): LResNet50E-IR, dropout 0.4.
    "ir50": SourceShape(512, 112, 0.4),
    # Liu et al. 2017 (arXiv:1704.08063): 112 x 96 there, square here.
    "face_resnet": SourceShape(512, 112, 0.0),
    # Chen et al. 2018 (arXiv:1804.07573), table 1.
    "mobilefacenet": SourceShape(128, 112, 0.0),
}


def _from_source(field: str) -> Any:
    """A default that the source of the network gives."""

    def default(values: dict[str, Any]) -> Any:
        # Without a valid name nothing is built; the other fields still have to be something.
        return getattr(SOURCE_SHAPES[values.get("name", "mobilefacenet")], field)

    return default


class BackboneSpec(BaseModel):
    """A network and its options; what is left out is as in the network's source.

    Attributes:
        name: which.
        embedding_size: numbers of an embedding.
        input_size: pixels a side of the square pictures it takes.
        dropout: share of the features dropped before the embedding while training.
        checkpointing: compute the insides of each block again in the backward pass instead of keeping them: less
            memory, a third more time, the same gradients.
        width: multiplier of every inner layer's channels; 1 is the published network, less suits small sets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: BackboneName
    embedding_size: int = Field(default_factory=_from_source("embedding_size"), ge=2, le=4096)
    input_size: int = Field(default_factory=_from_source("input_size"), ge=SMALLEST_INPUT, le=LARGEST_INPUT)
    dropout: float = Field(default_factory=_from_source("dropout"), ge=0.0, lt=1.0)
    checkpointing: bool = False
    width: float = Field(default=1.0, gt=0.0, le=4.0)
