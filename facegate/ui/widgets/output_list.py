"""What moves doors: the outputs of the settings, how they are, and a test pulse for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.ids import EventId
from facegate.domain.ports_doors import OutputState, PulseResult
from facegate.errors import FacegateError
from facegate.settings.doors import OutputSettings
from facegate.settings.model import with_changes
from facegate.ui import icons
from facegate.ui.access_words import pulse_text
from facegate.ui.dialogs.confirm import confirm
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

NAME, KIND, PLACE, STATE = range(4)
_LOOK = 2000
"""Milliseconds between two looks at how the outputs are."""
_TEST_SECONDS = 1.0
_NOT_YET = EventId("")
"""A pulse that is on its way into the log."""


class OutputsModel(FlatTableModel):
    """Outputs in the order of the settings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: Sequence[OutputState] = ()
        self.headings = (self.tr("Output"), self.tr("Kind"), self.tr("Where"), self.tr("State"))

    def row_number(self) -> int:
        """Outputs."""
        return len(self._states)

    def state(self, row: int) -> OutputState | None:
        """One of them."""
        return self._states[row] if 0 <= row < len(self._states) else None

    def show_states(self, states: Sequence[OutputState]) -> None:
        """As they are now; what is chosen stays so unless there are others."""
        same = [each.name for each in states] == [each.name for each in self._states]
        if not same:
            self.beginResetModel()
        self._states = tuple(states)
        if same and states:
            self.dataChanged.emit(self.index(0, 0), self.index(len(states) - 1, STATE))
        elif not same:
            self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; a sign for how it is."""
        state = self.state(index.row()) if index.isValid() else None
        if state is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            tone = "warn" if state.dry_run else "good" if state.ready else "bad"
            return icons.icon({"good": "identified", "warn": "inconclusive", "bad": "error"}[tone], tone)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return {NAME: state.name, KIND: self._kind(state.kind), PLACE: state.place, STATE: self._how(state)}[
                index.column()
            ]
        return None

    def _kind(self, kind: str) -> str:
        return {
            "serial": self.tr("Relay on a serial port"),
            "webhook": self.tr("Address (webhook)"),
            "mqtt": self.tr("MQTT broker"),
            "dry_run": self.tr("Dry run"),
        }.get(kind, kind)

    def _how(self, state: OutputState) -> str:
        if state.dry_run:
            return self.tr("Dry run: moves nothing")
        parts = []
        if state.trouble is not None:
            parts.append(error_text(state.trouble).message)
        elif state.pressed:
            parts.append(self.tr("Holds the door open"))
        else:
            parts.append(self.tr("Ready") if state.ready else self.tr("Not ready"))
        if state.waiting:
            parts.append(self.tr("messages waiting: {number}").format(number=state.waiting))
        return ", ".join(parts)


class OutputList(QWidget):
    """The list, a switch for the dry run, and buttons.

    Signals:
        add_wanted: an output is to be added.
        edit_wanted, remove_wanted: the output of these settings is to be changed, removed.
    """

    add_wanted = Signal()
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    _told = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._testing: EventId | None = None
        self.model = OutputsModel(self)
        self.table = Table(self.model, self.tr("Outputs"), self)
        samples = {
            NAME: "an output’s name",
            KIND: self.tr("Relay on a serial port"),
            PLACE: "/dev/serial/by-id/usb-1a86_USB_Serial",
        }
        self.table.share_width(samples, stretched=STATE)
        self.dry_run = QCheckBox(self.tr("&Dry run: decide and record, but move no door"), self)
        self.verdict = Verdict(self)
        self.add_button = primary_button(self.tr("&New output…"), self)
        self.edit_button = QPushButton(icons.icon("rename"), self.tr("D&etails…"), self)
        self.remove_button = QPushButton(icons.icon("erase"), self.tr("&Remove"), self)
        self.test_button = QPushButton(icons.icon("door-open"), self.tr("&Test"), self)
        self.empty = EmptyState(
            "door",
            self.tr("No outputs yet"),
            self.tr("An output is a relay on a serial port, an address that is told to open, or a topic of an MQTT "
                    "broker. Without one FaceGate decides and records, and moves nothing."),
            self,
        )  # fmt: skip
        self.empty.add_button(primary_button(self.tr("New output…"), self)).clicked.connect(self.add_wanted)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._connect()
        self.look()

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom):
            row.setSpacing(UNIT)
        top.addWidget(self.dry_run, 1)
        top.addWidget(self.add_button)
        said = self.tr("A test opens the door for a second, also where nobody may pass. Recordings and the demo never "
                       "move a door.")  # fmt: skip
        bottom.addWidget(muted(said, self), 1)
        for button in (self.test_button, self.edit_button, self.remove_button):
            bottom.addWidget(button)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addWidget(self.verdict)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.look)
        self.add_button.clicked.connect(self.add_wanted)
        self.edit_button.clicked.connect(lambda: self._with_chosen(self.edit_wanted))
        self.remove_button.clicked.connect(lambda: self._with_chosen(self.remove_wanted))
        self.table.activated.connect(lambda _index: self._with_chosen(self.edit_wanted))
        self.test_button.clicked.connect(self._ask_test)
        self.dry_run.clicked.connect(self._switch)
        self._session.bridge.settings_changed.connect(lambda _settings: self.look())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._told.connect(self._show_result, Qt.ConnectionType.QueuedConnection)
        self._session.services.doors.add_listener(self._hear)

    def showEvent(self, event: QShowEvent) -> None:
        """Look while it is looked at."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def look(self) -> None:
        """Show how the outputs are now."""
        self.model.show_states(self._session.services.doors.states())
        self.stack.setCurrentWidget(self.table if self.model.row_number() else self.empty)
        self.dry_run.setChecked(self._session.settings.doors.dry_run)
        self._enable()

    @property
    def chosen(self) -> OutputSettings | None:
        """The output that is chosen, as the settings have it."""
        rows = self.table.selectionModel().selectedRows()
        state = self.model.state(rows[0].row()) if rows else None
        return None if state is None else self._session.settings.doors.find(state.name)

    def _enable(self) -> None:
        some, chosen = self.model.row_number() > 0, self.chosen is not None
        self.add_button.setVisible(some)
        for button in (self.test_button, self.edit_button, self.remove_button):
            button.setVisible(some)
            button.setEnabled(chosen and (button is not self.test_button or self._testing is None))

    def _with_chosen(self, signal: object) -> None:
        chosen = self.chosen
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]

    # -- dry run -----------------------------------------------------------------------

    def _switch(self, on: bool) -> None:
        # Shown only once it is in force.
        self.dry_run.setChecked(not on)
        if on:
            self._change_dry_run(True)
            return
        confirm(
            self.window(),
            self.tr("Let outputs move doors?"),
            self.tr("From this moment on whoever the rules let in opens the door. Presentation attacks are not "
                    "detected: a photograph may pass."),
            self.tr("&Move doors"),
            lambda: self._change_dry_run(False),
        )  # fmt: skip

    def _change_dry_run(self, on: bool) -> None:
        store, controller = self._session.services.settings, self._session.services.controller
        self._session.tasks.run(
            self,
            self.tr("Changing a setting"),
            lambda _context: controller.change(with_changes(store.current, "doors", dry_run=on)),
            on_error=self._refused,
        )

    # -- test --------------------------------------------------------------------------

    def _ask_test(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        if self._session.settings.doors.dry_run:
            self.test(chosen.name)
            return
        confirm(
            self.window(),
            self.tr("Open a door by “{output}” for a second?").format(output=chosen.name),
            self.tr("Make sure that nobody can be hurt, and that somebody watches the door."),
            self.tr("&Open it"),
            lambda: self.test(chosen.name),
        )

    def test(self, output: str) -> None:
        """Pulse an output once; what becomes of it is said here, and nowhere else."""
        access = self._session.services.access
        self._testing = _NOT_YET
        self._enable()
        self.verdict.say("warn", self.tr("Waiting for the output…"))
        work = partial(access.try_pulse, output, _TEST_SECONDS, self._await)
        self._session.tasks.act(self, work, lambda _ordered: None, self._refused)

    def _await(self, decision: EventId) -> None:
        # On the thread of the act, before the result can be there.
        self._testing = decision

    def _hear(self, result: PulseResult) -> None:
        # On any thread, and also after this list is gone.
        if result.order.decision_id == self._testing:
            try:
                self._told.emit(result)
            except RuntimeError:
                return

    def _show_result(self, result: PulseResult) -> None:
        self._testing = None
        tone, text = pulse_text(result.outcome, dry_run=self._session.settings.doors.dry_run)
        if result.error is not None:
            words = error_text(result.error)
            text = f"{text} {words.message} {words.remedy}"
        self.verdict.say(tone, text)
        self.look()

    def _refused(self, error: FacegateError) -> None:
        self._testing = None
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")
        self._enable()
