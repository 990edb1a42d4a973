"""Enrolled people as a table that reads only the pages that are looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from facegate.domain.ageing import DEFAULT_AGE, Ageing
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.people import Subject
from facegate.domain.people_query import PeopleQuery
from facegate.errors import FacegateError
from facegate.pipeline.ageing import AgeingReport
from facegate.ui import icons
from facegate.ui.formatting import day_text, moment_text
from facegate.ui.session import Session
from facegate.ui.viewmodels.other_model import OtherModelPeople

PAGE = 200
"""Rows read at once: several screens, a few milliseconds."""

_LOADING = "…"

_LAST_SEEN, _SAMPLES = 3, 4
"""Columns."""

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.AccessibleTextRole,
)

Index = QModelIndex | QPersistentModelIndex


class PeopleTableModel(QAbstractTableModel):
    """People whose name or identifier contains a text, in order of name.

    Rows that were not read yet show an ellipsis and are asked for when shown.

    Signals:
        loaded: the first page of a search is there; the total.
        unread: the search failed and there is nothing to show; :attr:`Session.failed` tells why.
    """

    loaded = Signal(int)
    unread = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._text = ""
        self._total = 0
        self._pages: dict[int, list[Subject]] = {}
        self._asked: set[int] = set()
        self._generation = 0
        self._others: OtherModelPeople | None = None
        self._ageing: dict[SubjectId, Ageing] = {}
        self._headings = (
            self.tr("Name"),
            self.tr("Identifier"),
            self.tr("Enrolled on"),
            self.tr("Last seen"),
            self.tr("Samples"),
        )

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    def mark(self, others: OtherModelPeople) -> None:
        """Mark those who were enrolled with another model than the one in use."""
        self._others = others
        others.changed.connect(self._marks_changed)

    def _marks_changed(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0))

    def search(self, text: str) -> None:
        """Look for people; the rows change when they were found."""
        self._text = text
        self._generation += 1
        generation, people = self._generation, self._session.services.people

        def found(result: tuple[int, list[Subject]]) -> None:
            if generation != self._generation:
                return
            self.beginResetModel()
            self._total, first = result
            self._pages, self._asked = {0: first}, {0}
            self._ageing = {}
            self.endResetModel()
            self._look_for_ageing(first, 0)
            self.loaded.emit(self._total)

        def failed(error: FacegateError) -> None:
            if generation != self._generation:
                return
            # Rows of another search would pass for what this one finds.
            self.beginResetModel()
            self._total, self._pages, self._asked = 0, {}, set()
            self.endResetModel()
            self.unread.emit()
            self._session.failed.emit(error)

        query = PeopleQuery(text)
        self._session.tasks.query(self, lambda: (people.count(query), people.search(query, PAGE, 0)), found, failed)

    def refresh(self) -> None:
        """Read again what is searched for."""
        self.search(self._text)

    def subject(self, row: int) -> Subject | None:
        """The person of a row; None while it is being read."""
        page = self._pages.get(row // PAGE, [])
        return page[row % PAGE] if row >= 0 and row % PAGE < len(page) else None

    def row_of(self, subject_id: SubjectId) -> int | None:
        """The row of a person among those that were read."""
        for number, page in self._pages.items():
            for position, subject in enumerate(page):
                if subject.subject_id == subject_id:
                    return number * PAGE + position
        return None

    def seen(self, subject_id: SubjectId, moment: datetime) -> None:
        """Somebody was identified: their row says so without being read again."""
        row = self.row_of(subject_id)
        subject = None if row is None else self.subject(row)
        if row is None or subject is None or (subject.last_seen is not None and subject.last_seen >= moment):
            return
        self._pages[row // PAGE][row % PAGE] = replace(subject, last_seen=moment)
        cell = self.index(row, _LAST_SEEN)
        self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """People found."""
        return 0 if parent.isValid() else self._total

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
        if role not in _ROLES or not index.isValid():
            return None
        subject = self.subject(index.row())
        if subject is None:
            self._ask(index.row() // PAGE)
            return _LOADING if role == Qt.ItemDataRole.DisplayRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            if index.column() == _SAMPLES:
                return self._ageing_mark(subject, role)
            return self._mark(subject, role) if index.column() == 0 else None
        zone = self._session.zone
        return (
            subject.name,
            subject.external_id,
            day_text(subject.created_at, zone),
            moment_text(subject.last_seen, zone),
            str(subject.references),
        )[index.column()]

    def _mark(self, subject: Subject, role: int) -> object:
        """Icon, tooltip and spoken name of somebody's first cell."""
        marked = self._others is not None and subject.subject_id in self._others
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("model", "warn") if marked else None
        if not marked:
            return subject.name
        return self.tr("{name}: enrolled with another model, not recognised").format(name=subject.name)

    def _look_for_ageing(self, rows: list[Subject], page: int) -> None:
        """Find those among the rows that were read for whom new samples are advised."""
        services, generation = self._session.services, self._generation
        model = ModelId(self._session.settings.recognition.embedder)
        report = AgeingReport(services.people, services.events, services.clock, model)

        def found(ageing: list[Ageing]) -> None:
            if generation != self._generation:
                return
            self._ageing.update((who.subject_id, how) for who, how in zip(rows, ageing, strict=True) if how.due)
            if rows:
                first = page * PAGE
                self.dataChanged.emit(self.index(first, _SAMPLES), self.index(first + len(rows) - 1, _SAMPLES))

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

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        generation, text, people = self._generation, self._text, self._session.services.people

        def found(rows: list[Subject]) -> None:
            if generation == self._generation:
                self._pages[page] = rows
                self._look_for_ageing(rows, page)
                last = min((page + 1) * PAGE, self._total) - 1
                self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, self.columnCount() - 1))

        def failed(error: FacegateError) -> None:
            if generation == self._generation:
                # Asked again when one of its rows is next shown.
                self._asked.discard(page)
                self._session.failed.emit(error)

        self._session.tasks.query(self, lambda: people.search(PeopleQuery(text), PAGE, page * PAGE), found, failed)
