from __future__ import annotations

import numpy as np
import pytest

from facegate.errors import TrainingError
from facegate.training.data.samplers import BalancedPairsSampler, PeopleSampler, Sampler, ShuffledSampler, build_sampler
from facegate.training.data.specs import PairsSamplerSpec, PeopleSamplerSpec, ShuffledSamplerSpec

LABELS = np.repeat(np.arange(30), 10)
UNEVEN = np.repeat(np.arange(5), [1, 2, 7, 3, 12])

SAMPLERS = [PeopleSampler(LABELS, 15, 5, 0), BalancedPairsSampler(LABELS, 16, 0), ShuffledSampler(300, 64, 0)]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_batches_are_those_of_the_epoch(sampler: Sampler) -> None:
    first, again, next_epoch = (list(sampler.batches(epoch)) for epoch in (4, 4, 5))
    assert len(first) == len(sampler) > 1
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    assert not all(np.array_equal(one, other) for one, other in zip(first, next_epoch, strict=True))


def test_another_seed_gives_other_batches() -> None:
    one, other = (next(PeopleSampler(LABELS, 15, 5, seed).batches(0)) for seed in (0, 1))
    assert not np.array_equal(one, other)


def test_a_batch_holds_people_with_pictures_each_and_an_epoch_everything_once() -> None:
    batches = list(PeopleSampler(LABELS, 15, 5, 0).batches(0))
    assert len(batches) == 4
    for batch in batches:
        people, counts = np.unique(LABELS[batch], return_counts=True)
        assert len(people) == 15
        assert set(counts) == {5}
    assert sorted(np.concatenate(batches)) == list(range(300))


def test_people_with_fewer_pictures_give_what_they_have() -> None:
    for batch in PeopleSampler(UNEVEN, 5, 4, 0).batches(0):
        people, counts = np.unique(UNEVEN[batch], return_counts=True)
        assert len(people) >= 2
        assert counts.max() <= 4
        assert len(set(batch)) == len(batch)


def test_pairs_are_half_of_one_person_and_half_of_two() -> None:
    sampler = BalancedPairsSampler(UNEVEN, 6, 0)
    anchors: list[int] = []
    for batch in sampler.batches(0):
        pairs = batch.reshape(-1, 2)
        same = UNEVEN[pairs[:, 0]] == UNEVEN[pairs[:, 1]]
        assert same.tolist() == [True] * 3 + [False] * 3
        assert (pairs[:, 0] != pairs[:, 1]).all()
        anchors += pairs[same, 0].tolist()
    assert sorted(anchors) == list(range(1, 25))


def test_every_other_person_is_as_likely_in_a_pair() -> None:
    sampler = BalancedPairsSampler(UNEVEN, 48, 0)
    seen = np.concatenate([UNEVEN[next(sampler.batches(epoch)).reshape(-1, 2)[24:]] for epoch in range(200)])
    strangers = np.bincount(seen[seen[:, 0] == 4, 1], minlength=5)
    assert strangers[4] == 0
    assert strangers[:4].min() > 0.85 * strangers[:4].mean()


def test_shuffled_batches_hold_everything_once_and_are_full() -> None:
    batches = list(ShuffledSampler(300, 64, 0).batches(0))
    assert [len(batch) for batch in batches] == [64] * 4
    assert len(np.unique(np.concatenate(batches))) == 256
    assert [len(batch) for batch in ShuffledSampler(10, 64, 0).batches(0)] == [10]


@pytest.mark.parametrize(
    ("spec", "labels"),
    [
        (PeopleSamplerSpec(), np.zeros(5, np.int64)),
        (PairsSamplerSpec(), np.arange(5)),
        (PairsSamplerSpec(), np.zeros(5, np.int64)),
        (ShuffledSamplerSpec(), np.zeros(0, np.int64)),
    ],
)
def test_labels_of_which_no_batch_can_be_made_are_refused(
    spec: PeopleSamplerSpec | PairsSamplerSpec | ShuffledSamplerSpec, labels: np.ndarray
) -> None:
    with pytest.raises(TrainingError):
        build_sampler(spec, labels, 0)


def test_a_spec_gives_its_sampler() -> None:
    assert isinstance(build_sampler(PeopleSamplerSpec(), LABELS, 0), PeopleSampler)
    assert isinstance(build_sampler(PairsSamplerSpec(), LABELS, 0), BalancedPairsSampler)
    assert isinstance(build_sampler(ShuffledSamplerSpec(), LABELS, 0), ShuffledSampler)
