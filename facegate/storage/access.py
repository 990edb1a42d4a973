"""What holds at the doors beside their plan: a lock-down, and the watch list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, insert, select

from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.ids import SubjectId
from facegate.domain.ports import Clock
from facegate.storage.audit import Action, record
from facegate.storage.erasure import require
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.readers import Readers
from facegate.storage.schema import consents, face_references, meta, watch_list
from facegate.storage.writer import Writes

_LOCK_DOWN = "lock_down"
"""Row of ``meta`` that is there as long as one is in force."""


class StoredAccess:
    """Implements :class:`facegate.domain.ports_access.AccessStore`. Thread-safe."""

    def __init__(self, readers: Readers, writer: Writes, clock: Clock) -> None:
        self._readers = readers
        self._writer = writer
        self._clock = clock

    def locked_down(self) -> bool:
        """See :class:`facegate.domain.ports_access.AccessStore`."""
        with self._readers.reading() as connection:
            return connection.execute(select(meta.c.key).where(meta.c.key == _LOCK_DOWN)).first() is not None

    def set_locked_down(self, on: bool, actor: str) -> None:
        """See :class:`facegate.domain.ports_access.AccessStore`."""

        def work(connection: Connection) -> None:
            now = self._clock.now()
            connection.execute(delete(meta).where(meta.c.key == _LOCK_DOWN))
            if on:
                connection.execute(insert(meta).values(key=_LOCK_DOWN, value=str(to_micros(now))))
            record(connection, now, actor, Action.LOCK_DOWN, "*", {"on": on})

        self._writer.run(work)

    def watched(self, subject_id: SubjectId) -> WatchEntry | None:
        """See :class:`facegate.domain.ports_access.AccessStore`."""
        with self._readers.reading() as connection:
            row = connection.execute(select(watch_list).where(watch_list.c.subject_id == subject_id)).first()
        return None if row is None else _entry(row)

    def watch_list(self) -> Sequence[WatchEntry]:
        """See :class:`facegate.domain.ports_access.AccessStore`."""
        statement = select(watch_list).order_by(watch_list.c.added_at, watch_list.c.subject_id)
        with self._readers.reading() as connection:
            return [_entry(row) for row in connection.execute(statement)]

    def watched_only(self) -> frozenset[SubjectId]:
        """See :class:`facegate.domain.ports_access.AccessStore`."""
        with self._readers.reading() as connection:
            return frozenset(SubjectId(who) for who in connection.execute(of_watched_only()).scalars())

    def watch(self, entry: WatchEntry) -> None:
        """See :class:`facegate.domain.ports_access.AccessStore`."""

        def work(connection: Connection) -> None:
            require(connection, entry.subject_id)
            put_entry(connection, entry)

        self._writer.run(work)

    def unwatch(self, subject_id: SubjectId, actor: str) -> bool:
        """See :class:`facegate.domain.ports_access.AccessStore`."""

        def work(connection: Connection) -> bool:
            gone = connection.execute(delete(watch_list).where(watch_list.c.subject_id == subject_id)).rowcount
            if gone:
                self._noted(connection, Action.UNWATCH, subject_id, actor, {})
            return bool(gone)

        return self._writer.run(work)

    def _noted(
        self, connection: Connection, action: Action, subject_id: SubjectId, actor: str, details: dict[str, object]
    ) -> None:
        now: datetime = self._clock.now()
        record(connection, now, actor, action, subject_id, details)


def of_watched_only() -> Select[Any]:
    """Who has templates and an entry, and never consented."""
    who = watch_list.c.subject_id
    return select(who).where(
        ~exists().where(consents.c.subject_id == who), exists().where(face_references.c.subject_id == who)
    )


def put_entry(connection: Connection, entry: WatchEntry) -> None:
    """Add an entry, or change it; audited."""
    connection.execute(delete(watch_list).where(watch_list.c.subject_id == entry.subject_id))
    connection.execute(
        insert(watch_list).values(
            subject_id=entry.subject_id,
            basis=entry.basis,
            refuse=entry.refuse,
            added_at=to_micros(entry.added_at),
            added_by=entry.added_by,
        )
    )
    record(connection, entry.added_at, entry.added_by, Action.WATCH, entry.subject_id, {"refuse": entry.refuse})


def _entry(row: Row[Any]) -> WatchEntry:
    return WatchEntry(SubjectId(row.subject_id), row.basis, row.refuse, from_micros(row.added_at), row.added_by)
