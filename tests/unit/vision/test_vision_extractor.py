"""From crops to templates, with a network whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vision_fakes import FakeSession

from facegate.domain.ids import ModelId
from facegate.errors import BugError, ModelError
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.manifest import EmbedderPart

MODEL = ModelId("made-up")


def part(**changes):
    facts = {"dimension": 3, "size": 32, "alignment": "arcface", "colour": "rgb", "mean": 0.0, "scale": 1.0}
    return EmbedderPart(**(facts | changes))


def means(batch):
    """An embedder that returns the mean of each channel."""
    return [batch.mean(axis=(2, 3))]


def crop(blue, green, red):
    return np.full((32, 32, 3), (blue, green, red), np.uint8)


def extractor(respond=means, gpu=False, **changes):
    session = FakeSession(("fc1",), respond, gpu)
    return EmbeddingExtractor(session, MODEL, part(**changes)), session


def test_template_is_normalised_and_remembers_its_length():
    taker, _ = extractor()
    (template,) = taker.extract([crop(0, 40, 30)])
    assert template.model_id == MODEL
    np.testing.assert_allclose(template.vector, [0.6, 0.8, 0.0], atol=1e-6)
    assert template.norm == pytest.approx(50.0)


@pytest.mark.parametrize(("colour", "expected"), [("rgb", [3, 2, 1]), ("bgr", [1, 2, 3])])
def test_channel_order_mean_and_scale(colour, expected):
    taker, session = extractor(colour=colour, mean=0.5, scale=2.0)
    taker.extract([crop(1, 2, 3)])
    np.testing.assert_allclose(session.batches[0][0, :, 0, 0], (np.array(expected) - 0.5) / 2.0)
    assert session.batches[0].dtype == np.float32


def test_order_is_kept_over_many_batches():
    taker, session = extractor()
    templates = taker.extract([crop(0, 0, 1 + place) for place in range(19)])
    assert [round(template.norm) for template in templates] == list(range(1, 20))
    assert [shape[0] for shape in session.shapes] == [8, 8, 3]


@pytest.mark.parametrize(("count", "places"), [(1, 1), (2, 2), (3, 4), (5, 8), (8, 8)])
def test_gpu_gets_few_different_batch_sizes(count, places):
    taker, session = extractor(gpu=True)
    assert len(taker.extract([crop(1, 2, 3)] * count)) == count
    assert session.shapes[0][0] == places
    assert taker.preferred_batch == 8


def test_no_crops_no_run():
    taker, session = extractor()
    assert taker.extract([]) == []
    assert session.shapes == []


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
def test_useless_embedding_is_a_model_error(value):
    taker, _ = extractor(lambda batch: [np.full((len(batch), 3), value, np.float32)])
    with pytest.raises(ModelError, match="made-up"):
        taker.extract([crop(1, 2, 3)])


def test_one_useless_embedding_among_good_ones_spoils_the_lot():
    def respond(batch):
        found = means(batch)[0]
        found[1] = np.nan
        return [found]

    taker, _ = extractor(respond)
    with pytest.raises(ModelError):
        taker.extract([crop(1, 2, 3)] * 3)


@pytest.mark.parametrize("shape", [(1, 4), (0, 3), (3,), (1, 3, 1)])
def test_embedding_of_another_shape_is_a_model_error(shape):
    taker, _ = extractor(lambda batch: [np.ones(shape, np.float32)])
    with pytest.raises(ModelError, match="shape"):
        taker.extract([crop(1, 2, 3)])


@pytest.mark.parametrize(
    "wrong", [np.zeros((31, 32, 3), np.uint8), np.zeros((32, 32), np.uint8), np.zeros((32, 32, 3))]
)
def test_crop_of_the_wrong_form_is_a_bug(wrong):
    taker, session = extractor()
    with pytest.raises(BugError):
        taker.extract([wrong])
    assert session.shapes == []
