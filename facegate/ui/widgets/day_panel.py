"""The panel of a person's day: what was planned, which punches counted, the minutes, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.ids import SubjectId
from facegate.errors import FacegateError
from facegate.ui import icons
from facegate.ui.dialogs.change_punch import PlacePunchDialog, VoidPunchDialog
from facegate.ui.i18n import error_text
from facegate.ui.plan_words import long_day_text
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.missing_punch import proposed_punch
from facegate.ui.viewmodels.person_day import FoundDay, PunchRow, clock_text, read_day
from facegate.ui.viewmodels.plain_rows import PlainRows
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.widgets.basics import Card, PageBody, heading, muted
from facegate.ui.widgets.day_answer import DayAnswer
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

_MOST_ROWS = 8
"""Punches that are shown without scrolling."""
WIDTH = 440


class DayPanel(QWidget):
    """Reads a day off the window's thread, and again after every change.

    Signals:
        close_wanted: the user does not need it any more.
        changed: punches were changed here.
        periods_wanted: the user wants to open closed days again.
    """

    close_wanted = Signal()
    changed = Signal()
    periods_wanted = Signal()

    def __init__(self, desk: PlanDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self._wanted: tuple[SubjectId, date] | None = None
        self._reading: Handle | None = None
        self.found: FoundDay | None = None
        self.title = heading("", self, 1.1)
        self.close_button = QPushButton(icons.icon("close"), "", self)
        self.close_button.setFlat(True)
        self.close_button.setToolTip(self.tr("Close (Escape)"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self.closed_note = Verdict(self)
        self.periods_button = QPushButton(self.tr("Closed &periods…"), self)
        self.answer = DayAnswer(desk, self)
        self.rows: PlainRows[PunchRow] = PlainRows((self.tr("Time"), self.tr("Punch"), self.tr("What became of it")))
        self.rows.setParent(self)
        self.punches = Table(self.rows, self.tr("Punches"), self)
        self.said = muted("", self)
        self.none = muted(self.tr("No punches on this day."), self)
        self.add_button = QPushButton(self.tr("&Add…"), self)
        self.move_button = QPushButton(self.tr("&Move…"), self)
        self.void_button = QPushButton(self.tr("&Void…"), self)
        self.unread = EmptyState("error", self.tr("This day could not be worked out"), "", self)
        self._lay_out()
        self._connect()
        self._enable()

    def _lay_out(self) -> None:
        card = Card(self)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[2 * UNIT] * 4)
        inner.setSpacing(UNIT)
        inner.addWidget(heading(self.tr("Punches"), card, 1.05))
        for widget in (self.none, self.punches, self.said):
            inner.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        for button in (self.add_button, self.move_button, self.void_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        header = self.punches.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setMaximumSectionSize(24 * UNIT)
        self.punches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.punches.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        answer = self.answer.layout()
        if isinstance(answer, QVBoxLayout):
            answer.insertWidget(1, card)
        body = PageBody(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.closed_note)
        column.addWidget(self.periods_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.answer)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.stack = QStackedWidget(self)
        self._loading = QLabel(self.tr("Reading…"), self)
        self._loading.setProperty("tone", "muted")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._loading)
        self.stack.addWidget(scroll)
        self.stack.addWidget(self.unread)
        self._shown = scroll
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        self.setMinimumWidth(WIDTH * 3 // 4)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_wanted)
        self.periods_button.clicked.connect(self.periods_wanted)
        self.add_button.clicked.connect(lambda: self.place(None))
        self.move_button.clicked.connect(lambda: self._with_chosen(self.place))
        self.void_button.clicked.connect(lambda: self._with_chosen(self.void))
        self.punches.activated.connect(lambda _index: self.move_button.click())
        self.punches.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._desk.loaded.connect(self.refresh)

    # -- what is shown -----------------------------------------------------------------

    def show_day(self, subject_id: SubjectId, day: date) -> None:
        """Show somebody's day."""
        again = self._wanted == (subject_id, day)
        self._wanted = subject_id, day
        if not again:
            self.found = None
            self.title.setText(long_day_text(day))
            self.stack.setCurrentWidget(self._loading)
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if self._wanted is None:
            return
        if self._reading is not None:
            self._reading.drop()
        services, zone, (who, day) = self._session.services, self._session.zone, self._wanted
        self._reading = self._session.tasks.query(
            self, lambda: read_day(services, zone, who, day), self._show, self._refused
        )

    def _show(self, found: FoundDay) -> None:
        chosen = self.chosen
        self.found = found
        zone = self._session.zone
        self.title.setText(long_day_text(found.day))
        self.answer.show_preview(found.preview, found.person.name, zone)
        rows = [
            (row, (clock_text(row.line.at, found.day, zone), row.what(), row.became()), _tone(row))
            for row in found.rows
        ]
        self.rows.show_rows(rows)
        self.punches.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._fit_rows(len(rows))
        self._show_closed(found)
        self.stack.setCurrentWidget(self._shown)
        again = [
            place for place, row in enumerate(found.rows) if chosen is not None and row.event_id == chosen.event_id
        ]
        if again:
            self.punches.selectRow(again[0])
        self._enable()

    def _show_closed(self, found: FoundDay) -> None:
        said = ""
        if found.closed:
            said = self.tr("This day is closed: its minutes are final, and its punches cannot be changed.")
            if found.differs:
                said += " " + self.tr("What came in since would change them.")
        self.closed_note.say("warn", said)
        self.periods_button.setVisible(found.closed)

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.found = None
        self.unread.set_text(words.title, f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def _fit_rows(self, number: int) -> None:
        row = self.punches.verticalHeader().defaultSectionSize()
        frame = 2 * self.punches.frameWidth()
        self.punches.setFixedHeight(
            self.punches.horizontalHeader().sizeHint().height() + row * min(number, _MOST_ROWS) + frame
        )

    # -- what can be done ----------------------------------------------------------------

    @property
    def chosen(self) -> PunchRow | None:
        """The chosen punch."""
        rows = self.punches.selectionModel().selectedRows()
        return self.rows.item(rows[0].row()) if rows else None

    def _enable(self) -> None:
        found, row = self.found, self.chosen
        open_day = found is not None and not found.closed
        self.add_button.setEnabled(open_day)
        self.move_button.setEnabled(open_day and row is not None and row.may_move)
        self.void_button.setEnabled(open_day and row is not None and row.may_void)
        change = row is not None and row.is_change
        self.void_button.setText(self.tr("&Take back…") if change else self.tr("&Void…"))
        closed = self.tr("The day is closed.") if found is not None and found.closed else ""
        unchosen = closed or (self.tr("Choose a punch first.") if row is None else "")
        self.add_button.setToolTip(closed)
        self.move_button.setToolTip(unchosen)
        self.void_button.setToolTip(unchosen)
        said = ""
        if row is not None:
            # In full: the column of the table is narrow.
            parts = [row.said(), row.became() if row.ignored is not None else ""]
            said = " · ".join(part for part in parts if part)
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _with_chosen(self, act: Callable[[PunchRow], object]) -> None:
        row = self.chosen
        if row is not None:
            act(row)

    def place(self, row: PunchRow | None) -> PlacePunchDialog | None:
        """Add a punch, or move one."""
        found = self.found
        if found is None:
            return None
        shift, now = found.preview.schedule.shift, self._session.services.clock.now()
        start = row or proposed_punch(found.preview.result, shift, self._session.zone, now)
        dialog = PlacePunchDialog(self._session, found.person, found.day, start, self.window())
        self._open(dialog)
        return dialog

    def void(self, row: PunchRow) -> VoidPunchDialog | None:
        """Say that a punch does not count, or take a change back."""
        if self.found is None:
            return None
        dialog = VoidPunchDialog(self._session, self.found.person, self.found.day, row, self.window())
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A kiosk without a window manager does not give the keyboard back by itself.
        dialog.finished.connect(self.window().activateWindow)
        dialog.accepted.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()


def _tone(row: PunchRow) -> str:
    return "text" if row.used else "muted"
