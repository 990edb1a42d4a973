"""An error before there is a window: a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from facegate.errors import FacegateError
from facegate.ui.app import execute, make_application
from facegate.ui.i18n import error_text
from facegate.ui.interrupts import Interrupts

_SHOWN_FOR = 30_000
"""Milliseconds: long enough to be read; a kiosk or script that nobody attends must not hang for ever."""


def show_start_failure(error: FacegateError) -> None:
    """Say why the program does not start, until it is dismissed or for half a minute."""
    application = make_application()
    text = error_text(error)
    box = QMessageBox(QMessageBox.Icon.Critical, "FaceGate", text.title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"{text.message}\n\n{text.remedy}")
    box.setAccessibleName(text.title)
    patience = QTimer(box)
    patience.setSingleShot(True)
    patience.timeout.connect(box.close)
    patience.start(_SHOWN_FOR)
    box.finished.connect(application.quit)
    interrupts = Interrupts(box.close, box)
    try:
        box.open()
        execute(application)
    finally:
        interrupts.remove()
        patience.stop()
        box.deleteLater()
