"""Events: aware times, and nothing in them that names a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import SIGHTINGS, Event, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.results import Pad
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict, PunchChange, PunchVerdict
from facegate.domain.sign_ins import ACCEPTED, SignIn, SignInReason

NAIVE = datetime(2026, 3, 2, 12)
NOON = NAIVE.replace(tzinfo=UTC)


def test_a_draft_needs_an_aware_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        EventDraft(EventType.CAMERA_LOST, NAIVE, "0")
    assert EventDraft(EventType.CAMERA_LOST, NOON.astimezone(ZoneInfo("Asia/Tokyo")), "0").occurred_at == NOON


def test_a_filter_needs_aware_moments() -> None:
    for wrong in ({"first": NAIVE}, {"last": NAIVE}, {"first": NOON, "last": NAIVE}):
        with pytest.raises(ValueError, match="aware"):
            EventFilter(**wrong)
    assert EventFilter(NOON, NOON).first == NOON


def test_the_empty_filter_lets_all_through() -> None:
    assert all(getattr(EventFilter(), field.name) is None for field in fields(EventFilter))


def test_an_event_of_the_camera_concerns_no_face() -> None:
    draft = EventDraft(EventType.CAMERA_LOST, NOON, "0")
    assert (draft.track, draft.judgement, draft.threshold, draft.model_id) == (None, None, None, None)
    assert draft.pad.pad is Pad.NOT_ASSESSED


def test_exactly_the_events_of_the_keypad_have_a_sign_in() -> None:
    said = SignIn(SignInReason.UNKNOWN_NUMBER, None)
    for kind in EventType:
        of_keypad = kind in (EventType.CARD, EventType.PIN)
        assert (kind in SIGHTINGS) == (of_keypad or kind is EventType.IDENTIFICATION)
        if kind is not EventType.CORRECTION:
            with pytest.raises(ValueError, match="sign-in"):
                EventDraft(kind, NOON, "keypad", sign_in=None if of_keypad else said)


def test_a_refused_sign_in_identifies_nobody_whosever_number_it_was() -> None:
    for reason in SignInReason:
        identified = reason in ACCEPTED
        assert (SignIn(reason, SubjectId("a")).outcome is Outcome.IDENTIFIED) == identified
        if identified:
            with pytest.raises(ValueError, match="nobody"):
                SignIn(reason, None)


def test_facts_cannot_be_changed() -> None:
    draft = EventDraft(EventType.CAMERA_LOST, NOON, "0")
    with pytest.raises(FrozenInstanceError):
        draft.source = "1"


def test_events_have_no_place_for_a_name_or_a_picture() -> None:
    held = {field.name for kind in (Event, EventDraft) for field in fields(kind)}
    assert not held & {"name", "external_id", "image", "picture", "crop", "template", "vector"}


def test_words_in_the_database_do_not_change() -> None:
    assert [kind.value for kind in EventType] == [
        "identification",
        "camera_lost",
        "camera_restored",
        "recognition_faulted",
        "correction",
        "card",
        "pin",
        "punch",
        "access",
        "door",
    ]
    assert [reason.value for reason in SignInReason] == [
        "card",
        "card_and_pin",
        "unknown_number",
        "wrong_pin",
        "no_pin",
        "no_pin_given",
        "suspended",
        "not_valid",
        "locked_out",
    ]
    assert [verdict.value for verdict in Verdict] == ["not_this_person", "is", "undone"]
    assert [verdict.value for verdict in PunchVerdict] == ["add", "move", "void", "approve", "reject"]
    assert [verdict.value for verdict in DoorVerdict] == [
        "sent",
        "failed",
        "cut_off",
        "dry_run",
        "stale",
        "held_open",
        "closed",
        "opened",
        "lock_down",
        "lock_down_ended",
        "alarm",
        "acknowledged",
        "reset",
        "forced",
    ]


def test_events_of_attendance_and_access_say_exactly_their_own() -> None:
    punch = PunchChange(PunchVerdict.ADD, SubjectId("a"), NOON, "me", direction=Direction.IN)
    access = AccessRecord(EventId("e"), None, "door-1", False, "not_identified")
    door = DoorRecord("door-1", DoorVerdict.OPENED, actor="me")
    said = {"punch": punch, "access": access, "door": door}
    for kind in (EventType.PUNCH, EventType.ACCESS, EventType.DOOR):
        for count in range(4):
            for some in combinations(said, count):
                if some == (kind.value,):
                    assert EventDraft(kind, NOON, "", **{kind.value: said[kind.value]}).type is kind
                else:
                    with pytest.raises(ValueError, match="exactly events of type"):
                        EventDraft(kind, NOON, "", **{each: said[each] for each in some})
    with pytest.raises(ValueError, match="only a sighting"):
        EventDraft(EventType.CAMERA_LOST, NOON, "", direction=Direction.IN)
    assert EventDraft(EventType.IDENTIFICATION, NOON, "", direction=Direction.OUT).direction is Direction.OUT


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": PunchVerdict.MOVE},
        {"about": EventId("e")},
        {"at": NAIVE},
        {"verdict": PunchVerdict.VOID, "about": EventId("e"), "direction": Direction.IN},
        {"verdict": PunchVerdict.APPROVE, "about": EventId("e"), "needs_approval": True},
    ],
)
def test_a_change_of_a_punch_is_whole(wrong: dict[str, object]) -> None:
    right = {"verdict": PunchVerdict.ADD, "subject_id": SubjectId("a"), "at": NOON, "actor": "me"}
    PunchChange(**right)
    with pytest.raises(ValueError, match=r".+"):
        PunchChange(**{**right, **wrong})


@pytest.mark.parametrize(
    "make",
    [
        lambda: DoorRecord("", DoorVerdict.SENT),
        lambda: DoorRecord("d" * 65, DoorVerdict.SENT),
        lambda: DoorRecord("d", DoorVerdict.SENT, latency=-0.1),
        lambda: DoorRecord("d", DoorVerdict.SENT, latency=float("nan")),
        lambda: AccessRecord(EventId("e"), None, "d", True, ""),
        lambda: AccessRecord(EventId("e"), None, "d", True, "c" * 33),
    ],
)
def test_what_is_said_of_doors_fits_the_log(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make()
