from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from helpers.data_folder import ACTOR, CONSENT, MODEL, enrol, identified, opened, sample, tampered, titles

from facegate.domain.ids import ModelId, SubjectId, new_subject_id
from facegate.domain.people import SampleSource
from facegate.domain.people_query import PeopleQuery
from facegate.domain.profiles import Profile
from facegate.errors import ChangedMeanwhileError, DamagedDataError, EnrolmentError, NotFoundError
from facegate.settings.paths import Paths
from facegate.storage.open import Storage


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def storage(tmp_path: Path, clock: ManualClock) -> Iterator[Storage]:
    with opened(tmp_path, clock) as storage:
        yield storage


def test_what_is_stored_comes_back_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        subject, given = storage.people.add(Profile("Ünal 李", "A-1"), [sample(1), sample(2, b"jpeg")], CONSENT, ACTOR)
    with opened(tmp_path) as storage:
        assert storage.people.get(subject.subject_id) == subject
        assert subject.references == 2
        assert subject.created_at == START
        stored = list(storage.people.references(MODEL))
        assert [(one.reference_id, one.subject_id) for one in stored] == [
            (one.reference_id, one.subject_id) for one in given
        ]
        for one, other in zip(stored, given, strict=True):
            np.testing.assert_array_equal(one.template.vector, other.template.vector)
            assert one.template.norm == other.template.norm > 2
            assert one.template.model_id == MODEL
        assert storage.people.consents(subject.subject_id) == [CONSENT]
        assert [storage.people.picture(one.reference_id) for one in stored] == [None, b"jpeg"]


def test_reference_records_tell_everything_but_the_template(storage: Storage) -> None:
    subject, stored = enrol(storage, 1, references=1)
    (record,) = storage.people.reference_records(subject.subject_id)
    assert record.reference_id == stored[0].reference_id
    assert (record.model_id, record.quality, record.source) == (MODEL, 0.75, SampleSource.PHOTO)
    assert record.created_at == START


def test_references_of_another_model_stay_apart(storage: Storage) -> None:
    other = ModelId("made-up-2")
    first, _ = enrol(storage, 1, references=2)
    (added,) = storage.people.add_references(first.subject_id, [sample(9, model_id=other)], ACTOR)
    assert [one.reference_id for one in storage.people.references(other)] == [added.reference_id]
    assert storage.people.reference_ids(other) == [added.reference_id]
    assert len(storage.people.reference_ids(MODEL)) == 2
    assert storage.people.get(first.subject_id).references == 3


def test_references_are_streamed_over_pages(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.storage.subject_rows.AT_ONCE", 3)
    for number in range(4):
        enrol(storage, number, references=2)
    ids = [one.reference_id for one in storage.people.references(MODEL)]
    assert ids == sorted(ids) == storage.people.reference_ids(MODEL)
    assert len(ids) == 8


def test_reference_ids_are_never_given_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        subject, stored = enrol(storage, 1)
        storage.people.erase(subject.subject_id, ACTOR)
    with opened(tmp_path) as storage:
        _, later = enrol(storage, 2)
    assert min(one.reference_id for one in later) > max(one.reference_id for one in stored)


def test_an_identifier_is_given_once(storage: Storage) -> None:
    enrol(storage, 1)
    with pytest.raises(EnrolmentError, match="already taken"):
        storage.people.add(Profile("Somebody else", "  P-1 "), [sample(5)], CONSENT, ACTOR)
    assert storage.people.count() == 1
    assert len(storage.people.reference_ids(MODEL)) == 2


def test_nobody_is_enrolled_without_a_sample(storage: Storage) -> None:
    with pytest.raises(EnrolmentError, match="No consent"):
        storage.people.add(Profile("Name", "id"), [sample(1)], None, ACTOR)
    subject, _ = enrol(storage, 1)
    with pytest.raises(EnrolmentError, match="No sample"):
        storage.people.add_references(subject.subject_id, [], ACTOR)


@pytest.mark.parametrize(("name", "external_id"), [("", "id"), ("\u200b ", "id"), ("n" * 201, "id"), ("n", "i" * 65)])
def test_unusable_names_are_refused(storage: Storage, name: str, external_id: str) -> None:
    with pytest.raises(EnrolmentError, match="Not a valid"):
        storage.people.add(Profile(name, external_id), [sample(1)], CONSENT, ACTOR)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "Robert'); DROP TABLE subjects;--", '"quoted"', "محمد", "李小龍", "%_\\", "🙂 ok"]
)
def test_any_name_is_text(storage: Storage, name: str) -> None:
    subject, _ = storage.people.add(Profile(name, name), [sample(1)], CONSENT, ACTOR)
    assert storage.people.get(subject.subject_id).name == name
    found = storage.people.find(name)
    assert found is not None
    assert found.subject_id == subject.subject_id
    assert [one.subject_id for one in storage.people.search(PeopleQuery(name))] == [subject.subject_id]


def test_search_folds_case_in_every_script(storage: Storage) -> None:
    for number, name in enumerate(["ÉMILE Straße", "Ωμέγα", "ANNA", "Björn", "Ｆｕｌｌ"]):
        storage.people.add(Profile(name, f"X{number}"), [sample(number)], CONSENT, ACTOR)

    def names(text: str) -> list[str]:
        return [subject.name for subject in storage.people.search(PeopleQuery(text))]

    assert names("émile") == names("STRASSE") == ["ÉMILE Straße"]
    assert names("ωΜΈΓ") == ["Ωμέγα"]
    assert names("full") == ["Ｆｕｌｌ"]
    assert names("x3") == ["Björn"]
    assert names("%") == names("_") == names("nn_") == names("'") == []
    assert names("  ") == names("") == ["ANNA", "Björn", "ÉMILE Straße", "Ｆｕｌｌ", "Ωμέγα"]
    assert storage.people.count(PeopleQuery("ANN")) == 1
    assert storage.people.count() == 5


def test_name_and_identifier_do_not_run_together(storage: Storage) -> None:
    storage.people.add(Profile("Anna B", "C-7"), [sample(1)], CONSENT, ACTOR)
    assert storage.people.search(PeopleQuery("BC-7")) == []


def test_search_goes_by_name_in_pages(storage: Storage) -> None:
    for number in (3, 1, 2, 0):
        enrol(storage, number, references=1)
    assert [one.name for one in storage.people.search(limit=2)] == ["Person 0", "Person 1"]
    assert [one.name for one in storage.people.search(PeopleQuery("person"), limit=2, offset=2)] == [
        "Person 2",
        "Person 3",
    ]


def test_last_seen_is_the_last_identification(storage: Storage) -> None:
    subject, _ = enrol(storage, 1)
    other, _ = enrol(storage, 2)
    storage.events.append(identified(subject.subject_id, 5)).result(5)
    storage.events.append(identified(subject.subject_id, 3)).result(5)  # the clock was set back
    assert storage.people.get(subject.subject_id).last_seen == START + timedelta(minutes=5)
    assert storage.people.get(other.subject_id).last_seen is None
    assert [one.last_seen is None for one in storage.people.search()] == [False, True]


def test_names_of_many(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.storage.subject_rows.AT_ONCE", 2)
    known = [enrol(storage, number, references=1)[0] for number in range(5)]
    wanted = [one.subject_id for one in known] + [new_subject_id(), known[0].subject_id]
    assert storage.people.names(wanted) == {one.subject_id: one for one in known}
    assert storage.people.names([]) == {}


def test_update_changes_name_and_identifier(storage: Storage) -> None:
    subject, _ = enrol(storage, 1)
    enrol(storage, 2)
    changed = storage.people.update(subject.subject_id, Profile("New Name", "N-1"), ACTOR)
    assert changed == replace(subject, name="New Name", external_id="N-1", revision=2)
    assert storage.people.find("P-1") is None
    assert [one.subject_id for one in storage.people.search(PeopleQuery("new"))] == [subject.subject_id]
    with pytest.raises(EnrolmentError, match="already taken"):
        storage.people.update(subject.subject_id, Profile("New Name", "P-2"), ACTOR)
    assert storage.people.update(subject.subject_id, Profile("Third", "N-1"), ACTOR).name == "Third"


def test_unknown_people_are_not_found(storage: Storage) -> None:
    nobody = SubjectId("0" * 32)
    for call in (
        lambda: storage.people.get(nobody),
        lambda: storage.people.update(nobody, Profile("n", "i"), ACTOR),
        lambda: storage.people.erase(nobody, ACTOR),
        lambda: storage.people.add_references(nobody, [sample(1)], ACTOR),
    ):
        with pytest.raises(NotFoundError):
            call()
    assert storage.people.find("nobody") is None
    assert storage.people.find("") is None
    assert storage.people.consents(nobody) == []
    assert storage.people.reference_records(nobody) == []


def test_record_pin_and_samples_are_changed_together_or_not_at_all(storage: Storage) -> None:
    person, _ = storage.people.add(Profile("Ada", "A"), (), None, ACTOR)
    wanted, more = Profile("Ada L.", "A", card="12"), [sample(1), sample(2)]
    with pytest.raises(EnrolmentError, match="No consent"):
        storage.people.change(
            person.subject_id, wanted, ACTOR, revision=person.revision, pin_hash="hash", references=more
        )
    assert storage.people.get(person.subject_id) == person
    changed = storage.people.change(
        person.subject_id,
        wanted,
        ACTOR,
        revision=person.revision,
        pin_hash="hash",
        references=more,
        consent=CONSENT,
    )
    assert (changed.profile, changed.has_pin, changed.references) == (wanted, True, 2)
    assert [entry.action for entry in storage.people.audit()] == ["add_references", "set_pin", "update", "enrol"]
    with pytest.raises(ChangedMeanwhileError):
        storage.people.change(person.subject_id, wanted, ACTOR, revision=person.revision)


def test_every_change_is_audited_without_a_name(tmp_path: Path, clock: ManualClock) -> None:
    with opened(tmp_path, clock) as storage:
        subject, _ = enrol(storage, 1)
        clock.sleep(60)
        storage.people.add_references(subject.subject_id, [sample(7)], ACTOR)
        storage.people.update(subject.subject_id, Profile("Another Name", "P-1"), ACTOR)
        storage.people.erase(subject.subject_id, "boss")
        entries = storage.people.audit()
    assert [entry.action for entry in entries] == ["erase", "update", "add_references", "enrol"]
    assert {entry.object_id for entry in entries} == {subject.subject_id}
    assert [entry.actor for entry in entries] == ["boss", ACTOR, ACTOR, ACTOR]
    assert entries[1].details == {"changed": ["name"]}
    assert entries[-1].occurred_at == START
    assert entries[0].occurred_at == START + timedelta(seconds=60)
    with closing(sqlite3.connect(Paths(tmp_path).database)) as connection:
        dump = "\n".join(line for line in connection.iterdump() if "audit" in line)
        assert "Name" not in dump.replace("changed", "")
        with pytest.raises(sqlite3.IntegrityError, match="audit is append-only"):
            connection.execute("DELETE FROM audit")


def test_a_refused_change_leaves_no_trace(storage: Storage) -> None:
    enrol(storage, 1)
    with pytest.raises(EnrolmentError):
        storage.people.add(Profile("Somebody else", "P-1"), [sample(5)], CONSENT, ACTOR)
    assert [entry.action for entry in storage.people.audit()] == ["enrol"]


def test_a_template_that_was_moved_to_another_person_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        _, first = enrol(storage, 1, references=1)
        victim, second = enrol(storage, 2, references=1)
    swap = "UPDATE templates SET sealed = (SELECT sealed FROM templates WHERE reference_id = ?) WHERE reference_id = ?"
    tampered(tmp_path, swap, parameters=(first[0].reference_id, second[0].reference_id))
    with opened(tmp_path) as storage:
        assert [one.reference_id for one in storage.people.references(MODEL)] == [first[0].reference_id]
        assert titles(storage) == ["Template damaged"]
        assert str(second[0].reference_id) in storage.notices[0].message
        assert victim.name not in storage.notices[0].text()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE face_references SET subject_id = (SELECT subject_id FROM subjects WHERE external_id = 'P-2')",
        "UPDATE face_references SET model_id = 'made-up-2'",
        "UPDATE templates SET sealed = substr(sealed, 1, 100)",
        "UPDATE templates SET sealed = x'00'",
    ],
)
def test_a_row_that_was_changed_is_refused(tmp_path: Path, change: str) -> None:
    with opened(tmp_path) as storage:
        enrol(storage, 1, references=1)
        enrol(storage, 2, references=1)
    tampered(tmp_path, change)
    with opened(tmp_path) as storage:
        stored = [*storage.people.references(MODEL), *storage.people.references(ModelId("made-up-2"))]
        # With all rows given to the second person, that person's own row still opens.
        assert len(stored) == ("subject_id" in change)
        assert titles(storage) == ["Template damaged"] * (2 - len(stored))


def test_pictures_are_sealed_and_bound_to_their_row(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        _, first = enrol(storage, 1, references=1, picture=b"first picture, long enough to be found")
        _, second = enrol(storage, 2, references=1, picture=b"second picture")
    assert b"first picture" not in Paths(tmp_path).database.read_bytes()
    move = "UPDATE pictures SET sealed = (SELECT sealed FROM pictures WHERE reference_id = ?) WHERE reference_id = ?"
    tampered(tmp_path, move, parameters=(first[0].reference_id, second[0].reference_id))
    with opened(tmp_path) as storage:
        assert storage.people.picture(first[0].reference_id) == b"first picture, long enough to be found"
        with pytest.raises(DamagedDataError):
            storage.people.picture(second[0].reference_id)
