"""Renaming and erasing a person."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH
from facegate.domain.people import ErasureReport, Subject
from facegate.errors import FacegateError
from facegate.pipeline.people import AlreadyEnrolledError
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, danger_button, heading, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 440


class PersonDialog(QDialog):
    """A small dialog that changes one person."""

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person = person
        self.busy = False
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*[3 * UNIT] * 4)
        self.box.setSpacing(UNIT)
        self.setFixedWidth(_WIDTH)

    def finish(self, button: QPushButton) -> None:
        """Add the verdict and the buttons."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(button)
        self.box.addWidget(self.verdict)
        self.box.addSpacing(UNIT)
        self.box.addLayout(row)

    def set_busy(self, busy: bool) -> None:
        """The change began, or failed."""
        self.busy = busy
        self.cancel_button.setEnabled(not busy)

    def reject(self) -> None:
        """Close; but not during the change: what came of it must be told."""
        if not self.busy:
            super().reject()

    def refused(self, error: FacegateError) -> None:
        """Say why not."""
        words = error_text(error)
        who = ""
        if isinstance(error, AlreadyEnrolledError):
            person = f"{isolated(error.subject.name)} ({isolated(error.subject.external_id)})"
            who = self.tr("It belongs to {person}.").format(person=person) + " "
        self.verdict.say("bad", f"{words.message} {who}{words.remedy}")
        self.adjustSize()


class RenameDialog(PersonDialog):
    """Name and identifier of somebody who is enrolled."""

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(session, person, parent)
        self.setWindowTitle(self.tr("Rename"))
        self.name, self.identifier = QLineEdit(person.name, self), QLineEdit(person.external_id, self)
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.identifier.setMaxLength(MAX_EXTERNAL_ID_LENGTH)
        self.save_button = primary_button(self.tr("&Save"), self)
        self.save_button.setDefault(True)
        self.box.addWidget(heading(self.tr("Rename"), self, 1.2))
        for text, field in ((self.tr("&Name"), self.name), (self.tr("&Identifier"), self.identifier)):
            label = QLabel(text, self)
            label.setBuddy(field)
            self.box.addSpacing(UNIT // 2)
            self.box.addWidget(label)
            self.box.addWidget(field)
            field.textChanged.connect(lambda _text: self._enable())
        self.finish(self.save_button)
        self.setTabOrder(self.identifier, self.cancel_button)
        self.setTabOrder(self.cancel_button, self.save_button)
        self.name.setFocus()
        self.save_button.clicked.connect(self._save)
        # Selected backwards, so that a long name shows its beginning.
        self.name.setSelection(len(person.name), -len(person.name))
        self._enable()

    def _enable(self) -> None:
        filled = bool(self.name.text().strip()) and bool(self.identifier.text().strip())
        self.save_button.setEnabled(filled and not self.busy)

    def _save(self) -> None:
        people, who = self.session.services.people, self.person.subject_id
        profile = replace(self.person.profile, name=self.name.text(), external_id=self.identifier.text())
        revision = self.person.revision
        self.set_busy(True)
        self._enable()
        self.session.tasks.run(
            self,
            self.tr("Renaming"),
            lambda _context: people.update(who, profile, revision),
            on_done=self._saved,
            on_error=self._not_saved,
        )

    def _saved(self, subject: Subject) -> None:
        self.person = subject
        self.session.people_changed.emit()
        self.accept()

    def _not_saved(self, error: FacegateError) -> None:
        self.set_busy(False)
        self._enable()
        self.refused(error)


class EraseDialog(PersonDialog):
    """Says what erasing does before it is done.

    Attributes:
        report: what was removed; None until then.
    """

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(session, person, parent)
        self.report: ErasureReport | None = None
        self.setWindowTitle(self.tr("Erase a person"))
        name = ElidedLabel(person.name, self)
        name.setFont(heading("", self, 1.2).font())
        number = ElidedLabel(person.external_id, self)
        number.setProperty("tone", "muted")
        self.box.addWidget(heading(self.tr("Erase this person?"), self, 1.2))
        self.box.addSpacing(UNIT)
        self.box.addWidget(name)
        self.box.addWidget(number)
        self.box.addSpacing(UNIT)
        texts = (
            self.tr("Name, identifier, face templates, pictures and consent are removed, from backups too."),
            self.tr("The person is not recognised any more, from this moment on."),
            self.tr("Events of the past stay, under a random number that no longer leads to anybody."),
            self.tr("This cannot be undone."),
        )
        for text in texts:
            self.box.addLayout(self._point(text))
        self.erase_button = danger_button(self.tr("&Erase"), self)
        self.erase_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.finish(self.erase_button)
        self.erase_button.clicked.connect(self._erase)
        self.cancel_button.setFocus()

    def _point(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        words = QLabel(text, self)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH - 9 * UNIT)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(QLabel("•", self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _erase(self) -> None:
        people, who = self.session.services.people, self.person.subject_id
        self.erase_button.setEnabled(False)
        self.set_busy(True)
        self.erase_button.setText(self.tr("Erasing…"))
        self.session.tasks.run(
            self,
            self.tr("Erasing a person"),
            lambda _context: people.erase(who),
            on_done=self._erased,
            on_error=self._not_erased,
        )

    def _erased(self, report: ErasureReport) -> None:
        self.report = report
        self.session.people_changed.emit()
        self.accept()

    def _not_erased(self, error: FacegateError) -> None:
        self.erase_button.setText(self.tr("&Erase"))
        self.erase_button.setEnabled(True)
        self.set_busy(False)
        self.refused(error)
