"""Changing the key: everything is sealed anew, then the old key is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, Select, bindparam, select, update

from facegate import logs
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.ports import Clock
from facegate.errors import FacegateError, StorageError
from facegate.settings.paths import Paths
from facegate.storage.audit import Action, record
from facegate.storage.backups import remove_backups
from facegate.storage.identity import KEY_CHECK, sealed_check
from facegate.storage.keyset import Keyset
from facegate.storage.opening import Opened
from facegate.storage.schema import face_references, looks, meta, negatives, pictures, pins, templates
from facegate.storage.scrub import empty_cache, scrubbed
from facegate.storage.sealing import RowSealer
from facegate.storage.writer import Writes

PAGE = 500
"""Rows held in memory at a time."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sealed rows of one table.

    Attributes:
        key: the table's primary key.
        page: all rows with what their seal is bound to.
        renewed: a row's new seal.
    """

    key: Column[Any]
    page: Select[Any]
    renewed: Callable[[Any], bytes]


class KeyRotation:
    """Gives a data folder a new key. Safe to repeat after a crash at any point."""

    def __init__(
        self,
        paths: Paths,
        opened: Opened,
        writer: Writes,
        clock: Clock,
        notify: Callable[[FacegateError], None],
    ) -> None:
        self._paths = paths
        self._vault = opened.vault
        self._keys = opened.keys
        self._database_id = opened.identity.database_id
        self._writer = writer
        self._clock = clock
        self._notify = notify
        self._sealer = RowSealer(opened.keys)

    def rotate(self, actor: str) -> int:
        """Seal every template, picture and look with a new key; returns how many.

        The new key is kept before anything is sealed with it, and the old one
        thrown away only after the commit. Of a thrown-away key the chain key
        remains, so that old events can be checked. Backups and caches are
        sealed with the old key, so they are removed.

        Raises:
            DamagedDataError: a template does not open; nothing was changed.
            StorageError: it could not be done; both keys are kept. Once everything is sealed anew nothing
                raises: what could not be cleaned up is a notice.
        """
        self._writer.run(lambda _connection: None)  # refuses where nothing may be written
        assert self._vault is not None
        both = self._keys.keyset.with_new_key()
        self._vault.save(both)
        self._keys.replace(both)
        count = self._writer.run_alone(lambda: self._seal_all(actor))
        # From here on the change is made: what cannot be cleaned up is told and done by the next rotation.
        self._told(lambda: self._retire(both))
        self._told(lambda: remove_backups(self._paths.backups_dir))
        empty_cache(self._paths.cache_dir, self._notify)
        logs.storage.info("the key was changed, %d records were sealed anew", count)
        return count

    def _retire(self, both: Keyset) -> None:
        """Throw the old root keys away."""
        rest = both.with_old_keys_retired()
        assert self._vault is not None
        self._vault.save(rest)
        self._keys.replace(rest)

    def _told(self, step: Callable[[], object]) -> None:
        try:
            step()
        except FacegateError as error:
            logs.storage.warning("after the key was changed: %s", error.title)
            self._notify(_not_finished(error))

    def _seal_all(self, actor: str) -> int:
        def work(connection: Connection) -> int:
            count = sum(self._renew(connection, rows) for rows in self._sealed_rows())
            check = sealed_check(self._keys, self._database_id)
            connection.execute(update(meta).where(meta.c.key == KEY_CHECK).values(value=check))
            record(connection, self._clock.now(), actor, Action.ROTATE_KEYS, self._database_id, {"records": count})
            return count

        return scrubbed(self._paths.database, work, self._notify)

    def _sealed_rows(self) -> Iterator[_Rows]:
        """Every table with something sealed in it."""
        sealer = self._sealer
        for table, renew in ((templates, sealer.renewed_template), (pictures, sealer.renewed_picture)):
            owner = face_references.c.reference_id == table.c.reference_id
            page = select(table, face_references.c.subject_id, face_references.c.model_id).join(face_references, owner)
            yield _Rows(table.c.reference_id, page, partial(_renewed_reference, renew))
        yield _Rows(
            pins.c.subject_id, select(pins), lambda row: sealer.renewed_pin(row.sealed, SubjectId(row.subject_id))
        )
        yield _Rows(
            looks.c.event_id,
            select(looks),
            lambda row: sealer.renewed_look(row.sealed, EventId(row.event_id), ModelId(row.model_id)),
        )
        yield _Rows(
            negatives.c.correction_id,
            select(negatives),
            lambda row: sealer.renewed_negative(
                row.sealed, EventId(row.correction_id), SubjectId(row.subject_id), ModelId(row.model_id)
            ),
        )

    @staticmethod
    def _renew(connection: Connection, rows: _Rows) -> int:
        """Seal one table's rows anew, a page at a time."""
        key = rows.key
        change = update(key.table).where(key == bindparam("row")).values(sealed=bindparam("renewed"))
        page = rows.page.order_by(key).limit(PAGE)
        count, found = 0, connection.execute(page).all()
        while found:
            connection.execute(change, [{"row": getattr(row, key.name), "renewed": rows.renewed(row)} for row in found])
            count += len(found)
            found = connection.execute(page.where(key > getattr(found[-1], key.name))).all()
        return count


def _renewed_reference(renew: Callable[[bytes, ReferenceId, SubjectId, ModelId], bytes], row: Any) -> bytes:
    return renew(row.sealed, ReferenceId(row.reference_id), SubjectId(row.subject_id), ModelId(row.model_id))


def _not_finished(reason: FacegateError) -> StorageError:
    return StorageError(
        "Key changed, old one not removed",
        "Everything is sealed with the new key, but something of the old one could not be removed ({reason}).",
        "Free some space, check that your account may write the data folder, and change the key once more.",
        reason=reason.title,
    )
