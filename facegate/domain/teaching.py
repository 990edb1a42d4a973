"""Supervised template update: which look may become a reference.

Never by itself: somebody confirms that the look shows the person. And not every look: a poor reference refuses
its person every morning, and one of somebody else lets them in.
"""

from __future__ import annotations

from enum import StrEnum

from facegate.domain.identification import CandidateList, DecisionPolicy
from facegate.domain.ids import SubjectId
from facegate.domain.pad.results import Pad

UPDATE_QUALITY = 0.5
"""Least quality, see :func:`facegate.domain.enrolment.sample_quality`: eyes 42 px apart, turned by 30 degrees at
most, sharpness 79: above what enrolment through the camera asks for (32 px, 25 degrees, 40), because nobody poses."""

UPDATE_REACH = 0.1
"""How much farther than the threshold the look may be from what the person is found by, their references fused:
ageing, a beard, new glasses. Not more: beyond it a slip of the mouse would enrol more and more strangers."""

DEFAULT_UPDATES = 3
"""Updates a person: as many as there are samples in a careful enrolment, so that these stay in the majority."""

MOST_UPDATES = 10


class Refusal(StrEnum):
    """Why a look may not become a reference."""

    POOR = "poor"
    """Its quality is below :data:`UPDATE_QUALITY`."""
    FAR = "far"
    """It is too unlike what the person is found by."""
    NOTHING_TO_COMPARE = "nothing_to_compare"
    """The person has no reference of this model, so nothing says that the look is theirs."""
    NOT_CALIBRATED = "not_calibrated"
    """Nobody measured which distances of this model show the same person."""
    SOMEBODY_ELSE = "somebody_else"
    """Somebody else is nearer and within the threshold."""


def may_teach(pad: Pad) -> bool:
    """Whether the look of an event may become a reference, by what presentation attack detection said of it.

    A picture taught as a reference would open to pictures. Of a recording nothing was said; whoever confirms it may.
    """
    return pad not in (Pad.ATTACK, Pad.INCONCLUSIVE)


def refusal(
    quality: float, found: CandidateList, own_distance: float | None, subject_id: SubjectId, policy: DecisionPolicy
) -> Refusal | None:
    """Why a confirmed look may not be added to a person's references; None if it may.

    Args:
        quality: of the look, 0..1; NaN is poor.
        found: what a search with the look gives.
        own_distance: to the person's references of this model fused, None where they have none.
        subject_id: the person.
        policy: in force; its threshold is what distances are measured by.
    """
    if not quality >= UPDATE_QUALITY:
        return Refusal.POOR
    if not policy.calibrated:
        return Refusal.NOT_CALIBRATED
    if own_distance is None:
        return Refusal.NOTHING_TO_COMPARE
    best = found.best
    if best is not None and best.subject_id != subject_id and best.distance <= policy.threshold:
        return Refusal.SOMEBODY_ELSE
    if not own_distance <= policy.threshold + UPDATE_REACH:
        return Refusal.FAR
    return None
