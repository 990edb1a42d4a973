"""Alarms as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from facegate.ui import icons
from facegate.ui.formatting import moment_text
from facegate.ui.session import Session
from facegate.ui.viewmodels.access_desk import AccessDesk, OpenAlarm
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.live import person_name

WHEN, WHAT, WHERE, WHO = range(4)


class AlarmsModel(FlatTableModel):
    """What nobody saw to yet, newest first; names are looked up when shown."""

    def __init__(self, session: Session, desk: AccessDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._alarms: Sequence[OpenAlarm] = ()
        self.headings = (self.tr("Time"), self.tr("Alarm"), self.tr("Door"), self.tr("Person"))

    def row_number(self) -> int:
        """Alarms."""
        return len(self._alarms)

    def alarm(self, row: int) -> OpenAlarm | None:
        """One of them."""
        return self._alarms[row] if 0 <= row < len(self._alarms) else None

    def show_alarms(self, alarms: Sequence[OpenAlarm]) -> None:
        """Show others; nothing happens for those that are shown already, so that a chosen one stays."""
        if list(alarms) != list(self._alarms):
            self.beginResetModel()
            self._alarms = tuple(alarms)
            self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; an icon for what is urgent."""
        alarm = self.alarm(index.row()) if index.isValid() else None
        if alarm is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WHAT:
            return icons.icon("alarm", "bad" if alarm.urgent else "warn")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(alarm, index.column())
        return None

    def _text(self, alarm: OpenAlarm, column: int) -> str:
        if column == WHEN:
            return moment_text(alarm.event.occurred_at, self._session.zone)
        if column == WHAT:
            return alarm.text
        if column == WHERE:
            return "" if alarm.event.door is None else self._desk.door_name(alarm.event.door.place)
        if alarm.subject_id is None:
            return ""
        return person_name(alarm.subject_id, self._session.services.directory.get)
