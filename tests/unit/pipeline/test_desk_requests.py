"""What other processes ask of the running gate, through files."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.doors import Entrance

from facegate.pipeline.access.desk_requests import DeskAction, DeskAnswer, DeskInbox, DeskRequest, ask


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Entrance]:
    made = Entrance(tmp_path)
    yield made
    made.access.close()


def asked(gate: Entrance, folder: Path, action: DeskAction, target: str = "", age: float = 0.0) -> DeskAnswer:
    """The answer of a gate that looks into the folder between two looks of whoever asks."""
    folder.mkdir(exist_ok=True)
    inbox = DeskInbox(folder, gate.access._asked, gate.clock)

    def wait() -> bool:
        inbox.take()
        return True

    sent_at = gate.clock.now() - timedelta(seconds=age)
    answer = ask(folder, DeskRequest(action, sent_at, target), wait)
    assert answer is not None
    assert not any(folder.iterdir())
    return answer


def test_a_lock_down_a_door_and_whereabouts_are_asked_for_in_the_name_of_the_account(
    gate: Entrance, tmp_path: Path
) -> None:
    folder, ada = tmp_path / "desk", gate.add("A-1")
    gate.seen(ada)
    assert asked(gate, folder, DeskAction.LOCK_DOWN).done
    assert (gate.access.locked_down, gate.doors.released) == (True, 1)
    opened = asked(gate, folder, DeskAction.OPEN, "entrance")
    assert [order.decision_id for order in gate.doors.ordered][-1] == opened.event_id
    assert asked(gate, folder, DeskAction.END_LOCK_DOWN).done
    assert not gate.access.locked_down
    assert asked(gate, folder, DeskAction.RESET, "A-1").event_id is not None
    assert gate.access.muster() == []
    assert {each.actor for each in gate.door_events() if each.actor} == {getpass.getuser()}


@pytest.mark.parametrize("age", [6.0, -2.0])
def test_what_was_asked_too_long_ago_or_by_another_clock_is_refused(gate: Entrance, tmp_path: Path, age: float) -> None:
    answer = asked(gate, tmp_path / "desk", DeskAction.OPEN, "entrance", age)
    assert (answer.done, answer.title) == (False, "Asked too late")
    assert gate.doors.ordered == []


def test_what_cannot_be_done_is_said(gate: Entrance, tmp_path: Path) -> None:
    assert asked(gate, tmp_path / "desk", DeskAction.OPEN, "nowhere").title == "Door not found"
    assert not asked(gate, tmp_path / "desk", DeskAction.RESET, "nobody").done


def test_nothing_is_done_for_links_garbage_or_what_an_earlier_run_left(gate: Entrance, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "desk", tmp_path / "elsewhere"
    folder.mkdir()
    good = f'{{"action": "lock_down", "sent_at": "{gate.clock.now().isoformat()}"}}'
    elsewhere.write_text(good)
    inbox = DeskInbox(folder, gate.access._asked, gate.clock)
    (folder / "1.request").symlink_to(elsewhere)
    (folder / "2.request").write_text("{")
    (folder / "3.request").write_text(good + " " * 5000)
    os.mkfifo(folder / "4.request")
    inbox.take()
    assert not list(folder.glob("*.request"))
    (folder / "5.request").write_text(good)
    gate.access.listen(folder)
    assert not gate.access.locked_down
    gate.access.close()
    assert elsewhere.exists()
    assert not folder.exists()
    assert ask(folder, DeskRequest(DeskAction.OPEN, gate.clock.now(), "entrance"), lambda: True) is None
