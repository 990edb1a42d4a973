"""What every loss is to the sum of losses."""

from __future__ import annotations

from abc import abstractmethod
from typing import NamedTuple

from torch import Tensor, nn


class PartOutput(NamedTuple):
    """What one loss makes of a batch.

    Attributes:
        value: the loss, a scalar attached to the graph.
        diagnostics: scalars to watch, detached from the graph.
    """

    value: Tensor
    diagnostics: dict[str, Tensor]


class LossPart(nn.Module):
    """One loss. Computes in the type of its embeddings, which is never half precision."""

    @abstractmethod
    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:
        """Compute it.

        Args:
            embeddings: (B, D), float32 or float64, as the network gives them, not normalised.
            labels: (B,) int64, 0..classes-1.
            step: of the training, from 0.
        """


def attached_zero(embeddings: Tensor) -> Tensor:
    """A zero whose gradient is a zero for every embedding: what a batch without anything to compare gives."""
    return embeddings.sum() * 0.0
