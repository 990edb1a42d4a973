"""The page of events."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.attendance.workdays import day_bounds
from facegate.domain.events import SIGHTINGS, Event, EventFilter, Verdict
from facegate.domain.identification import Outcome, Reason
from facegate.ui import icons
from facegate.ui.pad_words import result_look
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.events import EventsTableModel
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.person_picker import PersonPicker
from facegate.ui.widgets.table import Table
from facegate.ui.wording import outcome_text

_LEAST_SEARCH = 180
"""Width of the search, at the least, before the filters take a row of their own."""

TODAY, WEEK, MONTH, ALL, CHOSEN = "today", "week", "month", "all", "chosen"


class EventsPage(QWidget):
    """Filter, table, corrections, export.

    Signals:
        export_wanted: the user wants a CSV; first and last day or None.
        correct_wanted: the user wants to correct this Event with that Verdict.
        undo_wanted: the user wants to take back the correction of this Event, or this one.
    """

    export_wanted = Signal(object, object)
    correct_wanted = Signal(object, object)
    undo_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = EventsTableModel(session, self)
        self.table = Table(self.model, self.tr("Events"), self)
        longest = result_look(Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK).text
        outcome = max(outcome_text(Outcome.NOT_IDENTIFIED), longest, key=len) + " " * 8
        samples = {0: "2026-12-31  23:59:59", 1: "A name of usual length", 2: outcome, 7: "A camera’s name"}
        self.table.share_width({**samples, 3: "0.00", 4: "0.00", 5: "0.00"}, stretched=6)
        self.person = PersonPicker(session, self)
        self._make_filters()
        self._make_corrections()
        self._nothing = EmptyState("events", "", "", self)
        self._all_days = self._nothing.add_button(QPushButton(self.tr("Show all days"), self))
        self._all_days.clicked.connect(lambda: self.show_period(ALL))
        self._unread = EmptyState(
            "events", self.tr("The events could not be read"), self.tr("The notice says why."), self
        )
        self.retry_button = self._unread.add_button(QPushButton(self.tr("Try again"), self))
        self._lay_out()
        self._connect()
        self._enable()
        self._apply()

    def _make_filters(self) -> None:
        self.period = QComboBox(self)
        self.period.setAccessibleName(self.tr("Days"))
        for key, text in (
            (TODAY, self.tr("Today")),
            (WEEK, self.tr("Last 7 days")),
            (MONTH, self.tr("This month")),
            (ALL, self.tr("All days")),
            (CHOSEN, self.tr("Chosen days")),
        ):
            self.period.addItem(text, key)
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        today = self.today()
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(QDate(today.year, today.month, today.day))
        self.result = QComboBox(self)
        self.result.setAccessibleName(self.tr("Result"))
        self.result.addItem(self.tr("All results"), None)
        for outcome in Outcome:
            self.result.addItem(outcome_text(outcome), outcome.value)
        self.export_button = QPushButton(icons.icon("export"), self.tr("E&xport…"), self)

    def _make_corrections(self) -> None:
        self.not_me = QAction(icons.icon("not-identified"), self.tr("This is &not me…"), self)
        self.not_me.setShortcut(QKeySequence.StandardKey.Delete)
        self.is_other = QAction(icons.icon("person"), self.tr("This &is…"), self)
        self.is_other.setShortcut(Qt.Key.Key_F2)
        self.undo = QAction(icons.icon("undo"), self.tr("&Undo the correction"), self)
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        for action in (self.not_me, self.is_other, self.undo):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)
        self.not_me_button = QPushButton(self.not_me.icon(), self.not_me.text(), self)
        self.is_other_button = QPushButton(self.is_other.icon(), self.is_other.text(), self)
        self.undo_button = QPushButton(self.undo.icon(), self.undo.text(), self)

    def _lay_out(self) -> None:
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filters.setSpacing(UNIT)
        self._in_one_row = True
        self._who, self._when = who, when = QHBoxLayout(), QHBoxLayout()
        who.setSpacing(UNIT)
        when.setSpacing(UNIT)
        who.addWidget(self.person, 1)
        self._to = QLabel(self.tr("to"), self)
        for widget in (self.period, self.first, self._to, self.last, self.result, self.export_button):
            when.addWidget(widget)
        when.insertStretch(0)
        self._filters.addLayout(who, 1)
        self._filters.addLayout(when)
        self.stack = QStackedWidget(self)
        self._loading = QLabel(self.tr("Reading…"), self)
        self._loading.setProperty("tone", "muted")
        for page in (self._loading, self.table, self._nothing, self._unread):
            self.stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(2 * UNIT)
        box.addLayout(self._filters)
        box.addWidget(self.stack, 1)
        box.addLayout(self._corrections_row())

    def _corrections_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        for button in (self.not_me_button, self.is_other_button, self.undo_button):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.person.person_changed.connect(self._apply)
        self.period.currentIndexChanged.connect(lambda _index: self._apply())
        self.first.dateChanged.connect(self._days_edited)
        self.last.dateChanged.connect(self._days_edited)
        self.result.currentIndexChanged.connect(lambda _index: self._apply())
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(*self.days()))
        self.model.loaded.connect(self._show_found)
        self.model.unread.connect(self._show_unread)
        self.retry_button.clicked.connect(self.model.retry)
        self.not_me.triggered.connect(lambda: self._correct(Verdict.NOT_THIS_PERSON))
        self.is_other.triggered.connect(lambda: self._correct(Verdict.IS))
        self.undo.triggered.connect(self._undo)
        self.not_me_button.clicked.connect(self.not_me.trigger)
        self.is_other_button.clicked.connect(self.is_other.trigger)
        self.undo_button.clicked.connect(self.undo.trigger)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.table.activated.connect(lambda _index: self.is_other.trigger())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.modelReset.connect(self._enable)
        self.model.corrected.connect(self._enable)
        self._session.people_changed.connect(self.model.refresh)
        self._session.bridge.settings_changed.connect(lambda _settings: self._settings_changed())

    @property
    def chosen(self) -> Event | None:
        """The event of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.event_at(rows[0].row()) if rows else None

    def _enable(self) -> None:
        event = self.chosen if self.stack.currentWidget() is self.table else None
        seen = event is not None and event.type in SIGHTINGS
        self.not_me.setEnabled(seen and event is not None and self.model.says(event).identified)
        self.is_other.setEnabled(seen)
        self.undo.setEnabled(event is not None and self.model.can_undo(event))
        pairs = (
            (self.not_me, self.not_me_button),
            (self.is_other, self.is_other_button),
            (self.undo, self.undo_button),
        )
        for action, button in pairs:
            button.setEnabled(action.isEnabled())
            button.setVisible(self.stack.currentWidget() is self.table)

    def _correct(self, verdict: Verdict) -> None:
        event = self.chosen
        if event is not None:
            self.correct_wanted.emit(event, verdict)

    def _undo(self) -> None:
        event = self.chosen
        if event is not None:
            self.undo_wanted.emit(event)

    def _menu(self, where: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.addActions([self.not_me, self.is_other, self.undo])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows of filters where one is too long."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [self.period, self.result, self.export_button]
        shown += [self.first, self._to, self.last] if self.period.currentData() == CHOSEN else []
        needed = sum(widget.sizeHint().width() + UNIT for widget in shown) + _LEAST_SEARCH + 4 * UNIT
        wide = self.width() >= needed
        if wide is self._in_one_row:
            return
        self._in_one_row = wide
        (self._when if wide else self._who).addWidget(self.export_button)
        self._filters.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def showEvent(self, event: QShowEvent) -> None:
        """A day may have passed since the page was last seen."""
        super().showEvent(event)
        if self._shown_day != self.today():
            self._apply()

    def today(self) -> date:
        """The day in the site's zone."""
        return self._session.services.clock.now().astimezone(self._session.zone).date()

    def days(self) -> tuple[date | None, date | None]:
        """First and last day that are shown, both included; None: no bound."""
        today, period = self.today(), self.period.currentData()
        if period == TODAY:
            return today, today
        if period == WEEK:
            return today - timedelta(days=6), today
        if period == MONTH:
            return today.replace(day=1), today
        if period == CHOSEN:
            return _day(self.first.date()), _day(self.last.date())
        return None, None

    def show_period(self, period: str) -> None:
        """Choose the days by key."""
        self.period.setCurrentIndex(self.period.findData(period))

    def wanted(self) -> EventFilter:
        """The filter that the page shows."""
        first, last = self.days()
        zone, outcome = self._session.zone, self.result.currentData()
        # Today has no end, so that the table goes on after midnight without a click.
        open_end = last is None or self.period.currentData() in (TODAY, WEEK, MONTH)
        end: datetime | None = None if open_end or last is None else day_bounds(last, zone)[1]
        return EventFilter(
            first=day_bounds(first, zone)[0] if first else None,
            last=end,
            subject_id=self.person.subject_id,
            results=(Outcome(outcome),) if outcome else None,
        )

    def _days_edited(self) -> None:
        if self.last.date() < self.first.date():
            other = self.last if self.sender() is self.first else self.first
            other.setDate(self.first.date() if other is self.last else self.last.date())
        self._apply()

    def _apply(self) -> None:
        chosen = self.period.currentData() == CHOSEN
        for widget in (self.first, self._to, self.last):
            widget.setVisible(chosen)
        self._fit()
        self._shown_day = self.today()
        self._shown_zone = self._session.zone
        self.model.show_filter(self.wanted())

    def _settings_changed(self) -> None:
        if self._session.zone != self._shown_zone:
            self._apply()

    def _show_unread(self) -> None:
        self.stack.setCurrentWidget(self._unread)
        self._enable()

    def _show_found(self, rows: int) -> None:
        if rows:
            self.stack.setCurrentWidget(self.table)
            self._enable()
            return
        filtered = self.person.subject_id is not None or self.result.currentData() is not None
        everything = self.period.currentData() == ALL
        if filtered:
            self._nothing.set_text(self.tr("No such events"), self.tr("Nothing that was recorded fits these filters."))
        elif everything:
            self._nothing.set_text(
                self.tr("Nothing recorded yet"), self.tr("Whoever is seen at the gate appears here at once.")
            )
        else:
            self._nothing.set_text(self.tr("Nothing on these days"), self.tr("Earlier events are still there."))
        self._all_days.setVisible(not everything)
        self.stack.setCurrentWidget(self._nothing)
        self._enable()


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())
