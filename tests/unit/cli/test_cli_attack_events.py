"""Events of presentation attacks as JSON and as lines."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from helpers.clocks import START
from helpers.world import MODEL, MemoryLog, subject

from facegate.cli.records import event_record, event_text, record_text
from facegate.domain.events import EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, TrackId
from facegate.domain.pad.results import NOT_ASSESSED, Cue, Pad, PadResult
from facegate.domain.people import PersonName
from facegate.domain.records import DoorRecord, DoorVerdict

ADA = PersonName(subject(1), "A-17", "Ada")
BERLIN = ZoneInfo("Europe/Berlin")


def drafted(judgement: Judgement, pad: PadResult) -> EventDraft:
    return EventDraft(EventType.IDENTIFICATION, START, "front", TrackId(3), judgement, 1.1, MODEL, pad)


def test_an_attack_says_whom_it_showed_and_which_cue_decided() -> None:
    judgement = Judgement(Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK, None, 0.5, 0.4, claimed=ADA.subject_id)
    event = MemoryLog().append(drafted(judgement, PadResult(Pad.ATTACK, Cue.TEXTURE, 0.012345))).result()
    record = json.loads(json.dumps(event_record(event, None)))
    assert (record["subject_id"], record["name"], record["claimed_id"]) == (None, None, ADA.subject_id)
    assert (record["result"], record["reason"], record["pad"]) == ("inconclusive", "presentation_attack", "attack")
    assert (record["pad_cue"], record["pad_score"]) == ("texture", 0.0123)
    assert event_text(event, None, BERLIN, ADA) == (
        "2026-03-02 09:00:00  attack  face of Ada (A-17)  presentation attack  "
        "distance 0.50  margin 0.40  threshold 1.10  by texture  track 3"
    )
    assert "face of an erased person" in event_text(event, None, BERLIN)


def test_the_alarm_names_the_camera_as_it_is_called() -> None:
    said = DoorRecord("clips/pad_replay.mp4", DoorVerdict.ALARM, EventId("e" * 32), code="presentation_attack")
    event = MemoryLog().append(EventDraft(EventType.DOOR, START, "doors", door=said)).result()
    assert record_text(event, BERLIN) == "alarm, presentation attack, clips/pad_replay.mp4"


def test_what_was_not_assessed_says_nothing_of_it() -> None:
    judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, ADA.subject_id, 0.5, 0.4)
    event = MemoryLog().append(drafted(judgement, NOT_ASSESSED)).result()
    record = event_record(event, ADA)
    assert (record["pad"], record["pad_cue"], record["pad_score"], record["claimed_id"]) == (
        "not_assessed", None, None, None,
    )  # fmt: skip
    assert event_text(event, ADA, BERLIN).startswith("2026-03-02 09:00:00  identified  Ada (A-17)  agreed  distance")
