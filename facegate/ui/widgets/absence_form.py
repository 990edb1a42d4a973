"""The fields of an absence."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.plan_errors import PlanError
from facegate.domain.ids import SubjectId
from facegate.ui.plan_words import absence_text, part_text
from facegate.ui.session import Session
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import ItemForm, beside
from facegate.ui.widgets.one_person import OnePerson


class AbsenceForm(ItemForm):
    """Who, why, and from when to when."""

    def __init__(self, session: Session, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._absence_id = ""
        self.person = OnePerson(session, self)
        self.leave = QRadioButton(absence_text(AbsenceKind.LEAVE), self)
        self.trip = QRadioButton(absence_text(AbsenceKind.TRIP), self)
        self.first, self.last = DayBox(self.tr("First day"), today, self), DayBox(self.tr("Last day"), today, self)
        self.part = QComboBox(self)
        self.part.setAccessibleName(self.tr("How much of each day"))
        for part in DayPart:
            self.part.addItem(part_text(part), part)
        keep_wheel_away(self.part)
        self.paid = QCheckBox(self.tr("Pa&id"), self)
        rows = self.card()
        self.row(rows, "who", self.tr("&Person"), self.person)
        self.row(rows, "kind", self.tr("Absence"), beside(self.leave, self.trip, parent=self))
        self.said = self.hint(rows)
        self.row(rows, "first", self.tr("&From"), beside(self.first, parent=self))
        self.row(rows, "days", self.tr("&Until"), beside(self.last, parent=self))
        self.length = self.hint(rows)
        self.row(rows, "part", self.tr("&Each day"), beside(self.part, parent=self))
        rows.addRow("", self.paid)
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.person.changed.connect(self.changed)
        for button in (self.leave, self.trip):
            button.toggled.connect(lambda on: self._edited() if on else None)
        self.first.changed.connect(self._begun)
        self.last.changed.connect(self._edited)
        self.part.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.paid.toggled.connect(lambda _on: self.changed.emit())

    def _begun(self) -> None:
        # Most absences are entered from their beginning: the end follows, never the other way round.
        if self.last.day < self.first.day:
            self.last.set_day(self.first.day)
        self._edited()

    def _edited(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        leave = not self.trip.isChecked()
        self.paid.setVisible(leave)
        covered = self.tr("Nothing is worked, and nothing is missing, such as for holiday or illness.")
        self.said.setText(covered if leave else self.tr("Counts as worked."))
        number = (self.last.day - self.first.day).days + 1
        self.length.setText(self.tr("Calendar days: {number}").format(number=number) if number > 0 else "")

    # -- what a form is asked ------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether somebody is chosen."""
        return self.person.subject_id is not None

    def first_field(self) -> QWidget:
        """The person."""
        return self.person.picker

    def item(self) -> Absence:
        """What is entered. Raises PlanError."""
        leave = not self.trip.isChecked()
        return Absence(
            self._absence_id,
            SubjectId(str(self.person.subject_id or "")),
            AbsenceKind.LEAVE if leave else AbsenceKind.TRIP,
            self.first.day,
            self.last.day,
            DayPart(self.part.currentData()),
            self.paid.isChecked() or not leave,
        )

    def show_item(self, item: Absence) -> None:
        """Enter another one; not an edit."""
        self._absence_id = item.absence_id
        self.person.show_person(item.subject_id or None)
        (self.leave if item.kind is AbsenceKind.LEAVE else self.trip).setChecked(True)
        self.first.set_day(item.first_day)
        self.last.set_day(item.last_day)
        self.part.setCurrentIndex(self.part.findData(item.part))
        self.paid.setChecked(item.paid)
        self._arrange()

    def place_of(self, _error: PlanError) -> str:
        """The field that an error is about."""
        return "days"

    def field_names(self) -> dict[str, str]:
        """See :meth:`ItemForm.field_names`."""
        return {
            "subject_id": self.tr("Person"),
            "kind": self.tr("Kind"),
            "first_day": self.tr("First day"),
            "last_day": self.tr("Last day"),
            "part": self.tr("Each day"),
            "paid": self.tr("Paid"),
        }
