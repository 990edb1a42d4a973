"""What an import is told, what it works with, and how it tells how far it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from facegate.domain.frames import BgrImage
from facegate.domain.ports import Clock, PeopleStore, PinHasher, Vision
from facegate.pipeline.engine import Engine
from facegate.pipeline.import_plan import ImportPlan
from facegate.pipeline.people import PeopleService

T = TypeVar("T")

_RECENT = 50
"""Steps from which the speed is reckoned: photographs that were imported before cost next to nothing."""

_TELL_EVERY = 0.1
"""Seconds between two reports of progress: a window redraws for each."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        dry_run: look at everything and change nothing.
        update: change records that exist, and add photographs to them.
        without_face: also those without a usable photograph, as records without a face.
        another_person: also those whose face matches somebody: they look alike.
    """

    dry_run: bool = False
    update: bool = False
    without_face: bool = False
    another_person: bool = False


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is.

    Attributes:
        people, photos: dealt with.
        all_people, all_photos: there are.
        seconds_left: None while too little is known.
    """

    people: int
    all_people: int
    photos: int
    all_photos: int
    seconds_left: float | None


Tell = Callable[[ImportProgress], None]
"""Told how far an import is, on the thread of the import; must return at once."""


class UseVision(Protocol):
    """Runs work on the models between two frames of the camera; see ``LiveHandler.use_vision``."""

    def __call__(self, work: Callable[[Vision], T]) -> T:
        """Return what the work returns."""


@dataclass(frozen=True, slots=True, eq=False)
class ImportTools:
    """What an import works with.

    Attributes:
        people: changes them.
        store: knows the digests of photographs and the hashes of PINs.
        engine: models and gallery in use; None before they are loaded.
        use_vision: see :class:`UseVision`.
        decode: reads a picture from its bytes; raises ImageError.
        pins: hashes PINs.
        clock: for the time that is left.
        lower_priority: of the calling thread, so that camera and window go first.
    """

    people: PeopleService
    store: PeopleStore
    engine: Callable[[], Engine | None]
    use_vision: UseVision
    decode: Callable[[bytes], BgrImage]
    pins: PinHasher
    clock: Clock
    lower_priority: Callable[[], None]


class Pace:
    """Tells how far an import is, not too often, and reckons how long it will take."""

    def __init__(self, plan: ImportPlan, tell: Tell, clock: Clock) -> None:
        self._all_people, self._all_photos = len(plan.people), plan.photos
        self._tell = tell
        self._clock = clock
        self._recent: deque[tuple[float, int]] = deque([(clock.monotonic(), 0)], _RECENT)
        self._told = -_TELL_EVERY

    def at(self, people: int, photos: int) -> None:
        """So many are dealt with."""
        now, done = self._clock.monotonic(), people + photos
        self._recent.append((now, done))
        if now - self._told < _TELL_EVERY and people < self._all_people:
            return
        self._told = now
        since, before = self._recent[0]
        left = self._all_people + self._all_photos - done
        seconds = (now - since) / (done - before) * left if len(self._recent) == _RECENT and done > before else None
        self._tell(ImportProgress(people, self._all_people, photos, self._all_photos, seconds))
