"""The wrapper keeps hnswlib's traps away from the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from helpers.vectors import population

from facegate.errors import BugError, DamagedDataError, GalleryError
from facegate.gallery import hnsw
from facegate.gallery.hnsw import HnswIndex, from_graph

DIMENSION = 16
VECTORS = population(1500, 1, DIMENSION)
IDS = np.arange(len(VECTORS), dtype=np.int64) * 3 + 5


def built(count: int = len(VECTORS)) -> HnswIndex:
    index = HnswIndex(DIMENSION, capacity=10)
    index.add(IDS[:count], VECTORS[:count])
    index.effort = 200
    return index


def answers(index: HnswIndex) -> list[list[int]]:
    return [found.tolist() for probe in VECTORS[:200] if (found := index.nearest(probe, 5)) is not None]


def test_capacity_grows_with_what_is_added() -> None:
    index = built(500)
    index.add(IDS[500:], VECTORS[500:])
    assert len(index) == len(VECTORS)
    assert sorted(index.ids().tolist()) == IDS.tolist()
    for row in (0, 499, 500, 1499):
        found = index.nearest(VECTORS[row], 1)
        assert found is not None
        assert found.tolist() == [IDS[row]]


def test_more_neighbours_than_references_gives_all() -> None:
    index = built(7)
    found = index.nearest(VECTORS[0], 100)
    assert found is not None
    assert sorted(found.tolist()) == IDS[:7].tolist()
    empty = HnswIndex(DIMENSION, 0).nearest(VECTORS[0], 3)
    assert empty is not None
    assert empty.tolist() == []


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_not_a_number_is_refused(value: float) -> None:
    index = built(10)
    spoilt = VECTORS[:2].copy()
    spoilt[1, 3] = value
    with pytest.raises(BugError):
        index.add(IDS[10:12], spoilt)
    with pytest.raises(BugError):
        index.nearest(spoilt[1], 1)
    assert len(index) == 10


def test_another_dimension_is_refused() -> None:
    with pytest.raises(BugError):
        built(10).nearest(np.ones(DIMENSION + 1, np.float32), 1)
    with pytest.raises(BugError):
        built(10).add(IDS[:1], np.ones((1, DIMENSION - 1), np.float32))


def test_a_copy_grows_and_leaves_the_original_alone() -> None:
    index = built(1000)
    before = answers(index)
    copy = index.copy(len(VECTORS))
    assert copy.effort == 200
    assert answers(copy) == before
    copy.add(IDS[1000:], VECTORS[1000:])
    assert len(index) == 1000
    assert answers(index) == before
    found = copy.nearest(VECTORS[1200], 1)
    assert found is not None
    assert found.tolist() == [IDS[1200]]


def test_a_graph_and_its_vectors_make_the_same_index() -> None:
    index = built()
    restored = from_graph(index.graph(), VECTORS, IDS, capacity=2000)
    restored.effort = 200
    assert answers(restored) == answers(index)
    extra = population(100, 1, DIMENSION, seed=3)
    restored.add(np.arange(100, dtype=np.int64) + 10**6, extra)
    found = restored.nearest(extra[50], 1)
    assert found is not None
    assert found.tolist() == [10**6 + 50]


def test_ef_is_never_hnswlibs_ten() -> None:
    assert from_graph(built().graph(), VECTORS, IDS, capacity=2000).effort > 10
    assert HnswIndex(DIMENSION, 5).effort > 10


def test_a_graph_holds_no_vector() -> None:
    graph = built().graph()
    kept = graph.links.tobytes() + graph.upper.tobytes()
    # Any four numbers in a row of any vector would show in the bytes.
    assert not any(vector[:4].tobytes() in kept for vector in VECTORS)


def spoilt_graphs() -> dict[str, hnsw.Graph]:
    graph = built().graph()
    far = graph.links.copy()
    far.view(np.uint32)[17, 1] = len(VECTORS)
    long = graph.links.copy()
    long.view(np.uint16)[17, 0] = 60_000
    upper = graph.upper.copy()
    upper.view(np.uint32)[1] = 2**31
    other = graph.labels.copy()
    other[3] = 4
    high = graph.levels.copy()
    high[0] = 40
    return {
        "a link out of the index": replace(graph, links=far),
        "a list that is too long": replace(graph, links=long),
        "an upper link out of the index": replace(graph, upper=upper),
        "upper lists cut short": replace(graph, upper=graph.upper[:-4]),
        "another reference": replace(graph, labels=other),
        "fewer nodes": replace(graph, labels=graph.labels[:-1]),
        "too high a level": replace(graph, levels=high),
        "negative levels": replace(graph, levels=graph.levels - 1),
        "an entry that is not there": replace(graph, entry_point=len(VECTORS)),
        "another top level": replace(graph, top_level=graph.top_level + 1),
    }


@pytest.mark.parametrize("what", spoilt_graphs())
def test_a_spoilt_graph_is_refused(what: str) -> None:
    with pytest.raises(DamagedDataError):
        from_graph(spoilt_graphs()[what], VECTORS, IDS, capacity=2000)


def test_lack_of_memory_is_said_plainly() -> None:
    with pytest.raises(GalleryError, match="memory"):
        HnswIndex(DIMENSION, capacity=2**48)
