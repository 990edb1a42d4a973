"""Consent, name and identifier: what an enrolment asks, whatever the samples come from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH
from facegate.domain.consent_texts import ConsentText
from facegate.domain.people import Subject
from facegate.domain.profiles import Profile
from facegate.ui.formatting import isolated
from facegate.ui.i18n import LanguageTexts
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, muted
from facegate.ui.widgets.consent_paper import ConsentPaper


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
        self._profile = Profile("", "")
        self._consented = False
        self._vouched = vouched
        self.paper = ConsentPaper(self)
        self.consent = QCheckBox(self._agreement(QLocale().bcp47Name()), self)
        self.consent.setEnabled(False)
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
        bold = self.paper.title.font()
        for label in (name := QLabel(self.tr("&Name"), self), number := QLabel(self.tr("&Identifier"), self)):
            label.setFont(bold)
        name.setBuddy(self.name)
        number.setBuddy(self.identifier)
        box.addWidget(self.paper)
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
        self._whose, self._on_record = ElidedLabel("", self), muted("", self)
        self._whose.setFont(bold)
        for label in (self._whose, self._on_record):
            label.hide()
            box.addWidget(label)
        box.addStretch(1)
        self._asked_for_consent = (self.paper, self.consent)
        self._asked_for_identity = (name, self.name, number, self.identifier, note)

    def show_consent(self, text: ConsentText, languages: list[str]) -> None:
        """Show the text that is agreed to, and what is ticked in its language.

        Nobody agrees to another text by what they ticked before.
        """
        if self.paper.shown != text:
            self.consent.setChecked(False)
        self.paper.show_text(text)
        self.paper.offer(languages)
        self.consent.setText(self._agreement(text.language))
        self.consent.setAccessibleDescription(text.text)
        self.consent.setEnabled(True)

    def _agreement(self, language: str) -> str:
        words = LanguageTexts(language)
        if self._vouched:
            return words.translate("EnrolForm", "The person agrees to &this text")
        return words.translate("EnrolForm", "I agree to &this text")

    def show_profile(self, profile: Profile) -> None:
        """Begin with what is known of the person; what has no field here is kept."""
        self._profile = profile
        self.name.setText(profile.name)
        self.identifier.setText(profile.external_id)

    def set_person(self, person: Subject, consented: str) -> None:
        """Samples are for somebody on record: who they are is told; consent is asked where there is none.

        Args:
            person: whose samples.
            consented: day of their consent as it is to be shown; empty without one.
        """
        self.show_profile(person.profile)
        for widget in self._asked_for_identity:
            widget.hide()
        self._whose.set_text(f"{isolated(person.name)} ({isolated(person.external_id)})")
        self._whose.show()
        if consented:
            self._consented = True
            for each in self._asked_for_consent:
                each.hide()
            self._on_record.setText(self.tr("Their consent of {day} is on record.").format(day=consented))
            self._on_record.show()

    @property
    def profile(self) -> Profile:
        """What was entered, with what was known before."""
        return replace(self._profile, name=self.name.text(), external_id=self.identifier.text())

    @property
    def first_field(self) -> QWidget | None:
        """Where to begin; None where nothing is asked."""
        return None if self._consented else self.consent

    @property
    def agreed(self) -> bool:
        """Whether the box is ticked, or consent is on record."""
        return self._consented or self.consent.isChecked()

    @property
    def filled(self) -> bool:
        """Whether nothing is missing."""
        return self.agreed and bool(self.name.text().strip()) and bool(self.identifier.text().strip())
