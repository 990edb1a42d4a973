"""Shared fixtures: the machine is kept out of the tests, real data and models are let in by name."""

from __future__ import annotations

import os
from pathlib import Path

import keyring
import keyring.backend
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Secrets of one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.secrets.pop((service, username), None)


@pytest.fixture(autouse=True)
def memory_keyring() -> MemoryKeyring:
    """No test touches the keyring of the machine."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real pictures and clips; the test is skipped, saying so, where there are none."""
    folder = os.environ.get("FACEGATE_TEST_DATA")
    if not folder:
        pytest.skip("FACEGATE_TEST_DATA is not set: no real pictures here")
    path = Path(folder)
    return path if path.is_absolute() else (REPOSITORY / path).resolve()


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Installed models; `make test` installs them before it runs the tests."""
    path = Path(os.environ.get("FACEGATE_MODELS_DIR", REPOSITORY / "build" / "models"))
    if not path.is_dir():
        pytest.skip(f"no models in {path}: run `make models`")
    return path.resolve()
