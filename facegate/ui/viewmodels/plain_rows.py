"""Rows of words, each about something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from facegate.ui import theme
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index

T = TypeVar("T")


class PlainRows(FlatTableModel, Generic[T]):
    """A short table that is replaced as a whole."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = headings
        self._rows: list[tuple[T, tuple[str, ...], str]] = []

    def show_rows(self, rows: Sequence[tuple[T, tuple[str, ...], str]]) -> None:
        """Show others: what each is about, its words, and a tone of the theme."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def item(self, row: int) -> T | None:
        """What a row is about."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def row_number(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        _item, words, tone = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return words[index.column()] or None
        return QColor(getattr(theme.colours(), tone)) if role == Qt.ItemDataRole.ForegroundRole else None
