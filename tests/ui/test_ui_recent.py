"""The list of the last people: nobody looks let in whom a door kept out."""

from __future__ import annotations

from dataclasses import replace

from helpers.clocks import START
from helpers.world import MemoryLog, subject
from PySide6.QtCore import Qt

from facegate.domain.events import EventDraft, EventType
from facegate.domain.records import AccessRecord
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.ui.viewmodels.live import RecentModel


def test_somebody_whom_a_door_kept_out_is_said_to_have_no_access() -> None:
    log = MemoryLog()
    came = EventDraft(EventType.CARD, START, KEYPAD_SOURCE, sign_in=SignIn(SignInReason.CARD, subject(1)))
    seen, other = log.append(came).result(5), log.append(came).result(5)
    model = RecentModel(lambda _id: None, str)
    model.add(seen)
    model.add(other)
    record = AccessRecord(seen.event_id, subject(1), "entrance", allowed=False, code="locked_down")
    decision = replace(other, type=EventType.ACCESS, access=record)
    model.decided(decision)
    said = {
        model.data(model.index(row), RecentModel.EventRole).event_id: model.data(  # type: ignore[attr-defined]
            model.index(row), Qt.ItemDataRole.AccessibleTextRole
        )
        for row in range(2)
    }
    assert "No access" in str(said[seen.event_id])
    assert "No access" not in str(said[other.event_id])
    model.decided(replace(decision, access=replace(record, about=other.event_id, allowed=True)))
    assert not model.is_refused(other)
