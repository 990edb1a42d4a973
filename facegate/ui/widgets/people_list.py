"""Some people, added one by one by a part of the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from facegate.domain.ids import SubjectId
from facegate.ui import icons
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel
from facegate.ui.widgets.person_picker import PersonPicker


class PeopleList(QWidget):
    """A line for each, and one to add somebody.

    Signals:
        changed: somebody was added or removed.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: dict[SubjectId, QWidget] = {}
        self.picker = PersonPicker(session, self)
        self.picker.setPlaceholderText(self.tr("Add somebody: type a part of the name"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT // 2)
        self._column.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.person_changed.connect(self._picked)

    @property
    def people(self) -> tuple[SubjectId, ...]:
        """Who is in it, in the order in which they were added."""
        return tuple(self._rows)

    def set_people(self, people: Sequence[SubjectId]) -> None:
        """Show others; not an edit."""
        for subject_id in list(self._rows):
            self._take_out(subject_id)
        for subject_id in people:
            self._put_in(subject_id)

    def _picked(self) -> None:
        chosen = self.picker.subject_id
        if chosen is None:
            return
        self.picker.choose(None)
        if chosen not in self._rows:
            self._put_in(chosen)
            self.changed.emit()

    def _put_in(self, subject_id: SubjectId) -> None:
        known = self._session.services.directory.get(subject_id)
        name = translate("Doors", "somebody who was erased") if known is None else known.name
        row = QWidget(self)
        label: QLabel = ElidedLabel(name if known is None else f"{name} ({known.external_id})", row)
        remove = QToolButton(row)
        remove.setAutoRaise(True)
        remove.setIcon(icons.icon("close", "muted"))
        said = self.tr("Remove {name}").format(name=isolated(name))
        remove.setToolTip(said)
        remove.setAccessibleName(said)
        remove.clicked.connect(lambda: self._removed(subject_id))
        line = QHBoxLayout(row)
        line.setContentsMargins(UNIT, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(remove)
        self._rows[subject_id] = row
        self._column.insertWidget(self._column.count() - 1, row)

    def _removed(self, subject_id: SubjectId) -> None:
        self._take_out(subject_id)
        self.picker.setFocus()
        self.changed.emit()

    def _take_out(self, subject_id: SubjectId) -> None:
        row = self._rows.pop(subject_id)
        row.setParent(None)
        row.deleteLater()
