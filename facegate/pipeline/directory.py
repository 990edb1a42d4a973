"""Who a subject id is, answered from memory: asked for every box that is drawn."""

from __future__ import annotations

import threading

from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName, Subject
from facegate.domain.ports import PeopleStore


class NameDirectory:
    """What everybody is called, by id. Thread-safe.

    The id of a record that was merged into another one finds that one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._people: dict[SubjectId, PersonName] = {}
        self._merged: dict[SubjectId, SubjectId] = {}

    def load(self, store: PeopleStore) -> None:
        """Read everybody."""
        people = {person.subject_id: person for person in store.everybody()}
        merged = store.merged()
        with self._lock:
            self._people, self._merged = people, merged

    def get(self, subject_id: SubjectId | None) -> PersonName | None:
        """The person, or None if unknown or erased."""
        if subject_id is None:
            return None
        found = self._people.get(subject_id)
        return self._people.get(self._merged.get(subject_id, subject_id)) if found is None else found

    def put(self, subject: Subject) -> None:
        """Add or replace a person."""
        with self._lock:
            self._people[subject.subject_id] = subject.called

    def merge(self, kept: Subject, other: SubjectId) -> None:
        """``other`` is a record of ``kept`` from now on, and so is what had been merged into it before."""
        with self._lock:
            self._people[kept.subject_id] = kept.called
            self._people.pop(other, None)
            before = {old: kept.subject_id if new == other else new for old, new in self._merged.items()}
            self._merged = {**before, other: kept.subject_id}

    def remove(self, subject_id: SubjectId) -> None:
        """Drop a person."""
        with self._lock:
            self._people.pop(subject_id, None)

    def __len__(self) -> int:
        return len(self._people)
