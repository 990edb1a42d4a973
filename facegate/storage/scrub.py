"""Changes after which nothing of what was there before may be left in the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table

from facegate import logs
from facegate.errors import FacegateError, StorageError
from facegate.storage import engine as sqlite
from facegate.storage.schema import PERSONAL
from facegate.storage.troubles import write_failed

T = TypeVar("T")


def scrubbed(
    database: Path,
    work: Callable[[Connection], T],
    notify: Callable[[FacegateError], None],
    tables: Sequence[Table] = PERSONAL,
) -> T:
    """Do some work and write the tables about people anew in one transaction, then empty the write-ahead log.

    Takes about a second for every 100,000 references. Runs on the writer's thread while its own connection rests.

    Args:
        database: the file.
        work: on a connection whose foreign keys are off, so nothing cascades.
        notify: told what kept the log from being emptied; the next start or erasure does it then.
        tables: those from which the work takes something, all of :data:`PERSONAL`.

    Raises:
        Exception: what the work or the database raised; nothing was changed. After the commit nothing raises.
    """
    engine = sqlite.rebuilding_engine(database)
    try:
        with engine.begin() as connection:
            result = work(connection)
            sqlite.rebuild(connection, [table.name for table in tables])
        finish_erasures(engine, database, notify)
    finally:
        engine.dispose()
    return result


def finish_erasures(engine: Engine, database: Path, notify: Callable[[FacegateError], None]) -> None:
    """Empty the write-ahead log, which may hold what was erased. What keeps it from that is told, never raised."""
    try:
        with sqlite.translated(database):
            emptied = sqlite.empty_log(engine)
    except FacegateError as error:
        logs.storage.warning("the write-ahead log could not be emptied: %s", error.title)
        notify(_log_not_emptied(database, error))
        return
    if not emptied:
        logs.storage.warning("the write-ahead log could not be emptied: it is being read")
        notify(_log_in_use(database))


def empty_cache(folder: Path, notify: Callable[[FacegateError], None]) -> None:
    """Remove what can be rebuilt: it is sealed, but it holds everybody. What cannot be removed is told."""
    try:
        found = sorted(folder.rglob("*"), reverse=True)
    except OSError as error:
        logs.storage.warning("the cache could not be listed")
        notify(write_failed(folder, error))
        return
    for path in found:
        try:
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            logs.storage.warning("a file of the cache could not be removed: %s", path.name)
            notify(write_failed(path, error))


def _log_in_use(database: Path) -> StorageError:
    return StorageError(
        "Erasure not finished",
        "Another program reads {database}, so old sealed data is still in its write-ahead log.",
        "Close that program and restart FaceGate, which finishes the erasure.",
        database=database,
    )


def _log_not_emptied(database: Path, reason: FacegateError) -> StorageError:
    return StorageError(
        "Erasure not finished",
        "Old sealed data may still be in the write-ahead log of {database}, which could not be emptied ({reason}).",
        "Free some space on that disk and restart FaceGate; it tries again then, and at the next erasure.",
        database=database,
        reason=reason.title,
    )
