"""The page of the doors: who is inside, alarms, and the plan: zones, doors, hours, rules, watch list, outputs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan_problems import ItemKind, shut_in
from facegate.domain.access.rules import AccessRule
from facegate.domain.access.time_tables import Hours, TimeTable
from facegate.domain.access.zones import Zone
from facegate.domain.sign_ins import KEYPAD_SOURCE
from facegate.errors import FacegateError
from facegate.settings.model import with_changes
from facegate.ui.dialogs.confirm import confirm
from facegate.ui.dialogs.door_item import DoorItemDialog
from facegate.ui.door_problem_words import kind_text, named_problem
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.door_plan import DoorPlanDesk, id_of, kind_of
from facegate.ui.viewmodels.door_tables import source_text
from facegate.ui.views.muster import MusterPanel
from facegate.ui.widgets.access_preview import AccessPreview
from facegate.ui.widgets.alarm_list import AlarmList
from facegate.ui.widgets.door_form import DoorForm
from facegate.ui.widgets.door_list import DoorList
from facegate.ui.widgets.hours_form import HoursForm
from facegate.ui.widgets.named_item import NamedItemForm
from facegate.ui.widgets.operator_strip import OperatorStrip
from facegate.ui.widgets.output_list import OutputList
from facegate.ui.widgets.rule_form import RuleForm
from facegate.ui.widgets.verdict import Verdict
from facegate.ui.widgets.watch_list import WatchListPanel
from facegate.ui.widgets.zone_form import ZoneForm

INSIDE, ALARMS, PREVIEW, WATCHING, OUTPUTS = "inside", "alarms", "preview", "watching", "outputs"
_OFFICE = tuple(Hours(8 * 60, 18 * 60, weekday) for weekday in range(1, 6))
"""Of new hours, as an example that is easily changed."""


class DoorsPage(QWidget):
    """Tabs. What an operator does stands above them, what an administrator decides within.

    Signals:
        told: title and text of something that was done, and what to press for it (label and callable) or None.
        failed: a FacegateError that has no place on the page.
        written: a list of who is inside was written; its Path and the number of people.
        reset_wanted: this Inside is not there any more.
        output_wanted: these OutputSettings are to be changed, or with None new ones to be added.
    """

    told = Signal(str, str, object)
    failed = Signal(object)
    written = Signal(object, int)
    reset_wanted = Signal(object)
    output_wanted = Signal(object)

    def __init__(self, session: Session, desk: AccessDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.desk = desk
        self.plan = DoorPlanDesk(session, self)
        self.strip = OperatorStrip(desk, self, with_alarms=False)
        self.operator_screen = QCheckBox(self.tr("This screen is an operator’s"), self)
        self.operator_screen.setToolTip(
            self.tr(
                "Show these buttons, and alarms, on the live page too. Leave it off where people who pass can see or "
                "touch this screen: they could open doors, and whoever forces somebody would see the alarm. Off, "
                "alarms are seen on this page only, so somebody has to look here."
            )
        )
        self.operator_screen.setAccessibleDescription(self.operator_screen.toolTip())
        self.muster = MusterPanel(session, desk, self)
        self.alarms = AlarmList(session, desk, self)
        self.lists = {kind: DoorList(self.plan, kind, self) for kind in ItemKind}
        self.preview = AccessPreview(session, desk, self)
        self.watching = WatchListPanel(session, self)
        self.outputs = OutputList(session, self)
        self.problem, self.advice = Verdict(self), Verdict(self)
        self.reading = QAction(self.tr("&Read again"), self)
        self.reading.setShortcut(QKeySequence.StandardKey.Refresh)
        self.addAction(self.reading)
        self._lay_out()
        self._connect()
        self._show_desk()
        self._show_settings()

    # -- building ------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Parts of the page"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.stack = QStackedWidget(self)
        self._parts: dict[str, int] = {}
        for name, title, widget in (
            (INSIDE, self.tr("Inside now"), self.muster),
            (ALARMS, self.tr("Alarms"), self.alarms),
            (ItemKind.ZONE, self.tr("Zones"), self.lists[ItemKind.ZONE]),
            (ItemKind.DOOR, self.tr("Doors"), self.lists[ItemKind.DOOR]),
            (ItemKind.TIME_TABLE, self.tr("Hours"), self.lists[ItemKind.TIME_TABLE]),
            (ItemKind.RULE, self.tr("Rules"), self.lists[ItemKind.RULE]),
            (PREVIEW, self.tr("What would happen?"), self.preview),
            (WATCHING, self.tr("Watch list"), self.watching),
            (OUTPUTS, self.tr("Outputs"), self.outputs),
        ):
            self._parts[name] = self.tabs.addTab(title)
            self.stack.addWidget(widget)
        self._above = QHBoxLayout()
        self._above.setSpacing(2 * UNIT)
        self._above.addWidget(self.strip, 1)
        self._above.addWidget(self.operator_screen)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(self._above)
        box.addWidget(self.tabs)
        box.addWidget(self.problem)
        box.addWidget(self.advice)
        box.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _index: self._show_advice())
        self.plan.loaded.connect(self._show_plan)
        self.plan.unread.connect(self._show_unread)
        self.desk.changed.connect(self._show_desk)
        self.strip.told.connect(lambda title, text: self.told.emit(title, text, None))
        self.operator_screen.clicked.connect(self._switch_screen)
        self.muster.reset_wanted.connect(self.reset_wanted)
        self.muster.written.connect(self.written)
        self.muster.failed.connect(self.failed)
        self.outputs.add_wanted.connect(lambda: self.output_wanted.emit(None))
        self.outputs.edit_wanted.connect(self.output_wanted)
        self.outputs.remove_wanted.connect(self._remove_output)
        self.reading.triggered.connect(self.read)
        self._session.bridge.settings_changed.connect(lambda _settings: self._show_settings())
        for kind, part in self.lists.items():
            part.new_wanted.connect(lambda kind=kind: self.add(kind))
            part.edit_wanted.connect(self.edit)
            part.remove_wanted.connect(self.remove)
            part.move_wanted.connect(self.move_rule)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody else may have changed it since it was shown."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read everything again."""
        self.plan.read()
        self.desk.refresh()

    def show_part(self, name: str) -> None:
        """Show a tab: ``inside``, ``alarms``, ``preview``, ``watching``, ``outputs`` or a kind of item."""
        self.tabs.setCurrentIndex(self._parts[name])

    @property
    def part(self) -> str:
        """The tab that is shown."""
        return next(name for name, place in self._parts.items() if place == self.tabs.currentIndex())

    # -- what is shown -----------------------------------------------------------------

    def _show_desk(self) -> None:
        has_doors, alarms = self.desk.has_doors, len(self.desk.state.alarms)
        self.strip.setVisible(has_doors)
        self.operator_screen.setVisible(has_doors)
        title = self.tr("Alarms")
        if alarms:
            title = self.tr("Alarms ({number})").format(number=self.locale().toString(alarms))
        self.tabs.setTabText(self._parts[ALARMS], title)
        error = self.desk.error
        if error is not None:
            words = error_text(error)
            self.problem.say("bad", f"{words.title}: {words.message} {words.remedy}")
        else:
            self._show_problem()

    def _show_problem(self) -> None:
        problems = self.desk.state.problems
        said = ""
        if problems:
            names = self.plan.state.names(problems[0].kind)
            first = named_problem(problems[0], names.get(problems[0].item_id, problems[0].item_id))
            said = self.tr("No door opens by the plan: {problem}").format(problem=first)
        self.problem.say("bad", said)

    def _show_plan(self) -> None:
        for part in self.lists.values():
            part.show_state()
        self._show_advice()
        self._show_problem()

    def _show_advice(self) -> None:
        """What is not wrong, and should be known by whoever plans."""
        planning = self.part in (ItemKind.ZONE, ItemKind.DOOR, ItemKind.RULE)
        closed = shut_in(self.plan.state.plan()) if planning else []
        names = ", ".join(isolated(zone.name) for zone in closed)
        said = self.tr("There is no free way out of: {zones}. Whoever is in may be shut in; is there another exit?")
        self.advice.say("warn", said.format(zones=names) if closed else "")

    def _show_unread(self, error: FacegateError) -> None:
        words = error_text(error)
        for part in self.lists.values():
            part.show_unread(f"{words.message} {words.remedy}")

    def _show_settings(self) -> None:
        self.operator_screen.setChecked(self._session.settings.access.operator_screen)

    def _switch_screen(self, on: bool) -> None:
        # Shown only once it is in force.
        self.operator_screen.setChecked(not on)
        store, controller = self._session.services.settings, self._session.services.controller
        self._session.tasks.run(
            self,
            self.tr("Changing a setting"),
            lambda _context: controller.change(with_changes(store.current, "access", operator_screen=on)),
            on_error=self.failed.emit,
        )

    # -- adding and changing -----------------------------------------------------------

    def add(self, kind: ItemKind) -> DoorItemDialog | None:
        """Add an item; what it needs first is said where it is missing."""
        zones = self.plan.state.names(ItemKind.ZONE)
        needed = {ItemKind.DOOR: 2, ItemKind.RULE: 1}.get(kind, 0)
        if len(zones) < needed:
            text = self.tr("A door leads from one zone into another, such as from “Outside” into “Hall”.")
            if kind is ItemKind.RULE:
                text = self.tr("A rule says who may enter a zone.")
            self.told.emit(self.tr("Add zones first"), text, (self.tr("Zones"), lambda: self.show_part(ItemKind.ZONE)))
            return None
        return self._open(self._new(kind), existing=False)

    def edit(self, item: Any) -> DoorItemDialog:
        """Show and change an item."""
        return self._open(item, existing=True)

    def _new(self, kind: ItemKind) -> Any:
        state = self.plan.state
        if kind is ItemKind.ZONE:
            # The first is mostly the world outside.
            return Zone("", self.tr("Outside"), outside=True) if not state.items[kind] else Zone("", "")
        if kind is ItemKind.TIME_TABLE:
            return TimeTable("", "", _OFFICE)
        zones: dict[str, Zone] = state.items[ItemKind.ZONE]
        outside = [zone_id for zone_id, zone in zones.items() if zone.outside]
        inside = [zone_id for zone_id in zones if zone_id not in outside]
        if kind is ItemKind.DOOR:
            outputs = self._session.settings.doors.outputs
            before = (outside or inside)[0]
            after = next((zone_id for zone_id in (*inside, *outside) if zone_id != before), "")
            return DoorPlan("", "", before, after, output=outputs[0].name if len(outputs) == 1 else "")
        return AccessRule("", "", self.plan.next_order(), zones=tuple(inside[:1]))

    def _form(self, kind: ItemKind) -> NamedItemForm:
        state, taken = self.plan.state, list(self.plan.state.items[kind])
        if kind is ItemKind.ZONE:
            return ZoneForm(taken)
        if kind is ItemKind.TIME_TABLE:
            return HoursForm(taken, state.calendars)
        zones = state.names(ItemKind.ZONE)
        if kind is ItemKind.DOOR:
            outputs = [output.name for output in self._session.settings.doors.outputs]
            return DoorForm(taken, zones, self._sources(), outputs)
        return RuleForm(self._session, taken, zones, state.names(ItemKind.TIME_TABLE))

    def _sources(self) -> dict[str, str]:
        """What can watch a door: what runs now, the keypad, and what watches other doors."""
        source = self._session.services.runner.status.source
        known = {} if source is None else {source.spec: self.tr("This camera: {name}").format(name=source.label)}
        known[KEYPAD_SOURCE] = source_text(KEYPAD_SOURCE)
        for door in self.plan.state.items[ItemKind.DOOR].values():
            known.update({each: each for each in door.sources if each not in known})
        return known

    def _open(self, item: Any, *, existing: bool) -> DoorItemDialog:
        made = DoorItemDialog(self.plan, self._form(kind_of(item)), item, self, existing=existing)
        made.accepted.connect(lambda: self._saved(made))
        made.finished.connect(self.window().activateWindow)
        made.finished.connect(made.deleteLater)
        made.open()
        return made

    def _saved(self, dialog: DoorItemDialog) -> None:
        if dialog.saved is not None:
            kind = kind_of(dialog.saved)
            self.show_part(kind)
            self.lists[kind].choose(id_of(dialog.saved))

    def remove(self, item: Any) -> None:
        """Take an item out of the plan; it can be put back at once."""
        title = f"{kind_text(kind_of(item))} “{isolated(item.name)}”"
        self.plan.remove(item, lambda: self._removed(item, title), self._not_changed)

    def _removed(self, item: Any, title: str) -> None:
        self.told.emit(self.tr("Removed"), title, (self.tr("Undo"), lambda: self._put_back(item)))

    def _put_back(self, item: Any) -> None:
        self.plan.save([item], lambda: self.lists[kind_of(item)].choose(id_of(item)), self._not_changed)

    def move_rule(self, rule: AccessRule, by: int) -> None:
        """Have a rule looked at later, or with a negative number earlier."""
        changed = self.plan.moved(rule, by)
        if changed:
            self.plan.save(changed, lambda: self.lists[ItemKind.RULE].choose(rule.rule_id), self._not_changed)

    def _not_changed(self, error: FacegateError) -> None:
        self.plan.read()
        words = error_text(error)
        self.told.emit(self.tr("The plan was not changed"), f"{words.message} {words.remedy}", None)

    # -- outputs -----------------------------------------------------------------------

    def _remove_output(self, output: Any) -> None:
        users = [door.name for door in self.plan.state.items[ItemKind.DOOR].values() if door.output == output.name]
        said = self.tr("Nothing moves these doors then: {doors}.").format(doors=", ".join(map(isolated, users)))
        confirm(
            self.window(),
            self.tr("Remove the output “{name}”?").format(name=output.name),
            said if users else self.tr("No door uses it."),
            self.tr("&Remove"),
            lambda: self._change_outputs(output.name),
        )

    def _change_outputs(self, without: str) -> None:
        store, controller = self._session.services.settings, self._session.services.controller

        def work(_context: object) -> None:
            kept = [each.model_dump() for each in store.current.doors.outputs if each.name != without]
            controller.change(with_changes(store.current, "doors", outputs=kept))

        self._session.tasks.run(self, self.tr("Changing a setting"), work, on_error=self.failed.emit)
