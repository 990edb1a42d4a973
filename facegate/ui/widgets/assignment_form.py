"""The fields of an assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QStackedWidget, QWidget

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.plan_errors import ItemKind, PlanError, PlanFault
from facegate.domain.ids import SubjectId
from facegate.ui.session import Session
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.day_field import DayField
from facegate.ui.widgets.department_field import DepartmentField
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import ItemForm, beside
from facegate.ui.widgets.one_person import OnePerson


class AssignmentForm(ItemForm):
    """For whom, which schedule, from when to when."""

    def __init__(
        self,
        session: Session,
        schedules: tuple[Mapping[str, str], Mapping[str, str]],
        calendars: Mapping[str, str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """``schedules``: names of shifts and of rotations by id; ``calendars``: the same."""
        super().__init__(parent)
        self._assignment_id = ""
        self._make_target(session)
        rows = self.card(self.tr("Schedule"))
        self.schedule = QComboBox(self)
        self.schedule.setAccessibleName(self.tr("Shift or rotation"))
        for number, names in enumerate(schedules):
            if number and names and self.schedule.count():
                self.schedule.insertSeparator(self.schedule.count())
            for schedule_id, name in names.items():
                self.schedule.addItem(name, schedule_id)
        keep_wheel_away(self.schedule)
        self._rotations = frozenset(schedules[1])
        self.calendar = QComboBox(self)
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.addItem(self.tr("that of the next assignment in order"), "")
        for calendar_id, name in calendars.items():
            self.calendar.addItem(name, calendar_id)
        keep_wheel_away(self.calendar)
        self.on_holidays = QCheckBox(self.tr("Is worked on public &holidays, too"), self)
        self.row(rows, "schedule", self.tr("&Shift or rotation"), beside(self.schedule, parent=self))
        self.said = self.hint(rows)
        hint = self.tr("Says which days are weekend and which are public holidays.")
        self.row(rows, "calendar", self.tr("&Calendar"), beside(self.calendar, parent=self), hint)
        rows.addRow("", self.on_holidays)
        self._make_days(today)
        self._connect(session)

    def _make_target(self, session: Session) -> None:
        self.everybody = QRadioButton(self.tr("&Everybody"), self)
        self.of_department = QRadioButton(self.tr("A &department"), self)
        self.of_person = QRadioButton(self.tr("A &person"), self)
        self.department = DepartmentField(self)
        self.department.setAccessibleName(self.tr("Department"))
        self.department.setPlaceholderText(self.tr("Name of the department"))
        self.person = OnePerson(session, self)
        self._who = QStackedWidget(self)
        self._all = muted(self.tr("Whoever has nothing of their own works by it."), self)
        for widget in (self._all, self.department, self.person):
            self._who.addWidget(widget)
        rows = self.card(self.tr("For whom"))
        rows.addRow(beside(self.everybody, self.of_department, self.of_person, parent=self))
        self.wide_row(rows, "who", self._who)

    def _make_days(self, today: date) -> None:
        rows = self.card(self.tr("When"))
        self.first = DayBox(self.tr("First day"), today, self)
        self.last = DayField(self.tr("&Until"), today, self)
        self.temporary = QCheckBox(self.tr("&Temporary: holds over what is there otherwise"), self)
        self.row(rows, "first", self.tr("&From"), beside(self.first, parent=self))
        rows.addRow("", beside(self.last, parent=self))
        rows.addRow("", self.temporary)
        order = self.tr("Temporary comes before personal, personal before department, department before everybody.")
        self.hint(rows, order)
        self.note(rows, "days")

    def _connect(self, session: Session) -> None:
        for button in (self.everybody, self.of_department, self.of_person):
            button.toggled.connect(lambda on: self._edited() if on else None)
        self.department.textChanged.connect(lambda _text: self.changed.emit())
        self.person.changed.connect(self.changed)
        for box in (self.schedule, self.calendar):
            box.currentIndexChanged.connect(lambda _index: self._edited())
        self.first.changed.connect(self.changed)
        self.last.changed.connect(self.changed)
        for check in (self.temporary, self.on_holidays):
            check.toggled.connect(lambda _on: self.changed.emit())
        people = session.services.people
        session.tasks.query(self, people.departments, self.department.offer)
        self._arrange()

    def _edited(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        scope = self.scope
        self._who.setCurrentIndex((Scope.EVERYBODY, Scope.DEPARTMENT, Scope.PERSON).index(scope))
        rotation = self.schedule.currentData() in self._rotations
        daily = self.tr("Is worked on every day but weekends.")
        self.said.setText(self.tr("The rotation says on which days.") if rotation else daily)

    @property
    def scope(self) -> Scope:
        """Whom it is for."""
        if self.of_person.isChecked():
            return Scope.PERSON
        return Scope.DEPARTMENT if self.of_department.isChecked() else Scope.EVERYBODY

    # -- what a form is asked ------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether somebody and a schedule are chosen."""
        return self.schedule.currentIndex() >= 0 and (self.scope is Scope.EVERYBODY or bool(self._entered_who()))

    def first_field(self) -> QWidget:
        """Whom it is for."""
        buttons = (self.everybody, self.of_department, self.of_person)
        return next(button for button in buttons if button.isChecked())

    def item(self) -> Assignment:
        """What is entered. Raises PlanError."""
        return Assignment(
            self._assignment_id,
            self.scope,
            self._entered_who(),
            str(self.schedule.currentData() or ""),
            self.first.day,
            self.last.day,
            self.temporary.isChecked(),
            str(self.calendar.currentData()),
            self.on_holidays.isChecked(),
        )

    def _entered_who(self) -> str:
        if self.scope is Scope.PERSON:
            return str(self.person.subject_id or "")
        return self.department.text().strip() if self.scope is Scope.DEPARTMENT else ""

    def show_item(self, item: Assignment) -> None:
        """Enter another one; not an edit."""
        self._assignment_id = item.assignment_id
        buttons = {
            Scope.EVERYBODY: self.everybody,
            Scope.DEPARTMENT: self.of_department,
            Scope.PERSON: self.of_person,
        }
        buttons[item.scope].setChecked(True)
        self.department.setText(item.who if item.scope is Scope.DEPARTMENT else "")
        self.person.show_person(SubjectId(item.who) if item.scope is Scope.PERSON else None)
        _select(self.schedule, item.schedule_id)
        _select(self.calendar, item.calendar_id)
        self.first.set_day(item.first_day)
        self.last.set_day(item.last_day)
        self.temporary.setChecked(item.temporary)
        self.on_holidays.setChecked(item.on_holidays)
        self._arrange()

    def place_of(self, error: PlanError) -> str:
        """The field that an error is about."""
        if error.fault is PlanFault.UNKNOWN:
            return "calendar" if error.first.kind is ItemKind.CALENDAR else "schedule"
        places = {PlanFault.WHO: "who", PlanFault.OVERLAPS_ITSELF: "schedule"}
        return places.get(error.fault, "days")

    def field_names(self) -> dict[str, str]:
        """See :meth:`ItemForm.field_names`."""
        who = self.tr("For whom")
        return {
            "scope": who,
            "who": who,
            "schedule_id": self.tr("Schedule"),
            "first_day": self.tr("First day"),
            "last_day": self.tr("Last day"),
            "temporary": self.tr("Temporary"),
            "calendar_id": self.tr("Calendar"),
            "on_holidays": self.tr("Public holidays"),
        }


def _select(box: QComboBox, value: str) -> None:
    index = box.findData(value)
    if index < 0 and value:
        # Not there any more; shown as it is, so that it is seen.
        box.addItem(value, value)
        index = box.count() - 1
    box.setCurrentIndex(max(0, index))


def offered(names: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Names by id, in order of name."""
    return dict(sorted(names, key=lambda pair: pair[1].casefold()))
