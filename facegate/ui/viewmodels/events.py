"""The log as a table: newest first, read in pages, new events on top as they are recorded."""

from __future__ import annotations

from itertools import dropwhile, islice

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from facegate.domain.events import Event, EventFilter, EventType
from facegate.ui import icons, theme
from facegate.ui.formatting import NONE, distance_text, moment_text
from facegate.ui.session import Session
from facegate.ui.viewmodels.live import person_name
from facegate.ui.wording import event_type_text, outcome_icon, outcome_text, outcome_tone, reason_text

PAGE = 200
"""Events read at once."""

COLUMN_RESULT = 2

Index = QModelIndex | QPersistentModelIndex


def matches(event: Event, wanted: EventFilter) -> bool:
    """Whether a new event belongs to what is shown."""
    return (
        (wanted.first is None or event.occurred_at >= wanted.first)
        and (wanted.last is None or event.occurred_at < wanted.last)
        and (wanted.subject_id is None or event.subject_id == wanted.subject_id)
        and (wanted.type is None or event.type is wanted.type)
        and (wanted.results is None or event.result in wanted.results)
    )


class EventsTableModel(QAbstractTableModel):
    """Events that pass a filter.

    Signals:
        loaded: the first page for a filter is there; how many rows.
    """

    loaded = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = EventFilter()
        self._events: list[Event] = []
        self._early: list[Event] = []
        self._complete = True
        self._reading = False
        self._generation = 0
        self._headings = (
            self.tr("Time"),
            self.tr("Person"),
            self.tr("Result"),
            self.tr("Distance"),
            self.tr("Threshold"),
            self.tr("Margin"),
            self.tr("Reason"),
            self.tr("Camera"),
        )
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

        def found(events: list[Event]) -> None:
            if generation != self._generation:
                return
            self.beginResetModel()
            known = {event.sequence for event in events}
            # What was recorded while the page was read may or may not be on it.
            self._events = [event for event in self._early if event.sequence not in known] + events
            self._complete, self._reading, self._early = len(events) < PAGE, False, []
            self.endResetModel()
            self.loaded.emit(len(self._events))

        self._session.tasks.query(self, lambda: list(log.query(wanted, PAGE, newest_first=True)), found)

    def refresh(self) -> None:
        """Names or the zone changed: show the same rows anew."""
        if self._events:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._events) - 1, self.columnCount() - 1))

    def add(self, event: Event) -> None:
        """An event was recorded."""
        if not matches(event, self._filter):
            return
        if self._reading:
            self._early.insert(0, event)
            return
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._events.insert(0, event)
        self.endInsertRows()
        if len(self._events) == 1:
            self.loaded.emit(1)

    def event_at(self, row: int) -> Event | None:
        """The event of a row."""
        return self._events[row] if 0 <= row < len(self._events) else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older events are waiting."""
        return not parent.isValid() and not self._complete and not self._reading

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if not self.canFetchMore(parent):
            return
        self._reading = True
        generation, wanted, log = self._generation, self._filter, self._session.services.events
        oldest = self._events[-1].sequence

        def read() -> list[Event]:
            events = log.query(wanted, None, newest_first=True)
            return list(islice(dropwhile(lambda event: event.sequence >= oldest, events), PAGE))

        def found(events: list[Event]) -> None:
            if generation != self._generation:
                return
            self._complete, self._reading = len(events) < PAGE, False
            early, self._early = self._early, []
            if events:
                self.beginInsertRows(QModelIndex(), len(self._events), len(self._events) + len(events) - 1)
                self._events += events
                self.endInsertRows()
            for event in reversed(early):
                self.add(event)

        self._session.tasks.query(self, read, found)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Events read so far."""
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

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
        return None

    def _cells(self, event: Event) -> tuple[str, ...]:
        identification = event.type is EventType.IDENTIFICATION
        person = person_name(event.subject_id, self._session.services.directory.get)
        return (
            moment_text(event.occurred_at, self._session.zone),
            person if event.subject_id else NONE,
            outcome_text(event.result) if event.result else event_type_text(event.type),
            distance_text(event.distance),
            distance_text(event.threshold),
            distance_text(event.margin),
            reason_text(event.reason) if event.reason and identification else NONE,
            event.source,
        )

    def _result_look(self, event: Event, role: int) -> QIcon | QColor | None:
        if event.type is EventType.IDENTIFICATION:
            name, tone = outcome_icon(event.result), outcome_tone(event.result)
        else:
            name, tone = "camera", "good" if event.type is EventType.CAMERA_RESTORED else "bad"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(name, tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(theme.colours(), tone))
        return None
