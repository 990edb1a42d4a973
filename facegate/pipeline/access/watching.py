"""The watch list: who is looked out for, by whose order and on which legal basis."""

from __future__ import annotations

from facegate.domain.access.watch_list import MAX_BASIS_LENGTH, WatchEntry
from facegate.domain.clean_text import clean_text
from facegate.domain.ids import SubjectId
from facegate.domain.ports import Clock
from facegate.domain.ports_access import AccessStore
from facegate.errors import AccessError
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore


class WatchList:
    """Reads and changes the watch list. Off until somebody turns it on: nobody is looked out for then."""

    def __init__(self, store: AccessStore, settings: SettingsStore, clock: Clock, actor: str) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._actor = actor

    @property
    def on(self) -> bool:
        """Whether anybody is looked out for."""
        return self._settings.current.access.watch_list

    def turn(self, on: bool) -> None:
        """Look out for those on the list, or for nobody; the list stays. Raises SettingsError, StorageError."""
        self._settings.replace(with_changes(self._settings.current, "access", watch_list=on))

    def entries(self) -> list[WatchEntry]:
        """Everybody on it, who was added first first. Raises FacegateError."""
        return list(self._store.watch_list())

    def add(self, subject_id: SubjectId, basis: str, *, refuse: bool = False) -> WatchEntry:
        """Look out for somebody, or change what is said of them.

        Args:
            subject_id: who.
            basis: what entitles the site to it, in words.
            refuse: let them in nowhere, either.

        Raises:
            AccessError: the watch list is off, or the basis says nothing.
            NotFoundError: there is nobody with this id.
        """
        if not self.on:
            raise AccessError(
                "The watch list is off",
                "Nobody is looked out for, so nobody can be put on the list.",
                "Turn it on first, if the law lets this site have one.",
            )
        try:
            said = clean_text(basis, MAX_BASIS_LENGTH)
        except ValueError as error:
            raise AccessError(
                "No legal basis",
                "The legal basis {problem}.",
                "Say what entitles the site to look out for this person.",
                problem=str(error),
            ) from None
        entry = WatchEntry(subject_id, said, refuse, self._clock.now(), self._actor)
        self._store.watch(entry)
        return entry

    def remove(self, subject_id: SubjectId) -> bool:
        """Look out for somebody no longer; False where they were not on the list."""
        return self._store.unwatch(subject_id, self._actor)
