"""The page of working time: shifts, rotations, calendars, who works by them, who is away, and what would happen."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.attendance.absences import Absence, AbsenceKind
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.plan_errors import ItemKind, PlanFault
from facegate.domain.attendance.rotations import FREE, Rotation
from facegate.domain.attendance.shifts import Break, BreakKind, Shift
from facegate.domain.ids import SubjectId
from facegate.errors import FacegateError
from facegate.ui import icons
from facegate.ui.dialogs.plan_file import ImportPlanDialog, write_plan
from facegate.ui.dialogs.plan_item import PlanItemDialog
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.plan_words import kind_text, problem_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk, clash_of, copy_of, id_of, kind_of
from facegate.ui.views.punch_rules import PunchRules
from facegate.ui.widgets.absence_form import AbsenceForm
from facegate.ui.widgets.assignment_form import AssignmentForm
from facegate.ui.widgets.calendar_form import CalendarForm
from facegate.ui.widgets.item_form import ItemForm
from facegate.ui.widgets.plan_list import PlanList
from facegate.ui.widgets.plan_preview import PlanPreview
from facegate.ui.widgets.rotation_form import RotationForm, this_monday
from facegate.ui.widgets.shift_form import NEW_SHIFT, ShiftForm
from facegate.ui.widgets.verdict import Verdict

_LUNCH = Break(BreakKind.FIXED, start=12 * 60, end=12 * 60 + 30)
"""Of a new shift, as an example that is easily removed."""
_WEEK, _WORKING = 7, 5
_ID_BYTES = 8
_RULES, _PREVIEW = len(ItemKind), len(ItemKind) + 1
"""Tabs after those of the lists."""

Part = TypeVar("Part", bound=QWidget)
_NEW = "new"
"""In the place of an identifier, which the form asks for."""


class PlanPage(QWidget):
    """Tabs: a list for each part of the plan, the rules for punches, and the preview.

    Signals:
        told: title and text of something that was done, and what to press for it (label and callable) or None.
        refused: the same of something that was not done.
        failed: a FacegateError that has no place on the page.
    """

    told = Signal(str, str, object)
    refused = Signal(str, str, object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.desk = PlanDesk(session, self)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Parts of the plan"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        # Each is made when it is first shown: together they would hold up the start.
        self._parts: dict[int, QWidget] = {}
        self._unread: FacegateError | None = None
        self.problem = Verdict(self)
        self._make_more()
        self._lay_out()
        self._connect()

    # -- building ------------------------------------------------------------------

    def _make_more(self) -> None:
        self.importing = QAction(icons.icon("folder"), self.tr("&Import a plan…"), self)
        self.exporting = QAction(icons.icon("export"), self.tr("E&xport the plan…"), self)
        self.reading = QAction(icons.icon("refresh"), self.tr("&Read again"), self)
        self.reading.setShortcut(QKeySequence.StandardKey.Refresh)
        self.addAction(self.reading)
        menu = QMenu(self)
        menu.addActions([self.importing, self.exporting])
        menu.addSeparator()
        menu.addAction(self.reading)
        self.more_button = QPushButton(self.tr("M&ore"), self)
        self.more_button.setMenu(menu)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        titles = (
            self.tr("Shifts"),
            self.tr("Rotations"),
            self.tr("Calendars"),
            self.tr("Assignments"),
            self.tr("Absences"),
        )
        for title in (*titles, self.tr("Punch rules"), self.tr("What would happen?")):
            self.tabs.addTab(title)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.more_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addWidget(self.problem)
        box.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.desk.loaded.connect(self._show_plan)
        self.desk.unread.connect(self._show_unread)
        self._session.people_changed.connect(self._read_shown)
        self.importing.triggered.connect(self.import_plan)
        self.exporting.triggered.connect(self.export_plan)
        self.reading.triggered.connect(self.desk.read)

    # -- parts -------------------------------------------------------------------------

    def list_of(self, kind: ItemKind) -> PlanList:
        """The list of one part of the plan."""
        number = list(ItemKind).index(kind)
        part = self._parts.get(number)
        if not isinstance(part, PlanList):
            part = self._keep(number, PlanList(self.desk, kind, self))
            part.new_wanted.connect(lambda: self.add(kind))
            part.edit_wanted.connect(self.edit)
            part.copy_wanted.connect(self.copy)
            part.remove_wanted.connect(self.remove)
            part.import_wanted.connect(self.import_plan)
            self._fill(part)
        return part

    @property
    def rules(self) -> PunchRules:
        """How punches are read."""
        part = self._parts.get(_RULES)
        return part if isinstance(part, PunchRules) else self._keep(_RULES, PunchRules(self._session, self))

    @property
    def preview(self) -> PlanPreview:
        """What would happen."""
        part = self._parts.get(_PREVIEW)
        return part if isinstance(part, PlanPreview) else self._keep(_PREVIEW, PlanPreview(self.desk, self))

    def _keep(self, number: int, part: Part) -> Part:
        self._parts[number] = part
        self.stack.addWidget(part)
        return part

    def _show_tab(self, number: int) -> None:
        kinds = list(ItemKind)
        if number < len(kinds):
            self.stack.setCurrentWidget(self.list_of(kinds[number]))
        else:
            self.stack.setCurrentWidget(self.preview if number == _PREVIEW else self.rules)

    def _fill(self, part: PlanList) -> None:
        if self._unread is not None:
            words = error_text(self._unread)
            part.show_unread(f"{words.message} {words.remedy}")
        else:
            part.show_state(read=self.desk.is_read)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody else may have changed it since it was shown."""
        super().showEvent(event)
        self._show_tab(self.tabs.currentIndex())
        self.desk.read()

    def show_part(self, kind: ItemKind | None) -> None:
        """Show a list, or with None the preview."""
        self.tabs.setCurrentIndex(_PREVIEW if kind is None else list(ItemKind).index(kind))

    def _read_shown(self) -> None:
        if self.isVisible():
            self.desk.read()

    def _show_plan(self) -> None:
        problem = self.desk.state.problem
        said = "" if problem is None else problem_text(problem, self.desk.called)
        self.problem.say(
            "bad", self.tr("The plan does not fit together: {problem}").format(problem=said) if said else ""
        )
        self._unread = None
        self._fill_all()

    def _show_unread(self, error: FacegateError) -> None:
        self._unread = error
        self._fill_all()

    def _fill_all(self) -> None:
        for part in self._parts.values():
            if isinstance(part, PlanList):
                self._fill(part)

    # -- adding and changing -----------------------------------------------------------

    def add(self, kind: ItemKind) -> PlanItemDialog | None:
        """Add an item."""
        if kind in (ItemKind.ROTATION, ItemKind.ASSIGNMENT) and not self._schedules(kind):
            text = self.tr("Add a shift first: the rest of the plan is made of them.")
            self.told.emit(
                self.tr("There are no shifts yet"), text, (self.tr("Shifts"), lambda: self.show_part(ItemKind.SHIFT))
            )
            return None
        return self._open(self._new(kind), existing=False)

    def edit(self, item: Any) -> PlanItemDialog:
        """Show and change an item."""
        return self._open(item, existing=True)

    def copy(self, item: Any) -> PlanItemDialog:
        """Add an item like another one."""
        return self._open(copy_of(item, self.tr("Copy of {name}").format(name=item.name)), existing=False)

    def add_absence(self, subject_id: SubjectId) -> PlanItemDialog:
        """Add an absence of somebody."""
        return self._open(self._absence(subject_id), existing=False)

    def _schedules(self, kind: ItemKind) -> bool:
        items = self.desk.state.items
        return bool(items[ItemKind.SHIFT] or (kind is ItemKind.ASSIGNMENT and items[ItemKind.ROTATION]))

    def _new(self, kind: ItemKind) -> Any:
        today, state = self.desk.today, self.desk.state
        if kind is ItemKind.SHIFT:
            return Shift(_NEW, "", NEW_SHIFT, breaks=(_LUNCH,))
        if kind is ItemKind.ROTATION:
            first = next(iter(state.names(ItemKind.SHIFT)))
            days = (first,) * _WORKING + (FREE,) * (_WEEK - _WORKING)
            return Rotation(_NEW, "", this_monday(today), days)
        if kind is ItemKind.CALENDAR:
            return Calendar(_NEW, "")
        if kind is ItemKind.ASSIGNMENT:
            return self._assignment(today)
        return self._absence(SubjectId(""))

    def _assignment(self, today: date) -> Assignment:
        state = self.desk.state
        schedules = [*state.names(ItemKind.SHIFT), *state.names(ItemKind.ROTATION)]
        calendars = list(state.names(ItemKind.CALENDAR))
        return Assignment(
            secrets.token_hex(_ID_BYTES),
            Scope.EVERYBODY,
            "",
            schedules[0],
            today,
            calendar_id=calendars[0] if len(calendars) == 1 else "",
        )

    def _absence(self, subject_id: SubjectId) -> Absence:
        today = self.desk.today
        return Absence(secrets.token_hex(_ID_BYTES), subject_id, AbsenceKind.LEAVE, today, today)

    def _open(self, item: Any, *, existing: bool) -> PlanItemDialog:
        made = PlanItemDialog(
            self.desk, self._form(kind_of(item)), item, self._title(item, existing), existing=existing, parent=self
        )
        made.accepted.connect(lambda: self._saved(made))
        made.finished.connect(self.window().activateWindow)
        made.open()
        return made

    def _title(self, item: Any, existing: bool) -> str:
        kind = kind_of(item)
        if existing:
            return f"{kind_text(kind)}: {self.desk.title(item)}"
        return {
            ItemKind.SHIFT: self.tr("New shift"),
            ItemKind.ROTATION: self.tr("New rotation"),
            ItemKind.CALENDAR: self.tr("New calendar"),
            ItemKind.ASSIGNMENT: self.tr("New assignment"),
            ItemKind.ABSENCE: self.tr("New absence"),
        }[kind]

    def _form(self, kind: ItemKind) -> ItemForm:
        state, today, session = self.desk.state, self.desk.today, self._session
        # Shifts and rotations share their identifiers: an assignment names either.
        schedules = [*state.items[ItemKind.SHIFT], *state.items[ItemKind.ROTATION]]
        if kind is ItemKind.SHIFT:
            return ShiftForm(schedules)
        if kind is ItemKind.ROTATION:
            return RotationForm(schedules, state.names(ItemKind.SHIFT), today)
        if kind is ItemKind.CALENDAR:
            return CalendarForm(session, list(state.items[kind]), today)
        if kind is ItemKind.ASSIGNMENT:
            names = state.names(ItemKind.SHIFT), state.names(ItemKind.ROTATION)
            return AssignmentForm(session, names, state.names(ItemKind.CALENDAR), today)
        return AbsenceForm(session, today)

    def _saved(self, dialog: PlanItemDialog) -> None:
        if dialog.saved is not None:
            kind = kind_of(dialog.saved)
            self.show_part(kind)
            self.list_of(kind).choose(id_of(dialog.saved))

    def remove(self, item: Any) -> None:
        """Take an item out of the plan; it can be put back at once."""
        title = self.desk.title(item)
        self.desk.remove(item, lambda: self._removed(item, title), lambda error: self._not_removed(error, title))

    def _removed(self, item: Any, title: str) -> None:
        self.told.emit(self.tr("Removed"), title, (self.tr("Undo"), lambda: self._put_back(item)))

    def _put_back(self, item: Any) -> None:
        kind = kind_of(item)
        self.desk.save(item, None, 0, lambda: self.list_of(kind).choose(id_of(item)), self._not_changed)

    def _not_removed(self, error: FacegateError, title: str) -> None:
        clash = clash_of(error)
        if clash is None or clash.fault is not PlanFault.UNKNOWN or clash.second is None:
            self._not_changed(error)
            return
        needs = clash.second
        text = self.tr("“{item}” cannot be removed: {other} needs it. Change that first.")
        self.refused.emit(
            self.tr("The plan was not changed"),
            text.format(item=isolated(title), other=self.desk.called(needs)),
            (self.tr("Show"), lambda: self._show_item(needs.kind, needs.item_id)),
        )

    def _not_changed(self, error: FacegateError) -> None:
        self.desk.read()
        self.refused.emit(self.tr("The plan was not changed"), self.desk.said(error), None)

    def _show_item(self, kind: ItemKind, item_id: str) -> None:
        self.show_part(kind)
        self.list_of(kind).choose(item_id)
        self.list_of(kind).table.setFocus()

    # -- files -------------------------------------------------------------------------

    def import_plan(self) -> None:
        """Read a plan from a file."""
        dialog = QFileDialog(self, self.tr("Import a plan"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Plans (*.toml)"))
        dialog.fileSelected.connect(lambda file: self.read_file(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_file(self, file: Path) -> ImportPlanDialog:
        """Ask how this file is to be taken over."""
        dialog = ImportPlanDialog(self.desk, file, self)
        dialog.accepted.connect(lambda: self.told.emit(self.tr("Plan imported"), dialog.said, None))
        dialog.open()
        return dialog

    def export_plan(self) -> None:
        """Write the plan to a file."""
        dialog = QFileDialog(self, self.tr("Export the plan"), str(Path.home() / "plan.toml"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.setNameFilter(self.tr("Plans (*.toml)"))
        dialog.fileSelected.connect(lambda file: self.write_file(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_file(self, out: Path) -> None:
        """Write the plan to this file, on the job thread."""
        plan = self._session.services.plan
        self._session.tasks.run(
            self,
            self.tr("Exporting the plan"),
            lambda _context: write_plan(plan, out),
            on_done=lambda _none: self.told.emit(self.tr("Plan exported"), str(out), None),
            on_error=self.failed.emit,
        )
