"""Visits played through the decision code itself: the check of what a calibration promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facegate.domain.identification import CandidateList, DecisionPolicy, Outcome, TrackDecision, judge
from facegate.domain.ids import SubjectId
from facegate.domain.templates import Template

Search = Callable[[Template], CandidateList]
"""A gallery's search."""


def visit(search: Search, looks: Sequence[Template], policy: DecisionPolicy) -> SubjectId | None:
    """Who is named during a visit of these looks, in their order; None for nobody."""
    decision = TrackDecision(policy)
    for look in looks:
        judgement = decision.add(judge(search(look), policy))
        if judgement.outcome is Outcome.IDENTIFIED:
            return judgement.subject_id
    return None


def named(search: Search, visits: Sequence[Sequence[Template]], policy: DecisionPolicy) -> int:
    """How many visits end in a name."""
    return sum(visit(search, looks, policy) is not None for looks in visits)
