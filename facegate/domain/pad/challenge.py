"""A challenge: somebody is asked for movements that a picture cannot make, and must stay the same person throughout.

A try begins and ends with a look straight at the camera, and what is seen in it is compared all along. Three tries,
with a pause between them. Pure: measurements, moments and chance come from outside.
"""

from __future__ import annotations

from random import Random
from statistics import median

from facegate.domain.enrolment import LEAST_EYE_OPENNESS
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView, Failure
from facegate.domain.pad.movements import STEPS, TURNS, FaceLook, Movement, MovementWatch, draw_movements
from facegate.domain.pad.results import Cue, Pad, PadResult

STEP_SECONDS = 7.0
"""For each movement, and for each look straight on: a second to read, two to act, and patience for the slow."""

PAUSE_SECONDS = 3.0
"""After a try that failed."""

MOST_TRIES = 3

FRONT_SECONDS = 0.4
"""For how long somebody must look straight on, in three looks at least: their own front is the median of them."""
_FRONT_LOOKS = 3

FRONT_YAW, FRONT_PITCH = 15.0, 30.0
"""Degrees within which a head looks straight on. A camera above a door sees everybody look down."""

LONGEST_GAP = 0.7
"""Seconds out of sight after which a try has failed: time enough to hold up something else."""

STRANGE_SECONDS, STRANGE_LOOKS = 0.4, 3
"""For how long, and in how many looks at least, the face from the front must be somebody else's before it is said that
it was swapped: longer than a passer-by takes to cross the picture. Until then it only does not count."""


class Challenge:
    """Asks one person on one track. Times in seconds, as frames count them. Not thread-safe.

    Each look goes to :meth:`look`; then, where it is compared with the looks before, what that says to
    :meth:`compare`. A movement that was made counts once a look that shows it is of the same person.

    Attributes:
        state: see :class:`ChallengeState`.
    """

    def __init__(self, possible: frozenset[Movement], rng: Random, tries: int = MOST_TRIES) -> None:
        """Ask for movements that are ``possible``, so many times at the most.

        Raises:
            ValueError: no turns are possible: then there are no challenges; or no try is left.
        """
        if not possible.issuperset(TURNS) or tries < 1:
            raise ValueError("a challenge needs both turns and a try")
        self._most_tries = tries
        self._possible = possible
        self._rng = rng
        self._tries = 0
        self._failure: Failure | None = None
        self._strange: list[float] = []
        self._seen: float | None = None
        self._begun: float | None = None
        self._now = 0.0
        self._begin()

    def _begin(self) -> None:
        self.state = ChallengeState.FRONT
        self._tries += 1
        self._begun = None
        self._fronts: list[tuple[float, FaceLook]] = []
        self._room = True
        self._movements: tuple[Movement, ...] = ()
        self._step = 0
        self._watch: MovementWatch | None = None
        self._front: FaceLook | None = None
        self._newest: FaceLook | None = None

    # -- what is known ---------------------------------------------------------------

    @property
    def result(self) -> PadResult | None:
        """What it says; None before the first try is over."""
        if self.state is ChallengeState.PASSED:
            return PadResult(Pad.BONA_FIDE, Cue.CHALLENGE)
        if self.state is ChallengeState.SWAPPED:
            return PadResult(Pad.ATTACK, Cue.SWAP)
        if self._failure is not None or self.state.over:
            return PadResult(Pad.INCONCLUSIVE, Cue.CHALLENGE)
        return None

    @property
    def failures(self) -> int:
        """Tries that failed."""
        if self.state in (ChallengeState.PAUSE, ChallengeState.FAILED):
            return self._tries
        return self._tries - 1

    @property
    def wants_eyes(self) -> bool:
        """Whether the openness of the eyes matters in the next look."""
        if Movement.BLINK not in self._possible:
            return False
        return self.state is ChallengeState.FRONT or (
            self._watch is not None and self._watch.movement is Movement.BLINK
        )

    @property
    def wants_proof(self) -> bool:
        """Whether the newest look would count if it is of the same person."""
        if self._newest is None:
            return False
        if self.state is ChallengeState.MOVE:
            return self._watch is not None and self._watch.done
        return self.state in _STRAIGHT and self._straight_long()

    @property
    def frontal(self) -> bool:
        """Whether the newest look shows the face from the front, where it is surely told from another's."""
        return self._newest is not None and self._is_front(self._newest)

    @property
    def view(self) -> ChallengeView:
        """What to tell the person now."""
        watch = self._watch if self.state is ChallengeState.MOVE else None
        limit = PAUSE_SECONDS if self.state is ChallengeState.PAUSE else STEP_SECONDS
        passed = 0.0 if self._begun is None else self._now - self._begun
        return ChallengeView(
            state=self.state,
            movement=watch.movement if watch else None,
            step=min(self._step + 1, STEPS),
            steps=STEPS,
            share=watch.share if watch else 0.0,
            blinks=watch.blinks if watch else 0,
            remaining=0.0 if self.state.over else min(limit, max(0.0, limit - passed)),
            limit=limit,
            failure=self._failure,
            tries_left=self._most_tries - self._tries,
        )

    # -- what happens ------------------------------------------------------------------

    def look(self, look: FaceLook, time: float, *, room: bool = True) -> None:
        """The person looks like that at that moment; ``room``: they could come closer and still be in the picture."""
        if self.state.over:
            return
        self._newest = None
        if not self._in_time(time) or not look.finite:
            return
        self._newest = look
        if self.state is ChallengeState.MOVE and self._watch is not None:
            self._watch.look(look, time)
            if self._watch.wrong:
                self._fail(Failure.WRONG)
        elif self.state in _STRAIGHT:
            self._room = room
            good = self._is_front(look) and self._eyes_open(look)
            self._fronts = [*self._fronts, (time, look)][-_MOST_FRONTS:] if good else []

    def wait(self, time: float) -> None:
        """Nothing is looked at, but time passes."""
        if not self.state.over:
            self._newest = None
            self._in_time(time)

    def compare(self, same: bool) -> None:
        """The newest look is of the person of the looks before, or is not."""
        if self.state.over or self.state is ChallengeState.PAUSE:
            return
        if not same:
            self._fronts = []
            if self.frontal:
                self._strange.append(self._now)
            if len(self._strange) >= STRANGE_LOOKS and self._strange[-1] - self._strange[0] >= STRANGE_SECONDS:
                self.state = ChallengeState.SWAPPED
            return
        self._strange = []
        if self.wants_proof:
            self._advance()

    def spoil(self) -> None:
        """The newest looks are not surely of whom the person claims to be: what they did of the movement is void."""
        self._fronts = []
        if self.state is ChallengeState.MOVE and self._watch is not None and self._front is not None:
            self._watch = MovementWatch(self._watch.movement, self._front)

    def give_up(self) -> None:
        """A model failed: nothing more can be told."""
        if not self.state.over:
            self.state = ChallengeState.UNAVAILABLE

    # -- inside ------------------------------------------------------------------------

    def _in_time(self, time: float) -> bool:
        """Keep the time; whether the look at this moment is to be heeded."""
        gap = 0.0 if self._seen is None else time - self._seen
        self._seen = self._now = time
        if self.state is ChallengeState.PAUSE:
            if self._begun is None or not 0.0 <= time - self._begun < PAUSE_SECONDS:
                self._begin()
                self._begun = time
            return self.state is not ChallengeState.PAUSE
        if self._begun is None:
            self._begun = time
        # A recording that starts anew jumps back in time.
        if not 0.0 <= gap <= LONGEST_GAP:
            self._fail(Failure.LOST)
        elif time - self._begun > STEP_SECONDS:
            self._fail(Failure.TIME)
        return self.state in (*_STRAIGHT, ChallengeState.MOVE)

    def _fail(self, failure: Failure) -> None:
        self._failure = failure
        self._watch = None
        self._begun = self._now
        self.state = ChallengeState.PAUSE if self._tries < self._most_tries else ChallengeState.FAILED

    def _advance(self) -> None:
        self._begun = self._now
        if self.state is ChallengeState.BACK:
            self.state = ChallengeState.PASSED
            return
        if self.state is ChallengeState.FRONT:
            self._front = _typical([look for _, look in self._fronts])
            possible = self._possible if self._room else self._possible - {Movement.CLOSER}
            self._movements = draw_movements(possible, self._rng)
            self.state = ChallengeState.MOVE
        else:
            self._step += 1
        self._fronts = []
        if self._step == len(self._movements):
            self.state, self._watch = ChallengeState.BACK, None
        elif self._front is not None:
            self._watch = MovementWatch(self._movements[self._step], self._front)

    def _is_front(self, look: FaceLook) -> bool:
        if self._front is not None:
            return look.straight(self._front)
        return max(abs(look.yaw), abs(look.nose_yaw)) <= FRONT_YAW and abs(look.pitch) <= FRONT_PITCH

    def _eyes_open(self, look: FaceLook) -> bool:
        """Whether they are, where it matters: how far they are open now is what a blink is measured by."""
        if not self.wants_eyes:
            return True
        return look.openness is not None and look.openness >= LEAST_EYE_OPENNESS

    def _straight_long(self) -> bool:
        return len(self._fronts) >= _FRONT_LOOKS and self._fronts[-1][0] - self._fronts[0][0] >= FRONT_SECONDS


_STRAIGHT = (ChallengeState.FRONT, ChallengeState.BACK)
_MOST_FRONTS = 60
"""Looks of which the median is taken at the most."""


def _typical(looks: list[FaceLook]) -> FaceLook:
    opennesses = [look.openness for look in looks if look.openness is not None]
    return FaceLook(
        yaw=median(look.yaw for look in looks),
        pitch=median(look.pitch for look in looks),
        nose_yaw=median(look.nose_yaw for look in looks),
        size=median(look.size for look in looks),
        openness=median(opennesses) if opennesses else None,
    )
