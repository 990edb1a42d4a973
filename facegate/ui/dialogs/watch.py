"""Looking out for somebody: who, on what basis, and whether they are let in."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.access.watch_list import MAX_BASIS_LENGTH, WatchEntry
from facegate.errors import FacegateError
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.one_person import OnePerson
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520
_LINES = 4


class WatchDialog(QDialog):
    """Adds an entry, or changes one."""

    def __init__(self, session: Session, entry: WatchEntry | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Watch list"))
        self.setFixedWidth(_WIDTH)
        self.person = OnePerson(session, self)
        self.basis = QPlainTextEdit(self)
        self.basis.setTabChangesFocus(True)
        self.basis.setPlaceholderText(self.tr("Such as: banned from the house on 2026-03-02, letter 17/26"))
        self.basis.setAccessibleName(self.tr("Legal basis"))
        self.basis.setFixedHeight(self.basis.fontMetrics().lineSpacing() * _LINES + 2 * UNIT)
        self.left = muted("", self)
        self.alarm, self.refuse = (
            QRadioButton(self.tr("&Alarm only: they are treated like everybody else"), self),
            QRadioButton(self.tr("&Refuse: at the door it looks as if no rule let them in"), self),
        )
        group = QButtonGroup(self)
        for button in (self.alarm, self.refuse):
            group.addButton(button)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.save_button = primary_button(self.tr("&Save"), self)
        self.save_button.setDefault(True)
        self._lay_out(new=entry is None)
        self._fill(entry)
        self.person.changed.connect(self._enable)
        self.basis.textChanged.connect(self._enable)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._enable()

    def _lay_out(self, *, new: bool) -> None:
        title = self.tr("Look out for somebody") if new else self.tr("Somebody who is looked out for")
        who, why = QLabel(self.tr("&Person, enrolled already"), self), QLabel(self.tr("Legal &basis"), self)
        who.setBuddy(self.person)
        why.setBuddy(self.basis)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        widgets = (heading(title, self, 1.2), who, self.person, why, self.basis, self.left, self.alarm, self.refuse)
        for widget in (*widgets, self.verdict):
            box.addWidget(widget)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def _fill(self, entry: WatchEntry | None) -> None:
        self.alarm.setChecked(entry is None or not entry.refuse)
        self.refuse.setChecked(entry is not None and entry.refuse)
        if entry is None:
            self.person.setFocus()
            return
        self.person.show_person(entry.subject_id)
        self.person.setEnabled(False)
        self.basis.setPlainText(entry.basis)
        self.basis.setFocus()

    def _text(self) -> str:
        return " ".join(self.basis.toPlainText().split())

    def _enable(self) -> None:
        length = len(self._text())
        said = self.tr("Needed: without a legal basis nobody may be looked out for.")
        if length > MAX_BASIS_LENGTH:
            said = self.tr("Too long by {number} characters.").format(number=length - MAX_BASIS_LENGTH)
        self.left.setText("" if 0 < length <= MAX_BASIS_LENGTH else said)
        self.save_button.setEnabled(self.person.subject_id is not None and 0 < length <= MAX_BASIS_LENGTH)

    def save(self) -> None:
        """Store it; closes when it is stored."""
        who = self.person.subject_id
        if who is None or not self.save_button.isEnabled():
            return
        watching, basis, refuse = self._session.services.access.watching, self._text(), self.refuse.isChecked()
        self.save_button.setEnabled(False)
        self._session.tasks.run(
            self,
            self.tr("Changing the watch list"),
            lambda _context: watching.add(who, basis, refuse=refuse),
            on_done=lambda _none: self.accept(),
            on_error=self._refused,
        )

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")
        self._enable()
