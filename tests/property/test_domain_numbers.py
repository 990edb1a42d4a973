"""Properties of boxes, templates and decisions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from facegate.domain.comparison import squared_distances
from facegate.domain.enrolment import sample_quality
from facegate.domain.faces import Box
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
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.quality import RECOGNITION_GATE, FaceQuality, head_pose, share_inside
from facegate.domain.templates import normalised

coordinates = st.floats(-1e12, 1e12, allow_subnormal=True)
boxes = st.builds(Box, coordinates, coordinates, coordinates, coordinates)
embeddings = hnp.arrays(np.float32, 16, elements=st.floats(width=32, allow_nan=False, allow_infinity=False))
anything = st.floats(allow_nan=True, allow_infinity=True)
qualities = st.builds(FaceQuality, *[anything] * 9)


@given(boxes, boxes)
def test_iou_is_a_symmetric_share(first: Box, second: Box) -> None:
    overlap = first.iou(second)
    assert 0.0 <= overlap <= 1.0
    assert overlap == second.iou(first)


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(1, 1e4), st.floats(1, 1e4))
def test_a_box_covers_itself(x: float, y: float, width: float, height: float) -> None:
    box = Box(x, y, width, height)
    assert box.iou(box) == pytest.approx(1.0)
    assert box.iou(box.moved(width, 0)) == pytest.approx(0.0, abs=1e-6)


@given(boxes, st.integers(1, 8000), st.integers(1, 8000))
def test_share_inside_is_a_share(box: Box, width: int, height: int) -> None:
    assert 0.0 <= share_inside(box, width, height) <= 1.0


@given(embeddings.filter(lambda vector: vector.any()))
def test_every_embedding_with_a_direction_becomes_a_template(embedding: np.ndarray) -> None:
    template = normalised(ModelId("toy"), embedding)
    assert np.linalg.norm(template.vector) == pytest.approx(1.0, abs=1e-5)
    assert np.all(np.sign(template.vector) * np.sign(embedding) >= 0)


@given(embeddings.filter(lambda v: v.any()), embeddings.filter(lambda v: v.any()))
def test_distances_are_within_0_and_4_and_symmetric(first: np.ndarray, second: np.ndarray) -> None:
    one, two = (normalised(ModelId("toy"), vector).vector for vector in (first, second))
    (forth,), (back,) = squared_distances(one, two[None, :]), squared_distances(two, one[None, :])
    assert 0.0 <= forth <= 4.0
    assert forth == pytest.approx(back, abs=1e-5)
    assert forth == pytest.approx(np.sum((one.astype(np.float64) - two) ** 2), abs=1e-5)


@given(hnp.arrays(np.float32, (5, 2), elements=st.floats(-1e5, 1e5, width=32)))
def test_head_pose_gives_angles_for_any_five_points(points: np.ndarray) -> None:
    yaw, pitch, roll = head_pose(points)
    assert -90.0 <= yaw <= 90.0
    assert -90.0 <= pitch <= 90.0
    assert -180.0 <= roll <= 180.0


@given(qualities)
def test_no_quality_breaks_a_gate_or_leaves_the_scale(quality: FaceQuality) -> None:
    defects = RECOGNITION_GATE.defects(quality)
    assert len(set(defects)) == len(defects)
    assert 0.0 <= sample_quality(quality) <= 1.0


# -- decisions ------------------------------------------------------------------------

people = st.sampled_from([SubjectId(letter * 32) for letter in "abc"])
policies = st.integers(1, 10).flatmap(
    lambda window: st.builds(DecisionPolicy, st.floats(0, 4), st.floats(0, 4), st.integers(1, window), st.just(window))
)
candidate_lists = st.lists(st.floats(0, 4) | st.just(math.nan), max_size=3).map(
    lambda distances: CandidateList(
        tuple(
            Candidate(SubjectId(f"{n:032x}"), ReferenceId(n), distance)
            for n, distance in enumerate(sorted(distances, key=lambda d: (math.isnan(d), d)))
        )
    )
)
looks = st.one_of(
    people.map(lambda who: Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, 0.5, 0.5)),
    st.just(Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.5, 0.5)),
    st.just(Judgement(Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None, 0.5, 0.01)),
)


@given(candidate_lists, policies)
def test_who_is_identified_is_the_nearest_and_near_and_alone(found: CandidateList, policy: DecisionPolicy) -> None:
    judgement = judge(found, policy)
    assert all(number is None or not math.isnan(number) for number in (judgement.distance, judgement.margin))
    if judgement.outcome is not Outcome.IDENTIFIED:
        return
    nearest, *others = found.candidates
    assert judgement.subject_id == nearest.subject_id
    assert nearest.distance <= policy.threshold
    assert not any(other.distance - nearest.distance < policy.margin for other in others)
    assert not any(other.distance == nearest.distance for other in others)


@given(candidate_lists, policies)
def test_a_stricter_policy_never_identifies_more(found: CandidateList, policy: DecisionPolicy) -> None:
    stricter = DecisionPolicy(
        policy.threshold / 2, min(4.0, policy.margin * 2), policy.looks_needed, policy.looks_window
    )
    if judge(found, stricter).outcome is Outcome.IDENTIFIED:
        assert judge(found, policy).subject_id == judge(found, stricter).subject_id


@given(st.lists(looks, max_size=30), policies)
def test_a_track_names_somebody_exactly_when_only_they_have_n_of_the_last_m_looks(
    seen: list[Judgement], policy: DecisionPolicy
) -> None:
    decision = TrackDecision(policy)
    for look in seen:
        decision.add(look)
    judgement = decision.current()
    window = [look.subject_id for look in seen[-policy.looks_window :] if look.subject_id is not None]
    winners = {who for who in window if window.count(who) >= policy.looks_needed}
    assert judgement.subject_id == (winners.pop() if len(winners) == 1 else None)
    strangers = sum(look.outcome is Outcome.NOT_IDENTIFIED for look in seen[-policy.looks_window :])
    if judgement.outcome is Outcome.NOT_IDENTIFIED:
        assert strangers >= policy.looks_needed
        assert not winners
