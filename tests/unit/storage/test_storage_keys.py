from __future__ import annotations

import hmac
import json
import stat
import sys
import threading
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest
from helpers.data_folder import MODEL, enrol, opened, record, titles

from facegate.errors import DamagedDataError, StorageError
from facegate.settings.paths import Paths
from facegate.storage import keys as subject
from facegate.storage.keys import FileVault, KeyringVault, PassphraseVault, try_keyring
from facegate.storage.keyset import CurrentKeys, Keyset, Purpose


class BrokenKeyring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self, error: Exception | None) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return None  # accepts and forgets

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error

    def delete_password(self, service: str, username: str) -> None:
        pass


@pytest.fixture
def no_keyring() -> None:
    keyring.set_keyring(BrokenKeyring(keyring.errors.NoKeyringError("none")))


def files_holding(folder: Path, keyset: Keyset) -> list[str]:
    """Files with a root key in one of its forms."""
    text = json.loads(keyset.to_json())["roots"].values()
    needles = [*keyset.roots.values(), *(one.encode() for one in text)]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


# -- the keyset ----------------------------------------------------------------


def test_a_keyset_survives_its_text_form() -> None:
    keyset = Keyset.fresh().with_new_key().with_old_keys_retired().with_new_key()
    assert Keyset.from_json(keyset.to_json()) == keyset
    assert repr(next(iter(keyset.roots.values()))) not in repr(keyset)


def test_every_purpose_and_every_key_gives_another_key() -> None:
    keyset = Keyset.fresh().with_new_key()
    derived = [keyset.derived(key_id, purpose) for key_id in keyset.roots for purpose in Purpose]
    assert len(set(derived)) == 2 * len(Purpose)
    assert all(len(key) == 32 for key in derived)
    assert keyset.derived(keyset.active, Purpose.CHAIN) == keyset.derived(keyset.active, Purpose.CHAIN)


def test_keys_are_derived_as_rfc_5869_says() -> None:
    """What is sealed today must open in ten years, with another library."""
    root = bytes(range(32))
    extracted = hmac.digest(bytes(32), root, "sha256")
    expanded = hmac.digest(extracted, b"facegate/1/templates\x01", "sha256")
    assert Keyset("00" * 8, {"00" * 8: root}).derived("00" * 8, Purpose.TEMPLATES) == expanded


def test_a_retired_key_checks_the_chain_and_opens_nothing() -> None:
    before = Keyset.fresh()
    after = before.with_new_key().with_old_keys_retired()
    assert after.active != before.active
    assert after.derived(before.active, Purpose.CHAIN) == before.derived(before.active, Purpose.CHAIN)
    with pytest.raises(DamagedDataError):
        after.derived(before.active, Purpose.TEMPLATES)
    assert before.roots[before.active] not in after.roots.values()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"active": "ff" * 8},
        {"roots": {}},
        {"roots": []},
        {"roots": {"00" * 8: "AAAA"}},
        {"roots": {"xx": "AAAA"}},
        {"roots": {"00" * 8: "\u00e9"}},
        {"chain_keys": None},
    ],
)
def test_a_keyset_that_was_changed_is_refused(change: dict[str, object]) -> None:
    stored = json.loads(Keyset.fresh().to_json())
    with pytest.raises(DamagedDataError, match="Key not readable"):
        Keyset.from_json(json.dumps({**stored, **change}))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "\x00"])
def test_what_is_no_keyset_is_refused(text: str) -> None:
    with pytest.raises(DamagedDataError, match="Key not readable"):
        Keyset.from_json(text)


def test_current_keys_forget_with_the_keyset() -> None:
    before = Keyset.fresh()
    keys = CurrentKeys(before)
    keys.derived(before.active, Purpose.CACHE)
    keys.replace(before.with_new_key().with_old_keys_retired())
    with pytest.raises(DamagedDataError):
        keys.derived(before.active, Purpose.CACHE)


# -- places --------------------------------------------------------------------


def test_the_keyring_keeps_the_key_and_no_file_does(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path) as storage:
        assert storage.notices == []
        enrol(storage, 1)
    (((service, account), secret),) = memory_keyring.secrets.items()
    assert (service, len(account)) == ("FaceGate", 32)
    assert files_holding(tmp_path, Keyset.from_json(secret)) == []
    assert not Paths(tmp_path).key_file.exists()


def test_two_folders_have_two_keys(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, memory_keyring: object
) -> None:
    for folder in (tmp_path, tmp_path_factory.mktemp("second")):
        with opened(folder):
            pass
    assert len(memory_keyring.secrets) == 2


def test_a_missing_key_is_an_error_and_never_a_new_key(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path) as storage:
        enrol(storage, 1)
    secrets = dict(memory_keyring.secrets)
    memory_keyring.secrets.clear()
    before = Paths(tmp_path).database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StorageError, match="Key missing") as caught, opened(tmp_path, read_only=read_only):
            pass
        assert next(iter(secrets))[1] in caught.value.remedy
    assert memory_keyring.secrets == {}
    assert Paths(tmp_path).database.read_bytes() == before
    memory_keyring.secrets.update(secrets)
    with opened(tmp_path) as storage:
        assert len(list(storage.people.references(MODEL))) == 2


def test_another_key_is_refused(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path) as storage:
        enrol(storage, 1)
    (entry,) = memory_keyring.secrets
    memory_keyring.secrets[entry] = Keyset.fresh().to_json()
    with pytest.raises(DamagedDataError, match="Key does not fit"), opened(tmp_path):
        pass


@pytest.mark.parametrize(
    "backend",
    [
        BrokenKeyring(keyring.errors.NoKeyringError("none")),
        BrokenKeyring(keyring.errors.KeyringLocked("locked")),
        BrokenKeyring(OSError("no bus")),
        BrokenKeyring(None),
    ],
)
def test_without_a_keyring_the_key_is_in_a_private_file_and_it_is_said(
    tmp_path: Path, backend: keyring.backend.KeyringBackend
) -> None:
    keyring.set_keyring(backend)
    for _ in range(2):
        with opened(tmp_path) as storage:
            assert titles(storage) == ["No keyring"]
            assert str(Paths(tmp_path).key_file) in storage.notices[0].message
            record(storage, 1)
    with opened(tmp_path, read_only=True) as storage:
        assert storage.events.verify() == 2
    key_file = Paths(tmp_path).key_file
    if sys.platform != "win32":
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    keyset = FileVault(key_file).load()
    assert keyset is not None
    assert files_holding(tmp_path, keyset) == [key_file.name]


def test_a_keyring_that_never_answers_does_not_stop_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    class Silent(BrokenKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            done.wait(20)

    keyring.set_keyring(Silent(None))
    monkeypatch.setattr(subject, "KEYRING_TIMEOUT", 0.05)
    try:
        with opened(tmp_path) as storage:
            assert titles(storage) == ["No keyring"]
    finally:
        done.set()


@pytest.mark.usefixtures("no_keyring")
def test_a_lost_key_file_is_an_error(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    key_file = Paths(tmp_path).key_file
    key = key_file.read_bytes()
    key_file.unlink()
    with pytest.raises(StorageError, match="Key missing"), opened(tmp_path):
        pass
    assert not key_file.exists()
    for broken in (b"", b"{", b"[]", b'{"kind": "passphrase"}', key[:-20]):
        key_file.write_bytes(broken)
        with pytest.raises(DamagedDataError), opened(tmp_path):
            pass
        assert key_file.read_bytes() == broken


def test_a_keyring_that_is_gone_later_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    keyring.set_keyring(BrokenKeyring(keyring.errors.NoKeyringError("none")))
    with pytest.raises(StorageError, match="Keyring not usable") as caught, opened(tmp_path):
        pass
    assert "unlock" in caught.value.remedy
    assert not Paths(tmp_path).key_file.exists()


def test_a_passphrase_protects_the_key(tmp_path: Path, memory_keyring: object) -> None:
    with opened(tmp_path, passphrase="correct horse") as storage:
        assert storage.notices == []
        _, stored = enrol(storage, 1)
    assert memory_keyring.secrets == {}
    keyset = PassphraseVault(Paths(tmp_path).key_file, "correct horse").load()
    assert keyset is not None
    assert files_holding(tmp_path, keyset) == []
    assert "correct horse" not in Paths(tmp_path).key_file.read_text()
    with pytest.raises(StorageError, match="Passphrase needed"), opened(tmp_path):
        pass
    with pytest.raises(StorageError, match="Wrong passphrase"), opened(tmp_path, passphrase="Correct horse"):
        pass
    with opened(tmp_path, passphrase="correct horse") as storage:
        assert [one.reference_id for one in storage.people.references(MODEL)] == [one.reference_id for one in stored]


def test_a_passphrase_for_a_folder_without_one_is_said(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with opened(tmp_path, passphrase="useless") as storage:
        assert titles(storage) == ["Passphrase not used"]


@pytest.mark.usefixtures("no_keyring")
def test_a_passphrase_for_a_folder_with_a_plain_key_file_is_said(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    before = Paths(tmp_path).key_file.read_bytes()
    with opened(tmp_path, passphrase="useless") as storage:
        assert titles(storage) == ["No keyring", "Passphrase not used"]
        assert "protects nothing here" in storage.notices[1].message
    assert Paths(tmp_path).key_file.read_bytes() == before


def test_trying_the_keyring_leaves_nothing_in_it(memory_keyring: object) -> None:
    try_keyring()
    assert memory_keyring.secrets == {}


@pytest.mark.parametrize(
    ("backend", "reason"),
    [
        (BrokenKeyring(None), "does not keep what it is given"),
        (BrokenKeyring(keyring.errors.NoKeyringError("none")), "NoKeyringError"),
    ],
)
def test_a_keyring_that_keeps_nothing_fails_the_trial(backend: keyring.backend.KeyringBackend, reason: str) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(StorageError, match=reason):
        try_keyring()


def test_a_keyring_that_cannot_remove_passes_the_trial(memory_keyring: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_service: str, _username: str) -> None:
        raise keyring.errors.PasswordDeleteError("no")

    monkeypatch.setattr(memory_keyring, "delete_password", refuse)
    try_keyring()


@pytest.mark.parametrize("change", [{"n": 2**40}, {"n": 0}, {"n": "x"}, {"salt": "?"}, {"salt": None}])
def test_changed_parameters_of_the_passphrase_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    vault = PassphraseVault(tmp_path / "key", "p")
    vault.save(Keyset.fresh())
    stored = json.loads((tmp_path / "key").read_text())
    stored["scrypt"].update(change)
    (tmp_path / "key").write_text(json.dumps(stored))
    with pytest.raises(StorageError):
        PassphraseVault(tmp_path / "key", "p").load()


@pytest.mark.usefixtures("no_keyring")
def test_a_key_file_that_is_already_there_is_used_again_or_kept(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    with opened(tmp_path):
        pass
    key = paths.key_file.read_bytes()
    paths.database.unlink()
    with opened(tmp_path):
        assert paths.key_file.read_bytes() == key
    paths.database.unlink()
    paths.key_file.write_bytes(b"something else")
    with opened(tmp_path):
        pass
    (kept,) = tmp_path.glob("facegate.key.unused-*")
    assert kept.read_bytes() == b"something else"
    assert paths.key_file.read_bytes() != key


def test_a_vault_says_when_there_is_nothing(tmp_path: Path) -> None:
    assert KeyringVault("nobody").load() is None
    assert FileVault(tmp_path / "none").load() is None
    assert PassphraseVault(tmp_path / "none", "p").load() is None
    with pytest.raises(StorageError, match="File not written"):
        FileVault(tmp_path / "no folder" / "key").save(Keyset.fresh())
