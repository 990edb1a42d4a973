from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clocks import ManualClock
from helpers.door_fakes import FakeSecrets, order_at

from facegate.domain.ports_doors import PulseOutcome
from facegate.doors import outbox, serial_port, webhook
from facegate.doors.pulsing import Pulsing
from facegate.doors.serial_port import SerialPort
from facegate.doors.webhook import Webhook
from facegate.errors import DoorError, UnconfirmedDoorError
from facegate.settings.doors import WebhookOutput


def test_a_disk_that_fills_up_does_not_have_it_said_that_an_open_door_is_shut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, posted = tmp_path / "doors" / "yard.jsonl", []

    def post(*order: object) -> None:
        posted.append(order)
        path.unlink()
        path.mkdir()  # nothing can be written there any more

    monkeypatch.setattr(webhook, "post", post)
    monkeypatch.setattr(outbox.os, "fsync", lambda _descriptor: None)
    clock = ManualClock()
    hook = Webhook(WebhookOutput(name="yard", url="http://127.0.0.1/open"), clock, FakeSecrets(), path)
    hook.connect()
    hook.press(1, order_at(clock.now()), 1.9)
    hook.close()
    assert len(posted) == 1
    assert hook.waiting == 0


def test_an_order_is_not_tried_again_after_all_doors_were_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[object] = []
    shut = False

    def post(*order: object) -> None:
        posted.append(order)
        raise DoorError("Address not reached", "Nobody listens.", "See there.")

    def sleep(_seconds: float) -> None:
        nonlocal shut
        shut = True  # a lock-down begins between two attempts

    monkeypatch.setattr(webhook, "post", post)
    clock, told = ManualClock(), []
    output = WebhookOutput(name="yard", url="http://127.0.0.1/open")
    hook = Webhook(output, clock, FakeSecrets(), tmp_path / "yard.jsonl", sleep)
    monkeypatch.setattr(hook._courier, "start", lambda: None)
    Pulsing(hook, clock, told.append).carry_out(order_at(clock.now()), 1, withdrawn=lambda: shut)
    hook.close()
    assert len(posted) == 1
    assert [(result.outcome, result.error.title) for result in told] == [(PulseOutcome.FAILED, "Order withdrawn")]


def test_a_serial_line_that_is_held_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class HeldUp:
        out_waiting = 4
        purged = False

        def write(self, data: bytes) -> int:
            return len(data)

        def flush(self) -> None:
            raise AssertionError("it would wait for ever")

        def reset_output_buffer(self) -> None:
            self.purged = True

    port, line = SerialPort("/dev/none", 9600), HeldUp()
    monkeypatch.setattr(port, "_serial", line)
    monkeypatch.setattr(serial_port, "WRITE_TIMEOUT", 0.0)
    with pytest.raises(UnconfirmedDoorError):
        port.write(b"open")
    assert line.purged
