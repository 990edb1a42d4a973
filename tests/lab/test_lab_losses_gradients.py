"""Gradients of every loss: right by finite differences, and finite where formulas divide by nothing."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from facegate.training.losses.build import WeightedLoss, build_loss
from facegate.training.losses.specs import (
    AMSoftmaxSpec,
    Annealing,
    ArcFaceSpec,
    CenterSpec,
    ContrastiveSpec,
    L2SoftmaxSpec,
    LossSpec,
    LossTerm,
    LSoftmaxSpec,
    NormFaceSpec,
    SoftmaxSpec,
    SphereFaceSpec,
    TripletSpec,
)

DIMENSION, CLASSES = 4, 3
LABELS = torch.tensor([0, 0, 1, 1, 2, 2, 0, 1, 2])
FULL = Annealing(start=0.0, lowest=0.0)

EVERY: tuple[LossSpec, ...] = (
    TripletSpec(mining="all"),
    TripletSpec(mining="semi_hard"),
    TripletSpec(mining="hardest"),
    TripletSpec(mining="random_violating"),
    ContrastiveSpec(margin=2.0, pairs="all"),
    SoftmaxSpec(),
    L2SoftmaxSpec(alpha=3.0, learned=True),
    CenterSpec(),
    LSoftmaxSpec(margin=2, annealing=FULL),
    LSoftmaxSpec(margin=3),
    LSoftmaxSpec(margin=4, annealing=FULL),
    SphereFaceSpec(margin=3, annealing=FULL),
    SphereFaceSpec(),
    NormFaceSpec(scale=4.0),
    AMSoftmaxSpec(scale=4.0),
    ArcFaceSpec(scale=4.0),
    ArcFaceSpec(scale=4.0, margin=1.4),
)


def built(spec: LossSpec) -> WeightedLoss:
    torch.manual_seed(3)
    return build_loss([LossTerm(spec=spec)], DIMENSION, CLASSES).eval()


def batch() -> Tensor:
    return torch.randn(len(LABELS), DIMENSION, generator=torch.Generator().manual_seed(5), dtype=torch.float64)


def finite_gradients(loss: WeightedLoss, embeddings: Tensor, labels: Tensor) -> Tensor:
    """The gradient by the embeddings, after all were seen to be finite."""
    embeddings = embeddings.detach().requires_grad_()
    total = loss(embeddings, labels, 0).total
    total.backward()
    assert torch.isfinite(total)
    assert embeddings.grad is not None
    for gradient in (embeddings.grad, *(weight.grad for weight in loss.parameters() if weight.grad is not None)):
        assert torch.isfinite(gradient).all()
    return embeddings.grad


@pytest.mark.parametrize("spec", EVERY, ids=str)
def test_gradients_are_those_of_finite_differences(spec: LossSpec) -> None:
    loss = built(spec).double()
    weights = [weight for weight in loss.parameters() if weight.requires_grad]
    assert torch.autograd.gradcheck(
        lambda embeddings, *_: loss(embeddings, LABELS, 0).total, (batch().requires_grad_(), *weights)
    )


def test_gradients_of_listed_pairs_and_triplets_are_those_of_finite_differences() -> None:
    triplets, pairs = built(TripletSpec(mining="offline")).double(), built(ContrastiveSpec(margin=2.0)).double()
    labels = torch.tensor([0, 0, 1, 2, 2, 1, 1, 1, 0])
    assert torch.autograd.gradcheck(lambda rows: triplets(rows, labels, 0).total, batch().requires_grad_())
    assert torch.autograd.gradcheck(lambda rows: pairs(rows, LABELS[:8], 0).total, batch()[:8].requires_grad_())


POLES = tuple(spec for spec in EVERY if hasattr(spec, "scale") or hasattr(spec, "annealing"))


@pytest.mark.parametrize("spec", [*POLES, ArcFaceSpec(), AMSoftmaxSpec(), SphereFaceSpec(annealing=FULL)], ids=str)
@pytest.mark.parametrize("side", [1.0, -1.0])
def test_gradients_are_finite_where_embedding_and_weight_are_parallel(spec: LossSpec, side: float) -> None:
    loss = built(spec)
    weights = loss.parts[spec.kind].loss.W
    with torch.no_grad():
        weights.copy_(torch.eye(DIMENSION, CLASSES))
    embeddings = side * weights.detach().T[LABELS] * 3.0
    assert finite_gradients(loss, embeddings, LABELS).abs().max() < 1e4


@pytest.mark.parametrize("spec", EVERY, ids=str)
def test_gradients_are_finite_where_all_embeddings_are_one(spec: LossSpec) -> None:
    finite_gradients(built(spec), torch.ones(len(LABELS), DIMENSION), LABELS)


@pytest.mark.parametrize("spec", EVERY, ids=str)
def test_gradients_are_finite_for_embeddings_of_nothing(spec: LossSpec) -> None:
    finite_gradients(built(spec), torch.zeros(len(LABELS), DIMENSION), LABELS)


@pytest.mark.parametrize("spec", EVERY, ids=str)
def test_gradients_are_finite_for_huge_embeddings(spec: LossSpec) -> None:
    finite_gradients(built(spec), batch().float() * 1e4, LABELS)


@pytest.mark.parametrize("spec", EVERY, ids=str)
@pytest.mark.parametrize("half", [torch.float16, torch.bfloat16])
def test_half_precision_ends_before_the_losses(spec: LossSpec, half: torch.dtype) -> None:
    loss = built(spec)
    coarse = batch().to(half)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mixed = loss(coarse, LABELS, 0)
    exact = loss(coarse.float(), LABELS, 0)
    assert mixed.total.dtype == torch.float32
    assert mixed.total.item() == exact.total.item()
    assert all(weight.dtype == torch.float32 for weight in loss.parameters())


def test_gradients_reach_embeddings_in_half_precision() -> None:
    embeddings = batch().half().requires_grad_()
    built(ArcFaceSpec())(embeddings, LABELS, 0).total.backward()
    assert embeddings.grad is not None
    assert embeddings.grad.dtype == torch.float16
    assert embeddings.grad.abs().sum() > 0
