"""Whether the door opens, in the largest letters of the page: read from where one stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.welcome import DoorSaid, DoorWords
from facegate.ui.widgets.basics import heading, set_property

_ICON = 36
_ICONS = {
    DoorWords.OPEN: "door-open",
    DoorWords.ALLOWED: "identified",
    DoorWords.WAITING: "inconclusive",
    DoorWords.DENIED: "not-identified",
    DoorWords.STUCK: "error",
}
_SIZES = (1.9, 1.6, 1.35)
"""Of the title, in units of the normal text; the last one wraps."""
_REASON_SIZE = 1.2
_OPEN_LASTS = 6000
"""Milliseconds for which an open door is said to be open; a strike holds for a few seconds."""


class DoorBand(QFrame):
    """Hidden until a door was decided on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: DoorSaid | None = None
        self.setProperty("role", "verdict")
        self._icon = QLabel(self)
        self._title, self._reason = heading("", self, _SIZES[0]), QLabel(self)
        self._reason.setFont(theme.heading_font(self._reason, _REASON_SIZE))
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._title, self._reason):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        row.setSpacing(int(1.5 * UNIT))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.setInterval(_OPEN_LASTS)
        self._closing.timeout.connect(self._closed)
        self.hide()

    @property
    def said(self) -> DoorSaid | None:
        """What is said; None where nothing is."""
        return self._said

    @property
    def text(self) -> str:
        """The same as words; empty where nothing is said."""
        return "" if self._said is None else self._said.sentence

    def say(self, said: DoorSaid | None) -> None:
        """Say something; None hides it."""
        if said == self._said:
            return
        self._said = said
        self._closing.stop()
        self.setVisible(said is not None)
        if said is None:
            return
        set_property(self, "kind", said.tone)
        for label, text in ((self._title, said.title), (self._reason, said.reason)):
            set_property(label, "tone", said.tone)
            label.setText(text)
        self._reason.setVisible(bool(said.reason))
        self.setAccessibleName(said.sentence)
        self._fit()
        self._draw()
        announce(self, said.sentence)
        if said.words is DoorWords.OPEN:
            self._closing.start()

    def _closed(self) -> None:
        # The strike fell back long ago: whoever reads "open" now would push in vain.
        if self._said is not None:
            self.say(DoorSaid(DoorWords.ALLOWED, self.tr("Was let in")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _ICON - 5 * UNIT
        for factor in _SIZES:
            font = theme.heading_font(self, factor)
            if QFontMetrics(font).horizontalAdvance(self._title.text()) <= room:
                break
        self._title.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._said is not None:
            colour = getattr(theme.colours(), self._said.tone)
            self._icon.setPixmap(icons.pixmap(_ICONS[self._said.words], colour, _ICON, self.devicePixelRatioF()))
