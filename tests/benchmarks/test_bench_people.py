"""How long the page of people takes with 50,000 of them: opening, searching, sorting, loading names.

Run with ``pytest tests/benchmarks --benchmark-only``; the budgets are 1 s for opening and 100 ms for a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from helpers.data_folder import opened
from helpers.many_people import fill
from pytest_benchmark.fixture import BenchmarkFixture

from facegate.domain.people_query import BulkChange, PeopleOrder, PeopleQuery, PersonState
from facegate.pipeline.directory import NameDirectory
from facegate.storage.open import Storage

PEOPLE = 50_000
PAGE = 100
"""Rows that the window reads at once."""


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    folder = Path(tmp_path_factory.mktemp("many"))
    fill(folder, PEOPLE)
    with opened(folder) as storage:
        yield storage


def answered(storage: Storage, query: PeopleQuery) -> int:
    """What the window reads for a query: who, and the first page of them."""
    ids = storage.people.ids(query)
    first = ids[:PAGE]
    assert len(storage.people.names(first)) == len(first)
    storage.people.portraits(first)
    return len(ids)


def test_opening(benchmark: BenchmarkFixture, storage: Storage) -> None:
    assert benchmark.pedantic(lambda: answered(storage, PeopleQuery()), rounds=15, warmup_rounds=1) == PEOPLE


@pytest.mark.parametrize("text", ["a", "lindq", "müller", "P-01234", "10012345", "forschung", "陳", "ada weiß", "zzzz"])
def test_searching(benchmark: BenchmarkFixture, storage: Storage, text: str) -> None:
    benchmark.extra_info["found"] = benchmark.pedantic(
        lambda: answered(storage, PeopleQuery(text)), rounds=15, warmup_rounds=1
    )


@pytest.mark.parametrize("state", list(PersonState))
def test_filtering(benchmark: BenchmarkFixture, storage: Storage, state: PersonState) -> None:
    query = PeopleQuery(state=state, today=date(2026, 3, 1))
    assert benchmark.pedantic(lambda: answered(storage, query), rounds=7) > 0


@pytest.mark.parametrize("order", list(PeopleOrder))
def test_sorting(benchmark: BenchmarkFixture, storage: Storage, order: PeopleOrder) -> None:
    benchmark.pedantic(lambda: answered(storage, PeopleQuery(order=order, descending=True)), rounds=7)


def test_loading_names(benchmark: BenchmarkFixture, storage: Storage) -> None:
    directory = NameDirectory()
    benchmark.pedantic(lambda: directory.load(storage.people), rounds=7)
    assert len(directory) == PEOPLE


def test_changing_everybody(benchmark: BenchmarkFixture, storage: Storage) -> None:
    ids = storage.people.ids()
    departments = iter(("Here", "There", "Anywhere"))
    benchmark.pedantic(
        lambda: storage.people.change_many(ids, BulkChange(department=next(departments)), "tester"), rounds=2
    )
