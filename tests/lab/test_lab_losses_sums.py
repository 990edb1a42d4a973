"""Losses together: weights, names, what is saved, and that each of them can be learned from."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from facegate.errors import TrainingError
from facegate.training.losses.build import build_loss
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

DIMENSION, CLASSES = 8, 4
QUICK = Annealing(start=10.0, gamma=1.0, lowest=0.0)


def batch() -> tuple[Tensor, Tensor]:
    return torch.randn(16, DIMENSION, generator=torch.Generator().manual_seed(0)), torch.arange(16) // 4


def test_the_sum_is_weighted() -> None:
    terms = [
        LossTerm(spec=SoftmaxSpec(), weight=2.0),
        LossTerm(spec=CenterSpec(), weight=0.003),
        LossTerm(spec=TripletSpec(), weight=0.5),
    ]
    output = build_loss(terms, DIMENSION, CLASSES)(*batch(), 0)
    assert list(output.parts) == ["softmax", "center", "triplet"]
    parts = {name: float(value.detach()) for name, value in output.parts.items()}
    expected = 2.0 * parts["softmax"] + 0.003 * parts["center"] + 0.5 * parts["triplet"]
    assert output.total.item() == pytest.approx(expected, rel=1e-6)
    assert output.diagnostics["mean_norm"] == pytest.approx(float(batch()[0].norm(dim=1).mean()))
    assert {"softmax.right", "center.distance", "triplet.active"} < set(output.diagnostics)


def test_two_of_a_kind_have_names_of_their_own() -> None:
    terms = [LossTerm(spec=SoftmaxSpec()), LossTerm(spec=L2SoftmaxSpec()), LossTerm(spec=SoftmaxSpec())]
    loss = build_loss(terms, DIMENSION, CLASSES)
    assert list(loss.parts) == ["softmax", "l2_softmax", "softmax_2"]
    assert len(loss(*batch(), 0).parts) == 3


def test_gradients_of_the_parts_add_up() -> None:
    terms = [LossTerm(spec=SoftmaxSpec(), weight=2.0), LossTerm(spec=CenterSpec(), weight=0.5)]
    loss = build_loss(terms, DIMENSION, CLASSES).eval()
    embeddings, labels = batch()
    embeddings.requires_grad_()
    output = loss(embeddings, labels, 0)
    whole = torch.autograd.grad(output.total, embeddings, retain_graph=True)[0]
    parts = [torch.autograd.grad(part, embeddings, retain_graph=True)[0] for part in output.parts.values()]
    torch.testing.assert_close(whole, 2.0 * parts[0] + 0.5 * parts[1])


def test_weights_fit_the_people_and_the_embedding() -> None:
    for spec in (SoftmaxSpec(), L2SoftmaxSpec(), ArcFaceSpec(), AMSoftmaxSpec(), SphereFaceSpec(), NormFaceSpec()):
        sizes = {weight.numel() for weight in build_loss([LossTerm(spec=spec)], 7, 11).parameters()}
        assert 77 in sizes
    assert build_loss([LossTerm(spec=CenterSpec())], 7, 11).parts["center"].centers.shape == (11, 7)
    assert not list(build_loss([LossTerm(spec=TripletSpec()), LossTerm(spec=CenterSpec())], 7, 11).parameters())


def test_centres_are_saved_and_restored() -> None:
    terms = [LossTerm(spec=SoftmaxSpec()), LossTerm(spec=CenterSpec())]
    loss, other = (build_loss(terms, DIMENSION, CLASSES) for _ in range(2))
    loss(*batch(), 0)
    other.load_state_dict(loss.state_dict())
    assert loss(*batch(), 1).total.item() == other(*batch(), 1).total.item()


def test_no_loss_one_person_and_losses_at_odds_are_refused() -> None:
    with pytest.raises(TrainingError, match="No loss"):
        build_loss([], DIMENSION, CLASSES)
    with pytest.raises(TrainingError, match="Too few people"):
        build_loss([LossTerm(spec=SoftmaxSpec())], DIMENSION, 1)
    with pytest.raises(TrainingError, match="do not go together"):
        build_loss([LossTerm(spec=TripletSpec()), LossTerm(spec=ContrastiveSpec())], DIMENSION, CLASSES)


def test_what_is_needed_and_warned_about_is_told() -> None:
    loss = build_loss([LossTerm(spec=L2SoftmaxSpec(alpha=1.0))], 128, 30)
    assert loss.needs == "classes"
    assert len(loss.warnings()) == 1


@pytest.mark.parametrize(
    "spec",
    [
        TripletSpec(mining="all"),
        TripletSpec(mining="semi_hard"),
        TripletSpec(mining="hardest"),
        TripletSpec(mining="random_violating"),
        ContrastiveSpec(pairs="all"),
        SoftmaxSpec(),
        L2SoftmaxSpec(learned=True),
        LSoftmaxSpec(annealing=QUICK),
        SphereFaceSpec(annealing=QUICK),
        NormFaceSpec(),
        AMSoftmaxSpec(),
        ArcFaceSpec(),
    ],
    ids=str,
)
def test_every_loss_brings_people_together_and_apart(spec: LossSpec) -> None:
    torch.manual_seed(0)
    terms = [LossTerm(spec=spec)]
    if spec.kind == "softmax":
        terms.append(LossTerm(spec=CenterSpec(), weight=0.1))
    loss = build_loss(terms, DIMENSION, CLASSES)
    embeddings, labels = batch()
    embeddings.requires_grad_()
    before = apartness(embeddings.detach(), labels)
    optimiser = torch.optim.Adam([embeddings, *loss.parameters()], lr=0.1)
    for step in range(40):
        optimiser.zero_grad()
        loss(embeddings, labels, step).total.backward()
        optimiser.step()
    assert before < 0.2
    assert apartness(embeddings.detach(), labels) > 0.4


def apartness(embeddings: Tensor, labels: Tensor) -> float:
    """How much larger the cosine of two pictures of one person is, on average, than that of two people."""
    vectors = torch.nn.functional.normalize(embeddings)
    cosines, same = vectors @ vectors.T, labels[:, None] == labels[None]
    mates = same & ~torch.eye(len(labels), dtype=torch.bool)
    return float(cosines[mates].mean() - cosines[~same].mean())
