"""Who has references of which embedder, from the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.data_folder import ACTOR, CONSENT, MODEL, enrol, opened, sample, tampered

from facegate.domain.ids import ModelId
from facegate.domain.profiles import Profile
from facegate.errors import DamagedDataError

NEW = ModelId("made-up-2")


def test_people_without_a_model_come_in_order_of_name(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        people = [
            storage.people.add(Profile(name, name), [sample(1)], CONSENT, ACTOR)[0] for name in ("Zoë", "ada", "Bo")
        ]
        others = storage.people.other_models()
        assert others.without(NEW) == [people[1].subject_id, people[2].subject_id, people[0].subject_id]
        assert others.without(MODEL) == []
        storage.people.add_references(people[2].subject_id, [sample(2, model_id=NEW)], ACTOR)
        assert others.without(NEW) == [people[1].subject_id, people[0].subject_id]


def test_pictures_come_with_their_model_and_in_order(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        first, stored = enrol(storage, 1, references=2, picture=b"jpeg one")
        second, _ = enrol(storage, 2)
        storage.people.add_references(second.subject_id, [sample(9, model_id=NEW)], ACTOR)
        others = storage.people.other_models()
        assert others.with_pictures([first.subject_id, second.subject_id]) == {first.subject_id}
        assert others.with_pictures([]) == set()
        kept = others.kept_pictures(first.subject_id)
        assert [each.reference_id for each in kept] == [each.reference_id for each in stored]
        assert {(each.model_id, each.picture, each.quality) for each in kept} == {(MODEL, b"jpeg one", 0.75)}
        assert others.kept_pictures(second.subject_id) == []


def test_more_people_than_one_statement_takes(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        person, _ = enrol(storage, 1, picture=b"jpeg")
        unknown = [person.subject_id[:-4] + f"{number:04x}" for number in range(1200)]
        assert storage.people.other_models().with_pictures([*unknown, person.subject_id]) == {person.subject_id}


def test_reference_that_rests_does_not_count(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        person, stored = enrol(storage, 1, references=1, picture=b"jpeg")
    number = stored[0].reference_id
    tampered(tmp_path, f"UPDATE face_references SET retired_by = {number} WHERE reference_id = {number}")
    with opened(tmp_path) as storage:
        others = storage.people.other_models()
        assert others.without(MODEL) == [person.subject_id]
        assert others.with_pictures([person.subject_id]) == set()
        assert others.kept_pictures(person.subject_id) == []


def test_picture_that_was_moved_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        enrol(storage, 1, references=1, picture=b"jpeg one")
        second, _ = enrol(storage, 2, references=1, picture=b"jpeg two")
    tampered(
        tmp_path,
        "UPDATE pictures SET sealed = (SELECT sealed FROM pictures ORDER BY reference_id LIMIT 1)"
        " WHERE reference_id = (SELECT max(reference_id) FROM pictures)",
    )
    with opened(tmp_path) as storage, pytest.raises(DamagedDataError):
        storage.people.other_models().kept_pictures(second.subject_id)
