"""Days that were declared final: which, by whom, and opened again why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.ports_attendance import Period
from facegate.errors import FacegateError
from facegate.ui import icons
from facegate.ui.dialogs.final_days import CloseDaysDialog, RecomputeDialog, ReopenDialog
from facegate.ui.formatting import moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels import report_days
from facegate.ui.viewmodels.plain_rows import PlainRows
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table


class PeriodsPart(QWidget):
    """The third tab of the page.

    Signals:
        changed: days were closed, opened or worked out.
        told: title and text of what was done.
    """

    changed = Signal()
    told = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        headings = (
            self.tr("First day"),
            self.tr("Last day"),
            self.tr("State"),
            self.tr("Closed"),
            self.tr("By"),
            self.tr("Opened again"),
        )
        self.rows: PlainRows[Period] = PlainRows(headings)
        self.rows.setParent(self)
        self.table = Table(self.rows, self.tr("Closed days"), self)
        day, moment = "2026-12-31", "2026-12-31  23:59:59"
        self.table.share_width({0: day, 1: day, 2: self.tr("Opened again"), 3: moment, 4: "account"}, stretched=5)
        self.none = EmptyState(
            "lock",
            self.tr("No days are closed"),
            self.tr("Close a month when its hours are paid: its minutes stay as they are, whatever comes in later."),
            self,
        )
        self.unread = EmptyState("error", "", "", self)
        self.unread.add_button(QPushButton(self.tr("Try again"), self)).clicked.connect(self.refresh)
        self.recompute_button = QPushButton(icons.icon("refresh"), self.tr("&Work out anew…"), self)
        self.reopen_button = QPushButton(icons.icon("undo"), self.tr("&Open again…"), self)
        self.close_button = QPushButton(icons.icon("lock"), self.tr("&Close days…"), self)
        self._lay_out()
        self.recompute_button.clicked.connect(self.recompute)
        self.reopen_button.clicked.connect(self.reopen)
        self.close_button.clicked.connect(self.close_days)
        self.table.activated.connect(lambda _index: self.reopen_button.click())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._enable()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        loading = muted(self.tr("Reading…"), self)
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (loading, self.table, self.none, self.unread):
            self.stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addWidget(self.recompute_button)
        foot.addStretch(1)
        foot.addWidget(self.reopen_button)
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.stack, 1)
        box.addLayout(foot)

    @property
    def chosen(self) -> Period | None:
        """The period of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.item(rows[0].row()) if rows else None

    def refresh(self) -> None:
        """Read again."""
        self._session.tasks.query(self, self._session.services.attendance.periods, self._show, self._show_unread)

    def _show(self, periods: list[Period]) -> None:
        newest = sorted(periods, key=lambda each: (each.first, each.closed_at), reverse=True)
        self.rows.show_rows(
            [(each, self._words(each), "text" if each.reopened_at is None else "muted") for each in newest]
        )
        self.stack.setCurrentWidget(self.table if periods else self.none)
        self._enable()

    def _words(self, period: Period) -> tuple[str, ...]:
        zone, opened = self._session.zone, ""
        if period.reopened_at is not None:
            opened = self.tr("{when} by {actor}: {reason}").format(
                when=moment_text(period.reopened_at, zone), actor=period.reopened_by or "", reason=period.reason or ""
            )
        return (
            period.first.isoformat(),
            period.last.isoformat(),
            self.tr("Closed") if period.reopened_at is None else self.tr("Opened again"),
            moment_text(period.closed_at, zone),
            period.closed_by,
            opened,
        )

    def _show_unread(self, error: FacegateError) -> None:
        words = error_text(error)
        self.unread.set_text(words.title, f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def _enable(self) -> None:
        period = self.chosen if self.stack.currentWidget() is self.table else None
        closed = period is not None and period.reopened_at is None
        self.reopen_button.setEnabled(closed)
        self.reopen_button.setVisible(self.stack.currentWidget() is self.table)
        why = "" if closed else self.tr("Choose days that are closed.")
        self.reopen_button.setToolTip(why)

    # -- what can be done ----------------------------------------------------------------

    def close_days(self) -> CloseDaysDialog:
        """Declare days final; the month before is offered."""
        dialog = CloseDaysDialog(
            self._session, report_days.span(report_days.Period.LAST_MONTH, self._today()), self.window()
        )
        self._open(dialog)
        dialog.accepted.connect(lambda: self._done(self.tr("Days closed")))
        return dialog

    def reopen(self) -> ReopenDialog | None:
        """Open the chosen period again."""
        period = self.chosen
        if period is None or period.reopened_at is not None:
            return None
        dialog = ReopenDialog(self._session, period, self.window())
        self._open(dialog)
        dialog.accepted.connect(lambda: self._done(self.tr("Days opened again")))
        return dialog

    def recompute(self) -> RecomputeDialog:
        """Work days out anew; this month is offered."""
        dialog = RecomputeDialog(
            self._session, report_days.span(report_days.Period.THIS_MONTH, self._today()), self.window()
        )
        self._open(dialog)
        dialog.accepted.connect(lambda: self._worked_out(dialog.people or 0))
        return dialog

    def _worked_out(self, people: int) -> None:
        self.told.emit(
            self.tr("Worked out anew"), self.tr("People: {number}.").format(number=self.locale().toString(people))
        )
        self.changed.emit()

    def _done(self, title: str) -> None:
        self.refresh()
        self.changed.emit()
        self.told.emit(title, self.tr("It is on record who did it."))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A kiosk without a window manager does not give the keyboard back by itself.
        dialog.finished.connect(self.window().activateWindow)
        dialog.open()

    def _today(self) -> date:
        return self._session.services.clock.now().astimezone(self._session.zone).date()
