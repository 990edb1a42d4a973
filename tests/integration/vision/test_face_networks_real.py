"""Head pose, eye openness and predicted quality with the real networks, on real faces."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection, principal
from facegate.domain.ids import ModelId
from facegate.domain.quality import head_pose
from facegate.vision import extras as extras_module
from facegate.vision.images import read_image
from facegate.vision.stack import load_vision

PEOPLE = 12
"""Photographs, one a person."""

CLOSED = 0.15
"""Openness below which eyes are closed; in photographs of open eyes two in a hundred are below it."""


@pytest.fixture(scope="module")
def portraits(test_data, vision):
    """(picture, face) of some people."""
    folders = sorted((test_data / "people").iterdir())[:PEOPLE]
    images = [read_image(sorted(folder.glob("*.jpg"))[0]) for folder in folders]
    return [(image, principal(vision.photo_detector.detect(image))) for image in images]


@pytest.fixture(scope="module")
def networks(vision):
    """The stack with every optional network; a machine that cannot get them skips, where all is there it fails."""
    if vision.head_pose is None or vision.eyes is None or vision.extras.quality() is None:
        pytest.skip("the optional models are not installed: facegate models install --from DIR")
    return vision


def mirrored(image, face):
    width = image.shape[1]
    points = face.landmarks[[1, 0, 2, 4, 3]] * (-1, 1) + (width - 1, 0)
    box = Box(width - face.box.right, face.box.y, face.box.width, face.box.height)
    return np.ascontiguousarray(image[:, ::-1]), Detection(box, points.astype(np.float32), face.score)


def test_default_embedder_predicts_by_itself(vision):
    assert vision.quality_predictor.model_id == "sface-2021dec-centred.norm"


def test_recognition_loads_none_of_them(model_store, monkeypatch, portraits):
    monkeypatch.setattr(extras_module, "open_session", lambda *_: pytest.fail("loaded"))
    stack = load_vision(model_store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
    image, face = portraits[0]
    crop = stack.aligner.align(image, face)
    assert 0.0 < stack.quality_predictor.predict(image, face, crop) < 1.0


def test_mirrored_pictures_give_mirrored_angles(networks, portraits):
    there = [networks.head_pose.estimate(*each) for each in portraits]
    back = [networks.head_pose.estimate(*mirrored(*each)) for each in portraits]
    pairs = list(zip(there, back, strict=True))
    assert np.median([abs(one.yaw + two.yaw) for one, two in pairs]) < 2.0
    assert np.median([abs(one.roll + two.roll) for one, two in pairs]) < 2.0
    assert np.median([abs(one.pitch - two.pitch) for one, two in pairs]) < 2.0


def test_signs_are_those_of_the_landmarks(networks, portraits):
    poses = [networks.head_pose.estimate(*each) for each in portraits]
    rough = np.array([head_pose(face.landmarks) for _, face in portraits])
    assert np.corrcoef([pose.yaw for pose in poses], rough[:, 0])[0, 1] > 0.8
    # People who were photographed look up and down alike.
    assert abs(np.median([pose.pitch for pose in poses])) < 8.0


@pytest.mark.parametrize("degrees", [-20.0, 20.0])
def test_picture_turned_clockwise_is_a_head_tilted_clockwise(networks, portraits, degrees):
    turns = []
    for image, face in portraits[:6]:
        # OpenCV counts against the clock.
        matrix = cv2.getRotationMatrix2D(face.box.center, -degrees, 1.0)
        turned = cv2.warpAffine(image, matrix, image.shape[1::-1])
        before, after = (networks.head_pose.estimate(each, face).roll for each in (image, turned))
        turns.append(after - before)
    assert np.median(turns) == pytest.approx(degrees, abs=4.0)


def openness_of_clip(networks, path):
    """Of every second frame: a blink takes five or more."""
    reader = cv2.VideoCapture(str(path))
    found = []
    while reader.grab():
        image = reader.retrieve()[1]
        face = principal(networks.detector.detect(image))
        if face is not None:
            found.append(networks.eyes.measure(image, face))
        reader.grab()
    return np.array(found)


def test_blinks_are_seen_and_none_are_made_up(networks, test_data):
    for path in sorted((test_data / "video" / "blink").iterdir()):
        found = openness_of_clip(networks, path)
        assert found.min() < CLOSED, path.name
        assert np.median(found) > 0.25, path.name
    for path in sorted((test_data / "video" / "no_blink").iterdir()):
        assert openness_of_clip(networks, path).min() > 0.2, path.name


def test_mirrored_eyes_are_as_open(networks, portraits):
    gaps = [abs(networks.eyes.measure(*each) - networks.eyes.measure(*mirrored(*each))) for each in portraits]
    assert np.median(gaps) < 0.03


def test_quality_falls_with_blur_and_darkness_by_both_predictors(networks, portraits):
    network = networks.extras.quality()
    for predictor in (networks.quality_predictor, network):
        worse = 0
        for image, face in portraits:
            blurred = cv2.GaussianBlur(image, (0, 0), max(1.0, face.inter_eye / 6))
            scores = [
                predictor.predict(each, face, networks.aligner.align(each, face))
                for each in (image, blurred, image // 8)
            ]
            worse += scores[0] > max(scores[1:])
        assert worse == len(portraits)


def test_known_template_gives_the_same_quality(networks, portraits):
    image, face = portraits[1]
    crop = networks.aligner.align(image, face)
    (template,) = networks.extractor.extract([crop])
    alone = networks.quality_predictor.predict(image, face, crop)
    assert networks.quality_predictor.predict(image, face, crop, template) == pytest.approx(alone, abs=1e-6)
