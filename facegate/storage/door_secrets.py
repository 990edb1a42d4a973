"""What outputs sign and log in with: in the keyring where the templates' key is, else in a private file."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from facegate.errors import DamagedDataError
from facegate.settings.files import write_atomically
from facegate.storage.identity import Identity
from facegate.storage.keys import KeyPlace, read_entry, write_entry
from facegate.storage.troubles import read_failed, write_failed


class StoredDoorSecrets:
    """Implements :class:`facegate.domain.ports_doors.DoorSecrets`.

    A folder that is opened by a passphrase keeps them in the file, too: they
    are needed where nobody types one, and open no template.
    """

    def __init__(self, identity: Identity, file: Path) -> None:
        self._database_id = identity.database_id
        self._in_keyring = identity.key_place == KeyPlace.KEYRING
        self._file = file
        self._lock = threading.Lock()

    def load(self, output: str) -> str | None:
        """See :class:`DoorSecrets`."""
        with self._lock:
            return read_entry(self._account(output)) if self._in_keyring else self._read().get(output)

    def save(self, output: str, secret: str | None) -> None:
        """See :class:`DoorSecrets`."""
        with self._lock:
            if self._in_keyring:
                write_entry(self._account(output), secret)
                return
            kept = {name: text for name, text in self._read().items() if name != output}
            if secret is not None:
                kept[output] = secret
            try:
                write_atomically(self._file, json.dumps(kept, indent=1).encode("utf-8"))
            except OSError as error:
                raise write_failed(self._file, error) from error

    @property
    def place(self) -> str:
        """Where they are, in words."""
        return "the system's keyring" if self._in_keyring else str(self._file)

    def _account(self, output: str) -> str:
        return f"{self._database_id} door {output}"

    def _read(self) -> dict[str, str]:
        try:
            stored = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise read_failed(self._file, error) from error
        except ValueError:
            stored = None
        if not isinstance(stored, dict) or not all(isinstance(each, str) for each in stored.values()):
            raise DamagedDataError(
                "Secrets not readable",
                "{path} holds no secrets of outputs that can be read.",
                "Remove the file and set the secrets again: facegate doors secret.",
                path=self._file,
            )
        return stored
