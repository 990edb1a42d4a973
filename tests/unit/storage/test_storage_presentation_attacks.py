"""Whom a face showed that did not count: found, renamed by a merge, and forgotten with the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.data_folder import ACTOR, MODEL, enrol, identified, opened, template
from sqlalchemy import text
from sqlalchemy.dialects import sqlite as dialect

from facegate.domain.events import Event, EventFilter
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId
from facegate.domain.looks import Keep, Look, LookPolicy
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.storage.corrections import concerning
from facegate.storage.open import Storage
from facegate.storage.schema import events

ATTACK = PadResult(Pad.ATTACK, Cue.TEXTURE, 0.0625)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        yield storage


def shown(storage: Storage, claimed: SubjectId | None, reason: Reason = Reason.PRESENTATION_ATTACK) -> Event:
    judgement = Judgement(Outcome.INCONCLUSIVE, reason, None, 0.625, 0.31, claimed=claimed)
    pad = ATTACK if reason is Reason.PRESENTATION_ATTACK else UNKNOWN
    draft = identified(SubjectId("x"), judgement=judgement, pad=pad, look=Look(template(9), 0.8))
    return storage.events.append(draft).result(5)


def test_an_attack_comes_back_as_it_was_logged_and_is_nobodys_sighting(storage: Storage) -> None:
    person, _ = enrol(storage, 1)
    logged = shown(storage, person.subject_id)
    (event,) = storage.events.query(EventFilter(subject_id=person.subject_id))
    assert event == logged == storage.events.get(logged.event_id)
    assert (event.subject_id, event.claimed_id) == (None, person.subject_id)
    assert (event.pad, event.pad_cue, event.pad_score) == (Pad.ATTACK, Cue.TEXTURE, 0.0625)
    assert storage.people.get(person.subject_id).last_seen is None
    assert storage.events.recent_identifications(event.occurred_at) == {}
    assert storage.events.verify() == 1


def test_a_merge_renames_whom_a_face_showed(storage: Storage) -> None:
    (kept, _), (other, _) = enrol(storage, 1), enrol(storage, 2)
    attack = shown(storage, other.subject_id)
    storage.merging.merge(kept.subject_id, other.subject_id, kept.profile, ACTOR)
    assert storage.events.get(attack.event_id).claimed_id == kept.subject_id
    assert [each.event_id for each in storage.events.query(EventFilter(subject_id=kept.subject_id))] == [
        attack.event_id
    ]
    assert storage.events.verify() == 1


def test_looks_at_pictures_are_not_kept_and_none_of_a_claim_is_a_visitors(storage: Storage) -> None:
    person, _ = enrol(storage, 1)
    attack = shown(storage, person.subject_id)
    unsure = shown(storage, person.subject_id, Reason.PAD_INCONCLUSIVE)
    stranger = shown(storage, None, Reason.TOO_FEW_LOOKS)
    kept = [each.event_id for each in (attack, unsure, stranger) if storage.looks.get(each.event_id)]
    assert kept == [unsure.event_id, stranger.event_id]
    assert [each.event_id for each in storage.looks.unidentified(None, None, MODEL)] == [stranger.event_id]


def test_an_erasure_takes_looks_at_whom_a_face_showed_and_leaves_the_log(storage: Storage) -> None:
    (person, _), (other, _) = enrol(storage, 1), enrol(storage, 2)
    theirs = shown(storage, person.subject_id, Reason.PAD_INCONCLUSIVE)
    anothers = shown(storage, other.subject_id, Reason.FACE_BLOCKED)
    report = storage.people.erase(person.subject_id, ACTOR)
    assert (report.looks, report.events) == (1, 1)
    assert storage.looks.get(theirs.event_id) is None
    assert storage.looks.get(anothers.event_id) is not None
    assert storage.events.get(theirs.event_id).claimed_id == person.subject_id  # a random id, of nobody now
    assert storage.events.verify() == 2


def test_events_of_a_person_are_found_without_reading_the_whole_log(storage: Storage) -> None:
    statement = events.select().where(concerning(SubjectId("ab" * 16)))
    literal = statement.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True})
    with storage.events._readers.reading() as connection:
        plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {literal}"))]
    assert "SEARCH events USING INDEX ix_events_claimed_id (claimed_id=?)" in plan
    assert not [step for step in plan if step.startswith("SCAN events")]
