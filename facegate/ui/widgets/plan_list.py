"""One part of the plan as a list: what there is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.attendance.plan_errors import ItemKind
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk, id_of
from facegate.ui.viewmodels.plan_tables import PlanTable
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.person_picker import SEARCH_DELAY
from facegate.ui.widgets.strip_delegate import StripDelegate
from facegate.ui.widgets.table import Table

_DATED = (ItemKind.ASSIGNMENT, ItemKind.ABSENCE)
"""What is from one day to another: those that are over are left out at first."""
_NAMED = (ItemKind.SHIFT, ItemKind.ROTATION, ItemKind.CALENDAR)
"""What can be copied under another name."""


class PlanList(QWidget):
    """A table with its buttons, or what to do where there is nothing.

    Signals:
        new_wanted: something is to be added.
        edit_wanted, copy_wanted, remove_wanted: this item is to be changed, copied, removed.
        import_wanted: a plan is to be read from a file.
    """

    new_wanted = Signal()
    edit_wanted = Signal(object)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, desk: PlanDesk, kind: ItemKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = kind
        self._wanted = ""
        self._searched: dict[str, str] = {}
        self.model = PlanTable(desk, kind, self)
        self.table = Table(self.model, self._words()[0], self)
        samples = {number: column.sample for number, column in enumerate(self.model.columns) if column.sample}
        self.table.share_width(samples, len(self.model.columns) - 1)
        if kind is ItemKind.SHIFT:
            self.table.setItemDelegateForColumn(len(self.model.columns) - 1, StripDelegate(self.table))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the list"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_DELAY)
        self.when = QComboBox(self)
        self.when.setAccessibleName(self.tr("Which of them"))
        for text, over in ((self.tr("Now and later"), False), (self.tr("All, also those that are over"), True)):
            self.when.addItem(text, over)
        self.count = QLabel(self)
        self.count.setProperty("tone", "muted")
        self._make_actions()
        self._make_empty()
        self._lay_out()
        self._connect()
        self.show_state()

    # -- building ------------------------------------------------------------------

    def _words(self) -> tuple[str, str, str, str]:
        """Name of the list, what explains it, what adds to it, what is said where it is empty."""
        return {
            ItemKind.SHIFT: (
                self.tr("Shifts"),
                self.tr("A shift says when somebody is to work on a day, and how the hours are counted."),
                self.tr("&New shift…"),
                self.tr("No shifts yet"),
            ),
            ItemKind.ROTATION: (
                self.tr("Rotations"),
                self.tr("A rotation says which shift comes on which day of a cycle, such as early and late week."),
                self.tr("&New rotation…"),
                self.tr("No rotations yet"),
            ),
            ItemKind.CALENDAR: (
                self.tr("Calendars"),
                self.tr("A calendar has the weekends and public holidays, typed or loaded for a country."),
                self.tr("&New calendar…"),
                self.tr("No calendars yet"),
            ),
            ItemKind.ASSIGNMENT: (
                self.tr("Assignments"),
                self.tr("An assignment says who works by which shift or rotation, from when to when."),
                self.tr("&New assignment…"),
                self.tr("Nobody has a schedule yet"),
            ),
            ItemKind.ABSENCE: (
                self.tr("Absences"),
                self.tr("Leave and business trips of people; what is entered here is not missing."),
                self.tr("&New absence…"),
                self.tr("No absences"),
            ),
        }[self.kind]

    def _make_actions(self) -> None:
        self.new_button = primary_button(self._words()[2], self)
        self.edit = QAction(icons.icon("rename"), self.tr("&Details…"), self)
        self.edit.setShortcut(Qt.Key.Key_F2)
        self.copy = QAction(icons.icon("copy"), self.tr("&Copy…"), self)
        self.remove = QAction(icons.icon("erase"), self.tr("&Remove"), self)
        self.remove.setShortcut(Qt.Key.Key_Delete)
        self._buttons = [(action, QPushButton(action.icon(), action.text(), self)) for action in self._actions]
        for action, button in self._buttons:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)
            button.clicked.connect(action.trigger)

    @property
    def _actions(self) -> tuple[QAction, ...]:
        return (self.edit, self.copy, self.remove) if self.kind in _NAMED else (self.edit, self.remove)

    def _make_empty(self) -> None:
        _name, text, new, nothing = self._words()
        self.empty = EmptyState("plan", nothing, text, self)
        self.empty.add_button(primary_button(new.replace("&", ""), self)).clicked.connect(self.new_wanted)
        if self.kind is ItemKind.SHIFT:
            self.empty.add_button(QPushButton(self.tr("Import a plan…"), self)).clicked.connect(self.import_wanted)
        self.not_found = EmptyState("search", self.tr("Nothing found"), "", self)
        self.not_found.add_button(QPushButton(self.tr("Show all"), self)).clicked.connect(self._show_all)
        self.unread = EmptyState("plan", self.tr("The plan could not be read"), "", self)
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))
        self.retry_button.clicked.connect(self._desk.read)

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom):
            row.setSpacing(UNIT)
        self.about = muted(self._words()[1], self)
        top.addWidget(self.search, 1)
        top.addWidget(self.when)
        top.addWidget(self.new_button)
        bottom.addWidget(self.count)
        bottom.addStretch(1)
        for _, button in self._buttons:
            bottom.addWidget(button)
        self.stack = QStackedWidget(self)
        self._reading = muted(self.tr("Reading…"), self)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._reading, self.table, self.empty, self.not_found, self.unread):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.about)
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._delay.start())
        self._delay.timeout.connect(self._refill)
        self.when.currentIndexChanged.connect(lambda _index: self._refill())
        self.new_button.clicked.connect(self.new_wanted)
        self.edit.triggered.connect(lambda: self._with_chosen(self.edit_wanted.emit))
        self.copy.triggered.connect(lambda: self._with_chosen(self.copy_wanted.emit))
        self.remove.triggered.connect(lambda: self._with_chosen(self.remove_wanted.emit))
        self.table.activated.connect(lambda _index: self.edit.trigger())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

        order = [self.search, self.when, self.new_button, self.table, *(button for _, button in self._buttons)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # -- what is shown ---------------------------------------------------------------

    @property
    def chosen(self) -> Any | None:
        """The item that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows and self.stack.currentWidget() is self.table else None

    def show_state(self, *, read: bool = False) -> None:
        """Show the plan as it was read."""
        self._searched = {}
        if read:
            self._refill()
        else:
            self.stack.setCurrentWidget(self._reading)
            self._enable()

    def show_unread(self, text: str) -> None:
        """Say why it could not be read."""
        self.unread.set_text(self.tr("The plan could not be read"), text)
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def choose(self, item_id: str) -> None:
        """Choose an item as soon as it is there, whatever is searched for."""
        self._wanted = item_id
        self.search.clear()
        self._delay.stop()
        self._refill()

    def _show_all(self) -> None:
        self.search.clear()
        self._delay.stop()
        self.when.setCurrentIndex(1)
        self._refill()

    def _refill(self) -> None:
        chosen = self.chosen
        keep = self._wanted or ("" if chosen is None else id_of(chosen))
        everything = list(self._desk.state.items[self.kind].values())
        items = sorted((item for item in everything if self._passes(item)), key=self._order())
        self.model.show_items(items)
        if items:
            self.stack.setCurrentWidget(self.table)
        elif everything:
            over = self.tr("Those that are over are left out.") if not self.when.currentData() else ""
            self.not_found.set_text(self.tr("Nothing found"), over if self.kind in _DATED else "")
            self.stack.setCurrentWidget(self.not_found)
        else:
            self.stack.setCurrentWidget(self.empty)
        row = self.model.row_of(keep) if keep else None
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
            self._wanted = ""
        self.count.setText(self.tr("Number: {number}").format(number=self.locale().toString(len(items))))
        self._enable()

    def _passes(self, item: Any) -> bool:
        if self.kind in _DATED and not self.when.currentData() and id_of(item) != self._wanted:
            last: date | None = item.last_day
            if last is not None and last < self._desk.today:
                return False
        words = self.search.text().casefold().split()
        if not words:
            return True
        key = id_of(item)
        if key not in self._searched:
            self._searched[key] = " ".join(column.text(item) for column in self.model.columns).casefold()
        return all(word in self._searched[key] for word in words)

    def _order(self) -> Callable[[Any], Any]:
        if self.kind is ItemKind.ASSIGNMENT:
            return lambda item: (item.rank, self._desk.whom(item).casefold(), item.first_day)
        if self.kind is ItemKind.ABSENCE:
            return lambda item: (item.first_day, self._desk.person(item.subject_id).casefold())
        if self.kind is ItemKind.SHIFT:
            return lambda item: (item.start, item.name.casefold())
        return lambda item: item.name.casefold()

    # -- what can be done --------------------------------------------------------------

    def _enable(self) -> None:
        shown, empty = self.stack.currentWidget(), self.stack.currentWidget() is self.empty
        chosen = self.chosen is not None
        for action, button in self._buttons:
            action.setEnabled(chosen)
            button.setEnabled(chosen)
            button.setVisible(not empty)
        for widget in (self.search, self.new_button, self.about):
            widget.setVisible(not empty)
        self.when.setVisible(not empty and self.kind in _DATED)
        self.count.setVisible(shown is self.table)
        usable = shown not in (self._reading, self.unread)
        for control in (self.search, self.when, self.new_button):
            control.setEnabled(usable)

    def _with_chosen(self, act: Callable[[Any], None]) -> None:
        item = self.chosen
        if item is not None:
            act(item)

    def _menu(self, where: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.addActions(self._actions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))
