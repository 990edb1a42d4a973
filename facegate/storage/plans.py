"""What was planned: shifts, calendars, doors, who works when, and who is away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.ids import SubjectId
from facegate.domain.ports import Clock
from facegate.domain.ports_attendance import PlanChange, PlanItem
from facegate.errors import NotFoundError
from facegate.storage import stale
from facegate.storage.audit import Action, record
from facegate.storage.erasure import require
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.people_rows import changed_meanwhile
from facegate.storage.readers import Readers
from facegate.storage.schema import absences, assignments, plan_items
from facegate.storage.writer import Writes

OF_MINUTES = frozenset({"shift", "rotation", "calendar"})
"""Kinds of items that minutes depend on; others are about doors."""


class StoredPlans:
    """Implements :class:`facegate.domain.ports_attendance.PlanStore`. Thread-safe."""

    def __init__(self, readers: Readers, writer: Writes, clock: Clock) -> None:
        self._readers = readers
        self._writer = writer
        self._clock = clock

    def items(self, kind: str | None = None) -> list[PlanItem]:
        """See :class:`facegate.domain.ports_attendance.PlanStore`."""
        statement = select(plan_items).order_by(plan_items.c.kind, plan_items.c.item_id)
        if kind is not None:
            statement = statement.where(plan_items.c.kind == kind)
        with self._readers.reading() as connection:
            return [
                PlanItem(
                    row.kind, row.item_id, row.body, row.revision, from_micros(row.changed_at), row.changed_by
                )
                for row in connection.execute(statement)
            ]  # fmt: skip

    def assignments(self) -> list[Assignment]:
        """See :class:`facegate.domain.ports_attendance.PlanStore`."""
        with self._readers.reading() as connection:
            rows = connection.execute(select(assignments).order_by(assignments.c.assignment_id))
            return [_assignment(row) for row in rows]

    def absences(
        self, subject_id: SubjectId | None = None, first: date | None = None, last: date | None = None
    ) -> list[Absence]:
        """See :class:`facegate.domain.ports_attendance.PlanStore`."""
        statement = select(absences).order_by(absences.c.first_day, absences.c.absence_id)
        if subject_id is not None:
            statement = statement.where(absences.c.subject_id == subject_id)
        if first is not None:
            statement = statement.where(absences.c.last_day >= first.isoformat())
        if last is not None:
            statement = statement.where(absences.c.first_day <= last.isoformat())
        with self._readers.reading() as connection:
            return [_absence(row) for row in connection.execute(statement)]

    def change(self, change: PlanChange, actor: str, *, revision: int | None = None) -> None:
        """See :class:`facegate.domain.ports_attendance.PlanStore`."""

        def work(connection: Connection) -> None:
            now = self._clock.now()
            for kind, item_id in change.remove_items:
                _remove_item(connection, kind, item_id, revision, now, actor)
            for kind, item_id, body in change.items:
                _put_item(connection, kind, item_id, body, revision, now, actor)
            for each in change.remove_assignments:
                _remove_assignment(connection, each, now, actor)
            for assignment in change.assignments:
                _put_assignment(connection, assignment, now, actor)
            for each in change.remove_absences:
                _remove_absence(connection, each, now, actor)
            for absence in change.absences:
                _put_absence(connection, absence, now, actor)

        self._writer.run(work)


def _put_item(
    connection: Connection, kind: str, item_id: str, body: str, revision: int | None, now: datetime, actor: str
) -> None:
    this = (plan_items.c.kind == kind) & (plan_items.c.item_id == item_id)
    before = connection.execute(select(plan_items.c.revision, plan_items.c.body).where(this)).first()
    if revision is not None and revision != (0 if before is None else before.revision):
        raise changed_meanwhile()
    if before is not None and before.body == body:
        return
    columns = {"body": body, "changed_at": to_micros(now), "changed_by": actor}
    if before is None:
        connection.execute(insert(plan_items).values(kind=kind, item_id=item_id, revision=1, **columns))
    else:
        connection.execute(update(plan_items).where(this).values(revision=before.revision + 1, **columns))
    _item_changed(connection, kind, item_id, now, actor, "added" if before is None else "changed")


def _remove_item(
    connection: Connection, kind: str, item_id: str, revision: int | None, now: datetime, actor: str
) -> None:
    this = (plan_items.c.kind == kind) & (plan_items.c.item_id == item_id)
    before = connection.execute(select(plan_items.c.revision).where(this)).scalar()
    if before is None:
        raise _not_found(kind, item_id)
    if revision is not None and revision != before:
        raise changed_meanwhile()
    connection.execute(delete(plan_items).where(this))
    _item_changed(connection, kind, item_id, now, actor, "removed")


def _item_changed(connection: Connection, kind: str, item_id: str, now: datetime, actor: str, done: str) -> None:
    if kind in OF_MINUTES:
        stale.mark(connection, [(None, *stale.ALWAYS)])
    record(connection, now, actor, Action.CHANGE_PLAN, item_id, {"kind": kind, "done": done})


def _put_assignment(connection: Connection, wanted: Assignment, now: datetime, actor: str) -> None:
    this = assignments.c.assignment_id == wanted.assignment_id
    before = connection.execute(select(assignments).where(this)).first()
    if before is not None and _assignment(before) == wanted:
        return
    who = SubjectId(wanted.who) if wanted.scope is Scope.PERSON else None
    if who is not None:
        require(connection, who)
    columns: dict[str, Any] = {
        "scope": wanted.scope.value,
        "subject_id": who,
        "department": wanted.who if wanted.scope is Scope.DEPARTMENT else None,
        "schedule_id": wanted.schedule_id,
        "first_day": wanted.first_day.isoformat(),
        "last_day": wanted.last_day and wanted.last_day.isoformat(),
        "temporary": wanted.temporary,
        "calendar_id": wanted.calendar_id,
        "on_holidays": wanted.on_holidays,
        "changed_at": to_micros(now),
        "changed_by": actor,
    }
    if before is None:
        connection.execute(insert(assignments).values(assignment_id=wanted.assignment_id, **columns))
    else:
        connection.execute(update(assignments).where(this).values(**columns))
        _assignment_marked(connection, _assignment(before))
    _assignment_marked(connection, wanted)
    record(connection, now, actor, Action.CHANGE_ASSIGNMENT, who or wanted.assignment_id, {"done": "changed"})


def _remove_assignment(connection: Connection, assignment_id: str, now: datetime, actor: str) -> None:
    this = assignments.c.assignment_id == assignment_id
    before = connection.execute(select(assignments).where(this)).first()
    if before is None:
        raise _not_found("assignment", assignment_id)
    connection.execute(delete(assignments).where(this))
    _assignment_marked(connection, _assignment(before))
    about = before.subject_id or assignment_id
    record(connection, now, actor, Action.CHANGE_ASSIGNMENT, about, {"done": "removed"})


def _assignment_marked(connection: Connection, assignment: Assignment) -> None:
    # Of a department: who is in it on which day is not asked here.
    who = SubjectId(assignment.who) if assignment.scope is Scope.PERSON else None
    stale.mark(connection, [(who, assignment.first_day, assignment.last_day or date.max)])


def _put_absence(connection: Connection, wanted: Absence, now: datetime, actor: str) -> None:
    this = absences.c.absence_id == wanted.absence_id
    before = connection.execute(select(absences).where(this)).first()
    if before is not None and _absence(before) == wanted:
        return
    require(connection, wanted.subject_id)
    columns: dict[str, Any] = {
        "subject_id": wanted.subject_id,
        "kind": wanted.kind.value,
        "first_day": wanted.first_day.isoformat(),
        "last_day": wanted.last_day.isoformat(),
        "part": wanted.part.value,
        "paid": wanted.paid,
        "changed_at": to_micros(now),
        "changed_by": actor,
    }
    if before is None:
        connection.execute(insert(absences).values(absence_id=wanted.absence_id, **columns))
    else:
        connection.execute(update(absences).where(this).values(**columns))
        _absence_marked(connection, _absence(before))
    _absence_marked(connection, wanted)
    details: dict[str, object] = {"done": "changed" if before else "added", "days": _days(wanted)}
    record(connection, now, actor, Action.CHANGE_ABSENCE, wanted.subject_id, details)


def _remove_absence(connection: Connection, absence_id: str, now: datetime, actor: str) -> None:
    this = absences.c.absence_id == absence_id
    before = connection.execute(select(absences).where(this)).first()
    if before is None:
        raise _not_found("absence", absence_id)
    connection.execute(delete(absences).where(this))
    _absence_marked(connection, _absence(before))
    details: dict[str, object] = {"done": "removed", "days": _days(_absence(before))}
    record(connection, now, actor, Action.CHANGE_ABSENCE, before.subject_id, details)


def _absence_marked(connection: Connection, absence: Absence) -> None:
    stale.mark(connection, [(absence.subject_id, absence.first_day, absence.last_day)])


def _days(absence: Absence) -> int:
    return (absence.last_day - absence.first_day).days + 1


def _assignment(row: Any) -> Assignment:
    scope = Scope(row.scope)
    return Assignment(
        assignment_id=row.assignment_id,
        scope=scope,
        who={Scope.PERSON: row.subject_id, Scope.DEPARTMENT: row.department}.get(scope) or "",
        schedule_id=row.schedule_id,
        first_day=date.fromisoformat(row.first_day),
        last_day=None if row.last_day is None else date.fromisoformat(row.last_day),
        temporary=row.temporary,
        calendar_id=row.calendar_id,
        on_holidays=row.on_holidays,
    )


def _absence(row: Any) -> Absence:
    return Absence(
        absence_id=row.absence_id,
        subject_id=SubjectId(row.subject_id),
        kind=AbsenceKind(row.kind),
        first_day=date.fromisoformat(row.first_day),
        last_day=date.fromisoformat(row.last_day),
        part=DayPart(row.part),
        paid=row.paid,
    )


def _not_found(kind: str, item_id: str) -> NotFoundError:
    return NotFoundError(
        "Not in the plan", "There is no {kind} {id}.", "Look at the plan for what there is.", kind=kind, id=item_id
    )
