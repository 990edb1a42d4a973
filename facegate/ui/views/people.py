"""The page of enrolled people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.events import Event
from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.ui import icons
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.people import PeopleTableModel
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.person_picker import SEARCH_DELAY
from facegate.ui.widgets.table import Table


class PeoplePage(QWidget):
    """Search, and what can be done with a person.

    Signals:
        enrol_wanted, photos_wanted: the user wants to enrol somebody.
        rename_wanted, erase_wanted: the user wants to change this Subject.
        look_alikes_wanted: the user wants to know who looks too much alike.
    """

    enrol_wanted = Signal()
    photos_wanted = Signal()
    rename_wanted = Signal(object)
    erase_wanted = Signal(object)
    look_alikes_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keep: SubjectId | None = None
        self.model = PeopleTableModel(session, self)
        self.table = Table(self.model, self.tr("Enrolled people"), self)
        self.table.share_width({1: "P-0123456789", 2: "2026-12-31", 3: "2026-12-31  23:59:59", 4: "10"}, stretched=0)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search by name or identifier"))
        self.search.setAccessibleName(self.tr("Search people"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.count = QLabel(self)
        self.count.setProperty("tone", "muted")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_DELAY)
        self._make_actions()
        self._make_empty()
        self._lay_out()
        self._connect()
        self.model.refresh()

    def _make_actions(self) -> None:
        self.rename = QAction(icons.icon("rename"), self.tr("Re&name…"), self)
        self.rename.setShortcut(Qt.Key.Key_F2)
        self.erase = QAction(icons.icon("erase"), self.tr("E&rase…"), self)
        self.erase.setShortcut(QKeySequence.StandardKey.Delete)
        for action in (self.rename, self.erase):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)
        self.enrol_button = primary_button(self.tr("&Enrol…"), self)
        self.photos_button = QPushButton(icons.icon("photo"), self.tr("From &photographs…"), self)
        self.rename_button = QPushButton(icons.icon("rename"), self.rename.text(), self)
        self.erase_button = QPushButton(icons.icon("erase"), self.erase.text(), self)
        self.look_alikes_button = QPushButton(icons.icon("people"), self.tr("Look-a&likes…"), self)

    def _make_empty(self) -> None:
        self.nobody = EmptyState(
            "people",
            self.tr("Nobody is enrolled yet"),
            self.tr("Enrol somebody through the camera or from photographs. They are recognised from then on."),
            self,
        )
        self.nobody.add_button(primary_button(self.tr("Enrol…"), self)).clicked.connect(self.enrol_wanted)
        self.nobody.add_button(QPushButton(self.tr("From photographs…"), self)).clicked.connect(self.photos_wanted)
        self.not_found = EmptyState("search", self.tr("Nobody found"), "", self)
        self.unread = EmptyState(
            "people", self.tr("The people could not be read"), self.tr("The notice above says why."), self
        )
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(self.search, 1)
        top.addWidget(self.photos_button)
        top.addWidget(self.enrol_button)
        bottom = QHBoxLayout()
        bottom.setSpacing(UNIT)
        bottom.addWidget(self.count, 1)
        bottom.addWidget(self.look_alikes_button)
        bottom.addWidget(self.rename_button)
        bottom.addWidget(self.erase_button)
        self.stack = QStackedWidget(self)
        self._loading = muted(self.tr("Reading…"), self)
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._loading, self.table, self.nobody, self.not_found, self.unread):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(2 * UNIT)
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self._session.people_changed.connect(self.refresh)
        self._session.bridge.event_logged.connect(self._seen)
        self._session.bridge.settings_changed.connect(lambda _settings: self.refresh())
        self.model.loaded.connect(self._show_found)
        self.model.unread.connect(self._show_unread)
        self.retry_button.clicked.connect(self.model.refresh)
        self.search.textChanged.connect(lambda _text: self._delay.start())
        self._delay.timeout.connect(lambda: self.model.search(self.search.text().strip()))
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.photos_button.clicked.connect(self.photos_wanted)
        self.look_alikes_button.clicked.connect(self.look_alikes_wanted)
        self.rename_button.clicked.connect(self.rename.trigger)
        self.erase_button.clicked.connect(self.erase.trigger)
        self.rename.triggered.connect(lambda: self._with_chosen(self.rename_wanted.emit))
        self.erase.triggered.connect(lambda: self._with_chosen(self.erase_wanted.emit))
        self.table.activated.connect(lambda _index: self._with_chosen(self.rename_wanted.emit))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._enable()

    @property
    def chosen(self) -> Subject | None:
        """The person of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.subject(rows[0].row()) if rows else None

    def refresh(self) -> None:
        """Read again; who was chosen stays so."""
        self._keep = self.chosen.subject_id if self.chosen else None
        self.model.refresh()

    def choose(self, subject_id: SubjectId) -> None:
        """Show everybody and choose this person."""
        self.search.clear()
        self._delay.stop()
        self._keep = subject_id
        self.model.search("")

    def _show_found(self, total: int) -> None:
        if total:
            self.stack.setCurrentWidget(self.table)
        elif self.model.text:
            self.not_found.set_text(
                self.tr("Nobody found"),
                self.tr("No name and no identifier contains “{text}”.").format(text=self.model.text),
            )
            self.stack.setCurrentWidget(self.not_found)
        else:
            self.stack.setCurrentWidget(self.nobody)
        number = self.locale().toString(total)
        found = self.tr("Found: {number}") if self.model.text else self.tr("Enrolled: {number}")
        self.count.setText(found.format(number=number) if total else "")
        row = self.model.row_of(self._keep) if self._keep else None
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        self._enable()

    def _show_unread(self) -> None:
        self.count.setText("")
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def _seen(self, event: Event) -> None:
        if event.subject_id is not None and event.result is Outcome.IDENTIFIED:
            self.model.seen(event.subject_id, event.occurred_at)

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._enable()

    def _enable(self) -> None:
        someone = self.chosen is not None and self.stack.currentWidget() is self.table
        for part in (self.rename, self.erase, self.rename_button, self.erase_button):
            part.setEnabled(someone)
        empty = self.stack.currentWidget() is self.nobody
        for widget in (
            self.rename_button,
            self.erase_button,
            self.look_alikes_button,
            self.photos_button,
            self.enrol_button,
            self.search,
        ):
            widget.setVisible(not empty)

    def _with_chosen(self, act: Callable[[Subject], None]) -> None:
        person = self.chosen
        if person is not None:
            act(person)

    def _menu(self, where: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.addActions([self.rename, self.erase])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))
