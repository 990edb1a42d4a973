"""The plan of the doors as the window works on it: read off its thread, checked on it, changed on the job thread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import MAX_ID_LENGTH, ItemKind, PlanProblem, problems_of
from facegate.domain.access.rules import AccessRule
from facegate.domain.access.time_tables import TimeTable
from facegate.domain.access.zones import Zone
from facegate.errors import FacegateError
from facegate.pipeline.access.plan_reading import access_plan
from facegate.pipeline.attendance.plan_codec import KINDS, decoded
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.jobs import JobContext
from facegate.ui.i18n import translate
from facegate.ui.session import Session

KEYS = {
    ItemKind.ZONE: "zone_id",
    ItemKind.DOOR: "door_id",
    ItemKind.TIME_TABLE: "table_id",
    ItemKind.RULE: "rule_id",
}
"""The field with an item's id."""

_TYPES = {Zone: ItemKind.ZONE, DoorPlan: ItemKind.DOOR, TimeTable: ItemKind.TIME_TABLE, AccessRule: ItemKind.RULE}
_CALENDAR = "calendar"
_ORDER_STEP = 10
"""Between the numbers of two rules."""


def kind_of(item: Any) -> ItemKind:
    """What an item is."""
    return _TYPES[type(item)]


def id_of(item: Any) -> str:
    """An item's id."""
    return str(getattr(item, KEYS[kind_of(item)]))


@dataclass(frozen=True, slots=True)
class DoorPlanState:
    """The plan as it was read.

    Attributes:
        items: by kind and id.
        revisions: by kind and id.
        calendars: names by id.
        others: items of other kinds that doors depend on.
    """

    items: dict[ItemKind, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in ItemKind})
    revisions: dict[tuple[ItemKind, str], int] = field(default_factory=dict)
    calendars: dict[str, str] = field(default_factory=dict)
    others: tuple[Any, ...] = ()

    def plan(self) -> AccessPlan:
        """All of it."""
        return access_plan([*(item for items in self.items.values() for item in items.values()), *self.others])

    def names(self, kind: ItemKind) -> dict[str, str]:
        """Names by id, in order of name."""
        found = {item_id: item.name or item_id for item_id, item in self.items[kind].items()}
        return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))

    def problems_with(self, item: Any) -> list[PlanProblem]:
        """What is wrong with an item, or would be with others because of it, and was not before."""
        kind = kind_of(item)
        items = {**self.items, kind: {**self.items[kind], id_of(item): item}}
        before = {str(each) for each in problems_of(self.plan())}
        found = problems_of(replace(self, items=items).plan())
        mine = [each for each in found if each.kind is kind and each.item_id == id_of(item)]
        return mine or [each for each in found if str(each) not in before]


class DoorPlanDesk(QObject):
    """Belongs to the window's thread.

    Signals:
        loaded: it was read.
        unread: it could not be read; a FacegateError.
    """

    loaded = Signal()
    unread = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state = DoorPlanState()
        self._service: PlanService = session.services.plan

    def read(self) -> None:
        """Read everything again."""
        service = self._service
        self.session.tasks.query(self, lambda: read_state(service), self._take, self.unread.emit)

    def _take(self, state: DoorPlanState) -> None:
        self.state = state
        self.loaded.emit()

    def save(
        self, items: Iterable[Any], on_done: Callable[[], None], on_error: Callable[[FacegateError], None]
    ) -> None:
        """Store items. Those that were read must still be as they were: otherwise a ChangedMeanwhileError."""
        service, wanted = self._service, list(items)
        revisions = {id(item): self.state.revisions.get((kind_of(item), id_of(item)), 0) for item in wanted}

        def work() -> None:
            for item in wanted:
                service.put(item, revision=revisions[id(item)])

        self._change(self.tr("Saving the plan"), work, on_done, on_error)

    def remove(self, item: Any, on_done: Callable[[], None], on_error: Callable[[FacegateError], None]) -> None:
        """Take an item out of the plan."""
        service, kind, item_id = self._service, kind_of(item), id_of(item)
        revision = self.state.revisions.get((kind, item_id))
        self._change(
            self.tr("Changing the plan"),
            lambda: service.remove(kind.value, item_id, revision=revision),
            on_done,
            on_error,
        )

    def moved(self, rule: AccessRule, by: int) -> list[AccessRule]:
        """Rules that have to be stored so that one stands further down, or with a negative number up; maybe none."""
        rules = AccessPlan(rules=tuple(self.state.items[ItemKind.RULE].values())).rules_in_order()
        places = [each.rule_id for each in rules]
        if rule.rule_id not in places:
            return []
        place = places.index(rule.rule_id)
        target = min(max(0, place + by), len(rules) - 1)
        rules.insert(target, rules.pop(place))
        numbered = [replace(each, order=_ORDER_STEP * number) for number, each in enumerate(rules, 1)]
        return [new for new, old in zip(numbered, rules, strict=True) if new != old]

    def next_order(self) -> int:
        """Of a rule that comes last."""
        return max((each.order for each in self.state.items[ItemKind.RULE].values()), default=0) + _ORDER_STEP

    def person(self, subject_id: Any) -> str:
        """Somebody's name; of those who are not there any more their erasure is told."""
        known = self.session.services.directory.get(subject_id)
        return translate("Doors", "somebody who was erased") if known is None else known.name

    def _change(
        self,
        title: str,
        work: Callable[[], object],
        on_done: Callable[[], None],
        on_error: Callable[[FacegateError], None],
    ) -> None:
        service = self._service

        def run(_context: JobContext) -> DoorPlanState:
            work()
            return read_state(service)

        def done(state: DoorPlanState) -> None:
            self._take(state)
            on_done()

        self.session.tasks.run(self, title, run, on_done=done, on_error=on_error)


def read_state(service: PlanService) -> DoorPlanState:
    """Everything that doors depend on. Not on the window's thread."""
    items: dict[ItemKind, dict[str, Any]] = {kind: {} for kind in ItemKind}
    revisions: dict[tuple[ItemKind, str], int] = {}
    calendars: dict[str, str] = {}
    others: list[Any] = []
    for stored in service.items():
        kind = next((each for each in ItemKind if each.value == stored.kind), None)
        if kind is not None:
            items[kind][stored.item_id] = decoded(KINDS[stored.kind].made, stored.body)
            revisions[kind, stored.item_id] = stored.revision
        elif stored.kind == _CALENDAR:
            calendar = decoded(KINDS[stored.kind].made, stored.body)
            calendars[stored.item_id] = calendar.name or stored.item_id
            others.append(calendar)
    return DoorPlanState(items, revisions, calendars, tuple(others))


def new_id(name: str, kind: ItemKind, taken: Collection[str]) -> str:
    """An id made of a name: what is not a letter of English is left out, as ids stand in logs and topics."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: MAX_ID_LENGTH - 4] or kind.value.replace("_", "-")
    number, tried = 2, made
    while tried in taken:
        tried = f"{made}-{number}"
        number += 1
    return tried
