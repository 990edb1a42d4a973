"""Which triplets are chosen, in a batch and over a whole set."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from facegate.errors import TrainingError
from facegate.training.losses import negatives as module
from facegate.training.losses import offline
from facegate.training.losses.build import build_loss
from facegate.training.losses.distances import squared_distances, squared_euclidean, unit
from facegate.training.losses.negatives import choose_negatives, positive_pairs
from facegate.training.losses.offline import offline_triplets
from facegate.training.losses.specs import ContrastiveSpec, LossTerm, OfflineChoice, TripletSpec
from facegate.training.losses.triplet import MOST_FOR_ALL

ALPHA = 0.2
MINED = ("all", "semi_hard", "hardest", "random_violating")


def scattered(rows: int = 40, people: int = 6, seed: int = 0) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(rows, 3, generator=generator), torch.randint(0, people, (rows,), generator=generator)


def chosen(choice: OfflineChoice, seed: int = 0) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor], Tensor]:
    """(distances, labels, pairs, negatives)."""
    embeddings, labels = scattered()
    vectors, pairs = unit(embeddings), positive_pairs(labels)
    generator = torch.Generator().manual_seed(seed)
    found = choose_negatives(vectors, labels, pairs, ALPHA, choice, generator)
    return squared_distances(vectors, vectors), labels, pairs, found


def test_distances_are_the_library_s() -> None:
    embeddings, _ = scattered()
    vectors = unit(embeddings.double())
    ours, theirs = squared_distances(vectors, vectors), squared_euclidean()(embeddings.double())
    torch.testing.assert_close(ours, theirs, atol=1e-9, rtol=0.0)
    assert float(squared_distances(torch.eye(2), -torch.eye(2)).max()) == 4.0


def test_positive_pairs_are_all_of_them_and_only_them() -> None:
    _, labels = scattered()
    anchors, positives = positive_pairs(labels)
    found = sorted(zip(anchors.tolist(), positives.tolist(), strict=True))
    rows = range(len(labels))
    assert found == [(a, p) for a in rows for p in rows if a != p and labels[a] == labels[p]]


@pytest.mark.parametrize("labels", [[], [3], [1, 2, 3]])
def test_people_with_one_picture_have_no_pairs(labels: list[int]) -> None:
    assert len(positive_pairs(torch.tensor(labels, dtype=torch.int64))[0]) == 0


@pytest.mark.parametrize("choice", ["semi_hard", "hardest", "random_violating"])
def test_negatives_are_other_people(choice: OfflineChoice) -> None:
    _, labels, (anchors, _), found = chosen(choice)
    known = found >= 0
    assert (labels[anchors[known]] != labels[found[known]]).all()


def test_semi_hard_negatives_lie_in_the_window_and_no_pair_is_lost_that_has_one() -> None:
    far, labels, (anchors, positives), found = chosen("semi_hard")
    kept = buried = 0
    for a, p, n in zip(anchors.tolist(), positives.tolist(), found.tolist(), strict=True):
        others = far[a][labels != labels[a]]
        window = (others > far[a, p] + 1e-6) & (others < far[a, p] + ALPHA - 1e-6)
        if window.any():
            kept += 1
            assert far[a, p] < far[a, n] < far[a, p] + ALPHA
        elif (others <= far[a, p]).all():
            buried += 1
            assert far[a, n] == others.max()
        elif n >= 0:
            assert far[a, n] == pytest.approx(float(far[a, p]), abs=ALPHA + 1e-5)
    assert kept
    assert buried


def test_random_violating_negatives_violate_the_margin() -> None:
    far, labels, (anchors, positives), found = chosen("random_violating")
    known = found >= 0
    assert (far[anchors[known], found[known]] < far[anchors[known], positives[known]] + ALPHA + 1e-6).all()
    for a, p in zip(anchors[~known].tolist(), positives[~known].tolist(), strict=True):
        assert (far[a][labels != labels[a]] >= far[a, p] + ALPHA - 1e-6).all()


def test_random_negatives_differ_with_chance_and_cover_the_choice() -> None:
    draws = [chosen("random_violating", seed)[3] for seed in range(30)]
    assert torch.equal(draws[0], chosen("random_violating", 0)[3])
    assert not torch.equal(draws[0], draws[1])
    far, labels, (anchors, positives), _ = chosen("random_violating")
    allowed = int(((labels != labels[anchors[0]]) & (far[anchors[0]] < far[anchors[0], positives[0]] + ALPHA)).sum())
    assert len({int(draw[0]) for draw in draws}) > min(allowed, 5) // 2


def test_the_hardest_negative_is_the_nearest() -> None:
    far, labels, (anchors, _), found = chosen("hardest")
    for a, n in zip(anchors.tolist(), found.tolist(), strict=True):
        if n >= 0:
            assert far[a, n] == far[a][labels != labels[a]].min()


@pytest.mark.parametrize("choice", ["semi_hard", "hardest", "random_violating"])
def test_work_in_pieces_chooses_by_the_same_rules(choice: OfflineChoice, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = chosen(choice)[3]
    monkeypatch.setattr(module, "_CELLS", 100)
    pieces = chosen(choice)[3]
    assert torch.equal(whole >= 0, pieces >= 0)
    if choice == "hardest":
        assert torch.equal(whole, pieces)


@pytest.mark.parametrize("mining", MINED)
@pytest.mark.parametrize("labels", [[0, 0, 0, 0], [0, 1, 2, 3]])
def test_a_batch_without_triplets_gives_a_zero_with_a_gradient(mining: str, labels: list[int]) -> None:
    loss = build_loss([LossTerm(spec=TripletSpec(mining=mining))], 3, 4)
    embeddings = scattered(4)[0].requires_grad_()
    output = loss(embeddings, torch.tensor(labels), 0)
    output.total.backward()
    assert output.total.item() == 0.0
    assert embeddings.grad is not None
    assert not embeddings.grad.any()
    assert output.diagnostics["triplet.active"] == 0.0


@pytest.mark.parametrize("mining", MINED)
def test_people_far_apart_leave_nothing_to_learn(mining: str) -> None:
    loss = build_loss([LossTerm(spec=TripletSpec(mining=mining))], 3, 2)
    embeddings = torch.tensor([[1.0, 0, 0], [1.0, 0.01, 0], [-1.0, 0, 0], [-1.0, 0.01, 0]], requires_grad=True)
    output = loss(embeddings, torch.tensor([0, 0, 1, 1]), 0)
    output.total.backward()
    assert output.total.item() == 0.0
    assert output.diagnostics["triplet.active"] == 0.0


def test_one_step_always_chooses_the_same() -> None:
    embeddings, labels = scattered()
    loss = build_loss([LossTerm(spec=TripletSpec(mining="random_violating"))], 3, 6)
    totals = [loss(embeddings, labels, step).total.item() for step in (1, 2, 1)]
    assert totals[0] == totals[2] != totals[1]


def test_a_batch_too_large_for_all_triplets_is_refused() -> None:
    loss = build_loss([LossTerm(spec=TripletSpec(mining="all"))], 2, 2)
    rows = MOST_FOR_ALL + 1
    with pytest.raises(TrainingError, match="Batch too large"):
        loss(torch.ones(rows, 2), torch.zeros(rows, dtype=torch.int64), 0)


@pytest.mark.parametrize("labels", [[0, 0], [0, 1, 1], [0, 0, 0]])
def test_rows_that_are_no_triplets_are_refused(labels: list[int]) -> None:
    loss = build_loss([LossTerm(spec=TripletSpec(mining="offline"))], 3, 2)
    with pytest.raises(TrainingError, match="Not a batch of triplets"):
        loss(scattered(len(labels))[0], torch.tensor(labels), 0)


def test_an_odd_number_of_rows_is_no_list_of_pairs() -> None:
    loss = build_loss([LossTerm(spec=ContrastiveSpec())], 3, 2)
    with pytest.raises(TrainingError, match="leave one over"):
        loss(scattered(3)[0], torch.tensor([0, 0, 1]), 0)


@pytest.mark.parametrize("choice", ["semi_hard", "hardest", "random_violating"])
def test_triplets_of_a_whole_set_are_triplets_and_repeat_with_their_seed(choice: OfflineChoice) -> None:
    embeddings, labels = scattered(60)
    vectors, people = embeddings.numpy(), labels.numpy()
    found = offline_triplets(vectors, people, ALPHA, choice=choice, seed=4)
    assert found.dtype == np.int64
    assert found.shape[1] == 3
    anchors, positives, others = found.T
    assert (people[anchors] == people[positives]).all()
    assert (people[anchors] != people[others]).all()
    assert (anchors != positives).all()
    assert np.array_equal(found, offline_triplets(vectors, people, ALPHA, choice=choice, seed=4))
    assert not np.array_equal(found[:20], offline_triplets(vectors, people, ALPHA, choice=choice, seed=5)[:20])


def test_triplets_of_a_whole_set_are_what_the_loss_takes() -> None:
    embeddings, labels = scattered(60)
    rows = offline_triplets(embeddings.numpy(), labels.numpy(), ALPHA, seed=4, most=50)
    assert 0 < len(rows) <= 50
    order = torch.from_numpy(rows.reshape(-1))
    loss = build_loss([LossTerm(spec=TripletSpec(mining="offline"))], 3, 6)
    assert loss.needs == "triplets"
    assert loss(embeddings[order], labels[order], 0).total.item() > 0.0


def test_negatives_of_a_large_set_are_looked_for_among_some(monkeypatch: pytest.MonkeyPatch) -> None:
    embeddings, labels = scattered(60)
    monkeypatch.setattr(offline, "MOST_CANDIDATES", 15)
    found = offline_triplets(embeddings.numpy(), labels.numpy(), ALPHA, seed=4)
    assert 1 < len(np.unique(found[:, 2])) <= 15
    assert len(np.unique(found[:, 0])) > 15


def test_a_set_of_one_person_has_no_triplets() -> None:
    found = offline_triplets(scattered(5)[0].numpy(), np.zeros(5, np.int64), ALPHA, seed=0)
    assert found.shape == (0, 3)
