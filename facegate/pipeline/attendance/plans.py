"""The plan of a site: read as a whole, changed where it still fits together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import RLock
from typing import Any, TypeVar

from facegate.domain.access.plan import AccessPlan
from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment
from facegate.domain.attendance.calendars import Calendar, Holiday
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.plan_errors import PlanError
from facegate.domain.attendance.rotations import Rotation
from facegate.domain.attendance.shifts import Shift
from facegate.domain.ids import SubjectId, new_event_id
from facegate.domain.ports import PeopleStore
from facegate.domain.ports_attendance import PlanChange, PlanItem, PlanStore
from facegate.errors import AttendanceError, NotFoundError
from facegate.pipeline.access.plan_reading import access_plan, in_present_ids, require_doors_fit
from facegate.pipeline.attendance.holiday_library import public_holidays
from facegate.pipeline.attendance.plan_codec import KINDS, decoded, encoded, plan_refused
from facegate.pipeline.attendance.plan_file import parsed, written

T = TypeVar("T")


class PlanService:
    """Reads and changes the plan. May be used from any thread."""

    def __init__(self, store: PlanStore, people: PeopleStore, actor: str) -> None:
        self._store = store
        self._people = people
        self._actor = actor
        self._changing = RLock()
        self._on_changed: list[Callable[[], None]] = []

    def when_changed(self, callback: Callable[[], None]) -> None:
        """Be told that the plan was changed, on the thread that changed it."""
        self._on_changed.append(callback)

    # -- reading -------------------------------------------------------------------

    def plan(self) -> Plan:
        """All that minutes depend on; made anew, as it keeps what it works out and is for one thread.

        Raises:
            AttendanceError: what is stored does not fit together any more.
        """
        return _made(self._all(Shift), self._all(Rotation), self._all(Calendar), self.assignments(), self.absences())

    def doors(self) -> AccessPlan:
        """All that is decided by at doors; people whose records were merged by the one that there is now. Not checked.

        Raises:
            AttendanceError: what is stored is damaged.
        """
        stored = (decoded(KINDS[each.kind].made, each.body) for each in self.items() if each.kind in KINDS)
        return in_present_ids(access_plan(stored), self._people.merged())

    def items(self, kind: str | None = None) -> list[PlanItem]:
        """Items as they are stored, with who changed them when."""
        return self._store.items(kind)

    def get(self, kind: str, item_id: str) -> tuple[Any, int]:
        """An item and its revision. Raises NotFoundError."""
        for item in self._store.items(kind):
            if item.item_id == item_id:
                return decoded(KINDS[kind].made, item.body), item.revision
        raise _no_such_item(kind, item_id)

    def all_of(self, made: type[T]) -> list[T]:
        """All items of a class, by id: :class:`Shift`, ``Zone``, ..."""
        return self._all(made)

    def assignments(self) -> list[Assignment]:
        """Who works by which schedule, by id."""
        return self._store.assignments()

    def absences(
        self, subject_id: SubjectId | None = None, first: date | None = None, last: date | None = None
    ) -> list[Absence]:
        """Leave and trips, of all or of one person, that touch some days."""
        return self._store.absences(subject_id, first, last)

    # -- changing ------------------------------------------------------------------

    def put(self, item: Any, *, revision: int | None = None) -> None:
        """Add an item, or change the one with its id.

        Args:
            item: a :class:`Shift`, ``Calendar``, ``Zone``, ... or :class:`Assignment`.
            revision: as it was when it was read; 0: there was none.

        Raises:
            AttendanceError: the plan does not fit together with it; says which lines clash.
            ChangedMeanwhileError: the item has another revision by now.
        """
        if isinstance(item, Assignment):
            self._change(PlanChange(assignments=(item,)))
            return
        kind, known = next((kind, known) for kind, known in KINDS.items() if known.made is type(item))
        body = encoded(item)
        self._change(PlanChange(items=((kind, getattr(item, known.key), body),)), revision=revision)

    def remove(self, kind: str, item_id: str, *, revision: int | None = None) -> None:
        """Take an item, or with kind ``assignment`` an assignment, out of the plan.

        Raises:
            AttendanceError: something still needs it.
            NotFoundError: there is none.
            ChangedMeanwhileError: it has another revision by now.
        """
        if kind == "assignment":
            self._change(PlanChange(remove_assignments=(item_id,)))
        else:
            self._change(PlanChange(remove_items=((kind, item_id),)), revision=revision)

    def add_absence(self, absence: Absence) -> Absence:
        """Enter leave or a trip; without an id it gets one.

        Raises:
            AttendanceError: the person is away on one of these days already.
            NotFoundError: there is no such person.
        """
        if not absence.absence_id:
            absence = replace(absence, absence_id=new_event_id())
        self._change(PlanChange(absences=(absence,)))
        return absence

    def remove_absence(self, absence_id: str) -> None:
        """Take leave or a trip back. Raises NotFoundError."""
        self._change(PlanChange(remove_absences=(absence_id,)))

    def add_holidays(
        self, calendar_id: str, country: str, region: str | None, years: Sequence[int], language: str | None = None
    ) -> list[Holiday]:
        """Put the public holidays of a country into a calendar, which is made if there is none; returns them.

        Holidays of other years, and those that somebody added, stay.

        Raises:
            AttendanceError: the country or region is not known.
        """
        with self._changing:
            found = public_holidays(country, region, years, language)
            calendars = {each.calendar_id: each for each in self._all(Calendar)}
            calendar = calendars.get(calendar_id, Calendar(calendar_id, calendar_id))
            days = {holiday.day: holiday for holiday in (*found, *calendar.holidays)}
            self.put(replace(calendar, holidays=tuple(days[day] for day in sorted(days))))
        return found

    # -- files -----------------------------------------------------------------------

    def import_plan(self, text: str, *, replacing: bool = False) -> PlanChange:
        """Take over a plan from TOML, all of it or nothing; returns what was changed.

        Args:
            text: see :mod:`facegate.pipeline.attendance.plan_file`.
            replacing: what the file does not name is removed.

        Raises:
            AttendanceError: it cannot be read, or does not fit together.
            NotFoundError: nobody has an identifier that it names.
        """
        with self._changing:
            file = parsed(text, self._find)
            items = tuple((kind, getattr(item, KINDS[kind].key), encoded(item)) for kind, item in file.items)
            change = PlanChange(items=items, assignments=file.assignments, absences=file.absences)
            if replacing:
                kept = {(kind, item_id) for kind, item_id, _body in items}
                here = {each.assignment_id for each in file.assignments}
                away = {each.absence_id for each in file.absences}
                change = replace(
                    change,
                    remove_items=tuple(
                        (each.kind, each.item_id) for each in self.items() if (each.kind, each.item_id) not in kept
                    ),
                    remove_assignments=tuple(
                        each.assignment_id for each in self.assignments() if each.assignment_id not in here
                    ),
                    remove_absences=tuple(each.absence_id for each in self.absences() if each.absence_id not in away),
                )
            self._change(change)
        return change

    def export_plan(self, *, with_absences: bool = True) -> str:
        """The whole plan as TOML."""
        items = [(each.kind, decoded(KINDS[each.kind].made, each.body)) for each in self.items() if each.kind in KINDS]
        absences = self.absences() if with_absences else []
        return written(items, self.assignments(), absences, lambda who: self._people.get(who).external_id)

    # -- inside ------------------------------------------------------------------------

    def _change(self, change: PlanChange, *, revision: int | None = None) -> None:
        with self._changing:
            self._require_fit(change)
            self._store.change(change, self._actor, revision=revision)
        for tell in self._on_changed:
            tell()

    def _require_fit(self, change: PlanChange) -> None:
        """See that the plan with the change holds together, and makes nothing wrong about doors that was not before."""
        gone = set(change.remove_items)
        stored = {(each.kind, each.item_id): each.body for each in self.items()}
        bodies = {key: body for key, body in stored.items() if key not in gone}
        bodies.update({(kind, item_id): body for kind, item_id, body in change.items})
        assignments = {each.assignment_id: each for each in self.assignments()}
        assignments = {key: each for key, each in assignments.items() if key not in change.remove_assignments}
        assignments.update({each.assignment_id: each for each in change.assignments})
        absences = {each.absence_id: each for each in self.absences()}
        absences = {key: each for key, each in absences.items() if key not in change.remove_absences}
        absences.update({each.absence_id: each for each in change.absences})

        def of(kind: str) -> list[Any]:
            return [decoded(KINDS[kind].made, body) for (other, _id), body in bodies.items() if other == kind]

        _made(of("shift"), of("rotation"), of("calendar"), assignments.values(), absences.values())
        require_doors_fit(_readable(stored), _readable(bodies))

    def _all(self, made: type[T]) -> list[T]:
        kind = next(kind for kind, known in KINDS.items() if known.made is made)
        return [decoded(made, item.body) for item in self._store.items(kind)]

    def _find(self, external_id: str) -> SubjectId:
        found = self._people.find(external_id)
        if found is None:
            raise NotFoundError(
                "Person not found", "Nobody has the identifier {id}.", "Enrol them first, or correct the identifier.",
                id=external_id,
            )  # fmt: skip
        return found.subject_id


def _readable(bodies: Mapping[tuple[str, str], str]) -> Iterator[Any]:
    """Items from their JSON; one that is damaged is passed over, as it may be what is being replaced."""
    for (kind, _id), body in bodies.items():
        if kind in KINDS:
            with suppress(AttendanceError):
                yield decoded(KINDS[kind].made, body)


def _made(
    shifts: Iterable[Shift],
    rotations: Iterable[Rotation],
    calendars: Iterable[Calendar],
    assignments: Iterable[Assignment],
    absences: Iterable[Absence],
) -> Plan:
    try:
        return Plan(shifts, rotations, calendars, assignments, absences)
    except PlanError as error:
        raise plan_refused(error) from error


def _no_such_item(kind: str, item_id: str) -> NotFoundError:
    return NotFoundError(
        "Not in the plan", "There is no {kind} {id}.", "Look at the plan for what there is.", kind=kind, id=item_id
    )
