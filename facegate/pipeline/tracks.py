"""What is known of one track beyond where it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import squared_distance
from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, TrackDecision
from facegate.domain.ids import SubjectId
from facegate.domain.looks import Look
from facegate.domain.pad.evidence import TrackEvidence
from facegate.domain.quality import Defect
from facegate.domain.templates import Template, normalised
from facegate.domain.tracking import Track
from facegate.pipeline.challenge import TrackChallenge

_LOOK_SPACING = 0.06
"""Seconds between two looks at an undecided track: neighbouring frames show the same picture."""

_RETRY_SPACING = 0.25
"""Seconds between looks at a track whose window is full and that is not identified."""

_CONFIRM_SPACING = 1.0
"""Seconds between looks at an identified track, to notice that somebody else stands there now."""

_LONGEST_REST = 1.0
"""Seconds between looks at a face that cannot be used; the rest doubles with every refusal up to this."""

_LONGEST_DOUBT = 0.5
"""Seconds after which a face that did not fit its track and cannot be looked at again is taken for another's."""

IDENTITY_LIFETIME = 3.0
"""Seconds for which a name stays without a usable look: whoever cannot be looked at is not known."""


_FIRST_QUIET, _LONGEST_QUIET = 10.0, 300.0
"""Seconds between two events of attacks by the same face on one track: the first rest, and the longest."""


@dataclass(frozen=True, slots=True)
class _Quiet:
    claimed: SubjectId | None
    until: float
    length: float


class TrackState:
    """Looks, decision and appearance of one track. Lives on the inference thread.

    Attributes:
        track: its newest geometry.
        wall: moment of its newest sight, UTC.
        judgement: what it says now.
        looks: looks counted since the decision was (re)started.
        last_attempt: time of the newest look, used or refused, seconds.
        last_look: time of the newest look that counted, seconds.
        quality: of the newest look, 0..1.
        defects: what was wrong with the newest look; empty when it was used.
        showed: whom the newest look that counted shows; None: nobody who is known.
        logged: whether an event was drafted for it.
        said: moments of the events that were drafted for it.
        denied: whom its events named wrongly.
        evidence: what presentation attack detection knows of it; None before the first look, and where that is off.
        attacked: time of the newest attack that was seen in it, seconds; infinity before the first.
        quiet: until when another attack of whom it claimed then is not logged, seconds.
        challenge: what it is asked to do; None where it is asked nothing.
        unproven: whether it names somebody of whom it is not known yet whether they stand there.
        hurried: whether more looks may tell; where only a challenge can, there is no hurry.
    """

    def __init__(self, track: Track, wall: datetime, policy: DecisionPolicy) -> None:
        self.track = track
        self.wall = wall
        self.looks = 0
        self.last_attempt = -math.inf
        self.last_look = -math.inf
        self._refusals = 0
        self.quality = 0.0
        self._best: dict[tuple[Outcome, SubjectId | None], Look] = {}
        self.defects: tuple[Defect, ...] = ()
        self.showed: SubjectId | None = None
        self.logged = False
        self.said: set[datetime] = set()
        self.denied: set[SubjectId] = set()
        self.evidence: TrackEvidence | None = None
        self.attacked = math.inf
        self.quiet = _Quiet(None, -math.inf, 0.0)
        self._blocked: tuple[SubjectId | None, float] = (None, -math.inf)
        self.challenge: TrackChallenge | None = None
        self.unproven = False
        self.hurried = False
        self._policy = policy
        self._decision = TrackDecision(policy)
        self.judgement: Judgement = self._decision.current()
        self._sum: npt.NDArray[np.float32] | None = None
        self._newest: Template | None = None
        self._odd: Template | None = None
        self._odd_since = math.inf
        self._named: set[SubjectId] = set()

    @property
    def decided(self) -> bool:
        """Whether the track has an answer, be it that there is none."""
        return self.judgement.outcome is not Outcome.INCONCLUSIVE or self.looks >= self._policy.looks_window

    @property
    def best(self) -> Look | None:
        """The best of the looks that say what the track says: another may show somebody else.

        Where they do not agree, the best of all, unless they name different people. None before the first.
        """
        judgement = self.judgement
        if judgement.outcome is not Outcome.INCONCLUSIVE:
            return self._best.get((judgement.outcome, judgement.subject_id))
        if len(self._named) > 1:
            return None
        return max(self._best.values(), key=lambda look: look.quality, default=None)

    @property
    def seconds(self) -> float:
        """For how long it has been followed."""
        return self.track.seen - self.track.started

    @property
    def attack_known(self) -> bool:
        """Whether the attack that it shows was seen before."""
        return self.attacked < math.inf

    def worth_saying(self, claimed: SubjectId | None, time: float) -> bool:
        """Whether an attack is to be logged; then the next of the same face only after a rest, twice as long each time.

        A portrait on a wall, or a screen, is in the picture all day.
        """
        same = self.quiet.length > 0.0 and self.quiet.claimed == claimed
        if same and time < self.quiet.until:
            return False
        length = min(2.0 * self.quiet.length, _LONGEST_QUIET) if same else _FIRST_QUIET
        self.quiet = _Quiet(claimed, time + length, length)
        return True

    def tell_blocked(self, claimed: SubjectId | None, until: float) -> None:
        """Note that it was logged that this person's face is blocked, until when in seconds."""
        self._blocked = claimed, until

    def told_blocked(self, claimed: SubjectId | None, time: float) -> bool:
        """Whether it was logged of the block under way: once each, however often somebody leaves and comes back."""
        told, until = self._blocked
        return told == claimed and time < until

    @property
    def in_doubt(self) -> bool:
        """Whether its newest look showed somebody else, and no other look has settled it: whose face it is
        is then not known, and it is neither shown nor logged.
        """
        return self._odd is not None

    def doubted_long(self, time: float) -> bool:
        """Whether no look has settled a doubt in time."""
        return time - self._odd_since >= _LONGEST_DOUBT

    @property
    def asked(self) -> bool:
        """Whether a challenge goes on; it looks at the track itself, and sees for itself who stands there."""
        return self.challenge is not None and not self.challenge.over

    def due(self, time: float) -> bool:
        """Whether the track should be looked at now."""
        if self.asked:
            return False
        if self.in_doubt:
            return True
        if (self.track.covered and not self.defects) or self.hurried:
            spacing = _LOOK_SPACING
        elif self.judgement.outcome is Outcome.IDENTIFIED:
            spacing = _CONFIRM_SPACING
        elif self.looks >= self._policy.looks_window:
            spacing = _RETRY_SPACING
        else:
            spacing = _LOOK_SPACING
        if self._refusals:
            spacing = max(spacing, min(_LONGEST_REST, _LOOK_SPACING * 2**self._refusals))
        return time - self.last_attempt >= spacing

    def attempt(self, time: float, defects: tuple[Defect, ...], quality: float = 0.0) -> None:
        """Note a look, usable when there are no defects; ``quality`` 0..1."""
        self.last_attempt = time
        self.quality = quality
        self.defects = defects
        self._refusals = min(self._refusals + 1, _MOST_REFUSALS) if defects else 0

    def outlived(self, time: float) -> bool:
        """Whether the track carries a name that no usable look has confirmed for too long."""
        return self.judgement.subject_id is not None and not self.asked and time - self.last_look > IDENTITY_LIFETIME

    def appearance_distance(self, template: Template) -> float | None:
        """Distance of a look to the track's own, the nearer of their mean and the newest; None before the first."""
        if self._newest is None or self._sum is None or self._newest.model_id != template.model_id:
            return None
        distance = squared_distance(self._newest, template)
        try:
            mean = normalised(template.model_id, self._sum)
        except ValueError:  # opposite looks cancelled out
            return distance
        return min(distance, squared_distance(mean, template))

    def count(self, template: Template, look: Judgement, time: float) -> None:
        """Take a look into account."""
        self.last_look = time
        self.showed = look.subject_id
        self._sum = template.vector.copy() if self._sum is None else self._sum + template.vector
        self._newest = template
        self._odd, self._odd_since = None, math.inf
        said = look.outcome, look.subject_id
        if said not in self._best or self.quality > self._best[said].quality:
            self._best[said] = Look(template, self.quality)
        self.looks += 1
        if look.subject_id is not None:
            self._named.add(look.subject_id)
        self.judgement = self._decision.add(look)

    def doubt(self, template: Template, policy: DecisionPolicy, time: float) -> None:
        """Remember a look that does not fit the track, and decide anew."""
        self._odd, self._odd_since = template, min(time, self._odd_since)
        self.restart(policy)

    def confirms_doubt(self, template: Template, threshold: float) -> bool:
        """Whether this look shows the same other person as the one that raised doubt."""
        return self._odd is not None and squared_distance(self._odd, template) <= threshold

    @property
    def newest(self) -> Template | None:
        """The newest look that counted."""
        return self._newest

    def names(self, subject_id: SubjectId) -> bool:
        """Whether any look that counts named that person."""
        return subject_id in self._named

    def restart(self, policy: DecisionPolicy) -> None:
        """Decide anew, from no looks; appearance and what was logged are kept."""
        self._policy = policy
        self._decision = TrackDecision(policy)
        self.judgement = self._decision.current()
        self.looks = 0
        self._best.clear()
        self._named.clear()
        self.forget_evidence()

    def forget_evidence(self) -> None:
        """Judge anew whether a person is there."""
        self.evidence = None
        self.attacked = math.inf
        self.challenge = None
        self.unproven = False
        self.hurried = False


_MOST_REFUSALS = 8
"""Beyond it the rest is the longest anyway."""


def in_order_of_service(states: Iterable[TrackState], time: float) -> list[TrackState]:
    """Overdue confirmations and doubts first, then undecided before decided, then whose last look is longest ago.

    Nobody starves: whoever was looked at goes to the end of their class, and a
    face that cannot be used rests ever longer.
    """

    def rank(state: TrackState) -> tuple[int, float, float]:
        identified = state.judgement.outcome is Outcome.IDENTIFIED
        overdue = identified and time - state.last_attempt >= 2 * _CONFIRM_SPACING
        return (0 if overdue or state.in_doubt else 1 + state.decided, state.last_attempt, state.track.started)

    return sorted(states, key=rank)
