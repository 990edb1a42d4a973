"""Lock-downs, duress and the watch list while the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.access_plans import STAFF_RULE, building
from helpers.clocks import START
from helpers.doors import Entrance

from facegate.domain.access.codes import Alarm
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.ids import SubjectId
from facegate.domain.records import DoorVerdict
from facegate.errors import StorageError


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Entrance]:
    made = Entrance(tmp_path)
    yield made
    made.access.close()


def test_a_lock_down_outlives_restarts_and_leaves_the_way_out(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.access.lock_down(True)
    assert gate.doors.released == 1
    gate.access.close()
    gate.access = gate.restarted()
    gate.seen(ada)
    gate.seen(ada, "cam-out")
    assert gate.codes() == ["lock_down", "free_door"]
    gate.access.open_door("entrance")
    gate.access.lock_down(False)
    gate.seen(ada)
    assert gate.codes()[-1] == "allowed"
    said = [(each.verdict, each.actor) for each in gate.door_events() if each.actor]
    assert said == [
        (DoorVerdict.LOCK_DOWN, "tester"),
        (DoorVerdict.OPENED, "tester"),
        (DoorVerdict.LOCK_DOWN_ENDED, "tester"),
    ]
    assert len(gate.doors.ordered) == 3


def test_a_lock_down_that_cannot_be_logged_is_in_force(gate: Entrance) -> None:
    gate.log.refuse = True
    with pytest.raises(StorageError):
        gate.access.lock_down(True)
    assert gate.access.locked_down
    with pytest.raises(StorageError):
        gate.access.lock_down(False)
    assert gate.access.locked_down
    with pytest.raises(StorageError):
        gate.access.open_door("entrance")
    assert gate.doors.ordered == []


def test_duress_opens_like_any_pin_and_alarms_silently(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.signed_in(ada)
    gate.under_duress(ada)
    plain, forced = gate.decisions()
    assert replace(plain, about=forced.about) == forced
    assert len(gate.doors.ordered) == 2
    (alarm,) = [each for each in gate.door_events() if each.verdict is DoorVerdict.ALARM]
    assert (alarm.code, alarm.about) == (Alarm.DURESS.value, forced.about)
    acknowledged = gate.access.acknowledge(gate.event_of(alarm))
    assert acknowledged.door is not None
    assert acknowledged.door.about == gate.event_of(alarm).event_id


def test_duress_alarms_also_where_there_are_no_doors_and_where_the_plan_is_faulty(tmp_path: Path) -> None:
    gate = Entrance(tmp_path, AccessPlan())
    ada = gate.add("A-1")
    gate.under_duress(ada)
    gate.store.plan_now = building(replace(STAFF_RULE, zones=("nowhere",)))
    gate.access.changed()
    gate.under_duress(ada)
    gate.access.close()
    assert [(each.place, each.code) for each in gate.door_events()] == [("keypad", "duress"), ("keypad", "duress")]


def test_the_watch_list_is_off_unless_the_settings_say_so_and_shows_nothing_at_the_door(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.store.watch(WatchEntry(ada, "House ban of 1 March", True, START, "tester"))
    gate.seen(ada)
    assert gate.codes() == ["allowed"]
    gate.change("access", watch_list=True)
    gate.seen(ada)
    assert gate.codes()[-1] == "no_rule"
    assert [each.code for each in gate.door_events() if each.verdict is DoorVerdict.ALARM] == ["watch_list"]


def test_a_lock_down_holds_on_a_disk_that_takes_nothing(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.store.broken = True
    with pytest.raises(StorageError):
        gate.access.lock_down(True)
    assert gate.doors.released == 1
    gate.store.broken = False
    gate.seen(ada)
    assert gate.codes() == ["lock_down"]
    gate.access.lock_down(False)
    gate.seen(ada)
    assert gate.codes() == ["lock_down", "allowed"]


def test_a_lock_down_waits_for_nothing(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.store.broken, gate.log.hold = True, True
    gate.access.shut()
    assert gate.doors.released == 1
    assert gate.access.locked_down
    gate.store.broken, gate.log.hold = False, False
    gate.seen(ada)
    assert gate.codes() == ["lock_down"]


def test_a_lock_down_that_begins_while_a_decision_is_written_keeps_the_door_shut(gate: Entrance) -> None:
    ada = gate.add("A-1")
    append = gate.log.append

    def slowly(draft: EventDraft) -> Future[Event]:
        if draft.type is EventType.ACCESS:
            gate.store.locked = True
        return append(draft)

    gate.log.append = slowly  # type: ignore[method-assign]
    gate.seen(ada)
    gate.seen(ada, "cam-out")
    assert gate.codes() == ["allowed", "free_door"]
    assert [order.door_id for order in gate.doors.ordered] == ["exit"]
    assert (gate.door_events()[0].verdict, gate.door_events()[0].code) == (DoorVerdict.FAILED, "lock_down")
    assert gate.access.muster() == []


def test_a_lock_down_that_begins_after_the_last_look_takes_the_order_back(gate: Entrance) -> None:
    ada, locked = gate.add("A-1"), gate.store.locked_down
    looks = iter(range(10))

    def looked() -> bool:
        answer = locked()
        if next(looks) == 1:
            gate.access.lock_down(True)  # releases everything before the order comes
        return answer

    gate.store.locked_down = looked  # type: ignore[method-assign]
    gate.seen(ada)
    assert len(gate.doors.ordered) == 1
    assert gate.doors.released == 2
    gate.seen(ada, "cam-out")
    assert gate.codes() == ["allowed", "free_door"]
    assert gate.doors.released == 2


def test_duress_alarms_also_where_deciding_fails_in_a_way_that_nobody_foresaw(gate: Entrance) -> None:
    def broken(_subject: SubjectId) -> None:
        raise KeyError("a mistake of ours")

    gate.change("access", watch_list=True)
    gate.store.watched = broken  # type: ignore[method-assign, assignment]
    gate.under_duress(gate.add("A-1"))
    assert gate.doors.ordered == []
    assert [each.code for each in gate.door_events()] == ["duress"]
