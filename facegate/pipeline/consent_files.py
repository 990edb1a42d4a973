"""The files of the consent texts: a site's own, and those that somebody agreed to.

``consent/de.3.txt`` is the site's third German text, with gaps; ``consent/agreed/DIGEST.txt`` one exactly as it was
shown. UTF-8 and nothing but the text, so that they can be read without the program.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from facegate.domain.consent_texts import MOST_LENGTH
from facegate.errors import DamagedDataError, StorageError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

_FILE = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.([1-9][0-9]{0,5})\.txt")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 4 * MOST_LENGTH
"""UTF-8 takes at most four a character."""


class ConsentFiles:
    """Reads and writes them.

    Every method may raise StorageError; reading raises DamagedDataError for what is no text.
    """

    def __init__(self, folder: Path, read_only: bool) -> None:
        self._folder = folder
        self._read_only = read_only

    def own(self) -> list[tuple[str, int]]:
        """Language and number of each of the site's texts."""
        try:
            names = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        except OSError as error:
            raise _not_read(self._folder, error) from error
        return [(match[1], int(match[2])) for name in names if (match := _FILE.fullmatch(name))]

    def read(self, language: str, number: int) -> str:
        """One of the site's texts."""
        return _read(self._path(language, number))

    def write(self, language: str, number: int, text: str) -> None:
        """Add one of the site's texts."""
        self._write(self._path(language, number), text)

    def is_kept(self, digest: str) -> bool:
        """Whether the text with this digest was agreed to by somebody."""
        return bool(_DIGEST.fullmatch(digest)) and self._agreed(digest).is_file()

    def kept(self, digest: str) -> str:
        """A text that somebody agreed to, exactly."""
        path = self._agreed(digest)
        text = _read(path)
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            raise _changed(path)
        return text

    def keep(self, digest: str, text: str) -> None:
        """Keep a text that somebody agrees to."""
        self._write(self._agreed(digest), text)

    def _path(self, language: str, number: int) -> Path:
        return self._folder / f"{language}.{number}.txt"

    def _agreed(self, digest: str) -> Path:
        return self._folder / "agreed" / f"{digest}.txt"

    def _write(self, path: Path, text: str) -> None:
        if self._read_only:
            raise _not_written(path, "it was opened for reading only")
        try:
            # One by one: a parent that is made along gets the rights of the account's umask.
            for folder in (self._folder, path.parent):
                folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            write_atomically(path, text.encode())
        except OSError as error:
            raise _not_written(path, error.strerror or type(error).__name__) from error


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _changed(path)
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise _not_read(path, error) from error
    except UnicodeDecodeError:
        raise _changed(path) from None


def _changed(path: Path) -> DamagedDataError:
    return DamagedDataError(
        "Consent text damaged",
        "{path} was changed or is no text.",
        "Put the file back from a backup of the data folder, or save the text anew under Settings.",
        path=path,
    )


def _not_read(path: Path, error: OSError) -> StorageError:
    return StorageError(
        "Consent text not readable",
        "{path} cannot be read: {reason}.",
        "Check that your account may read the data folder.",
        path=path,
        reason=error.strerror or type(error).__name__,
    )


def _not_written(path: Path, reason: str) -> StorageError:
    return StorageError(
        "Consent text not saved",
        "{path} cannot be written: {reason}.",
        "Free some space or give your account the right to write there, then try again.",
        path=path,
        reason=reason,
    )
