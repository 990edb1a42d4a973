"""Two records that are one person: what is left, what events mean then, and that nothing stays under the old id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from helpers.data_folder import ACTOR, CONSENT, MODEL, enrol, files_with, identified, opened, sample, sealed_rows

from facegate.domain.events import Correction, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.looks import Keep, KeptLook, Look, LookPolicy
from facegate.domain.merging import MOST_REFERENCES
from facegate.domain.people import Subject
from facegate.domain.people_query import BulkChange, PeopleOrder, PeopleQuery
from facegate.domain.profiles import Profile
from facegate.errors import ChangedMeanwhileError, EnrolmentError, NotFoundError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.reports.service import ReportService, ReportSources
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.open import Storage


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def storage(tmp_path: Path, clock: ManualClock) -> Iterator[Storage]:
    with opened(tmp_path, clock) as storage:
        yield storage


def merge(storage: Storage, kept: Subject, other: Subject, profile: Profile | None = None) -> Subject:
    storage.merging.merge(kept.subject_id, other.subject_id, profile or kept.profile, ACTOR)
    return storage.people.get(kept.subject_id)


def test_the_kept_record_has_everything_of_both(storage: Storage, clock: ManualClock) -> None:
    one, first = enrol(storage, 1, 2, b"jpeg of one")
    clock.sleep(60)
    two, second = enrol(storage, 2, 3, b"jpeg of two")
    storage.people.set_pin_hash(two.subject_id, "hash of two", ACTOR)
    profile = replace(one.profile, card="42", groups=("Day", "Night"))
    merged = merge(storage, one, two, profile)
    assert merged.profile == profile
    assert (merged.references, merged.created_at, merged.has_pin) == (5, START, True)
    assert storage.people.pin_hash(one.subject_id) == "hash of two"
    assert storage.people.consents(one.subject_id) == [CONSENT, CONSENT]
    assert [each.samples for each in storage.people.enrolments(one.subject_id)] == [2, 3]
    stored = storage.people.references_of(one.subject_id, MODEL)
    assert [each.reference_id for each in stored] == [each.reference_id for each in first + second]
    for before, after in zip(first + second, stored, strict=True):
        np.testing.assert_array_equal(before.template.vector, after.template.vector)
    assert storage.people.picture(second[0].reference_id) == b"jpeg of two"
    assert storage.people.find("P-2") is None
    assert storage.people.count() == 1
    assert storage.people.audit(1)[0].action == "merge"


def test_identifier_and_card_of_the_record_that_goes_can_be_taken_over(storage: Storage) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    storage.people.update(two.subject_id, replace(two.profile, card="77"), ACTOR)
    merged = merge(storage, one, two, replace(one.profile, external_id="P-2", card="77"))
    assert storage.people.find("P-2") == merged == storage.people.find_card("77")


def test_the_old_id_means_the_kept_record_everywhere(storage: Storage) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    storage.events.append(identified(one.subject_id, 1)).result(5)
    before = storage.events.append(identified(two.subject_id, 5)).result(5)
    storage.events.append(identified(two.subject_id, -2000)).result(5)
    somebody_else, _ = enrol(storage, 3)
    storage.events.append(identified(somebody_else.subject_id, 60)).result(5)
    merged = merge(storage, one, two)
    assert merged.last_seen == START + timedelta(minutes=5)
    assert storage.people.get(two.subject_id) == merged
    assert storage.people.names([two.subject_id, one.subject_id]) == {one.subject_id: merged, two.subject_id: merged}
    found = list(storage.events.query(EventFilter(subject_id=one.subject_id)))
    assert {event.subject_id for event in found} == {one.subject_id}
    assert len(found) == 3
    assert storage.events.get(before.event_id).subject_id == one.subject_id
    recent = storage.events.recent_identifications(START)
    assert recent[one.subject_id] == START + timedelta(minutes=5)
    assert set(recent) == {one.subject_id, somebody_else.subject_id}
    ordered = storage.people.search(PeopleQuery(order=PeopleOrder.LAST_SEEN))
    assert [each.name for each in ordered] == ["Person 1", "Person 3"]
    directory = NameDirectory()
    directory.load(storage.people)
    assert directory.get(two.subject_id) == directory.get(one.subject_id)
    assert storage.events.verify() == 4, "no event may have been changed"


def test_attendance_is_of_one_person_then(storage: Storage, tmp_path: Path) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    for minutes, who in ((0, one), (60, two), (180, one)):
        storage.events.append(identified(who.subject_id, minutes)).result(5)
    directory = NameDirectory()
    directory.load(storage.people)
    exports = ReportService(ReportSources(storage.events, directory.get), ZoneInfo("UTC"))
    assert exports.attendance(None, None, tmp_path / "before.csv") == 2
    directory.merge(merge(storage, one, two), two.subject_id)
    assert exports.attendance(None, None, tmp_path / "after.csv") == 1
    row = (tmp_path / "after.csv").read_text("utf-8-sig").splitlines()[1].split(",")
    assert row[1:4] == [one.subject_id, "P-1", "Person 1"]
    assert row[-2:] == ["3.00", "3"]


def test_mergers_can_be_chained(storage: Storage) -> None:
    people = [enrol(storage, number)[0] for number in range(3)]
    for number, who in enumerate(people):
        storage.events.append(identified(who.subject_id, number)).result(5)
    merge(storage, people[1], people[0])
    last = merge(storage, people[2], people[1])
    assert [storage.people.get(who.subject_id) for who in people] == [last] * 3
    assert len(list(storage.events.query(EventFilter(subject_id=last.subject_id)))) == 3
    assert storage.people.merged() == {who.subject_id: last.subject_id for who in people[:2]}
    again = storage.merging.merge(people[1].subject_id, people[0].subject_id, last.profile, ACTOR)
    assert (again.moved, again.dropped) == (0, 0), "they are one record already"
    assert storage.people.get(last.subject_id) == last


def test_too_many_references_go_the_worst_first_and_leave_no_trace(storage: Storage, tmp_path: Path) -> None:
    one, _ = storage.people.add(
        Profile("One", "1"), [replace(sample(n), quality=0.9) for n in range(MOST_REFERENCES - 2)], CONSENT, ACTOR
    )
    worse = [replace(sample(100 + n), quality=0.1 + n / 100) for n in range(4)]
    two, stored = storage.people.add(Profile("Forgettable name", "two-to-go"), worse, CONSENT, ACTOR)
    paths = Paths(tmp_path)
    sqlite.backup(paths.database, paths.backups_dir / "facegate-20260101T000000Z-0003.db")
    rows = sealed_rows(tmp_path)
    needles = {f"sealed {each.reference_id}": rows[each.reference_id][9:40] for each in stored}
    needles |= {"name": b"Forgettable name", "folded": b"forgettable name", "identifier": b"two-to-go"}
    assert len(files_with(tmp_path, needles)["backups/facegate-20260101T000000Z-0003.db"]) == len(needles)
    report = storage.merging.merge(one.subject_id, two.subject_id, one.profile, ACTOR)
    assert (report.moved, report.dropped) == (2, 2)
    assert files_with(tmp_path, needles) == {}
    kept = {each.reference_id for each in storage.people.reference_records(one.subject_id)}
    assert {each.reference_id for each in stored} & kept == {stored[2].reference_id, stored[3].reference_id}


def test_erasing_the_one_record_erases_what_hangs_on_all_its_ids(storage: Storage) -> None:
    storage.looks.configure(LookPolicy(Keep.EVERYONE, 7))
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    draft = replace(identified(two.subject_id, 1), look=Look(sample(5).template, 0.8))
    event = storage.events.append(draft).result(5)
    assert storage.looks.get(event.event_id) is not None
    merge(storage, one, two)
    report = storage.people.erase(one.subject_id, ACTOR)
    assert report.looks == 1
    assert storage.looks.get(event.event_id) is None
    for who in (one, two):
        with pytest.raises(NotFoundError):
            storage.people.get(who.subject_id)


def corrected(storage: Storage, event_id: EventId, verdict: Verdict, who: SubjectId) -> EventId:
    said = Correction(event_id, verdict, who, ACTOR)
    return storage.events.append(EventDraft(EventType.CORRECTION, START, "demo:", correction=said)).result(5).event_id


def test_negative_examples_follow_but_not_those_that_show_the_very_person(storage: Storage) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    looks = [sample(50).template, sample(51).template]
    for number, verdict in enumerate((Verdict.IS, Verdict.NOT_THIS_PERSON)):
        event = storage.events.append(identified(two.subject_id, number)).result(5)
        said = corrected(storage, event.event_id, verdict, one.subject_id if number == 0 else two.subject_id)
        kept = KeptLook(event.event_id, START, looks[number], 0.8)
        storage.teaching.add_negative(said, two.subject_id, kept, ACTOR)
    report = storage.merging.merge(one.subject_id, two.subject_id, one.profile, ACTOR)
    (left,) = storage.teaching.negatives()
    assert left.subject_id == one.subject_id
    np.testing.assert_array_equal(left.template.vector, looks[1].vector)
    assert report.contradicted == 1
    assert storage.teaching.reconcile(ACTOR) == []
    assert len(list(storage.teaching.negatives())) == 1


def test_a_suspension_and_a_last_refusal_hold(storage: Storage, clock: ManualClock) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    clock.sleep(3600)
    storage.people.decline(two.subject_id, ACTOR)
    storage.people.change_many([two.subject_id], BulkChange(suspended=True), ACTOR)
    merged = merge(storage, one, two)
    assert merged.suspended_at is not None
    assert merged.declined_at == START + timedelta(hours=1)
    assert merged.references == 0
    assert storage.people.consents(one.subject_id) == []


def test_who_consented_after_declining_keeps_their_face(storage: Storage) -> None:
    one, _ = storage.people.add(Profile("One", "1"), [], None, ACTOR, declined=True)
    later = replace(CONSENT, recorded_at=datetime(2030, 1, 1, tzinfo=UTC), attested=False)
    two, _ = storage.people.add(Profile("Two", "2"), [sample(1)], later, ACTOR)
    merged = merge(storage, one, two)
    assert (merged.declined_at, merged.references) == (None, 1)


def test_a_consent_that_others_vouch_for_does_not_undo_declining(storage: Storage) -> None:
    one, _ = storage.people.add(Profile("One", "1"), [], None, ACTOR, declined=True)
    later = replace(CONSENT, recorded_at=datetime(2030, 1, 1, tzinfo=UTC), attested=True)
    two, _ = storage.people.add(Profile("Two", "2"), [sample(1)], later, ACTOR)
    merged = merge(storage, one, two)
    assert (merged.declined_at, merged.references) == (one.declined_at, 0)


def test_what_was_merged_since_it_was_seen_is_not_taken_for_the_other_record(storage: Storage) -> None:
    one, two, three = (enrol(storage, number)[0] for number in range(3))
    last = merge(storage, three, two)
    for kept, other in ((one, two), (two, one)):
        revisions = (one.revision, last.revision) if kept is one else (last.revision, one.revision)
        with pytest.raises(ChangedMeanwhileError):
            storage.merging.merge(kept.subject_id, other.subject_id, one.profile, ACTOR, revisions=revisions)
    assert storage.people.get(three.subject_id) == last
    report = storage.merging.merge(one.subject_id, two.subject_id, one.profile, ACTOR)
    assert (report.kept, report.other) == (one.subject_id, three.subject_id)


def test_a_refused_merge_leaves_the_backups_as_they_were(storage: Storage, tmp_path: Path) -> None:
    one, two, _ = (enrol(storage, number)[0] for number in range(3))
    paths = Paths(tmp_path)
    sqlite.backup(paths.database, backup := paths.backups_dir / "facegate-20260101T000000Z-0003.db")
    before = backup.read_bytes()
    with pytest.raises(EnrolmentError):
        merge(storage, one, two, replace(one.profile, external_id="P-2"))
    assert backup.read_bytes() == before
    assert storage.people.get(two.subject_id) == two
    assert storage.people.audit(1)[0].action == "enrol"


def test_a_change_meanwhile_or_a_taken_card_leaves_both_as_they_were(storage: Storage) -> None:
    one, _ = enrol(storage, 1)
    two, _ = enrol(storage, 2)
    storage.people.add(Profile("Three", "3", card="9"), [], None, ACTOR)
    with pytest.raises(EnrolmentError, match="Card"):
        merge(storage, one, two, replace(one.profile, card="9"))
    changed = storage.people.update(two.subject_id, replace(two.profile, valid_until=date(2030, 1, 1)), ACTOR)
    with pytest.raises(ChangedMeanwhileError):
        storage.merging.merge(
            one.subject_id, two.subject_id, one.profile, ACTOR, revisions=(one.revision, two.revision)
        )
    assert storage.people.get(one.subject_id) == one
    assert storage.people.get(two.subject_id) == changed
