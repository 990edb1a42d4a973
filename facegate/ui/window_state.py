"""Where the window was: remembered in the data folder's state, not among the settings."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from facegate import logs
from facegate.settings.files import write_atomically
from facegate.settings.paths import Paths


def _file(paths: Paths) -> Path:
    return paths.state_dir / "window.txt"


def restore(window: QWidget, paths: Paths) -> bool:
    """Put the window where it was; False if that is not known."""
    try:
        stored = base64.b64decode(_file(paths).read_bytes(), validate=True)
    except (OSError, ValueError):
        return False
    return window.restoreGeometry(QByteArray(stored))


def save(window: QWidget, paths: Paths) -> None:
    """Remember where the window is; not worth a word if that fails."""
    try:
        write_atomically(_file(paths), base64.b64encode(window.saveGeometry().data()))
    except OSError as error:
        logs.app.info("the window's place was not saved: %s", error.strerror)
