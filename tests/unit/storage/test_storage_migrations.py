from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from helpers.clocks import START
from helpers.data_folder import ACTOR, MODEL, enrol, opened, record, tampered, template, titles
from keyring.backends.fail import Keyring

from facegate.domain.events import EventFilter
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.people_query import PeopleQuery
from facegate.errors import DamagedDataError, FacegateError, StorageError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.backups import KEPT
from facegate.storage.head import FILE_NAME
from facegate.storage.migrate import VERSIONS, upgrade
from facegate.storage.schema import REVISION, metadata

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"

REBUILD = """
import sqlalchemy as sa
from alembic import op
revision = "0007"
down_revision = "0006"
def upgrade():
    with op.batch_alter_table("subjects", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text(), nullable=False, server_default="none"))
"""
ORPHANS = """
from alembic import op
revision = "0007"
down_revision = "0006"
def upgrade():
    op.execute("ALTER TABLE audit ADD COLUMN extra TEXT")
    op.execute("DELETE FROM subjects")
"""
FAILS = """
from alembic import op
revision = "0007"
down_revision = "0006"
def upgrade():
    op.execute("ALTER TABLE audit ADD COLUMN extra TEXT")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


def thawed(folder: Path, revision: str) -> None:
    """A data folder as an older release left it."""
    keyring.set_keyring(Keyring())  # its key is in a file
    paths = Paths(folder)
    paths.prepare()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript((SCHEMAS / f"{revision}.sql").read_text())
    shutil.copy(SCHEMAS / f"{revision}.facegate.key", paths.key_file)
    shutil.copy(SCHEMAS / f"{revision}.chain_head.json", paths.state_dir / FILE_NAME)


def later(tmp_path: Path, source: str) -> list[Path]:
    """The migrations there are and one more."""
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "0007_later.py").write_text(source)
    return [VERSIONS, folder]


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_every_revision_is_frozen_and_the_newest_is_ours() -> None:
    script = ScriptDirectory(str(VERSIONS.parent), version_locations=[str(VERSIONS)])
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert revisions[0] == REVISION == script.get_current_head()
    assert {path.stem for path in SCHEMAS.glob("*.sql")} == set(revisions)
    assert {path.name.split("_")[0] for path in VERSIONS.glob("[0-9]*.py")} == set(revisions)


def test_migrations_make_the_schema_that_the_program_uses(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    engine = sqlite.rebuilding_engine(Paths(tmp_path).database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert Config().get_main_option("script_location") is None  # nothing of ours leaks into other configurations


def test_a_frozen_database_opens_with_everything_in_it(tmp_path: Path) -> None:
    for revision in sorted(path.stem for path in SCHEMAS.glob("*.sql")):
        folder = tmp_path / revision
        thawed(folder, revision)
        with opened(folder) as storage:
            assert titles(storage) == ["No keyring"]
            first, second = storage.people.search()
            # In the later one a third event was corrected to this person, and its look added.
            more = 0 if revision == "0001" else 1
            assert (first.name, first.references) == ("Person 1", 2 + more)
            assert first.last_seen == START + timedelta(minutes=10 if more else 2)
            assert (second.name, second.external_id) == ("Person Two", "P-2")
            seeds = (1000, 1001, 2000, 7)[: 3 + more]
            for one, seed in zip(storage.people.references(MODEL), seeds, strict=True):
                assert (one.template.vector == template(seed).vector).all()
            assert storage.people.picture(3) == b"not really a JPEG"
            # The newest have an attack that showed the first person, and its alarm.
            attacks = [event for event in storage.events.query(EventFilter()) if event.pad is Pad.ATTACK]
            claims = [] if revision < "0006" else [(Cue.TEXTURE, 0.0625, first.subject_id)]
            assert [(event.pad_cue, event.pad_score, event.claimed_id) for event in attacks] == claims
            assert storage.events.verify() == 4 + 2 * more + 2 * len(claims)
            assert len(storage.people.audit()) == 5 + 2 * more
            assert len(storage.events.corrections()) == len(list(storage.teaching.negatives())) == more
            assert storage.people.consents(second.subject_id)[0].attested
            _, stored = enrol(storage, 9)
            assert stored[0].reference_id == 5 + more  # 4 was erased, and is not given again


def test_an_old_database_is_backed_up_and_keeps_its_rows(tmp_path: Path) -> None:
    """Rebuilding a table under foreign keys would delete its children."""
    data = tmp_path / "data"
    thawed(data, "0006")
    paths = Paths(data)
    before = dump(paths.database)
    copy = upgrade(paths.database, paths.backups_dir, START, versions=later(tmp_path, REBUILD), target="0007")
    assert copy is not None
    assert copy.name == "facegate-20260302T080000Z-0006.db"
    # But for the kept look, which would outlive its day in there.
    assert [line for line in before if line not in dump(copy)] == [line for line in before if '"looks" VALUES' in line]
    assert len(before) == len(dump(copy)) + 1
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in paths.backups_dir.iterdir()) == [copy.name]
    after = dump(paths.database)
    children = [line for line in before if "INSERT" in line and '"subjects"' not in line and "alembic" not in line]
    assert len(children) > 10
    assert set(children) <= set(after)
    assert any("'Person Two'" in line and "'none'" in line for line in after)
    assert "INSERT INTO \"alembic_version\" VALUES('0007');" in after


def test_columns_that_came_later_leave_old_rows_as_they_were(tmp_path: Path) -> None:
    thawed(tmp_path, "0001")
    paths = Paths(tmp_path)

    def rows() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(paths.database)) as connection:
            columns = "sequence, event_id, type, occurred_at, recorded_at, source, track, subject_id, distance, mac"
            return list(connection.execute(f"SELECT {columns} FROM events"))

    before = rows()
    with opened(tmp_path) as storage:
        assert storage.events.verify() == 4
    assert rows() == before
    assert len(list(paths.backups_dir.iterdir())) == 1


def test_people_of_an_older_database_are_found_without_accents(tmp_path: Path) -> None:
    thawed(tmp_path, "0003")
    tampered(
        tmp_path, "UPDATE subjects SET name = 'Łukasz Müller', search_text = 'łukasz müller' WHERE name LIKE '%Two'"
    )
    with opened(tmp_path) as storage:
        for text in ("lukasz muller", "mueller p-2"):
            assert [person.name for person in storage.people.search(PeopleQuery(text))] == ["Łukasz Müller"]


@pytest.mark.parametrize(("source", "error"), [(ORPHANS, DamagedDataError), (FAILS, FacegateError)])
def test_a_migration_that_fails_is_undone(tmp_path: Path, source: str, error: type[Exception]) -> None:
    data = tmp_path / "data"
    thawed(data, "0001")
    paths = Paths(data)
    before = dump(paths.database)
    with pytest.raises(error):
        upgrade(paths.database, paths.backups_dir, START, versions=later(tmp_path, source), target="0007")
    assert dump(paths.database) == before
    with opened(data) as storage:
        assert storage.events.verify() == 4


def test_backups_are_kept_for_a_while_only(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    versions = later(tmp_path, REBUILD)
    for day in range(KEPT + 2):
        thawed(paths.data_dir, "0001")
        upgrade(paths.database, paths.backups_dir, START + timedelta(days=day), versions=versions, target="0007")
        paths.database.unlink()
    names = [path.name for path in sorted(paths.backups_dir.iterdir())]
    assert names == [f"facegate-2026030{2 + day}T080000Z-0001.db" for day in range(2, KEPT + 2)]


def test_two_backups_of_one_second_have_two_names(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    versions = later(tmp_path, REBUILD)
    for _ in range(2):
        thawed(paths.data_dir, "0001")
        upgrade(paths.database, paths.backups_dir, START, versions=versions, target="0007")
        paths.database.unlink()
    assert len(list(paths.backups_dir.iterdir())) == 2


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        record(storage, 3)
    tampered(tmp_path, "UPDATE alembic_version SET version_num = '9999'", "ALTER TABLE subjects RENAME TO persons")
    database = Paths(tmp_path).database
    before = database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StorageError, match="Database is newer") as caught, opened(tmp_path, read_only=read_only):
            pass
        assert not isinstance(caught.value, DamagedDataError)
    assert database.read_bytes() == before
    assert list(tmp_path.glob("*corrupt*")) == []
    assert list(Paths(tmp_path).backups_dir.iterdir()) == []


def test_an_older_database_is_not_migrated_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path):
        pass
    before = Paths(tmp_path).database.read_bytes()
    monkeypatch.setattr("facegate.storage.opening.REVISION", "0007")
    with pytest.raises(StorageError, match="Database not up to date"), opened(tmp_path, read_only=True):
        pass
    assert Paths(tmp_path).database.read_bytes() == before


def test_opening_migrates_an_older_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    thawed(data, "0002")
    versions = later(tmp_path, REBUILD)
    asked: list[Path] = []

    def to_the_next(database: Path, backups: Path, now: object) -> None:
        asked.append(database)
        upgrade(database, backups, START, versions=versions, target="0007")

    monkeypatch.setattr("facegate.storage.opening.REVISION", "0007")
    monkeypatch.setattr("facegate.storage.opening.upgrade", to_the_next)
    with opened(data) as storage:
        assert len(storage.people.search()) == 2
        assert len(list(storage.events.query(EventFilter()))) == 6
        # An erasure reaches the backup that was just made.
        (backup,) = Paths(data).backups_dir.iterdir()
        person = storage.people.search()[1]
        report = storage.people.erase(person.subject_id, ACTOR)
        assert report.backups == 1
    assert asked == [Paths(data).database]
    text = "\n".join(dump(backup))
    assert "Person Two" not in text
    assert "Person 1" in text
    assert b"Person Two" not in backup.read_bytes()


def test_a_backup_that_cannot_be_cleaned_is_removed(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        person, _ = enrol(storage, 1)
        backup = Paths(tmp_path).backups_dir / "facegate-20260101T000000Z-0001.db"
        backup.write_bytes(b"no database " * 100)
        assert storage.people.erase(person.subject_id, ACTOR).backups == 1
        assert list(Paths(tmp_path).backups_dir.iterdir()) == []
