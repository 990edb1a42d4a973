"""Every kind of preprocessing that a manifest can ask for, against the plain formula; crops by points and by box."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vision_fakes import FakeSession

from facegate.domain.faces import Box, Detection
from facegate.domain.ids import ModelId
from facegate.domain.ports import FaceAligner
from facegate.errors import ModelError
from facegate.vision.aligner import BoxAligner, PointAligner
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.preprocessing import Preprocessing
from facegate.vision.quality import CropAssessor
from facegate.vision.stack import make_aligner

CROP = np.random.default_rng(3).integers(0, 256, (32, 32, 3), np.uint8)
RGB = CROP[:, :, ::-1].astype(np.float64)


def part(**changes):
    return EmbedderPart(**({"dimension": 3, "size": 32, "alignment": "arcface", "colour": "rgb"} | changes))


def fed(**changes):
    return Preprocessing(part(**changes)).batch([CROP], 1)[0]


@pytest.mark.parametrize("layout", ["nchw", "nhwc"])
@pytest.mark.parametrize("colour", ["rgb", "bgr"])
def test_channels_of_their_own_mean_and_scale(layout, colour):
    mean, scale = (123.7, 116.3, 103.5), (58.4, 57.1, 57.4)
    expected = ((RGB if colour == "rgb" else RGB[:, :, ::-1]) - mean) / scale
    if layout == "nchw":
        expected = expected.transpose(2, 0, 1)
    found = fed(layout=layout, colour=colour, mean=mean, scale=scale)
    assert found.flags.c_contiguous
    np.testing.assert_allclose(found, expected, atol=1e-5)


@pytest.mark.parametrize("layout", ["nchw", "nhwc"])
def test_prewhitening_is_facenets(layout):
    expected = (RGB - RGB.mean()) / max(RGB.std(), 1 / np.sqrt(RGB.size))
    if layout == "nchw":
        expected = expected.transpose(2, 0, 1)
    np.testing.assert_allclose(fed(layout=layout, standardise="image"), expected, atol=1e-5)


def test_prewhitening_of_a_flat_picture_is_nothing():
    flat = np.full((32, 32, 3), 77, np.uint8)
    np.testing.assert_allclose(Preprocessing(part(standardise="image")).batch([flat], 1), 0.0, atol=1e-3)


def test_prewhitening_looks_at_every_picture_alone():
    dark = (CROP // 4).astype(np.uint8)
    together = Preprocessing(part(standardise="image")).batch([CROP, dark], 2)
    np.testing.assert_array_equal(together[1], Preprocessing(part(standardise="image")).batch([dark], 1)[0])


def means(batch):
    return [batch.mean(axis=(2, 3))]


@pytest.mark.parametrize(("count", "runs"), [(1, 1), (2, 1), (3, 2), (5, 3)])
def test_network_of_two_at_once_gets_two_at_once(count, runs):
    session = FakeSession(("fc1",), means)
    crops = [np.full((32, 32, 3), 10 + place, np.uint8) for place in range(count)]
    templates = EmbeddingExtractor(session, ModelId("m"), part(), 2).extract(crops)
    assert session.shapes == [(2, 3, 32, 32)] * runs
    lengths = [template.norm / np.sqrt(3) for template in templates]
    np.testing.assert_allclose(lengths, 10 + np.arange(count), rtol=1e-5)


def test_named_output_is_read():
    session = FakeSession(("other", "wanted"), lambda batch: [np.zeros((1, 9), np.float32), *means(batch)])
    (template,) = EmbeddingExtractor(session, ModelId("m"), part(output="wanted")).extract([CROP])
    assert template.norm > 0
    with pytest.raises(ModelError, match="no output 'third', only other, wanted"):
        EmbeddingExtractor(session, ModelId("m"), part(output="third"))


def test_length_of_what_the_network_normalised_is_not_kept():
    taker = EmbeddingExtractor(FakeSession(("fc1",), means), ModelId("m"), part(normalised=True))
    assert taker.extract([CROP])[0].norm == 0.0


def detection(box, points=((30, 40), (70, 40), (50, 60), (35, 80), (65, 80))):
    return Detection(box, np.array(points, np.float32), 0.9)


def ramp():
    """A picture whose first two channels say where a pixel is."""
    rows, columns = np.indices((240, 240))
    return np.stack([columns, rows, np.zeros_like(rows)], axis=2).astype(np.uint8)


@pytest.mark.parametrize(("margin", "side"), [(0.0, 80), (0.25, 100), (1.0, 160)])
def test_box_crop_is_the_box_and_its_margin(margin, side):
    crop = BoxAligner(40, margin).align(ramp(), detection(Box(80, 60, 60, 80)))
    assert crop.shape == (40, 40, 3)
    # A square around the middle (110, 100); the middle of each pixel of the crop.
    steps = (np.arange(40) + 0.5) * side / 40 - side / 2 - 0.5
    np.testing.assert_allclose(crop[20, :, 0], np.clip(110 + steps, 0, 239), atol=1.0)
    np.testing.assert_allclose(crop[:, 20, 1], np.clip(100 + steps, 0, 239), atol=1.0)


def test_box_crop_may_be_stretched():
    crop = BoxAligner(40, 0.0, stretch=True).align(ramp(), detection(Box(80, 60, 60, 80)))
    np.testing.assert_allclose(crop[0, [0, -1], 0], [80.25, 138.75], atol=1.0)
    np.testing.assert_allclose(crop[[0, -1], 0, 1], [60.5, 138.5], atol=1.0)


@pytest.mark.parametrize("box", [Box(-60, -60, 100, 100), Box(500, 500, 40, 40), Box(10, 10, 0, 0), Box(0, 0, 2400, 3)])
def test_box_beyond_the_picture_does_no_harm(box):
    assert BoxAligner(64, 0.2).align(ramp(), detection(box)).shape == (64, 64, 3)


def test_box_crop_shows_black_where_the_picture_ends():
    crop = BoxAligner(40, 0.0).align(np.full((240, 240, 3), 255, np.uint8), detection(Box(-40, 0, 80, 80)))
    assert (crop[:, :18] == 0).all()
    assert (crop[2:, 22:] == 255).all()


def test_own_points_are_where_the_landmarks_go():
    points = [(10.0, 12.0), (30.0, 12.0), (20.0, 22.0), (12.5, 32.0), (27.5, 32.0)]
    landmarks = np.array(points) * 2 + (40, 30)
    image = np.zeros((240, 240, 3), np.uint8)
    for x, y in landmarks.astype(int):
        image[y - 2 : y + 3, x - 2 : x + 3] = 255
    crop = make_aligner(part(size=40, alignment="points", points=points)).align(
        image, detection(Box(0, 0, 1, 1), landmarks)
    )
    for x, y in points:
        assert crop[round(y), round(x), 0] > 150


def test_manifest_chooses_the_aligner():
    assert isinstance(make_aligner(part()), PointAligner)
    assert isinstance(make_aligner(part(alignment="box", margin=0.1)), BoxAligner)


def test_quality_does_not_depend_on_the_embedders_crop():
    image = np.random.default_rng(1).integers(0, 256, (240, 240, 3), np.uint8)
    found = detection(Box(80, 60, 60, 80))
    usual: FaceAligner = PointAligner()
    plain = CropAssessor().assess(image, found, usual.align(image, found))
    other = CropAssessor(usual).assess(image, found, BoxAligner(160, 0.3).align(image, found))
    assert other == plain
