"""Triplet loss: a person's pictures nearer to each other than to anybody else's, by a margin."""

from __future__ import annotations

from typing import TypeAlias

import torch
from pytorch_metric_learning.losses import TripletMarginLoss
from pytorch_metric_learning.miners import BatchHardMiner, TripletMarginMiner
from pytorch_metric_learning.reducers import MeanReducer
from torch import Tensor

from facegate.errors import TrainingError
from facegate.training.losses.distances import squared_euclidean, unit
from facegate.training.losses.negatives import choose_negatives, positive_pairs
from facegate.training.losses.part import LossPart, PartOutput, attached_zero
from facegate.training.losses.specs import TripletSpec

Triplets: TypeAlias = tuple[Tensor, Tensor, Tensor]
"""Anchors, positives and negatives: rows of the batch, each (T,) int64."""

MOST_FOR_ALL = 640
"""Rows of a batch with ``all``: the miner holds a byte for each three of them, 250 MiB, and more of what it finds."""


class TripletLoss(LossPart):
    """``mean over triplets of max(0, |a - p|^2 - |a - n|^2 + alpha)``, unit vectors (Schroff et al. 2015).

    The mean is over the triplets that were chosen; those are the violating ones, except with ``hardest`` (Hermans et
    al. 2017, arXiv 1703.07737: the mean over all anchors) and ``offline``.
    Loss, ``all`` and ``hardest`` are pytorch-metric-learning's.

    Diagnostics: ``active``, the share of the candidates (triplets, anchors or positive pairs) with a loss above 0;
    ``triplets``, how many were chosen.
    """

    def __init__(self, spec: TripletSpec) -> None:
        super().__init__()
        self.spec = spec
        distance = squared_euclidean()
        self._loss = TripletMarginLoss(margin=spec.alpha, distance=distance, reducer=MeanReducer())
        self._all = TripletMarginMiner(margin=spec.alpha, distance=distance, type_of_triplets="all")
        self._hardest = BatchHardMiner(distance=distance)

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:
        """See :meth:`LossPart.forward`; chance depends on the step alone.

        Raises:
            TrainingError: more rows than ``all`` can hold, or rows that are no triplets with ``offline``.
        """
        chosen, candidates = self._triplets(embeddings.detach(), labels, step)
        count = len(chosen[0])
        value = self._loss(embeddings, labels, chosen) if count else attached_zero(embeddings)
        active = self._active(embeddings.detach(), chosen) / max(1, candidates)
        return PartOutput(value, {"active": active, "triplets": torch.tensor(float(count))})

    def _triplets(self, embeddings: Tensor, labels: Tensor, step: int) -> tuple[Triplets, int]:
        """The triplets, and among how many candidates they were found."""
        mining = self.spec.mining
        if mining == "offline":
            return _listed(labels)
        if mining == "all":
            return self._every(embeddings, labels)
        if mining == "hardest":
            found: Triplets = self._hardest(embeddings, labels)
            return found, len(found[0])
        pairs = positive_pairs(labels)
        generator = torch.Generator(embeddings.device)
        generator.manual_seed(step)
        negatives = choose_negatives(unit(embeddings), labels, pairs, self.spec.alpha, mining, generator)
        kept = negatives >= 0
        return (pairs[0][kept], pairs[1][kept], negatives[kept]), len(kept)

    def _every(self, embeddings: Tensor, labels: Tensor) -> tuple[Triplets, int]:
        if len(labels) > MOST_FOR_ALL:
            raise TrainingError(
                "Batch too large",
                "All triplets of {rows} pictures do not fit into memory.",
                "Make batches of at most {most} pictures, or choose semi_hard or random_violating.",
                rows=len(labels),
                most=MOST_FOR_ALL,
            )
        members = (labels[:, None] == labels[None, :]).sum(dim=1)
        candidates = int(((members - 1) * (len(labels) - members)).sum())
        return self._all(embeddings, labels), candidates

    def _active(self, embeddings: Tensor, chosen: Triplets) -> Tensor:
        """How many of them have a loss above 0."""
        anchors, positives, negatives = (unit(embeddings)[rows] for rows in chosen)
        near, far = (anchors - positives).square().sum(dim=1), (anchors - negatives).square().sum(dim=1)
        return (near - far + self.spec.alpha > 0.0).sum()


def _listed(labels: Tensor) -> tuple[Triplets, int]:
    """The triplets of a batch that was made of them."""
    rows = torch.arange(len(labels), device=labels.device)
    chosen = (rows[0::3], rows[1::3], rows[2::3])
    if len(labels) % 3 or not (_same(labels, chosen[:2]) and not _any_same(labels, (chosen[0], chosen[2]))):
        raise TrainingError(
            "Not a batch of triplets",
            "With triplets chosen beforehand, rows are anchor, positive, negative, and so on; these are not.",
            "Make the batches from offline_triplets, or choose another kind of mining.",
        )
    return chosen, len(chosen[0])


def _same(labels: Tensor, pair: tuple[Tensor, Tensor]) -> bool:
    return bool((labels[pair[0]] == labels[pair[1]]).all())


def _any_same(labels: Tensor, pair: tuple[Tensor, Tensor]) -> bool:
    return bool((labels[pair[0]] == labels[pair[1]]).any())
