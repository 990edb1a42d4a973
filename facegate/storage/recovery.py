"""A database that cannot be read is kept aside under a new name, never overwritten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from facegate import logs
from facegate.errors import DamagedDataError
from facegate.storage.engine import companions
from facegate.storage.head import FILE_NAME, put_aside
from facegate.storage.moments import stamp
from facegate.storage.troubles import write_failed

LABEL = "corrupt"


def keep_corrupt_aside(database: Path, state_dir: Path, now: datetime) -> DamagedDataError:
    """Rename a damaged database with its companions, and the head of its event log.

    The companions go first: were the database renamed and the program killed,
    SQLite would take what is left for a new database's log and delete it.

    Returns the notice for the user: from here on a fresh database is used.

    Raises:
        StorageError: they cannot be renamed; nothing was overwritten.
    """
    target = _free_name(database, now)
    try:
        for companion in reversed(companions(database)):
            if companion.exists():
                companion.rename(target.with_name(target.name + companion.name.removeprefix(database.name)))
        database.rename(target)
    except OSError as error:
        raise write_failed(database, error) from error
    put_aside(state_dir / FILE_NAME, LABEL, now)
    logs.storage.error("the damaged database was kept aside as %s", target.name)
    return DamagedDataError(
        "Database damaged: started with an empty one",
        "{database} could not be read. It was kept as {target}, and an empty database is in use: nobody is enrolled.",
        "Restore the data folder from a backup, or enrol people again. Keep {target} until you have what you need.",
        database=database,
        target=target,
    )


def kept_aside(database: Path) -> list[Path]:
    """Damaged databases that were kept; none where the folder cannot be listed."""
    try:
        found = list(database.parent.glob(f"{database.name}.{LABEL}-*"))
    except OSError as error:
        logs.storage.warning("the data folder could not be listed (%s)", type(error).__name__)
        return []
    return sorted(path for path in found if not path.name.endswith(("-wal", "-shm")))


def _free_name(database: Path, now: datetime) -> Path:
    first = f"{database.name}.{LABEL}-{stamp(now)}"
    counter, target = 1, database.with_name(first)
    while target.exists():
        counter += 1
        target = database.with_name(f"{first}-{counter}")
    return target
