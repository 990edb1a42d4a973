"""What this program is, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facegate import __version__
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, line, muted

_ICON = 64


class AboutDialog(QDialog):
    """Version, licences, shortcuts.

    Signals:
        pad_wanted: the user wants to read what attack detection can and cannot do.
    """

    pad_wanted = Signal()

    def __init__(self, shortcuts: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About FaceGate"))
        picture = QLabel(self)
        picture.setPixmap(icons.application_icon().pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(heading("FaceGate", self, 1.5))
        words.addWidget(muted(self.tr("Version {version}").format(version=__version__), self))
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * UNIT)
        top.addWidget(picture)
        top.addLayout(words, 1)
        keys = QGridLayout()
        keys.setHorizontalSpacing(3 * UNIT)
        keys.setVerticalSpacing(UNIT // 2)
        # In two columns: as one, they are higher than a small screen.
        half = -(-len(shortcuts) // 2)
        for number, (key, action) in enumerate(shortcuts):
            column, row = divmod(number, half)
            keys.addWidget(muted(key, self), row, 2 * column)
            keys.addWidget(QLabel(action, self), row, 2 * column + 1)
            keys.setColumnStretch(2 * column + 1, 1)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(2 * UNIT)
        box.addLayout(top)
        text = self.tr("Everything stays on this computer: no account, no cloud.")
        licences = self.tr("FaceGate is free software (MIT). It uses Qt {version} (LGPL-3.0) and other libraries.")
        box.addWidget(QLabel(text, self))
        box.addWidget(muted(licences.format(version=qVersion()), self))
        box.addWidget(line(self))
        box.addLayout(keys)
        self.pad_button = QPushButton(self.tr("&Attack detection: what it can and cannot do…"), self)
        self.pad_button.setAutoDefault(False)
        self.pad_button.clicked.connect(self.pad_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * UNIT)
        buttons.addWidget(self.pad_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        box.addLayout(buttons)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
