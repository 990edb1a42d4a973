"""Alignment puts landmarks where the template wants them, to a fraction of a pixel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection
from facegate.vision.aligner import ARCFACE_SIZE, ARCFACE_TEMPLATE, PointAligner, fit_similarity


def detection(landmarks):
    return Detection(Box(0, 0, 1, 1), np.asarray(landmarks, np.float32), 0.9)


def placed(scale, angle, shift):
    """The template, scaled, turned and shifted into a picture."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return ARCFACE_TEMPLATE @ turn.T * scale + shift


angles = st.floats(-np.pi, np.pi)
scales = st.floats(0.05, 50)
shifts = st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000))


@given(scale=scales, angle=angles, shift=shifts)
def test_similarity_is_found_exactly(scale, angle, shift):
    found = fit_similarity(placed(scale, angle, shift).astype(np.float32), ARCFACE_TEMPLATE)
    assert found.scale == pytest.approx(1 / scale, rel=1e-2)
    back = np.c_[placed(scale, angle, shift), np.ones(5)] @ found.matrix().T
    np.testing.assert_allclose(back, ARCFACE_TEMPLATE, atol=0.05 + 0.01 / scale)


def umeyama(source, target):
    """Umeyama 1991, equations 34 to 43, with the singular value decomposition."""
    a, b = source - source.mean(0), target - target.mean(0)
    u, d, v = np.linalg.svd(b.T @ a / len(a))
    s = np.array([1.0, np.sign(np.linalg.det(u) * np.linalg.det(v))])
    turn = u @ np.diag(s) @ v
    scale = (d * s).sum() / a.var(0).sum()
    return np.c_[scale * turn, target.mean(0) - scale * turn @ source.mean(0)]


@pytest.mark.parametrize("seed", range(20))
def test_similarity_equals_umeyama_on_noisy_landmarks(seed):
    random = np.random.default_rng(seed)
    points = placed(3.0, random.uniform(-1, 1), (200, 100)) + random.normal(0, 8, (5, 2))
    found = fit_similarity(points.astype(np.float32), ARCFACE_TEMPLATE).matrix()
    np.testing.assert_allclose(found, umeyama(points.astype(np.float32).astype(float), ARCFACE_TEMPLATE), atol=1e-6)


def test_mirrored_landmarks_are_not_mirrored_back():
    mirrored = placed(2.0, 0.0, (0, 0)) * (-1, 1) + (400, 100)
    assert np.linalg.det(fit_similarity(mirrored.astype(np.float32), ARCFACE_TEMPLATE).matrix()[:, :2]) > 0


def blobs(shape, points, sigma):
    """A picture of soft white dots whose centres are exact."""
    rows, columns = np.indices(shape, np.float32)
    glow = sum(np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * sigma**2)) for x, y in points)
    return np.repeat((np.clip(glow, 0, 1) * 255).astype(np.uint8)[:, :, None], 3, axis=2)


def centre_near(crop, place, reach=6):
    column, row = (round(value) for value in place)
    rows = slice(max(0, row - reach), row + reach + 1)
    columns = slice(max(0, column - reach), column + reach + 1)
    light = crop[rows, columns, 0].astype(float)
    y, x = np.indices(light.shape)
    return np.array([(x * light).sum(), (y * light).sum()]) / light.sum() + (columns.start, rows.start)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.7, 2.0, 2.3, 4.0, 5.5, 9.0])
@pytest.mark.parametrize("angle", [0.0, 0.4])
def test_dots_arrive_on_the_template(scale, angle):
    points = placed(scale, angle, (130 * (scale < 3) + 60 * scale, 30 + 20 * scale))
    side = int(points.max() + 60 * scale)
    image = blobs((side, side), points, sigma=1.6 * scale)
    crop = PointAligner().align(image, detection(points))
    assert crop.shape == (ARCFACE_SIZE, ARCFACE_SIZE, 3)
    assert crop.dtype == np.uint8
    for place in ARCFACE_TEMPLATE:
        np.testing.assert_allclose(centre_near(crop, place), place, atol=0.12)


def test_crop_of_another_size():
    points = placed(2.0, 0.0, (50, 50))
    image = blobs((400, 400), points, sigma=4.0)
    crop = PointAligner(160).align(image, detection(points))
    assert crop.shape == (160, 160, 3)
    for place in ARCFACE_TEMPLATE * (160 / 112):
        np.testing.assert_allclose(centre_near(crop, place), place, atol=0.15)


def test_fine_pattern_turns_grey_not_noisy():
    board = (np.indices((1200, 1200)).sum(0) % 2 * 255).astype(np.uint8)
    points = placed(8.3, 0.2, (100, 50))
    crop = PointAligner().align(np.repeat(board[:, :, None], 3, axis=2), detection(points))
    assert crop[20:90, 20:90].std() < 3
    plain = cv2.warpAffine(
        np.repeat(board[:, :, None], 3, axis=2),
        fit_similarity(points.astype(np.float32), ARCFACE_TEMPLATE).matrix(),
        (112, 112),
    )
    assert plain[20:90, 20:90].std() > 30


@pytest.mark.parametrize("scale", [0.5, 2.0, 6.0])
@pytest.mark.parametrize("shift", [(-5000, -5000), (5000, 5000), (-100, 20), (180, 190)])
def test_face_beyond_the_edge_gives_black_there(scale, shift):
    image = np.full((200, 200, 3), 255, np.uint8)
    crop = PointAligner().align(image, detection(placed(scale, 0.0, shift)))
    assert crop.shape == (112, 112, 3)
    assert (crop == 0).any()


@pytest.mark.parametrize("landmarks", [np.zeros((5, 2)), np.full((5, 2), 50.0), np.linspace(0, 1e7, 10).reshape(5, 2)])
def test_landmarks_that_are_no_face_do_no_harm(landmarks):
    image = np.full((200, 200, 3), 255, np.uint8)
    assert PointAligner().align(image, detection(landmarks)).shape == (112, 112, 3)


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (500, 3)])
def test_tiny_pictures(size):
    image = np.full((*size, 3), 255, np.uint8)
    assert PointAligner().align(image, detection(placed(4.0, 0.0, (0, 0)))).shape == (112, 112, 3)


def test_picture_is_not_touched():
    image = np.random.default_rng(0).integers(0, 256, (900, 900, 3), np.uint8)
    image.flags.writeable = False
    before = image.copy()
    PointAligner().align(image, detection(placed(5.0, 0.1, (50, 50))))
    np.testing.assert_array_equal(image, before)
