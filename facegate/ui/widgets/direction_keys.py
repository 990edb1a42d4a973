"""Keys by which people say which way they go, before or just after they are recognised."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Event
from facegate.pipeline.directions import GateDirections
from facegate.ui import theme
from facegate.ui.theme import UNIT
from facegate.ui.widgets.keypad import KEY_SIZE
from facegate.ui.wording import direction_text

_KEYS = {
    Direction.IN: Qt.Key.Key_F5,
    Direction.OUT: Qt.Key.Key_F6,
    Direction.BREAK_START: Qt.Key.Key_F7,
    Direction.BREAK_END: Qt.Key.Key_F8,
}
_COLUMNS = 2
_LOOK = 250
"""Milliseconds between two looks at whether a key still counts."""


class DirectionKeys(QWidget):
    """Four large keys; the one that counts is down. Pressed again it is taken back."""

    def __init__(self, directions: GateDirections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directions = directions
        self.keys = {direction: self._key(direction) for direction in _KEYS}
        # The column may be low: then it is the list of earlier people that gives way.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(UNIT)
        for place, key in enumerate(self.keys.values()):
            grid.addWidget(key, place // _COLUMNS, place % _COLUMNS)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.show_chosen)

    def _key(self, direction: Direction) -> QPushButton:
        key = QPushButton(direction_text(direction), self)
        key.setCheckable(True)
        key.setMinimumHeight(KEY_SIZE)
        key.setFont(theme.heading_font(key, 1.1))
        key.setShortcut(_KEYS[direction])
        key.setToolTip(f"{key.text()} ({key.shortcut().toString()})")
        key.clicked.connect(lambda down, direction=direction: self._press(direction, down=down))
        return key

    def _press(self, direction: Direction, *, down: bool) -> None:
        if down:
            self._directions.press(direction)
        else:
            self._directions.release()
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show which key counts now."""
        chosen = self._directions.chosen
        for direction, key in self.keys.items():
            key.setChecked(direction is chosen)
        if chosen is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def show_event(self, _event: Event) -> None:
        """Somebody was recognised, and may have used the key up."""
        self.show_chosen()
