"""The watch list: who is looked out for, by whose order and on which legal basis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from secrets import token_hex

from facegate import logs
from facegate.domain.access.watch_list import MAX_BASIS_LENGTH, WatchBasis, WatchEntry
from facegate.domain.clean_text import clean_text
from facegate.domain.ids import SubjectId
from facegate.domain.people import SampleSource, Subject
from facegate.domain.people_query import BulkChange
from facegate.domain.ports import Clock
from facegate.domain.ports_access import AccessStore
from facegate.domain.profiles import Profile
from facegate.errors import AccessError
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.people import PeopleService
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore


class WatchList:
    """Reads and changes the watch list. Off until somebody turns it on: nobody is looked out for then."""

    def __init__(self, store: AccessStore, settings: SettingsStore, clock: Clock, actor: str) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._actor = actor
        self._people: PeopleService | None = None
        self._hide: Callable[[frozenset[SubjectId]], None] = lambda _people: None

    def follow(self, people: PeopleService, hide: Callable[[frozenset[SubjectId]], None]) -> None:
        """Take people from photographs, find them only while the list is on, and tell who is never to be named.

        Raises:
            FacegateError: the list cannot be read, or not be brought in line with the setting.
        """
        self._people, self._hide = people, hide
        people.when_watched(lambda who: hide(self._store.watched_only() | {who}))
        people.when_changed(lambda: hide(self._store.watched_only()))
        self._settings.subscribe(lambda _settings: self._align())
        self._align()

    def _align(self) -> None:
        """Templates of those who never consented are compared exactly while the list is on."""
        only = self._store.watched_only()
        self._hide(only)
        if self._people is None or not only:
            return
        suspended = not self.on
        change = [who for who in only if (self._people.get(who).suspended_at is not None) is not suspended]
        if change:
            self._people.change_many(change, BulkChange(suspended=suspended))

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
        said = self.check(basis)
        entry = WatchEntry(subject_id, said, refuse, self._clock.now(), self._actor)
        self._store.watch(entry)
        return entry

    def add_from_photographs(
        self,
        profile: Profile,
        samples: Sequence[EnrolmentSample],
        basis: str,
        *,
        refuse: bool = False,
        allow_look_alike: bool = False,
    ) -> Subject:
        """Put somebody on record only to look out for them: without consent, on a legal basis.

        They are found while the list is on, named to operators alone, and erased when they are taken off it.

        Args:
            profile: what they are called, and by which identifier.
            samples: at least one, all of that person.
            basis: what entitles the site to it, in words.
            refuse: as :meth:`add`; as nobody identifies them at a door, no rule lets them in either way.
            allow_look_alike: although the face matches somebody else.

        Raises:
            AccessError: as :meth:`add`.
            EnrolmentError: as :meth:`facegate.pipeline.people.PeopleService.enrol`.
        """
        said = self.check(basis)
        if self._people is None:
            raise RuntimeError("follow() comes first")
        return self._people.enrol(
            profile,
            samples,
            WatchBasis(said, refuse),
            SampleSource.PHOTO,
            allow_look_alike=allow_look_alike,
        )

    def is_watched_only(self, subject_id: SubjectId) -> bool:
        """Whether somebody is on record only because they are on the list."""
        return subject_id in self._store.watched_only()

    def check(self, basis: str) -> str:
        """A legal basis in the form in which it is stored. Raises AccessError as :meth:`add`."""
        if not self.on:
            raise AccessError(
                "The watch list is off",
                "Nobody is looked out for, so nobody can be put on the list.",
                "Turn it on first, if the law lets this site have one.",
            )
        try:
            return clean_text(basis, MAX_BASIS_LENGTH)
        except ValueError as error:
            raise AccessError(
                "No legal basis",
                "The legal basis {problem}.",
                "Say what entitles the site to look out for this person.",
                problem=str(error),
            ) from None

    def remove(self, subject_id: SubjectId) -> bool:
        """Look out for somebody no longer; False where they were not on the list.

        Who is on record only because of it is erased: nothing else entitles the site to their face.
        """
        if self._people is not None and self.is_watched_only(subject_id):
            for left in self._people.erase(subject_id).left:
                logs.app.warning("somebody was taken off the watch list, and something is left: %s", left.title)
            return True
        return self._store.unwatch(subject_id, self._actor)


def unnamed(name: str | None, identifier: str | None) -> Profile:
    """A record of somebody who is only looked out for; what is not known of them is made up."""
    return Profile(name or "Not known by name", identifier or f"watch-{token_hex(4)}")
