"""A department: one of those that there are, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facegate.domain.profiles import MAX_DEPARTMENT_LENGTH
from facegate.ui.widgets.completing import let_clicks_through


class DepartmentField(QLineEdit):
    """Completes from those that there are, by any part of the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MAX_DEPARTMENT_LENGTH)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        let_clicks_through(completer)

    def offer(self, names: Sequence[str]) -> None:
        """Complete from these."""
        self._names.setStringList(list(names))
