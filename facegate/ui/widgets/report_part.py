"""A report on the screen: what is wanted, a picture of its days, its table and sums, and a person's day beside it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.events import SIGHTINGS, Event, EventType
from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.domain.report_kinds import OF_DAYS, WITH_TOTALS, ReportKind
from facegate.domain.report_tables import ColumnKind
from facegate.errors import FacegateError
from facegate.ui.clock_texts import length_text
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.plan_words import period_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.viewmodels.report_days import Period
from facegate.ui.viewmodels.report_reading import FoundReport, Wanted
from facegate.ui.viewmodels.report_table import ReportTableModel, RowKey
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.day_panel import WIDTH, DayPanel
from facegate.ui.widgets.days_chart import DaysChart
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.report_bar import ReportBar
from facegate.ui.widgets.report_grid import ReportGrid

_SIDE_BY_SIDE = 880
"""Width from which on the panel stands beside the table instead of in its place."""
_ROOM_FOR_CHART = 420
"""Height from which on there is a picture of the days above the table."""
_ROOM_FOR_NOTE = 260
"""Height from which on the note does not take the table's room."""
_LEAST_TABLE = 6 * UNIT
"""Height of the table: a row and its headings, and a window that fits a small screen at 200 %."""
_RARE = (
    *(ReportKind.LATE, ReportKind.ABSENCE, ReportKind.EXCEPTIONS, ReportKind.OVERTIME),
    *(ReportKind.CORRECTIONS, ReportKind.VISITORS),
)
"""Reports that are good to find empty."""
_FRESHEN = 4000
"""Milliseconds after something came in until the table is read again: many come at once when a shift begins."""
_TOLD_AFTER = 400
"""Milliseconds after which a reading that is not over shows how far it is."""


class ReportPart(QWidget):
    """The first tab of the page.

    Signals:
        export_wanted: a :class:`Wanted`, and the keys of the columns that are shown.
        plan_wanted, enrol_wanted: there is nothing to show, and this would help.
        periods_wanted: the user wants to see which days are closed.
        changed: punches were changed here.
        failed: a FacegateError that has no place here.
    """

    export_wanted = Signal(object, object)
    plan_wanted = Signal()
    enrol_wanted = Signal()
    periods_wanted = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, desk: PlanDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._keep: RowKey | None = None
        self.model = ReportTableModel(session, self)
        self.bar = ReportBar(session, self)
        self.chart = DaysChart(self)
        self.chart.hide()
        self.table = ReportGrid(self.model, self)
        self.panel = DayPanel(desk, self)
        self.panel.hide()
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.sums = QLabel(self)
        self.sums.setTextFormat(Qt.TextFormat.PlainText)
        self.sums.setWordWrap(True)
        self.count = muted("", self)
        self.count.setWordWrap(False)
        self.columns_button = QPushButton(self.tr("&Columns"), self)
        self.columns_button.setFlat(True)
        self.note = muted("", self)
        self.note_button = QPushButton(self)
        self.note_button.setFlat(True)
        self._make_loading()
        self._make_empty()
        self._lay_out()
        self._connect()

    # -- building ------------------------------------------------------------------

    def _make_loading(self) -> None:
        self.loading = QWidget(self)
        self.how_far = muted(self.tr("Reading…"), self)
        self.how_far.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(40 * UNIT)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        box = QVBoxLayout(self.loading)
        box.addStretch(1)
        for widget in (self.how_far, self.progress, self.cancel_button):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_TOLD_AFTER)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(_FRESHEN)

    def _make_empty(self) -> None:
        self.nothing = EmptyState("attendance", "", "", self)
        self.everybody_button = self.nothing.add_button(QPushButton(self.tr("Show everybody"), self))
        self.month_button = self.nothing.add_button(QPushButton(self.tr("Show this month"), self))
        self.enrol_button = self.nothing.add_button(primary_button(self.tr("Enrol somebody…"), self))
        self.unread = EmptyState("error", self.tr("The report could not be read"), "", self)
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))

    def _lay_out(self) -> None:
        note = QHBoxLayout()
        note.addWidget(self.note, 1)
        note.addWidget(self.note_button)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addWidget(self.sums, 1)
        foot.addWidget(self.count)
        foot.addWidget(self.columns_button)
        self.filled = QWidget(self)
        inner = QVBoxLayout(self.filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(UNIT)
        inner.addWidget(self.chart)
        inner.addWidget(self.table, 1)
        inner.addLayout(foot)
        self.stack = QStackedWidget(self)
        for widget in (self.loading, self.filled, self.nothing, self.unread):
            self.stack.addWidget(widget)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2 * UNIT)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([10 * WIDTH, WIDTH])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.bar)
        box.addLayout(note)
        box.addWidget(self.splitter, 1)
        self.note.hide()
        self.note_button.hide()

    def _connect(self) -> None:
        self.bar.changed.connect(self.refresh)
        self.bar.export_wanted.connect(self._export)
        self.model.loaded.connect(self._show)
        self.model.unread.connect(self._show_unread)
        self.model.progressed.connect(self._progressed)
        self._patience.timeout.connect(self._show_loading)
        self._fresh.timeout.connect(self.refresh)
        self.cancel_button.clicked.connect(self.model.cancel)
        self.retry_button.clicked.connect(self.refresh)
        self.everybody_button.clicked.connect(self.bar.show_everybody)
        self.month_button.clicked.connect(lambda: self.bar.show_period(Period.THIS_MONTH))
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.note_button.clicked.connect(self._follow_note)
        self.columns_button.clicked.connect(self._show_columns)
        self.chart.chosen.connect(self.bar.show_days)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._chosen())
        self.table.activated.connect(lambda index: self._opened(index.row()))
        self.panel.close_wanted.connect(self._close_panel)
        self.panel.changed.connect(self._changed)
        self.panel.periods_wanted.connect(self.periods_wanted)
        bridge = self._session.bridge
        bridge.event_logged.connect(self._came_in)
        bridge.settings_changed.connect(lambda _settings: self._out_of_date())
        self._session.people_changed.connect(self._people_changed)
        self._session.plan_changed.connect(self._out_of_date)

    # -- reading -----------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What the filters say."""
        return self.bar.wanted

    def refresh(self) -> None:
        """Read again; whoever was chosen stays so."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._fresh.stop()
        wanted = self.wanted
        if wanted.kind is ReportKind.PERSON and wanted.subject_id is None:
            self._say_nothing(
                self.tr("Whose days?"), self.tr("Type a part of the name in the search above, and choose somebody.")
            )
            return
        self._keep = self._keep or self.chosen_key
        self.progress.setRange(0, 0)
        self.how_far.setText(self.tr("Reading…"))
        if self.stack.currentWidget() in (self.nothing, self.unread):
            self._show_loading()
        else:
            # A table that is read in a moment stays where it is meanwhile.
            self._patience.start()
        self.model.read(wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened since is read now; a day may have passed."""
        super().showEvent(event)
        found = self.model.found
        if (
            self._stale
            or found is None
            or (found.wanted.first, found.wanted.last)
            != (
                self.wanted.first,
                self.wanted.last,
            )
        ):
            self._read_departments()
            self.refresh()

    def _read_departments(self) -> None:
        people = self._session.services.people
        self._session.tasks.query(self, people.departments, self.bar.offer)

    def _people_changed(self) -> None:
        self._read_departments()
        self._out_of_date()

    def _out_of_date(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()
            self.panel.refresh()

    def _came_in(self, event: Event) -> None:
        if event.type is EventType.PUNCH or event.type is EventType.CORRECTION:
            self._out_of_date()
        elif event.type in SIGHTINGS and self.bar.days[1] >= self.bar.today():
            self._stale = True
            if self.isVisible() and not self._fresh.isActive() and not self.model.reading:
                self._fresh.start()

    def _changed(self) -> None:
        self._out_of_date()
        self.changed.emit()

    def _show_loading(self) -> None:
        self._patience.stop()
        self.stack.setCurrentWidget(self.loading)

    def _progressed(self, done: int, total: int) -> None:
        number = self.locale().toString
        if total:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            said = self.tr("Working out: {done} of {total} people")
            self.how_far.setText(said.format(done=number(done), total=number(total)))
        else:
            self.progress.setRange(0, 0)
            self.how_far.setText(self.tr("Days read: {number}").format(number=number(done)))

    # -- what was found --------------------------------------------------------------------

    def _show(self, found: FoundReport) -> None:
        self._patience.stop()
        self._show_note(found)
        if not found.total:
            self._explain_nothing(found)
        else:
            self.chart.show_days(found.days)
            self._show_sums(found)
            self._show_count(found)
            self.stack.setCurrentWidget(self.filled)
            self._fit()
        self._choose_again()
        if self._stale:
            # Somebody was seen while it was read.
            self._fresh.start()

    def _show_unread(self, error: FacegateError) -> None:
        self._patience.stop()
        words = error_text(error)
        self.unread.set_text(words.title, f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.unread)

    def _show_note(self, found: FoundReport) -> None:
        said, button = "", ""
        if found.closed:
            periods = ", ".join(period_text(each.first, each.last) for each in found.closed)
            said = self.tr("Closed, their minutes are final: {periods}").format(periods=periods)
            button = self.tr("Periods…")
        elif not found.planned and found.wanted.kind in OF_DAYS:
            said = self.tr(
                "Nobody works by a shift yet, so nobody is late or absent: you see the first in, the last out and the"
                " time between."
            )
            button = self.tr("Plan shifts…")
        self.note.setText(said)
        self.note_button.setText(button)
        self._fit()

    def _follow_note(self) -> None:
        found = self.model.found
        (self.periods_wanted if found is not None and found.closed else self.plan_wanted).emit()

    def _explain_nothing(self, found: FoundReport) -> None:
        if found.cut:
            self._say_nothing(self.tr("Cancelled"), self.tr("Nothing was read yet."))
        elif not found.seen:
            nobody = len(self._session.services.directory) == 0
            text = self.tr("Whoever is seen at the gate appears here with the first in and the last out.")
            self._say_nothing(self.tr("Nobody was seen yet"), text, enrol=nobody)
        elif self.bar.narrowed:
            self._say_nothing(
                self.tr("Nothing of these people"), self.tr("Others may have been there on these days."), everybody=True
            )
        elif found.wanted.kind in _RARE:
            self._say_nothing(self.tr("Nothing to tell"), self.tr("No such thing happened on these days."))
        else:
            self._say_nothing(self.tr("Nothing on these days"), self.tr("Earlier days are still there."), month=True)

    def _say_nothing(
        self, title: str, text: str, *, enrol: bool = False, everybody: bool = False, month: bool = False
    ) -> None:
        self._patience.stop()
        self.nothing.set_text(title, text)
        self.enrol_button.setVisible(enrol)
        self.everybody_button.setVisible(everybody)
        self.month_button.setVisible(month and self.bar.chosen_period is not Period.THIS_MONTH)
        self.stack.setCurrentWidget(self.nothing)

    def _show_sums(self, found: FoundReport) -> None:
        totals = found.wanted.kind in WITH_TOTALS | {ReportKind.ATTENDANCE}
        parts = []
        for column in found.columns if totals else ():
            value = found.sums.get(column.key, 0)
            if column.printed and value:
                shown = length_text(value) if column.kind is ColumnKind.MINUTES else self.locale().toString(value)
                parts.append(self.tr("{what} {sum}").format(what=column.heading, sum=isolated(shown)))
        self.sums.setText(self.tr("Sum: {sums}").format(sums="  ·  ".join(parts)) if parts else "")

    def _show_count(self, found: FoundReport) -> None:
        number = self.locale().toString
        held = self.model.row_number()
        if found.cut:
            text = self.tr("Cancelled after {held} rows; sums are of these").format(held=number(found.total))
        elif held < found.total:
            text = self.tr("The first {held} of {number} rows; an export has all").format(
                held=number(held), number=number(found.total)
            )
        else:
            text = self.tr("Rows: {number}").format(number=number(found.total))
        self.count.setText(text)

    # -- a person's day -----------------------------------------------------------------------

    @property
    def chosen_key(self) -> RowKey | None:
        """Whom and which day the chosen row is about."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.key_of(rows[0].row()) if rows else None

    def show_day(self, subject_id: SubjectId, day: date) -> None:
        """Open the panel."""
        self.panel.show()
        self.panel.show_day(subject_id, day)
        self._fit()

    def _chosen(self) -> None:
        key = self.chosen_key
        if key is not None and key.day is not None:
            self.show_day(key.subject_id, key.day)

    def _opened(self, row: int) -> None:
        """A month of somebody is opened as its days; a day puts the keyboard into the panel."""
        key = self.model.key_of(row)
        if key is None:
            return
        if key.day is not None:
            self.show_day(key.subject_id, key.day)
            self.panel.add_button.setFocus()
            return
        first = date.fromisoformat(f"{key.month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

        def found(person: Subject) -> None:
            self.bar.show_person(person, ReportKind.PERSON, first, min(last, self.bar.today()))

        people = self._session.services.people
        self._session.tasks.query(self, lambda: people.get(key.subject_id), found, self.failed.emit)

    def choose_row(self, row: int) -> None:
        """Choose a row."""
        # Not selectRow: from right to left it takes the last column for the first, and that one may be hidden.
        shown = (place for place in range(len(self.model.columns)) if not self.table.isColumnHidden(place))
        self.table.setCurrentIndex(self.model.index(row, next(shown, 0)))

    def _choose_again(self) -> None:
        key, self._keep = self._keep, None
        row = self.model.row_of(key) if key is not None else None
        if row is not None:
            self.choose_row(row)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.table.clearSelection()
        self._fit()
        self.table.setFocus()

    def _export(self) -> None:
        keys = self.table.shown_keys if self.model.columns else ()
        self.export_wanted.emit(self.wanted, keys)

    def _show_columns(self) -> None:
        menu = self.table.column_menu()
        # Above the button: it stands at the foot of the window.
        menu.popup(self.columns_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the table where there is room, else in its place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        alone = not self.panel.isHidden() and self.width() < _SIDE_BY_SIDE
        self.stack.setVisible(not alone)
        found = self.model.found
        noted = bool(self.note.text()) and self.height() >= _ROOM_FOR_NOTE
        self.note.setVisible(noted)
        self.note_button.setVisible(noted)
        self.chart.setVisible(self.height() >= _ROOM_FOR_CHART and found is not None and bool(found.days))
