"""The self-test lets good indices pass and poor ones not."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import population, table_of

from facegate.gallery import hnsw, scan, selftest
from facegate.gallery.base import Base
from facegate.gallery.exact import nearest_persons
from facegate.gallery.hnsw import HnswIndex
from facegate.gallery.scan import ScanIndex
from facegate.gallery.selftest import mated_probes, raise_effort
from facegate.gallery.verdict import SelfTest


def base_with_index(people: int, each: int, dimension: int, indexed: int | None = None) -> Base:
    base = Base(table_of(population(people, each, dimension), each))
    index = HnswIndex(dimension, len(base))
    index.add(base.table.ids[:indexed], base.table.vectors[:indexed])
    return base.with_index(index)


def never() -> bool:
    return False


def test_an_easy_index_passes_with_the_least_ef() -> None:
    base = base_with_index(15, 4, 16)
    result = raise_effort(base, never)
    assert result == SelfTest(effort=16, probes=60, missed=0, references=60)
    assert result.passed
    assert result.recall == 1.0


def test_ef_is_raised_until_enough_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2,500 references of 64 numbers: too many for an ef of 16.
    monkeypatch.setattr(hnsw, "_REFERENCES_PER_EF", 1)
    base = base_with_index(500, 5, 64)
    result = raise_effort(base, never, probes=400)
    assert result is not None
    assert result.passed
    assert result.effort > 16
    assert base.index is not None
    assert base.index.effort == result.effort


def test_ef_is_not_raised_to_where_exact_search_is_as_fast() -> None:
    base = base_with_index(500, 5, 64)
    result = raise_effort(base, never, probes=400)
    assert result is not None
    assert not result.passed
    assert result.effort == 16


def test_an_index_that_lost_people_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hnsw, "_REFERENCES_PER_EF", 1)
    result = raise_effort(base_with_index(400, 1, 16, indexed=390), never)
    assert result is not None
    assert not result.passed
    assert result.recall < 0.999


def test_one_miss_in_a_thousand_is_allowed() -> None:
    assert SelfTest(64, 3000, 3, 20_000).passed
    assert not SelfTest(64, 3000, 4, 20_000).passed
    assert SelfTest(64, 999, 0, 20_000).passed
    assert not SelfTest(64, 999, 1, 20_000).passed


def test_an_index_whose_effort_costs_little_gets_a_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_REFERENCES_PER_CANDIDATE", 1)
    base = Base(table_of(population(3000, 1, 64), 1))
    index = ScanIndex(base.table.vectors)
    index.add(base.table.ids, base.table.vectors)
    base = base.with_index(index)
    index.effort = least = 64
    looks = mated_probes(base.table.vectors, 400)
    truths = [nearest_persons(base.table, look) for look in looks]
    while selftest._missed(base, looks, truths, never):
        index.effort = least = 2 * least
    result = raise_effort(base, never, probes=400)
    assert result is not None
    assert result.passed
    assert result.effort == index.effort == 2 * max(least, 128)


def test_a_verdict_holds_until_the_index_grew_by_a_tenth() -> None:
    passed = SelfTest(64, 3000, 0, 20_000)
    assert passed.covers(20_000)
    assert passed.covers(22_000)
    assert not passed.covers(22_001)
    assert not passed.covers(19_999)
    assert not SelfTest(64, 3000, 4, 20_000).covers(20_000)


def test_it_can_be_cancelled() -> None:
    assert raise_effort(base_with_index(15, 4, 16), lambda: True) is None


def test_probes_are_looks_at_enrolled_people() -> None:
    vectors = population(300, 1, 32)
    probes = mated_probes(vectors, 200)
    assert probes.shape == (200, 32)
    assert probes.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(probes, axis=1), 1.0, atol=1e-5)
    nearest = (2.0 - 2.0 * probes @ vectors.T).min(axis=1)
    assert nearest.max() <= 1.22 + 1e-4
    assert np.ptp(nearest) > 0.5
    assert len(mated_probes(vectors[:10], 200)) == 10
