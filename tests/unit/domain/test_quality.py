"""Head pose of a made-up head that is turned, and the gates."""

from __future__ import annotations

from dataclasses import fields, replace
from math import nan

import numpy as np
import pytest

from facegate.domain.enrolment import ENROLMENT_GATE, PHOTO_GATE, EnrolmentProgress, sample_quality
from facegate.domain.faces import Box
from facegate.domain.quality import RECOGNITION_GATE, Defect, FaceQuality, head_pose, share_inside

# x to the right of the picture, y down, z away from the camera; inter-eye distances.
HEAD = np.array([[-0.5, 0, 0], [0.5, 0, 0], [0, 0.54, -0.5], [-0.4, 1.1, 0], [0.4, 1.1, 0]])
GOOD = FaceQuality(0.95, 80.0, 0.0, 0.0, 0.0, 200.0, 120.0, 50.0, 1.0)
GATES = (RECOGNITION_GATE, PHOTO_GATE, ENROLMENT_GATE)


def landmarks(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0, scale: float = 50.0) -> np.ndarray:
    """The head's points in the picture after it turned right, looked up and tilted clockwise (degrees)."""
    a, b, c = np.radians([yaw, pitch, roll])
    turn = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    nod = np.array([[1, 0, 0], [0, np.cos(b), np.sin(b)], [0, -np.sin(b), np.cos(b)]])
    tilt = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    turned = HEAD @ (tilt @ nod @ turn).T
    return (turned[:, :2] * scale + (300, 200)).astype(np.float32)


def test_the_made_up_head_turns_as_the_conventions_say() -> None:
    frontal = landmarks()
    assert landmarks(yaw=20)[2, 0] > frontal[2, 0], "nose towards the right edge"
    assert landmarks(pitch=20)[2, 1] < frontal[2, 1], "nose up"
    assert landmarks(roll=20)[1, 1] > frontal[1, 1], "the eye on the right goes down: clockwise"


def test_frontal() -> None:
    assert head_pose(landmarks()) == pytest.approx((0.0, 0.0, 0.0), abs=0.5)


@pytest.mark.parametrize("angle", [-35, -20, -10, 10, 20, 35])
def test_yaw_is_positive_to_the_right_edge(angle: float) -> None:
    yaw, pitch, roll = head_pose(landmarks(yaw=angle))
    assert yaw == pytest.approx(angle, abs=6)
    assert (pitch, roll) == pytest.approx((0, 0), abs=2)


@pytest.mark.parametrize("angle", [-30, -20, -10, 10, 20, 30])
def test_pitch_is_positive_upwards(angle: float) -> None:
    yaw, pitch, roll = head_pose(landmarks(pitch=angle))
    assert pitch == pytest.approx(angle, abs=6)
    assert (yaw, roll) == pytest.approx((0, 0), abs=2)


@pytest.mark.parametrize("angle", [-170, -90, -45, -10, 10, 45, 90, 170])
def test_roll_is_positive_clockwise(angle: float) -> None:
    yaw, pitch, roll = head_pose(landmarks(roll=angle))
    assert roll == pytest.approx(angle, abs=0.1)
    assert (yaw, pitch) == pytest.approx((0, 0), abs=1)


@pytest.mark.parametrize("roll", [-60, 30, 120])
def test_roll_does_not_change_yaw_and_pitch(roll: float) -> None:
    upright, tilted = head_pose(landmarks(25, 10)), head_pose(landmarks(25, 10, roll))
    assert tilted[:2] == pytest.approx(upright[:2], abs=0.1)


def test_a_crooked_face_is_not_turned() -> None:
    # Nose and mouth lean to one side by the same angle: a tilt seen from below, no turn.
    crooked = landmarks()
    crooked[:, 0] += np.float32(0.3) * (crooked[:, 1] - crooked[0, 1])
    assert head_pose(crooked)[0] == pytest.approx(0, abs=1)


def test_size_and_place_do_not_matter() -> None:
    far = landmarks(20, -10, 5, scale=10) + np.float32(500)
    assert head_pose(far) == pytest.approx(head_pose(landmarks(20, -10, 5, scale=200)), abs=0.1)


def test_a_mirrored_face_is_turned_and_tilted_the_other_way() -> None:
    mirrored = landmarks(20, 10, 15) * np.float32([-1, 1])
    yaw, pitch, roll = head_pose(landmarks(20, 10, 15))
    assert head_pose(mirrored[[1, 0, 2, 4, 3]]) == pytest.approx((-yaw, pitch, -roll), abs=0.1)


def test_farther_turned_is_never_judged_less_turned() -> None:
    yaws = [head_pose(landmarks(yaw=angle))[0] for angle in range(-80, 81, 5)]
    assert yaws == sorted(yaws)
    assert yaws[0] < -60
    assert yaws[-1] > 60


@pytest.mark.parametrize("same", [(0, 1), (3, 4)])
def test_points_that_fall_together_give_numbers(same: tuple[int, int]) -> None:
    points = landmarks()
    points[same[0]] = points[same[1]]
    assert np.isfinite(head_pose(points)).all()


def test_a_face_without_extent_counts_as_turned() -> None:
    pose = head_pose(np.full((5, 2), 7, np.float32))
    turned = replace(GOOD, yaw=pose[0], pitch=pose[1], roll=pose[2])
    assert all(Defect.TURNED in gate.defects(turned) for gate in GATES)


# -- gates ---------------------------------------------------------------------


@pytest.mark.parametrize("gate", GATES)
def test_a_good_face_passes(gate: object) -> None:
    assert gate.defects(GOOD) == ()


@pytest.mark.parametrize(
    ("field", "limit", "beyond", "defect"),
    [
        ("inside", "min_inside", -0.01, Defect.CUT_OFF),
        ("inter_eye", "min_inter_eye", -0.1, Defect.TOO_SMALL),
        ("brightness", "min_brightness", -0.1, Defect.DARK),
        ("brightness", "max_brightness", 0.1, Defect.BRIGHT),
        ("contrast", "min_contrast", -0.1, Defect.LOW_CONTRAST),
        ("yaw", "max_yaw", 0.1, Defect.TURNED),
        ("pitch", "max_pitch", 0.1, Defect.TURNED),
        ("roll", "max_roll", 0.1, Defect.TILTED),
        ("sharpness", "min_sharpness", -0.1, Defect.BLURRED),
        ("detection_score", "min_score", -0.01, Defect.UNSURE),
    ],
)
@pytest.mark.parametrize("gate", GATES)
def test_each_limit_holds_and_names_its_defect(
    gate: object, field: str, limit: str, beyond: float, defect: Defect
) -> None:
    edge = getattr(gate, limit)
    assert gate.defects(replace(GOOD, **{field: edge})) == ()
    assert gate.defects(replace(GOOD, **{field: edge + beyond})) == (defect,)
    if field in ("yaw", "pitch", "roll"):
        assert gate.defects(replace(GOOD, **{field: -edge})) == ()
        assert gate.defects(replace(GOOD, **{field: -edge - beyond})) == (defect,)


@pytest.mark.parametrize("field", [field.name for field in fields(FaceQuality)])
def test_nan_is_beyond_every_limit(field: str) -> None:
    for gate in GATES:
        assert gate.defects(replace(GOOD, **{field: nan}))


def test_defects_come_most_basic_first() -> None:
    nothing = FaceQuality(0.0, 0.0, 90.0, 0.0, 90.0, 0.0, 0.0, 0.0, 0.0)
    order = list(Defect)
    for gate in GATES:
        defects = gate.defects(nothing)
        assert len(defects) == 8
        assert [order.index(defect) for defect in defects] == sorted(order.index(defect) for defect in defects)


def test_enrolment_asks_more_than_photographs_and_those_more_than_a_look_at_the_gate() -> None:
    for weaker, stricter in ((RECOGNITION_GATE, PHOTO_GATE), (PHOTO_GATE, ENROLMENT_GATE)):
        for field in fields(weaker):
            low, high = getattr(weaker, field.name), getattr(stricter, field.name)
            assert high >= low if field.name.startswith("min_") else high <= low, field.name


# -- share inside the picture ----------------------------------------------------


@pytest.mark.parametrize(
    ("box", "share"),
    [
        (Box(0, 0, 100, 100), 1.0),
        (Box(10, 10, 50, 50), 1.0),
        (Box(-50, 0, 100, 100), 0.5),
        (Box(50, 50, 100, 100), 0.25),
        (Box(-50, -50, 200, 200), 0.25),
        (Box(100, 0, 10, 10), 0.0),
        (Box(-10, 20, 10, 10), 0.0),
        (Box(300, 300, 10, 10), 0.0),
        (Box(10, 10, 0, 10), 0.0),
        (Box(10, 10, -5, -5), 0.0),
    ],
)
def test_share_inside(box: Box, share: float) -> None:
    assert share_inside(box, 100, 100) == pytest.approx(share)


# -- one number for a sample ----------------------------------------------------


def test_the_weakest_component_is_the_quality() -> None:
    perfect = replace(GOOD, detection_score=1.0)
    assert sample_quality(perfect) == 1.0
    assert sample_quality(replace(perfect, detection_score=0.7)) == pytest.approx(0.7)
    assert sample_quality(replace(perfect, inter_eye=42.0)) == pytest.approx(0.5)
    assert sample_quality(replace(perfect, sharpness=79.0)) == pytest.approx(0.5)
    assert sample_quality(replace(perfect, yaw=-30.0)) == pytest.approx(0.5)
    assert sample_quality(replace(perfect, pitch=15.0)) == pytest.approx(0.75)
    assert sample_quality(replace(perfect, pitch=15.0, yaw=-30.0, sharpness=79.0, inter_eye=30.0)) < 0.25


@pytest.mark.parametrize(
    ("field", "value"),
    [("detection_score", 1.7), ("inter_eye", 900.0), ("sharpness", 1e6), ("yaw", 170.0), ("detection_score", -1.0)],
)
def test_quality_stays_within_0_and_1(field: str, value: float) -> None:
    assert 0.0 <= sample_quality(replace(GOOD, **{field: value})) <= 1.0


@pytest.mark.parametrize("field", ["detection_score", "inter_eye", "yaw", "pitch", "sharpness"])
def test_nan_is_the_worst_quality(field: str) -> None:
    assert sample_quality(replace(GOOD, **{field: nan})) == 0.0


@pytest.mark.parametrize(("taken", "complete"), [(0, False), (4, False), (5, True), (6, True)])
def test_progress_is_complete_with_all_samples(taken: int, complete: bool) -> None:
    assert EnrolmentProgress(taken, 5, (), None, False).complete is complete
