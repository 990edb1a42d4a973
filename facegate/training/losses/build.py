"""The losses of a run as one module: their weighted sum, and what to watch of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from facegate.errors import TrainingError
from facegate.training.losses import specs
from facegate.training.losses.bounds import warnings_of
from facegate.training.losses.center import CenterLoss
from facegate.training.losses.contrastive import ContrastiveLoss
from facegate.training.losses.margins import AMSoftmaxLoss, AnnealedLoss, ArcFaceLoss, NormFaceLoss
from facegate.training.losses.needs import Needs, needs_of
from facegate.training.losses.part import LossPart
from facegate.training.losses.softmax import L2SoftmaxLoss, SoftmaxLoss
from facegate.training.losses.specs import LossSpec, LossTerm
from facegate.training.losses.triplet import TripletLoss

FEWEST_PEOPLE = 2
"""There has to be somebody to be told from."""


class LossOutput(NamedTuple):
    """What the losses make of a batch.

    Attributes:
        total: the weighted sum, a scalar float32 attached to the graph.
        parts: each loss before its weight, by name: the kind, ``kind_2`` for a second one of it.
        diagnostics: numbers to watch, by ``name.what``; ``mean_norm`` is of the raw embeddings.
    """

    total: Tensor
    parts: dict[str, Tensor]
    diagnostics: dict[str, float]


class WeightedLoss(nn.Module):
    """Losses and what each counts. Its parameters are trained together with the network's.

    Attributes:
        terms: what it was built from.
        dimension: D.
        classes: people.
        parts: the losses, by name.
    """

    def __init__(self, terms: Sequence[LossTerm], dimension: int, classes: int) -> None:
        super().__init__()
        self.terms = tuple(terms)
        self.dimension = dimension
        self.classes = classes
        self.parts = nn.ModuleDict()
        for term in self.terms:
            self.parts[self._name(term.spec.kind)] = _part(term.spec, dimension, classes)

    def _name(self, kind: str) -> str:
        same = sum(name == kind or name.startswith(f"{kind}_") for name in self.parts)
        return f"{kind}_{same + 1}" if kind in self.parts else kind

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> LossOutput:
        """Compute them, in float32 whatever precision the network ran in: margins vanish in half of it.

        Args:
            embeddings: (B, D), as the network gives them, not normalised; any floating type.
            labels: (B,) int64, 0..classes-1.
            step: of the training, from 0.

        Raises:
            TrainingError: the batch is not made as :attr:`needs` says.
        """
        with torch.autocast(embeddings.device.type, enabled=False):
            exact = embeddings if embeddings.dtype == torch.float64 else embeddings.float()
            total = exact.new_zeros(())
            parts: dict[str, Tensor] = {}
            watched = {"mean_norm": exact.detach().norm(dim=1).mean()}
            for term, (name, part) in zip(self.terms, self.parts.items(), strict=True):
                value, diagnostics = part(exact, labels, step)
                total = total + term.weight * value
                parts[name] = value
                watched |= {f"{name}.{what}": number for what, number in diagnostics.items()}
        return LossOutput(total, parts, {name: float(number) for name, number in watched.items()})

    @property
    def needs(self) -> Needs:
        """What a batch has to look like."""
        return needs_of(self.terms)

    def warnings(self) -> list[str]:
        """What should be known before training, a sentence each."""
        return warnings_of(self.terms, self.dimension, self.classes)


def build_loss(terms: Sequence[LossTerm], dimension: int, classes: int) -> WeightedLoss:
    """Make the losses of a run, new weights drawn from PyTorch's generator.

    Args:
        terms: at least one.
        dimension: D, of an embedding.
        classes: people of the training set.

    Raises:
        TrainingError: no loss, losses that need different batches, or fewer than two people.
    """
    if not terms:
        raise TrainingError("No loss", "Nothing says what is to be learned.", "Name at least one loss.")
    if classes < FEWEST_PEOPLE:
        raise TrainingError(
            "Too few people",
            "There is nobody to tell apart among {classes}.",
            "Train with pictures of at least two people.",
            classes=classes,
        )
    needs_of(terms)
    return WeightedLoss(terms, dimension, classes)


def _part(spec: LossSpec, dimension: int, classes: int) -> LossPart:
    match spec:
        case specs.TripletSpec():
            return TripletLoss(spec)
        case specs.ContrastiveSpec():
            return ContrastiveLoss(spec)
        case specs.SoftmaxSpec():
            return SoftmaxLoss(dimension, classes)
        case specs.L2SoftmaxSpec():
            return L2SoftmaxLoss(spec, dimension, classes)
        case specs.CenterSpec():
            return CenterLoss(spec, dimension, classes)
        case specs.LSoftmaxSpec() | specs.SphereFaceSpec():
            return AnnealedLoss(spec, dimension, classes)
        case specs.NormFaceSpec():
            return NormFaceLoss(spec, dimension, classes)
        case specs.AMSoftmaxSpec():
            return AMSoftmaxLoss(spec, dimension, classes)
        case specs.ArcFaceSpec():
            return ArcFaceLoss(spec, dimension, classes)
