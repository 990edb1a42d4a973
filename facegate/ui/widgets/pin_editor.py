"""Two fields for a new PIN, and what is wrong with it while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from facegate.domain.pins import MAX_PIN_LENGTH, MIN_PIN_LENGTH, pin_problem
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted, set_property
from facegate.ui.wording import pin_problem_text


class PinEditor(QWidget):
    """Asks for a PIN twice; says why it cannot be used.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_numbers: tuple[str | None, ...] = ()
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(MAX_PIN_LENGTH)
            field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), field))
            field.textChanged.connect(self._typed)
        self.note = muted("", self)
        form = QFormLayout()
        form.setSpacing(UNIT)
        form.addRow(self.tr("New &PIN"), self.first)
        form.addRow(self.tr("PIN &again"), self.second)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT // 2)
        box.addLayout(form)
        box.addWidget(self.note)
        self._typed()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.first.text() and not self.second.text()

    @property
    def pin(self) -> str | None:
        """The PIN; None where there is none that could be used."""
        return None if self.is_empty or self.problem else self.first.text()

    @property
    def problem(self) -> str:
        """Why what was typed cannot be used, one sentence; empty where it can, or where nothing was typed."""
        if self.is_empty:
            return ""
        problem = pin_problem(self.first.text(), *self._own_numbers)
        if problem is not None:
            return pin_problem_text(problem)
        return "" if self.first.text() == self.second.text() else self.tr("The two do not agree yet.")

    def set_own_numbers(self, *numbers: str | None) -> None:
        """The person's card number and identifier, which their PIN must not be read off."""
        self._own_numbers = numbers
        self._typed()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _typed(self) -> None:
        rule = self.tr("{least} to {most} digits, not easy to guess.")
        self.note.setText(self.problem or rule.format(least=MIN_PIN_LENGTH, most=MAX_PIN_LENGTH))
        set_property(self.note, "tone", "bad" if self.problem else "muted")
        self.first.setAccessibleDescription(self.note.text())
        self.changed.emit()
