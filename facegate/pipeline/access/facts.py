"""What rules know of a person, read when it is needed: a suspension holds from the next sighting on."""

from __future__ import annotations

from facegate.domain.access.rules import PersonFacts, Watched
from facegate.domain.ids import SubjectId
from facegate.domain.ports import PeopleStore
from facegate.domain.ports_access import AccessStore
from facegate.errors import NotFoundError
from facegate.settings.store import SettingsStore


class Facts:
    """Reads records of people and the watch list. Thread-safe."""

    def __init__(self, people: PeopleStore, store: AccessStore, settings: SettingsStore) -> None:
        self._people = people
        self._store = store
        self._settings = settings

    def of(self, subject_id: SubjectId) -> PersonFacts | None:
        """None where there is no record of them (any more). Raises FacegateError."""
        try:
            subject = self._people.get(subject_id)
        except NotFoundError:
            return None
        return PersonFacts(
            subject.subject_id,
            frozenset(subject.groups),
            subject.suspended_at is not None,
            subject.valid_from,
            subject.valid_until,
            self._watched(subject.subject_id),
        )

    def _watched(self, subject_id: SubjectId) -> Watched:
        entry = self._store.watched(subject_id) if self._settings.current.access.watch_list else None
        if entry is None:
            return Watched.NO
        return Watched.REFUSE if entry.refuse else Watched.ALARM
