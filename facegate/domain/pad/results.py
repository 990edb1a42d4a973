"""What presentation attack detection says of a track, and by which cue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pad(StrEnum):
    """Result of presentation attack detection (ISO/IEC 30107-3)."""

    NOT_ASSESSED = "not_assessed"
    """It is off, or the source is a recording, which it cannot judge."""
    BONA_FIDE = "bona_fide"
    """A person is there."""
    ATTACK = "attack"
    """A picture, a screen or something else that is no face is there."""
    INCONCLUSIVE = "inconclusive"
    """Neither could be said, or what says it is missing. Nobody is identified on it."""


class Cue(StrEnum):
    """What a result rests on. Each has a model or a measurement, and error rates of its own."""

    TEXTURE = "texture"
    """Networks that know skin from print and screen, on single looks. The one cue without which nothing is said."""
    CHALLENGE = "challenge"
    """The person did, or did not do, what they were asked to."""
    SWAP = "swap"
    """Another face took the place of the one that was asked."""


class CueDirection(StrEnum):
    """What a cue can say."""

    DENY_ONLY = "deny_only"
    """Attack, or nothing."""
    BOTH = "both"
    """Attack, bona fide, or nothing."""


@dataclass(frozen=True, slots=True)
class PadResult:
    """What is said of one track.

    Attributes:
        pad: see :class:`Pad`.
        cue: which decided; None where nothing was assessed.
        score: of that cue, in its own units, higher is more like a person; None where it has none.
    """

    pad: Pad
    cue: Cue | None = None
    score: float | None = None

    def __post_init__(self) -> None:
        if (self.pad is Pad.NOT_ASSESSED) != (self.cue is None):
            raise ValueError("a result names its cue exactly when something was assessed")


NOT_ASSESSED = PadResult(Pad.NOT_ASSESSED)
"""Of tracks that are not looked at."""

UNKNOWN = PadResult(Pad.INCONCLUSIVE, Cue.TEXTURE)
"""Of tracks before their first score, and where the networks are missing or fail."""
