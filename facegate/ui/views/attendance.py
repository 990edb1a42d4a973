"""The page of attendance: reports, changes that wait for approval, and days that are final."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from facegate.domain.events import Event, EventType
from facegate.domain.ids import SubjectId
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.widgets.approvals import ApprovalsPart
from facegate.ui.widgets.periods import PeriodsPart
from facegate.ui.widgets.report_part import ReportPart

REPORT, APPROVALS, PERIODS = range(3)
"""Tabs."""


class AttendancePage(QWidget):
    """Three tabs.

    Signals:
        export_wanted: a :class:`facegate.ui.viewmodels.report_reading.Wanted`, and the keys of its columns.
        plan_wanted, enrol_wanted: there is nothing to show, and this would help.
        told: title and text of something that was done.
        failed: a FacegateError that has no place on the page.
    """

    export_wanted = Signal(object, object)
    plan_wanted = Signal()
    enrol_wanted = Signal()
    told = Signal(str, str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.desk = PlanDesk(session, self)
        self.report = ReportPart(session, self.desk, self)
        self.approvals = ApprovalsPart(session, self)
        self.periods = PeriodsPart(session, self)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Parts of attendance"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget(self)
        for title, part in (
            (self.tr("Reports"), self.report),
            (self.tr("Approvals"), self.approvals),
            (self.tr("Closed days"), self.periods),
        ):
            self.tabs.addTab(title)
            self.stack.addWidget(part)
        self.reading = QAction(self.tr("&Read again"), self)
        self.reading.setShortcut(QKeySequence.StandardKey.Refresh)
        self.addAction(self.reading)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.tabs)
        box.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_part)
        self.reading.triggered.connect(self.refresh)
        self.report.export_wanted.connect(self.export_wanted)
        self.report.plan_wanted.connect(self.plan_wanted)
        self.report.enrol_wanted.connect(self.enrol_wanted)
        self.report.periods_wanted.connect(lambda: self.show_part(PERIODS))
        self.report.failed.connect(self.failed)
        self.report.changed.connect(self.approvals.refresh)
        self.approvals.changed.connect(self._changed)
        self.approvals.counted.connect(self._count)
        self.approvals.day_wanted.connect(self.show_day)
        self.periods.changed.connect(self._changed)
        self.periods.told.connect(self.told)
        self.desk.unread.connect(self.failed)
        self._session.plan_changed.connect(self._replan)
        self._session.bridge.event_logged.connect(self._came_in)

    def showEvent(self, event: QShowEvent) -> None:
        """What may have changed while the page was not looked at."""
        super().showEvent(event)
        self.desk.read()
        self.approvals.refresh()
        self.periods.refresh()

    def release(self) -> None:
        """Give up what is being read: whoever closes the window does not wait for it."""
        self.report.model.cancel()

    def show_part(self, tab: int) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(tab)

    def show_day(self, subject_id: SubjectId, day: date) -> None:
        """Show the report of a day, and one person's beside it."""
        self.show_part(REPORT)
        self.report.bar.show_days(day, day)
        self.report.show_day(subject_id, day)

    def refresh(self) -> None:
        """Read everything again."""
        self.desk.read()
        self.approvals.refresh()
        self.periods.refresh()
        self._changed()

    def _show_part(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)

    def _changed(self) -> None:
        """Minutes may be others now."""
        self.report.refresh()
        self.report.panel.refresh()

    def _replan(self) -> None:
        if self.isVisible():
            self.desk.read()

    def _came_in(self, event: Event) -> None:
        if event.type is EventType.PUNCH and self.isVisible():
            self.approvals.refresh()

    def _count(self, waiting: int) -> None:
        title = self.tr("Approvals")
        if waiting:
            title = self.tr("Approvals ({number})").format(number=self.locale().toString(waiting))
        self.tabs.setTabText(APPROVALS, title)
