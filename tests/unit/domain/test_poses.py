"""The plan of a guided enrolment, with a made-up clock."""

from __future__ import annotations

import pytest

from facegate.domain.head_pose import HeadPose
from facegate.domain.poses import HOLD, SAMPLE_SPACING, Cue, Pose, PosePlan, Turn


def head(yaw: float = 0.0, pitch: float = 0.0) -> HeadPose:
    return HeadPose(yaw, pitch, 0.0)


def filled(plan: PosePlan, pose: Pose, angles: HeadPose) -> PosePlan:
    while plan.take(pose, angles, 0.0):
        pass
    return plan


def test_a_pose_must_be_held_before_a_sample_is_due() -> None:
    plan = PosePlan()
    assert not plan.look(head(), 10.0).due
    assert not plan.look(head(), 10.0 + HOLD / 2).due
    assert plan.look(head(40.0), 10.0 + HOLD).seen is None
    assert not plan.look(head(), 10.1 + HOLD).due, "turning away ends the holding"
    assert plan.look(head(), 10.2 + 2 * HOLD).due


def test_samples_keep_their_spacing() -> None:
    plan = PosePlan()
    plan.look(head(), 0.0)
    assert plan.look(head(), 1.0).due
    plan.take(Pose.FRONT, head(), 1.0)
    assert not plan.look(head(), 1.0 + SAMPLE_SPACING / 2).due
    assert plan.look(head(), 1.0 + SAMPLE_SPACING).due


def test_a_recording_that_starts_anew_does_not_block() -> None:
    plan = PosePlan()
    plan.look(head(), 100.0)
    plan.take(Pose.FRONT, head(), 100.0)
    assert plan.look(head(), 0.0).due


@pytest.mark.parametrize(
    ("pose", "at", "cue", "turn"),
    [
        (Pose.LEFT, head(0.0), Cue.GO, Turn.LEFT),
        (Pose.LEFT, head(9.0), Cue.FURTHER, Turn.LEFT),
        (Pose.LEFT, head(-10.0), Cue.GO, Turn.LEFT),
        (Pose.LEFT, head(60.0), Cue.BACK, Turn.RIGHT),
        (Pose.LEFT, head(25.0, 30.0), Cue.BACK, Turn.DOWN),
        (Pose.RIGHT, head(-9.0), Cue.FURTHER, Turn.RIGHT),
        (Pose.UP, head(0.0, 7.0), Cue.FURTHER, Turn.UP),
        (Pose.UP, head(0.0, 50.0), Cue.BACK, Turn.DOWN),
        (Pose.DOWN, head(0.0, 0.0), Cue.GO, Turn.DOWN),
        (Pose.DOWN, head(30.0, -12.0), Cue.BACK, Turn.RIGHT),
    ],
)
def test_which_way_to_turn(pose: Pose, at: HeadPose, cue: Cue, turn: Turn) -> None:
    plan = filled(PosePlan((Pose.FRONT, pose)), Pose.FRONT, head())
    step = plan.look(at, 0.0)
    assert (step.asked, step.seen, step.cue, step.turn) == (pose, None, cue, turn)


def test_turned_poses_are_measured_from_the_persons_own_front() -> None:
    """A camera far below the face: everybody seems to look up by 14 degrees."""
    plan = filled(PosePlan(), Pose.FRONT, head(0.0, 14.0))
    assert plan.look(head(0.0, 14.0), 0.0).seen is None
    assert plan.look(head(0.0, 26.0), 0.0).seen is Pose.UP
    assert plan.look(head(0.0, 2.0), 0.0).seen is Pose.DOWN
    assert plan.look(head(20.0, 14.0), 0.0).seen is Pose.LEFT


def test_the_front_comes_first() -> None:
    plan = PosePlan()
    assert plan.look(head(25.0), 0.0).seen is None
    filled(plan, Pose.FRONT, head())
    assert plan.look(head(25.0), 0.0).seen is Pose.LEFT


def test_angles_that_are_not_numbers_are_no_pose() -> None:
    assert PosePlan().look(head(float("nan")), 0.0).seen is None


def test_skipping() -> None:
    plan = filled(PosePlan(), Pose.FRONT, head())
    plan.skip(Pose.LEFT)
    assert plan.asked is Pose.RIGHT
    assert plan.look(head(25.0), 0.0).seen is None
    plan.take(Pose.UP, head(0.0, 20.0), 1.0)
    plan.skip(Pose.UP)
    assert plan.skipped == (Pose.LEFT,), "of the other there is a sample"
    with pytest.raises(ValueError, match="front"):
        plan.skip(Pose.FRONT)
    plan.restart()
    assert plan.skipped == ()
    assert plan.asked is Pose.FRONT


def test_a_plan_without_a_front_is_refused() -> None:
    with pytest.raises(ValueError, match="front"):
        PosePlan((Pose.LEFT,))
