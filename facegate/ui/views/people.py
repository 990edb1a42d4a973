"""The page of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
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
from facegate.ui.widgets.people_filters import PeopleFilters
from facegate.ui.widgets.people_table import PeopleTable

SEARCH_PAUSE = 40
"""Milliseconds between two searches of somebody who types; the first key is answered at once."""


class PeoplePage(QWidget):
    """Search and filters, and what can be done with whoever is chosen.

    Signals:
        enrol_wanted, photos_wanted, import_wanted, list_wanted: somebody is to be enrolled, or all people exported.
        without_face_wanted: somebody is to be added who signs in with card or PIN.
        edit_wanted, erase_wanted: the user wants to change or erase this Subject.
        change_wanted: the user wants to change these people at once, a list of ids.
        merge_wanted: the user says that these two, a list of ids, are one person.
        look_alikes_wanted: the user wants to know who looks too much alike.
    """

    enrol_wanted = Signal()
    photos_wanted = Signal()
    without_face_wanted = Signal()
    import_wanted = Signal()
    list_wanted = Signal()
    edit_wanted = Signal(object)
    erase_wanted = Signal(object)
    change_wanted = Signal(object)
    merge_wanted = Signal(object)
    look_alikes_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keep: list[SubjectId] = []
        self._wanted: list[SubjectId] | None = None
        self.model = PeopleTableModel(session, self)
        self.table = PeopleTable(self.model, session.services.paths, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search by name, identifier, department or card"))
        self.search.setAccessibleName(self.tr("Search people"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filters = PeopleFilters(self)
        self.count = QLabel(self)
        self.count.setProperty("tone", "muted")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_PAUSE)
        self._typed = False
        self._make_actions()
        self._make_empty()
        self._lay_out()
        self._connect()
        self.refresh()

    # -- building ------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.edit = QAction(icons.icon("rename"), self.tr("&Details…"), self)
        self.edit.setShortcut(Qt.Key.Key_F2)
        self.change = QAction(icons.icon("people"), self.tr("&Change…"), self)
        self.merge = QAction(icons.icon("person"), self.tr("&Merge…"), self)
        self.erase = QAction(icons.icon("erase"), self.tr("E&rase…"), self)
        self.erase.setShortcut(QKeySequence.StandardKey.Delete)
        for action in (self.edit, self.change, self.merge, self.erase):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)
        self.change.setToolTip(self.tr("Department, groups, validity or suspension of everybody who is chosen"))
        self.merge.setToolTip(self.tr("Two records that are one person become one"))
        self.enrol_button = primary_button(self.tr("&Enrol…"), self)
        self.photos_button = QPushButton(icons.icon("photo"), self.tr("From &photographs…"), self)
        self._buttons = [(action, QPushButton(action.icon(), action.text(), self)) for action in self._actions]
        for action, button in self._buttons:
            button.clicked.connect(action.trigger)
            if action in (self.change, self.merge):
                button.setToolTip(action.toolTip())
        self.edit_button, self.change_button, self.merge_button, self.erase_button = (
            button for _, button in self._buttons
        )
        self.all_button = QPushButton(self.tr("Select &all found"), self)
        self.all_button.setFlat(True)
        self._make_more()

    @property
    def _actions(self) -> tuple[QAction, ...]:
        return self.edit, self.change, self.merge, self.erase

    def _make_more(self) -> None:
        self.without_face = QAction(icons.icon("keypad"), self.tr("&Add without a face…"), self)
        self.without_face.setToolTip(self.tr("For whoever declines face recognition: card or PIN"))
        self.importing = QAction(icons.icon("folder"), self.tr("&Import many…"), self)
        self.list = QAction(icons.icon("export"), self.tr("E&xport the list…"), self)
        self.look_alikes = QAction(icons.icon("people"), self.tr("&Look-alikes…"), self)
        self.columns = QAction(self.tr("&Columns"), self)
        menu = QMenu(self)
        menu.addAction(self.without_face)
        menu.addSeparator()
        menu.addActions([self.importing, self.list])
        menu.addSeparator()
        menu.addActions([self.look_alikes, self.columns])
        self.more_button = QPushButton(self.tr("M&ore"), self)
        self.more_button.setMenu(menu)

    def _make_empty(self) -> None:
        self.nobody = EmptyState(
            "people",
            self.tr("Nobody is enrolled yet"),
            self.tr("Enrol somebody through the camera or from photographs. They are recognised from then on."),
            self,
        )
        self.nobody.add_button(primary_button(self.tr("Enrol…"), self)).clicked.connect(self.enrol_wanted)
        self.nobody.add_button(QPushButton(self.tr("From photographs…"), self)).clicked.connect(self.photos_wanted)
        self.nobody.add_button(QPushButton(self.tr("Import many…"), self)).clicked.connect(self.import_wanted)
        without = self.nobody.add_button(QPushButton(self.tr("Without a face…"), self))
        without.clicked.connect(self.without_face_wanted)
        self.not_found = EmptyState("search", self.tr("Nobody found"), "", self)
        self.not_found.add_button(QPushButton(self.tr("Show all"), self)).clicked.connect(self._show_all)
        self.unread = EmptyState(
            "people", self.tr("The people could not be read"), self.tr("The notice says why."), self
        )
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, middle, bottom):
            row.setSpacing(UNIT)
        top.addWidget(self.search, 1)
        for button in (self.more_button, self.photos_button, self.enrol_button):
            top.addWidget(button)
        middle.addWidget(self.filters, 1)
        middle.addWidget(self.count)
        bottom.addWidget(self.all_button)
        bottom.addStretch(1)
        for _, button in self._buttons:
            bottom.addWidget(button)
        self.stack = QStackedWidget(self)
        self._loading = muted(self.tr("Reading…"), self)
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._loading, self.table, self.nobody, self.not_found, self.unread):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addLayout(middle)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self._session.people_changed.connect(self.refresh)
        self._session.bridge.event_logged.connect(self._seen)
        self._session.bridge.settings_changed.connect(lambda _settings: self.refresh())
        self.model.modelAboutToBeReset.connect(self._remember_chosen)
        self.model.loaded.connect(self._show_found)
        self.model.unread.connect(self._show_unread)
        self.retry_button.clicked.connect(self.model.refresh)
        self.search.textChanged.connect(self._text_typed)
        self._delay.timeout.connect(self._pause_over)
        self.filters.changed.connect(self._look)
        self.table.order_wanted.connect(lambda _order, _descending: self._look())
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.photos_button.clicked.connect(self.photos_wanted)
        self.without_face.triggered.connect(self.without_face_wanted)
        self.importing.triggered.connect(self.import_wanted)
        self.list.triggered.connect(self.list_wanted)
        self.look_alikes.triggered.connect(self.look_alikes_wanted)
        self.columns.triggered.connect(self._show_columns)
        self.all_button.clicked.connect(self.select_all)
        self.edit.triggered.connect(lambda: self._with_chosen(self.edit_wanted.emit))
        self.erase.triggered.connect(lambda: self._with_chosen(self.erase_wanted.emit))
        self.change.triggered.connect(lambda: self.change_wanted.emit(self.table.chosen_ids))
        self.merge.triggered.connect(lambda: self.merge_wanted.emit(self.table.chosen_ids))
        self.table.activated.connect(lambda _index: self.edit.trigger())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._enable()

    # -- who is shown ----------------------------------------------------------------

    @property
    def chosen(self) -> Subject | None:
        """The person, where exactly one is chosen."""
        ids = self.table.chosen_ids if self.table.chosen_number == 1 else []
        row = self.model.row_of(ids[0]) if ids else None
        return None if row is None else self.model.subject(row)

    def refresh(self) -> None:
        """Read again; whoever was chosen stays so."""
        self.model.refresh()
        people = self._session.services.people
        self._session.tasks.query(
            self, lambda: (people.departments(), people.groups()), lambda found: self.filters.offer(*found)
        )

    def choose(self, subject_id: SubjectId) -> None:
        """Show everybody and choose this person."""
        self.search.clear()
        self.filters.clear()
        self._wanted = [subject_id]
        self._look()

    def select_all(self) -> None:
        """Choose everybody who was found."""
        self.table.selectAll()
        self.table.setFocus()

    def _text_typed(self) -> None:
        # Not the timer started again by each key: somebody who types steadily would see nothing until the end.
        if self._delay.isActive():
            self._typed = True
        else:
            self._look()
            self._delay.start()

    def _pause_over(self) -> None:
        if self._typed:
            self._typed = False
            self._look()
            self._delay.start()

    def _look(self) -> None:
        order, descending = self.table.order
        query = replace(
            self.model.query,
            text=self.search.text().strip(),
            state=self.filters.state.currentData(),
            department=self.filters.department.currentData(),
            group=self.filters.group.currentData(),
            order=order,
            descending=descending,
        )
        self.model.show_query(query)

    def _remember_chosen(self) -> None:
        # As late as this: somebody may have been chosen while the table was being read.
        self._keep = self.table.chosen_ids if self._wanted is None else self._wanted

    def _show_all(self) -> None:
        self.search.clear()
        self.filters.clear()
        self._look()

    @property
    def _narrowed(self) -> bool:
        return bool(self.model.query.text) or self.filters.active

    def _show_found(self, total: int) -> None:
        if total:
            self.stack.setCurrentWidget(self.table)
        elif self._narrowed:
            text = self.model.query.text
            said = self.tr("No name, identifier, department or card contains “{text}”.").format(text=text)
            self.not_found.set_text(
                self.tr("Nobody found"), said if text else self.tr("Nobody is left by these filters.")
            )
            self.stack.setCurrentWidget(self.not_found)
        else:
            self.stack.setCurrentWidget(self.nobody)
        self.table.choose(self._keep)
        self._wanted = None
        self._enable()

    def _show_unread(self) -> None:
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def _seen(self, event: Event) -> None:
        if event.subject_id is not None and event.result is Outcome.IDENTIFIED:
            self.model.seen(event.subject_id, event.occurred_at)

    # -- what can be done --------------------------------------------------------------

    def _enable(self) -> None:
        shown = self.stack.currentWidget() is self.table
        number, total = (self.table.chosen_number if shown else 0), self.model.row_number()
        for (action, button), possible in zip(
            self._buttons, (number == 1, number > 0, number == 2, number == 1), strict=True
        ):
            action.setEnabled(possible)
            button.setEnabled(possible)
        self.all_button.setVisible(shown and self._narrowed and number < total)
        self._count(number, total if shown else 0)
        empty = self.stack.currentWidget() is self.nobody
        row = (self.search, self.filters, self.more_button, self.photos_button, self.enrol_button)
        for widget in (*row, *(button for _, button in self._buttons)):
            widget.setVisible(not empty)

    def _count(self, chosen: int, total: int) -> None:
        number = self.locale().toString
        if not total:
            self.count.setText("")
        elif chosen > 1:
            self.count.setText(
                self.tr("Chosen: {chosen} of {number}").format(chosen=number(chosen), number=number(total))
            )
        else:
            found = self.tr("Found: {number}") if self._narrowed else self.tr("On record: {number}")
            self.count.setText(found.format(number=number(total)))

    def _with_chosen(self, act: Callable[[Subject], None]) -> None:
        person = self.chosen
        if person is not None:
            act(person)

    def _show_columns(self) -> None:
        where = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self.table.column_menu().popup(where)

    def _menu(self, where: QPoint) -> None:
        if not self.table.chosen_number:
            return
        menu = QMenu(self)
        menu.addActions(self._actions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))
