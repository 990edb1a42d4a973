"""What presentation attack detection leaves of a judgement."""

from __future__ import annotations

from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.pad.results import Pad, PadResult


def gated(judgement: Judgement, result: PadResult, blocked: float = 0.0) -> Judgement:
    """The judgement of a track as it may be shown, logged and acted on.

    An attack is never an unknown person, whoever it shows; whom it shows is kept as ``claimed``. Without a result
    nobody is identified.

    Args:
        judgement: of the looks.
        result: of presentation attack detection on the same track.
        blocked: seconds for which the person's face is blocked here, 0.0 where it is not.
    """
    claimed = judgement.subject_id
    if result.pad is Pad.ATTACK:
        return _instead(judgement, Reason.PRESENTATION_ATTACK)
    if claimed is None or result.pad is Pad.NOT_ASSESSED:
        return judgement
    if blocked > 0.0:
        return _instead(judgement, Reason.FACE_BLOCKED)
    if result.pad is Pad.BONA_FIDE:
        return judgement
    return _instead(judgement, Reason.PAD_INCONCLUSIVE)


def _instead(judgement: Judgement, reason: Reason) -> Judgement:
    return Judgement(
        Outcome.INCONCLUSIVE, reason, None, judgement.distance, judgement.margin, claimed=judgement.subject_id
    )
