"""What is on the disk: templates never in the clear, and nothing at all of a person who was erased."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.clocks import START
from helpers.data_folder import (
    ACTOR,
    CONSENT,
    MODEL,
    files_with,
    forms,
    identified,
    opened,
    sample,
    sealed_rows,
    template,
)
from sqlalchemy import Engine

from facegate.domain.events import Correction, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.looks import Keep, KeptLook, Look, LookPolicy
from facegate.domain.people_query import PeopleQuery
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference
from facegate.errors import NotFoundError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.open import Storage

PEOPLE = 40
EACH = 5
NAME, EXTERNAL_ID = "Name 7 to be forgotten", "ID-7-to-be-forgotten"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every temporary file of this process and of SQLite goes here."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def populate(storage: Storage) -> dict[int, list[StoredReference]]:
    stored = {}
    for number in range(PEOPLE):
        name, external_id = (NAME, EXTERNAL_ID) if number == 7 else (f"Name <{number}>", f"ID-{number}")
        samples = [sample(100 * number + index, b"picture of %d " % number * 200) for index in range(EACH)]
        person, stored[number] = storage.people.add(Profile(name, external_id), samples, CONSENT, ACTOR)
        storage.events.append(identified(person.subject_id)).result(5)
    return stored


def ciphertexts(folder: Path, references: list[StoredReference]) -> dict[str, bytes]:
    """Several stretches of each sealed template: an erased row may survive in part."""
    rows = sealed_rows(folder)
    return {
        f"sealed {one.reference_id}/{start}": rows[one.reference_id][start : start + 16]
        for one in references
        for start in range(9, 500, 70)
    }


def test_no_template_is_on_the_disk_in_the_clear(tmp_path: Path, temporary: Path) -> None:
    with opened(tmp_path / "data") as storage:
        stored = populate(storage)
        some = [one for number in (0, 7, 39) for one in stored[number]]
        plain = {key: value for one in some for key, value in forms(str(one.reference_id), one).items()}
        assert len(set(plain.values())) == len(some) * 21
        assert files_with(tmp_path, plain) == {}
        # The control: the same search does find the ciphertexts, while it is open and afterwards.
        found = files_with(tmp_path, ciphertexts(tmp_path / "data", some))
        assert set(found) <= {"data/facegate.db", "data/facegate.db-wal"}
        assert found
    assert files_with(tmp_path, plain) == {}
    found = files_with(tmp_path, ciphertexts(tmp_path / "data", some))
    assert {name: len(hits) for name, hits in found.items()} == {"data/facegate.db": len(some) * 8}
    # And of a plain copy: the search would see a template that is there.
    (temporary / "leak").write_bytes(b"..." + some[0].template.vector.tobytes())
    assert files_with(tmp_path, plain) == {"temporary/leak": [f"{some[0].reference_id} normalised"]}


def test_nothing_is_left_of_an_erased_person(tmp_path: Path, temporary: Path) -> None:
    data = tmp_path / "data"
    paths = Paths(data)
    with opened(data) as storage:
        stored = populate(storage)
        theirs = stored[7]
        subject_id = theirs[0].subject_id
        sqlite.backup(paths.database, paths.backups_dir / "facegate-20260101T000000Z-0001.db")
        (paths.cache_dir / "index").mkdir()
        (paths.cache_dir / "index" / "made-up-1").write_bytes(b"the whole index, sealed")
        needles = {
            **ciphertexts(data, theirs),
            **{key: value for one in theirs for key, value in forms(str(one.reference_id), one).items()},
            "name": NAME.encode(),
            "folded name": NAME.casefold().encode(),
            "identifier": EXTERNAL_ID.encode(),
        }
        others = ciphertexts(data, stored[8])
        before = files_with(tmp_path, needles)
        assert {"data/facegate.db-wal", "data/backups/facegate-20260101T000000Z-0001.db"} <= set(before)
        assert {"name", "identifier", f"sealed {theirs[0].reference_id}/9"} <= set(before["data/facegate.db-wal"])

        report = storage.people.erase(subject_id, ACTOR)

        # While it is open.
        assert files_with(tmp_path, needles) == {}
        assert paths.database.with_name("facegate.db-wal").stat().st_size == 0
        assert list(paths.cache_dir.iterdir()) == []
        assert list(temporary.iterdir()) == []
        assert sorted(path.name for path in paths.backups_dir.iterdir()) == ["facegate-20260101T000000Z-0001.db"]
        found = files_with(tmp_path, others)
        assert set(found) == {"data/facegate.db", "data/backups/facegate-20260101T000000Z-0001.db"}
        assert all(len(hits) == len(others) for hits in found.values())

        assert (report.references, report.pictures, report.consents, report.backups) == (EACH, EACH, 1, 1)
        with pytest.raises(NotFoundError):
            storage.people.get(subject_id)
        assert storage.people.search(PeopleQuery("forgotten")) == []
        assert len(list(storage.people.references(MODEL))) == EACH * (PEOPLE - 1)
        assert storage.people.picture(stored[8][0].reference_id) == b"picture of 8 " * 200
        # The random id stays in the log, which is whole.
        assert [event.subject_id for event in storage.events.query(EventFilter(subject_id=subject_id))] == [subject_id]
        assert storage.events.verify() == PEOPLE
        assert storage.notices == []
    assert files_with(tmp_path, needles) == {}


def event_rows(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{Paths(folder).database.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT * FROM events ORDER BY sequence").fetchall()


def pieces(folder: Path, table: str) -> dict[str, bytes]:
    """Stretches of everything sealed in a table."""
    with closing(sqlite3.connect(f"{Paths(folder).database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT rowid, sealed FROM {table}").fetchall()
    return {
        f"{table} {row}/{start}": blob[start : start + 16]
        for row, blob in rows
        for start in range(21, len(blob) - 15, 40)
    }


PROFILE = Profile(
    NAME,
    EXTERNAL_ID,
    department="Department to be forgotten",
    groups=("Group one to be forgotten", "Group two to be forgotten"),
    card="C4RDT0BEF0RG0TTEN",
    valid_from=date(2031, 7, 13),
    valid_until=date(2093, 11, 17),
    notes="Notes to be forgotten\nin two lines",
)
FIELDS = ("name", "external_id", "department", "card", "valid_from", "valid_until")
OLD = Profile("Old name to be forgotten", "Old-ID-to-be-forgotten", notes="Old notes to be forgotten")


def test_nothing_is_left_of_any_field_and_no_event_changes(tmp_path: Path, temporary: Path) -> None:
    """Every field there is, kept looks, negative examples, and a record that was merged into theirs."""
    data = tmp_path / "data"
    paths = Paths(data)
    digest, skipped = "d1" * 32, "skippedpose"
    with opened(data) as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        others = [
            storage.people.add(Profile(f"Name <{n}>", f"ID-{n}"), [sample(n, b"p" * 500)], CONSENT, ACTOR)
            for n in range(6)
        ]
        bystander = others[0][0].subject_id
        new = replace(sample(700, b"picture of 7 " * 200), digest=digest, pose="front", predicted=0.5, predictor="p")
        person, stored = storage.people.add(
            PROFILE, [new], CONSENT, ACTOR, pin_hash="$argon2id$to-be-forgotten", skipped_poses=[skipped]
        )
        old, old_stored = storage.people.add(OLD, [sample(800, b"old picture " * 200)], CONSENT, ACTOR)
        for who in (person.subject_id, old.subject_id, bystander):
            storage.events.append(identified(who, look=Look(template(900), 0.8))).result(5)
        taken = storage.events.append(identified(bystander, look=Look(template(901), 0.8))).result(5)
        correction = Correction(taken.event_id, Verdict.IS, person.subject_id, ACTOR)
        said = storage.events.append(EventDraft(EventType.CORRECTION, START, "demo:", correction=correction)).result(5)
        look = storage.looks.get(taken.event_id)
        assert look is not None
        storage.teaching.add_negative(said.event_id, bystander, look, ACTOR)
        copy = tmp_path / "facegate-20260101T000000Z-0003.db"
        sqlite.backup(paths.database, copy)
        sealed = {**ciphertexts(data, [*stored, *old_stored]), **pieces(data, "pins"), **pieces(data, "negatives")}
        storage.merging.merge(person.subject_id, old.subject_id, PROFILE, ACTOR)
        # Put back from somewhere: in it the merged record is still one of its own.
        copy.rename(paths.backups_dir / copy.name)
        sealed |= {**ciphertexts(data, [*stored, *old_stored]), **pieces(data, "negatives"), **pieces(data, "pins")}
        needles = {
            **sealed,
            **{field: str(getattr(PROFILE, field)).encode() for field in FIELDS},
            **{group: group.encode() for group in PROFILE.groups},
            **dict.fromkeys(("notes", "folded"), b"to be forgotten"),
            "old": b"Old-ID-to-be",
            "digest": digest.encode(),
            "skipped poses": skipped.encode(),
        }
        found = {name for hits in files_with(data, needles).values() for name in hits}
        assert set(needles) == found, "the search does see each of them before"
        theirs = EventFilter(subject_id=person.subject_id)
        events, seen = event_rows(data), [each.event_id for each in storage.events.query(theirs)]
        assert len(seen) == 4

        report = storage.people.erase(person.subject_id, ACTOR)

        assert files_with(tmp_path, needles) == {}
        assert event_rows(data) == events
        assert storage.events.verify() == len(events)
        assert report.left == ()
        assert report.merged == (old.subject_id,)
        assert report.numbers == {
            "references": 2, "pictures": 2, "consents": 2, "backups": 1, "looks": 4, "enrolments": 2, "digests": 1,
            "groups": 2, "pins": 1, "events": 4,
        }  # fmt: skip
        # Of the others nothing went but the look at the erased one that had been taken for a bystander.
        assert storage.people.count() == len(others)
        assert storage.looks.count() == 1
        assert list(storage.teaching.negatives()) == []
    assert files_with(tmp_path, needles) == {}


def test_whoever_declines_leaves_no_look_and_keeps_the_record(tmp_path: Path, temporary: Path) -> None:
    with opened(tmp_path / "data") as storage:
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        person, stored = storage.people.add(PROFILE, [sample(1, b"picture" * 50)], CONSENT, ACTOR, pin_hash="hash")
        other, _ = storage.people.add(Profile("Other", "O-1"), [sample(2)], CONSENT, ACTOR)
        events = [
            storage.events.append(identified(who.subject_id, look=Look(template(seed), 0.8))).result(5)
            for seed, who in enumerate((person, other))
        ]
        needles = {
            **ciphertexts(tmp_path / "data", stored),
            **pieces(tmp_path / "data", f"looks WHERE event_id = '{events[0].event_id}'"),
        }
        assert needles.keys() == {name for hits in files_with(tmp_path, needles).values() for name in hits}
        storage.people.decline(person.subject_id, ACTOR)
        assert files_with(tmp_path, needles) == {}
        assert [storage.looks.get(each.event_id) is None for each in events] == [True, False]
        kept = storage.people.get(person.subject_id)
        assert (kept.profile, kept.has_pin, kept.references) == (PROFILE, True, 0)


def test_whoever_declines_leaves_nothing_in_backups_but_the_record(tmp_path: Path, temporary: Path) -> None:
    with opened(tmp_path / "data") as storage:
        person, old, other = (
            storage.people.add(Profile(str(seed), str(seed)), [sample(seed)], CONSENT, ACTOR)[0] for seed in range(3)
        )
        # One look at them was taken for somebody else, one that was taken for them was of somebody else.
        for seed, (seen, verdict, told) in enumerate(
            (
                (other, Verdict.IS, old),
                (person, Verdict.NOT_THIS_PERSON, person),
                (other, Verdict.NOT_THIS_PERSON, other),
            )
        ):
            event = storage.events.append(identified(seen.subject_id, seed)).result(5)
            said = Correction(event.event_id, verdict, told.subject_id, ACTOR)
            draft = EventDraft(EventType.CORRECTION, START, "demo:", correction=said)
            look = KeptLook(event.event_id, START, template(10 + seed), 0.8)
            told_by = storage.events.append(draft).result(5).event_id
            storage.teaching.add_negative(told_by, seen.subject_id, look, ACTOR)
        paths = Paths(tmp_path / "data")
        sqlite.backup(paths.database, backup := paths.backups_dir / "facegate-20260101T000000Z-0003.db")
        before = backup.read_bytes()
        storage.merging.merge(person.subject_id, old.subject_id, person.profile, ACTOR)
        backup.write_bytes(before)  # as whoever copies an old one back does
        storage.people.decline(person.subject_id, ACTOR)
    with closing(sqlite3.connect(backup)) as connection:
        left = {
            table: [row[0] for row in connection.execute(f"SELECT subject_id FROM {table}")]
            for table in ("subjects", "face_references", "negatives", "consents")
        }
    assert sorted(left.pop("subjects")) == sorted(each.subject_id for each in (person, old, other))
    assert left == {table: [other.subject_id] for table in left}


@pytest.mark.parametrize("way", ["decline", "erase"])
def test_a_backup_may_be_older_than_the_word_who_a_look_shows(tmp_path: Path, temporary: Path, way: str) -> None:
    with opened(tmp_path / "data") as storage:
        person, other = (
            storage.people.add(Profile(str(seed), str(seed)), [sample(seed)], CONSENT, ACTOR)[0] for seed in range(2)
        )
        event = storage.events.append(identified(other.subject_id)).result(5)

        def said(verdict: Verdict, who: SubjectId) -> EventId:
            draft = EventDraft(
                EventType.CORRECTION, START, "demo:", correction=Correction(event.event_id, verdict, who, ACTOR)
            )
            return storage.events.append(draft).result(5).event_id

        look = KeptLook(event.event_id, START, template(10), 0.8)
        taught = said(Verdict.NOT_THIS_PERSON, other.subject_id)
        storage.teaching.add_negative(taught, other.subject_id, look, ACTOR)
        paths = Paths(tmp_path / "data")
        sqlite.backup(paths.database, backup := paths.backups_dir / "facegate-20260101T000000Z-0003.db")
        said(Verdict.IS, person.subject_id)
        getattr(storage.people, way)(person.subject_id, ACTOR)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM negatives").fetchone() == (0,)


def test_everybody_can_be_erased_one_by_one(tmp_path: Path, temporary: Path) -> None:
    """Rows move between pages as their neighbours go; none may leave a copy."""
    data = tmp_path / "data"
    with opened(data) as storage:
        stored = populate(storage)
        needles: dict[str, bytes] = {}
        order = [(number * 7) % PEOPLE for number in range(PEOPLE)]
        for number in order[:12]:
            needles.update(ciphertexts(data, stored[number]))
            needles[f"name {number}"] = b"ame <%d>" % number  # three bytes would be found by chance
            storage.people.erase(stored[number][0].subject_id, ACTOR)
            assert files_with(tmp_path, needles) == {}
        assert storage.people.count() == PEOPLE - 12
        assert storage.events.verify() == PEOPLE


def test_a_damaged_database_that_was_kept_is_named_at_an_erasure(tmp_path: Path) -> None:
    Paths(tmp_path).database.write_bytes(b"no database" * 1000)
    with opened(tmp_path) as storage:
        person, _ = storage.people.add(Profile(NAME, EXTERNAL_ID), [sample(1)], CONSENT, ACTOR)
        storage.people.erase(person.subject_id, ACTOR)
        (kept,) = tmp_path.glob("*.corrupt-*")
        assert storage.notices[-1].title == "Old data remains"
        assert str(kept) in storage.notices[-1].message


def test_a_foreign_reader_is_told_of_and_the_next_start_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_COMMON", ["PRAGMA busy_timeout=50", *sqlite._COMMON[1:]])
    monkeypatch.setattr(sqlite, "_WRITING", ["PRAGMA busy_timeout=50", *sqlite._WRITING[1:]])
    with opened(tmp_path) as storage:
        stored = populate(storage)
        needles = ciphertexts(tmp_path, stored[7])
        with closing(sqlite3.connect(Paths(tmp_path).database, isolation_level=None)) as foreign:
            foreign.execute("BEGIN")
            foreign.execute("SELECT count(*) FROM templates").fetchone()
            storage.people.erase(stored[7][0].subject_id, ACTOR)
            assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
            foreign.execute("ROLLBACK")
        with pytest.raises(NotFoundError):
            storage.people.get(stored[7][0].subject_id)
    with opened(tmp_path):
        assert files_with(tmp_path, needles) == {}


def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power lost after the commit and before the log was emptied."""
    data, left = tmp_path / "data", tmp_path / "left"
    with opened(data) as storage:
        stored = populate(storage)
        needles = ciphertexts(data, stored[7])

        def power_cut(_engine: Engine) -> bool:
            shutil.copytree(data, left, ignore=shutil.ignore_patterns("*-shm"))
            return True

        monkeypatch.setattr(sqlite, "empty_log", power_cut)
        storage.people.erase(stored[7][0].subject_id, ACTOR)
        monkeypatch.undo()
    assert files_with(left, needles)
    with opened(left) as storage:
        assert storage.people.count() == PEOPLE - 1
        assert storage.events.verify() == PEOPLE
        assert files_with(left, needles) == {}


def test_a_checkpoint_that_fails_is_told_and_the_next_start_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the commit and the checkpoint: the person is gone, so nothing may raise."""

    def full(_engine: Engine) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    data, left = tmp_path / "data", tmp_path / "left"
    with opened(data) as storage:
        stored = populate(storage)
        needles = ciphertexts(data, stored[7])
        monkeypatch.setattr(sqlite, "empty_log", full)
        report = storage.people.erase(stored[7][0].subject_id, ACTOR)
        assert (report.references, report.consents) == (EACH, 1)
        assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
        assert "Free some space" in storage.notices[0].remedy
        with pytest.raises(NotFoundError):
            storage.people.get(stored[7][0].subject_id)
        # As the power cut leaves it: the last connection to close would empty the log by itself.
        shutil.copytree(data, left, ignore=shutil.ignore_patterns("*-shm"))
    assert files_with(left, needles)
    with opened(left) as storage:  # still full: it opens, and says so
        assert [notice.title for notice in storage.notices] == ["Erasure not finished"]
        monkeypatch.undo()
        storage.people.erase(stored[8][0].subject_id, ACTOR)
        assert files_with(left, needles) == {}  # the next erasure finished the first
    with opened(left) as storage:
        assert storage.notices == []


def test_a_cache_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as storage:
        person, _ = storage.people.add(Profile(NAME, EXTERNAL_ID), [sample(1)], CONSENT, ACTOR)

        def broken(_folder: Path, _pattern: str) -> list[Path]:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(Path, "rglob", broken)
        storage.people.erase(person.subject_id, ACTOR)
        assert [notice.title for notice in storage.notices] == ["File not written"]
        assert storage.people.count() == 0
