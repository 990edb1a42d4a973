"""Changing the key: everything is sealed anew, then the old key is thrown away."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, bindparam, select, update

from facegate import logs
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.ports import Clock
from facegate.errors import FacegateError
from facegate.settings.paths import Paths
from facegate.storage.audit import Action, record
from facegate.storage.backups import remove_backups
from facegate.storage.identity import KEY_CHECK, sealed_check
from facegate.storage.opening import Opened
from facegate.storage.schema import face_references, meta, pictures, templates
from facegate.storage.scrub import empty_cache, scrubbed
from facegate.storage.sealing import RowSealer
from facegate.storage.writer import Writes

PAGE = 500
"""Rows held in memory at a time."""


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
        """Seal every template and picture with a new key; returns how many.

        The new key is kept before anything is sealed with it, and the old one
        thrown away only after the commit. Of a thrown-away key the chain key
        remains, so that old events can be checked. Backups and caches are
        sealed with the old key, so they are removed.

        Raises:
            DamagedDataError: a template does not open; nothing was changed.
            StorageError: it could not be done; both keys are kept.
        """
        self._writer.run(lambda _connection: None)  # refuses where nothing may be written
        assert self._vault is not None
        both = self._keys.keyset.with_new_key()
        self._vault.save(both)
        self._keys.replace(both)
        count = self._writer.run_alone(lambda: self._seal_all(actor))
        rest = both.with_old_keys_retired()
        self._vault.save(rest)
        self._keys.replace(rest)
        remove_backups(self._paths.backups_dir)
        empty_cache(self._paths.cache_dir, self._notify)
        logs.storage.info("the key was changed, %d records were sealed anew", count)
        return count

    def _seal_all(self, actor: str) -> int:
        def work(connection: Connection) -> int:
            count = self._renew(connection, templates) + self._renew(connection, pictures)
            check = sealed_check(self._keys, self._database_id)
            connection.execute(update(meta).where(meta.c.key == KEY_CHECK).values(value=check))
            record(connection, self._clock.now(), actor, Action.ROTATE_KEYS, self._database_id, {"records": count})
            return count

        return scrubbed(self._paths.database, work, self._notify)

    def _renew(self, connection: Connection, table: Table) -> int:
        """Seal one table's rows anew, a page at a time."""
        page = (
            select(table.c.reference_id, table.c.sealed, face_references.c.subject_id, face_references.c.model_id)
            .join(face_references, face_references.c.reference_id == table.c.reference_id)
            .order_by(table.c.reference_id)
            .limit(PAGE)
        )
        renew = self._sealer.renewed_template if table is templates else self._sealer.renewed_picture
        change = update(table).where(table.c.reference_id == bindparam("row")).values(sealed=bindparam("renewed"))
        count, last = 0, 0
        while rows := connection.execute(page.where(table.c.reference_id > last)).all():
            renewed = [
                renew(row.sealed, ReferenceId(row.reference_id), SubjectId(row.subject_id), ModelId(row.model_id))
                for row in rows
            ]
            connection.execute(
                change,
                [{"row": row.reference_id, "renewed": sealed} for row, sealed in zip(rows, renewed, strict=True)],
            )
            count += len(rows)
            last = rows[-1].reference_id
        return count
