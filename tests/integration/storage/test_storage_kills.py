"""Power cuts, as near as a program can make them: kill -9 at any moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from helpers.data_folder import MODEL, opened, titles
from keyring.backends.fail import Keyring

from facegate.domain.events import EventFilter
from facegate.settings.paths import Paths

DRIVER = Path(__file__).resolve().parents[2] / "helpers" / "append_until_killed.py"
LIVES = 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
def test_acknowledged_events_survive_kills(tmp_path: Path) -> None:
    data, output = tmp_path / "data", tmp_path / "out"
    output.mkdir()
    driver = [sys.executable, str(DRIVER), str(data), str(output), str(LIVES), "7"]
    done = subprocess.run(driver, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "life" not in done.stderr

    printed: dict[str, int] = {}
    for life in range(LIVES):
        # A line that was cut in the middle was not printed.
        for line in (output / f"{life}.txt").read_text().split("\n")[:-1]:
            event_id, sequence = line.split()
            assert event_id not in printed
            printed[event_id] = int(sequence)
    assert len(printed) > 50, "the lives were too short to prove anything"

    keyring.set_keyring(Keyring())
    with opened(data) as storage:
        assert titles(storage) == ["No keyring"]  # and nothing is damaged
        recorded = {event.event_id: event.sequence for event in storage.events.query(EventFilter())}
        assert storage.events.verify() == len(recorded) >= len(printed)
        assert printed.items() <= recorded.items()
        # People are whole or not there at all.
        for person in storage.people.search(limit=10_000):
            assert person.references == len(storage.people.reference_records(person.subject_id)) == 2
            assert len(storage.people.consents(person.subject_id)) == 1
        assert len(list(storage.people.references(MODEL))) == 2 * storage.people.count()
    assert list(Paths(data).backups_dir.iterdir()) == []
    assert list(data.glob("*corrupt*")) == []
