"""Grouping: every face once, nothing joined beyond the threshold, crowds parted alike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from facegate.errors import EvaluationError
from facegate.evaluation import clustering
from facegate.evaluation.clustering import Group, group_faces

Vectors = npt.NDArray[np.float32]


def unit(vectors: npt.NDArray[np.float64]) -> Vectors:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def crowd(people: int, looks: int, spread: float, seed: int = 0) -> tuple[Vectors, npt.NDArray[np.intp]]:
    """Looks at people, shuffled: vectors and whose they are."""
    numbers = np.random.default_rng(seed)
    centres = unit(numbers.normal(size=(people, 64)))
    whose = numbers.permutation(np.repeat(np.arange(people), looks))
    return unit(centres[whose] + spread * numbers.normal(size=(people * looks, 64))), whose


def mean_distance(first: Vectors, second: Vectors) -> float:
    return float((2.0 - 2.0 * first.astype(np.float64) @ second.T.astype(np.float64)).mean())


def partition(groups: list[Group]) -> list[tuple[int, ...]]:
    return [group.members for group in groups]


def test_people_are_told_apart() -> None:
    vectors, whose = crowd(people=30, looks=6, spread=0.08)
    groups = group_faces(vectors, 1.1)
    assert sorted(place for group in groups for place in group.members) == list(range(180))
    assert [len(group.members) for group in groups] == [6] * 30
    assert all(len(set(whose[list(group.members)])) == 1 for group in groups)


def test_the_largest_group_comes_first_then_the_earliest() -> None:
    axes = np.eye(4, dtype=np.float32)
    groups = group_faces(axes[[3, 1, 0, 1, 2]], 1.0)
    assert partition(groups) == [(1, 3), (0,), (2,), (4,)]


def test_the_medoid_is_the_nearest_to_all_others() -> None:
    vectors, _ = crowd(people=4, looks=9, spread=0.12)
    for group in group_faces(vectors, 1.2):
        members = vectors[list(group.members)]
        distances = [mean_distance(members, vectors[[place]]) for place in group.members]
        assert distances[group.members.index(group.medoid)] == pytest.approx(min(distances), abs=1e-6)


def test_no_two_groups_are_within_the_threshold_on_average() -> None:
    vectors, _ = crowd(people=12, looks=5, spread=0.2, seed=3)
    for threshold in (0.5, 0.9, 1.3):
        groups = [vectors[list(group.members)] for group in group_faces(vectors, threshold)]
        gaps = [mean_distance(first, other) for place, first in enumerate(groups) for other in groups[:place]]
        assert min(gaps) > threshold - 1e-6


def test_a_pair_exactly_at_the_threshold_is_joined() -> None:
    pair = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)  # two apart
    assert len(group_faces(pair, 2.0)) == 1
    assert len(group_faces(pair, 1.999)) == 2


def test_one_between_two_people_does_not_chain_them() -> None:
    angles = np.radians([0.0, 5.0, 10.0, 50.0, 90.0, 95.0, 100.0])
    vectors = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    # Neighbours along the chain are within 0.47 of each other.
    groups = group_faces(vectors, 0.7)
    assert not any({0, 6} <= set(group.members) for group in groups)


def test_a_crowd_too_large_to_be_held_at_once_falls_into_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, _ = crowd(people=20, looks=10, spread=0.08, seed=5)
    whole = group_faces(vectors, 1.5)
    monkeypatch.setattr(clustering, "LARGEST", 40)
    monkeypatch.setattr(clustering, "_CELLS", 1000)
    assert len(clustering._components(vectors, 1.5, lambda _done, _total: None)) == 1
    assert partition(group_faces(vectors, 1.5)) == partition(whole)
    assert 15 < len(whole) <= 20


def test_more_copies_of_one_picture_than_can_be_held_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "LARGEST", 10)
    copies = np.repeat(crowd(people=1, looks=1, spread=0.0)[0], 50, axis=0)
    assert partition(group_faces(copies, 1.1)) == [tuple(range(50))]


def test_nobody_is_twice_in_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, whose = crowd(people=3, looks=8, spread=0.05, seed=2)
    # Pictures 0 to 3 hold two looks at each person, as only a collage does; the others one look.
    pictures = [(whose[:place] == whose[place]).sum() % 6 + 10 * whose[place] for place in range(24)]
    assert len(group_faces(vectors, 1.1)) == 3
    for largest in (clustering.LARGEST, 6):
        monkeypatch.setattr(clustering, "LARGEST", largest)
        groups = group_faces(vectors, 1.1, pictures=pictures)
        for group in groups:
            seen = [pictures[place] for place in group.members]
            assert len(set(seen)) == len(seen)
        assert sum(len(group.members) for group in groups) == 24
        # In a crowd that cannot be held at once some are left alone; two of one picture still never meet.
        assert largest < 24 or len(groups) == 6


def test_nobody_and_one() -> None:
    assert group_faces(np.zeros((0, 8), np.float32), 1.0) == []
    assert group_faces(np.eye(1, 8, dtype=np.float32), 1.0) == [Group((0,), 0)]


def test_progress_is_told_and_can_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "_CELLS", 600)
    vectors, _ = crowd(people=10, looks=6, spread=0.1)
    told: list[tuple[int, int]] = []
    group_faces(vectors, 1.0, lambda done, total: told.append((done, total)))
    assert told == [(done, 60) for done in range(0, 61, 10)]

    def stop(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        group_faces(vectors, 1.0, stop)


def test_too_many_are_refused_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "MOST", 5)
    with pytest.raises(EvaluationError, match="folder by folder"):
        group_faces(np.eye(6, dtype=np.float32), 1.0)
