"""One part of the plan of doors as a list: what there is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.access.plan_problems import ItemKind
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.door_plan import DoorPlanDesk, id_of
from facegate.ui.viewmodels.door_tables import DoorTable
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table


class DoorList(QWidget):
    """A table with its buttons, or what to do where there is nothing.

    Signals:
        new_wanted: something is to be added.
        edit_wanted, remove_wanted: this item is to be changed, removed.
        move_wanted: this rule is to stand further down by so many places; up where negative.
    """

    new_wanted = Signal()
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, desk: DoorPlanDesk, kind: ItemKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = kind
        self._wanted = ""
        self.model = DoorTable(desk, kind, self)
        self.table = Table(self.model, self._words()[0], self)
        samples = {number: column.sample for number, column in enumerate(self.model.columns) if column.sample}
        self.table.share_width(samples, len(self.model.columns) - 1)
        self._make_actions()
        self._make_states()
        self._lay_out()
        self._connect()
        self._enable()

    # -- building ------------------------------------------------------------------

    def _words(self) -> tuple[str, str, str, str]:
        """Name of the list, what explains it, what adds to it, what is said where it is empty."""
        return {
            ItemKind.ZONE: (
                self.tr("Zones"),
                self.tr("A zone is a part of the building, or the world outside. Doors lead from one into another."),
                self.tr("&New zone…"),
                self.tr("No zones yet"),
            ),
            ItemKind.DOOR: (
                self.tr("Doors"),
                self.tr(
                    "Without doors FaceGate only notes who came. A door needs two zones, a camera or the card reader "
                    "that watches it, a rule that lets people in, and an output that moves it."
                ),
                self.tr("&New door…"),
                self.tr("No doors yet"),
            ),
            ItemKind.TIME_TABLE: (
                self.tr("Hours"),
                self.tr("Weekly hours in which a rule holds. A rule without hours holds at any time."),
                self.tr("&New hours…"),
                self.tr("No hours yet"),
            ),
            ItemKind.RULE: (
                self.tr("Rules"),
                self.tr(
                    "From top to bottom, the first rule that fits a person, a zone and a moment decides, and no other. "
                    "Where none fits, nobody is let in."
                ),
                self.tr("&New rule…"),
                self.tr("No rules yet: nobody is let in"),
            ),
        }[self.kind]

    def _make_actions(self) -> None:
        self.new_button = primary_button(self._words()[2], self)
        self.edit = QAction(icons.icon("rename"), self.tr("&Details…"), self)
        self.edit.setShortcut(Qt.Key.Key_F2)
        self.remove = QAction(icons.icon("erase"), self.tr("&Remove"), self)
        self.remove.setShortcut(Qt.Key.Key_Delete)
        self.up = QAction(icons.icon("up"), self.tr("&Up"), self)
        self.up.setShortcut(QKeySequence("Ctrl+Up"))
        self.down = QAction(icons.icon("down"), self.tr("D&own"), self)
        self.down.setShortcut(QKeySequence("Ctrl+Down"))
        ordered = (self.up, self.down) if self.kind is ItemKind.RULE else ()
        self._actions = (*ordered, self.edit, self.remove)
        self._buttons = [(action, QPushButton(action.icon(), action.text(), self)) for action in self._actions]
        for action, button in self._buttons:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)
            button.setToolTip(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            button.clicked.connect(action.trigger)

    def _make_states(self) -> None:
        _name, text, new, nothing = self._words()
        self.reading = muted(self.tr("Reading…"), self)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState("door", nothing, text, self)
        self.empty.add_button(primary_button(new.replace("&", ""), self)).clicked.connect(self.new_wanted)
        self.unread = EmptyState("door", self.tr("The plan could not be read"), "", self)
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))
        self.retry_button.clicked.connect(self._desk.read)

    def _lay_out(self) -> None:
        self.about = muted(self._words()[1], self)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom):
            row.setSpacing(UNIT)
        top.addWidget(self.about, 1)
        top.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignTop)
        bottom.addStretch(1)
        for _, button in self._buttons:
            bottom.addWidget(button)
        self.stack = QStackedWidget(self)
        for widget in (self.reading, self.table, self.empty, self.unread):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_wanted)
        self.edit.triggered.connect(lambda: self._with_chosen(self.edit_wanted.emit))
        self.remove.triggered.connect(lambda: self._with_chosen(self.remove_wanted.emit))
        self.up.triggered.connect(lambda: self._with_chosen(lambda item: self.move_wanted.emit(item, -1)))
        self.down.triggered.connect(lambda: self._with_chosen(lambda item: self.move_wanted.emit(item, 1)))
        self.table.activated.connect(lambda _index: self.edit.trigger())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    # -- what is shown ---------------------------------------------------------------

    @property
    def chosen(self) -> Any | None:
        """The item that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows and self.stack.currentWidget() is self.table else None

    def show_state(self) -> None:
        """Show the plan as it was read; what is chosen stays so."""
        chosen = self.chosen
        keep = self._wanted or ("" if chosen is None else id_of(chosen))
        self.model.show_state()
        self.stack.setCurrentWidget(self.table if self.model.row_number() else self.empty)
        row = self.model.row_of(keep) if keep else None
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
            self._wanted = ""
        self._enable()

    def show_unread(self, text: str) -> None:
        """Say why it could not be read."""
        self.unread.set_text(self.tr("The plan could not be read"), text)
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def choose(self, item_id: str) -> None:
        """Choose an item as soon as it is there."""
        self._wanted = item_id
        self.show_state()

    # -- what can be done --------------------------------------------------------------

    def _enable(self) -> None:
        shown, chosen = self.stack.currentWidget(), self.chosen
        row = None if chosen is None else self.model.row_of(id_of(chosen))
        for action, button in self._buttons:
            possible = row is not None
            if row is not None and action is self.up:
                possible = row > 0
            elif row is not None and action is self.down:
                possible = row < self.model.row_number() - 1
            action.setEnabled(possible)
            button.setEnabled(possible)
            button.setVisible(shown is self.table)
        for widget in (self.new_button, self.about):
            widget.setVisible(shown is self.table)

    def _with_chosen(self, act: Callable[[Any], None]) -> None:
        item = self.chosen
        if item is not None:
            act(item)

    def _menu(self, where: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.addActions(list(self._actions))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))
