"""The kept index: sealed, without vectors, used only where it fits."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from helpers.sealer import AesSealer, OpenSealer
from helpers.vectors import MODEL, population, table_of

from facegate.domain.ids import ModelId
from facegate.errors import StorageError
from facegate.gallery import cache as cache_module
from facegate.gallery.cache import GalleryCache, Sealer
from facegate.gallery.engines import new_index
from facegate.gallery.index import Engine, Index
from facegate.gallery.table import ReferenceTable
from facegate.gallery.verdict import SelfTest

EACH = 3
VECTORS = population(400, EACH, 24)
TABLE = table_of(VECTORS, EACH)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several frames an array, as 64 MiB would take too long to fill; of whole nodes, so that two could be swapped."""
    monkeypatch.setattr(cache_module, "_CHUNK", 200 * (4 + 64 * 4))


def index_of(table: ReferenceTable, engine: Engine = Engine.HNSW) -> Index:
    index = new_index(engine, table)
    index.add(table.ids, table.vectors)
    return index


def passed(table: ReferenceTable) -> SelfTest:
    return SelfTest(effort=300, probes=1000, missed=1, references=len(table))


def kept(folder: Path, sealer: Sealer, table: ReferenceTable = TABLE, engine: Engine = Engine.HNSW) -> GalleryCache:
    cache = GalleryCache(folder, sealer)
    assert cache.save(MODEL, table, index_of(table, engine), passed(table), lambda: True)
    return cache


def the_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


KINDS = pytest.mark.parametrize("engine", [Engine.SCAN, Engine.HNSW])


@KINDS
def test_an_index_comes_back_with_its_verdict(engine: Engine, tmp_path: Path) -> None:
    came = kept(tmp_path / "cache", AesSealer(), engine=engine).load(MODEL, engine, TABLE)
    assert came is not None
    loaded, self_test = came
    assert self_test == passed(TABLE)
    assert loaded.effort == 300
    index = index_of(TABLE, engine)
    index.effort = 300
    for probe in population(50, 1, 24, seed=5):
        found, expected = loaded.nearest(probe, 7), index.nearest(probe, 7)
        assert found is not None
        assert expected is not None
        assert found.tolist() == expected.tolist()


@KINDS
def test_people_enrolled_later_leave_it_usable(engine: Engine, tmp_path: Path) -> None:
    cache = kept(tmp_path, AesSealer(), table_of(VECTORS[:900], EACH), engine)
    came = cache.load(MODEL, engine, TABLE)
    assert came is not None
    loaded, _ = came
    assert sorted(loaded.ids().tolist()) == TABLE.ids[:900].tolist()
    loaded.add(TABLE.ids[900:], TABLE.vectors[900:])
    assert len(loaded) == 1200


@KINDS
def test_an_index_of_another_kind_is_deleted(engine: Engine, tmp_path: Path) -> None:
    cache = kept(tmp_path, AesSealer(), engine=engine)
    assert cache.load(MODEL, Engine.HNSW if engine is Engine.SCAN else Engine.SCAN, TABLE) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are access lists there")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    kept(tmp_path / "cache", AesSealer())
    assert stat.S_IMODE(the_file(tmp_path / "cache").stat().st_mode) == 0o600


@KINDS
def test_no_vector_is_in_it_even_for_who_has_the_key(engine: Engine, tmp_path: Path) -> None:
    kept(tmp_path, OpenSealer(), engine=engine)
    content = the_file(tmp_path).read_bytes()
    assert b'"rows": 1200' in content  # the control: nothing is sealed here
    for kind in (np.float32, np.float16):
        # Any four numbers in a row of any template.
        assert not any(vector[:4].astype(kind).tobytes() in content for vector in VECTORS)


def test_it_is_sealed(tmp_path: Path) -> None:
    kept(tmp_path, AesSealer())
    content = the_file(tmp_path).read_bytes()
    assert MODEL.encode() not in content
    assert TABLE.ids[:8].tobytes() not in content


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def lengthen(content: bytes) -> bytes:
    return content[:8] + b"\xff" * 8 + content[16:]


def empty(content: bytes) -> bytes:
    return b""


def other(content: bytes) -> bytes:
    return b"something else altogether, and quite long enough"


def swap_frames(content: bytes) -> bytes:
    frames, at = [], 8
    while at < len(content):
        length = 8 + int.from_bytes(content[at : at + 8], "little")
        frames.append(content[at : at + length])
        at += length
    # Links take several chunks of one size.
    sizes = [len(frame) for frame in frames]
    first = next(number for number in range(len(frames) - 1) if sizes[number] == sizes[number + 1])
    frames[first], frames[first + 1] = frames[first + 1], frames[first]
    return content[:8] + b"".join(frames)


@pytest.mark.parametrize("damage", [cut, flip, lengthen, empty, other, swap_frames])
def test_a_damaged_file_is_deleted(
    damage: Callable[[bytes], bytes], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = kept(tmp_path, AesSealer())
    path = the_file(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.load(MODEL, Engine.HNSW, TABLE) is None
    assert "building it again" in caplog.text
    assert not path.exists()


def test_a_file_for_another_key_is_deleted(tmp_path: Path) -> None:
    kept(tmp_path, AesSealer())
    assert GalleryCache(tmp_path, AesSealer()).load(MODEL, Engine.HNSW, TABLE) is None
    assert list(tmp_path.iterdir()) == []


def changed_vector() -> ReferenceTable:
    vectors = VECTORS.copy()
    vectors[5] = -vectors[5]
    return table_of(vectors, EACH)


@pytest.mark.parametrize(
    "now",
    [
        table_of(VECTORS[:-1], EACH),
        table_of(VECTORS[EACH:], EACH),
        changed_vector(),
        table_of(population(400, 3, 16), 3),
    ],
    ids=["one fewer", "first person erased", "other vector", "other dimension"],
)
def test_an_index_of_other_references_is_deleted(now: ReferenceTable, tmp_path: Path) -> None:
    assert kept(tmp_path, AesSealer()).load(MODEL, Engine.HNSW, now) is None
    assert list(tmp_path.iterdir()) == []


def test_each_model_has_its_own(tmp_path: Path) -> None:
    sealer = AesSealer()
    cache = kept(tmp_path, sealer)
    strange = ModelId("../../else: where")
    assert cache.load(strange, Engine.HNSW, TABLE) is None
    assert cache.save(strange, TABLE, index_of(TABLE), passed(TABLE), lambda: True)
    assert {path.parent for path in tmp_path.rglob("*")} == {tmp_path}
    # Put in the place of the other, it does not open.
    (theirs,) = (path for path in tmp_path.iterdir() if "else" in path.name)
    (ours,) = (path for path in tmp_path.iterdir() if "else" not in path.name)
    theirs.replace(ours)
    assert cache.load(MODEL, Engine.HNSW, TABLE) is None


def test_a_full_disk_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache = kept(tmp_path, AesSealer())
    before = the_file(tmp_path).read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert not cache.save(MODEL, TABLE, index_of(TABLE), passed(TABLE), lambda: True)
    assert "index not kept" in caplog.text
    assert the_file(tmp_path).read_bytes() == before


def test_an_index_that_is_no_longer_wanted_is_dropped(tmp_path: Path) -> None:
    cache = GalleryCache(tmp_path, AesSealer())
    assert not cache.save(MODEL, TABLE, index_of(TABLE), passed(TABLE), lambda: False)
    assert list(tmp_path.iterdir()) == []


def test_clearing_deletes_every_index(tmp_path: Path) -> None:
    cache = kept(tmp_path, AesSealer())
    assert cache.save(ModelId("other-1"), TABLE, index_of(TABLE), passed(TABLE), lambda: True)
    (tmp_path / "left.unfinished").write_bytes(b"by a process that was killed")
    (tmp_path / "stranger.txt").write_text("not ours")
    cache.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["stranger.txt"]
    cache.clear()
    GalleryCache(tmp_path / "nowhere", AesSealer()).clear()


def test_a_file_that_cannot_be_deleted_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = kept(tmp_path, AesSealer())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="Permission denied"):
        cache.clear()


def test_a_refusal_is_remembered(tmp_path: Path) -> None:
    sealer = AesSealer()
    cache = GalleryCache(tmp_path, sealer)
    assert cache.refused(MODEL, Engine.HNSW) == 0
    cache.remember_refused(MODEL, Engine.HNSW, 30_000)
    assert GalleryCache(tmp_path, sealer).refused(MODEL, Engine.HNSW) == 30_000
    assert cache.refused(MODEL, Engine.SCAN) == 0
    assert cache.refused(ModelId("other-1"), Engine.HNSW) == 0
    assert GalleryCache(tmp_path, AesSealer()).refused(MODEL, Engine.HNSW) == 0
    the_file(tmp_path).write_bytes(b"")
    assert cache.refused(MODEL, Engine.HNSW) == 0
