from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from helpers.data_folder import (
    ACTOR,
    MODEL,
    camera_lost,
    enrol,
    files_with,
    opened,
    record,
    sealed_rows,
    tampered,
    titles,
)

from facegate.errors import DamagedDataError, StorageError
from facegate.settings.paths import Paths
from facegate.storage.cipher import key_of
from facegate.storage.keyset import Keyset


def the_keyset(backend: object) -> Keyset:
    (text,) = backend.secrets.values()
    return Keyset.from_json(text)


def test_everything_is_sealed_with_the_new_key(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path) as storage:
        _, given = enrol(storage, 1, references=3, picture=b"picture")
        record(storage, 5)
        old = the_keyset(memory_keyring)
        before = sealed_rows(tmp_path)
        cached = storage.cipher.seal(b"index", b"place")
        (Paths(tmp_path).cache_dir / "index").write_bytes(cached)
        (Paths(tmp_path).backups_dir / "facegate-20260101T000000Z-0001.db").write_bytes(b"old")

        assert storage.rotate_keys(ACTOR) == 6

        new = the_keyset(memory_keyring)
        record(storage, 5)
        for one, other in zip(storage.people.references(MODEL), given, strict=True):
            np.testing.assert_array_equal(one.template.vector, other.template.vector)
        assert storage.people.picture(given[0].reference_id) == b"picture"
        assert storage.events.verify() == 10  # across the change
        with pytest.raises(DamagedDataError):
            storage.cipher.unseal(cached, b"place")
        assert storage.people.audit(1)[0].action == "rotate_keys"
        # While it is still open: nothing sealed with the old key is left in any file.
        assert files_with(tmp_path, {str(number): sealed[40:72] for number, sealed in before.items()}) == {}
    assert old.active not in new.roots
    assert list(new.roots) == [new.active]
    after = sealed_rows(tmp_path)
    assert {key_of(sealed) for sealed in after.values()} == {new.active}
    assert list(Paths(tmp_path).cache_dir.iterdir()) == list(Paths(tmp_path).backups_dir.iterdir()) == []
    with opened(tmp_path) as storage:
        assert titles(storage) == []
        assert storage.events.verify() == 10
        assert len(list(storage.people.references(MODEL))) == 3


def test_keys_can_be_changed_many_times(tmp_path: Path) -> None:
    with opened(tmp_path, passphrase="p") as storage:
        enrol(storage, 1)
        for count in range(1, 4):
            storage.rotate_keys(ACTOR)
            storage.events.append(camera_lost()).result(5)
            assert storage.events.verify() == count
    with opened(tmp_path, passphrase="p") as storage:
        assert storage.events.verify() == 3
        assert len(list(storage.people.references(MODEL))) == 2


def test_rotation_goes_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.storage.rotation.PAGE", 2)
    with opened(tmp_path) as storage:
        enrol(storage, 1, references=5)
        assert storage.rotate_keys(ACTOR) == 5
        assert len(list(storage.people.references(MODEL))) == 5


def test_a_rotation_that_stopped_half_way_can_be_repeated(tmp_path: Path, memory_keyring: object) -> None:
    """The new key is kept before anything is sealed with it, the old one until all is."""
    with opened(tmp_path) as storage:
        enrol(storage, 1)
        record(storage, 2)
    old = the_keyset(memory_keyring)
    before = sealed_rows(tmp_path)
    tampered(tmp_path, "UPDATE templates SET sealed = zeroblob(500) WHERE reference_id = 2")
    damaged = sealed_rows(tmp_path)
    with opened(tmp_path) as storage:
        with pytest.raises(DamagedDataError):
            storage.rotate_keys(ACTOR)
        record(storage, 2)  # already with the new key
    assert set(old.roots) < set(the_keyset(memory_keyring).roots)
    assert sealed_rows(tmp_path) == damaged
    tampered(tmp_path, "UPDATE templates SET sealed = ? WHERE reference_id = 2", parameters=(before[2],))
    with opened(tmp_path) as storage:
        assert len(list(storage.people.references(MODEL))) == 2
        assert storage.rotate_keys(ACTOR) == 2
        assert storage.events.verify() == 4
        assert len(list(storage.people.references(MODEL))) == 2
    assert len(the_keyset(memory_keyring).roots) == 1


def test_a_locked_database_stops_the_rotation_before_it_begins(
    tmp_path: Path, memory_keyring: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facegate.storage.engine._WRITING", ["PRAGMA busy_timeout=50"])
    with opened(tmp_path) as storage:
        old = the_keyset(memory_keyring)
        with closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match="Database locked"):
                storage.rotate_keys(ACTOR)
    assert the_keyset(memory_keyring) == old


def test_after_its_commit_a_rotation_tells_and_does_not_raise(
    tmp_path: Path, memory_keyring: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keyring is locked again before the old key was thrown away: everything is sealed anew all the same."""

    def refuse(_self: object) -> Keyset:
        raise StorageError("Keyring locked", "It cannot be written.", "Unlock it.")

    with opened(tmp_path) as storage:
        enrol(storage, 1)
        before = sealed_rows(tmp_path)
        with monkeypatch.context() as patched:
            patched.setattr(Keyset, "with_old_keys_retired", refuse)
            assert storage.rotate_keys(ACTOR) == 2
        assert titles(storage) == ["Key changed, old one not removed"]
        assert len(the_keyset(memory_keyring).roots) == 2
        assert not set(before.values()) & set(sealed_rows(tmp_path).values())
        assert len(list(storage.people.references(MODEL))) == 2
        assert storage.rotate_keys(ACTOR) == 2
        assert len(the_keyset(memory_keyring).roots) == 1
