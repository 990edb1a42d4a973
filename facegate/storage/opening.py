"""The steps of opening a data folder: health, key, schema."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, inspect, select

from facegate.domain.ports import Clock
from facegate.errors import DamagedDataError, FacegateError, StorageError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.backups import drop_left_looks
from facegate.storage.head import FILE_NAME, put_aside
from facegate.storage.identity import Identity, read_identity, sealed_check
from facegate.storage.keys import Vault, existing_vault, new_vault, spoken
from facegate.storage.keyset import CurrentKeys, Keyset
from facegate.storage.migrate import refuse_newer, revision_of, upgrade
from facegate.storage.recovery import keep_corrupt_aside
from facegate.storage.schema import REVISION, events, metadata
from facegate.storage.scrub import finish_erasures
from facegate.storage.troubles import CorruptFileError, read_failed

CHECKED_AT_START = ("meta", "subjects", "face_references", "consents")
"""Small tables whose structure is checked at every start. Not the events: a year of them takes too
long, and the chain covers them. Not the templates: each is authenticated when it is read."""

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that is ready for use.

    Attributes:
        identity: what it says of itself.
        vault: where its keyset is kept, None for the empty one.
        keys: its keys.
        readers: reading connections.
    """

    identity: Identity
    vault: Vault | None
    keys: CurrentKeys
    readers: Engine


@dataclass(frozen=True, slots=True)
class _Found:
    revision: str
    identity: Identity


def open_for_writing(paths: Paths, clock: Clock, passphrase: str | None, notices: list[FacegateError]) -> Opened:
    """Make, repair or update the database of a prepared and locked folder.

    Raises:
        StorageError: it cannot be used; it was not changed.
    """
    database = paths.database
    try:
        found = _look(database)
    except CorruptFileError:
        notices.append(keep_corrupt_aside(database, paths.state_dir, clock.now()))
        found = None
    if found is None:
        identity, vault, keys = _created(paths, clock, passphrase, notices)
    else:
        identity = found.identity
        vault, keys = _unlocked(found.identity, paths, passphrase, notices)
        sqlite.make_private(database)
        if found.revision != REVISION:
            upgrade(database, paths.backups_dir, clock.now())
        _finish_erasures(database, notices)
        drop_left_looks(paths.backups_dir, notices.append)
    return Opened(identity, vault, keys, sqlite.reading_engine(database))


def open_for_reading(paths: Paths, passphrase: str | None, notices: list[FacegateError]) -> Opened:
    """Look at a database that another process may be writing.

    Raises:
        StorageError: it cannot be used.
    """
    found = _look(paths.database)
    if found is None:
        notices.append(_no_database(paths.data_dir))
        engine = sqlite.empty_engine()
        metadata.create_all(engine)
        keys = CurrentKeys(Keyset.fresh())
        return Opened(Identity("", "", ""), None, keys, engine)
    if found.revision != REVISION:
        raise StorageError(
            "Database not up to date",
            "{database} was written by an older FaceGate.",
            "Start FaceGate once, which updates it.",
            database=paths.database,
        )
    # Where the key lies is said to those who write: not with every list that is shown.
    vault, keys = _unlocked(found.identity, paths, passphrase, [])
    return Opened(found.identity, vault, keys, sqlite.reading_engine(paths.database))


def _look(database: Path) -> _Found | None:
    """What an existing database says, nothing being changed; None where there is none.

    Raises:
        CorruptFileError: it cannot be read as a database.
        StorageError: it is newer, of another program, or cannot be opened.
    """
    try:
        if not database.exists() or database.stat().st_size == 0:
            return None
        log = sqlite.companions(database)[0]
        if not log.exists() or log.stat().st_size == 0:
            # With a log, the file may be smaller than it says: the rest is in there.
            sqlite.check_size(database)
    except OSError as error:
        raise read_failed(database, error) from error
    engine = sqlite.reading_engine(database)
    try:
        with sqlite.translated(database), engine.connect() as connection:
            revision = revision_of(connection, database)
            if revision is None:
                return None
            refuse_newer(revision, database)
            present = set(inspect(connection).get_table_names())
            sqlite.check_tables(connection, database, [name for name in CHECKED_AT_START if name in present])
            connection.execute(select(events.c.sequence).order_by(events.c.sequence.desc()).limit(1)).all()
            return _Found(revision, read_identity(connection, database))
    finally:
        engine.dispose()


def _unlocked(
    identity: Identity, paths: Paths, passphrase: str | None, notices: list[FacegateError]
) -> tuple[Vault, CurrentKeys]:
    vault, keyset = existing_vault(identity.key_place, paths.key_file, identity.database_id, passphrase)
    keys = CurrentKeys(keyset)
    identity.require_fit(keys, paths.database)
    _say_where(vault, paths, passphrase, notices)
    return vault, keys


def _created(
    paths: Paths, clock: Clock, passphrase: str | None, notices: list[FacegateError]
) -> tuple[Identity, Vault, CurrentKeys]:
    """A new database: the key is kept first, then tables and identity come in one transaction."""
    now = clock.now()
    old_head = put_aside(paths.state_dir / FILE_NAME, "orphan", now)
    if old_head is not None:
        notices.append(_log_gone(paths.database, old_head))
    database_id = secrets.token_hex(_ID_BYTES)
    vault, keyset = new_vault(paths.key_file, database_id, passphrase, now)
    keys = CurrentKeys(keyset)
    identity = Identity(database_id, vault.place, sealed_check(keys, database_id))
    sqlite.make_private(paths.database)
    upgrade(paths.database, paths.backups_dir, now, finish=identity.write)
    _say_where(vault, paths, passphrase, notices)
    return identity, vault, keys


def _finish_erasures(database: Path, notices: list[FacegateError]) -> None:
    """Empty the log that a killed process left."""
    log = sqlite.companions(database)[0]
    if not log.exists() or log.stat().st_size == 0:
        return
    engine = sqlite.rebuilding_engine(database)
    try:
        finish_erasures(engine, database, notices.append)
    finally:
        engine.dispose()


def _say_where(vault: Vault, paths: Paths, passphrase: str | None, notices: list[FacegateError]) -> None:
    notices.extend(spoken(vault.place, paths.key_file, passphrase is not None))


def _no_database(folder: Path) -> StorageError:
    return StorageError(
        "No database yet",
        "The data folder {folder} holds no database: nobody is enrolled there and nothing was recorded.",
        "Check the folder's name, or enrol somebody first.",
        folder=folder,
    )


def _log_gone(database: Path, old_head: Path) -> DamagedDataError:
    return DamagedDataError(
        "Event log gone",
        "{database} was missing although events had been recorded; a new one was started. The old head is {head}.",
        "Restore the data folder from a backup if the database was not removed on purpose.",
        database=database,
        head=old_head,
    )
