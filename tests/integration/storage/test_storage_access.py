"""Lock-down and watch list on the disk, and what becomes of them with the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.clocks import START
from helpers.data_folder import ACTOR, enrol, files_with, opened, sample, tampered

from facegate.domain.access.watch_list import WatchBasis, WatchEntry
from facegate.domain.ids import SubjectId
from facegate.domain.people import Consent
from facegate.domain.profiles import Profile
from facegate.errors import EnrolmentError, NotFoundError

AGREED = Consent("default-1", "en", "0" * 64, True, ACTOR, START)


def test_a_lock_down_outlives_the_program_and_is_audited(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        assert not storage.doors.locked_down()
        storage.doors.set_locked_down(True, ACTOR)
        storage.doors.set_locked_down(True, ACTOR)
    with opened(tmp_path) as storage:
        assert storage.doors.locked_down()
        storage.doors.set_locked_down(False, ACTOR)
        assert not storage.doors.locked_down()
        said = [(entry.action, entry.details) for entry in storage.people.audit() if entry.action == "lock_down"]
    assert said == [("lock_down", {"on": on}) for on in (False, True, True)]


def test_the_watch_list_goes_with_the_person_and_leaves_no_byte(tmp_path: Path) -> None:
    basis = "House ban of the first of March, file 4711"
    with opened(tmp_path) as storage:
        ann, _ = enrol(storage, 1)
        entry = WatchEntry(ann.subject_id, basis, False, START, ACTOR)
        storage.doors.watch(entry)
        storage.doors.watch(replace(entry, refuse=True))
        assert storage.doors.watched(ann.subject_id) == replace(entry, refuse=True)
        assert list(storage.doors.watch_list()) == [replace(entry, refuse=True)]
        with pytest.raises(NotFoundError):
            storage.doors.watch(replace(entry, subject_id=SubjectId("0" * 32)))
        storage.people.erase(ann.subject_id, ACTOR)
        assert storage.doors.watched(ann.subject_id) is None
        assert not storage.doors.unwatch(ann.subject_id, ACTOR)
    assert files_with(tmp_path, {"basis": basis.encode()}) == {}


def test_somebody_is_on_record_only_to_be_looked_out_for_until_they_consent(tmp_path: Path) -> None:
    basis = "House ban of the second of March, file 4712"
    with opened(tmp_path) as storage:
        profile, samples = Profile("Somebody", "W-1"), [sample(7)]
        with pytest.raises(EnrolmentError):
            storage.people.add(profile, samples, None, ACTOR)
        who = storage.people.add(profile, samples, None, ACTOR, watch=WatchBasis(basis))[0].subject_id
        bob = enrol(storage, 2)[0].subject_id
        storage.doors.watch(WatchEntry(bob, "their ban", False, START, ACTOR))
        assert storage.doors.watched_only() == {who}
        entry = storage.doors.watched(who)
        assert entry is not None
        assert (entry.basis, entry.added_by) == (basis, ACTOR)
        employed = storage.attendance.people([who, bob])
        assert employed[who].valid_from == date.max
        assert employed[bob].valid_from is None
        storage.people.add_references(who, [sample(8)], ACTOR, consent=AGREED)
        assert storage.doors.watched_only() == frozenset()
        storage.people.erase(who, ACTOR)
        assert storage.doors.watched(who) is None
    assert files_with(tmp_path, {"basis": basis.encode()}) == {}


@pytest.mark.parametrize(
    ("own", "theirs", "holds"), [(None, True, "their ban"), (False, True, "their ban"), (True, False, "own ban")]
)
def test_the_watch_list_follows_a_merge_which_lifts_no_refusal(
    tmp_path: Path, own: bool | None, theirs: bool | None, holds: str
) -> None:
    with opened(tmp_path) as storage:
        ann, other = enrol(storage, 1)[0], enrol(storage, 2)[0]
        for who, refuse, basis in ((ann, own, "own ban"), (other, theirs, "their ban")):
            if refuse is not None:
                storage.doors.watch(WatchEntry(who.subject_id, basis, refuse, START, ACTOR))
        storage.merging.merge(ann.subject_id, other.subject_id, ann.profile, ACTOR)
        (entry,) = storage.doors.watch_list()
        assert (entry.subject_id, entry.basis) == (ann.subject_id, holds)
        assert entry.refuse == (True in (own, theirs))


def test_a_pin_for_duress_stays_beside_the_other_goes_with_it_and_opens_in_its_row_only(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        ann, bob = enrol(storage, 1)[0].subject_id, enrol(storage, 2)[0].subject_id
        with pytest.raises(EnrolmentError):
            storage.people.set_duress_hash(ann, "forced", ACTOR)
        storage.people.set_pin_hash(ann, "daily", ACTOR)
        storage.people.set_duress_hash(ann, "forced", ACTOR)
        storage.people.set_pin_hash(ann, "other", ACTOR)
        assert (storage.people.pin_hash(ann), storage.people.duress_hash(ann)) == ("other", "forced")
        storage.rotate_keys(ACTOR)
        assert (storage.people.pin_hash(ann), storage.people.duress_hash(ann)) == ("other", "forced")
        storage.merging.merge(bob, ann, storage.people.get(bob).profile, ACTOR)
        assert (storage.people.pin_hash(bob), storage.people.duress_hash(bob)) == ("other", "forced")
        storage.people.set_duress_hash(bob, None, ACTOR)
        assert (storage.people.pin_hash(bob), storage.people.duress_hash(bob)) == ("other", None)
        storage.people.set_duress_hash(bob, "forced", ACTOR)
        storage.people.set_pin_hash(bob, None, ACTOR)
        assert (storage.people.pin_hash(bob), storage.people.duress_hash(bob)) == (None, None)


def test_a_damaged_pin_can_be_replaced(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        ann = enrol(storage, 1)[0].subject_id
        storage.people.set_pin_hash(ann, "daily", ACTOR)
    tampered(tmp_path, "UPDATE pins SET sealed = x'00'")
    with opened(tmp_path) as storage:
        storage.people.set_pin_hash(ann, "new", ACTOR)
        assert storage.people.pin_hash(ann) == "new"
