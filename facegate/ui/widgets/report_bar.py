"""Which report, of which days, about whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDateEdit, QHBoxLayout, QLabel, QPushButton, QWidget

from facegate.domain.people import Subject
from facegate.domain.report_kinds import TITLES, ReportKind
from facegate.ui import icons
from facegate.ui.report_words import report_words
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.report_days import Period, span
from facegate.ui.viewmodels.report_reading import Wanted
from facegate.ui.widgets.person_picker import PersonPicker

_WIDEST = 24 * UNIT
"""A department of 100 characters must not push the others out."""
_LEAST_SEARCH = 160


class ReportBar(QWidget):
    """Two groups of fields: beside each other where there is room.

    Signals:
        changed: another report is wanted.
        export_wanted: what is shown is to be written to a file.
    """

    changed = Signal()
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind, self.period, self.department = QComboBox(self), QComboBox(self), QComboBox(self)
        for box, name in (
            (self.kind, self.tr("Report")),
            (self.period, self.tr("Days")),
            (self.department, self.tr("Department")),
        ):
            box.setAccessibleName(name)
        self.department.setMaximumWidth(_WIDEST)
        self.department.addItem(self.tr("All departments"), None)
        self.department.hide()
        for kind in ReportKind:
            self.kind.addItem(report_words(TITLES[kind]), kind)
        self.kind.setCurrentIndex(self.kind.findData(ReportKind.ATTENDANCE))
        self._offer_periods()
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(_shown(self.today()))
            # A year that is being typed is no wish for a report of the year 2.
            edit.setKeyboardTracking(False)
        self._to = QLabel(self.tr("to"), self)
        self.person = PersonPicker(session, self)
        self.export_button = QPushButton(icons.icon("export"), self.tr("E&xport…"), self)
        self._lay_out()
        self._connect()
        self._show_days()

    def _offer_periods(self) -> None:
        for period, text in (
            (Period.TODAY, self.tr("Today")),
            (Period.YESTERDAY, self.tr("Yesterday")),
            (Period.THIS_WEEK, self.tr("This week")),
            (Period.LAST_WEEK, self.tr("Last week")),
            (Period.THIS_MONTH, self.tr("This month")),
            (Period.LAST_MONTH, self.tr("Last month")),
            (Period.CHOSEN, self.tr("Chosen days")),
        ):
            self.period.addItem(text, period)

    def _lay_out(self) -> None:
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(UNIT)
        self._what, self._whom = what, whom = QHBoxLayout(), QHBoxLayout()
        for row in (what, whom):
            row.setSpacing(UNIT)
        for widget in (self.kind, self.period, self.first, self._to, self.last):
            what.addWidget(widget)
        what.addStretch(1)
        whom.addWidget(self.person, 1)
        whom.addWidget(self.department)
        whom.addWidget(self.export_button)
        self._rows.addLayout(what)
        self._rows.addLayout(whom, 1)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.period.currentIndexChanged.connect(lambda _index: self._period_chosen())
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self._days_edited)
        self.person.person_changed.connect(self.changed)
        self.department.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.export_button.clicked.connect(self.export_wanted)

    # -- what is wanted ----------------------------------------------------------------

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, both included."""
        if self.chosen_period is Period.CHOSEN:
            return _day(self.first.date()), _day(self.last.date())
        return span(self.chosen_period, self.today(), QLocale().firstDayOfWeek().value)

    @property
    def wanted(self) -> Wanted:
        """What stands there; days that lie ahead are asked for, too."""
        kind, department = ReportKind(self.kind.currentData()), self.department.currentData()
        return Wanted(kind, *self.days, self.person.subject_id, department)

    @property
    def chosen_period(self) -> Period:
        """The days by name."""
        # Qt gives back the word alone.
        return Period(self.period.currentData())

    @property
    def narrowed(self) -> bool:
        """Whether somebody is left out."""
        return self.person.subject_id is not None or self.department.currentData() is not None

    def today(self) -> date:
        """The site's day."""
        return self._session.services.clock.now().astimezone(self._session.zone).date()

    def show_kind(self, kind: ReportKind) -> None:
        """Choose a report."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def show_period(self, period: Period) -> None:
        """Choose days by name."""
        self.period.setCurrentIndex(self.period.findData(period))

    def show_days(self, first: date, last: date) -> None:
        """Choose days."""
        with QSignalBlocker(self.first), QSignalBlocker(self.last), QSignalBlocker(self.period):
            self.first.setDate(_shown(first))
            self.last.setDate(_shown(last))
            self.show_period(Period.CHOSEN)
        self._show_days()
        self.changed.emit()

    def show_person(self, person: Subject, kind: ReportKind, first: date, last: date) -> None:
        """Choose a person, a report and days at once."""
        with QSignalBlocker(self):
            self.show_kind(kind)
            self.person.choose(person)
            self.person.setCursorPosition(0)
            self.show_days(first, last)
        self.changed.emit()

    def show_everybody(self) -> None:
        """Leave nobody out."""
        with QSignalBlocker(self):
            self.person.choose(None)
            self.department.setCurrentIndex(0)
        self.changed.emit()

    def offer(self, departments: Sequence[str]) -> None:
        """Choose among these from now on. A choice that is not there any more is taken back."""
        before = self.department.currentData()
        with QSignalBlocker(self.department):
            while self.department.count() > 1:
                self.department.removeItem(1)
            for name in departments:
                self.department.addItem(name, name)
            self.department.setCurrentIndex(max(0, self.department.findData(before)) if before is not None else 0)
        self.department.setVisible(bool(departments))
        self._fit()
        if self.department.currentData() != before:
            self.changed.emit()

    def _period_chosen(self) -> None:
        if self.chosen_period is Period.CHOSEN:
            # From what was shown before, which somebody wants to widen.
            self._show_days()
        else:
            first, last = self.days
            with QSignalBlocker(self.first), QSignalBlocker(self.last):
                self.first.setDate(_shown(first))
                self.last.setDate(_shown(last))
            self._show_days()
        self.changed.emit()

    def _days_edited(self) -> None:
        if self.last.date() < self.first.date():
            other = self.last if self.sender() is self.first else self.first
            with QSignalBlocker(other):
                other.setDate(self.first.date() if other is self.last else self.last.date())
        self.changed.emit()

    def _show_days(self) -> None:
        for widget in (self.first, self._to, self.last):
            widget.setVisible(self.chosen_period is Period.CHOSEN)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longer of two rows, also while they are one: a window that gets narrower has to know."""
        rows = (self._what, self._whom)
        return QSize(max(row.minimumSize().width() for row in rows), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where one is too long."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [self.kind, self.period, self.export_button]
        shown += [self.first, self._to, self.last] if self.chosen_period is Period.CHOSEN else []
        shown += [self.department] if not self.department.isHidden() else []
        needed = sum(widget.sizeHint().width() + UNIT for widget in shown) + _LEAST_SEARCH
        wide = self.width() >= needed
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
