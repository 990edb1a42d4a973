"""The breaks of a shift, one a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.shifts import Break, BreakKind
from facegate.ui import icons
from facegate.ui.plan_words import break_text
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted, set_property
from facegate.ui.widgets.clock_box import ClockBox, LengthBox, ShortBox
from facegate.ui.widgets.editors import keep_wheel_away

_MOST = 12
_NEW = Break(BreakKind.FIXED, start=12 * HOUR, end=12 * HOUR + 30)
"""What is there when a break is added."""
_USUAL_MINUTES, _USUAL_AFTER = 30, 6 * HOUR
"""What a break without a fixed time begins with: half an hour after six (German and EU law ask for it)."""


class BreakRow(QWidget):
    """One break.

    Signals:
        changed: it is another one.
        remove_wanted: the user wants it gone.
    """

    changed = Signal()
    remove_wanted = Signal()

    def __init__(self, each: Break, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        for kind in BreakKind:
            self.kind.addItem(break_text(kind), kind)
        self.kind.setAccessibleName(self.tr("Kind of break"))
        keep_wheel_away(self.kind)
        self.start, self.end = ClockBox(self.tr("Break from"), self), ClockBox(self.tr("Break to"), self)
        self.after = LengthBox(self.tr("After so much work"), parent=self)
        self.least, self.most = (ShortBox(self.tr("Length of the break"), parent=self) for _ in range(2))
        self.between = QLabel("–", self)
        self.paid = QCheckBox(self.tr("Paid"), self)
        self.remove = QToolButton(self)
        self.remove.setAutoRaise(True)
        self.remove.setIcon(icons.icon("close", "muted"))
        self.remove.setToolTip(self.tr("Remove this break"))
        self.remove.setAccessibleName(self.tr("Remove this break"))
        self._stack = QStackedWidget(self)
        for widgets in (
            (self.start, self.between, self.end),
            (self.after, QLabel(self.tr("h of work:"), self), self.least),
            (self.most,),
        ):
            self._stack.addWidget(_line(widgets))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for widget in (self.kind, self._stack, self.paid, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        self._show(each)
        self.kind.currentIndexChanged.connect(self._switched)
        for box in (self.start, self.end, self.after, self.least, self.most):
            box.valueChanged.connect(lambda _value: self.changed.emit())
        self.paid.toggled.connect(lambda _on: self.changed.emit())
        self.remove.clicked.connect(self.remove_wanted)

    @property
    def value(self) -> Break:
        """As it stands there."""
        kind = BreakKind(self.kind.currentData())
        if kind is BreakKind.FIXED:
            return Break(kind, self.paid.isChecked(), start=self.start.value(), end=self.end.value())
        if kind is BreakKind.AUTOMATIC:
            return Break(kind, minutes=self.least.value(), after=self.after.value())
        return Break(kind, self.paid.isChecked(), minutes=self.most.value())

    def mark(self, details: Collection[str]) -> None:
        """Emphasise it where it is named in an error."""
        wrong = str(self.value) in details
        set_property(self.between, "tone", "bad" if wrong else "")
        self.between.setText("⚠" if wrong else "–")

    def _show(self, each: Break) -> None:
        self.kind.setCurrentIndex(self.kind.findData(each.kind))
        timed = each.kind is BreakKind.FIXED
        self.start.setValue(each.start if timed else _NEW.start)
        self.end.setValue(each.end if timed else _NEW.end)
        for box in (self.least, self.most):
            box.setValue(each.minutes or _USUAL_MINUTES)
        self.after.setValue(each.after if each.kind is BreakKind.AUTOMATIC else _USUAL_AFTER)
        self.paid.setChecked(each.paid)
        self._arrange()

    def _switched(self, _index: int) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        self._stack.setCurrentIndex(self.kind.currentIndex())
        # What is taken off by itself is never paid.
        self.paid.setVisible(self.kind.currentData() != BreakKind.AUTOMATIC)


class BreakRows(QWidget):
    """None, or several.

    Signals:
        changed: another break, or another number of them.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[BreakRow] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(UNIT // 2)
        self._none = muted(self.tr("No breaks: all of the time there counts."), self)
        self._before_rows = QWidget(self)
        self._before_rows.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before_rows.hide()
        self.add_button = QPushButton(self.tr("Add a &break"), self)
        self.add_button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self._none)
        box.addLayout(self._box)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        box.addLayout(row)
        self.add_button.clicked.connect(self._add_next)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """As they stand there."""
        return tuple(row.value for row in self._rows)

    def set_breaks(self, breaks: Sequence[Break]) -> None:
        """Enter others; not an edit."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for each in breaks:
            self._append(each)
        self._arrange()

    def mark(self, details: Collection[str]) -> None:
        """Emphasise those that are named in an error."""
        for row in self._rows:
            row.mark(details)

    def _append(self, each: Break) -> BreakRow:
        row = BreakRow(each, self)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._box.addWidget(row)
        return row

    def _add_next(self) -> None:
        row = self._append(_NEW)
        self._arrange()
        row.kind.setFocus()
        self.changed.emit()

    def _remove(self, row: BreakRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._arrange()
        self.add_button.setFocus()
        self.changed.emit()

    def _arrange(self) -> None:
        # Rows that come later go where the first ones are in the order of the Tab key.
        before = self._before_rows
        for row in self._rows:
            for widget in (row.kind, row.start, row.end, row.after, row.least, row.most, row.paid, row.remove):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add_button)
        self._none.setVisible(not self._rows)
        self.add_button.setEnabled(len(self._rows) < _MOST)


def _line(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(UNIT)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
