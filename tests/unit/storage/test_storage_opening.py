from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from helpers.data_folder import ACTOR, MODEL, camera_lost, enrol, opened, record, sample, tampered, titles
from keyring.backends.fail import Keyring

from facegate.domain.events import EventFilter
from facegate.domain.people_query import PeopleQuery
from facegate.domain.profiles import Profile
from facegate.errors import DamagedDataError, StorageError
from facegate.settings.paths import Paths
from facegate.storage.lock import InstanceLock

AGAIN = "Database damaged: started with an empty one"


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


# -- one process at a time -----------------------------------------------------


def test_two_instances_on_one_folder(tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        record(first, 1)
        with pytest.raises(StorageError, match="FaceGate is already running") as caught, opened(tmp_path):
            pass
        assert str(tmp_path) in caught.value.message
        record(first, 1)
    with opened(tmp_path) as storage:
        assert storage.events.verify() == 2


def test_a_failed_opening_gives_the_lock_back(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path):
        pass
    memory_keyring.secrets.clear()
    with pytest.raises(StorageError, match="Key missing"), opened(tmp_path):
        pass
    with InstanceLock(Paths(tmp_path).lock_file):
        pass


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="File not written"), InstanceLock(tmp_path / "file" / "lock"):
        pass


# -- reading beside a writer ---------------------------------------------------


def test_reading_takes_no_lock_and_sees_what_is_committed(tmp_path: Path) -> None:
    with opened(tmp_path) as writer:
        subject, _ = enrol(writer, 1)
        with opened(tmp_path, read_only=True) as reader:
            record(writer, 3)
            assert len(list(reader.events.query(EventFilter()))) == 3
            assert reader.events.verify() == 3
            assert reader.people.get(subject.subject_id) == writer.people.get(subject.subject_id)
            assert len(list(reader.people.references(MODEL))) == 2
            assert reader.trouble is None


def test_reading_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        subject, _ = enrol(storage, 1)
        record(storage, 3)
    before = contents(tmp_path)
    with opened(tmp_path, read_only=True) as reader:
        assert reader.people.search() != []
        for call in (
            lambda: reader.events.append(camera_lost()),
            lambda: enrol(reader, 2),
            lambda: reader.people.add_references(subject.subject_id, [sample(3)], ACTOR),
            lambda: reader.people.update(subject.subject_id, Profile("x", "y"), ACTOR),
            lambda: reader.people.erase(subject.subject_id, ACTOR),
            lambda: reader.rotate_keys(ACTOR),
        ):
            with pytest.raises(StorageError, match="Opened for reading"):
                call()
    after = contents(tmp_path)
    # SQLite leaves an empty log where it found none; the next writer removes it.
    assert after.pop("facegate.db-wal", None) in (None, hashlib.sha256(b"").hexdigest())
    assert after == before


def test_reading_a_folder_without_a_database_finds_nobody_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "not yet"
    with opened(folder, read_only=True) as reader:
        assert titles(reader) == ["No database yet"]
        assert reader.people.search() == []
        assert reader.people.count(PeopleQuery("x")) == 0
        assert list(reader.events.query(EventFilter())) == []
        assert reader.events.verify() == 0
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_reading_what_a_killed_process_left(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy")
    with opened(tmp_path) as storage:
        record(storage, 5)
        for path in tmp_path.rglob("*"):  # as a power cut would leave it, log and all
            if path.is_file() and not path.name.endswith("-shm"):
                (copy / path.relative_to(tmp_path)).parent.mkdir(exist_ok=True)
                (copy / path.relative_to(tmp_path)).write_bytes(path.read_bytes())
    assert (copy / "facegate.db-wal").stat().st_size > 0
    with opened(copy, read_only=True) as reader:
        assert reader.events.verify() == 5
    with opened(copy) as storage:
        assert storage.events.verify() == 5


# -- private files -------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    keyring.set_keyring(Keyring())
    folder = tmp_path / "data"
    before = os.umask(0)
    try:
        with opened(folder) as storage:
            enrol(storage, 1)
            record(storage, 1)
            paths = [folder, *folder.rglob("*")]
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
    finally:
        os.umask(before)
    assert {"facegate.db", "facegate.db-wal", "facegate.db-shm", "facegate.key", "chain_head.json"} <= set(modes)
    wanted = {path.name: 0o700 if path.is_dir() else 0o600 for path in [folder, *folder.rglob("*")]}
    assert {name: mode for name, mode in modes.items() if name in wanted} == {
        name: wanted[name] for name in modes if name in wanted
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_database_that_others_could_read_is_made_private(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    Paths(tmp_path).database.chmod(0o644)
    with opened(tmp_path):
        assert stat.S_IMODE(Paths(tmp_path).database.stat().st_mode) == 0o600


# -- what is not ours or not whole ---------------------------------------------


def ruined(folder: Path, how: str) -> bytes:
    database = Paths(folder).database
    with opened(folder) as storage:
        for number in range(30):
            enrol(storage, number, references=1)
        record(storage, 50)
    content = bytearray(database.read_bytes())
    match how:
        case "text":
            content = bytearray(b"this is no database\n" * 500)
        case "short":
            content = content[:50]
        case "cut":
            content = content[: len(content) // 2]
        case "header":
            content[:16] = bytes(16)
        case "pages":
            content[4096:] = os.urandom(len(content) - 4096)
        case "zeros":
            content[4096:] = bytes(len(content) - 4096)
    database.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("how", ["text", "short", "cut", "header", "pages", "zeros"])
def test_a_corrupt_database_is_kept_aside(tmp_path: Path, how: str) -> None:
    content = ruined(tmp_path, how)
    database = Paths(tmp_path).database
    with pytest.raises(DamagedDataError), opened(tmp_path, read_only=True):
        pass
    assert database.read_bytes() == content
    (tmp_path / "facegate.db-wal").unlink(missing_ok=True)
    with opened(tmp_path) as storage:
        assert titles(storage) == [AGAIN]
        assert storage.people.search() == []
        record(storage, 2)
        assert storage.events.verify() == 2
    (kept,) = [path for path in tmp_path.glob("facegate.db.corrupt-*") if not path.name.endswith(("-wal", "-shm"))]
    assert kept.read_bytes() == content
    assert str(kept) in storage.notices[0].message
    with opened(tmp_path) as storage:  # once is enough
        assert titles(storage) == []


def test_companions_are_kept_with_a_corrupt_database(tmp_path: Path) -> None:
    ruined(tmp_path, "text")
    (tmp_path / "facegate.db-wal").write_bytes(b"log")
    with opened(tmp_path) as storage:
        assert titles(storage) == [AGAIN]
    (kept,) = tmp_path.glob("facegate.db.corrupt-*-wal")
    assert kept.read_bytes() == b"log"


def test_a_second_corrupt_database_does_not_overwrite_the_first(tmp_path: Path) -> None:
    for content in (b"first " * 100, b"second " * 100):
        Paths(tmp_path).database.write_bytes(content)
        with opened(tmp_path):  # the clock stands still, so both would have one name
            pass
    kept = sorted(path.read_bytes()[:6] for path in tmp_path.glob("facegate.db.corrupt-*"))
    assert kept == [b"first ", b"second"]


def test_events_that_are_corrupt_do_not_hide(tmp_path: Path) -> None:
    """Not scanned at the start, but found when they are read or checked."""
    with opened(tmp_path) as storage:
        record(storage, 400)
    database = Paths(tmp_path).database
    content = bytearray(database.read_bytes())
    with closing(sqlite3.connect(database)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()[0]
    offset = (root - 1) * 4096
    first_child = int.from_bytes(
        content[offset + int.from_bytes(content[offset + 12 : offset + 14], "big") :][:4], "big"
    )
    content[(first_child - 1) * 4096 : first_child * 4096] = os.urandom(4096)
    database.write_bytes(content)
    with opened(tmp_path) as storage:
        with pytest.raises(DamagedDataError):
            storage.events.verify()
        with pytest.raises(DamagedDataError):
            list(storage.events.query(EventFilter()))


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    database = Paths(tmp_path).database
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = database.read_bytes()
    with pytest.raises(StorageError, match="Not a FaceGate database"), opened(tmp_path):
        pass
    assert database.read_bytes() == before


def test_an_empty_file_is_a_creation_that_was_cut_short(tmp_path: Path) -> None:
    Paths(tmp_path).database.touch()
    with opened(tmp_path) as storage:
        record(storage, 1)
        assert titles(storage) == []


def test_a_database_without_identity_is_refused_and_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    tampered(tmp_path, "DELETE FROM meta WHERE key = 'key_place'")
    with pytest.raises(DamagedDataError, match="Database incomplete"), opened(tmp_path):
        pass
    assert list(tmp_path.glob("*corrupt*")) == []


def test_a_folder_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="Data folder not writable"), opened(tmp_path / "file"):
        pass
    Paths(tmp_path).database.mkdir()
    with pytest.raises(StorageError), opened(tmp_path):
        pass
