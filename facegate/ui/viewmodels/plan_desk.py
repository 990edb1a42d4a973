"""The plan of a site as the window works on it: read off its thread, checked on it, changed on the job thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault
from facegate.domain.attendance.rotations import Rotation
from facegate.domain.attendance.shifts import Shift
from facegate.domain.ids import SubjectId
from facegate.errors import ChangedMeanwhileError, FacegateError
from facegate.pipeline.attendance.plan_codec import KINDS, decoded
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.jobs import JobContext
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text, translate
from facegate.ui.plan_words import absence_text, detail_text, kind_text, period_text, problem_text
from facegate.ui.session import Session

KEYS = {
    ItemKind.SHIFT: "shift_id",
    ItemKind.ROTATION: "rotation_id",
    ItemKind.CALENDAR: "calendar_id",
    ItemKind.ASSIGNMENT: "assignment_id",
    ItemKind.ABSENCE: "absence_id",
}
"""The field with an item's id."""

_TYPES = {
    Shift: ItemKind.SHIFT,
    Rotation: ItemKind.ROTATION,
    Calendar: ItemKind.CALENDAR,
    Assignment: ItemKind.ASSIGNMENT,
    Absence: ItemKind.ABSENCE,
}


def kind_of(item: Any) -> ItemKind:
    """What an item is."""
    return _TYPES[type(item)]


def id_of(item: Any) -> str:
    """An item's id."""
    return str(getattr(item, KEYS[kind_of(item)]))


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan as it was read.

    Attributes:
        items: by kind and id.
        revisions: of those that count them, by kind and id.
        plan: None where what is stored does not fit together.
        problem: why not.
    """

    items: dict[ItemKind, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in ItemKind})
    revisions: dict[tuple[ItemKind, str], int] = field(default_factory=dict)
    plan: Plan | None = None
    problem: PlanError | None = None

    def find(self, kind: ItemKind, item_id: str) -> Any | None:
        """An item, or None."""
        return self.items[kind].get(item_id)

    def names(self, kind: ItemKind) -> dict[str, str]:
        """Names by id, in order of name; of shifts, rotations and calendars."""
        found = {item_id: item.name for item_id, item in self.items[kind].items()}
        return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))

    def check(self, item: Any) -> None:
        """See whether an item fits, as a new one or in the place of the one with its id.

        Only what it can clash with is looked at: it is asked with every key, and a site may have 10,000 assignments.

        Raises:
            PlanError: it does not fit, or what is around it does not.
        """
        kind = kind_of(item)
        items = {**self.items, kind: {**self.items[kind], id_of(item): item}}
        assignments = items[ItemKind.ASSIGNMENT]
        absences: dict[str, Any] = {}
        if isinstance(item, Absence):
            everybody_s = items[ItemKind.ABSENCE].items()
            absences = {key: each for key, each in everybody_s if each.subject_id == item.subject_id}
            assignments = {}
        elif isinstance(item, Assignment):
            target = item.scope, item.who
            assignments = {key: each for key, each in assignments.items() if (each.scope, each.who) == target}
        else:
            # One that names it stands for all.
            named = {each.schedule_id: each for each in assignments.values()}.get(id_of(item))
            assignments = {} if named is None else {named.assignment_id: named}
        _plan({**items, ItemKind.ASSIGNMENT: assignments, ItemKind.ABSENCE: absences})

    def could_make_way(self, item: Any, clash: PlanError) -> Assignment | None:
        """The assignment that an item clashes with, as it would be if it ended on the day before; None: it cannot."""
        if not isinstance(item, Assignment) or clash.fault is not PlanFault.SAME_DAYS or clash.second is None:
            return None
        other_id = next(ref.item_id for ref in (clash.first, clash.second) if ref.item_id != item.assignment_id)
        other = self.find(ItemKind.ASSIGNMENT, other_id)
        if other is None or other.first_day >= item.first_day:
            return None
        return replace(other, last_day=item.first_day - timedelta(days=1))


class PlanDesk(QObject):
    """Belongs to the window's thread.

    Attributes:
        state: as it was read last.
        is_read: whether it was read at all.

    Signals:
        loaded: it was read.
        unread: it could not be read; a FacegateError.
    """

    loaded = Signal()
    unread = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state = PlanState()
        self.is_read = False
        self._service: PlanService = session.services.plan

    @property
    def today(self) -> date:
        """The site's day."""
        return self.session.services.clock.now().astimezone(self.session.zone).date()

    def read(self) -> None:
        """Read everything again."""
        service = self._service
        self.session.tasks.query(self, lambda: read_state(service), self._take, self.unread.emit)

    def _take(self, state: PlanState) -> None:
        self.state, self.is_read = state, True
        self.loaded.emit()

    # -- changing ------------------------------------------------------------------------

    def save(
        self,
        item: Any,
        before: Any | None,
        revision: int,
        on_done: Callable[[], None],
        on_error: Callable[[FacegateError], None],
        making_way: Assignment | None = None,
    ) -> None:
        """Store an item.

        Args:
            item: the item.
            before: as it was when it was read; None for a new one.
            revision: of ``before``; 0 where it has none.
            on_done: stored, and the plan read again.
            on_error: it was not; a ChangedMeanwhileError where it is another one by now.
            making_way: an assignment that ends earlier for it, stored before it.
        """
        service = self._service
        other = None if making_way is None else self.state.find(ItemKind.ASSIGNMENT, making_way.assignment_id)

        def work() -> None:
            if making_way is not None:
                put(service, making_way, other, 0)
            put(service, item, before, revision)

        self._change(self.tr("Saving the plan"), work, on_done, on_error)

    def remove(self, item: Any, on_done: Callable[[], None], on_error: Callable[[FacegateError], None]) -> None:
        """Take an item out of the plan."""
        service, kind, item_id = self._service, kind_of(item), id_of(item)
        revision = self.state.revisions.get((kind, item_id))

        def work() -> None:
            if kind is ItemKind.ABSENCE:
                service.remove_absence(item_id)
            else:
                service.remove(kind.value, item_id, revision=revision)

        self._change(self.tr("Changing the plan"), work, on_done, on_error)

    def take_over(
        self,
        read: Callable[[], str],
        replacing: bool,
        on_done: Callable[[], None],
        on_error: Callable[[FacegateError], None],
    ) -> None:
        """Import a plan; ``read`` gives its TOML, on the job thread."""
        service = self._service
        self._change(
            self.tr("Importing a plan"), lambda: service.import_plan(read(), replacing=replacing), on_done, on_error
        )

    def _change(
        self,
        title: str,
        work: Callable[[], object],
        on_done: Callable[[], None],
        on_error: Callable[[FacegateError], None],
    ) -> None:
        service = self._service

        def run(_context: JobContext) -> PlanState:
            work()
            return read_state(service)

        def done(state: PlanState) -> None:
            self._take(state)
            on_done()

        self.session.tasks.run(self, title, run, on_done=done, on_error=on_error)

    # -- words -----------------------------------------------------------------------------

    def person(self, subject_id: str) -> str:
        """Somebody's name; of those who are not there any more their erasure is told."""
        known = self.session.services.directory.get(SubjectId(subject_id))
        return translate("Plan", "somebody who was erased") if known is None else known.name

    def person_with_id(self, subject_id: str) -> str:
        """The same with the identifier: several people may have one name."""
        known = self.session.services.directory.get(SubjectId(subject_id))
        return self.person(subject_id) if known is None else f"{known.name} ({known.external_id})"

    def whom(self, assignment: Assignment) -> str:
        """Whom an assignment is for."""
        if assignment.scope is Scope.EVERYBODY:
            return translate("Plan", "everybody")
        return assignment.who if assignment.scope is Scope.DEPARTMENT else self.person(assignment.who)

    def schedule(self, schedule_id: str) -> str:
        """Name of a shift or a rotation."""
        found = self.state.find(ItemKind.SHIFT, schedule_id) or self.state.find(ItemKind.ROTATION, schedule_id)
        return schedule_id if found is None else str(found.name)

    def title(self, item: Any) -> str:
        """An item in a few words."""
        if isinstance(item, Assignment):
            return translate("Plan", "{schedule} for {whom}, {period}").format(
                schedule=isolated(self.schedule(item.schedule_id)),
                whom=isolated(self.whom(item)),
                period=period_text(item.first_day, item.last_day),
            )
        if isinstance(item, Absence):
            return translate("Plan", "{absence} of {person}, {period}").format(
                absence=absence_text(item.kind),
                person=isolated(self.person(item.subject_id)),
                period=period_text(item.first_day, item.last_day),
            )
        return str(item.name)

    def called(self, ref: ItemRef, entered: Any | None = None, own: tuple[ItemKind, str] | None = None) -> str:
        """An item of an error in words.

        Args:
            ref: which.
            entered: what is in a form now, and goes before what is stored.
            own: kind and id of what the form is about: of this only the part is named.
        """
        item = entered if entered is not None and _is(entered, ref) else self.state.find(ref.kind, ref.item_id)
        if isinstance(item, Assignment | Absence):
            return f"“{self.title(item)}”"
        detail = detail_text(ref.detail, self.schedule) if ref.detail else ""
        if detail and own == (ref.kind, ref.item_id):
            return detail
        words = f"{kind_text(ref.kind)} “{isolated(ref.item_id if item is None else item.name)}”"
        return f"{words} ({detail})" if detail else words

    def said(self, error: FacegateError, entered: Any | None = None) -> str:
        """What is wrong, in a sentence or two; clashes with the names of what clashes."""
        cause = clash_of(error)
        if cause is not None:
            return problem_text(cause, lambda ref: self.called(ref, entered))
        words = error_text(error)
        return f"{words.message} {words.remedy}"


def clash_of(error: FacegateError) -> PlanError | None:
    """What in the plan an error came from."""
    return error.__cause__ if isinstance(error.__cause__, PlanError) else None


def _is(item: Any, ref: ItemRef) -> bool:
    return kind_of(item) is ref.kind and id_of(item) == ref.item_id


def read_state(service: PlanService) -> PlanState:
    """Everything, checked together. Not on the window's thread."""
    items: dict[ItemKind, dict[str, Any]] = {kind: {} for kind in ItemKind}
    revisions = {}
    for kind in (ItemKind.SHIFT, ItemKind.ROTATION, ItemKind.CALENDAR):
        for stored in service.items(kind.value):
            items[kind][stored.item_id] = decoded(KINDS[kind.value].made, stored.body)
            revisions[kind, stored.item_id] = stored.revision
    items[ItemKind.ASSIGNMENT] = {each.assignment_id: each for each in service.assignments()}
    items[ItemKind.ABSENCE] = {each.absence_id: each for each in service.absences()}
    try:
        return PlanState(items, revisions, _plan(items))
    except PlanError as problem:
        return PlanState(items, revisions, None, problem)


def put(service: PlanService, item: Any, before: Any | None, revision: int) -> None:
    """Store an item where it is still as it was. Raises ChangedMeanwhileError and what the service raises."""
    if not isinstance(item, Assignment | Absence):
        service.put(item, revision=revision)
        return
    # These have no revisions: what is stored is compared with what was read.
    stored: Iterable[Any] = service.assignments() if isinstance(item, Assignment) else service.absences()
    now = next((each for each in stored if id_of(each) == id_of(item)), None)
    if now != before:
        raise ChangedMeanwhileError(
            "Changed meanwhile", "Somebody else changed it since it was read.", "Look at it again, then change it."
        )
    if isinstance(item, Assignment):
        service.put(item)
    else:
        service.add_absence(item)


def _plan(items: dict[ItemKind, dict[str, Any]]) -> Plan:
    return Plan(*(items[kind].values() for kind in ItemKind))


def copy_of(item: Any, name: str) -> Any:
    """The same under another name; a form gives it an identifier of its own."""
    return replace(item, name=name)
