"""The log as a table: newest first, read in pages, new events on top as they are recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon

from facegate.domain.corrections import Effective, effective
from facegate.domain.events import RECORDS, SIGHTINGS, SIGN_INS, Event, EventFilter, EventType, Verdict
from facegate.domain.identification import Outcome, Reason
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import EventLog
from facegate.errors import FacegateError
from facegate.ui import icons, theme
from facegate.ui.access_words import record_text
from facegate.ui.formatting import NONE, distance_text, isolated, moment_text
from facegate.ui.pad_words import ResultLook, cue_text, result_look
from facegate.ui.session import Session
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.live import person_name
from facegate.ui.wording import (
    corrected_text,
    correction_text,
    event_type_text,
    reason_text,
)

PAGE = 200
"""Events read at once."""

COLUMN_PERSON, COLUMN_RESULT = 1, 2

_INSTANT = timedelta(microseconds=1)
"""The smallest step between two times in the log."""


def matches(event: Event, wanted: EventFilter) -> bool:
    """Whether a new event belongs to what is shown."""
    return (
        (wanted.first is None or event.occurred_at >= wanted.first)
        and (wanted.last is None or event.occurred_at < wanted.last)
        and (wanted.subject_id is None or event.subject_id == wanted.subject_id)
        and (wanted.type is None or event.type is wanted.type)
        and (wanted.results is None or event.result in wanted.results)
    )


def place(event: Event) -> tuple[datetime, int]:
    """What the log is ordered by; after the clock was set back not the same as the order of recording."""
    return event.occurred_at, event.sequence


def page_after(log: EventLog, wanted: EventFilter, oldest: Event) -> list[Event]:
    """The next page of older events; reads only those and what happened at the same instant as ``oldest``."""
    # Never later than the filter's own end: the oldest row lies before it.
    rest = log.query(replace(wanted, last=oldest.occurred_at + _INSTANT), None, newest_first=True)
    return list(islice((event for event in rest if place(event) < place(oldest)), PAGE))


class EventsTableModel(FlatTableModel):
    """Events that pass a filter.

    Signals:
        loaded: the first page for a filter is there; how many rows.
        unread: the first page could not be read and there is nothing to show; :attr:`Session.failed` tells why.
        corrected: what events say may have changed.
    """

    loaded = Signal(int)
    unread = Signal()
    corrected = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = (
            self.tr("Time"),
            self.tr("Person"),
            self.tr("Result"),
            self.tr("Distance"),
            self.tr("Threshold"),
            self.tr("Margin"),
            self.tr("Reason"),
            self.tr("Camera"),
        )
        self._session = session
        self._filter = EventFilter()
        self._events: list[Event] = []
        self._early: list[Event] = []
        self._holding: dict[EventId, Event] = {}
        self._complete = True
        self._reading = False
        self._generation = 0
        session.bridge.event_logged.connect(self.add)

    @property
    def wanted(self) -> EventFilter:
        """What is shown."""
        return self._filter

    def show_filter(self, wanted: EventFilter) -> None:
        """Show other events; the rows change when they were read."""
        self._filter = wanted
        self._generation += 1
        self._reading, self._early = True, []
        generation, log = self._generation, self._session.services.events

        def found(result: tuple[list[Event], dict[EventId, Event]]) -> None:
            if generation != self._generation:
                return
            self.beginResetModel()
            events, self._holding = result
            self._events, self._complete = events, len(events) < PAGE
            self.endResetModel()
            self._read_ended()
            self.loaded.emit(len(self._events))

        def failed(error: FacegateError) -> None:
            if generation != self._generation:
                return
            # Rows of another filter would pass for what this one finds.
            self.beginResetModel()
            self._events, self._complete = [], False
            self.endResetModel()
            self._read_ended()
            if not self._events:
                self.unread.emit()
            self._session.failed.emit(error)

        def read() -> tuple[list[Event], dict[EventId, Event]]:
            return list(log.query(wanted, PAGE, newest_first=True)), log.corrections()

        self._session.tasks.query(self, read, found, failed)

    def retry(self) -> None:
        """Read again what is shown."""
        self.show_filter(self._filter)

    def refresh(self) -> None:
        """Names or the zone changed: show the same rows anew."""
        if self._events:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._events) - 1, self.columnCount() - 1))

    def add(self, event: Event) -> None:
        """An event was recorded."""
        if event.type is EventType.CORRECTION:
            self._read_corrections()
        if not matches(event, self._filter):
            return
        if self._reading:
            self._early.append(event)
            return
        # The first row but for a clock that was set back.
        rows = len(self._events)
        row = next((n for n, shown in enumerate(self._events) if place(shown) <= place(event)), rows)
        if row < rows and self._events[row].sequence == event.sequence:
            # It was on the page that was read when it was recorded.
            return
        if rows and row == rows and not self._complete:
            # It comes with its page.
            return
        self.beginInsertRows(QModelIndex(), row, row)
        self._events.insert(row, event)
        self.endInsertRows()
        if len(self._events) == 1:
            self.loaded.emit(1)

    def _read_ended(self) -> None:
        """Add what was recorded meanwhile; it may or may not be on the page that was read."""
        self._reading = False
        early, self._early = self._early, []
        for event in early:
            self.add(event)

    def _read_corrections(self) -> None:
        """What was corrected may be shown, whether or not the correction itself is."""

        def found(holding: dict[EventId, Event]) -> None:
            self._holding = holding
            self.refresh()
            self.corrected.emit()

        self._session.tasks.query(self, self._session.services.events.corrections, found)

    def says(self, event: Event) -> Effective:
        """What an event says, corrections taken into account."""
        return effective(event, self._holding)

    def can_undo(self, event: Event) -> bool:
        """Whether it is a correction in force, or corrected by one."""
        if event.type is EventType.CORRECTION:
            correction = self._holding.get(event.corrects) if event.corrects else None
            return correction is not None and correction.event_id == event.event_id
        return event.event_id in self._holding

    def event_at(self, row: int) -> Event | None:
        """The event of a row."""
        return self._events[row] if 0 <= row < len(self._events) else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older events are waiting."""
        return not parent.isValid() and bool(self._events) and not self._complete and not self._reading

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if not self.canFetchMore(parent):
            return
        self._reading = True
        generation, wanted, log = self._generation, self._filter, self._session.services.events
        oldest = self._events[-1]

        def found(events: list[Event]) -> None:
            if generation != self._generation:
                return
            self._complete = len(events) < PAGE
            if events:
                self.beginInsertRows(QModelIndex(), len(self._events), len(self._events) + len(events) - 1)
                self._events += events
                self.endInsertRows()
            self._read_ended()

        def failed(error: FacegateError) -> None:
            if generation == self._generation:
                # Scrolling on asks again.
                self._read_ended()
                self._session.failed.emit(error)

        self._session.tasks.query(self, lambda: page_after(log, wanted, oldest), found, failed)

    def row_number(self) -> int:
        """Events read so far."""
        return len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        event = self.event_at(index.row()) if index.isValid() else None
        if event is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(event)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._cells(event)[index.column()]
            return text if text != NONE else None
        if index.column() == COLUMN_RESULT:
            return self._result_look(event, role)
        if index.column() == COLUMN_PERSON:
            return self._person_look(event, role)
        return None

    def _cells(self, event: Event) -> tuple[str, ...]:
        said = self.says(event)
        # Whoever it was not is shown all the same, struck through: the log says what was recorded.
        shown = said.subject_id or event.subject_id or event.claimed_id
        return (
            moment_text(event.occurred_at, self._session.zone),
            self._shown_name(event, said, shown) if shown else NONE,
            self._look(event).text if said.result else event_type_text(event.type),
            distance_text(event.distance),
            distance_text(event.threshold),
            distance_text(event.margin),
            self._why(event, said),
            event.source,
        )

    def _look(self, event: Event) -> ResultLook:
        """Of what it says now: a corrected event has the reason of its correction."""
        said = self.says(event)
        return result_look(said.result, event.reason if said.correction is None else None)

    def _shown_name(self, event: Event, said: Effective, shown: SubjectId) -> str:
        if event.claimed_id is not None and said.correction is None:
            return self.tr("Face of {person}").format(person=isolated(self._name(shown)))
        if event.type in SIGN_INS and event.result is not Outcome.IDENTIFIED and said.correction is None:
            return self.tr("Number of {person}").format(person=isolated(self._name(shown)))
        return self._name(shown)

    def _name(self, subject_id: SubjectId) -> str:
        return person_name(subject_id, self._session.services.directory.get)

    def _why(self, event: Event, said: Effective) -> str:
        if event.type is EventType.CORRECTION:
            return correction_text(event.verdict, event.actor)
        if event.type in (EventType.ACCESS, EventType.DOOR):
            return record_text(event)
        if said.correction is not None:
            # What it names may have been corrected before: "it was not X" says X, not whom the camera saw.
            before = event.subject_id if said.correction.verdict is Verdict.IS else said.correction.subject_id
            return corrected_text(said.correction, isolated(self._name(before)) if before else "")
        if not event.reason or event.type not in SIGHTINGS:
            return NONE
        words = reason_text(event.reason)
        if event.reason is Reason.PRESENTATION_ATTACK and event.pad_cue is not None:
            words = self.tr("{reason} Seen by: {cue}.").format(reason=words, cue=cue_text(event.pad_cue))
        return words

    def _person_look(self, event: Event, role: int) -> QFont | QColor | str | None:
        refuted = self.says(event).correction is not None and self.says(event).subject_id is None and event.subject_id
        if not refuted:
            return None
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.colours().muted)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # A line through a word cannot be heard.
            return self.tr("Not {person}").format(person=self._name(event.subject_id)) if event.subject_id else None
        return None

    def _result_look(self, event: Event, role: int) -> QIcon | QColor | None:
        if event.type in SIGHTINGS:
            look = self._look(event)
            name, tone = look.icon, look.tone
        elif event.type is EventType.CORRECTION:
            name, tone = ("undo" if event.verdict is Verdict.UNDONE else "rename"), "muted"
        elif event.type in RECORDS:
            name, tone = ("rename" if event.type is EventType.PUNCH else "about"), "muted"
        else:
            name, tone = "camera", "good" if event.type is EventType.CAMERA_RESTORED else "bad"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(name, tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(theme.colours(), tone))
        return None
