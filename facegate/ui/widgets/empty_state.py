"""What a page shows when there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facegate.ui import icons, theme
from facegate.ui.widgets.basics import heading, muted

_ICON = 48
_WIDEST = 420
_ROOM_FOR_PICTURE = 20 * theme.UNIT
"""Height from which on the picture does not take the words' room."""


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and what one can do."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        # It gives way where there is little height, rather than keep the window tall.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._picture = QLabel(self)
        self._title = heading(title, self, 1.2)
        self._title.setWordWrap(True)
        self._text = muted(text, self)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.UNIT)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * theme.UNIT] * 4)
        box.setSpacing(theme.UNIT)
        box.addStretch(2)
        for widget in (self._picture, self._title, self._text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widget.setMaximumWidth(_WIDEST)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 4)
            row.addStretch(1)
            box.addLayout(row)
        box.addSpacing(theme.UNIT)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addLayout(self._buttons)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(3)
        self._draw()

    def set_text(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    @property
    def title(self) -> str:
        """What is said."""
        return self._title.text()

    def add_button(self, button: QPushButton) -> QPushButton:
        """Offer something to do."""
        self._buttons.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words before pictures where there is little height."""
        super().resizeEvent(event)
        self._picture.setVisible(self.height() >= _ROOM_FOR_PICTURE)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon_name, theme.colours().muted, _ICON, self.devicePixelRatioF()))
