"""Saying what an event got wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facegate.domain.corrections import Effective
from facegate.domain.events import Event, Verdict
from facegate.domain.ids import SubjectId
from facegate.domain.looks import KeptLook
from facegate.domain.teaching import may_teach
from facegate.errors import FacegateError
from facegate.ui.formatting import moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import person_name
from facegate.ui.widgets.basics import ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.person_picker import PersonPicker
from facegate.ui.widgets.verdict import Verdict as VerdictLine
from facegate.ui.wording import outcome_text

_WIDTH = 460


class CorrectDialog(QDialog):
    """Says "this is not me" or "this is …", and what may be learnt from it.

    Attributes:
        recorded: the correction's event; None until then.
    """

    def __init__(
        self, session: Session, event: Event, said: Effective, verdict: Verdict, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._event = event
        self._verdict = verdict
        self._wrong: SubjectId | None = said.subject_id if said.identified else None
        self.recorded: Event | None = None
        self.setFixedWidth(_WIDTH)
        title = self.tr("This is not me") if verdict is Verdict.NOT_THIS_PERSON else self.tr("This is somebody else")
        if verdict is Verdict.IS and self._wrong is None:
            title = self.tr("This is somebody we know")
        self.setWindowTitle(title)
        self._make(title, said)
        self._learn_from(None)
        session.tasks.query(self, lambda: session.services.corrections.look(event.event_id), self._learn_from)

    def _make(self, title: str, said: Effective) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        who = person_name(said.subject_id, self._session.services.directory.get)
        name = ElidedLabel(who if self._wrong else outcome_text(said.result) if said.result else who, self)
        name.setFont(heading("", self, 1.1).font())
        when = muted(f"{moment_text(self._event.occurred_at, self._session.zone)}  ·  {self._event.source}", self)
        when.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(heading(title, self, 1.2))
        box.addSpacing(UNIT)
        box.addWidget(name)
        box.addWidget(when)
        box.addSpacing(UNIT)
        self.person = PersonPicker(self._session, self)
        self.person.setPlaceholderText(self.tr("Part of the name or the identifier"))
        label = QLabel(self.tr("&Who it was"), self)
        label.setBuddy(self.person)
        box.addWidget(label)
        box.addWidget(self.person)
        self.negative = QCheckBox(self.tr("Never again take this &look for them"), self)
        self.reference = QCheckBox(self.tr("&Add this look to the person’s references"), self)
        box.addSpacing(UNIT)
        box.addWidget(self.negative)
        box.addWidget(self.reference)
        self._no_look = muted(self.tr("The look of this event was not kept, so nothing can be learnt from it."), self)
        self._no_look.setWordWrap(True)
        box.addWidget(self._no_look)
        box.addWidget(muted(self.tr("The old event stays as it is; a correction can be undone."), self))
        for widget in (label, self.person):
            widget.setVisible(self._verdict is Verdict.IS)
        self._finish(box)

    def _finish(self, box: QVBoxLayout) -> None:
        self.verdict = VerdictLine(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.correct_button = primary_button(self.tr("&Correct"), self)
        self.correct_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.correct_button)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(row)
        self.cancel_button.clicked.connect(self.reject)
        self.correct_button.clicked.connect(self._correct)
        self.person.person_changed.connect(self._enable)
        (self.person if self._verdict is Verdict.IS else self.correct_button).setFocus()
        self._enable()

    def _learn_from(self, look: KeptLook | None) -> None:
        """Offer to learn where there is something to learn from."""
        allowed = self._session.settings.storage.template_updates and may_teach(self._event.pad)
        may_add = self._verdict is Verdict.IS and allowed
        self.negative.setVisible(self._wrong is not None and look is not None)
        self.reference.setVisible(may_add and look is not None)
        self._no_look.setVisible((self._wrong is not None or may_add) and look is None)
        self.adjustSize()

    def _enable(self) -> None:
        named = self._verdict is not Verdict.IS or self.person.subject_id is not None
        # Whoever is named already can only be confirmed, with the look.
        same = self._verdict is Verdict.IS and self.person.subject_id == self._wrong
        self.negative.setEnabled(not same)
        self.correct_button.setEnabled(named)

    def _correct(self) -> None:
        corrections, event_id, verdict = self._session.services.corrections, self._event.event_id, self._verdict
        who = self.person.subject_id if verdict is Verdict.IS else None
        negative = self.negative.isVisible() and self.negative.isEnabled() and self.negative.isChecked()
        reference = self.reference.isVisible() and self.reference.isChecked()
        self.correct_button.setEnabled(False)
        self._session.tasks.run(
            self,
            self.tr("Correcting an event"),
            lambda _context: corrections.correct(
                event_id, verdict, who, keep_negative=negative, add_reference=reference
            ),
            on_done=self._recorded,
            on_error=self._refused,
        )

    def _recorded(self, event: Event) -> None:
        self.recorded = event
        self._session.corrected(event)
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        self._enable()
        self.adjustSize()
