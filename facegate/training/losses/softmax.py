"""Softmax over the people of the training set, plain and with the features' length constrained."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from facegate.training.losses.distances import unit
from facegate.training.losses.part import LossPart, PartOutput
from facegate.training.losses.specs import L2SoftmaxSpec


class SoftmaxLoss(LossPart):
    """``mean of -log softmax(W x + b)[y]``: W (C, D), b (C,).

    Diagnostics: ``right``, the share of rows whose largest logit is the right person's.
    """

    def __init__(self, dimension: int, classes: int) -> None:
        super().__init__()
        self.head = nn.Linear(dimension, classes)
        nn.init.xavier_uniform_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:  # noqa: ARG002
        """See :meth:`LossPart.forward`."""
        logits = self.head(embeddings)
        return PartOutput(cross_entropy(logits, labels), {"right": share_right(logits, labels)})


class L2SoftmaxLoss(SoftmaxLoss):
    """Softmax of features brought to the length alpha: ``W (alpha x / |x|) + b`` (Ranjan et al. 2017).

    Diagnostics: as softmax, and ``alpha``.
    """

    def __init__(self, spec: L2SoftmaxSpec, dimension: int, classes: int) -> None:
        super().__init__(dimension, classes)
        self.spec = spec
        self.alpha = nn.Parameter(torch.tensor(spec.alpha), requires_grad=spec.learned)

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:
        """See :meth:`LossPart.forward`."""
        value, diagnostics = super().forward(self.alpha * unit(embeddings), labels, step)
        return PartOutput(value, {**diagnostics, "alpha": self.alpha.detach()})


def share_right(logits: Tensor, labels: Tensor) -> Tensor:
    """Share of rows, 0..1, whose largest logit (B, C) is that of the label (B,)."""
    return (logits.detach().argmax(dim=1) == labels).float().mean()
