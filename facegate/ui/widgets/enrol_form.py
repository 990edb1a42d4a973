"""Consent, name and identifier: what an enrolment asks, whatever the samples come from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH
from facegate.pipeline.consent import CONSENT_TEXT
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted


class EnrolForm(QWidget):
    """Consent stands first: nothing is computed from a face before it is given.

    Signals:
        consent_changed: it was given or taken back.
        changed: anything was edited.
    """

    consent_changed = Signal(bool)
    changed = Signal()

    def __init__(self, vouched: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(CONSENT_TEXT, self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "paper")
        self.text.setMargin(int(1.5 * UNIT))
        agreed = self.tr("The person agrees to &this text") if vouched else self.tr("I agree to &this text")
        self.consent = QCheckBox(agreed, self)
        self.consent.setAccessibleDescription(CONSENT_TEXT)
        self.name, self.identifier = QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.identifier.setMaxLength(MAX_EXTERNAL_ID_LENGTH)
        self._lay_out()
        self.consent.toggled.connect(self.consent_changed)
        self.consent.toggled.connect(lambda _on: self.changed.emit())
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.identifier.textChanged.connect(lambda _text: self.changed.emit())

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        title = QLabel(self.tr("Consent"), self)
        bold = title.font()
        bold.setBold(True)
        for label in (title, name := QLabel(self.tr("&Name"), self), number := QLabel(self.tr("&Identifier"), self)):
            label.setFont(bold)
        name.setBuddy(self.name)
        number.setBuddy(self.identifier)
        box.addWidget(title)
        box.addWidget(self.text)
        box.addWidget(self.consent)
        box.addSpacing(UNIT)
        box.addWidget(name)
        box.addWidget(self.name)
        box.addSpacing(UNIT // 2)
        box.addWidget(number)
        box.addWidget(self.identifier)
        note = muted(self.tr("Your own number for the person, such as a payroll number. Each is used once."), self)
        note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        box.addWidget(note)
        box.addStretch(1)

    @property
    def agreed(self) -> bool:
        """Whether the box is ticked."""
        return self.consent.isChecked()

    @property
    def filled(self) -> bool:
        """Whether nothing is missing."""
        return self.agreed and bool(self.name.text().strip()) and bool(self.identifier.text().strip())
