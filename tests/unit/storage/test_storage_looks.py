"""Kept looks, negative examples and confirmed references: what is kept, for how long, and that nothing is left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from helpers.data_folder import (
    ACTOR,
    MODEL,
    camera_lost,
    enrol,
    files_with,
    identified,
    opened,
    record,
    tampered,
    template,
    titles,
)

from facegate.domain.events import Correction, Event, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId
from facegate.domain.looks import Keep, KeptLook, Look, LookPolicy
from facegate.domain.people import SampleSource
from facegate.errors import EnrolmentError, NotFoundError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.expiry import Expiry
from facegate.storage.open import Storage

ANNA = SubjectId("a" * 32)
STRANGER = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.4, None)
DAY = 24 * 3600.0


def seen(storage: Storage, seed: int, who: SubjectId | None = None, minute: float = 0.0) -> Event:
    changes: dict[str, object] = {"look": Look(template(seed), 0.8)}
    if who is None:
        changes["judgement"] = STRANGER
    return storage.events.append(identified(who or ANNA, minute, **changes)).result(5)


def said(storage: Storage, target: EventId, verdict: Verdict, who: SubjectId | None) -> Event:
    correction = Correction(target, verdict, who, ACTOR)
    return storage.events.append(EventDraft(EventType.CORRECTION, START, "demo:", correction=correction)).result(5)


def look_of(storage: Storage, event: Event) -> KeptLook:
    look = storage.looks.get(event.event_id)
    assert look is not None
    return look


def sealed(folder: Path, table: str) -> dict[str, bytes]:
    with closing(sqlite3.connect(f"{Paths(folder).database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT rowid, sealed FROM {table}").fetchall()
    return {f"{table} {row}/{start}": blob[start : start + 16] for row, blob in rows for start in range(9, 500, 70)}


@pytest.mark.parametrize(("keep", "kept"), [(Keep.NONE, []), (Keep.ENROLLED, [1]), (Keep.EVERYONE, [1, 2])])
def test_only_what_the_site_wants_is_kept(tmp_path: Path, keep: Keep, kept: list[int]) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(keep))
        events = [seen(storage, 1, ANNA), seen(storage, 2), storage.events.append(camera_lost()).result(5)]
        looks = [storage.looks.get(event.event_id) for event in events]
        assert [n for n, look in enumerate(looks, start=1) if look] == kept
        assert storage.events.verify() == 3
        for n in kept:
            np.testing.assert_array_equal(looks[n - 1].template.vector, template(n).vector)  # type: ignore[union-attr]
            assert looks[n - 1].template.norm == pytest.approx(template(n).norm)  # type: ignore[union-attr]


def test_an_event_is_recorded_whatever_its_look_is(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        event = storage.events.append(identified(ANNA, look=Look(template(1), float("nan")))).result(5)
        assert look_of(storage, event).quality == 0.0


def test_a_look_opens_beside_its_own_event_only(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        first, second = seen(storage, 1), seen(storage, 2)
    tampered(tmp_path, f"UPDATE looks SET sealed = (SELECT sealed FROM looks WHERE event_id = '{first.event_id}')")
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        assert storage.looks.get(first.event_id) is not None
        assert storage.looks.get(second.event_id) is None


def test_no_byte_of_a_look_outlives_its_day(tmp_path: Path) -> None:
    clock = ManualClock()
    with opened(tmp_path, clock) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE, 2))
        old = [seen(storage, seed) for seed in range(30)]
        clock.sleep(1.5 * DAY)
        fresh = seen(storage, 99)
        needles = sealed(tmp_path, "looks")
        assert len(needles) == 31 * 8
        newest = sealed(tmp_path, f"looks WHERE event_id = '{fresh.event_id}'")
        assert files_with(tmp_path, needles)
        clock.sleep(0.6 * DAY)
        assert storage.looks.get(old[0].event_id) is None  # from its day on, erased or not
        assert storage.looks.purge() == 30
        left = {name for names in files_with(tmp_path, needles).values() for name in names}
        assert left == {name for name, value in needles.items() if value in newest.values()}
        assert storage.looks.get(fresh.event_id) is not None
        assert storage.looks.purge() == 0
        assert storage.notices == []


def test_a_shorter_time_and_a_narrower_choice_hold_for_what_is_kept(tmp_path: Path) -> None:
    clock = ManualClock()
    with opened(tmp_path, clock) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE, 30))
        known, unknown = seen(storage, 1, ANNA), seen(storage, 2)
        clock.sleep(5 * DAY)
        storage.looks.configure(LookPolicy(Keep.ENROLLED, 30))
        assert storage.looks.get(unknown.event_id) is None
        assert storage.looks.get(known.event_id) is not None
        storage.looks.configure(LookPolicy(Keep.ENROLLED, 4))
        assert storage.looks.get(known.event_id) is None
        last = seen(storage, 3, ANNA)
        needles = sealed(tmp_path, "looks")
        storage.looks.configure(LookPolicy(Keep.NONE))
        assert storage.looks.get(last.event_id) is None
        assert files_with(tmp_path, needles) == {}


def test_a_clock_rings_until_it_is_closed() -> None:
    calls: list[int] = []

    def purge() -> None:
        calls.append(1)
        raise OSError("a disk that fails once")

    clock = Expiry(purge, interval=0.01).start()
    while len(calls) < 3:
        pass
    clock.close()
    done = len(calls)
    assert len(calls) == done


def test_unidentified_looks_follow_corrections_and_come_in_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facegate.storage.looks.PAGE", 2)
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        subject, _ = enrol(storage, 1)
        strangers = [seen(storage, seed, None, minute=seed // 2) for seed in range(6)]
        known = seen(storage, 50, subject.subject_id, minute=9)

        def unknown(first: float | None = None, last: float | None = None) -> list[EventId]:
            bounds = [None if m is None else START + timedelta(minutes=m) for m in (first, last)]
            return [look.event_id for look in storage.looks.unidentified(bounds[0], bounds[1], MODEL)]

        assert unknown() == [event.event_id for event in strangers]
        assert unknown(1, 2) == [event.event_id for event in strangers[2:4]]
        named = said(storage, strangers[1].event_id, Verdict.IS, subject.subject_id)
        said(storage, known.event_id, Verdict.NOT_THIS_PERSON, subject.subject_id)
        expected = [event.event_id for n, event in enumerate(strangers) if n != 1]
        assert unknown() == [*expected, known.event_id]
        said(storage, named.event_id, Verdict.UNDONE, None)
        assert len(unknown()) == 7
        assert list(storage.looks.unidentified(None, None, ModelId("other"))) == []


def test_last_seen_and_cool_downs_go_by_what_holds(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        one, two = enrol(storage, 1)[0].subject_id, enrol(storage, 2)[0].subject_id
        seen(storage, 1, one, minute=1)
        wrong = seen(storage, 2, one, minute=5)
        stranger = seen(storage, 3, None, minute=7)

        def last() -> list[int | None]:
            moments = [storage.people.get(who).last_seen for who in (one, two)]
            recent = storage.events.recent_identifications(START)
            assert [recent.get(who) for who in (one, two)] == moments
            return [None if at is None else (at - START) // timedelta(minutes=1) for at in moments]

        assert last() == [5, None]
        correction = said(storage, wrong.event_id, Verdict.IS, two)
        assert last() == [1, 5]
        said(storage, stranger.event_id, Verdict.IS, two)
        assert last() == [1, 7]
        said(storage, correction.event_id, Verdict.UNDONE, None)
        assert last() == [5, 7]
        theirs = [event.event_id for event in storage.events.query(EventFilter(subject_id=two))]
        assert {wrong.event_id, stranger.event_id} <= set(theirs)
        assert storage.events.verify() == 6


def test_updates_rest_and_come_back(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        subject, _ = enrol(storage, 1)
        who = subject.subject_id
        looks = [look_of(storage, seen(storage, seed, who)) for seed in range(50, 53)]
        added = [storage.teaching.add_update(who, look, 2, ACTOR).reference_id for look in looks]

        def used() -> list[int]:
            return [each.reference_id for each in storage.people.references(MODEL)]

        assert (
            used() == [1, 2, *added[1:]] == [each.reference_id for each in storage.teaching.references_of(who, MODEL)]
        )
        assert used() == storage.people.reference_ids(MODEL)
        records = storage.people.reference_records(who)
        assert [each.retired for each in records] == [False, False, True, False, False]
        assert [each.source for each in records[2:]] == [SampleSource.UPDATE] * 3
        assert records[2].event_id == looks[0].event_id
        with pytest.raises(EnrolmentError, match="Look already added"):
            storage.teaching.add_update(who, looks[2], 2, ACTOR)
        assert storage.teaching.update_of(looks[2].event_id) == (who, added[2])
        with closing(sqlite3.connect(Paths(tmp_path).database)) as connection:
            blob = connection.execute("SELECT sealed FROM templates WHERE reference_id = ?", (added[2],)).fetchone()[0]
        storage.teaching.remove_reference(who, added[2], ACTOR)
        assert files_with(tmp_path, {"removed": blob[20:60]}) == {}
        assert used() == [1, 2, *added[:2]]
        storage.teaching.remove_reference(who, added[1], ACTOR)
        storage.teaching.remove_reference(who, added[0], ACTOR)
        storage.teaching.remove_reference(who, records[0].reference_id, ACTOR)
        with pytest.raises(EnrolmentError, match="Last reference"):
            storage.teaching.remove_reference(who, records[1].reference_id, ACTOR)
        with pytest.raises(NotFoundError):
            storage.teaching.remove_reference(who, records[0].reference_id, ACTOR)


def test_a_confirmed_look_can_be_removed_even_where_it_is_the_last_reference(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        who = enrol(storage, 1, references=1)[0].subject_id
        update = storage.teaching.add_update(who, look_of(storage, seen(storage, 50, who)), 3, ACTOR).reference_id
        storage.teaching.remove_reference(who, 1, ACTOR)
        storage.teaching.remove_reference(who, update, ACTOR)
        assert storage.people.reference_ids(MODEL) == []


def test_removing_one_that_rests_leaves_those_in_use(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        who = enrol(storage, 1)[0].subject_id
        looks = [look_of(storage, seen(storage, seed, who)) for seed in range(50, 53)]
        first, second, third = (storage.teaching.add_update(who, look, 1, ACTOR).reference_id for look in looks)
        storage.teaching.remove_reference(who, second, ACTOR)
        # The first had rested for the second's sake and now rests for the third's.
        assert storage.people.reference_ids(MODEL) == [1, 2, third]
        storage.teaching.remove_reference(who, third, ACTOR)
        assert storage.people.reference_ids(MODEL) == [1, 2, first]


def test_nothing_a_person_left_behind_survives_their_erasure(tmp_path: Path) -> None:
    """Looks at them, looks at others that are not them, and examples of others with their face; backups too."""
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        gone, stays = (enrol(storage, number)[0].subject_id for number in (1, 2))
        theirs, taken_for_the_other = seen(storage, 50, gone), seen(storage, 51, stays)
        wrongly = seen(storage, 52, gone)
        look_at_them = look_of(storage, taken_for_the_other)
        named = said(storage, taken_for_the_other.event_id, Verdict.IS, gone)
        storage.teaching.add_negative(named.event_id, stays, look_at_them, ACTOR)
        storage.teaching.add_update(gone, look_at_them, 3, ACTOR)
        refuted = said(storage, wrongly.event_id, Verdict.NOT_THIS_PERSON, gone)
        storage.teaching.add_negative(refuted.event_id, gone, look_of(storage, wrongly), ACTOR)
        other = seen(storage, 53, stays)
        needles = sealed(tmp_path, "negatives")
        needles |= sealed(tmp_path, f"looks WHERE event_id != '{other.event_id}'")
        needles |= sealed(tmp_path, "templates WHERE reference_id = 5")
        backup = Paths(tmp_path).backups_dir / "facegate-20260101T000000Z-0002.db"
        sqlite.backup(Paths(tmp_path).database, backup)
        assert len(files_with(tmp_path, needles)) >= 2
        report = storage.people.erase(gone, ACTOR)
        assert files_with(tmp_path, needles) == {}
        assert (report.references, report.looks, report.backups) == (3, 5, 1)
        assert [theirs.event_id, wrongly.event_id] == [
            event.event_id for event in (theirs, wrongly) if storage.looks.get(event.event_id) is None
        ]
        assert storage.looks.get(other.event_id) is not None
        assert list(storage.teaching.negatives()) == []
        assert storage.events.verify() == 6


def test_negatives_come_back_sealed_anew_and_can_be_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        who = enrol(storage, 1)[0].subject_id
        event = seen(storage, 50, who)
        correction = said(storage, event.event_id, Verdict.NOT_THIS_PERSON, who)
        storage.teaching.add_negative(correction.event_id, who, look_of(storage, event), ACTOR)
        needles = sealed(tmp_path, "negatives") | sealed(tmp_path, "looks")
        assert storage.rotate_keys(ACTOR) == 2 + 1 + 1
        assert files_with(tmp_path, needles) == {}
        (example,) = storage.teaching.negatives()
        assert (example.correction_id, example.subject_id) == (correction.event_id, who)
        np.testing.assert_array_equal(example.template.vector, template(50).vector)
        np.testing.assert_array_equal(look_of(storage, event).template.vector, template(50).vector)
        needles = sealed(tmp_path, "negatives")
        assert storage.teaching.remove_negative(correction.event_id, ACTOR)
        assert not storage.teaching.remove_negative(correction.event_id, ACTOR)
        assert files_with(tmp_path, needles) == {}
        assert [entry.action for entry in storage.people.audit(3)] == [
            "remove_negative", "rotate_keys", "keep_negative",
        ]  # fmt: skip


def test_reading_beside_a_writer_sees_looks_and_erases_none(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        event = seen(storage, 1)
        record(storage, 1)
        with opened(tmp_path, read_only=True) as reader:
            reader.looks.configure(LookPolicy(Keep.NONE))
            assert reader.looks.get(event.event_id) is not None


def test_what_a_stopped_program_left_taught_is_erased_at_the_next_start(tmp_path: Path) -> None:
    """Corrections are committed, but nothing acted on them."""
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        ann, ben = (enrol(storage, number)[0].subject_id for number in (1, 2))
        seen_events = [seen(storage, seed, ann) for seed in range(50, 55)]
        undone, covered, stays, update, kept = seen_events
        corrections = [said(storage, each.event_id, Verdict.NOT_THIS_PERSON, ann) for each in (undone, covered, stays)]
        for correction, event in zip(corrections, (undone, covered, stays), strict=True):
            storage.teaching.add_negative(correction.event_id, ann, look_of(storage, event), ACTOR)
        for event in (update, kept):
            said(storage, event.event_id, Verdict.IS, ben)
            storage.teaching.add_update(ben, look_of(storage, event), 3, ACTOR)
        assert storage.teaching.reconcile(ACTOR) == []
        said(storage, corrections[0].event_id, Verdict.UNDONE, None)
        said(storage, covered.event_id, Verdict.IS, ann)
        said(storage, stays.event_id, Verdict.IS, ben)
        said(storage, update.event_id, Verdict.NOT_THIS_PERSON, ben)
    with opened(tmp_path, read_only=True) as reader:
        assert reader.teaching.reconcile(ACTOR) == []
        assert len(list(reader.teaching.negatives())) == 3
    with opened(tmp_path) as storage:
        assert storage.teaching.reconcile(ACTOR) == [ben]
        assert [each.correction_id for each in storage.teaching.negatives()] == [corrections[2].event_id]
        assert storage.teaching.update_of(update.event_id) is None
        assert storage.teaching.update_of(kept.event_id) is not None
        assert sorted(entry.action for entry in storage.people.audit(3)) == [
            "remove_negative", "remove_negative", "remove_reference",
        ]  # fmt: skip
        assert storage.teaching.reconcile(ACTOR) == []


def test_a_strangers_look_goes_with_the_correction_that_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        wrong, right, stranger, named = (
            seen(storage, 1, ANNA),
            seen(storage, 2, ANNA),
            seen(storage, 3),
            seen(storage, 4),
        )
        said(storage, wrong.event_id, Verdict.NOT_THIS_PERSON, ANNA)
        said(storage, named.event_id, Verdict.IS, ANNA)
        needles = sealed(tmp_path, f"looks WHERE event_id IN ('{wrong.event_id}', '{stranger.event_id}')")
        storage.looks.configure(LookPolicy(Keep.ENROLLED))
        kept = [storage.looks.get(event.event_id) is not None for event in (wrong, right, stranger, named)]
        assert kept == [False, True, False, True]
        assert files_with(tmp_path, needles) == {}
        said(storage, right.event_id, Verdict.NOT_THIS_PERSON, ANNA)
        assert storage.looks.purge() == 1
        assert storage.looks.purge() == 0


def test_looks_that_a_stopped_program_left_in_a_backup_are_erased_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        event = seen(storage, 1)
        needles = sealed(tmp_path, "looks")
        backup = Paths(tmp_path).backups_dir / "facegate-20260101T000000Z-0002.db"
        sqlite.backup(Paths(tmp_path).database, backup)
        storage.looks.configure(LookPolicy(Keep.NONE))
        assert files_with(tmp_path, needles)
    with opened(tmp_path) as storage:
        assert files_with(tmp_path, needles) == {}
        assert backup.exists()
        assert storage.events.get(event.event_id) == event
        assert storage.notices == []


def test_damaged_lessons_and_corrections_are_told_once(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        who = enrol(storage, 1)[0].subject_id
        event = seen(storage, 50, who)
        correction = said(storage, event.event_id, Verdict.NOT_THIS_PERSON, who)
        storage.teaching.add_negative(correction.event_id, who, look_of(storage, event), ACTOR)
    tampered(
        tmp_path,
        "UPDATE negatives SET sealed = zeroblob(length(sealed))",
        "UPDATE events SET verdict = 'perhaps' WHERE verdict IS NOT NULL",
    )
    with opened(tmp_path) as storage:
        for _ in range(2):
            assert list(storage.teaching.negatives()) == []
            assert storage.events.corrections() == {}
        assert titles(storage) == ["Negative example damaged", "Correction damaged"]
        storage.looks.configure(LookPolicy(Keep.ENROLLED))
        assert storage.looks.get(event.event_id) is not None


def test_lessons_that_are_taken_back_leave_backups_too(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        who = enrol(storage, 1)[0].subject_id
        events = [seen(storage, seed, who) for seed in (50, 51)]
        for event in events:
            correction = said(storage, event.event_id, Verdict.NOT_THIS_PERSON, who)
            storage.teaching.add_negative(correction.event_id, who, look_of(storage, event), ACTOR)
        update = storage.teaching.add_update(who, look_of(storage, events[0]), 3, ACTOR).reference_id
        needles = sealed(tmp_path, "negatives") | sealed(tmp_path, f"templates WHERE reference_id = {update}")
        backup = Paths(tmp_path).backups_dir / "facegate-20260101T000000Z-0002.db"
        sqlite.backup(Paths(tmp_path).database, backup)
        storage.teaching.drop_negatives(ACTOR)
        storage.teaching.remove_reference(who, update, ACTOR)
        assert list(storage.teaching.negatives()) == []
        assert files_with(tmp_path, needles) == {}
        assert backup.exists()
