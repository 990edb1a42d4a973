"""Every path of the program, from one folder."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from facegate.errors import StorageError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

DATA_DIR_VARIABLE = "FACEGATE_DATA_DIR"
MODELS_DIR_VARIABLE = "FACEGATE_MODELS_DIR"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything of one data folder lies. Naming a path creates nothing."""

    data_dir: Path

    @property
    def database(self) -> Path:
        """People, references, events."""
        return self.data_dir / "facegate.db"

    @property
    def settings_file(self) -> Path:
        """What the user chose."""
        return self.data_dir / "settings.toml"

    @property
    def state_dir(self) -> Path:
        """What the program remembers: the head of the event chain, window sizes."""
        return self.data_dir / "state"

    @property
    def calibration_file(self) -> Path:
        """What was measured of the site's distances: distributions, no template."""
        return self.state_dir / "calibration.json"

    @property
    def daily_reports_file(self) -> Path:
        """The newest day whose reports were written."""
        return self.state_dir / "daily_reports.json"

    @property
    def models_dir(self) -> Path:
        """Installed model files; ``FACEGATE_MODELS_DIR`` shares them between data folders."""
        shared = os.environ.get(MODELS_DIR_VARIABLE)
        return Path(shared).expanduser().absolute() if shared else self.data_dir / "models"

    @property
    def cache_dir(self) -> Path:
        """What can be rebuilt: the encrypted index."""
        return self.data_dir / "cache"

    @property
    def backups_dir(self) -> Path:
        """Copies of the database made before a migration."""
        return self.data_dir / "backups"

    @property
    def consent_dir(self) -> Path:
        """The site's consent texts, and every text that somebody agreed to."""
        return self.data_dir / "consent"

    @property
    def certificates_dir(self) -> Path:
        """Certificates of erasures: random ids and numbers, no names."""
        return self.data_dir / "certificates"

    @property
    def self_tests_dir(self) -> Path:
        """Reports of self-tests of attack detection: numbers, no pictures, no names."""
        return self.data_dir / "self-tests"

    @property
    def logs_dir(self) -> Path:
        """Log files: ids only, no names."""
        return self.data_dir / "logs"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that may write."""
        return self.data_dir / "facegate.lock"

    @property
    def key_file(self) -> Path:
        """The key, only where the system has no keyring."""
        return self.data_dir / "facegate.key"

    @property
    def doors_dir(self) -> Path:
        """Messages to doors that have not arrived yet: ids and times, no names."""
        return self.state_dir / "doors"

    @property
    def desk_dir(self) -> Path:
        """What other processes ask of the running one; there while it listens."""
        return self.state_dir / "desk"

    @property
    def door_secrets_file(self) -> Path:
        """What outputs sign and log in with, only where the key is not in a keyring either."""
        return self.data_dir / "doors.key"

    def prepare(self) -> None:
        """Make the folders, for this account only.

        Raises:
            StorageError: they cannot be made or written.
        """
        try:
            self.data_dir.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            for folder in (self.state_dir, self.cache_dir, self.backups_dir, self.logs_dir):
                folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            self.models_dir.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.data_dir):
                pass
        except OSError as error:
            raise not_writable(self.data_dir, error) from error


def not_writable(folder: Path, error: OSError) -> StorageError:
    """The error for a folder in which nothing can be made."""
    return StorageError(
        "Data folder not writable",
        "Nothing can be written in {folder}: {reason}.",
        "Give your account the right to write there, free some space, or choose another folder with --data-dir.",
        folder=folder,
        reason=error.strerror or error,
    )


def default_data_dir() -> Path:
    """The data folder when none is named: the environment's, else the remembered one, else the platform's.

    Raises:
        StorageError: the remembered folder is gone. Starting with an empty one
            instead would look as if everybody had been lost.
    """
    named = os.environ.get(DATA_DIR_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    remembered = _remembered_data_dir()
    if remembered is None:
        return platformdirs.user_data_path("facegate", appauthor=False)
    if not remembered.is_dir():
        raise StorageError(
            "Data folder not found",
            "The data folder that was chosen, {folder}, is not there.",
            "Connect the disk that holds it, or name a folder with --data-dir. To forget the choice, delete {note}.",
            folder=remembered,
            note=_location_note(),
        )
    return remembered


def remember_data_dir(path: Path) -> None:
    """Use another data folder from the next start on; it is made if need be.

    Raises:
        StorageError: it cannot be written, or the choice cannot be remembered.
    """
    folder = path.expanduser().absolute()
    Paths(folder).prepare()
    note = _location_note()
    try:
        note.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_atomically(note, f"{folder}\n".encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise not_writable(note.parent, error) from error


def demo_data_dir() -> Path:
    """A folder of the demo's own, so that it never meets real people."""
    return platformdirs.user_data_path("facegate-demo", appauthor=False)


def program_models_dir() -> Path:
    """The folder with the models' manifests that belong to the program.

    Beside the package in a checkout and in a frozen program, under the
    interpreter's ``share`` in an installed package.

    Raises:
        StorageError: the installation is incomplete.
    """
    checkout = Path(__file__).resolve().parent.parent.parent / "models"
    installed = Path(sys.prefix) / "share" / "facegate" / "models"
    for folder in (checkout, installed):
        if any(folder.glob("*.toml")):
            return folder
    raise StorageError(
        "Installation incomplete",
        "The list of models is neither in {checkout} nor in {installed}.",
        "Install FaceGate again.",
        checkout=checkout,
        installed=installed,
    )


def _location_note() -> Path:
    """The file that names the chosen data folder; it cannot lie in that folder."""
    return platformdirs.user_config_path("facegate", appauthor=False) / "data-folder.txt"


def _remembered_data_dir() -> Path | None:
    try:
        text = _location_note().read_text("utf-8", "surrogateescape").strip()
    except OSError:
        return None
    return Path(text) if text else None
