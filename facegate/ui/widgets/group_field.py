"""Names of groups in one line, separated by commas, completed from those that there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facegate.ui.widgets.completing import let_clicks_through

_BETWEEN = ", "
_SEPARATORS = ";，、；"


class GroupField(QLineEdit):
    """What is typed after the last comma is completed; Enter takes the name that is offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._take)
        let_clicks_through(self._completer)
        self.setPlaceholderText(self.tr("Separated by commas"))
        self.textEdited.connect(self._offer)

    @property
    def groups(self) -> tuple[str, ...]:
        """What is entered, without doubles."""
        text = self.text()
        for separator in _SEPARATORS:
            text = text.replace(separator, ",")
        return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))

    def set_groups(self, groups: Sequence[str]) -> None:
        """Enter others."""
        self.setText(_BETWEEN.join(groups))

    def offer(self, names: Sequence[str]) -> None:
        """Complete from these."""
        self._names.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that belong to the list while it is shown."""
        popup = self._completer.popup()
        if popup is not None and popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _offer(self, _text: str) -> None:
        begun = self.text()[: self.cursorPosition()].rpartition(",")[2].strip()
        self._completer.setCompletionPrefix(begun)
        popup = self._completer.popup()
        if begun and self._completer.completionCount():
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _take(self, name: str) -> None:
        before, _, _ = self.text()[: self.cursorPosition()].rpartition(",")
        after = self.text()[self.cursorPosition() :]
        head = f"{before.strip()}{_BETWEEN}" if before.strip() else ""
        self.setText(f"{head}{name}{_BETWEEN}{after.lstrip(' ,')}")
        self.setCursorPosition(len(head) + len(name) + len(_BETWEEN))
