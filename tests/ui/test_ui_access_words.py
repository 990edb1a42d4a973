"""Words about doors: complete, and at the door nothing that is nobody's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from helpers.access_plans import ADA, DOORS, HALL, MONDAY_NINE, OFFICE, STAFF_RULE, VAULT, YARD, building
from helpers.world import MemoryLog

from facegate.domain.access.codes import Alarm, Code, ResetReason
from facegate.domain.access.decisions import Step
from facegate.domain.access.explanations import STEP_WORDS
from facegate.domain.access.factors import Factor
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import ItemKind, problems_of
from facegate.domain.access.rules import AccessRule
from facegate.domain.access.time_tables import Hours
from facegate.domain.access.zones import AntiPassback
from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, SubjectId, TrackId
from facegate.domain.people import PersonName
from facegate.domain.ports_doors import PulseOutcome
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict
from facegate.ui import access_words as words
from facegate.ui.announcer import Announcer, Tone
from facegate.ui.door_problem_words import place_of, problem_text
from facegate.ui.i18n import assets_dir
from facegate.ui.viewmodels.access_desk import open_alarms
from facegate.ui.viewmodels.announcing import GateAnnouncements
from facegate.ui.viewmodels.door_plan import new_id
from facegate.ui.viewmodels.welcome import DoorSaid, DoorWords, Welcome, door_said, farewell, greeting
from facegate.ui.weekly_hours import hours_of, hours_text, overlaps

ZONE = ZoneInfo("Europe/Berlin")


def decision(code: Code, *, allowed: bool = False) -> AccessRecord:
    return AccessRecord(EventId("e" * 32), SubjectId("a" * 32), "front", allowed, code.value)


def test_every_code_alarm_and_step_has_words() -> None:
    assert all(words.code_text(code) for code in Code)
    assert all(words.alarm_text(alarm) for alarm in Alarm)
    assert all(words.reset_text(reason) for reason in ResetReason)
    assert all(words.pulse_text(outcome, dry_run=True)[1] for outcome in PulseOutcome)
    for check, passed in STEP_WORDS:
        names = (
            "problem",
            "seconds",
            "most",
            "door",
            "today",
            "first",
            "last",
            "rule",
            "zone",
            "inside",
            "limit",
            "kind",
        )
        step = Step(check, passed, (*((name, "7") for name in names), ("missing", "card + pin")))
        said = words.step_text(step)
        assert said
        assert "{" not in said


def test_every_record_of_a_door_has_words() -> None:
    log = MemoryLog()
    for verdict in DoorVerdict:
        said = DoorRecord("front", verdict, code="duress" if verdict is DoorVerdict.ALARM else None, actor="ada")
        event = log.append(EventDraft(EventType.DOOR, MONDAY_NINE, "doors", door=said)).result()
        assert "{" not in words.record_text(event)
        assert len(words.record_text(event)) > len("front: ")
    alarms = [(each.event.door.verdict.value, each.urgent) for each in open_alarms(log.events) if each.event.door]
    assert alarms == [("forced", True), ("alarm", True), ("held_open", False), ("cut_off", False), ("failed", False)]
    draft = EventDraft(EventType.ACCESS, MONDAY_NINE, "cam", access=decision(Code.FULL))
    assert words.record_text(log.append(draft).result()).endswith("Denied: the zone is full")


def test_at_the_door_nobody_reads_that_somebody_is_watched_or_suspended() -> None:
    watched, no_rule = (door_said(decision(code)) for code in (Code.WATCH_LIST, Code.NO_RULE))
    assert watched == no_rule
    assert door_said(decision(Code.SUSPENDED)) == door_said(decision(Code.OUTSIDE_VALIDITY))
    said = {door_said(decision(code), missing=(Factor.PIN,)).sentence.casefold() for code in Code}
    assert not [text for text in said if "suspend" in text or "watch" in text or "duress" in text or "wrong" in text]


def test_a_door_is_said_to_be_open_only_when_its_output_was_pulsed() -> None:
    allowed = decision(Code.ALLOWED, allowed=True)
    said = {became: door_said(allowed, became).sentence for became in (None, *DoorVerdict)}
    assert [became for became, text in said.items() if "open" in text.casefold()] == [DoorVerdict.SENT]
    assert "dry run" in said[DoorVerdict.DRY_RUN]
    assert door_said(allowed, DoorVerdict.FAILED).tone == "warn"
    assert door_said(decision(Code.OUTSIDE_HOURS)).sentence == "No access: outside your hours"


@pytest.mark.parametrize(
    ("hour", "said"), [(4, "Hello"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"),
                       (18, "Good evening"), (22, "Hello")],
)  # fmt: skip
def test_people_are_greeted_by_the_clock_of_the_site(hour: int, said: str) -> None:
    moment = datetime(2026, 1, 5, hour, tzinfo=ZONE).astimezone(UTC)
    assert greeting(moment, ZONE) == said
    assert farewell(Direction.OUT, moment, ZONE) == "Goodbye"


def test_hours_are_read_as_they_are_written() -> None:
    for text in ("08:00-12:00, 13:00-18:00", "22:00-06:00", "00:00-24:00", "20:00-20:00 +1"):
        assert hours_of(hours_text(hours_of(text, 3)), 3) == hours_of(text, 3)
    assert hours_of("8-12; 13.30 – 18", 1) == (Hours(480, 720, 1), Hours(810, 1080, 1))
    assert hours_of("22:00-06:00", 1) == (Hours(1320, 1800, 1),)
    assert overlaps(hours_of("8-12, 11-13", 1))
    for text in ("8", "8-49:00", "nine to five", "8-12-13", "25:00-26:00"):
        with pytest.raises(ValueError):  # noqa: PT011 - no words are shown of it
            hours_of(text, 1)


def test_ids_are_made_of_names_in_any_script() -> None:
    assert new_id("Türe  Süd (2)", ItemKind.DOOR, ()) == "ture-sud-2"
    assert new_id("大门", ItemKind.DOOR, ()) == "door"
    assert new_id("Hall", ItemKind.ZONE, {"hall", "hall-2"}) == "hall-3"


def test_every_problem_of_a_plan_is_said_at_a_field_in_other_words() -> None:
    bad_zone = replace(HALL, limit=1, pre_alert=5, two_person=True, pair_seconds=0, anti_passback=AntiPassback.TIMED)
    doors = [replace(each, sources=("cam",)) for each in DOORS[:2]]
    doors += [replace(DOORS[2], zone_from="gone", zone_to="gone", pulse_seconds=0.0)]
    rules = (
        AccessRule("nobody", "Nobody", time_table="gone", factors=()),
        replace(STAFF_RULE, rule_id="both", everybody=True, zones=("gone",)),
        replace(STAFF_RULE, rule_id="days", first_day=date(2026, 2, 2), last_day=date(2026, 1, 1)),
    )  # fmt: skip
    yard = replace(YARD, limit=-1)
    table = replace(OFFICE, calendar_id="gone")
    found = problems_of(AccessPlan((yard, bad_zone, VAULT), tuple(doors), (table,), rules))
    assert len(found) >= 18
    assert not [each for each in found if problem_text(each) == f"{each}."]
    assert {place_of(each) for each in found if each.kind is ItemKind.RULE} >= {
        "who",
        "zones",
        "hours",
        "days",
        "factors",
    }
    assert not problems_of(building())


def test_it_is_told_aloud_once_and_not_before_the_door_is_decided_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, Tone, str]] = []
    said = [DoorSaid(DoorWords.DENIED, "No access", "outside your hours")]
    signal, way = SimpleNamespace(connect=lambda _slot: None), SimpleNamespace(announce="speech")
    session = SimpleNamespace(
        settings=SimpleNamespace(gate=way), bridge=SimpleNamespace(event_logged=signal), zone=ZONE
    )  # fmt: skip
    facts = SimpleNamespace(door=lambda _event: said[0], welcome=lambda _event: Welcome("Good morning"))
    gate = GateAnnouncements(session, facts, lambda _who: PersonName(ADA, "1", "Ada"), lambda source: source == "door")
    monkeypatch.setattr(gate.announcer, "tell", lambda *what: told.append(what))
    log = MemoryLog()

    def seen(source: str) -> Event:
        judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, ADA, 0.3, 0.5)
        return log.append(EventDraft(EventType.IDENTIFICATION, MONDAY_NINE, source, TrackId(1), judgement)).result()

    gate.take(seen("yard"))
    assert told == [("speech", Tone.WELCOME, "Good morning, Ada")]
    at_door = seen("door")
    gate.take(at_door)
    assert len(told) == 1
    decided = replace(decision(Code.OUTSIDE_HOURS), about=at_door.event_id)
    access = log.append(EventDraft(EventType.ACCESS, MONDAY_NINE, "door", access=decided)).result()
    for _ in range(2):
        gate.take(access)
    # Everybody around hears it: neither who, nor why.
    assert told[1:] == [("speech", Tone.REFUSED, "No access")]
    way.announce = "off"
    gate.take(seen("yard"))
    assert len(told) == 2


def test_a_broken_loudspeaker_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_owner: object) -> None:
        raise OSError("no sound card")

    monkeypatch.setattr("facegate.ui.announcer._player", broken)
    monkeypatch.setattr("facegate.ui.announcer.speech_available", lambda: False)
    for way in ("off", "sound", "speech"):
        Announcer().tell(way, Tone.REFUSED, "No access")
    assert all((assets_dir() / "sounds" / f"{tone.value}.wav").stat().st_size < 6000 for tone in Tone)
