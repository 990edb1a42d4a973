"""Pictures at doors: what is denied, what raises an alarm, and what opens all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.access_plans import STAFF_RULE, building
from helpers.doors import PICTURE, Entrance

from facegate.domain.access.codes import Alarm
from facegate.domain.access.factors import Factor, Factors
from facegate.domain.access.plan import AccessPlan
from facegate.domain.attendance.punches import Direction
from facegate.domain.identification import Reason
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import NOT_ASSESSED, UNKNOWN, PadResult
from facegate.domain.records import DoorRecord, DoorVerdict
from facegate.domain.sign_ins import SignInReason
from facegate.errors import StorageError


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Entrance]:
    made = Entrance(tmp_path)
    yield made
    made.access.close()


def alarms(gate: Entrance) -> list[DoorRecord]:
    return [each for each in gate.door_events() if each.verdict is DoorVerdict.ALARM]


def test_an_attack_is_denied_and_raises_an_alarm_that_leads_to_whom_it_showed(gate: Entrance) -> None:
    ada = gate.add("A-1")
    attack = gate.not_proven(Reason.PRESENTATION_ATTACK, ada)
    (denied,) = gate.decisions()
    assert (denied.allowed, denied.code, denied.about) == (False, "presentation_attack", attack.event_id)
    assert (denied.subject_id, denied.place, denied.direction) == (None, "entrance", Direction.IN)
    (alarm,) = alarms(gate)
    assert (alarm.place, alarm.code, alarm.about) == ("entrance", Alarm.PRESENTATION_ATTACK.value, attack.event_id)
    assert gate.log.get(attack.event_id).claimed_id == ada
    assert (gate.doors.ordered, gate.access.muster()) == ([], [])
    told = gate.access.explained(gate.event_of(denied).event_id)
    assert told is not None
    assert [step.check.value for step in told.steps] == ["pad"]
    acknowledged = gate.access.acknowledge(gate.event_of(alarm))
    assert acknowledged.door is not None
    assert acknowledged.door.verdict is DoorVerdict.ACKNOWLEDGED
    gate.access.sighted(attack)  # however often it is told
    gate.settle()
    assert len(gate.decisions()) == 1


@pytest.mark.parametrize(
    ("reason", "code"),
    [(Reason.PAD_INCONCLUSIVE, "pad_inconclusive"), (Reason.FACE_BLOCKED, "face_blocked")],
)
def test_what_is_no_attack_is_denied_without_an_alarm(gate: Entrance, reason: Reason, code: str) -> None:
    gate.not_proven(reason, gate.add("A-1"))
    gate.not_proven(reason, None)
    assert (gate.codes(), alarms(gate), gate.doors.ordered) == ([code], [], [])


def test_who_is_blocked_by_face_enters_with_card_and_pin(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.not_proven(Reason.FACE_BLOCKED, ada)
    gate.signed_in(ada)
    assert gate.codes() == ["face_blocked", "allowed"]
    assert len(gate.doors.ordered) == 1


def test_a_picture_of_nobody_raises_an_alarm_at_doors_only(gate: Entrance) -> None:
    gate.not_proven(Reason.PRESENTATION_ATTACK, None)
    gate.not_proven(Reason.PRESENTATION_ATTACK, None, "canteen")
    assert [each.place for each in alarms(gate)] == ["entrance"]
    assert gate.codes() == []


@pytest.mark.parametrize("source", ["canteen", "rtsp://" + "x" * 80])
def test_an_attack_raises_an_alarm_where_there_are_no_doors(tmp_path: Path, source: str) -> None:
    gate = Entrance(tmp_path, AccessPlan())
    attack = gate.not_proven(Reason.PRESENTATION_ATTACK, gate.add("A-1"), source)
    (alarm,) = alarms(gate)
    assert (alarm.place, alarm.about) == (source[:64], attack.event_id)
    assert gate.codes() == []
    gate.access.close()


def test_an_attack_raises_an_alarm_where_the_plan_cannot_be_read(
    gate: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = gate.add("A-1")

    def unreadable() -> AccessPlan:
        raise StorageError("Unreadable", "The disk is gone.", "Look for it.")

    monkeypatch.setattr(gate.access._keeper, "_read_plan", unreadable)
    gate.not_proven(Reason.PRESENTATION_ATTACK, ada)
    assert [each.place for each in alarms(gate)] == ["cam-in"]


@pytest.mark.parametrize(
    ("pad", "code"),
    [(NOT_ASSESSED, "pad_not_assessed"), (UNKNOWN, "pad_inconclusive"), (PICTURE, "presentation_attack")],
)
def test_no_door_opens_on_a_face_that_was_not_found_to_be_a_person(gate: Entrance, pad: PadResult, code: str) -> None:
    ada = gate.add("A-1")
    gate.seen(ada, pad=pad)
    assert gate.codes() == [code]
    assert gate.doors.ordered == []
    gate.seen(ada, "cam-out", pad=pad)  # the way out is free: nobody is shut in
    assert gate.codes()[-1] == "free_door"


def test_such_a_face_counts_for_nothing_beside_a_card(tmp_path: Path) -> None:
    rule = replace(STAFF_RULE, factors=(Factors.FACE_AND_CARD,))
    gate = Entrance(tmp_path, building(rule))
    ada = gate.add("A-1")
    gate.seen(ada, pad=NOT_ASSESSED)
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes() == ["pad_not_assessed", "factor_needed"]
    gate.seen(ada)
    assert gate.codes()[-1] == "allowed"
    gate.access.close()


def test_levels_of_site_and_zone_say_whether_a_door_asks(tmp_path: Path) -> None:
    gate = Entrance(tmp_path)
    ada = gate.add("A-1")
    gate.change("pad", level=PadLevel.OFF, off_reason="trial")
    gate.seen(ada, pad=NOT_ASSESSED)
    gate.store.plan_now = building(hall={"pad": PadLevel.STRICT})
    gate.access.changed()
    gate.seen(ada, pad=NOT_ASSESSED)
    gate.change("pad", level=PadLevel.STANDARD)
    gate.store.plan_now = building(hall={"pad": PadLevel.OFF})
    gate.access.changed()
    gate.seen(ada, pad=NOT_ASSESSED)
    assert gate.codes() == ["allowed", "pad_not_assessed", "pad_not_assessed"]
    gate.access.close()


def test_recordings_are_decided_on_and_move_nothing(gate: Entrance) -> None:
    gate.recorded_sources.add("cam-in")
    gate.seen(gate.add("A-1"), pad=NOT_ASSESSED)
    assert gate.codes() == ["allowed"]
    assert [order.live for order in gate.doors.ordered] == [False]


def test_who_waits_for_a_second_person_was_found_to_be_one(tmp_path: Path) -> None:
    gate = Entrance(tmp_path, building(hall={"two_person": True}))
    ada, bela = gate.add("A-1"), gate.add("B-1")
    gate.seen(ada, pad=NOT_ASSESSED)
    gate.seen(bela)
    assert gate.codes() == ["pad_not_assessed", "second_person_needed"]
    gate.seen(ada)
    assert gate.codes()[2:] == ["allowed_together", "allowed_together"]
    gate.access.close()


def test_a_preview_says_how_strictly_a_door_looks(gate: Entrance) -> None:
    ada, now = gate.add("A-1"), gate.clock.now()
    steps = {step.check.value: dict(step.values) for step in gate.access.preview(ada, "entrance", now).steps}
    assert steps["pad"]["level"] == "standard"
    by_card = gate.access.preview(ada, "entrance", now, frozenset({Factor.CARD, Factor.PIN}))
    assert "pad" not in [step.check.value for step in by_card.steps]
    assert by_card.allowed
    assert gate.access.preview(ada, "nowhere", now).code == "unknown_door"
