"""How a photograph is looked at: the order of sizes, what a finer look may add, where a close-up leads."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.vision.photos import PhotoDetector


class Finder:
    """Finds the faces that it was given at each size; in close-ups, what ``close`` says."""

    detection_size = 640

    def __init__(self, image, found, close=None):
        self.image, self.found, self.close = image, found, close or (lambda part: [])
        self.sizes, self.parts = [], []

    def rows(self, image, longer_side):
        if image is self.image:
            self.sizes.append(longer_side)
            return rows(*self.found.get(longer_side, []))
        self.parts.append((image, longer_side))
        return rows(*self.close(image))


def rows(*boxes):
    made = np.zeros((len(boxes), 15), np.float32)
    for row, (x, y, w, h, score) in zip(made, boxes, strict=True):
        row[:4], row[14] = (x, y, w, h), score
        row[4:14] = np.tile((x + w / 2, y + h / 2), 5)
    return made


def look(width, height, found, close=None):
    image = np.zeros((height, width, 3), np.uint8)
    finder = Finder(image, found, close)
    return finder, PhotoDetector(finder, 0.3).detect(image)


FACE = (100, 100, 50, 50, 0.9)


@pytest.mark.parametrize(
    ("side", "found", "sizes"),
    [
        (500, {640: [FACE]}, [640]),
        (1000, {640: [FACE]}, [640]),
        (1300, {640: [FACE]}, [640, 1280]),
        (8000, {640: [FACE]}, [640, 1280, 2560]),
        (500, {320: [FACE]}, [640, 320]),
        (500, {1280: [FACE]}, [640, 320, 1280]),
        (8000, {2560: [FACE]}, [640, 1280, 2560]),
        (500, {}, [640, 320, 1280]),
    ],
)
def test_sizes_that_are_tried(side, found, sizes):
    finder, faces = look(side, side // 2, found)
    assert finder.sizes == sizes
    assert len(faces) == (1 if found else 0)


def test_finer_look_adds_new_faces_and_nothing_inside_known_ones():
    inside, elsewhere = (110, 110, 15, 15, 0.99), (400, 400, 20, 20, 0.8)
    _, faces = look(2000, 2000, {640: [FACE], 1280: [inside, elsewhere]})
    assert [round(face.box.x) for face in faces] == [100, 400]


def test_finer_looks_that_find_nothing_change_nothing():
    _, faces = look(3000, 3000, {640: [FACE]})
    assert len(faces) == 1


def test_close_up_shows_the_face_large_and_its_landmarks_come_back():
    finder, faces = look(1000, 1000, {640: [(500, 300, 60, 60, 0.7)]}, lambda part: [(22, 21, 58, 58, 0.95)])
    part, longer_side = finder.parts[0]
    # A face of 60 pixels takes 0.6 of 100, and is seen at 192.
    assert part.shape[0] == pytest.approx(100, abs=2)
    assert longer_side == pytest.approx(192 / 60 * part.shape[0], abs=1)
    left, top = (530 - 50, 330 - 50)
    (face,) = faces
    assert face.score == pytest.approx(0.95)
    assert (face.box.x, face.box.y) == pytest.approx((left + 22, top + 21))
    np.testing.assert_allclose(face.landmarks, np.tile((left + 51, top + 50), (5, 1)))


def test_face_that_the_close_up_does_not_find_stays_as_it_was():
    _, (face,) = look(1000, 1000, {640: [(500, 300, 60, 60, 0.7)]}, lambda part: [(0, 0, 10, 10, 0.99)])
    assert (face.box.x, face.score) == pytest.approx((500, 0.7))


@pytest.mark.parametrize("box", [(-30, -30, 60, 60, 0.7), (970, 970, 60, 60, 0.7), (2000, 2000, 60, 60, 0.7)])
def test_face_at_or_beyond_the_edge(box):
    _, (face,) = look(1000, 1000, {640: [box]})
    assert face.box.x == pytest.approx(box[0])


def test_two_rows_that_turn_out_to_be_one_face_count_once():
    image = np.zeros((1000, 1000, 3), np.uint8)
    finder = Finder(image, {640: [(100, 100, 50, 50, 0.9), (135, 100, 50, 50, 0.8)]})
    # Both close-ups, which begin at these places, see the face at (125, 100) in the picture.
    lefts = iter((125 - 41, 160 - 41))
    finder.close = lambda part: [(125 - next(lefts), 17, 40, 40, 0.95)]
    assert len(PhotoDetector(finder, 0.3).detect(image)) == 1


def test_an_unsure_face_is_turned_until_it_is_sure():
    """The close-up shows it upright after a quarter turn only; box and landmarks come back where they were."""
    calls = []

    def close(part):
        calls.append(part.shape)
        # After the close-up at 0 degrees, the second turn tried is -45, the third 45, the fourth 90.
        return [(110, 90, 100, 140, 0.95)] if len(calls) == 5 else []

    _, (face,) = look(640, 480, {640: [(300, 200, 120, 120, 0.7)]}, close)
    assert face.score == pytest.approx(0.95)
    # CLOSE_UP_FACE pixels stand for 120: the square's middle, (160, 160), is the middle of the box.
    assert face.box.center == pytest.approx((360, 260), abs=0.5)
    assert (face.box.width, face.box.height) == pytest.approx([(100 * 140) ** 0.5 * 120 / 192] * 2, abs=0.5)
    assert face.landmarks == pytest.approx(np.tile((360, 260), (5, 1)), abs=0.5)


def test_a_sure_face_is_not_turned():
    finder, (face,) = look(640, 480, {640: [(300, 200, 120, 120, 0.95)]})
    assert face.score == pytest.approx(0.95)
    assert len(finder.parts) == 1


def test_a_turn_that_gains_next_to_nothing_leaves_the_face_as_it_was():
    _, (face,) = look(640, 480, {640: [(300, 200, 120, 120, 0.7)]}, lambda part: [(110, 90, 100, 140, 0.71)])
    assert face.box.width < 120 * 1.2
    assert face.score == pytest.approx(0.71, abs=0.011)


def test_where_nothing_is_found_the_picture_is_turned():
    seen = []

    def close(part):
        seen.append(part.shape)
        return [(100, 200, 60, 80, 0.95)] if len(seen) == 1 else []

    finder, (face,) = look(640, 480, {}, close)
    assert finder.sizes == [640, 320, 1280]
    assert seen[0] == (640, 640, 3)
    # (130, 240) of a square that was turned by -90 degrees about the middle, (320, 240) of the picture.
    assert face.box.center == pytest.approx((240, 430), abs=0.5)
