"""The settings in force, the file that holds them, and who wants to know of changes."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from facegate import logs
from facegate.errors import FacegateError, SettingsError
from facegate.settings.files import keep_aside, write_atomically
from facegate.settings.migrations import CURRENT_VERSION, migrate
from facegate.settings.model import Settings, salvaged_settings

MAX_FILE_BYTES = 1_000_000
"""A settings file has some hundred bytes; what is larger than this is something else."""


class SettingsStore:
    """The settings of one data folder. Thread-safe.

    A file that cannot be used is renamed, never overwritten; :attr:`problem`
    says so. Values that are not valid have their defaults then, all others
    stay; where nothing can be read, the settings of before are in force, for a
    slip in a file must not loosen a gate.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.problem: SettingsError | None = None
        self._path = path
        self._last_good = path.with_name(f".{path.name}.last-good")
        self._read_only = read_only
        self._changing = threading.RLock()
        self._subscribers: list[Callable[[Settings], None]] = []
        self._current = self._load()

    @property
    def current(self) -> Settings:
        """The settings in force; never waits."""
        return self._current

    def replace(self, new: Settings) -> None:
        """Put settings in force: save them, then tell every subscriber on this thread, in order.

        Raises:
            SettingsError: they could not be saved; the old ones stay in force.
            FacegateError: the first that a subscriber raised; all were told, the new ones are in force.
        """
        with self._changing:
            if new == self._current:
                return
            self._save(new)
            self._current = new
            failures: list[FacegateError] = []
            for notify in tuple(self._subscribers):
                try:
                    notify(new)
                except FacegateError as error:
                    failures.append(error)
            if failures:
                raise failures[0]

    def subscribe(self, callback: Callable[[Settings], None]) -> Callable[[], None]:
        """Call ``callback`` with every new settings; the function that is returned ends that.

        It runs on the thread that changes the settings and must return soon.
        """
        with self._changing:
            self._subscribers.append(callback)

        def unsubscribe() -> None:
            with self._changing:
                if callback in self._subscribers:
                    self._subscribers.remove(callback)

        return unsubscribe

    def _load(self) -> Settings:
        try:
            settings, wrong = _read(self._path)
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:  # ValueError: not TOML, not UTF-8
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return self._of_before(_unreadable(reason))
        except SettingsError as error:
            return self._of_before(error)
        if wrong is not None:
            self._set_aside(wrong, "That setting has its default, all others are as the file says.")
        self._remember(settings, rewrite=wrong is not None)
        return settings

    def _of_before(self, error: SettingsError) -> Settings:
        """What was in force before the file became unreadable, else the defaults."""
        try:
            settings = _read(self._last_good)[0]
        except (OSError, ValueError, SettingsError):
            self._set_aside(error, "The default settings are in force.")
            return Settings()
        self._set_aside(error, "The settings of before are in force.")
        self._remember(settings, rewrite=True)
        return settings

    def _set_aside(self, error: SettingsError, outcome: str) -> None:
        """Keep the file for a look by a human, so that saving does not overwrite it."""
        kept: Path | None = None
        if not self._read_only:
            try:
                kept = keep_aside(self._path, "broken", datetime.now(UTC))
            except OSError as failure:
                logs.settings.warning("the settings file cannot be renamed: %s", failure)
        self.problem = SettingsError(
            "Settings file not used",
            "{reason} {outcome}",
            "Look at {file}: correct it and put it back as {name}, or set everything again.",
            reason=error.message,
            outcome=outcome,
            file=kept or self._path,
            name=self._path.name,
        )
        logs.settings.warning("settings file not used: %s", error.message)

    def _remember(self, settings: Settings, *, rewrite: bool) -> None:
        """Keep a copy for the day when the file cannot be read; with ``rewrite``, write the file anew too."""
        if self._read_only:
            return
        try:
            if rewrite:
                write_atomically(self._path, _document(settings))
            if not self._last_good.exists() or self._last_good.read_bytes() != _document(settings):
                write_atomically(self._last_good, _document(settings))
        except OSError as failure:
            logs.settings.warning("no copy of the settings is kept: %s", failure)

    def _save(self, new: Settings) -> None:
        if self._read_only:
            raise _not_saved(self._path, "it was opened for reading only")
        try:
            write_atomically(self._path, _document(new))
        except OSError as error:
            raise _not_saved(self._path, error.strerror or str(error)) from error
        self._remember(new, rewrite=False)


def _document(settings: Settings) -> bytes:
    # None has no form in TOML; a field that is absent takes its default, and None is one.
    return tomli_w.dumps({"version": CURRENT_VERSION, **settings.model_dump(exclude_none=True)}).encode()


def _read(path: Path) -> tuple[Settings, SettingsError | None]:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise _unreadable(f"it is larger than {MAX_FILE_BYTES} bytes")
    document = tomllib.loads(path.read_text("utf-8"))
    version = document.pop("version", CURRENT_VERSION)
    if not isinstance(version, int) or isinstance(version, bool):
        raise _unreadable(f"its version is {version!r}")
    return salvaged_settings(migrate(document, version))


def _unreadable(reason: str) -> SettingsError:
    return SettingsError(
        "Settings file not readable", "The settings file cannot be read: {reason}.", "Correct it.", reason=reason
    )


def _not_saved(path: Path, reason: str) -> SettingsError:
    return SettingsError(
        "Settings not saved",
        "{path} cannot be written: {reason}.",
        "Free some space or give your account the right to write there, then try again.",
        path=path,
        reason=reason,
    )
