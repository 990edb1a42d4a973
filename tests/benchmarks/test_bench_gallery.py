"""How long searching, enrolling and loading take, and what an index would find, on populations fitted to SFace.

Run with ``pytest tests/benchmarks --benchmark-only``; budgets are in the README.
"""

from __future__ import annotations

import itertools
import time
from functools import cache

import numpy as np
import pytest
from helpers.vectors import MODEL, population, reference, references, table_of
from pytest_benchmark.fixture import BenchmarkFixture

from facegate.domain.templates import StoredReference, Template, normalised
from facegate.gallery.base import Base
from facegate.gallery.engines import new_index
from facegate.gallery.exact import nearest_persons
from facegate.gallery.gallery import IndexedGallery
from facegate.gallery.index import Engine
from facegate.gallery.priority import build_threads
from facegate.gallery.selftest import mated_probes

DIMENSION = 128
SIZES = [(10_000, 1), (10_000, 5), (100_000, 1)]
NEVER = 2**62


@cache
def stored(people: int, each: int) -> list[StoredReference]:
    return references(population(people, each, DIMENSION), each)


@cache
def probes(people: int, each: int) -> list[Template]:
    return [normalised(MODEL, look) for look in mated_probes(population(people, each, DIMENSION), 1000, seed=5)]


@pytest.mark.parametrize(("people", "each"), SIZES)
def test_exact_search(benchmark: BenchmarkFixture, people: int, each: int) -> None:
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=NEVER)
    gallery.load(stored(people, each), expected=people * each)
    looks = itertools.cycle(probes(people, each))
    found = benchmark.pedantic(lambda: gallery.search(next(looks)), rounds=1000, warmup_rounds=50)
    assert len(found.candidates) == 2


@pytest.mark.parametrize(("people", "each"), SIZES)
def test_search_where_the_gallery_decides(benchmark: BenchmarkFixture, people: int, each: int) -> None:
    gallery = IndexedGallery(MODEL, DIMENSION)
    began = time.perf_counter()
    gallery.load(stored(people, each), expected=people * each)
    assert gallery.settle(1200.0)
    status = gallery.status
    benchmark.extra_info.update(
        engine=status.engine, seconds_until_settled=time.perf_counter() - began, self_test=str(status.self_test)
    )
    looks = itertools.cycle(probes(people, each))
    found = benchmark.pedantic(lambda: gallery.search(next(looks)), rounds=1000, warmup_rounds=50)
    assert len(found.candidates) == 2


@pytest.mark.parametrize(
    ("engine", "effort"), [*((Engine.HNSW, ef) for ef in (64, 128, 256, 512)), *((Engine.SCAN, n) for n in (128, 256))]
)
def test_search_by_index(benchmark: BenchmarkFixture, engine: Engine, effort: int) -> None:
    """Whatever its recall; that is in the extra information, first person and runner-up apart."""
    base, truths = indexed(engine, 20_000)
    assert base.index is not None
    base.index.effort = effort
    looks = [probe.vector for probe in probes(20_000, 1)]
    answers = [base.nearest(look) for look in looks]
    for rank, name in enumerate(("first", "runner_up")):
        hits = [a[rank].distance <= t[rank].distance + 1e-5 for a, t in zip(answers, truths, strict=True)]
        benchmark.extra_info[f"recall_{name}"] = float(np.mean(hits))
    turn = itertools.cycle(looks)
    benchmark.pedantic(lambda: base.nearest(next(turn)), rounds=1000, warmup_rounds=50)


@cache
def indexed(engine: Engine, people: int) -> tuple[Base, list]:
    base = Base(table_of(population(people, 1, DIMENSION), 1))
    index = new_index(engine, base.table)
    index.add(base.table.ids, base.table.vectors, build_threads())
    return base.with_index(index), [nearest_persons(base.table, probe.vector) for probe in probes(people, 1)]


def test_enrolling_one_of_100_000(benchmark: BenchmarkFixture) -> None:
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=NEVER)
    gallery.load(stored(100_000, 1), expected=100_000)
    new = (reference(10**6 + n, 10**6 + n, vector) for n, vector in enumerate(population(5_000, 1, DIMENSION, seed=3)))
    benchmark.pedantic(lambda: gallery.add([next(new)]), rounds=4_000)
    gallery.close()


def test_loading_50_000(benchmark: BenchmarkFixture) -> None:
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=NEVER)
    everybody = stored(10_000, 5)
    benchmark.pedantic(lambda: gallery.load(everybody, expected=len(everybody)), rounds=5)
    assert len(gallery) == 50_000
