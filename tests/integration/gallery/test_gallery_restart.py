"""From one start to the next: what is kept of an index, when it is used, and when it must go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from helpers.sealer import AesSealer
from helpers.vectors import MODEL, oracle, population, references, subject

from facegate.domain.templates import StoredReference, normalised
from facegate.gallery import hnsw, rebuild, scan, verdict
from facegate.gallery.cache import GalleryCache
from facegate.gallery.gallery import IndexedGallery
from facegate.gallery.index import Engine

DIMENSION = 16
EACH = 4
STORED = references(population(300, EACH, DIMENSION), EACH)
SOON = 60.0


@pytest.fixture(autouse=True)
def any_ef(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index may take longer than exact search here."""
    monkeypatch.setattr(hnsw, "_REFERENCES_PER_EF", 1)
    monkeypatch.setattr(scan, "_REFERENCES_PER_CANDIDATE", 1)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """References that had to be put into an index, one number a build."""
    counts: list[int] = []
    complete = rebuild._complete

    def counting(index, table, cancelled) -> None:
        counts.append(len(table) - len(index))
        complete(index, table, cancelled)

    monkeypatch.setattr(rebuild, "_complete", counting)
    return counts


class Site:
    """One data folder, its key, and the kind of index."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine
        self.cache = GalleryCache(folder, AesSealer())
        self.open: list[IndexedGallery] = []

    def start(self, stored: list[StoredReference]) -> IndexedGallery:
        gallery = self.gallery()
        gallery.load(stored, expected=len(stored))
        assert gallery.settle(SOON)
        assert gallery.status.engine is self.engine
        return gallery

    def gallery(self) -> IndexedGallery:
        gallery = IndexedGallery(MODEL, DIMENSION, exact_below=700, fold_after=40, cache=self.cache, engine=self.engine)
        self.open.append(gallery)
        return gallery

    @property
    def files(self) -> list[str]:
        return sorted(path.suffix for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture(params=[Engine.SCAN, Engine.HNSW])
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    site = Site(tmp_path / "cache", request.param)
    yield site
    for gallery in site.open:
        gallery.close()


PROBES = 40
MISSES = 2
"""Strangers are harder to search for than the mated probes of the self-test, and a graph that several threads build
is another one each time."""


def check(gallery: IndexedGallery, stored: list[StoredReference]) -> None:
    known = {one.subject_id for one in stored}
    missed = 0
    for probe in population(PROBES, 1, DIMENSION, seed=6):
        found = gallery.search(normalised(MODEL, probe)).candidates
        assert {one.subject_id for one in found} <= known
        missed += [(one.subject_id, pytest.approx(one.distance, abs=1e-5)) for one in found] != oracle(stored, probe)
    assert missed <= MISSES


def test_the_second_start_builds_nothing(site: Site, added: list[int]) -> None:
    check(site.start(STORED), STORED)
    assert site.files == [".index"]
    check(site.start(STORED), STORED)
    assert added == [len(STORED), 0]


def test_people_enrolled_since_are_put_in(site: Site, added: list[int]) -> None:
    gallery = site.start(STORED[:1000])
    gallery.add(STORED[1000:1020])
    check(gallery, STORED[:1020])
    check(site.start(STORED[:1020]), STORED[:1020])
    check(site.start(STORED[:1020]), STORED[:1020])
    assert added == [1000, 20, 0]


def test_a_fold_extends_the_index(site: Site, added: list[int]) -> None:
    gallery = site.start(STORED[:1000])
    gallery.add(STORED[1000:])
    assert gallery.settle(SOON)
    assert gallery.status.pending == 0
    check(gallery, STORED)
    check(site.start(STORED), STORED)
    assert added == [1000, 200, 0]


def test_erasing_somebody_deletes_what_is_kept_before_it_returns(site: Site, added: list[int]) -> None:
    gallery = site.start(STORED)
    gallery.remove(subject(7))
    assert site.files == []
    left = [one for one in STORED if one.subject_id != subject(7)]
    check(gallery, left)
    check(site.start(left), left)
    assert added == [len(STORED), len(left)]
    assert site.files == [".index"]


def test_erasing_one_reference_deletes_what_is_kept_before_it_returns(site: Site) -> None:
    gallery = site.start(STORED)
    mine = next(one for one in STORED if one.subject_id == subject(7))
    gallery.replace(mine)
    assert site.files == [".index"]
    gallery.replace(mine, erased=True)
    assert site.files == []


def test_an_index_is_tested_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tested: list[int] = []
    test = rebuild.raise_effort

    def counting(base, cancelled):
        tested.append(len(base))
        return test(base, cancelled)

    monkeypatch.setattr(rebuild, "raise_effort", counting)
    first = site.start(STORED[:1000]).status.self_test
    again = site.start(STORED[:1000])
    assert again.status.self_test == first
    assert tested == [1000]
    again.add(STORED[1000:1060])
    assert again.settle(SOON)
    assert tested == [1000]
    again.add(STORED[1060:1120])
    assert again.settle(SOON)
    assert tested == [1000, 1120]


def test_a_kept_index_of_another_kind_is_replaced(site: Site, added: list[int]) -> None:
    site.start(STORED)
    site.engine = Engine.HNSW if site.engine is Engine.SCAN else Engine.SCAN
    check(site.start(STORED), STORED)
    site.start(STORED)
    assert added == [len(STORED), len(STORED), 0]


def test_erasing_many_folds_them_away(site: Site) -> None:
    gallery = site.start(STORED)
    for number in range(100):
        gallery.remove(subject(number))
    assert gallery.settle(SOON)
    check(gallery, STORED[400:])
    status = gallery.status
    assert (status.engine, status.references) == (site.engine, 800)
    assert status.pending <= 40


def test_somebody_erased_during_a_build_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    building, go_on = threading.Event(), threading.Event()
    complete = rebuild._complete

    def slow(index, table, cancelled) -> None:
        building.set()
        assert go_on.wait(SOON)
        complete(index, table, cancelled)

    monkeypatch.setattr(rebuild, "_complete", slow)
    gallery = site.gallery()
    gallery.load(STORED)
    assert building.wait(SOON)
    gallery.remove(subject(3))
    go_on.set()
    assert gallery.settle(SOON)
    assert gallery.status.engine is site.engine
    assert site.files == []
    check(gallery, [one for one in STORED if one.subject_id != subject(3)])


def test_somebody_erased_while_the_program_was_stopped(site: Site, added: list[int]) -> None:
    site.start(STORED)
    left = [one for one in STORED if one.subject_id != subject(0)]
    check(site.start(left), left)
    assert added == [len(STORED), len(left)]


def test_a_damaged_file_is_replaced(site: Site, added: list[int], caplog: pytest.LogCaptureFixture) -> None:
    site.start(STORED)
    (path,) = site.folder.iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    check(site.start(STORED), STORED)
    assert "building it again" in caplog.text
    assert added == [len(STORED), len(STORED)]
    assert len(path.read_bytes()) == len(content)


def test_a_refused_index_is_not_built_at_the_next_start(
    site: Site, added: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdict, "RECALL_WANTED", 1.1)
    for expected in ([1200], [1200]):
        gallery = site.gallery()
        gallery.load(STORED)
        assert gallery.settle(SOON)
        assert gallery.status.engine is Engine.EXACT
        check(gallery, STORED)
        assert added == expected
    assert site.files == [".refused"]


def test_no_template_is_on_disk(site: Site) -> None:
    site.start(STORED)
    content = b"".join(path.read_bytes() for path in site.folder.iterdir())
    assert len(content) > 10_000
    for one in STORED:
        for kind in (np.float32, np.float16):
            assert one.template.vector[:4].astype(kind).tobytes() not in content
