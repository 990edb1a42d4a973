"""What an operator does to doors: open one once, lock all down, look at alarms. Only where a door is planned."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from facegate.domain.access.doors import DoorPlan
from facegate.domain.events import Event
from facegate.ui import icons
from facegate.ui.dialogs.confirm import confirm
from facegate.ui.formatting import isolated
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.widgets.basics import danger_button


class OperatorStrip(QWidget):
    """Buttons in a row.

    Signals:
        alarms_wanted: the operator wants to see the alarms.
        told: what was done; title and text.
    """

    alarms_wanted = Signal()
    told = Signal(str, str)

    def __init__(self, desk: AccessDesk, parent: QWidget | None = None, *, with_alarms: bool = True) -> None:
        """``with_alarms``: offer the way to the alarms."""
        super().__init__(parent)
        self._desk = desk
        self._with_alarms = with_alarms
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.open_button = QPushButton(icons.icon("door-open"), "", self)
        self.lock_button = QPushButton(icons.icon("lock"), "", self)
        self.alarm_button = danger_button("", self)
        self.alarm_button.setIcon(icons.icon("alarm", "on_accent"))
        self._menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for button in (self.open_button, self.lock_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.alarm_button)
        self.open_button.clicked.connect(self._open_only)
        self.lock_button.clicked.connect(self.ask_lock_down)
        self.alarm_button.clicked.connect(self.alarms_wanted)
        desk.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """As the doors are now."""
        doors, locked = self._desk.doors, self._desk.state.locked_down
        several = len(doors) > 1
        self.open_button.setText(self.tr("&Open a door once") if several else self.tr("&Open the door once"))
        self.open_button.setToolTip(self.tr("Whatever the rules say; it is logged with your name"))
        # Qt takes none for none, its Python description does not say so.
        self.open_button.setMenu(self._filled(doors) if several else None)  # type: ignore[arg-type]
        self.open_button.setEnabled(bool(doors))
        self.lock_button.setText(self.tr("End the &lock-down…") if locked else self.tr("&Lock down…"))
        self.lock_button.setEnabled(self._desk.loaded and self._desk.error is None)
        alarms = len(self._desk.state.alarms)
        self.alarm_button.setText(self.tr("Alarms: {number}").format(number=self.locale().toString(alarms)))
        self.alarm_button.setVisible(self._with_alarms and alarms > 0)

    def _filled(self, doors: list[DoorPlan]) -> QMenu:
        self._menu.clear()
        for door in doors:
            # A menu takes an ampersand for a key.
            action = self._menu.addAction(self._desk.door_name(door.door_id).replace("&", "&&"))
            action.triggered.connect(lambda _on, door=door: self.open_once(door))
        return self._menu

    def _open_only(self) -> None:
        doors = self._desk.doors
        if len(doors) == 1:
            self.open_once(doors[0])

    def open_once(self, door: DoorPlan) -> None:
        """Open a door; what its output makes of it is an event of its own."""
        name = isolated(self._desk.door_name(door.door_id))

        def done(_event: Event) -> None:
            said = self.tr("{door} was told to open once. It is logged.")
            if not door.output:
                said = self.tr("{door} has no output, so nothing was moved. It is logged.")
            self.told.emit(self.tr("Open once"), said.format(door=name))

        self._desk.open_door(door.door_id, done)

    def ask_lock_down(self) -> None:
        """Begin or end a lock-down, after a question."""
        if self._desk.state.locked_down:
            confirm(
                self.window(),
                self.tr("End the lock-down?"),
                self.tr("Doors open by their rules again, from this moment on. It is logged with your name."),
                self.tr("&End it"),
                lambda: self._desk.lock_down(False),
            )
            return
        confirm(
            self.window(),
            self.tr("Lock all doors down?"),
            self.tr(
                "No rule opens a door until somebody ends it, also after a restart. Doors that are free, such as those "
                "that lead outside, stay free, so that nobody is shut in. It is logged with your name."
            ),
            self.tr("&Lock down"),
            lambda: self._desk.lock_down(True),
        )
