"""What a quality score says of recognition: the share of mated comparisons that match."""

from __future__ import annotations

from math import exp
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_STEEPEST = 700.0
"""Beyond it the exponential leaves double precision; the share is 0 or 1 long before."""


class MatchCurve(BaseModel):
    """A logistic curve from a score to a quality of 0..1.

    The quality of a sample is the share of mated comparisons that match at the
    embedder's threshold when this sample is the poorer one of the two: the
    pairwise quality of ISO/IEC 29794-1 is the lower one. Fitted by maximum
    likelihood (logistic regression on the outcomes), as OFIQ maps its native
    scores by a sigmoid to quality values.

    Attributes:
        middle: score at which half of the comparisons match.
        spread: width of the rise, in units of the score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    middle: Annotated[float, Field(allow_inf_nan=False)]
    spread: Annotated[float, Field(gt=0, allow_inf_nan=False)]

    def quality(self, score: float) -> float:
        """0..1 of a score, rising with it."""
        steps = (self.middle - score) / self.spread
        return 1.0 / (1.0 + exp(max(-_STEEPEST, min(_STEEPEST, steps))))
