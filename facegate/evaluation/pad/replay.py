"""What the product says of a presentation, worked out from looks that were scored once, under any rules.

The decision is the product's own (:class:`facegate.domain.pad.evidence.TrackEvidence`), asked when the product asks
it: as soon as as many looks as must agree were taken, the best of them first, then with every further look. Of a
presentation with fewer looks the last one decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, TrackDecision
from facegate.domain.pad.evidence import PadSample, TrackEvidence
from facegate.domain.pad.gating import gated
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.domain.pad.rules import PadRules, fuse
from facegate.evaluation.pad.looks import PadLook, TrackLooks

_UNDECIDED, _DECIDED, _IDENTIFIED = 0.06, 0.25, 1.0
"""Seconds between two looks of the product: neighbouring frames show the same picture."""


@dataclass(frozen=True, slots=True)
class Replay:
    """How presentations are decided.

    Attributes:
        rules: of presentation attack detection.
        policy: of recognition; its ``looks_needed`` says when the first answer is wanted.
        attack_rest: seconds after which somebody who was an attack is judged anew.
    """

    rules: PadRules
    policy: DecisionPolicy
    attack_rest: float

    def at(self, threshold: float) -> Replay:
        """The same with one limit for texture: below it an attack, from it on a person."""
        texture = replace(self.rules.cues[Cue.TEXTURE], attack_below=threshold, bona_fide_from=threshold)
        return replace(self, rules=replace(self.rules, cues={**self.rules.cues, Cue.TEXTURE: texture}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one presentation, or of one frame.

    Attributes:
        passed: whether it was bona fide at any moment: then a door would have opened.
        attacked: whether it was an attack at any moment.
        last: the last result.
        named: whether somebody was identified while it was bona fide.
        recognised: whether somebody would have been identified without presentation attack detection.
        looks: that were judged.
    """

    passed: bool
    attacked: bool
    last: PadResult
    named: bool = False
    recognised: bool = False
    looks: int = 0

    @property
    def refused(self) -> bool:
        """Whether a person would not have been let in, or not without an alarm."""
        return self.attacked or not self.passed


class _Track:
    """One presentation as it goes on."""

    def __init__(self, how: Replay) -> None:
        self._how = how
        self._evidence, self._decision = TrackEvidence(how.rules), TrackDecision(how.policy)
        self._scores: dict[PadSample, float] = {}
        self._agreed: Judgement | None = None
        self._answered = False
        self._looked = -inf
        self._attacked = inf
        self.looks = 0
        self.said: list[PadResult] = []
        self.named = self.recognised = False

    def due(self, time: float) -> bool:
        """Whether the product would look now."""
        open_yet = self._evidence.result.pad is Pad.INCONCLUSIVE and not self._evidence.exhausted
        if not self._answered or open_yet:
            spacing = _UNDECIDED
        else:
            identified = self._agreed is not None and self._agreed.outcome is Outcome.IDENTIFIED
            spacing = _IDENTIFIED if identified else _DECIDED
        return time - self._looked >= spacing

    def look(self, look: PadLook) -> None:
        """Take one more look."""
        self._looked = look.time
        self.looks += 1
        if look.time - self._attacked >= self._how.attack_rest:
            self._evidence, self._attacked = TrackEvidence(self._how.rules), inf
        sample = PadSample((), look.quality)
        self._scores[sample] = look.score
        self._evidence.offer(sample)
        for cue, score in look.cues.items():
            if cue in self._how.rules.cues:
                self._evidence.hear(cue, score)
        if look.judgement is not None:
            self._agreed = self._decision.add(look.judgement)
        self._answered = self._agree()
        if self._answered:
            self._assess()
        self._note(look.time)

    def finish(self) -> None:
        """No look follows: what there is has to do."""
        if self.said and not self._evidence.looks:
            self._assess()
            self._note(self._looked)

    def _assess(self) -> None:
        self._evidence.score([self._scores[each] for each in self._evidence.due(again=True)])

    def _agree(self) -> bool:
        """Whether the product would have an answer to who it is, be it that there is none."""
        policy = self._how.policy
        if self._agreed is None:
            return self.looks >= policy.looks_needed
        return self._agreed.outcome is not Outcome.INCONCLUSIVE or self.looks >= policy.looks_window

    def _note(self, time: float) -> None:
        result = self._evidence.result
        self.said.append(result)
        if result.pad is Pad.ATTACK and self._attacked == inf:
            self._attacked = time
        if self._agreed is not None:
            self.recognised |= self._agreed.outcome is Outcome.IDENTIFIED
            self.named |= gated(self._agreed, result).outcome is Outcome.IDENTIFIED


def track_verdict(looks: TrackLooks, how: Replay) -> Verdict:
    """What the product says of a whole presentation; its worst moment counts."""
    track = _Track(how)
    for look in looks.looks:
        if track.due(look.time):
            track.look(look)
    track.finish()
    kinds = {each.pad for each in track.said}
    last = track.said[-1] if track.said else UNKNOWN
    return Verdict(Pad.BONA_FIDE in kinds, Pad.ATTACK in kinds, last, track.named, track.recognised, track.looks)


def frame_verdict(look: PadLook, how: Replay) -> Verdict:
    """What would be said of one frame alone."""
    result = fuse({**look.cues, Cue.TEXTURE: look.score}, how.rules)
    named = recognised = False
    if look.judgement is not None:
        recognised = look.judgement.outcome is Outcome.IDENTIFIED
        named = gated(look.judgement, result).outcome is Outcome.IDENTIFIED
    return Verdict(result.pad is Pad.BONA_FIDE, result.pad is Pad.ATTACK, result, named, recognised, 1)
