"""Adding somebody without a face: they sign in with card or PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.people import Subject
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.ui.dialogs.refusal import refusal_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, PageBody, heading, muted, primary_button
from facegate.ui.widgets.pin_editor import PinEditor
from facegate.ui.widgets.profile_form import ProfileForm
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HEIGHT = 560, 740


class AddPersonDialog(QDialog):
    """The record, a PIN, and whether the person declines face recognition.

    Attributes:
        subject: who was added; None until then.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._busy = False
        self.subject: Subject | None = None
        self.setWindowTitle(self.tr("Add without a face"))
        today = session.services.clock.now().astimezone(session.zone).date()
        self.form = ProfileForm(today, self)
        self.pin = PinEditor(self)
        self.declined = QCheckBox(self.tr("The person declines face &recognition"), self)
        self.way = muted("", self)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.add_button = primary_button(self.tr("Add the p&erson"), self)
        self.add_button.setDefault(True)
        self._lay_out()
        self.form.changed.connect(self._edited)
        self.pin.changed.connect(self._enable)
        self.add_button.clicked.connect(self.add)
        self.cancel_button.clicked.connect(self.reject)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        people = session.services.people
        session.tasks.query(
            self, lambda: (people.departments(), people.groups()), lambda found: self.form.offer(*found)
        )
        self._edited()
        self.form.name.setFocus()

    def _lay_out(self) -> None:
        body = PageBody(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.setSpacing(UNIT)
        inner.addWidget(self._record())
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Add without a face"), self, 1.2))
        box.addWidget(
            muted(self.tr("They sign in with card or PIN, on the same screen. Nothing of their face is stored."), self)
        )
        box.addSpacing(UNIT)
        box.addWidget(scroll, 1)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def _record(self) -> QWidget:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(self.form)
        box.addSpacing(UNIT)
        title = QLabel(self.tr("PIN, if they are to have one"), self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        box.addWidget(title)
        box.addWidget(self.pin)
        box.addWidget(self.way)
        box.addSpacing(UNIT)
        box.addWidget(self.declined)
        box.addWidget(
            muted(self.tr("It is recorded with the day. Leave it open if they are only enrolled later."), self)
        )
        return card

    def _edited(self) -> None:
        self.pin.set_own_numbers(self.form.card.text() or None, self.form.identifier.text())
        self._enable()

    def _enable(self) -> None:
        usable = self.pin.is_empty or self.pin.pin is not None
        self.add_button.setEnabled(self.form.filled and usable and not self._busy)
        self.cancel_button.setEnabled(not self._busy)
        for asked in (self.form, self.pin, self.declined):
            asked.setEnabled(not self._busy)
        barred = self.pin.is_empty and not self.form.card.text().strip()
        self.way.setText(self.tr("Without card and PIN they cannot sign in yet.") if barred else "")
        self.way.setVisible(barred)

    def add(self) -> None:
        """Store the record; closes when it is stored."""
        services = self._session.services
        entered, pin, declined = self.form.profile, self.pin.pin, self.declined.isChecked()

        def work(_context: JobContext) -> Subject:
            profile = services.people.check_profile(entered)
            pin_hash = None if pin is None else services.keypad.hash_pin(pin, profile)
            return services.people.add_without_face(profile, declined=declined, pin_hash=pin_hash)

        self._set_busy(True)
        self.verdict.say("", "")
        self._session.tasks.run(self, self.tr("Adding a person"), work, on_done=self._added, on_error=self._refused)

    def reject(self) -> None:
        """Close; but not while the record is being stored: whether it was must be told."""
        if not self._busy:
            super().reject()

    def _added(self, subject: Subject) -> None:
        self._set_busy(False)
        self.subject = subject
        self._session.people_changed.emit()
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        self._set_busy(False)
        self.verdict.say("bad", refusal_text(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()
