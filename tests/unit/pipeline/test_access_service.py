"""Doors while the program runs: what is logged, what is opened, who is inside, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.access_plans import BERLIN, STAFF_RULE, building
from helpers.clocks import START
from helpers.doors import Entrance

from facegate.domain.access.codes import Code
from facegate.domain.access.factors import Factors
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import problems_of
from facegate.domain.access.whereabouts import FORGET_AFTER
from facegate.domain.access.zones import AntiPassback
from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Correction, Event, EventDraft, EventType, Verdict
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports_doors import PulseOutcome
from facegate.domain.records import AccessRecord, DoorVerdict
from facegate.domain.sign_ins import SignInReason
from facegate.errors import AccessError, NotFoundError, StorageError
from facegate.pipeline.access import gate as gate_module
from facegate.pipeline.access.plan_reading import access_plan, in_present_ids, require_doors_fit
from facegate.pipeline.attendance.plan_file import parsed


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Entrance]:
    made = Entrance(tmp_path)
    yield made
    made.access.close()


def test_a_sighting_is_decided_on_logged_and_then_opens_the_door_once(gate: Entrance) -> None:
    ada = gate.add("A-1")
    sighting = gate.seen(ada)
    (decision,) = gate.decisions()
    assert (decision.about, decision.subject_id, decision.place) == (sighting.event_id, ada, "entrance")
    assert (decision.allowed, decision.code, decision.direction) == (True, "allowed", Direction.IN)
    (order,) = gate.doors.ordered
    event = gate.event_of(decision)
    assert (order.decision_id, order.output, order.seconds, order.live) == (event.event_id, "relay 1", 3.0, True)
    assert order.decided_at == sighting.occurred_at
    assert [(each.verdict, each.about) for each in gate.door_events()] == [(DoorVerdict.SENT, event.event_id)]
    assert gate.told == gate.log.events[1:]
    told = gate.access.explained(event.event_id)
    assert told is not None
    assert told.code is Code.ALLOWED


def test_no_sighting_is_decided_on_twice_however_often_it_is_told(gate: Entrance) -> None:
    sighting = gate.seen(gate.add("A-1"))
    for _ in range(3):
        gate.access.sighted(sighting)
    gate.settle()
    assert len(gate.decisions()) == len(gate.doors.ordered) == 1


def test_without_doors_nothing_is_decided(tmp_path: Path) -> None:
    gate = Entrance(tmp_path, AccessPlan())
    gate.seen(gate.add("A-1"))
    assert len(gate.log.events) == 1
    assert gate.access.muster() == []
    assert not gate.access.watches("cam-in")
    gate.access.close()


def test_a_camera_that_watches_no_door_opens_none(gate: Entrance) -> None:
    gate.seen(gate.add("A-1"), "another camera")
    assert gate.decisions() == []


@pytest.mark.parametrize(("age", "late"), [(2.5, 0.0), (0.5, 2.0), (-1.0, 0.0)])
def test_what_was_seen_too_long_ago_opens_nothing_and_says_so(gate: Entrance, age: float, late: float) -> None:
    ada = gate.add("A-1")
    gate.seen(ada, age=age, late=late)
    assert gate.codes() == ["stale"]
    assert gate.doors.ordered == []
    assert gate.access.muster() == []
    assert gate.expected == [(ada, 10.0)]


def test_validity_and_suspension_hold_a_face_back_from_the_next_sighting_on(gate: Entrance) -> None:
    ada = gate.add("A-1", valid_until=date(2026, 3, 1))
    gate.seen(ada)
    gate.people.people[ada] = replace(gate.people.people[ada], valid_until=None, suspended_at=START)
    gate.seen(ada)
    gate.people.people[ada] = replace(gate.people.people[ada], suspended_at=None)
    gate.seen(ada)
    assert gate.codes() == ["outside_validity", "suspended", "allowed"]
    assert len(gate.doors.ordered) == 1


def test_whom_nobody_knows_any_more_and_a_faulty_plan_and_a_lost_disk_deny(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.seen(SubjectId("9" * 32))
    gate.store.broken = True
    gate.seen(ada)
    gate.store.broken = False
    gate.store.plan_now = replace(gate.store.plan_now, rules=(replace(STAFF_RULE, zones=("nowhere",)),))
    gate.access.changed()
    gate.seen(ada)
    assert gate.codes() == ["unknown_person", "fault", "plan_fault"]
    assert gate.doors.ordered == []
    told = gate.access.explained(gate.event_of(gate.decisions()[-1]).event_id)
    assert told is not None
    assert "nowhere" in str(told.steps)


def test_a_decision_that_cannot_be_logged_opens_nothing(gate: Entrance) -> None:
    sighting = gate.seen(gate.add("A-1"), "another camera")
    gate.log.refuse = True
    gate.access.sighted(replace(sighting, source="cam-in"))
    gate.settle()
    assert gate.doors.ordered == []
    assert gate.log.events == [sighting]


def test_a_door_that_is_not_in_the_plan_is_not_opened(gate: Entrance) -> None:
    with pytest.raises(NotFoundError):
        gate.access.open_door("no such door")


def test_a_card_has_to_follow_the_face_in_time_at_the_same_door_and_of_the_same_person(gate: Entrance) -> None:
    gate.store.plan_now = building(replace(STAFF_RULE, factors=(Factors.FACE_AND_CARD,)))
    ada, bela = gate.add("A-1"), gate.add("B-2")
    gate.seen(ada)
    assert gate.codes() == ["factor_needed"]
    assert gate.expected == [(ada, 15.0)]
    gate.signed_in(bela, SignInReason.CARD)
    gate.seen(ada, "cam-vault")
    assert gate.expected[1] == (bela, 0.0)  # now their face is awaited
    gate.clock.seconds += 14.0
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes()[1:] == ["factor_needed", "factor_needed", "allowed"]
    gate.clock.seconds += 1.0
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes()[-1] == "factor_needed"  # what was shown counts once
    gate.seen(ada)
    assert gate.codes()[-1] == "allowed"
    gate.clock.seconds += 1.0
    gate.seen(ada)
    gate.clock.seconds += 15.0
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes()[-1] == "factor_needed"
    assert len(gate.doors.ordered) == 2


def test_a_recording_moves_no_door_and_makes_up_for_no_face(gate: Entrance) -> None:
    gate.recorded_sources = {"cam-in"}
    ada = gate.add("A-1")
    gate.seen(ada)
    assert [order.live for order in gate.doors.ordered] == [False]
    gate.store.plan_now = building(replace(STAFF_RULE, factors=(Factors.FACE_AND_PIN,)))
    gate.access.changed()
    gate.seen(ada)
    gate.signed_in(ada)
    assert gate.codes() == ["allowed", "factor_needed", "factor_needed"]


def test_two_enter_together_with_one_pulse(gate: Entrance) -> None:
    gate.store.plan_now = building(vault={"two_person": True})
    ada, bela = gate.add("A-1"), gate.add("B-2")
    first = gate.seen(ada, "cam-vault")
    gate.clock.seconds += 19.0
    second = gate.seen(bela, "cam-vault")
    assert gate.codes() == ["second_person_needed", "allowed_together", "allowed_together"]
    assert [each.about for each in gate.decisions()] == [first.event_id, first.event_id, second.event_id]
    assert len(gate.doors.ordered) == 1
    assert {each.subject_id for each in gate.access.muster()} == {ada, bela}
    gate.access.reset(ada)
    gate.access.reset(bela)
    gate.seen(ada, "cam-vault")
    gate.clock.seconds += 20.0
    gate.seen(bela, "cam-vault")
    assert gate.codes()[-1] == "second_person_needed"


def test_a_door_tells_that_it_was_forced_or_is_held_open_and_when_that_ends(gate: Entrance) -> None:
    def told(is_open: bool) -> None:
        gate.doors.contact("relay 1", is_open)
        gate.doors.contact("relay of no door", is_open)

    def after(seconds: float) -> list[tuple[str, str, timedelta]]:
        gate.settle()
        gate.clock.seconds += seconds
        gate.access.contacts.look()
        gate.settle()
        return [
            (event.door.verdict.value, event.door.place, event.occurred_at - START)
            for event in gate.told
            if event.door is not None and event.door.verdict is not DoorVerdict.SENT
        ]

    told(False)
    gate.seen(gate.add("A-1"))
    told(True)
    assert after(29.0) == []
    held = ("held_open", "entrance", timedelta(seconds=30))
    assert after(1.0) == after(1000.0) == [held]
    told(False)
    closed = ("closed", "entrance", timedelta(seconds=1030))
    assert after(10.0) == [held, closed]
    told(True)
    told(False)
    at = timedelta(seconds=1040)
    assert after(2.0) == [held, closed, ("forced", "entrance", at), ("closed", "entrance", at)]


def test_who_was_erased_is_no_second_person(gate: Entrance) -> None:
    gate.store.plan_now = building(vault={"two_person": True})
    ada, bela, cyra = gate.add("A-1"), gate.add("B-2"), gate.add("C-3")
    gate.seen(ada, "cam-vault")
    gate.seen(bela, "cam-vault")
    gate.seen(cyra, "cam-vault")
    assert gate.codes()[-1] == "allowed"
    gate.access.reset(cyra)
    for who in (ada, bela):
        del gate.people.people[who]
        gate.access.forget(who)
    gate.seen(cyra, "cam-vault")
    assert gate.codes()[-1] == "second_person_needed"
    dora = gate.add("D-4")
    gate.seen(dora, "cam-vault")
    assert gate.codes()[-2:] == ["allowed_together"] * 2


def test_the_muster_list_is_right_after_a_restart_and_after_corrections(gate: Entrance) -> None:
    ada, bela, cyra = gate.add("A-1"), gate.add("B-2"), gate.add("C-3")
    sighting = gate.seen(ada)
    gate.seen(bela)
    gate.seen(bela, "cam-out")
    before = gate.access.muster()
    assert [(each.subject_id, each.zone, each.since) for each in before] == [(ada, "Hall", START)]
    gate.access.close()
    gate.access = gate.restarted()
    assert gate.access.muster() == before
    said = Correction(sighting.event_id, Verdict.IS, cyra, "tester")
    gate.log.append(EventDraft(EventType.CORRECTION, START, "cam-in", correction=said))
    gate.access.changed()
    assert [each.subject_id for each in gate.access.muster()] == [cyra]
    gate.clock.seconds += FORGET_AFTER.total_seconds() + 1
    assert gate.access.muster() == []


def test_a_clock_that_is_set_back_puts_nobody_back(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.seen(ada)
    gate.clock.start -= timedelta(hours=3)
    gate.seen(ada, "cam-out")
    assert gate.access.muster() == []
    gate.access.close()
    gate.access = gate.restarted()
    assert gate.access.muster() == []


def test_an_operator_resets_anti_passback_and_the_log_says_who(gate: Entrance) -> None:
    gate.store.plan_now = building(hall={"anti_passback": AntiPassback.HARD})
    ada = gate.add("A-1")
    gate.seen(ada)
    gate.clock.seconds += 121.0
    gate.seen(ada)
    event = gate.access.reset(ada)
    assert event is not None
    assert event.door is not None
    assert (event.door.verdict, event.door.actor) == (DoorVerdict.RESET, "tester")
    assert gate.access.reset(ada) is None
    gate.access.close()
    gate.access = gate.restarted()
    assert gate.access.muster() == []
    gate.seen(ada)
    assert gate.codes() == ["allowed", "passback_inside", "allowed"]


def test_a_preview_says_what_would_happen_and_notes_nothing(gate: Entrance) -> None:
    gate.store.plan_now = building(replace(STAFF_RULE, time_table="office"))
    ada = gate.add("A-1")
    monday = START.astimezone(BERLIN).replace(hour=8, minute=58)
    assert gate.access.preview(ada, "entrance", monday).code is Code.ALLOWED
    assert gate.access.preview(ada, "entrance", monday - timedelta(hours=1)).code is Code.OUTSIDE_HOURS
    assert gate.access.preview(ada, "entrance", monday, lock_down=True).code is Code.LOCK_DOWN
    assert gate.access.preview(ada, "elsewhere", monday).code is Code.UNKNOWN_DOOR
    assert gate.log.events == []


def test_a_changed_plan_is_read_before_anybody_comes_and_what_was_shown_counts_no_more(gate: Entrance) -> None:
    gate.store.plan_now = building(replace(STAFF_RULE, factors=(Factors.FACE_AND_CARD,)))
    ada = gate.add("A-1")
    gate.access.prepare()
    gate.seen(ada)
    reads = gate.store.reads
    gate.access.changed()
    gate.settle()
    assert gate.store.reads == reads + 1
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes() == ["factor_needed", "factor_needed"]
    gate.seen(ada)
    gate.access.forget(ada)
    gate.signed_in(ada, SignInReason.CARD)
    assert gate.codes()[2:] == ["allowed", "factor_needed"]


def test_a_plan_that_is_changed_while_a_decision_is_written_keeps_the_door_shut(gate: Entrance) -> None:
    ada, append = gate.add("A-1"), gate.log.append

    def slowly(draft: EventDraft) -> Future[Event]:
        if draft.type is EventType.ACCESS and gate.store.plan_now.rules:
            gate.store.plan_now = replace(gate.store.plan_now, rules=())
            gate.access.changed()
        return append(draft)

    gate.log.append = slowly  # type: ignore[method-assign]
    gate.seen(ada)
    assert gate.doors.ordered == []
    assert gate.access.muster() == []
    assert gate.expected == [(ada, 10.0)]
    gate.seen(ada)
    assert gate.codes() == ["allowed", "no_rule"]
    assert [(each.verdict, each.code) for each in gate.door_events()] == [(DoorVerdict.FAILED, "fault")]


def test_an_output_that_is_tried_is_logged_with_who_did_it_before_it_moves(gate: Entrance) -> None:
    waited_for: list[EventId] = []
    gate.access.try_pulse("relay 1", 1.0, lambda decision: waited_for.extend([decision, *gate.doors.ordered]))
    (order,) = gate.doors.ordered
    assert waited_for == [order.decision_id]
    pressed, sent = gate.door_events()
    assert (pressed.verdict, pressed.place, pressed.actor) == (DoorVerdict.OPENED, "relay 1", "tester")
    assert (sent.verdict, sent.about) == (DoorVerdict.SENT, order.decision_id)
    assert gate.event_of(pressed).event_id == order.decision_id
    gate.log.refuse = True
    with pytest.raises(StorageError):
        gate.access.try_pulse("relay 1", 1.0, waited_for.append)
    assert len(gate.doors.ordered) == len(waited_for) == 1


def test_who_a_door_did_not_open_for_is_where_they_were(gate: Entrance) -> None:
    ada = gate.add("A-1")
    gate.seen(ada)
    gate.doors.outcome = PulseOutcome.FAILED
    gate.seen(ada, "cam-out")
    assert [inside.zone_id for inside in gate.access.muster()] == ["hall"]
    gate.access.close()
    gate.access = gate.restarted()
    assert [inside.zone_id for inside in gate.access.muster()] == ["hall"]
    gate.doors.outcome = PulseOutcome.UNCONFIRMED
    gate.seen(ada, "cam-out")
    assert gate.access.muster() == []


def test_the_plan_in_the_readme_can_be_used() -> None:
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")
    example = readme.split("### Access")[1].split("```toml\n")[1].split("```")[0]
    plan = access_plan(item for _, item in parsed(example, lambda _id: SubjectId("a" * 32)).items)
    assert problems_of(plan) == []
    assert [door.door_id for door in plan.doors] == ["entrance"]
    assert plan.rules[0].factors == (Factors.FACE_AND_CARD, Factors.CARD_AND_PIN)


def test_a_plan_of_doors_that_gets_worse_is_refused_and_one_that_gets_better_is_not() -> None:
    good, bad = building(), replace(building(), rules=(replace(STAFF_RULE, zones=("nowhere",)),))
    before, after = ([*plan.zones, *plan.doors, *plan.time_tables, *plan.rules] for plan in (good, bad))
    with pytest.raises(AccessError) as refused:
        require_doors_fit(before, after)
    assert "zone 'nowhere'" in refused.value.text()
    require_doors_fit(after, before)
    require_doors_fit(after, after)


def test_rules_follow_people_whose_records_were_merged() -> None:
    old, new = SubjectId("a" * 32), SubjectId("b" * 32)
    plan = building(replace(STAFF_RULE, groups=(), people=(old,)))
    assert in_present_ids(plan, {old: new}).rules[0].people == (new,)
    assert in_present_ids(plan, {}) == plan


def test_two_for_whom_the_door_did_not_open_are_both_where_they_were(gate: Entrance) -> None:
    gate.store.plan_now = building(vault={"two_person": True})
    gate.doors.outcome = PulseOutcome.FAILED
    gate.seen(gate.add("A-1"), "cam-vault")
    gate.seen(gate.add("B-2"), "cam-vault")
    assert gate.codes()[-2:] == ["allowed_together"] * 2
    assert gate.access.muster() == []
    assert [each.verdict for each in gate.door_events()] == [DoorVerdict.FAILED] * 2


def test_two_of_whom_one_decision_is_not_on_the_disk_stay_outside(gate: Entrance) -> None:
    gate.store.plan_now = building(vault={"two_person": True})
    gate.seen(gate.add("A-1"), "cam-vault")
    append, left = gate.log.append, iter([True, False])

    def once(draft: EventDraft) -> Future[Event]:
        if draft.type is EventType.ACCESS and not next(left):
            raise StorageError("Event queue full", "The disk does not keep up.", "Make room.")
        return append(draft)

    gate.log.append = once  # type: ignore[method-assign]
    gate.seen(gate.add("B-2"), "cam-vault")
    assert gate.doors.ordered == []
    assert [(each.verdict, each.code) for each in gate.door_events()] == [(DoorVerdict.FAILED, "fault")]
    assert gate.access.muster() == []


def test_a_decision_that_is_on_the_disk_too_late_puts_nobody_inside(
    gate: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "PULSE_BOUND", 0.01)
    ada = gate.add("A-1")
    append, late = gate.log.append, Future[Event]()

    def slowly(draft: EventDraft) -> Future[Event]:
        return late if draft.type is EventType.ACCESS else append(draft)

    gate.log.append = slowly  # type: ignore[method-assign]
    sighting = gate.seen(ada)
    assert gate.doors.ordered == []
    assert gate.expected == [(ada, 10.0)]
    gate.log.append = append  # type: ignore[method-assign]
    said = AccessRecord(sighting.event_id, ada, "entrance", True, "allowed", Direction.IN)
    draft = EventDraft(EventType.ACCESS, gate.clock.now(), "cam-in", access=said)
    late.set_result(gate.log.append(draft).result(1))
    assert gate.access.muster() == []
    assert [(each.verdict, each.code) for each in gate.door_events()] == [(DoorVerdict.FAILED, "fault")]


def test_a_clock_that_is_set_back_while_a_decision_is_written_opens_nothing(gate: Entrance) -> None:
    ada, append = gate.add("A-1"), gate.log.append

    def slowly(draft: EventDraft) -> Future[Event]:
        if draft.type is EventType.ACCESS:
            gate.clock.seconds += 3.5
            gate.clock.start -= timedelta(seconds=3.5)
        return append(draft)

    gate.log.append = slowly  # type: ignore[method-assign]
    gate.seen(ada)
    assert gate.codes() == ["allowed"]
    assert gate.doors.ordered == []
    assert [each.verdict for each in gate.door_events()] == [DoorVerdict.STALE]
    assert gate.access.muster() == []
    assert gate.expected == [(ada, 10.0)]


@pytest.mark.parametrize("outcome", [PulseOutcome.FAILED, PulseOutcome.STALE, PulseOutcome.UNCONFIRMED])
def test_who_a_door_did_not_open_for_need_not_wait_for_the_cool_down(gate: Entrance, outcome: PulseOutcome) -> None:
    gate.store.plan_now = building(vault={"two_person": True})
    ada, bela = gate.add("A-1"), gate.add("B-2")
    gate.seen(ada)
    assert gate.expected == []
    gate.doors.outcome = outcome
    gate.seen(ada)
    assert gate.expected == [(ada, 10.0)]
    gate.seen(ada, "cam-vault")
    gate.expected.clear()
    gate.seen(bela, "cam-vault")
    assert sorted(gate.expected) == sorted([(ada, 10.0), (bela, 10.0)])
