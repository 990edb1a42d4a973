"""One person, chosen by a part of the name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.errors import FacegateError
from facegate.ui.session import Session
from facegate.ui.widgets.item_form import keep_enter
from facegate.ui.widgets.person_picker import PersonPicker


class OnePerson(QWidget):
    """A person picker that can show somebody by id.

    Signals:
        changed: another person, or nobody.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending: SubjectId | None = None
        self.picker = PersonPicker(session, self)
        self.picker.setPlaceholderText(self.tr("Type a part of the name"))
        keep_enter(self.picker)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.person_changed.connect(self._picked)

    @property
    def subject_id(self) -> SubjectId | None:
        """Who is chosen; None for nobody."""
        return self._pending or self.picker.subject_id

    def show_person(self, subject_id: SubjectId | None) -> None:
        """Choose somebody; their name is looked up."""
        self._pending = subject_id
        if subject_id is None:
            self.picker.choose(None)
            return
        people = self._session.services.people
        self._session.tasks.query(self, lambda: people.get(subject_id), self._found, self._gone)

    def _found(self, person: Subject) -> None:
        self.picker.choose(person)
        # So that a long name shows its beginning.
        self.picker.setCursorPosition(0)
        self._pending = None

    def _gone(self, _error: FacegateError) -> None:
        # Erased meanwhile: nobody is chosen, and the form says so.
        self._pending = None
        self.picker.choose(None)
        self.changed.emit()

    def _picked(self) -> None:
        self._pending = None
        self.changed.emit()
