"""One look, then N of M looks."""

from __future__ import annotations

from math import nan

import pytest

from facegate.domain.identification import (
    Candidate,
    CandidateList,
    DecisionPolicy,
    Judgement,
    Outcome,
    Reason,
    TrackDecision,
    judge,
)
from facegate.domain.ids import ReferenceId, SubjectId

ANN, BOB = SubjectId("a" * 32), SubjectId("b" * 32)
POLICY = DecisionPolicy(threshold=1.0, margin=0.1, looks_needed=3, looks_window=5)


def found(*pairs: tuple[str, float]) -> CandidateList:
    return CandidateList(
        tuple(Candidate(SubjectId(who), ReferenceId(n), distance) for n, (who, distance) in enumerate(pairs))
    )


def look(what: str, distance: float = 0.5, margin: float = 0.4) -> Judgement:
    """A: Ann, B: Bob, x: too far, ?: ambiguous."""
    if what in "AB":
        return Judgement(Outcome.IDENTIFIED, Reason.AGREED, {"A": ANN, "B": BOB}[what], distance, margin)
    if what == "x":
        return Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.5, margin)
    return Judgement(Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None, distance, 0.01)


def decide(looks: str, needed: int = 3, window: int = 5) -> Judgement:
    decision = TrackDecision(DecisionPolicy(1.0, 0.1, needed, window))
    for what in looks:
        decision.add(look(what))
    return decision.current()


# -- policy ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threshold", "margin", "needed", "window"),
    [
        (-0.01, 0.1, 3, 5),
        (4.01, 0.1, 3, 5),
        (nan, 0.1, 3, 5),
        (1.0, -0.01, 3, 5),
        (1.0, 4.01, 3, 5),
        (1.0, nan, 3, 5),
        (1.0, 0.1, 0, 5),
        (1.0, 0.1, 6, 5),
        (1.0, 0.1, -1, -1),
    ],
)
def test_policy_out_of_bounds_is_refused(threshold: float, margin: float, needed: int, window: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|need 1"):
        DecisionPolicy(threshold, margin, needed, window)


def test_policy_at_its_bounds() -> None:
    assert DecisionPolicy(0.0, 0.0, 1, 1).looks_needed == 1
    assert DecisionPolicy(4.0, 4.0, 5, 5).threshold == 4.0


# -- candidates ----------------------------------------------------------------


def test_candidates_must_be_sorted_and_distinct() -> None:
    with pytest.raises(ValueError, match="sorted"):
        found(("ann", 0.5), ("bob", 0.4))
    with pytest.raises(ValueError, match="distinct"):
        found(("ann", 0.4), ("ann", 0.5))


@pytest.mark.parametrize("distances", [(nan, 0.3), (0.5, nan, 0.3), (0.5, 0.6, nan, 0.3)])
def test_a_nan_does_not_hide_a_wrong_order(distances: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        found(*((str(n), distance) for n, distance in enumerate(distances)))


def test_margin_needs_a_second_person() -> None:
    assert found().margin is None
    assert found().best is None
    assert found(("ann", 0.4)).margin is None
    assert found(("ann", 0.4), ("bob", 0.7), ("eve", 0.9)).margin == pytest.approx(0.3)


# -- one look --------------------------------------------------------------------


def test_empty_gallery() -> None:
    assert judge(found(), POLICY) == Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None)


def test_a_match_is_at_or_below_the_threshold() -> None:
    assert judge(found(("ann", 1.0)), POLICY).subject_id == "ann"
    beyond = judge(found(("ann", 1.0000001)), POLICY)
    assert (beyond.outcome, beyond.reason, beyond.subject_id) == (Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None)
    assert beyond.distance == 1.0000001


def test_only_one_person_enrolled_needs_no_margin() -> None:
    judgement = judge(found(("ann", 0.2)), POLICY)
    assert (judgement.outcome, judgement.margin) == (Outcome.IDENTIFIED, None)


def test_the_margin_decides_between_two() -> None:
    # Powers of two, so that the margin is met exactly.
    policy = DecisionPolicy(threshold=1.0, margin=0.125, looks_needed=1, looks_window=1)
    assert judge(found(("ann", 0.5), ("bob", 0.625)), policy).subject_id == "ann"
    close = judge(found(("ann", 0.5), ("bob", 0.5625)), policy)
    assert (close.outcome, close.reason, close.subject_id) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None)
    assert (close.distance, close.margin) == (0.5, 0.0625)


def test_a_tie_names_nobody_even_without_a_margin() -> None:
    policy = DecisionPolicy(threshold=1.0, margin=0.0, looks_needed=1, looks_window=1)
    tie = judge(found(("ann", 0.5), ("bob", 0.5)), policy)
    assert (tie.outcome, tie.reason, tie.margin) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, 0.0)
    assert judge(found(("ann", 0.5), ("bob", 0.5001)), policy).subject_id == "ann"


def test_too_far_comes_before_ambiguous() -> None:
    assert judge(found(("ann", 1.5), ("bob", 1.51)), POLICY).reason is Reason.TOO_FAR


@pytest.mark.parametrize("distances", [(nan,), (nan, nan), (0.3, nan)])
def test_nan_never_matches_and_never_gets_on(distances: tuple[float, ...]) -> None:
    judgement = judge(found(*((str(n), distance) for n, distance in enumerate(distances))), POLICY)
    assert judgement.outcome is not Outcome.IDENTIFIED
    assert judgement.subject_id is None
    assert judgement.margin is None
    assert judgement.distance in (None, 0.3)


def test_a_judgement_names_somebody_exactly_when_identified() -> None:
    with pytest.raises(ValueError, match="names"):
        Judgement(Outcome.IDENTIFIED, Reason.AGREED, None, 0.5, 0.5)
    with pytest.raises(ValueError, match="names"):
        Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, ANN, 1.5, 0.5)


# -- several looks ----------------------------------------------------------------


def test_no_look_at_all() -> None:
    assert decide("") == Judgement(Outcome.INCONCLUSIVE, Reason.TOO_FEW_LOOKS, None, None, None)


@pytest.mark.parametrize(
    ("looks", "who"),
    [("AA", None), ("AAA", ANN), ("AxAxA", ANN), ("A??AA", ANN), ("AAABB", ANN), ("BBAAA", ANN), ("ABABB", BOB)],
)
def test_n_of_m(looks: str, who: SubjectId | None) -> None:
    assert decide(looks).subject_id == who


def test_looks_leave_the_window() -> None:
    assert decide("AAAxx").subject_id == ANN
    assert decide("AAAxxx") == decide("AAxxx")
    assert decide("AAAxxx").outcome is Outcome.NOT_IDENTIFIED


def test_somebody_else_takes_over_look_by_look() -> None:
    decision = TrackDecision(POLICY)
    named = [decision.add(look(what)).subject_id for what in "AAABBBB"]
    assert named == [None, None, ANN, ANN, ANN, BOB, BOB]


def test_needed_one_and_window_one() -> None:
    decision = TrackDecision(DecisionPolicy(1.0, 0.1, 1, 1))
    assert [decision.add(look(what)).subject_id for what in "ABxA"] == [ANN, BOB, None, ANN]


@pytest.mark.parametrize("looks", ["AB", "AABB", "AABBxx", "AABB??", "xABABx"])
def test_two_winners_name_nobody_and_are_no_stranger(looks: str) -> None:
    judgement = decide(looks, needed=1 if len(looks) == 2 else 2, window=6)
    assert (judgement.outcome, judgement.reason) == (Outcome.INCONCLUSIVE, Reason.DISAGREEING)


@pytest.mark.parametrize(
    ("looks", "outcome", "reason"),
    [
        ("xx", Outcome.INCONCLUSIVE, Reason.TOO_FEW_LOOKS),
        ("xxx", Outcome.NOT_IDENTIFIED, Reason.TOO_FAR),
        ("???", Outcome.INCONCLUSIVE, Reason.AMBIGUOUS),
        ("xxx??", Outcome.NOT_IDENTIFIED, Reason.TOO_FAR),
        ("AB", Outcome.INCONCLUSIVE, Reason.DISAGREEING),
        ("AAxx?", Outcome.INCONCLUSIVE, Reason.DISAGREEING),
    ],
)
def test_why_nobody_is_named(looks: str, outcome: Outcome, reason: Reason) -> None:
    judgement = decide(looks)
    assert (judgement.outcome, judgement.reason, judgement.subject_id) == (outcome, reason, None)


def test_a_track_gives_median_distance_and_smallest_margin_of_those_that_agree() -> None:
    decision = TrackDecision(POLICY)
    for distance, margin in ((0.9, 0.5), (0.2, 0.3), (0.4, 0.7)):
        decision.add(look("A", distance, margin))
    decision.add(look("B", 0.01, 0.01))
    judgement = decision.add(look("x", margin=0.0))
    assert (judgement.subject_id, judgement.distance, judgement.margin) == (ANN, 0.4, 0.3)


def test_an_undecided_track_gives_its_nearest_look() -> None:
    decision = TrackDecision(POLICY)
    decision.add(look("A", 0.6, 0.5))
    decision.add(look("A", 0.0, 0.2))
    judgement = decision.current()
    assert (judgement.distance, judgement.margin) == (0.0, 0.2)


def test_looks_are_counted_up_to_the_window() -> None:
    decision = TrackDecision(POLICY)
    counts = []
    for _ in range(7):
        decision.add(look("x"))
        counts.append(decision.looks)
    assert counts == [1, 2, 3, 4, 5, 5, 5]


def test_nobody_enrolled_is_a_result_without_numbers() -> None:
    decision = TrackDecision(POLICY)
    for _ in range(3):
        decision.add(judge(found(), POLICY))
    assert decision.current() == Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None)
