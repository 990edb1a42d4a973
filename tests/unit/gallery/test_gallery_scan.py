"""Short codes, compared one with all: what is handed on holds the nearest."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest
from helpers.vectors import population

from facegate.errors import BugError, DamagedDataError
from facegate.gallery import engines
from facegate.gallery.engines import best_engine
from facegate.gallery.index import Engine, Kept
from facegate.gallery.scan import ScanIndex, from_kept
from facegate.gallery.table import Matrix

VECTORS = population(1500, 1, 24)
IDS = np.arange(1500, dtype=np.int64) * 3 + 5


def built(vectors: Matrix = VECTORS) -> ScanIndex:
    index = ScanIndex(vectors)
    ids = IDS[: len(vectors)]
    for start in range(0, len(vectors), 400):
        index.add(ids[start : start + 400], vectors[start : start + 400])
    return index


def nearest(index: ScanIndex, probe: np.ndarray, count: int) -> set[int]:
    found = index.nearest(probe, count)
    assert found is not None
    return set(found.tolist())


@pytest.mark.parametrize("dimension", [2, 7, 24, 128, 300, 512])
def test_the_nearest_are_handed_on_in_any_dimension(dimension: int) -> None:
    vectors = population(600, 1, dimension)
    index = built(vectors)
    index.effort = 150
    missed = 0
    for row in range(0, 600, 20):
        found = nearest(index, vectors[row], 2)
        assert len(found) == 150
        missed += not {IDS[at] for at in np.argsort(-(vectors @ vectors[row]), kind="stable")[:2]} <= found
    # The second is a stranger, one of many at nearly the same distance where the dimensions are many.
    assert missed <= 1


def test_it_hands_on_as_many_as_asked_and_no_more_than_there_are() -> None:
    index = built()
    index.effort = 10
    assert len(nearest(index, VECTORS[0], 40)) == 40
    assert nearest(index, VECTORS[0], 5000) == set(IDS.tolist())
    empty = ScanIndex(VECTORS).nearest(VECTORS[0], 3)
    assert empty is not None
    assert empty.shape == (0,)


def test_few_references_are_enough_to_learn_from(capfd: pytest.CaptureFixture[str]) -> None:
    assert nearest(built(VECTORS[:3]), VECTORS[1], 2) == {5, 8, 11}
    assert capfd.readouterr().err == ""


def test_the_same_references_make_the_same_codes() -> None:
    first, second = built().kept(), built().kept()
    assert first.arrays["codes"].tobytes() == second.arrays["codes"].tobytes()


def test_what_would_break_it_is_refused() -> None:
    index = built()
    with pytest.raises(BugError):
        index.add(np.array([1]), np.full((1, 24), np.nan, np.float32))
    with pytest.raises(BugError):
        index.add(np.array([1]), np.ones((1, 23), np.float32))
    with pytest.raises(BugError):
        index.nearest(np.full(24, np.nan, np.float32), 1)
    with pytest.raises(BugError):
        index.nearest(np.ones(23, np.float32), 1)
    assert len(index) == 1500


def test_a_copy_grows_alone() -> None:
    index = built(VECTORS[:800])
    index.effort = 77
    copy = index.copy(1500)
    copy.add(IDS[800:], VECTORS[800:])
    assert (len(index), len(copy), copy.effort) == (800, 1500, 77)
    assert IDS[1200] in nearest(copy, VECTORS[1200], 5)
    assert IDS[1200] not in nearest(index, VECTORS[1200], 800)


def test_it_comes_back_from_what_is_kept() -> None:
    index = built()
    restored = from_kept(index.kept(), IDS, 24)
    for probe in VECTORS[:20]:
        assert nearest(restored, probe, 30) == nearest(index, probe, 30)


def spoilt() -> dict[str, Kept]:
    kept = built().kept()
    codes, ids = kept.arrays["codes"], kept.arrays["ids"]
    return {
        "cut": Kept({"ids": ids, "codes": codes[:-100]}, kept.numbers),
        "other ids": Kept({"ids": ids + 1, "codes": codes}, kept.numbers),
        "fewer ids": Kept({"ids": ids[:-1], "codes": codes}, kept.numbers),
        "other dimension": Kept(kept.arrays, {"dimension": 23}),
        "nothing": Kept({"ids": ids, "codes": codes[:0]}, kept.numbers),
    }


@pytest.mark.parametrize("what", ["cut", "other ids", "fewer ids", "other dimension", "nothing"])
def test_what_does_not_hold_together_is_refused(what: str) -> None:
    with pytest.raises(DamagedDataError):
        from_kept(spoilt()[what], IDS, 24)


def test_searching_from_several_threads() -> None:
    index = built()
    expected = [nearest(index, probe, 30) for probe in VECTORS[:100]]
    wrong: list[int] = []

    def search() -> None:
        for number, probe in enumerate(VECTORS[:100]):
            if nearest(index, probe, 30) != expected[number]:
                wrong.append(number)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_without_faiss_there_is_hnswlib(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    assert best_engine() is Engine.SCAN
    engines.best_engine.cache_clear()
    monkeypatch.setitem(sys.modules, "facegate.gallery.scan", None)
    try:
        assert best_engine() is Engine.HNSW
        assert "no faiss" in caplog.text
    finally:
        engines.best_engine.cache_clear()
