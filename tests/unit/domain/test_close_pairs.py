"""Close pairs among many vectors, against a search one pair at a time."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import population

from facegate.domain.close_pairs import close_pairs
from facegate.pipeline.jobs import JobCancelled


def brute(vectors: np.ndarray, owners: np.ndarray, within: float) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    exact = vectors.astype(np.float64)
    for first in range(len(exact)):
        for second in range(first + 1, len(exact)):
            pair = tuple(sorted((int(owners[first]), int(owners[second]))))
            distance = float(((exact[first] - exact[second]) ** 2).sum())
            if pair[0] != pair[1] and distance <= within:
                found[pair] = min(distance, found.get(pair, 4.0))
    return found


@pytest.mark.parametrize("people", [1, 2, 21, 70])
def test_every_pair_is_found_once_at_its_smallest_distance(people: int) -> None:
    vectors, owners = population(people, 3, 32, seed=people), np.repeat(np.arange(people), 3)
    order = np.random.default_rng(1).permutation(len(vectors))
    vectors, owners = vectors[order], owners[order]
    for within in (1.0, 1.4, 4.0):
        expected = brute(vectors, owners, within)
        found = close_pairs(vectors, owners, within, 100_000)
        pairs = {(int(a), int(b)): float(d) for (a, b), d in zip(found.owners, found.distances, strict=True)}
        assert len(pairs) == len(found.owners)
        assert pairs == pytest.approx(expected, abs=1e-5)
        assert found.complete
        assert (np.diff(found.distances) >= 0).all()


def test_too_many_pairs_leave_the_closest() -> None:
    vectors, owners = population(200, 2, 16), np.repeat(np.arange(200), 2)
    every = close_pairs(vectors, owners, 4.0, 100_000)
    some = close_pairs(vectors, owners, 4.0, 50)
    assert every.complete
    assert len(every.owners) == 200 * 199 // 2
    assert not some.complete
    assert some.owners.tolist() == every.owners[:50].tolist()


def test_exact_copies_are_at_distance_zero() -> None:
    vectors = np.repeat(population(1, 1, 128), 5, axis=0)
    found = close_pairs(vectors, np.arange(5), 0.0, 100)
    assert found.owners.tolist() == [[a, b] for a in range(5) for b in range(a + 1, 5)]
    assert found.distances.max() <= 0.0


def test_nobody_has_no_pairs() -> None:
    found = close_pairs(np.empty((0, 128), np.float32), np.empty(0, np.int64), 4.0, 10)
    assert found.owners.shape == (0, 2)
    assert found.complete


def test_progress_ends_at_the_total_and_may_stop_the_search() -> None:
    vectors, owners = population(300, 1, 16), np.arange(300)
    told: list[tuple[int, int]] = []
    close_pairs(vectors, owners, 1.0, 100, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]

    def stop(_done: int, _total: int) -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        close_pairs(vectors, owners, 1.0, 100, stop)
