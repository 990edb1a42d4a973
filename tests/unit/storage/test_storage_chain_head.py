"""Whoever has the file but not the key cannot change the log unseen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from helpers.data_folder import opened, record, tampered, titles

from facegate.errors import DamagedDataError
from facegate.settings.paths import Paths
from facegate.storage.chain import CHAINED_FIELDS, CORRECTION_FIELDS, PAD_FIELDS, RECORD_FIELDS
from facegate.storage.head import FILE_NAME

CUT = "Event log cut or changed"


def verified(folder: Path) -> int:
    with opened(folder, read_only=True) as storage:
        return storage.events.verify()


def copied(sequence: int, to: int) -> str:
    """The statement that puts a copy of an event at another place, under another id."""
    others = ", ".join(name for name in CHAINED_FIELDS if name not in ("sequence", "event_id"))
    more = ", ".join((*CORRECTION_FIELDS, *RECORD_FIELDS, *PAD_FIELDS))
    return f"INSERT INTO events SELECT {to}, 'f', {others}, mac, {more} FROM events WHERE sequence = {sequence}"


def head(folder: Path) -> Path:
    return Paths(folder).state_dir / FILE_NAME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve events."""
    with opened(tmp_path) as storage:
        assert storage.events.verify() == 0
        record(storage, 12)
        assert storage.events.verify() == 12
    assert verified(tmp_path) == 12
    return tmp_path


@pytest.mark.parametrize(
    ("statement", "first_misfit"),
    [
        ("UPDATE events SET distance = 0.1 WHERE sequence = 5", 5),
        ("UPDATE events SET distance = NULL WHERE sequence = 5", 5),
        ("UPDATE events SET subject_id = 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd' WHERE sequence = 1", 1),
        ("UPDATE events SET occurred_at = occurred_at + 1 WHERE sequence = 12", 12),
        ("UPDATE events SET recorded_at = recorded_at + 1 WHERE sequence = 12", 12),
        ("UPDATE events SET mac = zeroblob(32) WHERE sequence = 4", 4),
        ("UPDATE events SET mac = 'text' WHERE sequence = 4", 4),
        ("UPDATE events SET key_id = 'unknown' WHERE sequence = 3", 3),
        ("UPDATE events SET track = 'x' WHERE sequence = 3", 3),
        ("UPDATE events SET corrects = event_id WHERE sequence = 3", 3),
        ("UPDATE events SET verdict = 'undone' WHERE sequence = 3", 3),
        ("UPDATE events SET actor = '' WHERE sequence = 3", 3),
        ("UPDATE events SET direction = 'in' WHERE sequence = 3", 3),
        ("UPDATE events SET punch_at = 0 WHERE sequence = 3", 3),
        ("UPDATE events SET claimed_id = subject_id WHERE sequence = 3", 3),
        ("UPDATE events SET source = cast(source AS BLOB) WHERE sequence = 3", 3),
        ("DELETE FROM events WHERE sequence = 7", 7),
        ("DELETE FROM events WHERE sequence <= 3", 1),
        ("UPDATE events SET sequence = 99 WHERE sequence = 6", 6),
        (copied(1, 0), 1),
    ],
)  # fmt: skip
def test_an_edited_log_does_not_verify(folder: Path, statement: str, first_misfit: int) -> None:
    tampered(folder, statement)
    with pytest.raises(DamagedDataError) as caught:
        verified(folder)
    assert caught.value.fields["sequence"] == first_misfit


def test_swapped_events_do_not_verify(folder: Path) -> None:
    tampered(
        folder,
        "UPDATE events SET sequence = -1 WHERE sequence = 5",
        "UPDATE events SET sequence = 5 WHERE sequence = 6",
        "UPDATE events SET sequence = 6 WHERE sequence = -1",
    )
    with pytest.raises(DamagedDataError) as caught:
        verified(folder)
    assert caught.value.fields["sequence"] == 5


@pytest.mark.parametrize("kept", [0, 1, 11])
def test_a_cut_tail_does_not_verify(folder: Path, kept: int) -> None:
    tampered(folder, f"DELETE FROM events WHERE sequence > {kept}")
    with pytest.raises(DamagedDataError, match=CUT) as caught:
        verified(folder)
    assert caught.value.fields["after"] == kept


def test_a_cut_tail_is_said_at_the_start_and_never_forgotten(folder: Path) -> None:
    tampered(folder, "DELETE FROM events WHERE sequence > 9")
    with opened(folder) as storage:
        assert titles(storage) == [CUT]
        record(storage, 5)  # the gate goes on, and hides nothing by it
        with pytest.raises(DamagedDataError, match=CUT):
            storage.events.verify()
    with opened(folder) as storage:
        assert titles(storage) == []
        with pytest.raises(DamagedDataError, match=CUT) as caught:
            storage.events.verify()
    assert caught.value.fields["after"] == 9
    # What is cut later is found too.
    tampered(folder, "DELETE FROM events WHERE sequence > 12")
    with opened(folder) as storage:
        assert titles(storage) == [CUT]


def test_a_log_that_is_ahead_of_its_head_is_the_trace_of_a_crash(folder: Path) -> None:
    old = head(folder).read_bytes()
    with opened(folder) as storage:
        record(storage, 4)
    head(folder).write_bytes(old)
    assert verified(folder) == 16
    with opened(folder) as storage:
        assert titles(storage) == []
        assert storage.events.verify() == 16
    # It caught up: cutting back to the old head is noticed.
    tampered(folder, "DELETE FROM events WHERE sequence > 12")
    with pytest.raises(DamagedDataError, match=CUT):
        verified(folder)


def test_events_that_were_put_after_the_head_are_noticed(folder: Path) -> None:
    tampered(
        folder,
        copied(12, 13),
    )
    with opened(folder) as storage:
        assert titles(storage) == [CUT]


def test_a_missing_head_is_noticed(folder: Path) -> None:
    head(folder).unlink()
    with pytest.raises(DamagedDataError, match=CUT):
        verified(folder)
    with opened(folder) as storage:
        assert titles(storage) == [CUT]
        with pytest.raises(DamagedDataError, match=CUT):
            storage.events.verify()


def test_a_forged_head_is_noticed_and_kept(folder: Path) -> None:
    tampered(folder, "DELETE FROM events WHERE sequence > 9")
    stored = json.loads(head(folder).read_text())
    stored["content"] = stored["content"].replace('"sequence": 12', '"sequence": 9')
    assert '"sequence": 9' in stored["content"]
    head(folder).write_text(json.dumps(stored))
    with pytest.raises(DamagedDataError, match="Head of the event log changed"):
        verified(folder)
    with opened(folder) as storage:
        assert titles(storage) == ["Head of the event log changed"]
    assert len(list(Paths(folder).state_dir.glob(f"{FILE_NAME}.changed-*"))) == 1
    with opened(folder) as storage, pytest.raises(DamagedDataError, match=CUT):
        storage.events.verify()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"content": 1, "key_id": [], "mac": ""}']
)
def test_a_broken_head_is_no_crash(folder: Path, content: bytes) -> None:
    head(folder).write_bytes(content)
    with pytest.raises(DamagedDataError):
        verified(folder)
    with opened(folder) as storage:
        assert titles(storage) == ["Head of the event log changed"]


def test_the_head_of_another_folder_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    with opened(other) as storage:
        record(storage, 3)
    shutil.copy(head(other), head(folder))
    with opened(folder) as storage:
        assert titles(storage) == ["Head of the event log changed"]


def test_a_database_that_was_removed_is_said(folder: Path) -> None:
    Paths(folder).database.unlink()
    with opened(folder) as storage:
        assert titles(storage) == ["Event log gone"]
        record(storage, 1)
        assert storage.events.verify() == 1
    assert len(list(Paths(folder).state_dir.glob(f"{FILE_NAME}.orphan-*"))) == 1
