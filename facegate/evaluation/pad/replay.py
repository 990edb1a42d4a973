"""What the product says of a presentation, worked out from looks that were scored once, under any rules.

The decision is the product's own (:class:`facegate.domain.pad.evidence.TrackEvidence`), asked when the product asks
it: as soon as as many looks as must agree were taken, the best of them first, then with every further look. Of a
presentation with fewer looks the last one decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, TrackDecision
from facegate.domain.pad.evidence import PadSample, TrackEvidence
from facegate.domain.pad.gating import gated
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.domain.pad.rules import PadRules, fuse
from facegate.evaluation.pad.looks import PadLook, TrackLooks

_SPACING, _LATER = 0.06, 0.25
"""Seconds between two looks of the product: until the looks agree, and afterwards."""


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


def track_verdict(looks: TrackLooks, how: Replay) -> Verdict:
    """What the product says of a whole presentation; its worst moment counts."""
    evidence, decision = TrackEvidence(how.rules), TrackDecision(how.policy)
    said: list[PadResult] = []
    named = recognised = False
    attacked_at: float | None = None
    taken = _paced(looks.looks, how.policy.looks_needed)
    scores: dict[PadSample, float] = {}
    for number, look in enumerate(taken, 1):
        if attacked_at is not None and look.time - attacked_at >= how.attack_rest:
            evidence, attacked_at = TrackEvidence(how.rules), None
        sample = PadSample((), look.quality)
        scores[sample] = look.score
        evidence.offer(sample)
        for cue, score in look.cues.items():
            if cue in how.rules.cues:
                evidence.hear(cue, score)
        judgement = None if look.judgement is None else decision.add(look.judgement)
        if _agree(number, judgement, how.policy) or (number == len(taken) and not evidence.looks):
            evidence.score([scores[each] for each in evidence.due(again=True)])
        said.append(evidence.result)
        if evidence.result.pad is Pad.ATTACK and attacked_at is None:
            attacked_at = look.time
        if judgement is not None:
            recognised = recognised or judgement.outcome is Outcome.IDENTIFIED
            named = named or gated(judgement, evidence.result).outcome is Outcome.IDENTIFIED
    kinds = {each.pad for each in said}
    return Verdict(
        Pad.BONA_FIDE in kinds, Pad.ATTACK in kinds, said[-1] if said else UNKNOWN, named, recognised, len(taken)
    )


def frame_verdict(look: PadLook, how: Replay) -> Verdict:
    """What would be said of one frame alone."""
    result = fuse({**look.cues, Cue.TEXTURE: look.score}, how.rules)
    named = recognised = False
    if look.judgement is not None:
        recognised = look.judgement.outcome is Outcome.IDENTIFIED
        named = gated(look.judgement, result).outcome is Outcome.IDENTIFIED
    return Verdict(result.pad is Pad.BONA_FIDE, result.pad is Pad.ATTACK, result, named, recognised, 1)


def _agree(number: int, judgement: Judgement | None, policy: DecisionPolicy) -> bool:
    """Whether the product would have an answer to who it is, be it that there is none."""
    if judgement is None:
        return number >= policy.looks_needed
    return judgement.outcome is not Outcome.INCONCLUSIVE or number >= policy.looks_window


def _paced(looks: Sequence[PadLook], needed: int) -> list[PadLook]:
    """Those looks that the product would take: neighbouring frames show the same picture."""
    taken: list[PadLook] = []
    for look in looks:
        spacing = _SPACING if len(taken) < needed else _LATER
        if not taken or look.time - taken[-1].time >= spacing:
            taken.append(look)
    return taken
