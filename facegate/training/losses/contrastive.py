"""Contrastive loss: two towers that share their weights, a pair of pictures, and whether they are one person."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import relu

from facegate.errors import TrainingError
from facegate.training.losses.distances import unit
from facegate.training.losses.part import LossPart, PartOutput, attached_zero
from facegate.training.losses.specs import ContrastiveSpec


class ContrastiveLoss(LossPart):
    """``(1 - Y) / 2 * D^2 + Y / 2 * max(0, m - D)^2``, Y = 0 for one person (Hadsell et al. 2006).

    D is the Euclidean distance of unit vectors, ``sqrt(|a - b|^2 + epsilon)`` in the second term, since the gradient of
    the root divides by 0 at 0; the first needs no root. pytorch-metric-learning's loss has neither the squares nor the
    halves.

    Diagnostics: ``active``, the share of pairs of different people that are nearer than the margin; ``same`` and
    ``different``, mean squared distances of each kind (0 without such pairs).
    """

    def __init__(self, spec: ContrastiveSpec) -> None:
        super().__init__()
        self.spec = spec

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:  # noqa: ARG002
        """See :meth:`LossPart.forward`.

        Raises:
            TrainingError: an odd number of rows, where they are listed in pairs.
        """
        ours, others = self._pairs(labels)
        vectors = unit(embeddings)
        squared = (vectors[ours] - vectors[others]).square().sum(dim=1)
        different = labels[ours] != labels[others]
        pull = 0.5 * squared[~different]
        push = 0.5 * relu(self.spec.margin - (squared[different] + self.spec.epsilon).sqrt()).square()
        if self.spec.pairs == "all":
            value = _mean(pull, embeddings) + _mean(push, embeddings)
        else:
            value = _mean(torch.cat((pull, push)), embeddings)
        seen = squared.detach()
        return PartOutput(
            value,
            {
                "active": (push.detach() > 0.0).sum() / max(1, len(push)),
                "same": seen[~different].sum() / max(1, len(pull)),
                "different": seen[different].sum() / max(1, len(push)),
            },
        )

    def _pairs(self, labels: Tensor) -> tuple[Tensor, Tensor]:
        rows = len(labels)
        if self.spec.pairs == "all":
            upper = torch.triu_indices(rows, rows, offset=1, device=labels.device)
            return upper[0], upper[1]
        if rows % 2:
            raise TrainingError(
                "Not a batch of pairs",
                "Rows 0 and 1 are a pair, 2 and 3, and so on; {rows} rows leave one over.",
                "Make batches of an even number of pictures.",
                rows=rows,
            )
        every = torch.arange(rows, device=labels.device)
        return every[0::2], every[1::2]


def _mean(losses: Tensor, embeddings: Tensor) -> Tensor:
    return losses.mean() if len(losses) else attached_zero(embeddings)
