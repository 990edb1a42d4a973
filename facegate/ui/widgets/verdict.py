"""A tinted line that says how something stands: an icon, words, a colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from facegate.ui import icons, theme
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import set_property

_ICON = 20

_ICONS = {"good": "identified", "warn": "inconclusive", "bad": "error"}


class Verdict(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self.setProperty("role", "verdict")
        self._icon, self._words = QLabel(self), QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        row.setSpacing(UNIT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def kind(self) -> str:
        """``good``, ``warn`` or ``bad``."""
        return self._kind

    def say(self, kind: str, text: str) -> None:
        """Say something in a colour; an empty text hides the line."""
        self._kind = kind
        set_property(self, "kind", kind)
        set_property(self._words, "tone", kind)
        self._words.setText(text)
        self.setAccessibleName(text)
        self._draw()
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._kind:
            colour = getattr(theme.colours(), self._kind)
            self._icon.setPixmap(icons.pixmap(_ICONS[self._kind], colour, _ICON, self.devicePixelRatioF()))
