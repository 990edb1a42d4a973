"""Where the window was and how its tables looked: remembered in the data folder's state, not among the settings."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QHeaderView, QWidget

from facegate import logs
from facegate.settings.files import write_atomically
from facegate.settings.paths import Paths

_WINDOW = "window"


def restore(window: QWidget, paths: Paths) -> bool:
    """Put the window where it was; False if that is not known."""
    stored = _load(paths, _WINDOW)
    return stored is not None and window.restoreGeometry(stored)


def save(window: QWidget, paths: Paths) -> None:
    """Remember where the window is; not worth a word if that fails."""
    _save(paths, _WINDOW, window.saveGeometry())


def restore_header(header: QHeaderView, paths: Paths, name: str) -> bool:
    """Show columns as they were under that name; False if that is not known."""
    stored = _load(paths, name)
    return stored is not None and header.restoreState(stored)


def save_header(header: QHeaderView, paths: Paths, name: str) -> None:
    """Remember which columns are shown, in which order and how wide; not worth a word if that fails."""
    _save(paths, name, header.saveState())


def _load(paths: Paths, name: str) -> QByteArray | None:
    try:
        return QByteArray(base64.b64decode(_file(paths, name).read_bytes(), validate=True))
    except (OSError, ValueError):
        return None


def _save(paths: Paths, name: str, state: QByteArray) -> None:
    try:
        write_atomically(_file(paths, name), base64.b64encode(state.data()))
    except OSError as error:
        logs.app.info("the state of the %s was not saved: %s", name, error.strerror)


def _file(paths: Paths, name: str) -> Path:
    return paths.state_dir / f"{name}.txt"
