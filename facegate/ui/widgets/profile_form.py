"""The fields of a person's record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH
from facegate.domain.profiles import Field, Profile
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import set_property
from facegate.ui.widgets.day_field import DayField
from facegate.ui.widgets.department_field import DepartmentField
from facegate.ui.widgets.group_field import GroupField

_CARD_ROOM = 48
"""Characters of a card number with what is put between its digits."""
_NOTES_LINES = 3


class ProfileForm(QWidget):
    """Shows a profile and tells what was made of it.

    Signals:
        changed: something was edited.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.identifier, self.card = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.identifier.setMaxLength(MAX_EXTERNAL_ID_LENGTH)
        self.card.setMaxLength(_CARD_ROOM)
        self.department = DepartmentField(self)
        self.groups = GroupField(self)
        self.valid_from = DayField(self.tr("&From"), today, self)
        self.valid_until = DayField(self.tr("&Until"), today, self)
        self.notes = QPlainTextEdit(self)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTES_LINES + 3 * UNIT)
        self._labels: dict[Field, QLabel] = {}
        self._lay_out()
        for line in (self.name, self.identifier, self.department, self.card, self.groups):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.notes.textChanged.connect(self.changed)
        for day in (self.valid_from, self.valid_until):
            day.changed.connect(self.changed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        rows: Sequence[tuple[tuple[Field, str, QWidget], ...]] = (
            ((Field.NAME, self.tr("&Name"), self.name), (Field.EXTERNAL_ID, self.tr("&Identifier"), self.identifier)),
            (
                (Field.DEPARTMENT, self.tr("&Department"), self.department),
                (Field.GROUPS, self.tr("&Groups"), self.groups),
            ),
            ((Field.CARD, self.tr("&Card number"), self.card),),
        )
        for number, fields in enumerate(rows):
            for column, (field, text, widget) in enumerate(fields):
                self._label(grid, field, text, widget, 3 * number, column)
                grid.addWidget(widget, 3 * number + 1, column)
            grid.setRowMinimumHeight(3 * number + 2, UNIT)
        validity = self.tr("Validity of card and PIN, both days included")
        self._label(grid, Field.VALIDITY, validity, self.valid_from, 9, 0, across=2)
        grid.addWidget(self.valid_from, 10, 0)
        grid.addWidget(self.valid_until, 10, 1)
        grid.setRowMinimumHeight(11, UNIT)
        self._label(grid, Field.NOTES, self.tr("N&otes"), self.notes, 12, 0)
        grid.addWidget(self.notes, 13, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _label(
        self, grid: QGridLayout, field: Field, text: str, widget: QWidget, row: int, column: int, across: int = 1
    ) -> None:
        label = QLabel(text, self)
        label.setBuddy(widget)
        self._labels[field] = label
        grid.addWidget(label, row, column, 1, across)

    @property
    def profile(self) -> Profile:
        """What is entered, not checked."""
        return Profile(
            self.name.text(),
            self.identifier.text(),
            self.department.text(),
            self.groups.groups,
            self.card.text() or None,
            self.valid_from.day,
            self.valid_until.day,
            self.notes.toPlainText(),
        )

    def show_profile(self, profile: Profile) -> None:
        """Enter another one."""
        self.name.setText(profile.name)
        self.identifier.setText(profile.external_id)
        self.department.setText(profile.department)
        self.groups.set_groups(profile.groups)
        self.card.setText(profile.card or "")
        self.valid_from.set_day(profile.valid_from)
        self.valid_until.set_day(profile.valid_until)
        self.notes.setPlainText(profile.notes)
        for line in (self.name, self.identifier, self.groups, self.department):
            # So that a long one shows its beginning.
            line.setCursorPosition(0)

    def offer(self, departments: Sequence[str], groups: Sequence[str]) -> None:
        """Complete from these."""
        self.department.offer(departments)
        self.groups.offer(groups)

    def mark(self, fields: Collection[Field]) -> None:
        """Emphasise the labels of some fields."""
        for field, label in self._labels.items():
            set_property(label, "tone", "warn" if field in fields else "")

    @property
    def filled(self) -> bool:
        """Whether nothing that is needed is missing."""
        return bool(self.name.text().strip()) and bool(self.identifier.text().strip())
