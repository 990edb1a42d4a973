"""Choosing one enrolled person by typing a part of the name."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.domain.people_query import PeopleQuery
from facegate.ui import icons
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.widgets.completing import let_clicks_through

SEARCH_DELAY = 180
"""Milliseconds after the last key before a search starts: shorter than a pause in typing."""

_OFFERED = 12


class PersonPicker(QLineEdit):
    """Empty means everybody.

    Signals:
        person_changed: another person, or nobody, is chosen.
    """

    person_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._person: Subject | None = None
        self._found: dict[str, Subject] = {}
        self._asking: Handle | None = None
        self.setPlaceholderText(self.tr("Everybody"))
        self.setAccessibleName(self.tr("Person"))
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        let_clicks_through(completer)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_DELAY)
        self._delay.timeout.connect(self._look)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._cleared)
        completer.activated.connect(self._choose)
        self.returnPressed.connect(self._choose_only)

    @property
    def subject_id(self) -> SubjectId | None:
        """Who is chosen; None for everybody."""
        return self._person.subject_id if self._person else None

    def choose(self, person: Subject | None) -> None:
        """Choose a person from outside."""
        self.setText(_label(person) if person else "")
        self._take(person)

    def _edited(self, _text: str) -> None:
        self._delay.start()

    def _cleared(self, text: str) -> None:
        if not text:
            self._take(None)

    def _look(self) -> None:
        text, people = self.text().strip(), self._session.services.people
        if self._asking is not None:
            self._asking.drop()
        if text:
            query = PeopleQuery(text)
            self._asking = self._session.tasks.query(self, lambda: people.search(query, _OFFERED), self._offer)

    def _offer(self, found: list[Subject]) -> None:
        self._found = {_label(person): person for person in found}
        self._names.setStringList(list(self._found))
        if self.hasFocus() and found:
            self.completer().complete()

    def _choose(self, label: str) -> None:
        self._take(self._found.get(label))

    def _choose_only(self) -> None:
        if self.text() in self._found:
            self._take(self._found[self.text()])
        elif len(self._found) == 1:
            self.choose(next(iter(self._found.values())))

    def _take(self, person: Subject | None) -> None:
        if person != self._person:
            self._person = person
            self.person_changed.emit()


def _label(person: Subject) -> str:
    return f"{person.name} ({person.external_id})"
