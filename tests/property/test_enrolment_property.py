"""The plan of a guided enrolment and the choice of samples, with anything that may happen."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.head_pose import HeadPose
from facegate.domain.poses import SAMPLE_SPACING, SAMPLES_A_POSE, Pose, PosePlan
from facegate.domain.sample_choice import choose_samples

ANGLE = st.floats(-90, 90) | st.just(float("nan"))
LOOK = st.tuples(ANGLE, ANGLE, st.floats(0.0, 0.5))
SKIP = st.sampled_from([pose for pose in Pose if pose is not Pose.FRONT])


@given(st.lists(LOOK | SKIP | st.just("again"), max_size=120))
def test_whatever_is_shown_no_pose_gets_more_than_its_samples_and_none_too_soon(
    happenings: list[tuple[float, float, float] | Pose | str],
) -> None:
    plan, now, taken = PosePlan(), 0.0, []
    for happening in happenings:
        if isinstance(happening, Pose):
            plan.skip(happening)
        elif happening == "again":
            plan.restart()
            taken.clear()
        else:
            yaw, pitch, passed = happening
            now += passed
            step = plan.look(HeadPose(yaw, pitch, 0.0), now)
            assert step.asked is plan.asked
            if step.due:
                assert step.seen is not None
                assert plan.take(step.seen, HeadPose(yaw, pitch, 0.0), now)
                taken.append((step.seen, now))
        counts = {count.pose: count for count in plan.counts}
        assert all(count.taken <= count.wanted <= SAMPLES_A_POSE for count in counts.values())
        assert sum(count.taken for count in counts.values()) == len(taken)
        assert plan.complete is all(count.done for count in counts.values())
        assert not taken or taken[0][0] is Pose.FRONT
    assert all(later - sooner >= SAMPLE_SPACING for (_, sooner), (_, later) in pairwise(taken))


class Willing:
    """Somebody who does as they are asked: sees it after a moment, turns at a comfortable speed, trembles a little."""

    def __init__(self, offset: tuple[float, float], amplitude: tuple[float, float], reaction: float, speed: float):
        self._offset = np.array(offset)
        yaw, pitch = amplitude
        self._goals = {
            Pose.FRONT: (0.0, 0.0),
            Pose.LEFT: (yaw, 0.0),
            Pose.RIGHT: (-yaw, 0.0),
            Pose.UP: (0.0, pitch),
            Pose.DOWN: (0.0, -pitch),
        }
        self._reaction, self._speed = reaction, speed
        self._at = np.zeros(2)
        self._heard: tuple[Pose, float] | None = None
        self._goal = np.zeros(2)

    def pose(self, asked: Pose, now: float, step: float, tremble: float) -> HeadPose:
        if self._heard is None or self._heard[0] is not asked:
            self._heard = (asked, now)
        if now - self._heard[1] >= self._reaction:
            self._goal = np.array(self._goals[asked])
        way = self._goal - self._at
        length = float(np.linalg.norm(way))
        if length:
            self._at = self._at + way * min(1.0, self._speed * step / length)
        yaw, pitch = self._at + self._offset + tremble
        return HeadPose(float(yaw), float(pitch), 0.0)


@given(
    st.tuples(st.floats(-8, 8), st.floats(-15, 15)),
    st.tuples(st.floats(20, 40), st.floats(14, 30)),
    st.floats(0.1, 0.8),
    st.floats(40, 120),
    st.sampled_from([5.0, 12.0, 30.0]),
)
def test_a_willing_person_is_done_within_fifteen_seconds(
    offset: tuple[float, float], amplitude: tuple[float, float], reaction: float, speed: float, fps: float
) -> None:
    plan, person, now, frame = PosePlan(), Willing(offset, amplitude, reaction, speed), 0.0, 0
    while (asked := plan.asked) is not None:
        head = person.pose(asked, now, 1 / fps, 1.5 * (-1) ** frame)
        step = plan.look(head, now)
        if step.due and step.seen is not None:
            plan.take(step.seen, head, now)
        now, frame = now + 1 / fps, frame + 1
        assert now < 15.0
    assert all(count.taken == SAMPLES_A_POSE for count in plan.counts)


@st.composite
def sampled(draw: st.DrawFn) -> tuple[list[Pose], list[float], np.ndarray]:
    number = draw(st.integers(1, 10))
    poses = draw(st.lists(st.sampled_from(list(Pose)), min_size=number, max_size=number))
    qualities = draw(st.lists(st.floats(0, 1), min_size=number, max_size=number))
    points = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).normal(size=(number, 8))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    return poses, qualities, ((points[:, None] - points[None]) ** 2).sum(axis=2)


@given(sampled(), st.integers(1, 6))
def test_the_choice_is_of_the_right_size_and_holds_the_best_front(
    samples: tuple[list[Pose], list[float], np.ndarray], most: int
) -> None:
    poses, qualities, distances = samples
    kept = choose_samples(poses, qualities, distances, most)
    assert kept == sorted(set(kept))
    assert len(kept) == min(most, len(poses))
    fronts = [index for index, pose in enumerate(poses) if pose is Pose.FRONT]
    if fronts:
        assert max(qualities[index] for index in fronts) in [qualities[index] for index in kept if index in fronts]
    assert set(choose_samples(poses, qualities, distances, most - 1 or 1)) <= set(kept)
