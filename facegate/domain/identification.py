"""From distances to a decision: one look, then several looks at one track.

Identity is decided on a track, not on a frame, and the answer may be that
there is none: open-set identification (ISO/IEC 19795-1).
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from statistics import median_high
from typing import Protocol

from facegate.domain.ids import ModelId, ReferenceId, SubjectId


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enrolled person and the distance of the template that stands for them, the nearest where there are several."""

    subject_id: SubjectId
    reference_id: ReferenceId
    distance: float


@dataclass(frozen=True, slots=True)
class CandidateList:
    """Distinct persons, nearest first, NaN last; at least two where two are enrolled; empty with an empty gallery."""

    candidates: tuple[Candidate, ...]

    def __post_init__(self) -> None:
        distances = [candidate.distance for candidate in self.candidates]
        # NaN compares as false, which a plain sorted() takes for any order: a NaN belongs at the end.
        if distances != sorted(distances, key=lambda distance: (isnan(distance), distance)):
            raise ValueError("candidates must be sorted by distance")
        if len({candidate.subject_id for candidate in self.candidates}) != len(distances):
            raise ValueError("candidates must be distinct persons")

    @property
    def best(self) -> Candidate | None:
        """The nearest person."""
        return self.candidates[0] if self.candidates else None

    @property
    def margin(self) -> float | None:
        """How much farther the second person is; None where there is no second."""
        if len(self.candidates) < 2:
            return None
        return self.candidates[1].distance - self.candidates[0].distance


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold and where it comes from; a number without this is not a threshold.

    Attributes:
        model_id: the embedder that it belongs to.
        threshold: squared Euclidean distance, 0..4; at or below it two faces match.
        source: data set and protocol, or the site's own calibration.
        date: ISO date of the measurement.
        fmr, fnmr: rates measured there, 0..1, None where not measured.
        measured: False where nobody measured it: then it only sorts looks at one face, and names nobody.
    """

    model_id: ModelId
    threshold: float
    source: str
    date: str
    fmr: float | None = None
    fnmr: float | None = None
    measured: bool = True


@dataclass(frozen=True, slots=True)
class DecisionPolicy:
    """How looks become a decision.

    Attributes:
        threshold: squared Euclidean distance, 0..4.
        margin: least distance between the best and the second person, 0..4.
        looks_needed: N, looks that must agree.
        looks_window: M, the last looks that are counted; N <= M.
        calibrated: False where the threshold is nobody's measurement: then nobody is identified.
    """

    threshold: float
    margin: float
    looks_needed: int
    looks_window: int
    calibrated: bool = True

    def __post_init__(self) -> None:
        if not 0.0 <= self.threshold <= 4.0:
            raise ValueError(f"threshold must be in 0..4, got {self.threshold}")
        if not 0.0 <= self.margin <= 4.0:
            raise ValueError(f"margin must be in 0..4, got {self.margin}")
        if not 1 <= self.looks_needed <= self.looks_window:
            raise ValueError(f"need 1 <= looks_needed <= looks_window, got {self.looks_needed}, {self.looks_window}")


class Outcome(StrEnum):
    """Result of an identification (ISO/IEC 2382-37 and 19795-1)."""

    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    INCONCLUSIVE = "inconclusive"


class Reason(StrEnum):
    """Why the result is what it is."""

    AGREED = "agreed"
    """Enough looks name the same person, close enough and far enough from the second."""
    NOBODY_ENROLLED = "nobody_enrolled"
    TOO_FAR = "too_far"
    """The nearest person is beyond the threshold."""
    AMBIGUOUS = "ambiguous"
    """Two persons are too close to each other."""
    DISAGREEING = "disagreeing"
    """Looks at one track name different persons."""
    TOO_FEW_LOOKS = "too_few_looks"
    """Not enough usable looks."""
    NOT_CALIBRATED = "not_calibrated"
    """Nobody measured a threshold of this model, and the site has not calibrated one."""
    NEGATIVE_EXAMPLE = "negative_example"
    """The look is nearer to one that was said not to be this person."""
    PRESENTATION_ATTACK = "presentation_attack"
    """A picture or a screen was held up, no person stood there."""
    PAD_INCONCLUSIVE = "pad_inconclusive"
    """It could not be said whether a person stood there."""
    FACE_BLOCKED = "face_blocked"
    """Too many attacks showed this person: their face does not count here for a while."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one look, or a whole track, says.

    Attributes:
        subject_id: the person, only when identified.
        distance: of the nearest person, None with an empty gallery and for NaN.
            For a track: the median of the looks that agree.
        margin: to the second person, None where there is none and for NaN. For a
            track: the smallest of the looks that agree.
        claimed: whom a face showed that was not let count: an attack, or a face that is blocked.
    """

    outcome: Outcome
    reason: Reason
    subject_id: SubjectId | None
    distance: float | None
    margin: float | None
    claimed: SubjectId | None = None

    def __post_init__(self) -> None:
        if (self.subject_id is not None) != (self.outcome is Outcome.IDENTIFIED):
            raise ValueError("a judgement names a person exactly when somebody is identified")
        if self.claimed is not None and self.subject_id is not None:
            raise ValueError("who is identified does not merely claim to be somebody")


class PersonalMargins(Protocol):
    """Margins of people whom somebody enrolled looks like (:mod:`facegate.domain.lookalikes`)."""

    @property
    def widest(self) -> float:
        """Nobody needs more; asked for every look."""

    def of(self, subject_id: SubjectId) -> float:
        """Least margin of a look at that person, 0..4; asked only where it decides."""


def judge(found: CandidateList, policy: DecisionPolicy, margins: PersonalMargins | None = None) -> Judgement:
    """Judge one look. A distance or margin that is NaN never matches, and never reaches a judgement.

    ``margins`` are what some people need beyond the policy's. The nearest person's own counts, towards whoever is
    second: everybody else is farther still.
    """
    best, margin = found.best, found.margin
    if best is None:
        return Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None)
    measured = _number(best.distance), _number(margin)
    if not policy.calibrated:
        return Judgement(Outcome.INCONCLUSIVE, Reason.NOT_CALIBRATED, None, *measured)
    if not best.distance <= policy.threshold:
        return Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, *measured)
    # Two persons at one distance: neither is the nearest, even where no margin is asked for.
    if margin is not None and (margin == 0.0 or not margin >= policy.margin):
        return Judgement(Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None, *measured)
    if margin is not None and margins is not None and margin < margins.widest and margin < margins.of(best.subject_id):
        return Judgement(Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None, *measured)
    return Judgement(Outcome.IDENTIFIED, Reason.AGREED, best.subject_id, *measured)


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else value


_PRECEDENCE = (Outcome.IDENTIFIED, Outcome.NOT_IDENTIFIED, Outcome.INCONCLUSIVE)
"""Which outcome speaks for a track when N looks agree on more than one."""


class TrackDecision:
    """N of M agreeing looks at one track. Not thread-safe; lives on the inference thread."""

    def __init__(self, policy: DecisionPolicy) -> None:
        self._policy = policy
        self._looks: deque[Judgement] = deque(maxlen=policy.looks_window)

    @property
    def looks(self) -> int:
        """Looks counted, at most M."""
        return len(self._looks)

    def add(self, look: Judgement) -> Judgement:
        """Count a look and return what the track says now."""
        self._looks.append(look)
        return self.current()

    def current(self) -> Judgement:
        """What the track says now; inconclusive until N looks agree."""
        counts = Counter((look.outcome, look.subject_id) for look in self._looks)
        agreed = [kind for kind, count in counts.items() if count >= self._policy.looks_needed]
        strongest = min(agreed, key=lambda kind: _PRECEDENCE.index(kind[0]), default=None)
        # Two persons may both have N looks in a long window: then nobody is named, nor called a stranger.
        disputed = sum(outcome is Outcome.IDENTIFIED for outcome, _ in agreed) > 1
        if strongest is None or disputed:
            return Judgement(Outcome.INCONCLUSIVE, self._why_undecided(), None, *self._nearest())
        return self._agreement(*strongest)

    def _agreement(self, outcome: Outcome, subject_id: SubjectId | None) -> Judgement:
        looks = [look for look in self._looks if look.outcome is outcome and look.subject_id == subject_id]
        distances = [look.distance for look in looks if look.distance is not None]
        margins = [look.margin for look in looks if look.margin is not None]
        return Judgement(
            outcome,
            looks[-1].reason,
            subject_id,
            median_high(distances) if distances else None,
            min(margins, default=None),
        )

    def _why_undecided(self) -> Reason:
        if len({look.subject_id for look in self._looks if look.subject_id is not None}) > 1:
            return Reason.DISAGREEING
        return Reason.TOO_FEW_LOOKS if len(self._looks) < self._policy.looks_window else Reason.DISAGREEING

    def _nearest(self) -> tuple[float | None, float | None]:
        measured = [look for look in self._looks if look.distance is not None]
        best = min(measured, key=lambda look: look.distance or 0.0, default=None)
        return (best.distance, best.margin) if best else (None, None)
