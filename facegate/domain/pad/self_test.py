"""The self-test of a site: what its own camera and light make of what is held up to it. Pure; no clock, no pictures.

A try is a track: something comes into the picture, stays and goes. A try with an attack *passed* if it was taken for a
person even once, for a door would have opened then. What can be shown in half an hour by one person are coarse
faults of a site (light, glare, distance), not error rates: ISO/IEC 30107-3 wants many subjects and makers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from facegate.domain.ids import TrackId
from facegate.domain.pad.results import Pad
from facegate.domain.rates import Rate, wilson

READY_SECONDS = 5.0
"""Between the start of a step and its first try: time to leave the picture."""

STEP_SECONDS = 30.0
"""Of a step: three tries of some seconds each, and the ways between them."""

LEAST_SECONDS = 1.5
"""Something that was seen for a shorter time is no try: nobody is recognised as fast."""


class Species(StrEnum):
    """Kinds of attack that an office has the means for, and what must still pass; in the order of the test."""

    BONA_FIDE = "bona_fide"
    PRINT = "print"
    PHONE = "phone"
    TABLET = "tablet"
    BENT_PRINT = "bent_print"
    MASK = "mask"

    @property
    def is_attack(self) -> bool:
        """Whether it must be refused."""
        return self is not Species.BONA_FIDE


class StepState(StrEnum):
    """Where a step stands."""

    WAITING = "waiting"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


class Hint(StrEnum):
    """What is wrong with how something is held up."""

    NOBODY = "nobody"
    SEVERAL = "several"
    WAS_THERE = "was_there"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Seen:
    """One track in one frame.

    Attributes:
        pad: what attack detection says of it.
    """

    track: TrackId
    pad: Pad


@dataclass(slots=True)
class _Try:
    first: float
    last: float
    said: set[Pad] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step gave.

    Attributes:
        tries: tracks that stayed long enough.
        attack: of those, taken for an attack and never for a person.
        bona_fide: of those, taken for a person; of the bona fide step only where it was never taken for an attack.
        unsure: the rest: nobody is let in on it, and no alarm is raised.
    """

    species: Species
    state: StepState
    tries: int = 0
    attack: int = 0
    bona_fide: int = 0
    unsure: int = 0

    @property
    def errors(self) -> int:
        """Attacks that passed, or people who were taken for an attack."""
        return self.bona_fide if self.species.is_attack else self.attack

    @property
    def error_rate(self) -> Rate:
        """Their share, with Wilson's interval."""
        return wilson(self.errors, self.tries)

    @property
    def tried(self) -> bool:
        """Whether it says anything."""
        return self.state is StepState.DONE and self.tries > 0


class SelfTest:
    """One step after another; times are of the camera, in seconds. Not thread-safe.

    Attributes:
        species: of the step that is on; None once all are over.
        hint: what is wrong just now; None where nothing is.
    """

    def __init__(self, wanted: Iterable[Species] = tuple(Species)) -> None:
        self._results: dict[Species, StepResult] = {each: StepResult(each, StepState.WAITING) for each in wanted}
        self._started: float | None = None
        self._asked = False
        self._there: set[TrackId] = set()
        self._tries: dict[TrackId, _Try] = {}
        self.hint: Hint | None = None

    @property
    def species(self) -> Species | None:
        """The step that is on, or next."""
        over = (StepState.DONE, StepState.SKIPPED)
        return next((each for each, result in self._results.items() if result.state not in over), None)

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.species is None

    @property
    def results(self) -> tuple[StepResult, ...]:
        """Of every step, in order; of the one that is on as far as it has come."""
        return tuple(self._result_of(each) for each in self._results)

    def state(self, time: float | None = None) -> StepState:
        """Of the step that is on; ``time``: of the newest frame."""
        if self.species is None:
            return StepState.DONE
        if self._started is None or time is None:
            return StepState.READY if self._asked else StepState.WAITING
        return StepState.READY if time - self._started < READY_SECONDS else StepState.RUNNING

    def remaining(self, time: float) -> float:
        """Seconds until the tries begin, or until the step is over."""
        if self._started is None:
            return READY_SECONDS
        passed = time - self._started
        return max(0.0, (READY_SECONDS if passed < READY_SECONDS else READY_SECONDS + STEP_SECONDS) - passed)

    def start(self) -> None:
        """Begin the step that is on, with the next frame; anew where it was begun before."""
        self._asked = self.species is not None
        self._started = None
        self._there, self._tries, self.hint = set(), {}, None

    def skip(self) -> None:
        """Leave the step that is on out."""
        if (species := self.species) is not None:
            self._results[species] = StepResult(species, StepState.SKIPPED)
            self._end()

    def again(self, species: Species) -> None:
        """Do a step over."""
        self._results[species] = StepResult(species, StepState.WAITING)
        self._end()

    def see(self, seen: Iterable[Seen], time: float) -> None:
        """One frame."""
        species, shown = self.species, tuple(seen)
        if species is None or not self._asked:
            return
        if self._started is None:
            self._started = time
        if self.state(time) is StepState.READY:
            self._there = {each.track for each in shown}
            self.hint = None
            return
        self._there &= {each.track for each in shown}
        self.hint = self._wrong(shown)
        if self.hint is None:
            each = shown[0]
            made = self._tries.setdefault(each.track, _Try(time, time))
            made.last = time
            made.said.add(each.pad)
        if time - self._started >= READY_SECONDS + STEP_SECONDS:
            self._results[species] = self._result_of(species, StepState.DONE)
            self._end()

    def _wrong(self, shown: tuple[Seen, ...]) -> Hint | None:
        if not shown:
            return Hint.NOBODY
        if len(shown) > 1:
            # Whoever holds a picture up may be in view themselves, and would pass for it.
            return Hint.SEVERAL
        if shown[0].track in self._there:
            # What was said of whoever stood there before still counts for the track.
            return Hint.WAS_THERE
        return Hint.NOT_ASSESSED if shown[0].pad is Pad.NOT_ASSESSED else None

    def _end(self) -> None:
        self._asked, self._started = False, None
        self._there, self._tries, self.hint = set(), {}, None

    def _result_of(self, species: Species, state: StepState | None = None) -> StepResult:
        known = self._results[species]
        if state is None and (species is not self.species or not self._asked):
            return known
        attack = bona_fide = unsure = 0
        for made in self._tries.values():
            if made.last - made.first < LEAST_SECONDS:
                continue
            worst, other = (Pad.BONA_FIDE, Pad.ATTACK) if species.is_attack else (Pad.ATTACK, Pad.BONA_FIDE)
            decided = worst if worst in made.said else other if other in made.said else Pad.INCONCLUSIVE
            attack += decided is Pad.ATTACK
            bona_fide += decided is Pad.BONA_FIDE
            unsure += decided is Pad.INCONCLUSIVE
        tries = attack + bona_fide + unsure
        return StepResult(species, state or StepState.RUNNING, tries, attack, bona_fide, unsure)
