"""The head of the event chain, kept outside the database, so that a cut tail is noticed.

Written after each commit: it may be behind the database, never ahead of it.
It is authenticated with a key that is in neither file. What it cannot notice
is a database and a head file that were both put back to the same older state.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from facegate.errors import DamagedDataError
from facegate.settings.files import keep_aside, write_atomically
from facegate.storage.chain import GENESIS, Chain
from facegate.storage.troubles import read_failed, write_failed

FILE_NAME = "chain_head.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of the log that was found missing or changed.

    Attributes:
        after: sequence of the last event that fits.
        expected: sequence that the head had, None where the head itself was missing or changed.
        found_at: ISO 8601, UTC.
    """

    after: int
    expected: int | None
    found_at: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last event that is known to have been committed.

    Attributes:
        sequence: 0 while there is none.
        mac: 32 bytes.
        losses: oldest first; once found, never forgotten.
    """

    sequence: int = 0
    mac: bytes = GENESIS
    losses: tuple[Loss, ...] = ()


class HeadFile:
    """Reads and replaces the head of one database."""

    def __init__(self, folder: Path, chain: Chain, database_id: str) -> None:
        self.path = folder / FILE_NAME
        self._chain = chain
        self._database_id = database_id

    def load(self) -> Head | None:
        """The head, None if there is no file.

        Raises:
            DamagedDataError: it was changed or belongs to another database.
            StorageError: it cannot be read.
        """
        try:
            stored = json.loads(self.path.read_bytes())
            content = stored["content"]
            expected = self._chain.head_mac(stored["key_id"], content)
            if not hmac.compare_digest(expected, bytes.fromhex(stored["mac"])):
                raise ValueError("mac")
            return self._parsed(json.loads(content))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise read_failed(self.path, error) from error
        except (ValueError, KeyError, TypeError, AttributeError, DamagedDataError) as error:
            raise self._changed() from error

    def save(self, head: Head) -> None:
        """Replace the head, on disk when this returns.

        Raises:
            StorageError: it could not be written; the one before is still there.
        """
        key_id = self._chain.key_id
        content = json.dumps(
            {
                "version": _VERSION,
                "database": self._database_id,
                "sequence": head.sequence,
                "mac": head.mac.hex(),
                "losses": [[loss.after, loss.expected, loss.found_at] for loss in head.losses],
            }
        )
        mac = self._chain.head_mac(key_id, content).hex()
        try:
            write_atomically(self.path, json.dumps({"content": content, "key_id": key_id, "mac": mac}).encode("ascii"))
        except OSError as error:
            raise write_failed(self.path, error) from error

    def put_aside(self, label: str, now: datetime) -> Path | None:
        """Rename the file, so that it stays as evidence; None if there is none. Raises StorageError."""
        return put_aside(self.path, label, now)

    def _parsed(self, content: dict[str, Any]) -> Head:
        if content["version"] != _VERSION or content["database"] != self._database_id:
            raise ValueError("another database")
        losses = tuple(Loss(int(after), expected, str(found)) for after, expected, found in content["losses"])
        return Head(int(content["sequence"]), bytes.fromhex(content["mac"]), losses)

    def _changed(self) -> DamagedDataError:
        return DamagedDataError(
            "Head of the event log changed",
            "{path} was changed or belongs to another database.",
            "Restore the data folder from a backup, and find out who can write to it.",
            path=self.path,
        )


def put_aside(path: Path, label: str, now: datetime) -> Path | None:
    """Rename a file so that nothing overwrites it; None if there is none. Raises StorageError."""
    try:
        return keep_aside(path, label, now) if path.exists() else None
    except OSError as error:
        raise write_failed(path, error) from error


def with_loss(head: Head, loss: Loss) -> Head:
    """The head with one more loss on its record."""
    return replace(head, losses=(*head.losses, loss))
