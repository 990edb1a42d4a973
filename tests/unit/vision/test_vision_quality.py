"""Measured components move the right way."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection
from facegate.vision.aligner import ARCFACE_TEMPLATE
from facegate.vision.quality import CropAssessor

IMAGE = np.zeros((200, 300, 3), np.uint8)
FRONTAL = Detection(Box(90, 40, 100, 120), (ARCFACE_TEMPLATE + np.array([80, 30])).astype(np.float32), 0.93)


def assess(crop, detection=FRONTAL):
    return CropAssessor().assess(IMAGE, detection, crop)


def noise():
    return np.random.default_rng(0).integers(60, 200, (112, 112, 3), np.uint8)


def test_flat_crop():
    quality = assess(np.full((112, 112, 3), 90, np.uint8))
    assert (quality.sharpness, quality.contrast) == pytest.approx((0.0, 0.0), abs=1e-5)
    assert quality.brightness == pytest.approx(90.0)


def test_sharpness_is_the_variance_of_the_laplacian():
    crop = noise()
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    expected = cv2.Laplacian(grey, cv2.CV_64F).var()
    assert assess(crop).sharpness == pytest.approx(expected, rel=1e-6)


def test_blur_takes_sharpness_away_step_by_step():
    values = [assess(cv2.GaussianBlur(noise(), (0, 0), sigma)).sharpness for sigma in (0.5, 1, 2, 4)]
    assert values == sorted(values, reverse=True)
    assert assess(noise()).sharpness > values[0]


def test_brightness_and_contrast_are_those_of_the_grey():
    crop = np.zeros((112, 112, 3), np.uint8)
    crop[:, 56:] = 200
    quality = assess(crop)
    assert quality.brightness == pytest.approx(100.0)
    assert quality.contrast == pytest.approx(100.0)


def test_landmarks_and_box_are_passed_through():
    quality = assess(noise())
    assert quality.detection_score == pytest.approx(0.93)
    assert quality.inter_eye == pytest.approx(35.24, abs=0.01)
    assert abs(quality.yaw) < 5
    assert abs(quality.roll) < 1
    assert quality.inside == 1.0


def test_box_beyond_the_edge():
    half_out = Detection(Box(-50, 40, 100, 120), FRONTAL.landmarks.copy(), 0.93)
    assert assess(noise(), half_out).inside == pytest.approx(0.5)
