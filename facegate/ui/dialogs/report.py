"""An error that is the program's fault: what was hit, and what to send to whoever mends it."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button


class ReportDialog(QDialog):
    """Shows a traceback that can be copied."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(640, 400)
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setTabChangesFocus(True)
        copy = QPushButton(self.tr("&Copy"), self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        close = primary_button(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        words = QLabel(self.tr("FaceGate made a mistake. What was recorded is safe; the window goes on."), self)
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Something went wrong"), self, 1.2))
        box.addWidget(words)
        box.addWidget(muted(self.tr("These lines help to find it. They hold no name and no picture."), self))
        box.addWidget(self.details, 1)
        box.addLayout(buttons)
