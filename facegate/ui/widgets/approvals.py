"""Changes of punches that wait for a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.events import Event
from facegate.domain.ids import EventId
from facegate.errors import FacegateError
from facegate.ui.formatting import NONE, moment_text
from facegate.ui.i18n import error_text
from facegate.ui.punch_words import change_text
from facegate.ui.session import Session
from facegate.ui.step_words import direction_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import person_name
from facegate.ui.viewmodels.plain_rows import PlainRows
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict


class ApprovalsPart(QWidget):
    """The second tab of the page.

    Signals:
        counted: how many wait.
        changed: one was decided.
        day_wanted: the id of a person, and the day of the change that was opened.
    """

    counted = Signal(int)
    changed = Signal()
    day_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        headings = (
            self.tr("Asked for"),
            self.tr("By"),
            self.tr("Person"),
            self.tr("Change"),
            self.tr("Punch"),
            self.tr("Direction"),
            self.tr("Reason"),
        )
        self.rows: PlainRows[Event] = PlainRows(headings)
        self.rows.setParent(self)
        self.table = Table(self.rows, self.tr("Changes that wait"), self)
        samples = {
            0: "2026-12-31  23:59:59",
            1: "account",
            2: "A name of usual length",
            3: "Remove",
            4: "2026-12-31  23:59:59",
        }
        self.table.share_width({**samples, 5: direction_text(None)}, stretched=6)
        self.none = EmptyState("identified", "", "", self)
        self.unread = EmptyState("error", "", "", self)
        self.unread.add_button(QPushButton(self.tr("Try again"), self)).clicked.connect(self.refresh)
        self.verdict = Verdict(self)
        self.hint = muted("", self)
        self.approve_button = primary_button(self.tr("&Approve"), self)
        self.reject_button = QPushButton(self.tr("&Reject"), self)
        self._lay_out()
        self._connect()
        self._enable()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        loading = muted(self.tr("Reading…"), self)
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (loading, self.table, self.none, self.unread):
            self.stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.reject_button)
        foot.addWidget(self.approve_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.verdict)
        box.addWidget(self.stack, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(6, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.table.activated.connect(lambda index: self._opened(index.row()))
        punches = self._session.services.punches
        self.approve_button.clicked.connect(lambda: self._decide(self.tr("Approving"), punches.approve))
        self.reject_button.clicked.connect(lambda: self._decide(self.tr("Rejecting"), punches.reject))

    @property
    def chosen(self) -> Event | None:
        """The change of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.item(rows[0].row()) if rows else None

    def refresh(self) -> None:
        """Read again."""
        punches = self._session.services.punches

        def read() -> tuple[list[Event], dict[EventId, str]]:
            waiting = punches.pending()
            return waiting, punches.reasons([event.event_id for event in waiting])

        self._session.tasks.query(self, read, lambda found: self._show(*found), self._show_unread)

    def _show(self, waiting: list[Event], reasons: dict[EventId, str]) -> None:
        chosen = self.chosen
        self.rows.show_rows([(event, self._words(event, reasons), "text") for event in waiting])
        self.counted.emit(len(waiting))
        needed = self._session.settings.attendance.second_person
        self.none.set_text(
            self.tr("Nothing waits"),
            self.tr("Changes of punches wait here until a second person has looked at them.")
            if needed
            else self.tr(
                "Changes of punches count at once. That a second person has to approve them can be chosen under"
                " Working time, Punches."
            ),
        )
        self.stack.setCurrentWidget(self.table if waiting else self.none)
        ids = [event.event_id for event in waiting]
        if chosen is not None and chosen.event_id in ids:
            self.table.selectRow(ids.index(chosen.event_id))
        self._enable()

    def _words(self, event: Event, reasons: dict[EventId, str]) -> tuple[str, ...]:
        change, zone = event.punch, self._session.zone
        if change is None:
            return ("",) * len(self.rows.headings)
        return (
            moment_text(event.occurred_at, zone),
            change.actor,
            person_name(change.subject_id, self._session.services.directory.get),
            change_text(change.verdict),
            moment_text(change.at, zone),
            direction_text(change.direction) if change.direction is not None else NONE,
            " ".join(reasons.get(event.event_id, "").split()),
        )

    def _show_unread(self, error: FacegateError) -> None:
        words = error_text(error)
        self.unread.set_text(words.title, f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.unread)
        self._enable()

    def _enable(self) -> None:
        event = self.chosen if self.stack.currentWidget() is self.table else None
        own = event is not None and event.punch is not None and event.punch.actor == self._session.services.actor
        self.hint.setText(self.tr("Nobody decides on a change that they asked for themselves.") if own else "")
        for button in (self.approve_button, self.reject_button):
            button.setEnabled(event is not None and not own)
            button.setVisible(self.stack.currentWidget() is self.table)

    def _opened(self, row: int) -> None:
        event = self.rows.item(row)
        if event is not None and event.punch is not None:
            day = event.punch.at.astimezone(self._session.zone).date()
            self.day_wanted.emit(event.punch.subject_id, day)

    def _decide(self, title: str, decide: Callable[[EventId], Any]) -> None:
        event = self.chosen
        if event is None:
            return
        event_id = event.event_id
        self.approve_button.setEnabled(False)
        self.reject_button.setEnabled(False)
        self.verdict.say("", "")
        self._session.tasks.run(
            self, title, lambda _context: decide(event_id), on_done=self._decided, on_error=self._refused
        )

    def _decided(self, _event: Event) -> None:
        self.refresh()
        self.changed.emit()

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        # Somebody else may have decided meanwhile.
        self.refresh()
