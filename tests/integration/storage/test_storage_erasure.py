"""What is on the disk: templates never in the clear, and nothing at all of a person who was erased."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from helpers.data_folder import ACTOR, CONSENT, MODEL, files_with, forms, identified, opened, sample, sealed_rows
from sqlalchemy import Engine

from facegate.domain.events import EventFilter
from facegate.domain.people_query import PeopleQuery
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference
from facegate.errors import NotFoundError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.open import Storage

PEOPLE = 40
EACH = 5
NAME, EXTERNAL_ID = "Name 7 to be forgotten", "ID-7-to-be-forgotten"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every temporary file of this process and of SQLite goes here."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def populate(storage: Storage) -> dict[int, list[StoredReference]]:
    stored = {}
    for number in range(PEOPLE):
        name, external_id = (NAME, EXTERNAL_ID) if number == 7 else (f"Name <{number}>", f"ID-{number}")
        samples = [sample(100 * number + index, b"picture of %d " % number * 200) for index in range(EACH)]
        person, stored[number] = storage.people.add(Profile(name, external_id), samples, CONSENT, ACTOR)
        storage.events.append(identified(person.subject_id)).result(5)
    return stored


def ciphertexts(folder: Path, references: list[StoredReference]) -> dict[str, bytes]:
    """Several stretches of each sealed template: an erased row may survive in part."""
    rows = sealed_rows(folder)
    return {
        f"sealed {one.reference_id}/{start}": rows[one.reference_id][start : start + 16]
        for one in references
        for start in range(9, 500, 70)
    }


def test_no_template_is_on_the_disk_in_the_clear(tmp_path: Path, temporary: Path) -> None:
    with opened(tmp_path / "data") as storage:
        stored = populate(storage)
        some = [one for number in (0, 7, 39) for one in stored[number]]
        plain = {key: value for one in some for key, value in forms(str(one.reference_id), one).items()}
        assert len(set(plain.values())) == len(some) * 21
        assert files_with(tmp_path, plain) == {}
        # The control: the same search does find the ciphertexts, while it is open and afterwards.
        found = files_with(tmp_path, ciphertexts(tmp_path / "data", some))
        assert set(found) <= {"data/facegate.db", "data/facegate.db-wal"}
        assert found
    assert files_with(tmp_path, plain) == {}
    found = files_with(tmp_path, ciphertexts(tmp_path / "data", some))
    assert {name: len(hits) for name, hits in found.items()} == {"data/facegate.db": len(some) * 8}
    # And of a plain copy: the search would see a template that is there.
    (temporary / "leak").write_bytes(b"..." + some[0].template.vector.tobytes())
    assert files_with(tmp_path, plain) == {"temporary/leak": [f"{some[0].reference_id} normalised"]}


def test_nothing_is_left_of_an_erased_person(tmp_path: Path, temporary: Path) -> None:
    data = tmp_path / "data"
    paths = Paths(data)
    with opened(data) as storage:
        stored = populate(storage)
        theirs = stored[7]
        subject_id = theirs[0].subject_id
        sqlite.backup(paths.database, paths.backups_dir / "facegate-20260101T000000Z-0001.db")
        (paths.cache_dir / "index").mkdir()
        (paths.cache_dir / "index" / "made-up-1").write_bytes(b"the whole index, sealed")
        needles = {
            **ciphertexts(data, theirs),
            **{key: value for one in theirs for key, value in forms(str(one.reference_id), one).items()},
            "name": NAME.encode(),
            "folded name": NAME.casefold().encode(),
            "identifier": EXTERNAL_ID.encode(),
        }
        others = ciphertexts(data, stored[8])
        before = files_with(tmp_path, needles)
        assert {"data/facegate.db-wal", "data/backups/facegate-20260101T000000Z-0001.db"} <= set(before)
        assert {"name", "identifier", f"sealed {theirs[0].reference_id}/9"} <= set(before["data/facegate.db-wal"])

        report = storage.people.erase(subject_id, ACTOR)

        # While it is open.
        assert files_with(tmp_path, needles) == {}
        assert paths.database.with_name("facegate.db-wal").stat().st_size == 0
        assert list(paths.cache_dir.iterdir()) == []
        assert list(temporary.iterdir()) == []
        assert sorted(path.name for path in paths.backups_dir.iterdir()) == ["facegate-20260101T000000Z-0001.db"]
        found = files_with(tmp_path, others)
        assert set(found) == {"data/facegate.db", "data/backups/facegate-20260101T000000Z-0001.db"}
        assert all(len(hits) == len(others) for hits in found.values())

        assert (report.references, report.pictures, report.consents, report.backups) == (EACH, EACH, 1, 1)
        with pytest.raises(NotFoundError):
            storage.people.get(subject_id)
        assert storage.people.search(PeopleQuery("forgotten")) == []
        assert len(list(storage.people.references(MODEL))) == EACH * (PEOPLE - 1)
        assert storage.people.picture(stored[8][0].reference_id) == b"picture of 8 " * 200
        # The random id stays in the log, which is whole.
        assert [event.subject_id for event in storage.events.query(EventFilter(subject_id=subject_id))] == [subject_id]
        assert storage.events.verify() == PEOPLE
        assert storage.notices == []
    assert files_with(tmp_path, needles) == {}


def test_everybody_can_be_erased_one_by_one(tmp_path: Path, temporary: Path) -> None:
    """Rows move between pages as their neighbours go; none may leave a copy."""
    data = tmp_path / "data"
    with opened(data) as storage:
        stored = populate(storage)
        needles: dict[str, bytes] = {}
        order = [(number * 7) % PEOPLE for number in range(PEOPLE)]
        for number in order[:12]:
            needles.update(ciphertexts(data, stored[number]))
            needles[f"name {number}"] = b"ame <%d>" % number  # three bytes would be found by chance
            storage.people.erase(stored[number][0].subject_id, ACTOR)
            assert files_with(tmp_path, needles) == {}
        assert storage.people.count() == PEOPLE - 12
        assert storage.events.verify() == PEOPLE


def test_a_damaged_database_that_was_kept_is_named_at_an_erasure(tmp_path: Path) -> None:
    Paths(tmp_path).database.write_bytes(b"no database" * 1000)
    with opened(tmp_path) as storage:
        person, _ = storage.people.add(Profile(NAME, EXTERNAL_ID), [sample(1)], CONSENT, ACTOR)
        storage.people.erase(person.subject_id, ACTOR)
        (kept,) = tmp_path.glob("*.corrupt-*")
        assert storage.notices[-1].title == "Old data remains"
        assert str(kept) in storage.notices[-1].message


def test_a_foreign_reader_is_told_of_and_the_next_start_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_COMMON", ["PRAGMA busy_timeout=50", *sqlite._COMMON[1:]])
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=50", *sqlite._WRITING[1:]])
    with opened(tmp_path) as storage:
        stored = populate(storage)
        needles = ciphertexts(tmp_path, stored[7])
        with closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as foreign:
            foreign.execute("BEGIN")
            foreign.execute("SELECT count(*) FROM templates").fetchone()
            storage.people.erase(stored[7][0].subject_id, ACTOR)
            assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
            foreign.execute("ROLLBACK")
        with pytest.raises(NotFoundError):
            storage.people.get(stored[7][0].subject_id)
    with opened(tmp_path):
        assert files_with(tmp_path, needles) == {}


def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power lost after the commit and before the log was emptied."""
    data, left = tmp_path / "data", tmp_path / "left"
    with opened(data) as storage:
        stored = populate(storage)
        needles = ciphertexts(data, stored[7])

        def power_cut(_engine: Engine) -> bool:
            shutil.copytree(data, left, ignore=shutil.ignore_patterns("*-shm"))
            return True

        monkeypatch.setattr(sqlite, "empty_log", power_cut)
        storage.people.erase(stored[7][0].subject_id, ACTOR)
        monkeypatch.undo()
    assert files_with(left, needles)
    with opened(left) as storage:
        assert storage.people.count() == PEOPLE - 1
        assert storage.events.verify() == PEOPLE
        assert files_with(left, needles) == {}


def test_a_checkpoint_that_fails_is_told_and_the_next_start_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the commit and the checkpoint: the person is gone, so nothing may raise."""

    def full(_engine: Engine) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    data, left = tmp_path / "data", tmp_path / "left"
    with opened(data) as storage:
        stored = populate(storage)
        needles = ciphertexts(data, stored[7])
        monkeypatch.setattr(sqlite, "empty_log", full)
        report = storage.people.erase(stored[7][0].subject_id, ACTOR)
        assert (report.references, report.consents) == (EACH, 1)
        assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
        assert "Free some space" in storage.notices[0].remedy
        with pytest.raises(NotFoundError):
            storage.people.get(stored[7][0].subject_id)
        # As the power cut leaves it: the last connection to close would empty the log by itself.
        shutil.copytree(data, left, ignore=shutil.ignore_patterns("*-shm"))
    assert files_with(left, needles)
    with opened(left) as storage:  # still full: it opens, and says so
        assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
        monkeypatch.undo()
        storage.people.erase(stored[8][0].subject_id, ACTOR)
        assert files_with(left, needles) == {}  # the next erasure finished the first
    with opened(left) as storage:
        assert storage.notices == []


def test_a_cache_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as storage:
        person, _ = storage.people.add(Profile(NAME, EXTERNAL_ID), [sample(1)], CONSENT, ACTOR)

        def broken(_folder: Path, _pattern: str) -> list[Path]:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(Path, "rglob", broken)
        storage.people.erase(person.subject_id, ACTOR)
        assert [notice.title for notice in storage.notices] == ["File not written"]
        assert storage.people.count() == 0
