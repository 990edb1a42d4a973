"""People as a table that reads only the rows that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from facegate.domain.ageing import DEFAULT_AGE, Ageing
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.people import Subject
from facegate.domain.people_query import EVERYBODY, PeopleQuery
from facegate.errors import FacegateError
from facegate.pipeline.ageing import AgeingReport
from facegate.pipeline.people import PeopleService
from facegate.ui import icons
from facegate.ui.portraits import Portraits
from facegate.ui.session import Session
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.other_model import OtherModelPeople
from facegate.ui.viewmodels.people_columns import Column, cell_text, chips, headings, state_words

PAGE = 50
"""Rows read at once: a screen of them and more, a few milliseconds."""

CHIPS = int(Qt.ItemDataRole.UserRole) + 1
"""Role of the state's chips."""

_LOADING = "…"

_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)

_IDLE = 600
"""Milliseconds without a new search after which it is seen who needs new samples: nobody waits for that."""
_AGEING_AT_ONCE = 20

_Page = tuple[dict[SubjectId, Subject], dict[SubjectId, ReferenceId]]


class PeopleTableModel(FlatTableModel):
    """People whom a query finds, in its order.

    Who they are is known at once, by id; a row that was not read yet shows an ellipsis and is read when it is shown.

    Signals:
        loaded: a query was answered; how many people it finds.
        unread: the query failed and there is nothing to show; :attr:`Session.failed` tells why.
    """

    loaded = Signal(int)
    unread = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.query = EVERYBODY
        self._ids: list[SubjectId] = []
        self._rows: dict[SubjectId, int] | None = None
        self._people: dict[SubjectId, Subject] = {}
        self._asked: set[int] = set()
        self._generation = 0
        self._others: OtherModelPeople | None = None
        self._ageing: dict[SubjectId, Ageing] = {}
        self._not_aged: list[Subject] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._look_for_ageing)
        self.portraits = Portraits(session, parent=self)
        self.portraits.ready.connect(self._portraits_ready)
        self.headings = headings()

    @property
    def today(self) -> date:
        """The site's day."""
        return self._session.services.clock.now().astimezone(self._session.zone).date()

    def mark(self, others: OtherModelPeople) -> None:
        """Mark those who were enrolled with another model than the one in use."""
        self._others = others
        others.changed.connect(self._marks_changed)

    def _marks_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, self.columnCount() - 1))

    # -- reading -----------------------------------------------------------------

    def search(self, text: str) -> None:
        """Look for people by a text; filters and order stay."""
        self.show_query(replace(self.query, text=text))

    def refresh(self) -> None:
        """Read again what is looked for."""
        self.show_query(self.query)

    def show_query(self, query: PeopleQuery) -> None:
        """Look for people; the rows change when they were found."""
        self.query = query
        self._generation += 1
        self._idle.stop()
        generation, people = self._generation, self._session.services.people
        asked = replace(query, today=self.today)

        def work() -> tuple[list[SubjectId], _Page]:
            if generation != self._generation:
                # Somebody typed on while this waited its turn.
                return [], ({}, {})
            ids = people.ids(asked)
            return ids, _read(people, ids[:PAGE])

        def found(result: tuple[list[SubjectId], _Page]) -> None:
            if generation == self._generation:
                ids, first = result
                self._show(ids, first)
                self.loaded.emit(len(ids))

        def failed(error: FacegateError) -> None:
            if generation == self._generation:
                # Rows of another search would pass for what this one finds.
                self._show([], ({}, {}))
                self.unread.emit()
                self._session.failed.emit(error)

        self._session.tasks.query(self, work, found, failed)

    def _show(self, ids: list[SubjectId], first: _Page) -> None:
        self.beginResetModel()
        self._ids, self._rows = ids, None
        self._people, self._asked = first[0], {0}
        self._ageing, self._not_aged = {}, list(first[0].values())
        self.portraits.know(first[1], ids[:PAGE])
        self.endResetModel()
        self._idle.start()

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        generation, people = self._generation, self._session.services.people
        ids = self._ids[page * PAGE : (page + 1) * PAGE]

        def found(read: _Page) -> None:
            if generation == self._generation:
                self._people.update(read[0])
                self.portraits.know(read[1], ids)
                self._not_aged += read[0].values()
                self._idle.start()
                last = page * PAGE + len(ids) - 1
                self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, self.columnCount() - 1))

        def failed(error: FacegateError) -> None:
            if generation == self._generation:
                # Asked again when one of its rows is next shown.
                self._asked.discard(page)
                self._session.failed.emit(error)

        self._session.tasks.query(self, lambda: _read(people, ids), found, failed)

    # -- who is where ------------------------------------------------------------

    def subject(self, row: int) -> Subject | None:
        """The person of a row; None while it is being read."""
        return self._people.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def ids(self, first: int, last: int) -> list[SubjectId]:
        """Who is in these rows, both included."""
        return self._ids[first : last + 1]

    def row_of(self, subject_id: SubjectId) -> int | None:
        """The row of a person, read or not."""
        if self._rows is None:
            self._rows = {each: row for row, each in enumerate(self._ids)}
        return self._rows.get(subject_id)

    def seen(self, subject_id: SubjectId, moment: datetime) -> None:
        """Somebody was identified: their row says so without being read again."""
        row = self.row_of(subject_id)
        subject = None if row is None else self.subject(row)
        if row is None or subject is None or (subject.last_seen is not None and subject.last_seen >= moment):
            return
        self._people[subject_id] = replace(subject, last_seen=moment)
        cell = self.index(row, Column.LAST_SEEN)
        self.dataChanged.emit(cell, cell)

    # -- cells -------------------------------------------------------------------

    def row_number(self) -> int:
        """People found."""
        return len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid() or (role not in _TEXTS and role != CHIPS and role != Qt.ItemDataRole.DecorationRole):
            return None
        subject = self.subject(index.row())
        if subject is None:
            self._ask(index.row() // PAGE)
            return _LOADING if role == Qt.ItemDataRole.DisplayRole else None
        column = Column(index.column())
        if role == CHIPS:
            return self._chips(subject) if column is Column.STATE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(subject, column, self._session.zone)
        match column:
            case Column.NAME:
                return self._portrait(subject) if role == Qt.ItemDataRole.DecorationRole else subject.name
            case Column.STATE:
                return None if role == Qt.ItemDataRole.DecorationRole else self._state(subject, role)
            case Column.SAMPLES:
                return self._ageing_mark(subject, role)
        return None if role == Qt.ItemDataRole.DecorationRole else cell_text(subject, column, self._session.zone)

    def _of_other_model(self, subject: Subject) -> bool:
        return self._others is not None and subject.subject_id in self._others

    def _chips(self, subject: Subject) -> object:
        return chips(subject, self.today, other_model=self._of_other_model(subject))

    def _state(self, subject: Subject, role: int) -> str:
        said = state_words(subject, self.today, other_model=self._of_other_model(subject))
        if self._of_other_model(subject) and role == Qt.ItemDataRole.ToolTipRole:
            return f"{said}\n" + self.tr("Enrolled with another model, not recognised.")
        return said

    def _portrait(self, subject: Subject) -> object:
        return self.portraits.of(subject.subject_id)

    def _portraits_ready(self, ids: list[SubjectId]) -> None:
        self._told(Column.NAME, ids)

    def _told(self, column: Column, ids: Sequence[SubjectId]) -> None:
        rows = [row for each in ids if (row := self.row_of(each)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows), column), self.index(max(rows), column))

    def _look_for_ageing(self) -> None:
        """Find those among the rows that were read for whom new samples are advised; a few at a time."""
        services, generation = self._session.services, self._generation
        rows, self._not_aged = self._not_aged[:_AGEING_AT_ONCE], self._not_aged[_AGEING_AT_ONCE:]
        if not rows:
            return
        model = ModelId(self._session.settings.recognition.embedder)
        report = AgeingReport(services.people, services.events, services.clock, model)

        def found(ageing: list[Ageing]) -> None:
            if generation != self._generation:
                return
            self._ageing.update((who.subject_id, how) for who, how in zip(rows, ageing, strict=True) if how.due)
            self._told(Column.SAMPLES, [who.subject_id for who in rows])
            self._look_for_ageing()

        limit = timedelta(days=DEFAULT_AGE)
        self._session.tasks.query(self, lambda: report.of(rows, limit), found)

    def _ageing_mark(self, subject: Subject, role: int) -> object:
        """Icon, tooltip and spoken text of somebody's number of samples."""
        ageing = self._ageing.get(subject.subject_id)
        if ageing is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("refresh", "warn")
        if ageing.old:
            return self.tr("{number}: the newest sample is old; new ones are advised").format(number=subject.references)
        return self.tr("{number}: the samples fit worse from visit to visit; new ones are advised").format(
            number=subject.references
        )


def _read(people: PeopleService, ids: list[SubjectId]) -> _Page:
    """On the thread of look-ups."""
    return people.names(ids), people.portraits(ids)
