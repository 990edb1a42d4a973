"""The parts of a working day, one a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from facegate.domain.attendance.clock_times import HOUR, LAST_MINUTE
from facegate.domain.attendance.shifts import Span
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import set_property
from facegate.ui.widgets.clock_box import ClockBox

_MOST = 12
"""Parts of a day: more than anybody works."""
_NEXT_AFTER, _NEXT_FOR = HOUR, 4 * HOUR
"""A part that is added begins an hour after the last one and lasts four."""


@dataclass(frozen=True, slots=True)
class _Row:
    holder: QWidget
    start: ClockBox
    between: QLabel
    end: ClockBox
    remove: QToolButton


class SpanRows(QWidget):
    """At least one.

    Signals:
        changed: another time, or another number of parts.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(UNIT // 2)
        self._before_rows = QWidget(self)
        self._before_rows.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before_rows.hide()
        self.add_button = QPushButton(self.tr("Add a &part"), self)
        self.add_button.setToolTip(self.tr("For a day in several parts, such as morning and evening"))
        self.add_button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(self._box)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        box.addLayout(row)
        self.add_button.clicked.connect(self._add_next)

    @property
    def spans(self) -> tuple[Span, ...]:
        """As they stand there; in the order of their beginning."""
        entered = [Span(row.start.value(), row.end.value()) for row in self._rows]
        return tuple(sorted(entered, key=lambda span: span.start))

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Enter others; not an edit."""
        for row in self._rows:
            row.holder.hide()
            row.holder.deleteLater()
        self._rows = []
        for span in spans:
            self._append(span)
        self._arrange()

    def mark(self, details: Collection[str]) -> None:
        """Emphasise those that are named in an error."""
        for row in self._rows:
            wrong = str(Span(row.start.value(), row.end.value())) in details
            set_property(row.between, "tone", "bad" if wrong else "")
            row.between.setText("⚠" if wrong else "–")

    def _append(self, span: Span) -> _Row:
        number = len(self._rows) + 1
        holder = QWidget(self)
        start = ClockBox(self.tr("Part {number}: from").format(number=number), holder)
        end = ClockBox(self.tr("Part {number}: to").format(number=number), holder)
        start.setValue(span.start)
        end.setValue(span.end)
        remove = QToolButton(holder)
        remove.setAutoRaise(True)
        remove.setIcon(icons.icon("close", "muted"))
        remove.setToolTip(self.tr("Remove this part"))
        remove.setAccessibleName(self.tr("Remove part {number}").format(number=number))
        made = _Row(holder, start, QLabel("–", holder), end, remove)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for widget in (start, made.between, end, remove):
            row.addWidget(widget)
        row.addStretch(1)
        for box in (start, end):
            box.valueChanged.connect(lambda _value: self.changed.emit())
        remove.clicked.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._box.addWidget(holder)
        return made

    def _add_next(self) -> None:
        last = max((row.end.value() for row in self._rows), default=0)
        start = min(last + _NEXT_AFTER, LAST_MINUTE - HOUR)
        made = self._append(Span(start, min(start + _NEXT_FOR, LAST_MINUTE)))
        self._arrange()
        made.start.setFocus()
        self.changed.emit()

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.holder.hide()
        row.holder.deleteLater()
        self._arrange()
        self._rows[-1].start.setFocus()
        self.changed.emit()

    def _arrange(self) -> None:
        # Rows that come later go where the first ones are in the order of the Tab key.
        before = self._before_rows
        for row in self._rows:
            row.remove.setVisible(len(self._rows) > 1)
            for widget in (row.start, row.end, row.remove):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add_button)
        if self._rows:
            self.setFocusProxy(self._rows[0].start)
        self.add_button.setEnabled(len(self._rows) < _MOST)
