"""Center loss: every embedding near the centre of its person. pytorch-metric-learning has none."""

from __future__ import annotations

import torch
from torch import Tensor

from facegate.training.losses.part import LossPart, PartOutput
from facegate.training.losses.specs import CenterSpec


class CenterLoss(LossPart):
    """``1/2 * mean of |x - c_y|^2`` of embeddings as they are (Wen et al. 2016; the mean as in its code).

    After each training step every centre of the batch moves by
    ``alpha * sum(x - c) / (1 + n)`` over its n members. Centres are no parameters: no gradient reaches them.

    Attributes:
        centers: (C, D), start at 0; part of the state that is saved.

    Diagnostics: ``distance``, the mean of ``|x - c_y|``.
    """

    centers: Tensor

    def __init__(self, spec: CenterSpec, dimension: int, classes: int) -> None:
        super().__init__()
        self.spec = spec
        self.register_buffer("centers", torch.zeros(classes, dimension))

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:  # noqa: ARG002
        """See :meth:`LossPart.forward`; moves the centres in training mode."""
        offsets = embeddings - self.centers.to(embeddings.dtype)[labels]
        squared = offsets.square().sum(dim=1)
        if self.training:
            self._move(offsets.detach(), labels)
        return PartOutput(0.5 * squared.mean(), {"distance": squared.detach().sqrt().mean()})

    def _move(self, offsets: Tensor, labels: Tensor) -> None:
        sums = torch.zeros_like(self.centers).index_add_(0, labels, offsets.to(self.centers.dtype))
        members = torch.bincount(labels, minlength=len(self.centers))
        # A new tensor: the graph of this step still holds the old one.
        self.centers = self.centers + self.spec.alpha * sums / (1.0 + members)[:, None]
