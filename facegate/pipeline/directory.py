"""Who a subject id is, answered from memory: asked for every box that is drawn."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.domain.ports import PeopleStore

_PAGE = 1000


class NameDirectory:
    """All enrolled people by id. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._people: dict[SubjectId, Subject] = {}

    def load(self, store: PeopleStore) -> None:
        """Read everybody."""
        people = {subject.subject_id: subject for subject in _everybody(store)}
        with self._lock:
            self._people = people

    def get(self, subject_id: SubjectId | None) -> Subject | None:
        """The person, or None if unknown or erased."""
        return None if subject_id is None else self._people.get(subject_id)

    def put(self, subject: Subject) -> None:
        """Add or replace a person."""
        with self._lock:
            self._people[subject.subject_id] = subject

    def remove(self, subject_id: SubjectId) -> None:
        """Drop a person."""
        with self._lock:
            self._people.pop(subject_id, None)

    def __len__(self) -> int:
        return len(self._people)


def _everybody(store: PeopleStore) -> Iterator[Subject]:
    offset = 0
    while page := store.search(limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)
