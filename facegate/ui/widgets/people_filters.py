"""The line of filters over the table of people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from facegate.domain.people_query import PersonState
from facegate.ui.theme import UNIT

_WIDEST = 26 * UNIT
"""A name of 100 characters must not push the others out."""


class PeopleFilters(QWidget):
    """Which of all people are shown, beside what is searched for.

    Signals:
        changed: another choice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.department, self.group = QComboBox(self), QComboBox(self), QComboBox(self)
        for box, name in (
            (self.state, self.tr("State")),
            (self.department, self.tr("Department")),
            (self.group, self.tr("Group")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(_WIDEST)
        for text, state in (
            (self.tr("Everybody"), None),
            (self.tr("With face"), PersonState.FACE),
            (self.tr("Without face"), PersonState.NO_FACE),
            (self.tr("Suspended"), PersonState.SUSPENDED),
            (self.tr("Not valid today"), PersonState.NOT_VALID),
        ):
            self.state.addItem(text, state)
        self.department.addItem(self.tr("All departments"), None)
        self.group.addItem(self.tr("All groups"), None)
        self.clear_button = QPushButton(self.tr("Show all"), self)
        self.clear_button.setFlat(True)
        self.clear_button.clicked.connect(self.clear)
        for box in (self.state, self.department, self.group):
            box.currentIndexChanged.connect(lambda _index: self._choose())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for widget in (self.state, self.department, self.group, self.clear_button):
            row.addWidget(widget)
        row.addStretch(1)
        self._enable()

    @property
    def active(self) -> bool:
        """Whether somebody is left out."""
        return any(box.currentData() is not None for box in (self.state, self.department, self.group))

    def clear(self) -> None:
        """Let everybody through."""
        if not self.active:
            return
        for box in (self.state, self.department, self.group):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self._choose()

    def offer(self, departments: Sequence[str], groups: Sequence[str]) -> None:
        """Choose among these from now on. A choice that is not there any more is taken back."""
        before = self.department.currentData(), self.group.currentData()
        for box, names, chosen in (
            (self.department, departments, before[0]),
            (self.group, groups, before[1]),
        ):
            with QSignalBlocker(box):
                while box.count() > 1:
                    box.removeItem(1)
                for name in names:
                    box.addItem(name, name)
                box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
            box.setVisible(bool(names))
        if (self.department.currentData(), self.group.currentData()) != before:
            self._choose()

    def _choose(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self.clear_button.setVisible(self.active)
