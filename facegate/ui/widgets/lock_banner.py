"""A plain line across the window while a lock-down is in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.widgets.basics import ElidedLabel, heading, set_property

_ICON = 22


class LockBanner(QFrame):
    """Hidden without a lock-down.

    Signals:
        end_wanted: the operator wants to end it.
    """

    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: AccessDesk | None = None
        self._operated = False
        self.setProperty("role", "banner")
        self._icon = QLabel(self)
        self._icon.setFixedWidth(_ICON)
        self._words = ElidedLabel(self.tr("Lock-down: no rule opens a door. Free doors stay free."), self)
        self._words.setFont(theme.heading_font(heading("", self), 1.1))
        set_property(self._words, "tone", "bad")
        self.end_button = QPushButton(self.tr("End the lock-down…"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, UNIT // 2, 2 * UNIT, UNIT // 2)
        row.setSpacing(UNIT)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.end_button)
        self.setAccessibleName(self._words.whole_text)
        self.end_button.clicked.connect(self.end_wanted)
        self.hide()

    def follow(self, desk: AccessDesk) -> None:
        """Show how these doors are from now on."""
        self._desk = desk
        desk.changed.connect(self.show_state)
        self.show_state()

    def show_operated(self, operated: bool) -> None:
        """Offer to end it, or not: not where whoever passes could."""
        self._operated = operated
        self.end_button.setVisible(operated)

    def show_state(self) -> None:
        """As the doors are now."""
        locked = self._desk is not None and self._desk.state.locked_down
        if locked and self.isHidden():
            announce(self, self._words.whole_text)
        self.setVisible(locked)
        self.end_button.setVisible(self._operated)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(icons.pixmap("lock", theme.colours().bad, _ICON, self.devicePixelRatioF()))
