"""Thresholds of cues, with where they come from, and how cues become one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

from facegate.domain.pad.results import UNKNOWN, Cue, CueDirection, Pad, PadResult


@dataclass(frozen=True, slots=True)
class CueRule:
    """When a cue says what. Scores are higher the more they speak for a person.

    Attributes:
        attack_below: a lower score is an attack.
        bona_fide_from: this or a higher score is a person; None for a cue that can only deny.
        source, date: data, protocol and day of the measurement that the limits rest on.
        apcer, bpcer: attacks not seen and people refused by this cue alone, at these limits, by track, 0..1.
    """

    attack_below: float
    bona_fide_from: float | None
    source: str
    date: str
    apcer: float | None = None
    bpcer: float | None = None

    def __post_init__(self) -> None:
        if self.bona_fide_from is not None and not self.attack_below <= self.bona_fide_from:
            raise ValueError("a score cannot be both an attack and bona fide")

    @property
    def direction(self) -> CueDirection:
        """What the cue can say."""
        return CueDirection.DENY_ONLY if self.bona_fide_from is None else CueDirection.BOTH


@dataclass(frozen=True, slots=True)
class PadRules:
    """All rules of an installation.

    Attributes:
        cues: of those cues that can be had here.
        looks: best looks whose texture scores are averaged for a first answer.
        most_looks: looks after which what is inconclusive stays so.
    """

    cues: Mapping[Cue, CueRule]
    looks: int = 2
    most_looks: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.looks <= self.most_looks:
            raise ValueError(f"need 1 <= looks <= most_looks, got {self.looks}, {self.most_looks}")


def fuse(scores: Mapping[Cue, float], rules: PadRules) -> PadResult:
    """One result from the scores of a track.

    One attack is an attack, whatever the others say: averages let a good print pass whose one flaw was seen. Without
    texture nothing is bona fide. A score that is no number says nothing.
    """
    known = {cue: score for cue, score in scores.items() if isfinite(score) and cue in rules.cues}
    attacks = [cue for cue in Cue if cue in known and known[cue] < rules.cues[cue].attack_below]
    if attacks:
        return PadResult(Pad.ATTACK, attacks[0], known[attacks[0]])
    texture = known.get(Cue.TEXTURE)
    if texture is None:
        return UNKNOWN
    for cue, score in known.items():
        enough = rules.cues[cue].bona_fide_from
        if enough is not None and score >= enough:
            return PadResult(Pad.BONA_FIDE, cue, score)
    return PadResult(Pad.INCONCLUSIVE, Cue.TEXTURE, texture)


def with_challenge(rules: PadRules, *, strict: bool) -> PadRules:
    """The same with what a challenge says: done lifts what is inconclusive, a swap is an attack.

    Neither rests on a measured limit: both are yes or no. ``strict``: passive cues can only deny, so that everybody
    has to do what they are asked to.
    """
    cues = {
        cue: replace(rule, bona_fide_from=None) if strict else rule
        for cue, rule in rules.cues.items()
        if cue not in _ASKED
    }
    return replace(rules, cues={**cues, **_ASKED})


DONE = 1.0
"""Score of a challenge that was done."""

SWAPPED = -1.0
"""Score of a face that another took the place of."""

_ASKED = {
    Cue.CHALLENGE: CueRule(float("-inf"), DONE, "by definition", ""),
    Cue.SWAP: CueRule(0.0, None, "by definition", ""),
}
