from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from helpers.clocks import RealClock
from helpers.data_folder import ACTOR, MODEL, camera_lost, enrol, identified, opened, record

from facegate.domain.events import Event, EventFilter
from facegate.domain.profiles import Profile
from facegate.errors import BugError, FacegateError, NotFoundError, StorageError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage import writer as subject
from facegate.storage.inbox import AppendTask, Inbox, TransactionTask
from facegate.storage.open import Storage


def test_safeguards_are_on_on_the_writers_own_connection(tmp_path: Path) -> None:
    wanted = {
        "synchronous": 2,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    with opened(tmp_path) as storage:
        found = storage.writer.run(lambda connection: {name: sqlite.pragma(connection, name) for name in wanted})
    assert found == wanted


def test_an_event_is_on_disk_when_it_is_acknowledged(tmp_path: Path) -> None:
    seen: list[int] = []

    def look(future: Future[Event]) -> None:
        with closing(sqlite3.connect(Paths(tmp_path).database)) as connection:
            sequence = future.result().sequence
            seen.extend(connection.execute("SELECT sequence FROM events WHERE sequence = ?", (sequence,)).fetchone())

    with opened(tmp_path) as storage:
        for _ in range(5):
            future = storage.events.append(camera_lost())
            future.add_done_callback(look)
    assert seen == [1, 2, 3, 4, 5]


@contextmanager
def held(storage: Storage) -> Iterator[None]:
    """The writer is busy with something long."""
    gate, entered = threading.Event(), threading.Event()
    blocker = threading.Thread(target=lambda: storage.writer.run_alone(lambda: (entered.set(), gate.wait(10))))
    blocker.start()
    assert entered.wait(5)
    try:
        yield
    finally:
        gate.set()
        blocker.join(5)


def test_events_that_wait_share_a_commit(tmp_path: Path) -> None:
    with opened(tmp_path, RealClock()) as storage:
        with held(storage):
            futures = [storage.events.append(camera_lost(minute)) for minute in range(50)]
        assert [future.result(5).sequence for future in futures] == list(range(1, 51))
        # The writer looks at the clock once a commit.
        assert len({future.result().recorded_at for future in futures}) == 1
        record(storage, 1)
        assert len({event.recorded_at for event in storage.events.query(EventFilter())}) == 2


def test_an_event_cannot_be_withdrawn(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        future = storage.events.append(camera_lost())
        assert not future.cancel()
        assert future.result(5).sequence == 1


def test_many_threads_append_and_change_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:

        def work(number: int) -> None:
            person, _ = enrol(storage, number, references=1)
            for minute in range(20):
                storage.events.append(identified(person.subject_id, minute))
            storage.people.update(person.subject_id, Profile(f"Renamed {number}", f"P-{number}"), ACTOR)
            if number % 2:
                storage.people.erase(person.subject_id, ACTOR)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    with opened(tmp_path) as storage:
        assert storage.events.verify() == 120
        assert sorted(one.name for one in storage.people.search()) == ["Renamed 0", "Renamed 2", "Renamed 4"]
        assert len(list(storage.people.references(MODEL))) == 3


def test_closing_writes_what_waits(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        futures = [storage.events.append(camera_lost()) for _ in range(2000)]
    assert all(future.done() and future.exception() is None for future in futures)
    with opened(tmp_path, read_only=True) as storage:
        assert storage.events.verify() == 2000
    assert "facegate-writer" not in {thread.name for thread in threading.enumerate()}


def test_everything_refuses_after_the_end(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        person, _ = enrol(storage, 1)
    storage.close()
    for call in (
        lambda: storage.events.append(camera_lost()),
        lambda: list(storage.events.query(EventFilter())),
        lambda: storage.people.get(person.subject_id),
        lambda: storage.people.erase(person.subject_id, ACTOR),
        lambda: enrol(storage, 2),
        lambda: storage.rotate_keys(ACTOR),
    ):
        with pytest.raises(StorageError, match="Storage is closed"):
            call()


def test_a_full_queue_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "CAPACITY", 3)
    with opened(tmp_path) as storage:
        with held(storage):
            futures = [storage.events.append(camera_lost()) for _ in range(3)]
            with pytest.raises(StorageError, match="Recording falls behind"):
                storage.events.append(camera_lost())
        assert [future.result(5).sequence for future in futures] == [1, 2, 3]


def test_a_locked_database_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.1)
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=100", *sqlite._WRITING[1:]])
    monkeypatch.setattr(subject, "FIRST_RETRY", 0.05)
    troubles: list[str | None] = []
    told = threading.Event()

    def listen(trouble: FacegateError | None) -> None:
        troubles.append(trouble and trouble.title)
        told.set()

    with opened(tmp_path, on_trouble=listen) as storage:
        record(storage, 1)
        with closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            future = storage.events.append(camera_lost())
            assert told.wait(5)
            assert storage.trouble is not None
            assert storage.trouble.title == "Database locked"
            assert not future.done()
            other.execute("ROLLBACK")
        assert future.result(10).sequence == 2
        record(storage, 1)
        assert storage.trouble is None
        assert storage.events.verify() == 3
    assert troubles == ["Database locked", None]


def test_a_change_of_people_meets_a_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=100", *sqlite._WRITING[1:]])
    with opened(tmp_path) as storage:
        with closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match="Database locked"):
                enrol(storage, 1)
            other.execute("ROLLBACK")
        enrol(storage, 1)
        assert storage.people.count() == 1


def test_a_change_that_waits_too_long_is_withdrawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as storage:
        with held(storage):
            monkeypatch.setattr(subject, "ANSWER_TIMEOUT", 0.05)
            with pytest.raises(StorageError, match="Database busy"):
                enrol(storage, 1)
            monkeypatch.setattr(subject, "ANSWER_TIMEOUT", 10.0)
        enrol(storage, 2)
        assert [one.name for one in storage.people.search()] == ["Person 2"]


def test_what_cannot_be_written_until_the_end_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=50", *sqlite._WRITING[1:]])
    monkeypatch.setattr(subject, "FIRST_RETRY", 0.05)
    with (
        opened(tmp_path) as storage,
        closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        futures = [storage.events.append(camera_lost()) for _ in range(3)]
        storage.writer.close(timeout=0.3)
        for future in futures:
            assert isinstance(future.exception(1), StorageError)


def test_the_writer_refuses_to_wait_for_itself(tmp_path: Path) -> None:
    problems: list[BaseException] = []
    with opened(tmp_path) as storage:

        def enrol_in_callback(_future: Future[Event]) -> None:
            try:
                enrol(storage, 1)
            except BugError as error:
                problems.append(error)

        with held(storage):
            storage.events.append(camera_lost()).add_done_callback(enrol_in_callback)
    assert len(problems) == 1


def test_a_defect_reaches_its_caller_and_the_writer_lives_on(tmp_path: Path) -> None:
    def broken(_connection: object) -> None:
        raise ZeroDivisionError

    with opened(tmp_path) as storage:
        with pytest.raises(BugError, match="ZeroDivisionError"):
            storage.writer.run(broken)
        with pytest.raises(NotFoundError):
            storage.people.erase("0" * 32, ACTOR)
        record(storage, 2)
        assert storage.events.verify() == 2


def test_an_inbox_keeps_the_order() -> None:
    inbox = Inbox(100)
    tasks = [AppendTask(camera_lost()), AppendTask(camera_lost()), TransactionTask(print), AppendTask(camera_lost())]
    for task in tasks:
        inbox.put(task)
    inbox.close()
    assert inbox.take(500) == tasks[:2]
    assert inbox.take(500) == tasks[2:3]
    assert inbox.take(500) == tasks[3:]
    assert inbox.take(500) == []
