"""What a database says of itself: its random id, where its key is, and a proof that a key is the right one."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select

from facegate.errors import DamagedDataError
from facegate.storage.cipher import Cipher
from facegate.storage.keyset import CurrentKeys, Purpose
from facegate.storage.schema import meta

KEY_CHECK = "key_check"
"""Row of ``meta`` that a change of keys replaces."""

_DATABASE_ID, _KEY_PLACE = "database_id", "key_place"
_CHECKED_TEXT = b"facegate"


@dataclass(frozen=True, slots=True)
class Identity:
    """The rows of ``meta``.

    Attributes:
        database_id: random, 32 hex digits; the name of the key in the keyring.
        key_place: see :class:`facegate.storage.keys.KeyPlace`.
        key_check: opens with the right key only, base64.
    """

    database_id: str
    key_place: str
    key_check: str

    def write(self, connection: Connection) -> None:
        """Insert the rows."""
        rows = {_DATABASE_ID: self.database_id, _KEY_PLACE: self.key_place, KEY_CHECK: self.key_check}
        connection.execute(insert(meta), [{"key": key, "value": value} for key, value in rows.items()])

    def require_fit(self, keys: CurrentKeys, database: Path) -> None:
        """Raise DamagedDataError unless these keys belong to the database."""
        try:
            cipher = Cipher(keys, Purpose.CHECK)
            fits = cipher.unseal(base64.b64decode(self.key_check), self.database_id.encode()) == _CHECKED_TEXT
        except (DamagedDataError, binascii.Error):
            fits = False
        if not fits:
            raise DamagedDataError(
                "Key does not fit",
                "The key that was found does not open {database}.",
                "Put the key back that belongs to this data folder, from the backup that the folder came from.",
                database=database,
            )


def read_identity(connection: Connection, database: Path) -> Identity:
    """The identity of a database.

    Raises:
        DamagedDataError: there is none.
    """
    rows = {row.key: row.value for row in connection.execute(select(meta))}
    try:
        return Identity(rows[_DATABASE_ID], rows[_KEY_PLACE], rows[KEY_CHECK])
    except KeyError as error:
        raise DamagedDataError(
            "Database incomplete",
            "{database} does not say which key it belongs to.",
            "Restore the data folder from a backup.",
            database=database,
        ) from error


def sealed_check(keys: CurrentKeys, database_id: str) -> str:
    """What :attr:`Identity.key_check` is for these keys."""
    sealed = Cipher(keys, Purpose.CHECK).seal(_CHECKED_TEXT, database_id.encode())
    return base64.b64encode(sealed).decode("ascii")
