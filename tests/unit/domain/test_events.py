"""Events: aware times, and nothing in them that names a person."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.events import SIGHTINGS, Event, EventDraft, EventFilter, EventType, Pad, Verdict
from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId
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
    assert draft.pad is Pad.NOT_ASSESSED


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
