"""SQLite: the only module that knows which database this is.

Everything else speaks SQLAlchemy Core, so that a site with many gates can
have PostgreSQL in its place. Connections differ by what they are for:
*writing* ones begin with BEGIN IMMEDIATE, *reading* ones cannot write at all,
and *rebuilding* ones have foreign keys off, because a table that is rebuilt
under them takes its children with it.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import NullPool, Pool, QueuePool, StaticPool

from facegate.settings.files import PRIVATE_FILE
from facegate.storage.troubles import Trouble, explain, write_failed

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another program's lock; SQLite's shell and backups hold one for less."""

READERS = 4
"""Reading connections that are kept open: window, export, inference and one to spare."""

CACHE = 16 * 1024
"""Kilobytes of pages that a connection keeps at most: room for a day's sightings of 10,000 people, which do not lie in
the order in which they are read. With SQLite's own 2,000 each page is read from the file a dozen times."""

CLEAN_SUFFIX = ".clean"
"""Of a copy that is being written without the person who is erased."""

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"
"""https://www.sqlite.org/fileformat2.html, section 1.3."""

_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes carry the primary one in the low byte."""

_TROUBLES = {
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.CORRUPT,
    sqlite3.SQLITE_NOTADB: Trouble.CORRUPT,
    sqlite3.SQLITE_CANTOPEN: Trouble.CANNOT_OPEN,
    sqlite3.SQLITE_IOERR: Trouble.INPUT_OUTPUT,
}


# -- connections ---------------------------------------------------------------


def writing_engine(database: Path) -> Engine:
    """Connections that write with every safeguard on."""
    return _engine(database, "rw", _WRITING, "BEGIN IMMEDIATE", NullPool)


def rebuilding_engine(database: Path) -> Engine:
    """Connections for migrations and rebuilt tables: foreign keys off, all other safeguards on."""
    return _engine(database, "rw", [*_WRITING, "PRAGMA foreign_keys=OFF"], "BEGIN IMMEDIATE", NullPool)


def reading_engine(database: Path) -> Engine:
    """Connections that cannot write; safe to use beside the writer, in this process or another."""
    mode = "ro"
    if not companions(database)[0].exists() and not os.access(database.parent, os.W_OK):
        # On a folder that is really read-only, SQLite could not make the files that coordinate
        # readers with a writer; there can be no writer either.
        mode = "ro&immutable=1"
    return _engine(database, mode, _READING, "BEGIN", QueuePool)


def empty_engine() -> Engine:
    """A database in memory, for a data folder that has none yet."""
    return _engine(Path(":memory:"), "memory", _COMMON, "BEGIN", StaticPool)


_COMMON = [
    f"PRAGMA busy_timeout={int(BUSY_TIMEOUT * 1000)}",
    # Sorting and statement journals would otherwise write names and templates to files in /tmp.
    "PRAGMA temp_store=MEMORY",
    # Functions with side effects in a schema that somebody tampered with are not called.
    "PRAGMA trusted_schema=OFF",
    f"PRAGMA cache_size=-{CACHE}",
]
_READING = [*_COMMON, "PRAGMA query_only=ON"]
_WRITING = [
    *_COMMON,
    "PRAGMA journal_mode=WAL",
    # In WAL mode, NORMAL may lose the last commits at a power cut.
    "PRAGMA synchronous=FULL",
    # On macOS, a plain fsync leaves the data in the drive's own memory; elsewhere this does nothing.
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
]


def _engine(database: Path, mode: str, pragmas: Sequence[str], begin: str, pool: type[Pool]) -> Engine:
    in_memory = mode == "memory"
    address = ":memory:" if in_memory else f"{database.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins nothing by itself, see _begin.
        return sqlite3.connect(
            address, uri=not in_memory, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )

    # The connection that was used last is taken first: its pages are at hand, and others need no memory for theirs.
    sizes = {"pool_size": READERS, "max_overflow": READERS, "pool_use_lifo": True} if pool is QueuePool else {}
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, hide_parameters=True, **sizes)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


# -- errors --------------------------------------------------------------------


def diagnose(error: BaseException) -> Trouble:
    """The cause of an error of SQLAlchemy or the driver."""
    if isinstance(error, exc.TimeoutError):
        return Trouble.LOCKED
    origin = error.orig if isinstance(error, exc.DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        return Trouble.DEFECT
    return _TROUBLES.get(code & _PRIMARY_CODE, Trouble.DEFECT)


@contextmanager
def translated(database: Path) -> Iterator[None]:
    """Turn errors of SQLAlchemy and the driver into ours.

    Raises:
        StorageError: the environment is at fault.
        DamagedDataError: the file is not readable as a database.
        BugError: we are.
    """
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        raise explain(diagnose(error), database, type(error).__name__) from error


# -- files ---------------------------------------------------------------------


def companions(database: Path) -> tuple[Path, Path]:
    """The write-ahead log and its shared index, which SQLite keeps beside an open database."""
    return database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")


def make_private(database: Path) -> None:
    """Make the file if it is missing, readable by its owner only; SQLite gives its companions the same rights.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        os.close(os.open(database, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        for path in (database, *companions(database)):
            if path.exists():
                path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise write_failed(database, error) from error


def check_size(database: Path) -> None:
    """Compare the file's size with what its header says; reads 100 bytes.

    Raises:
        CorruptFileError: it is no SQLite file or was cut.
    """
    with database.open("rb") as stream:
        header = stream.read(_HEADER_SIZE)
        size = stream.seek(0, os.SEEK_END)
    if size == 0:
        return
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise explain(Trouble.CORRUPT, database, "header")
    # Offsets 16 (page size; 1 stands for 65536) and 28 (pages).
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65536 if page_size == 1 else page_size):
        raise explain(Trouble.CORRUPT, database, "size")


def check_tables(connection: Connection, database: Path, tables: Sequence[str]) -> None:
    """Check the structure of some tables and their indices.

    Raises:
        CorruptFileError: something does not fit.
    """
    for table in tables:
        result = connection.exec_driver_sql(f"PRAGMA quick_check('{_plain(table)}')").scalar()
        if result != "ok":
            raise explain(Trouble.CORRUPT, database, "quick_check")


def orphans(connection: Connection) -> int:
    """Rows whose foreign key names nothing."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def pragma(connection: Connection, name: str) -> object:
    """The value of a PRAGMA on this very connection."""
    return connection.exec_driver_sql(f"PRAGMA {_plain(name)}").scalar()


def backup(database: Path, target: Path) -> None:
    """Copy a database that may be in use, as of one moment, to a new private file without companions.

    Raises:
        StorageError: it could not be made; there is no half of one then.
    """
    make_private(target)
    try:
        with (
            translated(target),
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise explain(Trouble.CORRUPT, target, "backup")
    except BaseException:
        target.unlink(missing_ok=True)
        raise


# -- leaving nothing behind ----------------------------------------------------


def empty_log(engine: Engine) -> bool:
    """Write the write-ahead log back into the database and cut it to nothing.

    Returns False when a reader is still in the way after the busy timeout.
    """
    connection = engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        connection.close()


def rebuild(connection: Connection, tables: Sequence[str]) -> None:
    """Write tables anew, so that no byte of a deleted row is left in them.

    ``secure_delete`` zeroes a deleted row and a freed page, but not the copies
    that stay behind in a page's free space when SQLite moves rows between
    pages: of 6,000 deleted names about 5 could still be read in the file.
    A table that is dropped has all its pages freed, hence zeroed.

    Args:
        connection: of :func:`rebuilding_engine`, in a transaction.
        tables: without AUTOINCREMENT, whose counter would start anew.
    """
    for table in map(_plain, tables):
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type='table' AND name=?", (table,))
        indices = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name=? AND sql IS NOT NULL",
            (table,),
        ).all()
        spare = f"{table}_rebuilt"
        sql = re.sub(rf'^CREATE TABLE\s+"?{table}"?', f"CREATE TABLE {spare}", made.scalar_one(), count=1)
        connection.exec_driver_sql(sql)
        connection.exec_driver_sql(f"INSERT INTO {spare} SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 - our names
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(f"ALTER TABLE {spare} RENAME TO {table}")
        for (index,) in indices:
            connection.exec_driver_sql(index)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Rows to be taken out of a copy.

    Attributes:
        table: left alone where the copy is too old to have it.
        where: a condition in SQL with named parameters.
        parameters: their values.
    """

    table: str
    where: str
    parameters: Mapping[str, str]


def erase_from_copy(copy: Path, deletions: Sequence[Deletion]) -> bool:
    """Delete rows and what hangs on them from a database that nobody has open, leaving no byte of them.

    Returns False, having changed nothing, where there are none.

    Raises:
        StorageError: it could not be done.
    """
    clean = copy.with_name(copy.name + CLEAN_SUFFIX)
    clean.unlink(missing_ok=True)
    make_private(clean)  # VACUUM INTO takes an empty file
    try:
        with translated(copy), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for setting in ("secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY", "journal_mode=DELETE"):
                connection.execute(f"PRAGMA {setting}")
            if not sum([_deleted(connection, deletion) for deletion in deletions]):
                return False
            # Into a new file: a crash leaves a whole old copy, and nothing of it goes through /tmp.
            connection.execute("VACUUM INTO ?", (str(clean),))
        clean.replace(copy)
        return True
    except OSError as error:
        raise write_failed(copy, error) from error
    finally:
        clean.unlink(missing_ok=True)


def _deleted(connection: sqlite3.Connection, deletion: Deletion) -> int:
    table = _plain(deletion.table)
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", (table,)).fetchone() is None:
        return 0
    statement = f"DELETE FROM {table} WHERE {deletion.where}"  # noqa: S608 - our names and conditions
    return connection.execute(statement, dict(deletion.parameters)).rowcount


def append_only(table: str) -> tuple[str, ...]:
    """Statements that make the database refuse to change or delete rows of a table."""
    return tuple(
        f"CREATE TRIGGER {_plain(table)}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for action in ("UPDATE", "DELETE")
    )


def _plain(name: str) -> str:
    """A name that may stand in a statement as it is."""
    if not re.fullmatch(r"[a-z_0-9]+", name):
        raise ValueError(f"not a plain name: {name}")
    return name
