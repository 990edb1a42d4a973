from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from helpers.data_folder import MODEL, camera_lost, enrol, identified, opened, record

from facegate.domain.events import Event, EventFilter, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.results import Pad
from facegate.errors import NotFoundError
from facegate.settings.paths import Paths
from facegate.storage.open import Storage

ANNA, BEN = SubjectId("a" * 32), SubjectId("b" * 32)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with opened(tmp_path) as storage:
        yield storage


def test_an_event_comes_back_as_it_was_acknowledged(tmp_path: Path) -> None:
    clock = ManualClock()
    with opened(tmp_path, clock) as storage:
        clock.sleep(1.25)
        event = storage.events.append(identified(ANNA, 0.5)).result(5)
        lost = storage.events.append(camera_lost(1)).result(5)
    assert event == Event(
        sequence=1,
        event_id=event.event_id,
        type=EventType.IDENTIFICATION,
        occurred_at=START + timedelta(seconds=30),
        recorded_at=START + timedelta(seconds=1.25),
        source="demo:",
        track=event.track,
        subject_id=ANNA,
        distance=0.625,
        margin=0.31,
        threshold=1.1,
        model_id=MODEL,
        result=Outcome.IDENTIFIED,
        reason=Reason.AGREED,
        pad=Pad.NOT_ASSESSED,
    )
    assert (lost.sequence, lost.subject_id, lost.result, lost.track) == (2, None, None, None)
    with opened(tmp_path) as storage:
        assert list(storage.events.query(EventFilter())) == [event, lost]
        assert storage.events.get(event.event_id) == event
        with pytest.raises(NotFoundError):
            storage.events.get(EventId("0" * 32))


def test_moments_are_kept_to_the_microsecond_in_utc(storage: Storage) -> None:
    moment = datetime(2026, 3, 29, 1, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    event = storage.events.append(replace(camera_lost(), occurred_at=moment)).result(5)
    assert event.occurred_at == moment
    assert event.occurred_at.tzinfo is UTC
    assert storage.events.get(event.event_id).occurred_at == moment


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, np.float32("nan")])
def test_numbers_that_sql_cannot_hold_become_nothing(storage: Storage, value: float) -> None:
    judgement = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, value, value)
    event = storage.events.append(identified(ANNA, judgement=judgement)).result(5)
    assert (event.distance, event.margin) == (None, None)
    assert storage.events.get(event.event_id) == event
    assert storage.events.verify() == 1


def test_numpy_numbers_become_plain_ones(storage: Storage) -> None:
    judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, ANNA, np.float32(0.1), np.float64(0.2))
    event = storage.events.append(identified(ANNA, judgement=judgement, threshold=np.float32(1.1))).result(5)
    assert type(event.distance) is type(event.margin) is type(event.threshold) is float
    assert storage.events.get(event.event_id) == event


def test_a_source_that_is_no_text_is_still_recorded(storage: Storage) -> None:
    event = storage.events.append(identified(ANNA, source="/videos/\udcff\x00.mp4")).result(5)
    assert event.source == "/videos/\\udcff\\x00.mp4"
    assert storage.events.get(event.event_id) == event
    assert storage.events.verify() == 1


def test_sequence_has_no_gaps_over_restarts(tmp_path: Path) -> None:
    for _ in range(3):
        with opened(tmp_path) as storage:
            record(storage, 7)
    with opened(tmp_path) as storage:
        assert sorted(event.sequence for event in storage.events.query(EventFilter())) == list(range(1, 22))
        assert storage.events.verify() == 21


def test_filters(storage: Storage) -> None:
    refused = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.4, None)
    for draft in [
        identified(ANNA, 0),
        identified(BEN, 1),
        camera_lost(2),
        identified(ANNA, 3),
        identified(ANNA, 4, judgement=refused),
    ]:
        storage.events.append(draft).result(5)

    def minutes(wanted: EventFilter) -> list[int]:
        return [(event.occurred_at - START) // timedelta(minutes=1) for event in storage.events.query(wanted)]

    assert minutes(EventFilter()) == [0, 1, 2, 3, 4]
    assert minutes(EventFilter(subject_id=ANNA)) == [0, 3]
    assert minutes(EventFilter(type=EventType.CAMERA_LOST)) == [2]
    assert minutes(EventFilter(results=(Outcome.NOT_IDENTIFIED,))) == [4]
    assert minutes(EventFilter(results=(Outcome.NOT_IDENTIFIED, Outcome.IDENTIFIED))) == [0, 1, 3, 4]
    assert minutes(EventFilter(results=())) == []
    first, last = START + timedelta(minutes=1), START + timedelta(minutes=3)
    assert minutes(EventFilter(first=first, last=last)) == [1, 2]
    assert minutes(EventFilter(first=first, subject_id=ANNA)) == [3]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("limit", [None, 0, 1, 4, 5, 8, 100])
def test_pages_join_without_a_seam(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, limit: int | None, newest_first: bool
) -> None:
    monkeypatch.setattr("facegate.storage.events.PAGE", 4)
    # Several events of one moment across the edge of a page, and a clock that was set back.
    expected = [storage.events.append(camera_lost(minute)).result(5) for minute in (0, 1, 1, 1, 1, 1, 2, 3, 0, 1, 9, 9)]
    expected.sort(key=lambda event: (event.occurred_at, event.sequence), reverse=newest_first)
    found = list(storage.events.query(EventFilter(), limit, newest_first))
    assert found == expected[:limit]


def test_a_reader_that_stops_half_way_holds_nothing_up(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.storage.events.PAGE", 2)
    record(storage, 6)
    half = storage.events.query(EventFilter())
    next(half)
    subject, _ = enrol(storage, 1)
    storage.people.erase(subject.subject_id, "tester")  # empties the write-ahead log, or says that it could not
    assert storage.notices == []
    for minute in (10, 11):
        storage.events.append(camera_lost(minute)).result(5)
    assert len(list(half)) == 7


def test_recent_identifications_restore_cool_downs(storage: Storage) -> None:
    refused = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.4, None)
    drafts = [identified(ANNA, 0), identified(BEN, 5), identified(ANNA, 8), identified(ANNA, 9, judgement=refused)]
    for draft in drafts:
        storage.events.append(draft).result(5)
    recent = storage.events.recent_identifications
    assert recent(START) == {ANNA: START + timedelta(minutes=8), BEN: START + timedelta(minutes=5)}
    assert recent(START + timedelta(minutes=6)) == {ANNA: START + timedelta(minutes=8)}
    assert recent(START + timedelta(minutes=9)) == {}


def test_the_database_refuses_to_change_events(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        record(storage, 2)
    with closing(sqlite3.connect(Paths(tmp_path).database)) as connection:
        for statement in ("UPDATE events SET distance = 0", "DELETE FROM events", "INSERT OR REPLACE INTO events "):
            if statement.startswith("INSERT"):
                statement += "SELECT * FROM events WHERE sequence = 1"
                connection.execute("PRAGMA recursive_triggers=ON")
            with pytest.raises(sqlite3.IntegrityError, match="events is append-only"):
                connection.execute(statement)


def test_events_hold_no_name(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        subject, _ = enrol(storage, 1)
        storage.events.append(identified(subject.subject_id)).result(5)
    with closing(sqlite3.connect(Paths(tmp_path).database)) as connection:
        rows = connection.execute("SELECT * FROM events").fetchall()
    assert not any("Person" in str(value) or "P-1" in str(value) for row in rows for value in row)
