"""Every loss against its formula, written again in NumPy and float64, and against values computed by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
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
from facegate.training.losses.target_logits import target_logit

Array = npt.NDArray[np.float64]

DIMENSION, CLASSES, ROWS = 6, 5, 20
FULL = Annealing(start=0.0, lowest=0.0)
HALF = Annealing(start=0.0, lowest=1.0)

ANGULAR: tuple[LossSpec, ...] = (
    NormFaceSpec(scale=8.0),
    AMSoftmaxSpec(),
    ArcFaceSpec(margin=0.1),
    ArcFaceSpec(),
    ArcFaceSpec(margin=1.5, scale=5.0),
    *(
        kind(margin=margin, annealing=mix)
        for kind in (LSoftmaxSpec, SphereFaceSpec)
        for margin in (1, 2, 3, 4)
        for mix in (FULL, HALF)
    ),
)


def built(spec: LossSpec, dimension: int = DIMENSION, classes: int = CLASSES) -> WeightedLoss:
    return build_loss([LossTerm(spec=spec)], dimension, classes).double()


def batch(seed: int = 0) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    labels = torch.randint(0, CLASSES, (ROWS,), generator=generator)
    return torch.randn(ROWS, DIMENSION, generator=generator, dtype=torch.float64), labels


def lengths(vectors: Array) -> Array:
    return np.linalg.norm(vectors, axis=1, keepdims=True)


def cross_entropy(logits: Array, labels: npt.NDArray[np.int64]) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    right = shifted[np.arange(len(labels)), labels] - np.log(np.exp(shifted).sum(axis=1))
    return -float(right.mean())


def angular(spec: LossSpec, vectors: Array, labels: npt.NDArray[np.int64], weights: Array) -> float:
    """The formula of each loss with a margin: cosines, the right one replaced, all scaled."""
    cosines = np.clip((vectors / lengths(vectors)) @ (weights / lengths(weights)).T, -1.0, 1.0)
    rows = np.arange(len(labels))
    logits = cosines.copy()
    logits[rows, labels] = target_logit(spec, np.arccos(cosines[rows, labels]))
    if isinstance(spec, LSoftmaxSpec):
        logits *= lengths(vectors) * lengths(weights).T
    elif isinstance(spec, SphereFaceSpec):
        logits *= lengths(vectors)
    else:
        logits *= spec.scale
    return cross_entropy(logits, labels)


@pytest.mark.parametrize("spec", ANGULAR, ids=str)
def test_margins_are_their_formulas(spec: LossSpec) -> None:
    loss = built(spec)
    # Weights against which angles up to 180 degrees occur.
    embeddings, labels = batch()
    weights = loss.parts[spec.kind].loss.W
    with torch.no_grad():
        weights.copy_(torch.randn(weights.shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64))
        embeddings[0] = -2.0 * weights[:, labels[0]]
        embeddings[1] = 3.0 * weights[:, labels[1]]
    expected = angular(spec, embeddings.numpy(), labels.numpy(), weights.detach().numpy().T)
    # ArcFace's sine is bounded below at the poles, where the two rows above are.
    assert loss(embeddings, labels, 0).total.item() == pytest.approx(expected, rel=2e-4)


@pytest.mark.parametrize("spec", ANGULAR, ids=str)
def test_margins_are_their_formulas_exactly_away_from_the_poles(spec: LossSpec) -> None:
    loss = built(spec)
    embeddings, labels = batch(2)
    weights = loss.parts[spec.kind].loss.W.detach().numpy().T
    expected = angular(spec, embeddings.numpy(), labels.numpy(), weights)
    assert loss(embeddings, labels, 0).total.item() == pytest.approx(expected, rel=1e-10)


def test_softmax_is_its_formula() -> None:
    loss = built(SoftmaxSpec())
    embeddings, labels = batch()
    head = loss.parts["softmax"].head
    logits = embeddings.numpy() @ head.weight.detach().numpy().T + head.bias.detach().numpy()
    assert loss(embeddings, labels, 0).total.item() == pytest.approx(cross_entropy(logits, labels.numpy()), rel=1e-12)


@pytest.mark.parametrize("learned", [False, True])
def test_l2_softmax_is_its_formula(learned: bool) -> None:
    loss = built(L2SoftmaxSpec(alpha=7.0, learned=learned))
    embeddings, labels = batch()
    head = loss.parts["l2_softmax"].head
    features = 7.0 * embeddings.numpy() / lengths(embeddings.numpy())
    logits = features @ head.weight.detach().numpy().T + head.bias.detach().numpy()
    output = loss(embeddings, labels, 0)
    assert output.total.item() == pytest.approx(cross_entropy(logits, labels.numpy()), rel=1e-12)
    assert output.diagnostics["l2_softmax.alpha"] == 7.0
    assert loss.parts["l2_softmax"].alpha.requires_grad is learned


def squared(embeddings: Tensor) -> Array:
    unit = embeddings.numpy() / lengths(embeddings.numpy())
    return np.square(unit[:, None] - unit[None]).sum(axis=2)


def test_contrastive_is_its_formula_over_listed_pairs() -> None:
    spec = ContrastiveSpec(margin=1.3, epsilon=1e-4)
    embeddings, labels = batch()
    far, people = squared(embeddings), labels.numpy()
    costs = [
        far[row, row + 1] / 2
        if people[row] == people[row + 1]
        else max(0.0, 1.3 - math.sqrt(far[row, row + 1] + 1e-4)) ** 2 / 2
        for row in range(0, ROWS, 2)
    ]
    assert built(spec)(embeddings, labels, 0).total.item() == pytest.approx(np.mean(costs), rel=1e-12)


def test_contrastive_is_its_formula_over_all_pairs() -> None:
    spec = ContrastiveSpec(margin=1.3, epsilon=1e-4, pairs="all")
    embeddings, labels = batch()
    far, people = squared(embeddings), labels.numpy()
    pairs = [(one, other) for one in range(ROWS) for other in range(one + 1, ROWS)]
    same = [far[pair] for pair in pairs if people[pair[0]] == people[pair[1]]]
    others = [far[pair] for pair in pairs if people[pair[0]] != people[pair[1]]]
    pull, push = np.array(same) / 2, np.maximum(0.0, 1.3 - np.sqrt(np.array(others) + 1e-4)) ** 2 / 2
    expected = pull.mean() + push.mean()
    assert built(spec)(embeddings, labels, 0).total.item() == pytest.approx(expected, rel=1e-12)


def every_triplet(far: Array, people: npt.NDArray[np.int64]) -> list[float]:
    """Distances to the positive less those to the negative, of all triplets."""
    rows = range(len(people))
    return [
        far[a, p] - far[a, n]
        for a in rows
        for p in rows
        for n in rows
        if a != p and people[a] == people[p] and people[a] != people[n]
    ]


def test_all_triplets_are_the_mean_over_the_violating_ones() -> None:
    embeddings, labels = batch()
    gaps = np.array(every_triplet(squared(embeddings), labels.numpy()))
    costs = np.maximum(0.0, gaps + 0.2)
    output = built(TripletSpec(mining="all"))(embeddings, labels, 0)
    assert output.total.item() == pytest.approx(costs[costs > 0].mean(), rel=1e-10)
    assert output.diagnostics["triplet.active"] == pytest.approx((costs > 0).mean())


def test_the_hardest_triplets_are_the_mean_over_anchors() -> None:
    embeddings, labels = batch()
    far, people = squared(embeddings), labels.numpy()
    same = people[:, None] == people[None]
    np.fill_diagonal(far, -1.0)
    costs = [
        max(0.0, far[row][same[row]].max() - far[row][~same[row]].min() + 0.2)
        for row in range(ROWS)
        if same[row].sum() > 1
    ]
    output = built(TripletSpec(mining="hardest"))(embeddings, labels, 0)
    assert output.total.item() == pytest.approx(np.mean(costs), rel=1e-10)


def _row(degrees: float, length: float = 1.0) -> list[float]:
    return [length * math.cos(math.radians(degrees)), length * math.sin(math.radians(degrees))]


def _head(spec: LossSpec, weights: list[list[float]]) -> WeightedLoss:
    loss = built(spec, dimension=2, classes=2)
    part = loss.parts[spec.kind]
    values = torch.tensor(weights, dtype=torch.float64)
    with torch.no_grad():
        if hasattr(part, "head"):
            part.head.weight.copy_(values)
        else:
            part.loss.W.copy_(values.T)
    return loss


SINE_60 = math.sin(math.radians(60))
BY_HAND: tuple[tuple[LossSpec, list[list[float]], list[float], float], ...] = (
    # x = 3 at 60 degrees from the first axis, weights along the axes (the first 2 long); the loss of two classes is
    # log(1 + exp(other - right)).
    (SoftmaxSpec(), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 - 3.0),
    (L2SoftmaxSpec(alpha=2.0), [_row(0), _row(90)], _row(60, 3), 2 * SINE_60 - 1.0),
    (LSoftmaxSpec(margin=2, annealing=FULL), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 + 3.0),
    (LSoftmaxSpec(margin=2, annealing=HALF), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 - 0.0),
    (LSoftmaxSpec(margin=4, annealing=FULL), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 + 9.0),
    (SphereFaceSpec(margin=4, annealing=FULL), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 + 4.5),
    (SphereFaceSpec(margin=3, annealing=FULL), [_row(0, 2), _row(90)], _row(60, 3), 3 * SINE_60 + 3.0),
    (NormFaceSpec(scale=4.0), [_row(0, 2), _row(90)], _row(60, 3), 4 * SINE_60 - 2.0),
    (AMSoftmaxSpec(scale=4.0), [_row(0, 2), _row(90)], _row(60, 3), 4 * SINE_60 - 4 * 0.15),
    (ArcFaceSpec(scale=4.0), [_row(0, 2), _row(90)], _row(60, 3), 4 * SINE_60 - 4 * math.cos(math.pi / 3 + 0.5)),
    # At 170 degrees theta + m is beyond 180.
    (
        ArcFaceSpec(scale=4.0),
        [_row(0), _row(90)],
        _row(170),
        4 * math.sin(math.radians(170)) - 4 * (math.cos(math.radians(170)) - 0.5 * math.sin(0.5)),
    ),
)


@pytest.mark.parametrize(("spec", "weights", "embedding", "gap"), BY_HAND)
def test_losses_that_classify_by_hand(
    spec: LossSpec, weights: list[list[float]], embedding: list[float], gap: float
) -> None:
    total = _head(spec, weights)(torch.tensor([embedding], dtype=torch.float64), torch.tensor([0]), 0).total
    assert total.item() == pytest.approx(math.log1p(math.exp(gap)), rel=1e-9)


def _pair(spec: LossSpec, degrees: float, labels: list[int]) -> float:
    embeddings = torch.tensor([_row(0, 2), _row(degrees, 5)], dtype=torch.float64)
    return built(spec, dimension=2, classes=2)(embeddings, torch.tensor(labels), 0).total.item()


def test_contrastive_by_hand() -> None:
    # At 90 degrees the squared distance is 2; at 60 degrees the distance is 1.
    assert _pair(ContrastiveSpec(), 90, [1, 1]) == pytest.approx(1.0)
    assert _pair(ContrastiveSpec(margin=2.0, epsilon=1e-12), 60, [0, 1]) == pytest.approx(0.5)
    assert _pair(ContrastiveSpec(), 61, [0, 1]) == 0.0
    assert _pair(ContrastiveSpec(epsilon=1e-2), 0, [0, 1]) == pytest.approx(0.9**2 / 2)


@pytest.mark.parametrize("mining", ["all", "semi_hard", "random_violating", "hardest"])
def test_triplets_by_hand(mining: str) -> None:
    # The positive at 60 degrees (distance 1), the negative at 62 (distance 2 - 2 cos 62 = 1.0611, from the positive
    # 0.0012): from either end 1 - 1.0611 + 0.2 and 1 - 0.0012 + 0.2; only the first is semi-hard, and for the second no
    # negative is, so that the only one is taken.
    embeddings = torch.tensor([_row(0, 2), _row(60), _row(62, 7)], dtype=torch.float64)
    near, far = 2 - 2 * math.cos(math.radians(62)), 2 - 2 * math.cos(math.radians(2))
    loss = built(TripletSpec(mining=mining), dimension=2, classes=2)
    output = loss(embeddings, torch.tensor([0, 0, 1]), 0)
    assert output.total.item() == pytest.approx(((1.2 - near) + (1.2 - far)) / 2)
    assert output.diagnostics["triplet.active"] == 1.0
    assert output.diagnostics["triplet.triplets"] == 2.0


def test_triplets_that_were_listed_by_hand() -> None:
    # The second one satisfies the margin: it counts in the mean.
    embeddings = torch.tensor([_row(0), _row(90), _row(180), _row(0), _row(90), _row(60)], dtype=torch.float64)
    labels = torch.tensor([0, 0, 1, 0, 0, 1])
    output = built(TripletSpec(mining="offline"), dimension=2, classes=2)(embeddings, labels, 0)
    assert output.total.item() == pytest.approx((0.0 + 1.2) / 2)
    assert output.diagnostics["triplet.active"] == 0.5


def test_center_by_hand() -> None:
    loss = built(CenterSpec(alpha=0.5), dimension=2, classes=3)
    embeddings = torch.tensor([[3.0, 4.0], [1.0, 0.0], [0.0, 2.0]], dtype=torch.float64)
    labels = torch.tensor([0, 0, 2])
    assert loss(embeddings, labels, 0).total.item() == pytest.approx((25 + 1 + 4) / 3 / 2)
    # Each centre by alpha times the sum of the offsets over one more than the members.
    moved = [[0.5 * 4 / 3, 0.5 * 4 / 3], [0.0, 0.0], [0.0, 0.5]]
    assert loss.parts["center"].centers.tolist() == pytest.approx([pytest.approx(row) for row in moved])
    loss.eval()
    loss(embeddings, labels, 1)
    assert loss.parts["center"].centers[2].tolist() == pytest.approx([0.0, 0.5])


def test_lambda_follows_the_step() -> None:
    embeddings, labels = batch()
    loss = built(SphereFaceSpec())
    shares = [loss(embeddings, labels, step).diagnostics["sphereface.lambda"] for step in (0, 100, 100_000)]
    assert shares == pytest.approx([1000.0, 1000.0 / 13.0, 5.0])


@pytest.mark.parametrize("kind", [LSoftmaxSpec, SphereFaceSpec])
def test_with_a_huge_lambda_there_is_no_margin(kind: Callable[..., LossSpec]) -> None:
    embeddings, labels = batch()
    states = built(kind(margin=1, annealing=FULL)).state_dict()
    totals = []
    for margin in (1, 4):
        loss = built(kind(margin=margin, annealing=Annealing(start=0.0, lowest=1e9)))
        loss.load_state_dict(states)
        totals.append(loss(embeddings, labels, 0).total.item())
    assert totals[0] == pytest.approx(totals[1], rel=1e-6)
