"""What a site knows of a person beside their face, in a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.clocks import START
from helpers.data_folder import (
    ACTOR,
    CONSENT,
    MODEL,
    enrol,
    files_with,
    identified,
    opened,
    sample,
    sealed_rows,
    template,
)

from facegate.domain.events import Correction, EventDraft, EventType, Verdict
from facegate.domain.ids import SubjectId, new_subject_id
from facegate.domain.people import ConsentState, NewReference, SampleSource
from facegate.domain.people_query import BulkChange, PeopleOrder, PeopleQuery, PersonState
from facegate.domain.profiles import Profile
from facegate.errors import ChangedMeanwhileError, EnrolmentError, NotFoundError
from facegate.storage.open import Storage

ADA = Profile(
    "Ada Byron", "A-1", "Engines", ("night", "board"), "12-34 ab", date(2026, 1, 1), date(2026, 12, 31), "left\nhanded"
)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with opened(tmp_path) as storage:
        yield storage


def add(storage: Storage, profile: Profile, seed: int = 1) -> SubjectId:
    return storage.people.add(profile, [sample(seed)], CONSENT, ACTOR)[0].subject_id


def found(storage: Storage, **query: object) -> list[str]:
    return [one.name for one in storage.people.search(PeopleQuery(**query))]


def test_every_field_comes_back_cleaned(storage: Storage) -> None:
    subject, _ = storage.people.add(ADA, [sample(1), sample(2)], CONSENT, ACTOR, pin_hash="$argon2id$made-up")
    assert subject.profile == replace(ADA, groups=("board", "night"), card="1234AB")
    assert (subject.has_pin, subject.consent, subject.references) == (True, ConsentState.ATTESTED, 2)
    assert (subject.quality, subject.newest_reference) == (0.75, START)
    assert storage.people.get(subject.subject_id) == subject
    assert storage.people.find_card(" 12 34AB ") == subject
    assert storage.people.pin_hash(subject.subject_id) == "$argon2id$made-up"
    assert (storage.people.departments(), storage.people.groups()) == (["Engines"], ["board", "night"])


def test_what_is_known_of_a_reference_comes_back(storage: Storage) -> None:
    new = NewReference(
        template(1), 0.5, SampleSource.PHOTO, b"jpeg", pose="left", predicted=0.9, predictor="q", digest="ab" * 32
    )
    subject, _ = storage.people.add(ADA, [new], CONSENT, ACTOR, skipped_poses=("up", "down"))
    (kept,) = storage.people.reference_records(subject.subject_id)
    assert (kept.pose, kept.predicted, kept.predictor, kept.digest) == ("left", 0.9, "q", "ab" * 32)
    assert kept.has_picture
    assert storage.people.digests() == {"ab" * 32: subject.subject_id}
    (how,) = storage.people.enrolments(subject.subject_id)
    assert (how.skipped_poses, how.samples, how.source) == (("up", "down"), 1, SampleSource.PHOTO)


def test_a_card_is_given_once(storage: Storage) -> None:
    first = add(storage, ADA)
    other = Profile("Bo", "B-1", card="1234-AB")
    with pytest.raises(EnrolmentError, match="Card already taken"):
        add(storage, other)
    second = add(storage, replace(other, card=None))
    with pytest.raises(EnrolmentError, match="Card already taken"):
        storage.people.update(second, other, ACTOR)
    storage.people.update(first, replace(ADA, card=None), ACTOR)
    assert storage.people.update(second, other, ACTOR).card == "1234AB"


@pytest.mark.parametrize(
    "change",
    [
        {"card": "12_34"},
        {"department": "d" * 101},
        {"notes": "n" * 2001},
        {"groups": ("g" * 65,)},
        {"valid_until": date(2025, 1, 1)},
    ],
)
def test_unusable_fields_are_refused(storage: Storage, change: dict[str, object]) -> None:
    with pytest.raises(EnrolmentError, match="Not a valid"):
        add(storage, replace(ADA, **change))
    assert storage.people.count() == 0


def test_no_sample_is_stored_without_consent(storage: Storage) -> None:
    with pytest.raises(EnrolmentError, match="No consent"):
        storage.people.add(ADA, [sample(1)], None, ACTOR)
    subject, stored = storage.people.add(ADA, [], None, ACTOR, declined=True, pin_hash="hash")
    assert (stored, subject.consent, subject.declined_at) == ([], ConsentState.NONE, START)
    with pytest.raises(EnrolmentError, match="No consent"):
        storage.people.add_references(subject.subject_id, [sample(1)], ACTOR)
    storage.people.add_references(subject.subject_id, [sample(1)], ACTOR, consent=CONSENT)
    now = storage.people.get(subject.subject_id)
    assert (now.references, now.declined_at, now.consent) == (1, None, ConsentState.ATTESTED)


def test_search_takes_every_word_in_any_field(storage: Storage) -> None:
    add(storage, ADA)
    add(storage, Profile("Ada Other", "A-2", "Sails", card="999"), seed=2)
    assert found(storage, text="byron ADA") == ["Ada Byron"]
    assert found(storage, text="engin") == ["Ada Byron"]
    assert found(storage, text="999") == ["Ada Other"]
    assert found(storage, text="ada") == ["Ada Byron", "Ada Other"]
    assert found(storage, department="Sails") == ["Ada Other"]
    assert found(storage, group="night") == ["Ada Byron"]
    assert found(storage, group="nigh") == []


def test_states(storage: Storage) -> None:
    add(storage, ADA)
    storage.people.add(Profile("Cardholder", "C-1"), [], None, ACTOR)
    suspended = add(storage, Profile("Suspended", "S-1"), seed=2)
    storage.people.change_many([suspended], BulkChange(suspended=True), ACTOR)
    assert found(storage, state=PersonState.FACE) == ["Ada Byron", "Suspended"]
    assert found(storage, state=PersonState.NO_FACE) == ["Cardholder"]
    assert found(storage, state=PersonState.SUSPENDED) == ["Suspended"]
    for day, names in ((date(2025, 12, 31), ["Ada Byron"]), (date(2026, 1, 1), []), (date(2027, 1, 1), ["Ada Byron"])):
        assert found(storage, state=PersonState.NOT_VALID, today=day) == names


@pytest.mark.parametrize("order", PeopleOrder)
def test_every_order_goes_both_ways_and_is_complete(storage: Storage, order: PeopleOrder) -> None:
    first = add(storage, Profile("Bo", "1", "Z"))
    add(storage, Profile("Ada", "3", "A"), seed=2)
    storage.people.add(Profile("Cy", "2"), [], None, ACTOR)
    storage.events.append(identified(first, 5)).result(5)
    up, down = (found(storage, order=order, descending=descending) for descending in (False, True))
    assert sorted(up) == sorted(down) == ["Ada", "Bo", "Cy"]
    if order in (PeopleOrder.NAME, PeopleOrder.EXTERNAL_ID):
        assert down == up[::-1]
    if order in (PeopleOrder.LAST_SEEN, PeopleOrder.QUALITY, PeopleOrder.DEPARTMENT):
        # Whoever has no value is last either way.
        assert up[-1] == down[-1] == "Cy"
    if order is PeopleOrder.LAST_SEEN:
        assert up[0] == down[0] == "Bo"
    assert storage.people.ids(PeopleQuery(order=order)) == [
        one.subject_id for one in storage.people.search(PeopleQuery(order=order))
    ]


def test_who_edits_an_older_state_is_told(storage: Storage) -> None:
    subject = storage.people.get(add(storage, ADA))
    newer = storage.people.update(subject.subject_id, replace(ADA, notes="x"), ACTOR, revision=subject.revision)
    with pytest.raises(ChangedMeanwhileError):
        storage.people.update(subject.subject_id, replace(ADA, notes="y"), ACTOR, revision=subject.revision)
    assert storage.people.get(subject.subject_id) == newer
    # Nothing differs: nothing is written.
    assert storage.people.update(subject.subject_id, newer.profile, ACTOR, revision=newer.revision) == newer
    storage.people.set_pin_hash(subject.subject_id, "hash", ACTOR)
    assert storage.people.get(subject.subject_id).revision == newer.revision + 1


def test_a_bulk_change_is_all_or_nothing(storage: Storage) -> None:
    ids = [
        add(storage, Profile(f"P {n}", f"{n}", groups=("old",), valid_from=date(2026, 5, n + 1)), n) for n in range(3)
    ]
    change = BulkChange(department="New", add_groups=("new",), remove_groups=("old",))
    assert storage.people.change_many([*ids, new_subject_id(), ids[0]], change, ACTOR) == 3
    assert {(one.department, one.groups) for one in storage.people.search()} == {("New", ("new",))}
    with pytest.raises(EnrolmentError, match="validity"):
        # Ends before the last one's begins.
        storage.people.change_many(ids, BulkChange(valid_until=date(2026, 5, 2)), ACTOR)
    assert {one.valid_until for one in storage.people.search()} == {None}


def test_suspended_people_are_not_compared(storage: Storage) -> None:
    subject, stored = enrol(storage, 1)
    enrol(storage, 2)
    storage.people.change_many([subject.subject_id], BulkChange(suspended=True), ACTOR)
    assert {one.subject_id for one in storage.people.references(MODEL)} != {subject.subject_id}
    assert len(storage.people.reference_ids(MODEL)) == len(list(storage.people.references(MODEL))) == 2
    assert storage.people.references_of(subject.subject_id, MODEL) == []
    assert storage.people.get(subject.subject_id).suspended_at == START
    storage.people.change_many([subject.subject_id], BulkChange(suspended=False), ACTOR)
    restored = storage.people.references_of(subject.subject_id, MODEL)
    assert [one.reference_id for one in restored] == [one.reference_id for one in stored]


@pytest.mark.parametrize("declines", [True, False])
def test_no_byte_of_references_stays_that_were_declined_or_replaced(tmp_path: Path, declines: bool) -> None:
    with opened(tmp_path) as storage:
        enrol(storage, 1)
        subject, stored = enrol(storage, 2, picture=b"a picture of them " * 50)
        rows = sealed_rows(tmp_path)
        needles = {
            f"{one.reference_id}/{at}": rows[one.reference_id][at : at + 16] for one in stored for at in (9, 300)
        }
        assert len(files_with(tmp_path, needles)) > 0
        if declines:
            now = storage.people.decline(subject.subject_id, ACTOR)
            assert (now.references, now.consent, now.declined_at) == (0, ConsentState.NONE, START)
        else:
            storage.people.add_references(subject.subject_id, [sample(99)], ACTOR, replace=True)
            assert [one.quality for one in storage.people.reference_records(subject.subject_id)] == [0.75]
        assert files_with(tmp_path, needles) == {}
        assert len(list(storage.people.references(MODEL))) == (2 if declines else 3)


def test_a_pin_is_sealed_and_survives_a_new_key(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        subject, _ = storage.people.add(ADA, [], None, ACTOR, pin_hash="$argon2id$made-up")
        assert files_with(tmp_path, {"hash": b"$argon2id$made-up"}) == {}
        storage.rotate_keys(ACTOR)
        assert storage.people.pin_hash(subject.subject_id) == "$argon2id$made-up"
        storage.people.set_pin_hash(subject.subject_id, None, ACTOR)
        assert storage.people.pin_hash(subject.subject_id) is None
        with pytest.raises(NotFoundError):
            storage.people.set_pin_hash(new_subject_id(), "x", ACTOR)


def test_last_seen_orders_by_the_moment(storage: Storage) -> None:
    ids = [add(storage, Profile(f"P {n}", f"{n}"), n) for n in range(3)]
    for minutes, who in ((5, ids[1]), (9, ids[0]), (7, ids[2])):
        storage.events.append(identified(who, minutes)).result(5)
    assert found(storage, order=PeopleOrder.LAST_SEEN) == ["P 1", "P 2", "P 0"]
    newest = storage.people.search(PeopleQuery(order=PeopleOrder.LAST_SEEN, descending=True))[0]
    assert newest.last_seen == START + timedelta(minutes=9)


def test_last_seen_follows_corrections_and_their_undoing(storage: Storage) -> None:
    ids = [add(storage, Profile(f"P {n}", f"{n}"), n) for n in range(2)]

    def seen() -> list[bool]:
        return [storage.people.get(each).last_seen is not None for each in ids]

    event = storage.events.append(identified(ids[0], 5)).result(5)
    assert seen() == [True, False]
    said = Correction(event.event_id, Verdict.IS, ids[1], ACTOR)
    correction = storage.events.append(EventDraft(EventType.CORRECTION, START, "", correction=said)).result(5)
    assert seen() == [False, True]
    undo = Correction(correction.event_id, Verdict.UNDONE, None, ACTOR)
    storage.events.append(EventDraft(EventType.CORRECTION, START, "", correction=undo)).result(5)
    assert seen() == [True, False]


@pytest.mark.parametrize("identifier", ["A-17", "a17", "A 1:7", "-A.17-"])
def test_what_reads_like_anothers_card_is_nobodys_identifier(storage: Storage, identifier: str) -> None:
    keeper = add(storage, Profile("Xaver", "900", card="A17"))
    with pytest.raises(EnrolmentError, match="this identifier"):
        add(storage, Profile("Yvonne", identifier))
    storage.people.update(keeper, Profile("Xaver", "900"), ACTOR)
    other = add(storage, Profile("Yvonne", identifier))
    assert [each.subject_id for each in storage.people.find_alike("A17")] == [other]
    assert storage.people.find_alike("A1") == []
    with pytest.raises(EnrolmentError, match="this card"):
        storage.people.update(keeper, Profile("Xaver", "900", card="A-17"), ACTOR)
    assert storage.people.update(other, Profile("Yvonne", identifier, card="A17"), ACTOR).card == "A17"
