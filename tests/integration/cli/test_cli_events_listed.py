"""`facegate events list` of a log that is longer than anybody reads."""

from __future__ import annotations

import json
from pathlib import Path

import keyring
import pytest
from helpers.commands import Commands
from helpers.data_folder import opened, record
from keyring.backends.fail import Keyring

from facegate.domain.events import EventFilter


def test_the_newest_are_listed_and_that_there_are_more_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keyring.set_keyring(Keyring())
    commands = Commands(tmp_path, capsys)
    with opened(tmp_path) as storage:
        record(storage, 5)
        ids = [event.event_id for event in storage.events.query(EventFilter())]
    for limit, listed, more in ((3, ids[2:], True), (5, ids, False), (0, ids, False)):
        said = commands.ok("events", "list", "--limit", str(limit), "--json")
        assert [each["event_id"] for each in json.loads(said.out)] == listed
        assert ("--limit 0" in said.err) is more
