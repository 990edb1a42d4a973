"""What an exported network's description says of it, and in which form it is exported. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OPSET = 18
"""Version of the ONNX operators: the one that PyTorch's exporter writes without converting afterwards."""

INPUT, OUTPUT = "pictures", "embeddings"
"""Names of the exported network's only input and of its only output."""

BATCH = "batch"
"""Name of the size that may vary: how many pictures at once."""

OWN_LICENCE = "proprietary"
"""Of a network that nobody said anything else of: it belongs to whoever trained it."""


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """Everything of a network that its weights do not say.

    Attributes:
        name: what its ids begin with.
        title: a few words for people.
        licence: of the file, by its SPDX name where it has one.
        research_only: whether nothing else is allowed, as where the pictures were given for research.
        origin: how it was made, sentences.
        window: W, pixels of a crop that the network sees; ArcFace's five points, scaled to W, are where they stand.
        size: S, pixels along each side of its input; where W is another number the window is scaled.
        dimension: D, numbers of an embedding.
        standardise: ``fixed`` or ``image``; :class:`facegate.training.data.specs.AugmentSpec`.
    """

    name: str
    title: str
    licence: str
    research_only: bool
    origin: tuple[str, ...]
    window: int
    size: int
    dimension: int
    standardise: Literal["fixed", "image"]

    @property
    def shape(self) -> tuple[int | str, ...]:
        """Of the input: float32, RGB."""
        return BATCH, 3, self.size, self.size
