"""Head pose, eyes and predicted quality, with networks whose answers are known."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
from helpers.vision_fakes import FakeSession

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection
from facegate.domain.head_pose import HeadPose
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template
from facegate.errors import ModelError
from facegate.vision.extras import Extras, Lazy
from facegate.vision.eyes import ContourOpenness, eye_map, lid_distance
from facegate.vision.face_parts import EyesPart, HeadPosePart, QualityPart
from facegate.vision.head_pose import AveragedPose, FsaNet
from facegate.vision.match_curve import MatchCurve
from facegate.vision.predicted_quality import LightQNet, NormPredictor
from facegate.vision.store import ModelStore

MODEL = ModelId("made-up")
POINTS = np.array([(80, 90), (120, 90), (100, 115), (85, 140), (115, 140)], np.float32)
FACE = Detection(Box(60, 50, 80, 100), POINTS.copy(), 0.9)
SCENE = np.random.default_rng(0).integers(0, 256, (200, 200, 3), np.uint8)


def answering(*numbers: float) -> FakeSession:
    return FakeSession(("out",), lambda batch: [np.array([numbers], np.float32)])


def fsanet(session: FakeSession, level: float = 0.0) -> FsaNet:
    return FsaNet(session, MODEL, HeadPosePart(decoder="fsanet", margin=0.4, level_pitch=level))


def test_yaw_is_turned_round_and_pitch_counts_from_its_level():
    assert fsanet(answering(20.0, -3.0, 5.0), -8.0).estimate(SCENE, FACE) == HeadPose(-20.0, 5.0, 5.0)


def test_pose_network_sees_a_square_around_the_box():
    session = answering(0.0, 0.0, 0.0)
    image = np.zeros((200, 200, 3), np.uint8)
    # The box is 100 high; 40 % more makes a square from (30, 30) to (170, 170).
    image[30:170, 30:170] = (10, 20, 30)
    fsanet(session).estimate(image, FACE)
    (batch,) = session.batches
    assert batch.shape == (1, 3, 64, 64)
    assert batch.dtype == np.float32
    np.testing.assert_allclose(batch[0, :, 2:-2, 2:-2].min(axis=(1, 2)), (np.array([10, 20, 30]) - 127.5) / 128)


def test_several_pose_networks_are_averaged():
    both = AveragedPose([fsanet(answering(-10.0, 4.0, 0.0)), fsanet(answering(-20.0, 0.0, 6.0))])
    assert both.estimate(SCENE, FACE) == HeadPose(15.0, 2.0, 3.0)


@pytest.mark.parametrize(
    ("numbers", "complaint"), [((1.0, 2.0), "shape"), ((float("nan"), 0.0, 0.0), "finite")], ids=["two", "NaN"]
)
def test_answer_of_another_kind_is_refused(numbers, complaint):
    with pytest.raises(ModelError, match=complaint):
        fsanet(answering(*numbers)).estimate(SCENE, FACE)


@pytest.mark.parametrize("tilt", [0.0, 25.0, -40.0])
@pytest.mark.parametrize("eye", [0, 1])
def test_eye_comes_to_the_middle_with_its_outer_corner_on_the_left(eye, tilt):
    turn = cv2.getRotationMatrix2D((100, 100), tilt, 1.0)
    points = (POINTS @ turn[:, :2].T + turn[:, 2]).astype(np.float32)
    matrix = eye_map(Detection(FACE.box, points, 0.9), eye, 1.1, 64)
    np.testing.assert_allclose(matrix[:, :2] @ points[eye] + matrix[:, 2], [31.5, 31.5], atol=1e-4)
    other = matrix[:, :2] @ points[1 - eye] + matrix[:, 2]
    # The nose side is on the right; one inter-eye distance is 64 / 1.1 pixels.
    np.testing.assert_allclose(other, [31.5 + 64 / 1.1, 31.5], atol=1e-3)


def contour(gap: float) -> list[float]:
    """71 points of an eye 30 pixels wide whose lids are ``gap`` pixels apart."""
    points = np.zeros((71, 3))
    points[8, 0] = 30.0
    points[3:6, 0] = points[11:14, 0] = (12, 15, 18)
    points[11:14, 1] = -gap
    return points.ravel().tolist()


def test_openness_is_that_of_the_more_closed_eye():
    answers = iter([contour(9.0), contour(3.0)])
    session = FakeSession(("points", "iris"), lambda batch: [np.array([next(answers)], np.float32)])
    measured = ContourOpenness(session, MODEL, EyesPart(decoder="mediapipe_iris", side=1.1)).measure(SCENE, FACE)
    assert measured == pytest.approx(0.1)
    assert session.shapes == [(1, 64, 64, 3)] * 2
    assert session.batches[0].min() >= 0.0
    assert session.batches[0].max() <= 1.0


def test_eye_without_width_is_no_division_by_zero():
    assert lid_distance(np.zeros((71, 2))) == 0.0


def test_second_eye_is_shown_mirrored():
    session = answering(*contour(9.0))
    symmetric = np.concatenate((SCENE[:, :100], SCENE[:, 99::-1]), axis=1)
    points = POINTS.copy()
    points[:, 0] -= 0.5
    ContourOpenness(session, MODEL, EyesPart(decoder="mediapipe_iris", side=1.1)).measure(
        symmetric, Detection(FACE.box, points, 0.9)
    )
    first, second = session.batches
    np.testing.assert_allclose(first, second, atol=0.02)


@pytest.mark.parametrize(("colour", "expected"), [("rgb", (30, 20, 10)), ("bgr", (10, 20, 30))])
def test_quality_network_is_fed_in_its_order(colour, expected):
    session = answering(0.5)
    part = QualityPart(decoder="lightqnet", colour=colour, matches=MatchCurve(middle=0.4, spread=0.1))
    predictor = LightQNet(session, MODEL, part)
    image = np.full((200, 200, 3), (10, 20, 30), np.uint8)
    assert predictor.predict(image, FACE, image[:112, :112]) == pytest.approx(1 / (1 + np.exp(-1.0)))
    assert session.shapes == [(1, 96, 96, 3)]
    np.testing.assert_allclose(session.batches[0][0, 48, 48], (np.array(expected) - 128) / 128)


class Extractor:
    """Counts how often it is asked; every embedding is 9 long."""

    model_id = MODEL

    def __init__(self) -> None:
        self.calls = 0

    def extract(self, crops):
        self.calls += len(crops)
        return [template(9.0)] * len(crops)


def template(norm: float, model: str = MODEL) -> Template:
    return Template(ModelId(model), np.array([1, 0], np.float32), norm)


def test_length_predicts_without_another_run_where_the_template_is_known():
    extractor = Extractor()
    predictor = NormPredictor(extractor, MatchCurve(middle=9.0, spread=0.8))
    assert predictor.predict(SCENE, FACE, SCENE, template(9.8)) == pytest.approx(1 / (1 + np.exp(-1.0)))
    assert extractor.calls == 0
    # Of another embedder, or of unknown length, it says nothing.
    for useless in (None, template(50.0, "other"), template(0.0)):
        assert predictor.predict(SCENE, FACE, SCENE, useless) == pytest.approx(0.5)
    assert extractor.calls == 3
    assert predictor.model_id != MODEL


def test_match_curve_rises_and_never_overflows():
    curve = MatchCurve(middle=9.0, spread=1e-3)
    assert [curve.quality(score) for score in (-1e300, 9.0, 1e300)] == pytest.approx([0.0, 0.5, 1.0])


def test_two_threads_load_once():
    loads, gate = [], threading.Barrier(2)

    def load():
        loads.append(threading.get_ident())
        return SimpleNamespace()

    lazy = Lazy(load)

    def ask(_):
        gate.wait(10)
        return lazy()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(ask, range(2))
    assert first is second
    assert len(loads) == 1


def test_nothing_installed_is_none_and_not_asked_again(tmp_path, monkeypatch):
    store = ModelStore(tmp_path / "models", tmp_path / "program")
    extras = Extras(store)
    assert (extras.head_pose(), extras.eyes(), extras.quality()) == (None, None, None)
    monkeypatch.setattr(store, "status", lambda: pytest.fail("asked again"))
    assert extras.head_pose() is None
