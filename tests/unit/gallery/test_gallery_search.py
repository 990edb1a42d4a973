"""What the gallery answers, with exact search and with an index."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from helpers.vectors import MODEL, oracle, population, reference, references, subject

from facegate.domain.ids import ModelId
from facegate.domain.templates import StoredReference, normalised
from facegate.errors import BugError, StorageError
from facegate.gallery.base import Base
from facegate.gallery.engines import best_engine, new_index
from facegate.gallery.gallery import IndexedGallery
from facegate.gallery.index import Engine
from facegate.gallery.table import GrowingTable

DIMENSION = 32
SOON = 30.0


@pytest.fixture(params=list(Engine))
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def gallery_of(engine: Engine, stored: list[StoredReference]) -> IndexedGallery:
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=1, engine=engine)
    gallery.load(stored)
    assert gallery.settle(SOON)
    assert gallery.status.engine is (engine if stored else Engine.EXACT)
    return gallery


@pytest.fixture
def stored() -> Iterator[list[StoredReference]]:
    """Ten persons of three references: few enough for hnswlib to link each with each."""
    return references(population(10, 3, DIMENSION), 3)


def check(gallery: IndexedGallery, stored: list[StoredReference], probe: np.ndarray) -> None:
    found = gallery.search(normalised(MODEL, probe))
    assert [(one.subject_id, pytest.approx(one.distance, abs=1e-5)) for one in found.candidates] == oracle(
        stored, probe / np.linalg.norm(probe)
    )


def test_the_two_nearest_persons(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored)
    assert len(gallery) == 30
    for probe in population(20, 1, DIMENSION, seed=4):
        check(gallery, stored, probe)


def test_an_empty_gallery_knows_nobody(engine: Engine) -> None:
    gallery = gallery_of(engine, [])
    found = gallery.search(normalised(MODEL, np.ones(DIMENSION, np.float32)))
    assert found.best is None
    assert found.margin is None
    assert len(gallery) == 0


def test_one_person_has_no_runner_up(engine: Engine, stored: list[StoredReference]) -> None:
    found = gallery_of(engine, stored[:3]).search(stored[0].template)
    assert found.best is not None
    assert found.best.subject_id == subject(0)
    assert found.margin is None


@pytest.mark.parametrize("each", [20, 60])
def test_somebody_with_many_references_does_not_hide_the_runner_up(engine: Engine, each: int) -> None:
    # More references than the index is first asked for neighbours; the runner-up stands behind all of them.
    crowd = population(1, each, DIMENSION, seed=1)
    others = population(5, 1, DIMENSION, seed=2)
    stored = [reference(number, 100, vector) for number, vector in enumerate(crowd)]
    stored += [reference(1000 + number, number, vector) for number, vector in enumerate(others)]
    gallery = gallery_of(engine, stored)
    probe = crowd.mean(axis=0)
    check(gallery, stored, probe)
    found = gallery.search(normalised(MODEL, probe))
    truth = oracle(stored, probe / np.linalg.norm(probe))
    assert found.margin == pytest.approx(truth[1][1] - truth[0][1], abs=1e-5)
    assert found.best is not None
    assert found.best.subject_id == subject(100)


@pytest.mark.parametrize("kind", [Engine.SCAN, Engine.HNSW])
def test_the_index_itself_sees_past_somebody_with_many_references(kind: Engine) -> None:
    vectors = np.concatenate([population(1, 60, DIMENSION, seed=1), population(20, 1, DIMENSION, seed=2)])
    table = GrowingTable(DIMENSION)
    for number, vector in enumerate(vectors):
        table.append(reference(number, max(0, number - 59), vector))
    index = new_index(kind, table.view())
    index.effort = 16
    index.add(table.view().ids, table.view().vectors)
    found = Base(table.finished()).with_index(index).nearest_by_index(vectors[7])
    assert found is not None
    assert [one.subject_id for one in found] == [who for who, _ in oracle(stored_of(table), vectors[7])]


def stored_of(table: GrowingTable) -> list[StoredReference]:
    view = table.view()
    return [
        reference(int(view.ids[row]), int(view.subjects[view.owners[row]], 16), view.vectors[row])
        for row in range(len(view))
    ]


def test_enrolled_people_are_found_at_once(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored[:21])
    for count in range(22, 31):
        gallery.add(stored[count - 1 : count])
        assert len(gallery) == count
        check(gallery, stored[:count], stored[count - 1].template.vector)


def test_a_nearer_reference_added_later_counts(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored)
    probe = population(1, 1, DIMENSION, seed=8)[0]
    closer = reference(500, 4, probe)
    gallery.add([closer])
    check(gallery, [*stored, closer], probe)


def test_erased_people_are_not_found(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored)
    extra = reference(500, 4, population(1, 1, DIMENSION, seed=8)[0])
    gallery.add([extra])
    gallery.remove(subject(4))
    left = [one for one in stored if one.subject_id != subject(4)]
    assert len(gallery) == 27
    for one in [*stored, extra]:
        check(gallery, left, one.template.vector)
    gallery.remove(subject(4))
    gallery.remove(subject(12345))
    assert len(gallery) == 27


def test_everybody_erased(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored)
    for number in range(10):
        gallery.remove(subject(number))
    assert len(gallery) == 0
    assert gallery.search(stored[0].template).candidates == ()
    gallery.add(stored[:3])
    check(gallery, stored[:3], stored[0].template.vector)


def test_a_reference_that_is_there_already_is_ignored(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored[:15])
    gallery.add(stored[10:20])
    gallery.add(stored[10:20])
    assert len(gallery) == 20
    check(gallery, stored[:20], stored[17].template.vector)


def test_templates_of_another_model_never_meet(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored)
    other = ModelId("other-1")
    with pytest.raises(BugError, match="other-1"):
        gallery.search(normalised(other, np.ones(DIMENSION, np.float32)))
    with pytest.raises(BugError):
        gallery.add([stored[0], reference(900, 1, np.ones(DIMENSION, np.float32), other)])
    with pytest.raises(BugError):
        gallery.search(normalised(MODEL, np.ones(DIMENSION + 1, np.float32)))
    with pytest.raises(BugError):
        gallery.add([reference(900, 1, np.ones(DIMENSION - 1, np.float32))])
    assert len(gallery) == 30


def test_a_load_that_fails_leaves_the_gallery_as_it_was(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, stored[:15])

    def broken() -> Iterator[StoredReference]:
        yield stored[20]
        raise StorageError("Disk", "The disk is gone.", "Get another.")

    with pytest.raises(StorageError):
        gallery.load(broken())
    assert gallery.settle(SOON)
    check(gallery, stored[:15], stored[20].template.vector)


def test_what_happens_during_a_load_is_kept(engine: Engine, stored: list[StoredReference]) -> None:
    gallery = gallery_of(engine, [])

    def read() -> Iterator[StoredReference]:
        yield from stored[:15]
        gallery.add(stored[27:30])  # enrolled after the reading began, and not read
        gallery.add(stored[15:18])  # enrolled meanwhile, and read
        gallery.remove(subject(0))  # erased after having been read
        yield from stored[15:18]

    gallery.load(read(), expected=18)
    assert gallery.settle(SOON)
    now = stored[3:18] + stored[27:30]
    assert len(gallery) == len(now)
    for one in stored:
        check(gallery, now, one.template.vector)


@pytest.mark.parametrize("kind", [Engine.SCAN, Engine.HNSW])
def test_the_kind_of_search_follows_the_size(kind: Engine, stored: list[StoredReference]) -> None:
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=20, fold_after=4, engine=kind)
    gallery.load(stored[:15])
    assert gallery.settle(SOON)
    assert gallery.status.engine is Engine.EXACT
    gallery.add(stored[15:])
    assert gallery.settle(SOON)
    status = gallery.status
    assert status.engine is kind
    assert status.self_test is not None
    assert status.self_test.passed
    assert (status.references, status.pending, status.busy) == (30, 0, False)
    for number in range(5):
        gallery.remove(subject(number))
    assert gallery.settle(SOON)
    assert gallery.status.engine is Engine.EXACT
    check(gallery, stored[15:], stored[0].template.vector)


def test_an_index_that_finds_too_little_is_not_used_nor_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2,000 persons in 32 dimensions: an ef of 16 is too small, and a larger one slower than exact search.
    stored = references(population(2000, 1, DIMENSION), 1)
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=1000, fold_after=10, engine=Engine.HNSW)
    gallery.load(stored[:1900])
    assert gallery.settle(SOON)
    status = gallery.status
    assert status.engine is Engine.EXACT
    assert status.self_test is not None
    assert not status.self_test.passed
    built = []
    monkeypatch.setattr("facegate.gallery.rebuild.new_index", lambda *args: built.append(args))
    gallery.add(stored[1900:])
    assert gallery.settle(SOON)
    assert gallery.status.pending == 0
    assert gallery.status.self_test == status.self_test
    assert built == []
    check(gallery, stored, stored[1950].template.vector)


def test_background_work_that_fails_leaves_exact_search(
    stored: list[StoredReference], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("facegate.gallery.rebuild.raise_effort", fail)
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=10, fold_after=2)
    gallery.load(stored[:20])
    assert gallery.settle(SOON)
    assert "background work failed" in caplog.text
    gallery.add(stored[20:])
    gallery.remove(subject(1))
    now = stored[:3] + stored[6:]
    for one in stored:
        check(gallery, now, one.template.vector)
    monkeypatch.undo()
    gallery.load(now)
    assert gallery.settle(SOON)
    assert gallery.status.engine is best_engine()


@pytest.mark.parametrize("kind", [Engine.SCAN, Engine.HNSW])
def test_closing_stops_background_work(kind: Engine) -> None:
    vectors = population(4000, 1, 128)
    gallery = IndexedGallery(MODEL, 128, exact_below=1, engine=kind)
    gallery.load(references(vectors, 1))
    assert gallery.status.busy
    gallery.close()
    assert not gallery.status.busy
    gallery.close()
    assert gallery.search(normalised(MODEL, vectors[3])).best is not None
    gallery.add([reference(10_000, 10_000, -vectors[0])])
    found = gallery.search(normalised(MODEL, -vectors[0])).best
    assert found is not None
    assert found.reference_id == 10_000
