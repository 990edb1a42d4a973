"""Signing in with card or PIN: who gets in, what is told, what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.clocks import START, ManualClock
from helpers.people_store import MemoryPeople
from helpers.quick_pins import QuickPins
from helpers.world import MODEL, MemoryLog

from facegate.domain.backoff import TERMINAL_FREE
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.keypad import Answer, AnswerKind, Ask, Question
from facegate.domain.people import Subject
from facegate.domain.profiles import Profile
from facegate.domain.records import DoorVerdict
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignInReason
from facegate.errors import ConditionError, StorageError
from facegate.pipeline import keypad
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.keypad import DuressPinError, KeypadService, PinError
from facegate.pipeline.known_people import AlreadyEnrolledError
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore

CARD, PIN = "0004711225", "8395"


class House:
    """A terminal with everything behind it; time stands still."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.log, self.store, self.pins = ManualClock(), MemoryLog(), MemoryPeople(), QuickPins()
        self.settings = SettingsStore(folder / "settings.toml")
        self.change("site", zone="Europe/Berlin")
        self.directory = NameDirectory()
        self.runner = RecognitionRunner(lambda *_: None, self.log, self.clock)  # type: ignore[arg-type,return-value]
        self.directions = GateDirections(self.settings, self.clock, self.runner)
        self.told: list[Event] = []
        self.runner.add_listener(self)  # type: ignore[arg-type]
        self.people = PeopleService(self.store, self.directory, lambda: None, lambda _: b"", "tester")
        self.service = self.restarted()

    def restarted(self) -> KeypadService:
        return KeypadService(
            self.log, self.store, self.people, self.pins, self.settings, self.clock, self.runner, "tester",
            self.directions,
        )  # fmt: skip

    def on_event(self, event: Event) -> None:
        self.told.append(event)

    def change(self, section: str, **values: object) -> None:
        self.settings.replace(with_changes(self.settings.current, section, **values))

    def add(self, number: str, card: str | None = None, pin: str | None = None, **more: object) -> Subject:
        profile = Profile(f"Person {number}", number, card=card, **more)  # type: ignore[arg-type]
        return self.people.add_without_face(
            profile, declined=True, pin_hash=None if pin is None else self.pins.hash(pin)
        )

    def ask(self, number: str, pin: str | None = None) -> Answer:
        question = Question(Ask.NUMBER, number) if pin is None else Question(Ask.PIN, number, pin)
        return self.service.ask(question).result(10)

    def reasons(self) -> list[SignInReason]:
        return [event.reason for event in self.log.events]  # type: ignore[misc]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.service.close()


def test_a_card_alone_is_enough_for_who_has_no_pin(house: House) -> None:
    person = house.add("A-1", CARD)
    answer = house.ask("00-0471 1225")
    (event,) = house.log.events
    assert answer == Answer(AnswerKind.RECORDED, event)
    assert (event.type, event.subject_id, event.result, event.source) == (
        EventType.CARD, person.subject_id, Outcome.IDENTIFIED, KEYPAD_SOURCE,
    )  # fmt: skip
    assert house.told == [event]


@pytest.mark.parametrize("number", [CARD, "20418"])
def test_who_has_a_pin_is_asked_for_it_whichever_number_they_give(house: House, number: str) -> None:
    person = house.add("20418", CARD, PIN)
    assert house.ask(number).kind is AnswerKind.ASK_PIN
    assert house.log.events == []
    answer = house.ask(number, PIN)
    assert answer.kind is AnswerKind.RECORDED
    assert answer.event is not None
    assert (answer.event.type, answer.event.subject_id) == (EventType.PIN, person.subject_id)


def _unknown(house: House) -> None:
    house.add("20418", "77", PIN)


def _wrong(house: House) -> None:
    house.add("20418", CARD, "9999")


def _suspended(house: House) -> None:
    who = house.add("20418", CARD, PIN).subject_id
    house.store.people[who] = replace(house.store.people[who], suspended_at=START)


def _suspended_card(house: House) -> None:
    who = house.add("20418", CARD).subject_id
    house.store.people[who] = replace(house.store.people[who], suspended_at=START)


def _early(house: House) -> None:
    house.add("20418", CARD, PIN, valid_from=date(2026, 3, 3))


def _late(house: House) -> None:
    house.add("20418", CARD, PIN, valid_until=date(2026, 3, 1))


def _identifier_only(house: House) -> None:
    house.add(CARD)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (_unknown, SignInReason.UNKNOWN_NUMBER),
        (_wrong, SignInReason.WRONG_PIN),
        (_suspended, SignInReason.SUSPENDED),
        (_suspended_card, SignInReason.SUSPENDED),
        (_early, SignInReason.NOT_VALID),
        (_late, SignInReason.NOT_VALID),
        (_identifier_only, SignInReason.NO_PIN),
    ],
)
def test_refusals_look_and_cost_the_same_and_the_log_has_the_reason(house: House, given, reason) -> None:
    given(house)
    assert house.ask(CARD) == Answer(AnswerKind.ASK_PIN)
    assert house.pins.work == []
    assert house.ask(CARD, PIN) == Answer(AnswerKind.REFUSED)
    assert len(house.pins.work) == 1
    assert house.reasons() == [reason]
    assert house.log.events[0].result is Outcome.NOT_IDENTIFIED
    # Locked out after as many tries, too.
    assert house.ask(CARD, PIN).kind is AnswerKind.REFUSED
    assert house.ask(CARD, PIN) == Answer(AnswerKind.NUMBER_LOCKED, wait=30.0)


def test_validity_is_the_sites_day(house: House) -> None:
    house.add("20418", CARD, valid_from=date(2026, 3, 3))
    house.clock.sleep(timedelta(hours=14, minutes=59).total_seconds())  # 22:59 in UTC, 23:59 in Berlin
    assert house.ask(CARD).kind is AnswerKind.ASK_PIN
    house.clock.sleep(60.0)
    assert house.ask(CARD).kind is AnswerKind.RECORDED


def test_a_number_that_was_tried_too_often_is_not_compared_any_more(house: House) -> None:
    person = house.add("20418", CARD, PIN)
    for wrong in ("1470", "2580", "3690"):
        house.ask("20418", wrong)
    work = len(house.pins.work)
    # By its other number as well, and with the right PIN.
    assert house.ask(CARD) == Answer(AnswerKind.ASK_PIN)
    assert house.ask(CARD, PIN) == Answer(AnswerKind.NUMBER_LOCKED, wait=30.0)
    assert len(house.pins.work) == work
    assert house.log.events[-1].reason is SignInReason.LOCKED_OUT
    house.clock.sleep(30.0)
    assert house.ask("20418", "1470") == Answer(AnswerKind.NUMBER_LOCKED, wait=60.0)
    house.service.set_pin(person.subject_id, "5274")
    assert house.ask("20418", "5274").kind is AnswerKind.RECORDED


def test_the_terminal_waits_after_many_numbers_but_not_for_those_who_did_not_fail(house: House) -> None:
    house.add("20418", CARD)
    house.add("30418", "77", PIN)
    for number in range(TERMINAL_FREE):
        assert house.ask(f"{number}9", PIN).kind is AnswerKind.REFUSED
    assert house.ask("99", PIN).kind is AnswerKind.TERMINAL_LOCKED
    assert house.ask("99") == house.ask("99", PIN) == Answer(AnswerKind.TERMINAL_LOCKED, wait=15.0)
    assert house.ask(CARD).kind is AnswerKind.RECORDED
    assert house.ask("77").kind is AnswerKind.ASK_PIN
    assert house.ask("77", PIN).kind is AnswerKind.RECORDED
    house.clock.sleep(15.0)
    assert house.ask("99").kind is AnswerKind.ASK_PIN


def test_nobody_shuts_out_a_card_that_needs_no_pin(house: House) -> None:
    house.add("20418", CARD)
    for wrong in ("1470", "2580", "3690"):
        house.ask("20418", wrong)
    assert house.ask("20418", PIN).kind is AnswerKind.NUMBER_LOCKED
    assert house.ask(CARD).kind is AnswerKind.RECORDED


def test_an_identifier_that_reads_like_anothers_card_records_whose_pin_it_is(house: House) -> None:
    other = house.add("900", "A17")
    own = house.add("B-1", None, PIN)
    # As older records have it: by now it is refused.
    house.store.people[own.subject_id] = replace(house.store.people[own.subject_id], external_id="A-17")
    assert house.ask("A-17").kind is AnswerKind.ASK_PIN
    assert house.log.events == []
    answer = house.ask("A-17", PIN)
    assert answer.event is not None
    assert answer.event.subject_id == own.subject_id
    assert house.ask("A-17", "1470").kind is AnswerKind.REFUSED
    assert [event.subject_id for event in house.log.events[1:]] == [other.subject_id, own.subject_id]
    for _ in range(2):
        house.ask("A-17", "1470")
    assert house.ask("A-17", PIN).kind is AnswerKind.NUMBER_LOCKED
    house.store.set_pin_hash(other.subject_id, house.pins.hash(PIN), "tester")
    house.clock.sleep(3600.0)
    house.ask("A-17", PIN)
    assert house.log.events[-1].reason is SignInReason.WRONG_PIN


@pytest.mark.parametrize("first", ["card", "identifier"])
def test_a_card_and_anothers_identifier_cannot_read_alike(house: House, first: str) -> None:
    profiles = [("900", "A17"), ("a-1.7", None)]
    if first == "identifier":
        profiles.reverse()
    house.add(*profiles[0])
    with pytest.raises(AlreadyEnrolledError):
        house.add(*profiles[1])
    assert house.add("A-99", "A99").card == "A99"


def test_numbers_cannot_be_tried_out_by_leaving_before_the_pin(house: House) -> None:
    house.add("20418", CARD)
    for number in range(TERMINAL_FREE + 1):
        assert house.ask(f"{number}9").kind is AnswerKind.ASK_PIN
        house.service.ask(Question(Ask.ABANDONED, f"{number}9")).result(10)
    assert set(house.reasons()) == {SignInReason.NO_PIN_GIVEN}
    assert house.ask("09").kind is AnswerKind.TERMINAL_LOCKED


def test_a_restart_opens_nothing(house: House) -> None:
    house.add("20418", CARD, PIN)
    for wrong in ("1470", "2580", "3690"):
        house.ask("20418", wrong)
    house.clock.sleep(10.0)
    house.service.close()
    house.service = house.restarted()
    assert house.ask(CARD, PIN) == Answer(AnswerKind.NUMBER_LOCKED, wait=20.0)


def test_what_was_got_right_in_the_end_is_not_held_against_anybody_after_a_restart(house: House) -> None:
    house.add("20418", CARD, PIN)
    house.ask("20418", "1470")
    house.ask("20418", "1470")
    house.ask("20418", PIN)
    house.service.close()
    house.service = house.restarted()
    assert house.ask("20418", "1470").kind is AnswerKind.REFUSED


def _seen(house: House, who: SubjectId, seconds_ago: float) -> None:
    judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, 0.6, 0.4)
    at = house.clock.now() - timedelta(seconds=seconds_ago)
    house.log.append(EventDraft(EventType.IDENTIFICATION, at, "0", TrackId(1), judgement, 1.1, MODEL))


def test_one_person_is_recorded_once_within_the_cool_down_whichever_way_they_came(house: House) -> None:
    person = house.add("20418", CARD)
    _seen(house, person.subject_id, 20.0)
    assert house.ask(CARD) == Answer(AnswerKind.ALREADY, at=START - timedelta(seconds=20))
    assert len(house.log.events) == 1
    house.clock.sleep(41.0)
    assert house.ask(CARD).kind is AnswerKind.RECORDED
    assert house.ask(CARD).kind is AnswerKind.ALREADY


def test_without_a_cool_down_every_sign_in_counts(house: House) -> None:
    house.add("20418", CARD)
    house.change("recognition", cool_down=0.0)
    assert [house.ask(CARD).kind for _ in range(2)] == [AnswerKind.RECORDED] * 2


def test_an_event_of_the_future_does_not_keep_anybody_from_signing_in(house: House) -> None:
    person = house.add("20418", CARD)
    _seen(house, person.subject_id, -3600.0)
    assert house.ask(CARD).kind is AnswerKind.RECORDED


def test_nothing_counts_as_recorded_before_it_is_on_the_disk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keypad, "COMMIT_TIMEOUT", 0.01)
    house.add("20418", CARD)
    house.log.hold = True
    for _ in range(2):
        answer = house.ask(CARD)
        assert answer.kind is AnswerKind.NOT_RECORDED
        assert answer.error is not None
        assert answer.error.title == "Not recorded yet"
        house.clock.sleep(120.0)
    # It stays in line once, and is told when it is there.
    assert (len(house.log.events), house.told) == (1, [])
    house.log.release()
    assert house.told == house.log.events


def test_a_log_that_takes_nothing_is_told_aloud(house: House) -> None:
    house.add("20418", CARD)
    house.log.refuse = True
    answer = house.ask(CARD)
    assert answer.kind is AnswerKind.NOT_RECORDED
    assert isinstance(answer.error, StorageError)
    assert house.ask("1", PIN) == Answer(AnswerKind.REFUSED)


def test_a_pin_is_checked_before_it_is_stored(house: House) -> None:
    person = house.add("20418", CARD)
    for wrong in ("12", "1111", "0418"):
        with pytest.raises(PinError):
            house.service.set_pin(person.subject_id, wrong)
    assert house.store.pins == {}
    assert house.service.set_pin(person.subject_id, PIN).has_pin
    assert house.store.get(person.subject_id).has_pin
    assert not house.service.set_pin(person.subject_id, None).has_pin
    assert house.ask(CARD).kind is AnswerKind.RECORDED


def test_a_hash_of_other_parameters_is_made_anew_when_its_pin_is_typed(house: House) -> None:
    person = house.add("20418")
    house.store.set_pin_hash(person.subject_id, QuickPins("old").hash(PIN), "tester")
    house.ask("20418", "1470")
    assert house.store.pins[person.subject_id].startswith("old")
    assert house.ask("20418", PIN).kind is AnswerKind.RECORDED
    assert house.store.pins[person.subject_id] == QuickPins().hash(PIN)


def test_nobody_signs_in_where_it_is_turned_off(house: House) -> None:
    house.add("20418", CARD)
    house.change("keypad", enabled=False)
    with pytest.raises(ConditionError, match="off"):
        house.ask(CARD)


def test_what_was_typed_reaches_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.store.find_card = lambda card: 1 / int(card[:0] or 0)  # type: ignore[method-assign]
    with pytest.raises(Exception, match="report this"):
        house.ask(CARD, PIN)
    assert "ZeroDivisionError" in caplog.text
    assert CARD not in caplog.text
    assert PIN not in caplog.text


class DoorsHeard:
    """Implements :class:`facegate.pipeline.keypad.Doors`."""

    def __init__(self, at_door: bool) -> None:
        self.at_door, self.alarms = at_door, []  # type: tuple[bool, list[str]]
        self.sightings: list[Event] = []

    def watches(self, source: str) -> bool:
        return self.at_door

    def forced(self, event_id: str) -> None:
        self.alarms.append(event_id)

    def sighted(self, event: Event) -> None:
        self.sightings.append(event)


@pytest.mark.parametrize("at_door", [True, False])
def test_a_pin_for_duress_looks_like_any_other_and_tells_the_doors(house: House, at_door: bool) -> None:
    doors = DoorsHeard(at_door)
    house.service.open_by(doors)
    person = house.add("20418", CARD, PIN)
    house.service.set_duress_pin(person.subject_id, "8396")
    assert house.ask("20418", "8396").kind is AnswerKind.REFUSED  # off, unless the settings say so
    house.change("access", duress_pins=True)
    answers = [house.ask("20418", pin) for pin in (PIN, "8396")]
    assert [answer.kind for answer in answers] == [
        AnswerKind.RECORDED, AnswerKind.RECORDED if at_door else AnswerKind.ALREADY,
    ]  # fmt: skip
    plain, forced, alarm = house.log.events[-3:]
    assert doors.alarms == [forced.event_id]
    assert alarm.door is not None
    assert (alarm.door.verdict, alarm.door.code) == (DoorVerdict.ALARM, "duress")
    assert (alarm.door.about, alarm.door.place) == (forced.event_id, "keypad")
    assert house.log.together == [[forced.event_id, alarm.event_id]]  # one transaction
    assert (plain.type, plain.reason, plain.subject_id) == (forced.type, forced.reason, forced.subject_id)
    # Within the cool-down no screen hears of it, as of no other PIN.
    assert alarm in house.told
    told = [event for event in house.told[1:] if event is not alarm]  # after the refusal
    assert (told, doors.sightings) == (([plain, forced], []) if at_door else ([plain], [forced]))
    house.pins.work.clear()
    house.ask("nobody", "1234")
    assert len(house.pins.work) == 2  # as long as for somebody who has both


def test_a_pin_for_duress_is_not_lost_while_the_disk_is_busy(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keypad, "COMMIT_TIMEOUT", 0.01)
    doors = DoorsHeard(False)
    house.service.open_by(doors)
    person = house.add("20418", CARD, PIN)
    house.service.set_duress_pin(person.subject_id, "8396")
    house.change("access", duress_pins=True)
    house.change("recognition", cool_down=0.0)
    house.log.hold = True
    answers = [house.ask("20418", pin) for pin in (PIN, PIN, "8396")]
    assert {answer.kind for answer in answers} == {AnswerKind.NOT_RECORDED}
    house.log.release()
    plain, forced, alarm = house.log.events
    assert doors.alarms == [forced.event_id]
    assert ([event for event in house.told if event is not alarm], doors.sightings) == ([plain], [forced])


def test_both_pins_of_a_person_differ(house: House) -> None:
    person = house.add("20418", CARD, PIN)
    with pytest.raises(DuressPinError):
        house.service.set_duress_pin(person.subject_id, PIN)
    with pytest.raises(PinError):
        house.service.set_duress_pin(person.subject_id, "1234")
    house.service.set_duress_pin(person.subject_id, "8396")
    with pytest.raises(DuressPinError):
        house.service.set_pin(person.subject_id, "8396")
    house.service.set_duress_pin(person.subject_id, None)
    house.service.set_pin(person.subject_id, "8396")


def test_a_card_is_recorded_every_time_where_it_asks_for_a_door(house: House) -> None:
    house.service.open_by(DoorsHeard(True))
    house.add("A-1", CARD)
    assert [house.ask(CARD).kind for _ in range(2)] == [AnswerKind.RECORDED] * 2
