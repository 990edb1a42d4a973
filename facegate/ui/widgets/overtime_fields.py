"""What counts beyond a shift."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.shifts import Overtime
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.clock_box import LengthBox, ShortBox
from facegate.ui.widgets.item_form import beside

_MOST_TIERS = 6
_NEW_TIER = 2 * HOUR


class _Tier(NamedTuple):
    holder: QWidget
    label: QLabel
    box: LengthBox
    remove: QToolButton


class OvertimeFields(QWidget):
    """Whether there is overtime at all, and how it is counted.

    Signals:
        changed: something was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiers: list[_Tier] = []
        self.on = QCheckBox(self.tr("Time &outside the shift counts as overtime"), self)
        self.none = muted(self.tr("What lies outside the working time does not count."), self)
        self.before = QCheckBox(self.tr("Also time before the shift begins"), self)
        self.between = QCheckBox(self.tr("Also time between two parts of the shift"), self)
        self.minimum = ShortBox(self.tr("Least overtime of a day"), parent=self)
        self.add_button = QPushButton(self.tr("Add a &tier"), self)
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(self.tr("For overtime that is paid otherwise from some hour on"))
        self._rest = QLabel(self)
        self._details = QWidget(self)
        inner = QVBoxLayout(self._details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(UNIT)
        inner.addWidget(self.before)
        inner.addWidget(self.between)
        inner.addWidget(beside(self.tr("Less on a day than"), self.minimum, self.tr("is none"), parent=self))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT // 2)
        inner.addLayout(self._rows)
        last = QHBoxLayout()
        last.setSpacing(2 * UNIT)
        last.addWidget(self._rest)
        last.addWidget(self.add_button)
        last.addStretch(1)
        inner.addLayout(last)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        for widget in (self.on, self.none, self._details):
            box.addWidget(widget)
        for check in (self.on, self.before, self.between):
            check.toggled.connect(lambda _on: self._edited())
        self.minimum.valueChanged.connect(lambda _value: self.changed.emit())
        self.add_button.clicked.connect(self._add_next)
        self.setFocusProxy(self.on)
        self._arrange()

    @property
    def value(self) -> Overtime | None:
        """As it stands there."""
        if not self.on.isChecked():
            return None
        tiers = tuple(tier.box.value() for tier in self._tiers)
        return Overtime(self.minimum.value(), tiers, self.before.isChecked(), self.between.isChecked())

    def show_value(self, overtime: Overtime | None) -> None:
        """Show another one; not an edit."""
        shown = overtime or Overtime()
        self.minimum.setValue(shown.minimum)
        self.before.setChecked(shown.before_start)
        self.between.setChecked(shown.between_spans)
        self._show_tiers(list(shown.tiers))
        self.on.setChecked(overtime is not None)
        self._arrange()

    def _append(self, minutes: int) -> LengthBox:
        number = len(self._tiers) + 1
        holder = QWidget(self)
        box = LengthBox(self.tr("Length of tier {number}").format(number=number), parent=holder)
        box.setMinimum(1)
        box.setValue(minutes)
        box.valueChanged.connect(lambda _value: self.changed.emit())
        remove = QToolButton(holder)
        remove.setAutoRaise(True)
        remove.setIcon(icons.icon("close", "muted"))
        remove.setToolTip(self.tr("Remove this tier"))
        remove.setAccessibleName(self.tr("Remove tier {number}").format(number=number))
        label = QLabel(holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for widget in (label, box, QLabel(self.tr("hours"), holder), remove):
            row.addWidget(widget)
        row.addStretch(1)
        made = _Tier(holder, label, box, remove)
        remove.clicked.connect(lambda: self._remove(made))
        self._tiers.append(made)
        self._rows.addWidget(holder)
        return box

    def _show_tiers(self, lengths: list[int]) -> None:
        for tier in self._tiers:
            tier.holder.hide()
            tier.holder.deleteLater()
        self._tiers = []
        for minutes in lengths:
            self._append(minutes)

    def _add_next(self) -> None:
        box = self._append(_NEW_TIER)
        self._edited()
        box.setFocus()

    def _remove(self, tier: _Tier) -> None:
        self._show_tiers([other.box.value() for other in self._tiers if other is not tier])
        self.add_button.setFocus()
        self._edited()

    def _edited(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        self._details.setVisible(self.on.isChecked())
        self.none.setVisible(not self.on.isChecked())
        number = len(self._tiers)
        for index, tier in enumerate(self._tiers, 1):
            text = self.tr("Tier {number}: the first") if index == 1 else self.tr("Tier {number}: the next")
            tier.label.setText(text.format(number=index))
        rest = self.tr("Tier {number}: all that is left").format(number=number + 1)
        self._rest.setText(rest if number else self.tr("All overtime is of one kind."))
        self.add_button.setEnabled(number < _MOST_TIERS)
        before: QWidget = self.minimum
        for tier in self._tiers:
            for widget in (tier.box, tier.remove):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add_button)
