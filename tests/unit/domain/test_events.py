"""Events: aware times, and nothing in them that names a person."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.events import Event, EventDraft, EventFilter, EventType, Pad, Verdict

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
    ]
    assert [verdict.value for verdict in Verdict] == ["not_this_person", "is", "undone"]
