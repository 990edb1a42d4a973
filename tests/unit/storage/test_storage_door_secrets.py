from __future__ import annotations

import stat
import sys
from pathlib import Path

import keyring.backend
import pytest

from facegate.errors import DamagedDataError, StorageError
from facegate.storage.door_secrets import StoredDoorSecrets
from facegate.storage.identity import Identity


class MemoryKeyring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgets:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def ring() -> MemoryKeyring:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    return ring


def secrets(folder: Path, place: str, database: str = "db1") -> StoredDoorSecrets:
    return StoredDoorSecrets(Identity(database, place, ""), folder / "doors.key")


@pytest.mark.parametrize("place", ["keyring", "file", "passphrase"])
def test_secrets_are_kept_apart_and_forgotten(tmp_path: Path, ring: MemoryKeyring, place: str) -> None:
    kept = secrets(tmp_path, place)
    assert kept.load("front") is None
    kept.save("front", "one secret")
    kept.save("back", "another secret")
    again = secrets(tmp_path, place)
    assert (again.load("front"), again.load("back")) == ("one secret", "another secret")
    again.save("front", None)
    again.save("front", None)
    assert (kept.load("front"), kept.load("back")) == (None, "another secret")
    assert (tmp_path / "doors.key").exists() == (place != "keyring")
    if place != "keyring" and sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "doors.key").stat().st_mode) == 0o600


def test_two_folders_do_not_share_secrets(tmp_path: Path, ring: MemoryKeyring) -> None:
    secrets(tmp_path, "keyring").save("front", "one secret")
    assert secrets(tmp_path, "keyring", database="db2").load("front") is None


def test_a_keyring_that_forgets_is_noticed(tmp_path: Path, ring: MemoryKeyring) -> None:
    ring.forgets = True
    with pytest.raises(StorageError, match="does not keep"):
        secrets(tmp_path, "keyring").save("front", "one secret")


@pytest.mark.parametrize("content", ["", "[]", '{"front": 1}', "\x00"])
def test_a_damaged_file_is_said_and_not_written_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "doors.key").write_text(content)
    kept = secrets(tmp_path, "file")
    with pytest.raises(DamagedDataError):
        kept.load("front")
    with pytest.raises(DamagedDataError):
        kept.save("front", "one secret")
    assert (tmp_path / "doors.key").read_text() == content
