"""Which samples become references, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from helpers.world import GOOD

from facegate.domain.enrolment import LANDMARK_PITCH, landmark_pose, posed_quality, sample_quality, with_head_pose
from facegate.domain.head_pose import HeadPose
from facegate.domain.poses import Pose
from facegate.domain.sample_choice import REFERENCES_KEPT, Shortcoming, choose_samples, shortcomings

FINE = replace(GOOD, inter_eye=80.0)


TWICE = [pose for pose in Pose for _ in range(2)]


def distances() -> np.ndarray:
    """Looks at one pose are 0.1 apart, at different ones 0.6."""
    made = np.where(np.array([[p is q for q in TWICE] for p in TWICE]), 0.1, 0.6)
    np.fill_diagonal(made, 0.0)
    return made


def test_every_pose_once_and_the_better_look_of_each() -> None:
    qualities = [0.7, 0.8, 0.9, 0.6, 0.5, 0.7, 0.8, 0.8, 0.6, 0.9]
    kept = choose_samples(TWICE, qualities, distances())
    assert kept == [1, 2, 5, 6, 9]
    assert len(kept) == REFERENCES_KEPT


def test_a_look_that_is_no_good_gives_way_to_a_second_good_one() -> None:
    qualities = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1]
    kept = [TWICE[index] for index in choose_samples(TWICE, qualities, distances())]
    assert Pose.DOWN not in kept
    assert kept.count(Pose.FRONT) + kept.count(Pose.LEFT) + kept.count(Pose.RIGHT) + kept.count(Pose.UP) == 5


def test_a_front_is_kept_even_where_it_is_the_worst() -> None:
    qualities = [0.2, 0.1, *[0.9] * 8]
    assert choose_samples(TWICE, qualities, distances())[0] == 0


def test_few_samples_are_all_kept() -> None:
    assert choose_samples(TWICE[:4], [0.1] * 4, distances()[:4, :4]) == [0, 1, 2, 3]


def test_the_distance_between_the_eyes_is_the_one_that_the_face_has_from_the_front() -> None:
    turned = with_head_pose(replace(GOOD, inter_eye=50.0), HeadPose(60.0, 3.0, -2.0))
    assert turned.inter_eye == pytest.approx(100.0)
    assert (turned.yaw, turned.pitch, turned.roll) == (60.0, 3.0, -2.0)
    assert with_head_pose(GOOD, HeadPose(90.0, 0.0, 0.0)).inter_eye == pytest.approx(2 * GOOD.inter_eye)


def test_a_pose_that_was_asked_for_is_no_weakness() -> None:
    turned = replace(FINE, yaw=30.0)
    assert sample_quality(turned) == pytest.approx(0.5)
    assert posed_quality(turned) == posed_quality(FINE) > 0.8


@pytest.mark.parametrize(
    ("quality", "told"),
    [
        (FINE, ()),
        (replace(FINE, inter_eye=40.0), (Shortcoming.SMALL,)),
        (replace(FINE, sharpness=50.0), (Shortcoming.SOFT,)),
        (replace(FINE, brightness=60.0), (Shortcoming.DARK,)),
        (replace(FINE, brightness=205.0), (Shortcoming.BRIGHT,)),
        (replace(FINE, contrast=20.0), (Shortcoming.FLAT,)),
    ],
)
def test_what_is_said_of_references(quality: object, told: tuple[Shortcoming, ...]) -> None:
    assert shortcomings([quality, quality, FINE]) == told  # type: ignore[list-item]
    assert shortcomings([FINE], [Pose.UP]) == (Shortcoming.FEW_VIEWS,)
    assert shortcomings([FINE], [], [0.5, 0.5, 0.99]) == (Shortcoming.DOUBTFUL,)
    assert shortcomings([FINE], [], [0.5, 0.9, 0.99]) == ()


def test_landmarks_say_less_of_the_pitch_than_there_is() -> None:
    level, slope = LANDMARK_PITCH
    assert landmark_pose(replace(FINE, pitch=level)).pitch == 0.0
    assert landmark_pose(replace(FINE, pitch=level + 6.0)).pitch == pytest.approx(6.0 / slope)
    assert landmark_pose(replace(FINE, yaw=22.0)).yaw == 22.0
