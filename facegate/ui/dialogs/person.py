"""Small dialogs about one person, and the one that asks before a face is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facegate.domain.people import Subject
from facegate.errors import FacegateError
from facegate.ui.dialogs.refusal import refusal_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, danger_button, heading
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

    def point(self, text: str) -> QHBoxLayout:
        """A line of a list of what will happen."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        words = QLabel(text, self)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH - 9 * UNIT)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(QLabel("•", self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

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
        self.verdict.say("bad", refusal_text(error))
        self.adjustSize()


class DeclineDialog(PersonDialog):
    """Says what it means before somebody's face is forgotten at their word."""

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(session, person, parent)
        self.setWindowTitle(self.tr("Decline face recognition"))
        name = ElidedLabel(person.name, self)
        name.setFont(heading("", self, 1.2).font())
        self.box.addWidget(heading(self.tr("Forget this person’s face?"), self, 1.2))
        self.box.addSpacing(UNIT)
        self.box.addWidget(name)
        self.box.addSpacing(UNIT)
        for text in (
            self.tr("Face templates, pictures and consent are erased, from backups too."),
            self.tr("The record stays: they sign in with card or PIN, on the same screen."),
            self.tr("If they change their mind they consent and are enrolled anew."),
        ):
            self.box.addLayout(self.point(text))
        self.decline_button = danger_button(self.tr("&Forget the face"), self)
        self.decline_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.finish(self.decline_button)
        self.decline_button.clicked.connect(self._decline)
        self.cancel_button.setFocus()

    def _decline(self) -> None:
        people, who = self.session.services.people, self.person.subject_id
        self.decline_button.setEnabled(False)
        self.set_busy(True)
        self.session.tasks.run(
            self,
            self.tr("Forgetting a face"),
            lambda _context: people.decline(who),
            on_done=self._declined,
            on_error=self._not_declined,
        )

    def _declined(self, subject: Subject) -> None:
        self.person = subject
        self.session.people_changed.emit()
        self.accept()

    def _not_declined(self, error: FacegateError) -> None:
        self.decline_button.setEnabled(True)
        self.set_busy(False)
        self.refused(error)
