"""The alarms that nobody saw to, and the button that says that somebody does."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.alarms import WHAT, WHEN, WHERE, WHO, AlarmsModel
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table


class AlarmList(QWidget):
    """A table, or that all is quiet."""

    def __init__(self, session: Session, desk: AccessDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = AlarmsModel(session, desk, self)
        self.table = Table(self.model, self.tr("Alarms"), self)
        samples = {WHEN: "2026-12-31  23:59:59", WHERE: "A door’s usual name", WHO: "A name of usual length"}
        self.table.share_width(samples, stretched=WHAT)
        self.quiet = EmptyState(
            "alarm",
            self.tr("No alarms"),
            self.tr("Whatever an operator should see to appears here: a PIN for duress, the watch list, a full zone, "
                    "somebody who went in twice, a door that does not close."),
            self,
        )  # fmt: skip
        self.one_button = primary_button(self.tr("I see to &it"), self)
        self.one_button.setToolTip(self.tr("Acknowledge the chosen alarm; it is logged with your name"))
        self.all_button = QPushButton(self.tr("Acknowledge &all"), self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.quiet)
        self.stack.addWidget(self.table)
        bottom = QHBoxLayout()
        bottom.setSpacing(UNIT)
        where = self.tr("Alarms at doors are never shown on the live page unless this screen is an operator’s.")
        bottom.addWidget(muted(where, self), 1)
        for button in (self.all_button, self.one_button):
            bottom.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)
        self.one_button.clicked.connect(self.acknowledge)
        self.table.activated.connect(lambda _index: self.acknowledge())
        self.all_button.clicked.connect(lambda: desk.acknowledge(desk.state.alarms))
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        desk.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """As the alarms are now; the newest is chosen where none is."""
        alarms = self._desk.state.alarms
        self.model.show_alarms(alarms)
        self.stack.setCurrentWidget(self.table if alarms else self.quiet)
        if alarms and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self._enable()

    def acknowledge(self) -> None:
        """Somebody sees to the chosen one."""
        rows = self.table.selectionModel().selectedRows()
        alarm = self.model.alarm(rows[0].row()) if rows else None
        if alarm is not None:
            self._desk.acknowledge((alarm,))

    def _enable(self) -> None:
        number = len(self._desk.state.alarms)
        self.one_button.setEnabled(self.table.selectionModel().hasSelection() and number > 0)
        self.one_button.setVisible(number > 0)
        self.all_button.setVisible(number > 1)
