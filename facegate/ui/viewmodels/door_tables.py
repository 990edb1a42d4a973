"""Lists of what a plan of doors is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan_problems import ItemKind, problems_of
from facegate.domain.access.rules import AccessRule, Effect
from facegate.domain.access.time_tables import WEEKDAYS, TimeTable
from facegate.domain.access.zones import AntiPassback, Zone
from facegate.domain.sign_ins import KEYPAD_SOURCE
from facegate.ui import icons
from facegate.ui.access_words import effect_text, factors_text, holidays_text, passback_text
from facegate.ui.door_problem_words import problem_text
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.pad_words import level_text
from facegate.ui.plan_words import period_text, weekday_text
from facegate.ui.viewmodels.door_plan import DoorPlanDesk, id_of
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.weekly_hours import hours_text

BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class DoorColumn:
    """One column.

    Attributes:
        title: its heading.
        text: what is in it, of an item.
        sample: as wide as it usually is; empty for the one that takes what is left.
    """

    title: str
    text: Callable[[Any], str]
    sample: str = ""


class DoorTable(FlatTableModel):
    """Items of one kind; rules in the order in which they are gone through, others by name."""

    def __init__(self, desk: DoorPlanDesk, kind: ItemKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._items: Sequence[Any] = ()
        self._problems: dict[str, str] = {}
        columns = {
            ItemKind.ZONE: self._zone_columns,
            ItemKind.DOOR: self._door_columns,
            ItemKind.TIME_TABLE: self._hours_columns,
            ItemKind.RULE: self._rule_columns,
        }
        self.columns: tuple[DoorColumn, ...] = columns[kind]()
        self.headings = [column.title for column in self.columns]

    def row_number(self) -> int:
        """Items."""
        return len(self._items)

    def item(self, row: int) -> Any | None:
        """One of them."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: str) -> int | None:
        """Where an item stands."""
        return next((row for row, item in enumerate(self._items) if id_of(item) == item_id), None)

    def show_state(self) -> None:
        """Show the plan as it was read."""
        self.beginResetModel()
        plan = self._desk.state.plan()
        items = list(self._desk.state.items[self._kind].values())
        self._items = (
            plan.rules_in_order()
            if self._kind is ItemKind.RULE
            else sorted(items, key=lambda item: (item.name.casefold(), id_of(item)))
        )
        self._problems = {
            each.item_id: problem_text(each) for each in reversed(problems_of(plan)) if each.kind is self._kind
        }
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; a sign and words for what is wrong."""
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        wrong = self._problems.get(id_of(item), "")
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and wrong:
            return icons.icon("error", "bad")
        if role == Qt.ItemDataRole.ToolTipRole and wrong:
            return wrong
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self.columns[index.column()].text(item)
            return f"{text} – {wrong}" if wrong and index.column() == len(self.columns) - 1 else text
        return None

    # -- columns ---------------------------------------------------------------------

    def _zone_columns(self) -> tuple[DoorColumn, ...]:
        def limits(zone: Zone) -> str:
            number = QLocale().toString
            parts = []
            if zone.limit:
                parts.append(self.tr("at most {number}").format(number=number(zone.limit)))
            if zone.pre_alert:
                parts.append(self.tr("alarm from {number} on").format(number=number(zone.pre_alert)))
            if zone.two_person:
                parts.append(self.tr("nobody alone"))
            if zone.anti_passback is not AntiPassback.OFF:
                parts.append(self.tr("inside already: {what}").format(what=passback_text(zone.anti_passback)))
            if zone.pad is not None:
                parts.append(self.tr("attack detection: {level}").format(level=level_text(zone.pad)))
            return BETWEEN.join(parts)

        def outside(zone: Zone) -> str:
            return self.tr("outside") if zone.outside else self.tr("inside")

        return (
            DoorColumn(self.tr("Zone"), lambda zone: zone.name, "A zone of a usual name"),
            DoorColumn(self.tr("Where"), outside, "outside"),
            DoorColumn(self.tr("What holds in it"), limits),
        )

    def _door_columns(self) -> tuple[DoorColumn, ...]:
        def way(door: DoorPlan) -> str:
            names = self._desk.state.names(ItemKind.ZONE)
            # It points the way one reads.
            rtl = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
            arrow = "←" if rtl else "→"
            here, there = (isolated(names.get(zone, zone)) for zone in (door.zone_from, door.zone_to))
            return f"{here} {arrow} {there}"

        def watched(door: DoorPlan) -> str:
            return BETWEEN.join(map(source_text, door.sources)) or self.tr("nothing")

        def opened(door: DoorPlan) -> str:
            plan = self._desk.state.plan()
            free = self.tr("free for everybody") if plan.is_free(door) else ""
            return BETWEEN.join(part for part in (door.output or self.tr("only noted"), free) if part)

        return (
            DoorColumn(self.tr("Door"), lambda door: door.name, "A door of a usual name"),
            DoorColumn(self.tr("Way"), way, "A usual zone → another zone"),
            DoorColumn(self.tr("Watched by"), watched, "A camera of a usual name"),
            DoorColumn(self.tr("Opened by"), opened),
        )

    def _hours_columns(self) -> tuple[DoorColumn, ...]:
        return (
            DoorColumn(self.tr("Hours"), lambda table: table.name, "Hours of a usual name"),
            DoorColumn(self.tr("Holidays"), lambda table: holidays_text(table.holidays), "Hours of their own"),
            DoorColumn(self.tr("In the week"), week_text),
        )

    def _rule_columns(self) -> tuple[DoorColumn, ...]:
        def when(rule: AccessRule) -> str:
            names = self._desk.state.names(ItemKind.TIME_TABLE)
            hours = names.get(rule.time_table, rule.time_table) if rule.time_table else self.tr("at any time")
            days = ""
            if rule.first_day is not None:
                days = period_text(rule.first_day, rule.last_day)
            elif rule.last_day is not None:
                days = self.tr("until {day}").format(day=isolated(rule.last_day.isoformat()))
            return BETWEEN.join(part for part in (hours, days) if part)

        def zones(rule: AccessRule) -> str:
            names = self._desk.state.names(ItemKind.ZONE)
            return BETWEEN.join(names.get(zone, zone) for zone in rule.zones)

        def proofs(rule: AccessRule) -> str:
            if rule.effect is Effect.DENY:
                return ""
            return " / ".join(map(factors_text, rule.factors))

        return (
            DoorColumn(self.tr("Rule"), lambda rule: rule.name, "Contractors never at night"),
            DoorColumn(self.tr("It"), lambda rule: effect_text(rule.effect), "Keeps out"),
            DoorColumn(self.tr("Whom"), self._whom, "Some groups and people"),
            DoorColumn(self.tr("Into"), zones, "A usual zone, another one"),
            DoorColumn(self.tr("When"), when, "At any time, usually"),
            DoorColumn(self.tr("By"), proofs),
        )

    def _whom(self, rule: AccessRule) -> str:
        if rule.everybody:
            return self.tr("everybody")
        return BETWEEN.join((*rule.groups, *map(self._desk.person, rule.people)))


def source_text(source: str) -> str:
    """What watches a door, in words."""
    return translate("Doors", "Card or PIN at this screen") if source == KEYPAD_SOURCE else source


def week_text(table: TimeTable) -> str:
    """Days with the same hours together: ``Mon–Fri 08:00-18:00``."""
    of_days = {day: hours_text([each for each in table.hours if each.weekday == day]) for day in WEEKDAYS}
    runs: list[tuple[int, int, str]] = []
    for day, text in of_days.items():
        if runs and runs[-1][2] == text:
            runs[-1] = (runs[-1][0], day, text)
        else:
            runs.append((day, day, text))
    return "; ".join(f"{_days(first, last)} {isolated(text)}" for first, last, text in runs if text)


def _days(first: int, last: int) -> str:
    begin, end = weekday_text(first, short=True), weekday_text(last, short=True)
    return begin if first == last else f"{begin}–{end}"
