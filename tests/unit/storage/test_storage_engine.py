from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from facegate.errors import BugError, DamagedDataError, StorageError
from facegate.storage import engine as sqlite
from facegate.storage.troubles import Trouble


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a b%20 ü?.db"  # a path is no address
    sqlite.make_private(path)
    with sqlite.writing_engine(path).begin() as connection:
        connection.execute(text("CREATE TABLE things (id INTEGER PRIMARY KEY, thing TEXT UNIQUE)"))
        connection.execute(text("CREATE INDEX by_thing ON things (thing)"))
    return path


def add(path: Path, *things: str) -> None:
    with sqlite.translated(path), sqlite.writing_engine(path).begin() as connection:
        connection.execute(text("INSERT INTO things (thing) VALUES (:thing)"), [{"thing": thing} for thing in things])


def test_reading_connections_cannot_write(database: Path) -> None:
    add(database, "one")
    with sqlite.reading_engine(database).connect() as connection:
        assert connection.execute(text("SELECT thing FROM things")).scalar_one() == "one"
        with pytest.raises(StorageError, match="Database not writable"), sqlite.translated(database):
            connection.execute(text("DELETE FROM things"))


def test_a_transaction_that_fails_leaves_nothing(database: Path) -> None:
    with pytest.raises(BugError):
        add(database, "one", "one")
    with sqlite.reading_engine(database).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM things")).scalar_one() == 0


def test_a_refused_call_does_not_quote_its_values(database: Path) -> None:
    with pytest.raises(BugError) as caught:
        add(database, "a name", "a name")
    assert "a name" not in caught.value.text()
    assert "a name" not in str(caught.value.__cause__)


def test_a_full_disk(database: Path) -> None:
    # A limit on pages is SQLite's own full disk.
    with sqlite.writing_engine(database).connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA max_page_count=4")
        with (
            pytest.raises(StorageError, match="Disk full") as caught,
            sqlite.translated(database),
            connection.begin(),
        ):
            connection.execute(text("INSERT INTO things (thing) VALUES (:thing)"), {"thing": "x" * 100_000})
    assert sqlite.diagnose(caught.value.__cause__) is Trouble.DISK_FULL


def test_a_locked_database(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=50"])
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="Database locked"):
            add(database, "one")


def test_a_database_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"something else entirely, long enough to have a header of its own" * 10)
    with pytest.raises(DamagedDataError, match="Database damaged"):
        add(path, "one")


def test_a_database_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Database cannot be opened"):
        add(tmp_path / "none.db", "one")
    assert not (tmp_path / "none.db").exists()


def test_an_unknown_table_is_our_mistake(database: Path) -> None:
    with pytest.raises(BugError), sqlite.translated(database), sqlite.reading_engine(database).connect() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


@pytest.mark.parametrize("size", [0, 50, 4096, 5000])
def test_sizes_that_do_not_fit(database: Path, size: int) -> None:
    add(database, *(str(number) * 500 for number in range(50)))
    sqlite.check_size(database)
    content = database.read_bytes()
    database.write_bytes(content[:size])
    if size == 0:
        sqlite.check_size(database)  # an empty file is an empty database
    else:
        with pytest.raises(DamagedDataError):
            sqlite.check_size(database)


def test_tables_that_are_damaged_are_found(database: Path) -> None:
    add(database, *(f"{number:03}" * 100 for number in range(100)))
    with sqlite.reading_engine(database).connect() as connection:
        sqlite.check_tables(connection, database, ["things"])
    content = bytearray(database.read_bytes())
    content[4 * 4096 + 100 : 6 * 4096] = os.urandom(2 * 4096 - 100)
    database.write_bytes(content)
    with (
        pytest.raises(DamagedDataError),
        sqlite.translated(database),
        sqlite.reading_engine(database).connect() as connection,
    ):
        sqlite.check_tables(connection, database, ["things"])


def test_a_backup_holds_what_is_only_in_the_log(database: Path, tmp_path: Path) -> None:
    with sqlite.writing_engine(database).connect() as connection:  # open, so that the log stays
        with connection.begin():
            connection.execute(text("INSERT INTO things (thing) VALUES ('in the log')"))
        assert b"in the log" not in database.read_bytes()
        sqlite.backup(database, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT thing FROM things").fetchall() == [("in the log",)]
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_there_is_no_half_of_a_backup(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError):
        sqlite.backup(tmp_path / "broken.db", tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.db"]


def planted(database: Path, needle: bytes) -> int:
    """Put bytes into the free space of every leaf page, as SQLite leaves copies there when it moves rows; how many."""
    content = bytearray(database.read_bytes())
    table_leaf, index_leaf = 13, 10
    count = 0
    for page in range(1, len(content) // 4096):  # not the first: it is the schema's
        start = page * 4096
        kind, cells = content[start], int.from_bytes(content[start + 3 : start + 5], "big")
        free, used = start + 8 + 2 * cells, start + int.from_bytes(content[start + 5 : start + 7], "big")
        if kind in (table_leaf, index_leaf) and used - free > len(needle):
            content[used - len(needle) : used] = needle
            count += 1
    database.write_bytes(content)
    return count


def test_rebuilt_tables_are_the_same_and_hold_no_trace(database: Path) -> None:
    schema = text("SELECT type, name FROM sqlite_master ORDER BY name")
    rows = text("SELECT * FROM things ORDER BY id")
    needle = b"a copy that was left"
    add(database, *(f"{number * 7919 % 1000:04}" * 20 for number in range(1000)))
    assert planted(database, needle) > 10
    engine = sqlite.rebuilding_engine(database)
    with engine.begin() as connection:
        before = connection.execute(schema).all(), connection.execute(rows).all()
        connection.execute(text("UPDATE things SET id = id + 5000 WHERE id = 1"))
        connection.execute(text("UPDATE things SET id = 1 WHERE id = 5001"))
    assert sqlite.empty_log(engine)
    assert needle in database.read_bytes()  # secure_delete does not reach it
    with engine.begin() as connection:
        sqlite.rebuild(connection, ["things"])
    assert sqlite.empty_log(engine)
    assert needle not in database.read_bytes()
    with engine.begin() as connection:
        assert (connection.execute(schema).all(), connection.execute(rows).all()) == before
        sqlite.check_tables(connection, database, ["things"])
        with pytest.raises(BugError), sqlite.translated(database):
            connection.execute(text("INSERT INTO things (thing) SELECT thing FROM things WHERE id = 1"))


def test_a_reader_in_the_way_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA journal_mode=WAL", "PRAGMA busy_timeout=50"])
    engine = sqlite.rebuilding_engine(database)
    add(database, "one")
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM things").fetchall()
        add(database, "two")
        assert not sqlite.empty_log(engine)
        reader.execute("COMMIT")
        assert sqlite.empty_log(engine)


@pytest.mark.parametrize("name", ["things; DROP TABLE things", "Things", "", "a b", "'"])
def test_only_plain_names_stand_in_statements(name: str) -> None:
    with pytest.raises(ValueError, match="not a plain name"):
        sqlite.append_only(name)


def test_reading_where_nothing_can_be_written(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder on a disk that is mounted for reading: there can be no writer, so no log is looked for."""
    add(database, "one")
    monkeypatch.setattr(os, "access", lambda *_: False)
    engine = sqlite.reading_engine(database)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT thing FROM things")).scalar_one() == "one"
    engine.dispose()
    assert [path.name for path in database.parent.iterdir()] == [database.name]
