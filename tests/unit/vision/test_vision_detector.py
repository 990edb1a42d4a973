"""Reading YuNet's outputs, with outputs that are known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from helpers.vision_fakes import YUNET_OUTPUTS, FakeSession, yunet_answer

from facegate.vision.canvas import halved
from facegate.vision.detector import YuNetDetector
from facegate.vision.detector_part import DetectorPart
from facegate.vision.rows import suppress_overlaps

PART = DetectorPart(decoder="yunet", score_threshold=0.6, nms_threshold=0.3)


def detector(*faces, size=640, change=None):
    def respond(batch):
        raw = yunet_answer(batch.shape, list(faces))
        if change:
            change(raw)
        return [raw[name] for name in YUNET_OUTPUTS]

    session = FakeSession(YUNET_OUTPUTS, respond)
    return YuNetDetector(session, PART, size), session


def picture(width, height):
    return np.zeros((height, width, 3), np.uint8)


@pytest.mark.parametrize(
    ("size", "canvas"),
    [
        ((1280, 720), (384, 640)),
        ((640, 480), (480, 640)),
        ((720, 1280), (640, 384)),
        ((100, 100), (640, 640)),
        ((8000, 6000), (480, 640)),
        ((1, 1), (640, 640)),
        ((3000, 1), (32, 640)),
        ((1, 3000), (640, 32)),
    ],
)
def test_any_picture_becomes_a_canvas_of_whole_cells(size, canvas):
    found, session = detector()
    assert found.detect(picture(*size)) == []
    assert session.shapes == [(1, 3, *canvas)]


@pytest.mark.parametrize("size", [(640, 384), (1280, 768), (1920, 1152), (320, 192), (997, 598)])
def test_box_and_landmarks_come_back_in_pixels_of_the_picture(size):
    found, _ = detector((100.0, 60.0, 80.0, 120.0, 0.9))
    (face,) = found.detect(picture(*size))
    across, down = size[0] / 640, size[1] / round(size[1] * 640 / size[0])
    expected = 100 * across, 60 * down, 80 * across, 120 * down
    assert (face.box.x, face.box.y, face.box.width, face.box.height) == pytest.approx(expected, rel=1e-4)
    assert face.score == pytest.approx(0.9)
    middle = np.array([140.0, 120.0]) + np.arange(-2, 3)[:, None]
    np.testing.assert_allclose(face.landmarks, middle * (across, down), rtol=1e-4)


def test_network_gets_the_picture_in_its_corner_blue_first_unscaled():
    found, session = detector()
    image = picture(640, 360)
    image[:] = (10, 20, 30)
    found.detect(image)
    batch = session.batches[0]
    assert batch.dtype == np.float32
    for channel, value in zip(batch[0], (10, 20, 30), strict=True):
        assert (channel[:360] == value).all()
        assert (channel[360:] == 0).all()


def test_padding_stays_black_when_pictures_change():
    found, session = detector()
    for size in ((640, 384), (640, 360), (360, 640), (640, 360)):
        found.detect(np.full((size[1], size[0], 3), 200, np.uint8))
    assert (session.batches[-1][0, :, 360:] == 0).all()


def test_low_scores_are_dropped_and_the_best_comes_first():
    found, _ = detector((10, 10, 50, 50, 0.7), (200, 10, 50, 50, 0.95), (400, 10, 50, 50, 0.59), (500, 10, 50, 50, 0.8))
    assert [round(face.score, 2) for face in found.detect(picture(640, 384))] == [0.95, 0.8, 0.7]


def test_one_face_found_twice_counts_once():
    found, _ = detector((100, 100, 80, 80, 0.8), (118, 100, 80, 80, 0.9))
    (face,) = found.detect(picture(640, 384))
    assert face.score == pytest.approx(0.9)


def test_neighbours_are_both_kept():
    found, _ = detector((100, 100, 80, 80, 0.8), (160, 100, 80, 80, 0.9))
    assert len(found.detect(picture(640, 384))) == 2


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_none_never_leave(value):
    for kind in ("cls_16", "obj_16", "bbox_16", "kps_16"):

        def spoil(raw, kind=kind):
            raw[kind][raw[kind] != 0] = value

        found, _ = detector((100, 100, 80, 80, 0.8), change=spoil)
        for face in found.detect(picture(640, 384)):
            assert np.isfinite(face.landmarks).all()
            assert face.score <= 1.0


def test_scores_beyond_one_are_one():
    found, _ = detector((100, 100, 80, 80, 1.5))
    assert [face.score for face in found.detect(picture(640, 384))] == [1.0]


def test_fifty_faces():
    faces = [(8 + 64 * column, 4 + 75 * row, 40, 60, 0.9) for row in range(5) for column in range(10)]
    found, _ = detector(*faces)
    assert len(found.detect(picture(640, 384))) == 50


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((10, 10), np.uint8),
        np.zeros((10, 10, 4), np.uint8),
        np.zeros((0, 10, 3), np.uint8),
        np.zeros((9, 9, 3)),
    ],
)
def test_what_is_no_picture_is_refused(image):
    found, session = detector()
    with pytest.raises(ValueError, match="image"):
        found.detect(image)
    assert session.shapes == []


def test_threads_do_not_share_buffers():
    found, session = detector()

    def look(value):
        image = np.full((360, 640, 3), value, np.uint8)
        for _ in range(20):
            found.detect(image)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(look, (1, 2)))
    for batch in session.batches:
        assert len(np.unique(batch[0, :, :360])) == 1


def rows(*boxes):
    made = np.zeros((len(boxes), 15), np.float32)
    for row, (x, y, w, h, score) in zip(made, boxes, strict=True):
        row[:4], row[14] = (x, y, w, h), score
    return made


def test_suppression_keeps_what_overlaps_only_what_was_dropped():
    # B overlaps A and C; A and C do not touch: B goes with A, C stays.
    kept = suppress_overlaps(rows((0, 0, 10, 10, 0.9), (5, 0, 10, 10, 0.8), (12, 0, 10, 10, 0.7)), 0.3)
    assert kept[:, 14].tolist() == pytest.approx([0.9, 0.7])


def test_suppression_of_nothing():
    assert suppress_overlaps(rows(), 0.3).shape == (0, 15)


def test_suppression_of_degenerate_boxes():
    assert len(suppress_overlaps(rows((0, 0, 0, 0, 0.9), (0, 0, 0, 0, 0.8)), 0.3)) == 2


def test_halving_averages():
    board = np.indices((64, 64)).sum(0) % 2 * 255
    small = halved(np.repeat(board[:, :, None], 3, axis=2).astype(np.uint8), (16, 16))
    assert small.shape == (16, 16, 3)
    assert small.std() < 1
    assert small.mean() == pytest.approx(127.5, abs=1)
