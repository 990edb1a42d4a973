"""Who somebody is in a report: read once, not once a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName
from facegate.pipeline.people import PeopleService

FindPerson = Callable[[SubjectId | None], PersonName | None]
FindDepartments = Callable[[], Mapping[SubjectId, str]]


_PAGE = 2000
"""Records read at a time."""


def departments_of(people: PeopleService) -> dict[SubjectId, str]:
    """The department of everybody who is in one."""
    found: dict[SubjectId, str] = {}
    offset = 0
    while page := people.search(limit=_PAGE, offset=offset):
        found.update((subject.subject_id, subject.department) for subject in page if subject.department)
        offset += len(page)
    return found


class PeopleCells:
    """The cells of people, for one report."""

    def __init__(self, person: FindPerson, departments: FindDepartments) -> None:
        """``departments``: of everybody who is in one; asked for at the first row that shows it."""
        self._person = person
        self._departments = departments
        self._known: Mapping[SubjectId, str] | None = None
        self._cells: dict[SubjectId | None, tuple[str, str, str]] = {}

    def who(self, subject_id: SubjectId | None) -> tuple[str, str, str]:
        """Random id, the site's identifier and name; of an erased person the id alone."""
        cells = self._cells.get(subject_id)
        if cells is None:
            person = self._person(subject_id)
            cells = (subject_id or "", person.external_id if person else "", person.name if person else "")
            self._cells[subject_id] = cells
        return cells

    def called(self, subject_id: SubjectId) -> PersonName | None:
        """What somebody is called; None for an erased person."""
        return self._person(subject_id)

    def department(self, subject_id: SubjectId) -> str:
        """Where somebody works now; empty for none."""
        if self._known is None:
            self._known = self._departments()
        found = self._known.get(subject_id)
        if found is None:
            person = self._person(subject_id)
            # Of a record that was merged into another, that one's.
            found = "" if person is None else self._known.get(person.subject_id, "")
        return found
