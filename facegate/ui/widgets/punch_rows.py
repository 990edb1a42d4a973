"""Punches to try, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from facegate.domain.attendance.clock_times import HOUR, LAST_MINUTE
from facegate.domain.attendance.punches import Direction
from facegate.ui import icons
from facegate.ui.step_words import direction_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_preview import TriedPunch
from facegate.ui.widgets.clock_box import ClockBox
from facegate.ui.widgets.editors import keep_wheel_away

_MOST = 20
_FIRST = 9 * HOUR
_NEXT = {Direction.IN: Direction.OUT, Direction.BREAK_START: Direction.BREAK_END}
"""What most likely follows."""


class PunchRows(QWidget):
    """None, or several.

    Signals:
        changed: another time, direction or number.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, ClockBox, QComboBox, QToolButton]] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(UNIT // 2)
        self._before_rows = QWidget(self)
        self._before_rows.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before_rows.hide()
        self.add_button = QPushButton(self.tr("Add a p&unch"), self)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(self._box)
        box.addLayout(row)
        self.add_button.clicked.connect(self._add_next)

    @property
    def punches(self) -> tuple[TriedPunch, ...]:
        """As they stand there."""
        return tuple(TriedPunch(time.value(), _direction(way)) for _holder, time, way, _remove in self._rows)

    def set_punches(self, punches: Sequence[TriedPunch]) -> None:
        """Enter others; not an edit."""
        for row in self._rows:
            row[0].hide()
            row[0].deleteLater()
        self._rows = []
        for punch in punches:
            self._append(punch)
        self._arrange()

    def _append(self, punch: TriedPunch) -> ClockBox:
        holder = QWidget(self)
        time, way, remove = ClockBox(self.tr("Time of the punch"), holder), QComboBox(holder), QToolButton(holder)
        time.setValue(punch.minute)
        way.setAccessibleName(self.tr("What the punch says"))
        for direction in (*Direction, None):
            way.addItem(direction_text(direction), "" if direction is None else direction.value)
        way.setCurrentIndex(way.findData("" if punch.direction is None else punch.direction.value))
        keep_wheel_away(way)
        remove.setAutoRaise(True)
        remove.setIcon(icons.icon("close", "muted"))
        remove.setToolTip(self.tr("Remove this punch"))
        remove.setAccessibleName(self.tr("Remove this punch"))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for widget in (time, way, remove):
            row.addWidget(widget)
        row.addStretch(1)
        made = holder, time, way, remove
        time.valueChanged.connect(lambda _value: self.changed.emit())
        way.currentIndexChanged.connect(lambda _index: self.changed.emit())
        remove.clicked.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._box.addWidget(holder)
        return time

    def _add_next(self) -> None:
        last = max(self.punches, key=lambda punch: punch.minute, default=None)
        if last is None:
            punch = TriedPunch(_FIRST, Direction.IN)
        else:
            following = Direction.IN if last.direction is None else _NEXT.get(last.direction, Direction.IN)
            punch = TriedPunch(min(last.minute + HOUR, LAST_MINUTE), following)
        time = self._append(punch)
        self._arrange()
        time.setFocus()
        time.selectAll()
        self.changed.emit()

    def _remove(self, row: tuple[QWidget, ClockBox, QComboBox, QToolButton]) -> None:
        self._rows.remove(row)
        row[0].hide()
        row[0].deleteLater()
        self._arrange()
        self.add_button.setFocus()
        self.changed.emit()

    def _arrange(self) -> None:
        # Rows that come later go where the first ones are in the order of the Tab key.
        before = self._before_rows
        for row in self._rows:
            for widget in row[1:]:
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add_button)
        self.add_button.setEnabled(len(self._rows) < _MOST)


def _direction(box: QComboBox) -> Direction | None:
    value = str(box.currentData())
    return Direction(value) if value else None
