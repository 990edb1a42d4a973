from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clocks import ManualClock
from helpers.door_fakes import FakeSecrets, order_at

from facegate.doors import outbox, webhook
from facegate.doors.webhook import Webhook
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
