"""When two enrolled people look too much alike, and what is asked of a look that names one of them.

What is too close follows from the decision policy. Take a genuine look of A as far from A's reference ``a`` as the
threshold ``t`` still accepts, at the angle ``phi`` with ``cos(phi) = 1 - t/2``. It has wandered from ``a`` in a
direction of its own, and another person's reference ``b``, at the angle ``theta`` and squared distance
``D = 2 - 2 cos(theta)`` from ``a``, lies in some direction too. With ``c`` the cosine between the two directions,

    d(look, b) - d(look, a) = cos(phi) D - 2 c sin(phi) sin(theta),

and ``c`` of directions that have nothing to do with each other is normal, of variance 1 / (n - 1) in n dimensions
(a coordinate of a uniform point on the sphere; Vershynin 2018, High-Dimensional Probability, section 3.3).
Measured with SFace (n = 128) on 919 photographs of 116 people, every look against everybody else: standard deviation
0.091 where that law says 0.089, and 0.279 at 1 look in 1,000 where it says 0.274.

*Stray* is how much nearer to B than to A such a look comes at most, but for :data:`STRAY_RATE` of them:

    stray(D) = 2 z sin(phi) sin(theta) / sqrt(n - 1) - cos(phi) D.

A pair is *ambiguous* where a genuine look of one can come within the policy's margin of the other: stray > -margin.
A look is asked for the margin on top of the stray, so that even the look that strays farthest never names the
other one: it is inconclusive. At 1.22, margin 0.05 and 128 dimensions: ambiguous below 1.35, margins up to 0.20.
With twins made of the same photographs, at distances of 0.1 to 1.0 and three references fused, none of 3,426 looks
named the wrong one; of those at 0.1, 3 in 571 did with the usual margin, and 99 % of those at 0.8 still named the
right one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import acos, atan2, cos, hypot, pi, sqrt
from statistics import NormalDist

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import SubjectId

STRAY_RATE = 1e-3
"""Share of genuine looks that may stray farther than is reckoned with. A name takes several looks that agree, and
the margin comes on top, so far fewer than that name the wrong person."""

_DEVIATIONS = NormalDist().inv_cdf(1.0 - STRAY_RATE)


class Advice(StrEnum):
    """What to do about two people who look alike."""

    LARGER_MARGIN = "larger_margin"
    """Looks that are not clear enough are inconclusive; the others are recognised as before."""
    SECOND_FACTOR = "second_factor"
    """A genuine look at the edge of the threshold is more often inconclusive than not: a card or a PIN is surer."""


@dataclass(frozen=True, slots=True)
class LookAlikeRule:
    """What follows from a policy and the size of the templates; see the module.

    Attributes:
        policy: the rules for everybody.
        dimension: of the embedder's templates.
    """

    policy: DecisionPolicy
    dimension: int

    @property
    def limit(self) -> float:
        """Squared distance, 0..4, below which two people are an ambiguous pair."""
        share = (2.0 * self._inward - self.policy.margin) / self._amplitude
        theta = self._worst_angle + acos(max(-1.0, min(1.0, share)))
        return MAX_DISTANCE if theta >= pi else 2.0 - 2.0 * cos(theta)

    @property
    def widest(self) -> float:
        """The largest margin that is ever asked for; a look with this much needs no closer look at its person."""
        return self.margin_at(0.0)

    def margin_at(self, distance: float | None) -> float:
        """Least margin, 0..4, of a look at somebody whose nearest other person is that far away.

        Never smaller for a smaller distance: one of two references may be a poor one.
        """
        if distance is None:
            return self.policy.margin
        theta = max(_angle(distance), self._worst_angle)
        stray = self._amplitude * cos(theta - self._worst_angle) - 2.0 * self._inward
        return min(MAX_DISTANCE, self.policy.margin + max(0.0, stray))

    def advice_at(self, distance: float) -> Advice:
        """What to do about a pair at that distance."""
        expected = self._inward * distance
        return Advice.SECOND_FACTOR if expected < self.margin_at(distance) else Advice.LARGER_MARGIN

    # With D = 2 - 2 cos(theta), stray = a sin(theta) + 2 i cos(theta) - 2 i, a wave in theta: an amplitude, and an
    # angle at which it is largest.

    @property
    def _inward(self) -> float:
        """cos(phi), i above; from a threshold of 2 on, looks may lie anywhere, and nothing draws them to A."""
        return max(0.0, 1.0 - self.policy.threshold / 2.0)

    @property
    def _sideways(self) -> float:
        """``a`` above."""
        outward = sqrt(1.0 - self._inward**2)
        return 2.0 * _DEVIATIONS * outward / sqrt(max(1, self.dimension - 1))

    @property
    def _amplitude(self) -> float:
        return hypot(self._sideways, 2.0 * self._inward)

    @property
    def _worst_angle(self) -> float:
        return atan2(self._sideways, 2.0 * self._inward)


def _angle(distance: float) -> float:
    return acos(max(-1.0, min(1.0, 1.0 - distance / 2.0)))


class LookAlikeMargins:
    """The margins of enrolled people, from the gallery as it is at the moment of the look.

    Implements :class:`facegate.domain.identification.PersonalMargins`. As safe for threads as what it asks.
    """

    def __init__(self, rule: LookAlikeRule, nearest_other: Callable[[SubjectId], float | None]) -> None:
        """``nearest_other``: as :meth:`facegate.domain.ports.Gallery.nearest_other`."""
        self._rule = rule
        self._nearest_other = nearest_other
        self._widest = rule.widest

    @property
    def widest(self) -> float:
        """Nobody needs more."""
        return self._widest

    def of(self, subject_id: SubjectId) -> float:
        """Least margin of a look at that person."""
        return self._rule.margin_at(self._nearest_other(subject_id))
