"""A report as a table: read off the window's thread, sorted by a click, told how far it is."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor

from facegate.domain.ids import SubjectId
from facegate.domain.report_tables import Cell, Column, ColumnKind
from facegate.ui import theme
from facegate.ui.formatting import isolated
from facegate.ui.printing.cell_texts import Shown, shown_row
from facegate.ui.report_words import report_words
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.report_reading import CancelledReading, FoundReport, Wanted, read_report

_NUMBERS = frozenset({ColumnKind.MINUTES, ColumnKind.COUNT, ColumnKind.DECIMAL})
_TONES = {"late_minutes": "warn", "early_minutes": "warn", "missing_minutes": "warn", "absent_minutes": "bad"}
"""Numbers that somebody looks for."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row is about.

    Attributes:
        day: None in a row about a month.
        month: ``2026-11``; empty in a row about a day.
    """

    subject_id: SubjectId
    day: date | None
    month: str = ""


class ReportTableModel(FlatTableModel):
    """Rows of one report.

    Signals:
        loaded: a :class:`FoundReport`.
        unread: it could not be read; a FacegateError.
        progressed: how far it is, of how many (0: not known).
    """

    loaded = Signal(object)
    unread = Signal(object)
    progressed = Signal(int, int)
    _told = Signal(int, int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: Handle | None = None
        self._cancelled = threading.Event()
        self._number = 0
        self._numbers = count(1)
        self._order: list[int] = []
        self._shown: dict[int, list[Shown]] = {}
        self.found: FoundReport | None = None
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def reading(self) -> bool:
        """Whether rows are on their way."""
        return self._reading is not None and self._reading.running

    @property
    def columns(self) -> tuple[Column, ...]:
        """Of the report that is shown."""
        return () if self.found is None else self.found.columns

    def read(self, wanted: Wanted) -> None:
        """Show another report; the rows change when they were read."""
        if self._reading is not None:
            self._cancelled.set()
            self._reading.drop()
        number = self._number = next(self._numbers)
        cancelled = self._cancelled = threading.Event()
        services = self._session.services

        def told(done: int, total: int) -> None:
            if cancelled.is_set():
                raise CancelledReading
            # The model may go at this very moment, with the window.
            with suppress(RuntimeError):
                self._told.emit(number, done, total)

        self._reading = self._session.tasks.query(
            self, lambda: read_report(services, wanted, report_words, told), self._take, self.unread.emit
        )

    def cancel(self) -> None:
        """Show what was read so far."""
        self._cancelled.set()

    def _pass_on(self, number: int, done: int, total: int) -> None:
        if number == self._number and self.reading:
            self.progressed.emit(done, total)

    def _take(self, found: FoundReport) -> None:
        self.beginResetModel()
        self.found = found
        self.headings = tuple(column.heading for column in found.columns)
        self._order = list(range(len(found.rows)))
        self._shown.clear()
        self.endResetModel()
        self.loaded.emit(found)

    # -- rows ----------------------------------------------------------------------

    def key_of(self, row: int) -> RowKey | None:
        """Whom and which day a row is about; None where it is about nobody."""
        cells = self.cells(row)
        named = {column.key: cell for column, cell in zip(self.columns, cells, strict=True)} if cells else {}
        who, day, month = named.get("subject_id"), named.get("date"), named.get("month")
        if not isinstance(who, str) or not who:
            return None
        moment = named.get("punch_time") or named.get("time")
        if isinstance(moment, datetime):
            day = moment.date()
        return RowKey(SubjectId(who), day if isinstance(day, date) else None, str(month or ""))

    def row_of(self, key: RowKey) -> int | None:
        """Where a row is now."""
        return next((row for row in range(len(self._order)) if self.key_of(row) == key), None)

    def cells(self, row: int) -> Sequence[Cell]:
        """What stands in a row."""
        if self.found is None or not 0 <= row < len(self._order):
            return ()
        return self.found.rows[self._order[row]]

    def row_number(self) -> int:
        """Rows that are held."""
        return len(self._order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order what is held; what is empty comes last. A column of -1: as the report has it."""
        if self.found is None:
            return
        rows = self.found.rows
        self.layoutAboutToBeChanged.emit()
        self._order = list(range(len(rows)))
        if 0 <= column < len(self.found.columns):
            descending = order is Qt.SortOrder.DescendingOrder
            filled = [place for place in self._order if rows[place][column] not in (None, "")]
            empty = [place for place in self._order if rows[place][column] in (None, "")]
            filled.sort(key=lambda place: _sort_key(rows[place][column]), reverse=descending)
            self._order = filled + empty
        self._shown.clear()
        # Nothing stays chosen: whoever sorts looks for something else.
        before = self.persistentIndexList()
        self.changePersistentIndexList(before, [QModelIndex()] * len(before))
        self.layoutChanged.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Headings stand over their column's numbers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 <= section < len(self.columns):
            return _alignment(self.columns[section])
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._shown_row(index.row())[index.column()].text
            if column.kind is ColumnKind.TIME and " " in text:
                # Or date and time would change places where lines run from right to left.
                text = isolated(text)
            return text or ("" if role == Qt.ItemDataRole.DisplayRole else None)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            if self._shown_row(index.row())[index.column()].quiet:
                return QColor(theme.colours().muted)
            tone = _TONES.get(column.key)
            return QColor(getattr(theme.colours(), tone)) if tone else None
        return None

    def _shown_row(self, row: int) -> list[Shown]:
        shown = self._shown.get(row)
        if shown is None:
            shown = self._shown[row] = shown_row(self.columns, self.cells(row))
        return shown


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column.kind in _NUMBERS else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def _sort_key(cell: Cell) -> Any:
    return cell.casefold() if isinstance(cell, str) else cell
