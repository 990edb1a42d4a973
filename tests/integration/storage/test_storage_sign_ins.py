"""Sign-ins in the real database: chained, counted, found again; PINs sealed and never in the clear."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from helpers.clocks import START, ManualClock
from helpers.data_folder import ACTOR, enrol, identified, opened

from facegate.domain.events import Correction, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.ids import SubjectId
from facegate.domain.keypad import AnswerKind, Ask, Question
from facegate.domain.profiles import Profile
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.keypad import KeypadService
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage
from facegate.storage.pins import Argon2Pins

CARD, PIN = "0004711225", "83951627"


def signed_in(who: SubjectId | None, reason: SignInReason, minutes: float = 0.0) -> EventDraft:
    moment = START + timedelta(minutes=minutes)
    return EventDraft(EventType.PIN, moment, KEYPAD_SOURCE, sign_in=SignIn(reason, who))


def test_sign_ins_are_chained_and_read_back_beside_events_of_before(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        ann, _ = enrol(storage, 1)
        storage.events.append(identified(ann.subject_id)).result(5)
        for number, reason in enumerate(SignInReason):
            storage.events.append(signed_in(ann.subject_id, reason, 1.0 + number)).result(5)
        storage.events.append(signed_in(None, SignInReason.UNKNOWN_NUMBER, 60.0)).result(5)
    with opened(tmp_path) as storage:
        assert storage.events.verify() == 1 + len(SignInReason) + 1
        found = list(storage.events.query(EventFilter(type=EventType.PIN)))
        assert [event.reason for event in found] == [*SignInReason, SignInReason.UNKNOWN_NUMBER]
        assert {event.subject_id for event in found} == {ann.subject_id, None}


def test_last_seen_and_cool_down_count_who_got_in_and_nobody_else(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        (ann, _), (bob, _) = enrol(storage, 1), enrol(storage, 2)
        got_in = storage.events.append(signed_in(ann.subject_id, SignInReason.CARD_AND_PIN, 1.0)).result(5)
        storage.events.append(signed_in(ann.subject_id, SignInReason.WRONG_PIN, 2.0)).result(5)
        storage.events.append(signed_in(bob.subject_id, SignInReason.SUSPENDED, 3.0)).result(5)
        seen = {ann.subject_id: START + timedelta(minutes=1)}
        assert storage.events.recent_identifications(START) == seen
        assert storage.people.get(ann.subject_id).last_seen == START + timedelta(minutes=1)
        assert storage.people.get(bob.subject_id).last_seen is None
        # Ann's card in Bob's hand: somebody says so.
        correction = Correction(got_in.event_id, Verdict.IS, bob.subject_id, ACTOR)
        storage.events.append(
            EventDraft(EventType.CORRECTION, START + timedelta(hours=1), KEYPAD_SOURCE, correction=correction)
        ).result(5)
        assert storage.events.recent_identifications(START) == {bob.subject_id: START + timedelta(minutes=1)}
        assert storage.people.get(ann.subject_id).last_seen is None


def _service(storage: Storage, clock: ManualClock, folder: Path) -> KeypadService:
    people = PeopleService(storage.people, NameDirectory(), lambda: None, lambda _: b"", ACTOR)
    runner = RecognitionRunner(lambda *_: None, storage.events, clock)  # type: ignore[arg-type,return-value]
    settings = SettingsStore(folder / "settings.toml")
    directions = GateDirections(settings, clock, runner)
    return KeypadService(
        storage.events, storage.people, people, Argon2Pins(), settings, clock, runner, ACTOR, directions
    )


def test_the_whole_way_from_a_pin_that_is_set_to_an_event_on_the_disk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = ManualClock()
    with opened(tmp_path, clock) as storage:
        service = _service(storage, clock, tmp_path)
        person, _ = storage.people.add(Profile("Ann Lee", "A-1", card=CARD), (), None, ACTOR, declined=True)
        assert service.set_pin(person.subject_id, PIN).has_pin
        known = storage.people.pin_hash(person.subject_id)
        assert known is not None
        assert known.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        answers = [
            service.ask(question).result(30).kind
            for question in (
                Question(Ask.NUMBER, CARD),
                Question(Ask.PIN, CARD, "27384951"),
                Question(Ask.PIN, CARD, PIN),
                Question(Ask.PIN, "A-1", PIN),
                Question(Ask.PIN, "A-2", PIN),
            )
        ]
        assert answers == [
            AnswerKind.ASK_PIN, AnswerKind.REFUSED, AnswerKind.RECORDED, AnswerKind.ALREADY, AnswerKind.REFUSED,
        ]  # fmt: skip
        service.close()
    # Nobody waits for refusals to be written; closing does.
    with opened(tmp_path, clock) as storage:
        assert storage.events.verify() == 3
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert PIN.encode() not in content
    assert b"$argon2id$" not in content
    assert PIN not in caplog.text
