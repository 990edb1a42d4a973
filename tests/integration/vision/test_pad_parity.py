"""The pair against its published files in plain onnxruntime, on real faces, people and prints."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from facegate.cv import cv2
from facegate.domain.faces import principal
from facegate.domain.pad.results import Cue
from facegate.vision.images import read_image

PUBLISHED = {"2.7_80x80_MiniFASNetV2.onnx": 2.7, "4_0_0_80x80_MiniFASNetV1SE.onnx": 4.0}
CLASSES_OF_ATTACKS = [0, 2]
BONA_FIDE = 1
LOOKS = 3
"""Of each of two people, and of prints of them."""


@pytest.fixture(scope="module")
def looks(test_data, vision):
    """(whether a person is there, picture, face)."""
    if vision.pad is None:
        pytest.skip("the models for attack detection are not installed: facegate models install --from DIR")
    found = []
    for kind in ("bona_fide", "print"):
        for person in ("0001", "0008"):
            for path in sorted((test_data / "pad" / kind / person).iterdir())[:LOOKS]:
                image = read_image(path)
                found.append((kind == "bona_fide", image, principal(vision.detector.detect(image))))
    return found


def plain(session, image, face, scale):
    """Log-odds by the published file, one look at a time, from a square that is wholly in the picture or shifted."""
    side = np.sqrt(face.box.area)
    height, width = image.shape[:2]
    side *= min(scale, (width - 1) / side, (height - 1) / side)
    corner = []
    for middle, length in zip(face.box.center, (width, height), strict=True):
        corner.append(float(np.clip(middle - side / 2, 0, length - 1 - side)))
    left, top = corner
    right, bottom = int(left + side + 1e-6), int(top + side + 1e-6)
    crop = cv2.resize(image[int(top) : bottom + 1, int(left) : right + 1], (80, 80))
    (logits,) = session.run(None, {"input": crop.astype(np.float32).transpose(2, 0, 1)[None]})[0].astype(np.float64)
    return logits[BONA_FIDE] - np.logaddexp.reduce(logits[CLASSES_OF_ATTACKS])


def test_same_scores_as_the_published_networks(test_data, vision, looks):
    folder = test_data.parent / "models"
    if not all((folder / name).is_file() for name in PUBLISHED):
        pytest.skip(f"the published files are not in {folder}")
    sessions = [onnxruntime.InferenceSession(str(folder / name)) for name in PUBLISHED]
    pairs = list(zip(sessions, PUBLISHED.values(), strict=True))
    theirs = [np.mean([plain(session, image, face, scale) for session, scale in pairs]) for _, image, face in looks]
    ours = vision.pad.score([vision.pad.sample(image, face, 1.0) for _, image, face in looks])
    np.testing.assert_allclose(ours, theirs, atol=1e-3)


def test_people_are_above_the_limits_and_prints_below(vision, looks):
    rule = vision.pad.rules.cues[Cue.TEXTURE]
    scores = vision.pad.score([vision.pad.sample(image, face, 1.0) for _, image, face in looks])
    assert min(score for score, look in zip(scores, looks, strict=True) if look[0]) >= rule.bona_fide_from
    assert max(score for score, look in zip(scores, looks, strict=True) if not look[0]) < rule.attack_below
