"""Real photographs of every awkward kind."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from PIL import Image

from facegate.cv import cv2
from facegate.domain.comparison import squared_distance
from facegate.domain.faces import principal
from facegate.vision.images import read_image


@pytest.fixture(scope="module")
def portrait(test_data):
    return read_image(test_data / "clip_with_names" / "obama.jpg")


def template(vision, image):
    face = principal(vision.photo_detector.detect(image))
    assert face is not None
    return vision.extractor.extract([vision.aligner.align(image, face)])[0]


def test_every_marked_face_of_the_groups_is_found(test_data, vision):
    marked = found = extra = 0
    for listing in ("training.xml", "testing.xml"):
        for entry in ElementTree.parse(test_data / "groups" / listing).getroot().iter("image"):
            faces = vision.photo_detector.detect(read_image(test_data / "groups" / entry.get("file")))
            boxes = [
                tuple(int(box.get(side)) for side in ("left", "top", "width", "height")) for box in entry.iter("box")
            ]
            marked += len(boxes)
            hits = [
                any(f.box.x < x + w / 2 < f.box.right and f.box.y < y + h / 2 < f.box.bottom for f in faces)
                for x, y, w, h in boxes
            ]
            found += sum(hits)
            extra += max(0, len(faces) - len(boxes))
    assert marked == 43
    assert found == 43
    # Faces that the listing leaves out, and patterns taken for one.
    assert extra <= 5


@pytest.mark.parametrize(("name", "people"), [("solvay1927.jpg", 29), ("group-4.jpg", 5), ("group-3.jpg", 4)])
def test_people_in_group_photographs(test_data, vision, name, people):
    assert len(vision.photo_detector.detect(read_image(test_data / "groups" / name))) == people


def test_fifty_faces(vision, portrait):
    face = vision.detector.detect(portrait)[0].box
    head = portrait[
        max(0, int(face.y - face.height / 2)) : int(face.bottom + face.height / 2),
        max(0, int(face.x - face.width / 2)) : int(face.right + face.width / 2),
    ]
    tile = cv2.resize(head, (192, 216), interpolation=cv2.INTER_AREA)
    for finder in (vision.detector, vision.photo_detector):
        assert len(finder.detect(np.tile(tile, (5, 10, 1)))) == 50


def test_huge_photograph(vision, portrait):
    """8000x6000 with one large face and one of 160 pixels, which is 13 in a single look."""
    image = np.full((6000, 8000, 3), 120, np.uint8)
    face = vision.detector.detect(portrait)[0].box
    large = cv2.resize(portrait, None, fx=2000 / face.height, fy=2000 / face.height, interpolation=cv2.INTER_CUBIC)
    small = cv2.resize(portrait, None, fx=160 / face.height, fy=160 / face.height, interpolation=cv2.INTER_AREA)
    large = large[:5000, :5000]
    image[: large.shape[0], : large.shape[1]] = large
    image[5400 : 5400 + min(600, small.shape[0]), 7000 : 7000 + min(1000, small.shape[1])] = small[:600, :1000]
    stream = io.BytesIO()
    Image.fromarray(image[:, :, ::-1]).save(stream, "JPEG", quality=90)
    read = read_image(stream.getvalue())
    assert read.shape == (6000, 8000, 3)
    heights = sorted(found.box.height for found in vision.photo_detector.detect(read))
    assert heights == [pytest.approx(160, rel=0.2), pytest.approx(2000, rel=0.2)]
    assert squared_distance(template(vision, read), template(vision, portrait)) < 0.3


def test_face_that_fills_the_picture(vision, portrait):
    face = vision.detector.detect(portrait)[0].box
    head = portrait[int(face.y) : int(face.bottom), int(face.x) : int(face.right)]
    assert len(vision.photo_detector.detect(head)) == 1
    assert len(vision.photo_detector.detect(cv2.resize(head, None, fx=8, fy=8))) == 1


@pytest.mark.parametrize("size", [(1, 1), (2, 3000), (3000, 2), (31, 33), (640, 640)])
@pytest.mark.parametrize("kind", ["grey", "noise"])
def test_no_face(vision, size, kind):
    flat = np.full((*size, 3), 128, np.uint8)
    noise = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    image = flat if kind == "grey" else noise
    assert vision.detector.detect(image) == []
    assert vision.photo_detector.detect(image) == []


@pytest.mark.parametrize("mode", ["L", "RGBA", "CMYK", "I;16", "rotated"])
def test_same_person_however_the_file_is_made(vision, portrait, mode):
    picture = Image.fromarray(np.ascontiguousarray(portrait[:, :, ::-1]))
    stream = io.BytesIO()
    if mode == "rotated":
        exif = Image.Exif()
        exif[0x0112] = 6
        picture.transpose(Image.Transpose.ROTATE_90).save(stream, "JPEG", quality=95, exif=exif)
    elif mode == "I;16":
        Image.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 257).save(stream, "PNG")
    else:
        picture.convert(mode).save(stream, "TIFF" if mode == "CMYK" else "PNG")
    read = read_image(stream.getvalue())
    assert read.shape == portrait.shape
    # Without colour it is a little further off, still the same person at any sensible threshold.
    assert squared_distance(template(vision, read), template(vision, portrait)) < 0.35


def test_portraits_of_people_are_found(test_data, vision):
    missed = []
    for folder in sorted((test_data / "people").iterdir())[::4]:
        for path in sorted(folder.iterdir())[:3]:
            if not vision.photo_detector.detect(read_image(path)):
                missed.append(path.name)
    assert missed == []


@pytest.mark.parametrize("turn", [0, 45, 90, 135, 180, 270])
def test_a_head_is_found_however_it_lies(vision, portrait, turn):
    """Eyes, nose and mouth come out where they are, so that the template is the same."""
    height, width = portrait.shape[:2]
    side = int(np.hypot(height, width))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    matrix[:, 2] += side / 2 - np.array((width / 2, height / 2))
    turned = cv2.warpAffine(portrait, matrix, (side, side))
    upright, lying = (principal(vision.photo_detector.detect(image)) for image in (portrait, turned))
    expected = upright.landmarks @ matrix[:, :2].T + matrix[:, 2]
    assert np.abs(lying.landmarks - expected).max() < 0.2 * upright.inter_eye
    templates = vision.extractor.extract([vision.aligner.align(portrait, upright), vision.aligner.align(turned, lying)])
    assert squared_distance(*templates) < 0.3
