"""Reading RetinaFace's outputs, with outputs that are known."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vision_fakes import FakeSession, tiny_network, write_manifest
from pydantic import ValidationError

from facegate.errors import ModelError
from facegate.vision import retinaface
from facegate.vision.anchors import decode_boxes, decode_points, make_anchors
from facegate.vision.detector_part import DetectorPart, RetinaFaceReading
from facegate.vision.detectors import make_detector
from facegate.vision.manifest import load_manifest
from facegate.vision.photos import PhotoDetector
from facegate.vision.prepare import prepare
from facegate.vision.trial import try_network

STEPS, SIZES = (8, 16, 32), ((16, 32), (64, 128), (256, 512))
MEAN = (104.0, 117.0, 123.0)


def part(**reading):
    return DetectorPart(
        decoder="retinaface", score_threshold=0.6, nms_threshold=0.4, retinaface=RetinaFaceReading(**reading)
    )


def answer(shape, faces, logits=False):
    """Boxes, scores and landmarks for faces (anchor, box told, landmarks told, score)."""
    count = len(make_anchors(STEPS, SIZES, (shape[3], shape[2])))
    boxes, scores, points = (np.zeros((1, count, size), np.float32) for size in (4, 2, 10))
    scores[0, :, 0] = 5.0 if logits else 1.0
    for anchor, box, landmarks, score in faces:
        boxes[0, anchor], points[0, anchor] = box, landmarks
        scores[0, anchor] = (0.0, np.log(score / (1 - score))) if logits else (1 - score, score)
    return [boxes, scores, points]


def detector(*faces, size=640, order=(0, 1, 2), logits=False, canvas=None, **reading):
    def respond(batch):
        outputs = answer(batch.shape, faces, logits)
        return [outputs[place] for place in order]

    session = FakeSession(("a", "b", "c"), respond)
    scores = "logits" if logits else "probabilities"
    return make_detector(session, part(scores=scores, **reading), size, canvas), session


def picture(width, height):
    return np.zeros((height, width, 3), np.uint8)


def test_anchors_lie_in_the_middle_of_their_cells_small_ones_first():
    anchors = make_anchors((8, 16), ((16, 32), (64, 128)), (24, 16))
    # Level of 8: two rows of three cells; level of 16: one row of two.
    assert anchors.shape == (2 * 3 * 2 + 1 * 2 * 2, 4)
    assert anchors[:4].tolist() == [[4, 4, 16, 16], [4, 4, 32, 32], [12, 4, 16, 16], [12, 4, 32, 32]]
    assert anchors[6].tolist() == [4, 12, 16, 16]
    assert anchors[-1].tolist() == [24, 8, 128, 128]


def test_boxes_and_points_are_told_in_sizes_of_the_anchor():
    anchor = np.array([[100, 60, 16, 16]], np.float32)
    # The middle moves by 0.1 * 10 * 16 and 0.1 * -5 * 16; sizes are exp(0.2 * 5 * ln 2) = 2 times and half of 16.
    told = np.array([[10, -5, 5 * np.log(2), -5 * np.log(2)]], np.float32)
    np.testing.assert_allclose(decode_boxes(told, anchor, (0.1, 0.2)), [[100, 48, 32, 8]], rtol=1e-6)
    points = np.zeros((1, 10), np.float32)
    points[0, :2] = (10, 20)
    np.testing.assert_allclose(decode_points(points, anchor, (0.1, 0.2))[0, :4], [116, 92, 100, 60], rtol=1e-6)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
@pytest.mark.parametrize("logits", [False, True])
def test_faces_come_back_in_pixels_of_the_picture(order, logits):
    # Anchor 3: 32 pixels around (12, 4) of a canvas of 640x384; the picture has twice as many.
    found, session = detector((3, (0, 0, 0, 0), np.arange(10), 0.9), order=order, logits=logits)
    (face,) = found.detect(picture(1280, 768))
    assert session.shapes == [(1, 3, 384, 640)]
    assert (face.box.x, face.box.y, face.box.width, face.box.height) == pytest.approx((-8, -24, 64, 64))
    assert face.score == pytest.approx(0.9, abs=1e-6)
    expected = 2 * (np.array((12, 4)) + np.arange(10).reshape(5, 2) * 0.1 * 32)
    np.testing.assert_allclose(face.landmarks, expected, rtol=1e-5)


def test_low_scores_are_dropped_and_overlapping_faces_counted_once():
    quiet = np.zeros(10)
    found, _ = detector(
        (1, (0, 0, 0, 0), quiet, 0.7), (3, (-2, 0, 0, 0), quiet, 0.8), (91, (0, 0, 0, 0), quiet, 0.5), size=320
    )
    assert [round(face.score, 3) for face in found.detect(picture(320, 320))] == [0.8]


@pytest.mark.parametrize(("colour", "mean"), [("bgr", MEAN), ("rgb", MEAN[::-1])])
def test_network_gets_pixels_less_the_mean_and_nothing_around_the_picture(colour, mean):
    found, session = detector(colour=colour, mean=mean)
    image = picture(640, 360)
    image[:] = (10, 20, 30)
    for _ in range(2):
        found.detect(image)
    expected = np.array((10, 20, 30)) - MEAN
    for channel, value in zip(session.batches[-1][0], expected if colour == "bgr" else expected[::-1], strict=True):
        assert (channel[:360] == value).all()
        assert (channel[360:] == 0).all()


def test_network_of_one_size_is_given_that_size():
    found, session = detector((3, (0, 0, 0, 0), np.zeros(10), 0.9), canvas=(320, 256))
    (face,) = found.detect(picture(1280, 720))
    assert session.shapes == [(1, 3, 256, 320)]
    assert face.box.width == pytest.approx(32 * 4)
    found.detect(picture(100, 1000))
    assert session.shapes[-1] == (1, 3, 256, 320)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e9, 200.0])
def test_numbers_that_are_none_never_leave(value):
    found, _ = detector((3, (0, 0, value, value), np.zeros(10), 0.9), (90, (value,) * 4, np.full(10, value), 0.9))
    assert found.detect(picture(640, 384)) == []


def test_outputs_of_another_form_are_named():
    session = FakeSession(("a",), lambda batch: [np.zeros((1, 7, 4), np.float32)])
    with pytest.raises(ModelError, match=r"\(1, 7, 4\)"):
        make_detector(session, part(), 320).detect(picture(320, 320))


def test_of_many_candidates_the_surest_are_looked_at(monkeypatch):
    monkeypatch.setattr(retinaface, "MOST_CANDIDATES", 2)
    # Far apart: anchors of different cells of 8 pixels, 80 to a row.
    quiet, still = np.zeros(10), (0, 0, 0, 0)
    found, _ = detector(*((160 * row + 20, still, quiet, score) for row, score in ((0, 0.7), (9, 0.9), (20, 0.8))))
    assert [round(face.score, 2) for face in found.detect(picture(640, 384))] == [0.9, 0.8]


def test_network_that_tells_of_other_anchors_is_not_installed(tmp_path):
    manifest = load_manifest(changed(tmp_path, '[1, 3, "height", "width"]'))
    with pytest.raises(ModelError, match="4, 2 and 10"):
        try_network(manifest, prepare(tiny_network(), "x", (1, 3, "height", "width")))


def test_photographs_are_looked_at_with_it():
    found, session = detector((3, (0, 0, 0, 0), np.tile((0.0, 0.0), 5), 0.99))
    faces = PhotoDetector(found, 0.4).detect(picture(2000, 1500))
    assert faces
    assert (1, 3, 480, 640) in session.shapes
    assert (1, 3, 960, 1280) in session.shapes


def test_each_decoder_has_its_own_table():
    with pytest.raises(ValidationError, match="retinaface"):
        DetectorPart(decoder="retinaface", score_threshold=0.6, nms_threshold=0.4)
    with pytest.raises(ValidationError, match="retinaface"):
        DetectorPart(decoder="yunet", score_threshold=0.6, nms_threshold=0.4, retinaface=RetinaFaceReading())
    with pytest.raises(ValidationError, match="steps"):
        RetinaFaceReading(steps=(8, 16))


@pytest.mark.parametrize(
    ("shape", "canvas"), [('["batch", 3, "height", "width"]', None), ("[1, 3, 384, 640]", (640, 384))]
)
def test_manifest_says_which_pictures_the_network_takes(tmp_path, shape, canvas):
    assert load_manifest(changed(tmp_path, shape)).fixed_canvas == canvas


@pytest.mark.parametrize("shape", ["[1, 3, 100, 640]", '[1, 3, 384, "width"]', "[4, 3, 384, 640]", "[1, 3, 640]"])
def test_wrong_shape_of_a_detector_is_refused(tmp_path, shape):
    with pytest.raises(ModelError, match=r"prepare\.shape"):
        load_manifest(changed(tmp_path, shape))


def changed(folder, shape):
    path = write_manifest(folder, "m", tiny_network())
    text = path.read_text("utf-8").replace(
        'decoder = "yunet"', 'decoder = "retinaface"\nretinaface = { steps = [8, 16, 32] }'
    )
    path.write_text(text.replace('["batch", 3, "height", "width"]', shape), "utf-8")
    return path
