"""Bringing an older database up to date: backed up first, in one transaction, refused when it is newer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from facegate import logs
from facegate.errors import DamagedDataError, StorageError
from facegate.storage import engine as sqlite
from facegate.storage.backups import drop_looks, new_backup_path, prune_backups
from facegate.storage.schema import REVISION

_HERE = Path(__file__).resolve().parent
VERSIONS = _HERE / "versions"


def revision_of(connection: Connection, database: Path) -> str | None:
    """The database's revision, None where it has no tables yet.

    Raises:
        StorageError: it has tables, but not ours.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" in tables:
        revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if revision is not None:
            return revision
    raise StorageError(
        "Not a FaceGate database",
        "{database} is a database of another program.",
        "Choose another data folder with --data-dir, or move that file away.",
        database=database,
    )


def refuse_newer(revision: str | None, database: Path, versions: Sequence[Path] = (VERSIONS,)) -> None:
    """Stop before touching a database that this program does not know.

    Raises:
        StorageError: it was written by a newer FaceGate.
    """
    if revision is not None and revision not in _known(versions):
        raise StorageError(
            "Database is newer",
            "{database} was written by a newer FaceGate (schema {revision}, this program knows {known}).",
            "Update FaceGate. The database was not touched.",
            database=database,
            revision=revision,
            known=REVISION,
        )


def upgrade(
    database: Path,
    backups: Path,
    now: datetime,
    *,
    finish: Callable[[Connection], None] = lambda _connection: None,
    versions: Sequence[Path] = (VERSIONS,),
    target: str = REVISION,
) -> Path | None:
    """Bring a database to ``target``; all of it or nothing.

    Args:
        database: an existing file, perhaps empty.
        backups: folder for the copy that is made when there is something to lose.
        now: aware, for the copy's name.
        finish: runs last inside the transaction.
        versions: folders with migrations.
        target: revision.

    Returns:
        The copy, None if none was made.

    Raises:
        StorageError: it could not be done; the database is as it was.
    """
    with sqlite.translated(database):
        engine = sqlite.rebuilding_engine(database)
        try:
            with engine.connect() as connection:
                before = revision_of(connection, database)
            copy = None
            if before is not None:
                copy = new_backup_path(backups, before, now)
                sqlite.backup(database, copy)
                drop_looks(copy)
                logs.storage.info("database backed up before its migration from %s to %s", before, target)
            with engine.begin() as connection:
                _run(connection, versions, target)
                finish(connection)
                _check(connection, database)
        finally:
            engine.dispose()
    prune_backups(backups)
    return copy


def _run(connection: Connection, versions: Sequence[Path], target: str) -> None:
    # Imported here: half a second that a start without a migration need not spend.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(_HERE))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_escaped, versions)))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _escaped(path: Path) -> str:
    """For ConfigParser, to which a percent sign is special."""
    return str(path).replace("%", "%%")


def _known(versions: Sequence[Path]) -> set[str]:
    """Our revision and those of the migrations, from their file names."""
    return {REVISION} | {path.name.split("_")[0] for folder in versions for path in folder.glob("[0-9]*_*.py")}


def _check(connection: Connection, database: Path) -> None:
    lost = sqlite.orphans(connection)
    if lost:
        raise DamagedDataError(
            "Migration refused",
            "After the update of {database}, {lost} records would belong to nobody; it was undone.",
            "Please report this, and go on with the FaceGate that was used before.",
            database=database,
            lost=lost,
        )
