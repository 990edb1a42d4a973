"""Loading the installed networks, and what is said when that cannot be."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from facegate.errors import ModelError
from facegate.vision.images import read_image
from facegate.vision.stack import load_vision
from facegate.vision.store import ModelStore

DETECTOR, EMBEDDER = "yunet-2023mar", "sface-2021dec-centred"


@pytest.fixture(scope="module")
def portrait(test_data):
    return read_image(test_data / "clip_with_names" / "obama.jpg")


def test_everything_is_installed_and_whole(model_store):
    states = {each.id: each.state for each in model_store.verify()}
    assert (states[DETECTOR], states[EMBEDDER]) == ("installed", "installed")
    assert "damaged" not in states.values()


def test_stack_is_ready(vision):
    assert vision.provider.name == "CPU"
    assert vision.extractor.model_id == EMBEDDER
    assert vision.extractor.dimension == 128
    assert vision.operating_point.threshold == pytest.approx(1.22)
    assert vision.operating_point.model_id == EMBEDDER


def test_provider_is_named_whatever_it_is(model_store):
    provider = load_vision(model_store, DETECTOR, EMBEDDER, "auto", 640).provider
    assert provider.name in ("CPU", "CUDA")
    assert provider.detail


def test_from_picture_to_template(vision, portrait):
    (face,) = vision.detector.detect(portrait)
    crop = vision.aligner.align(portrait, face)
    quality = vision.assessor.assess(portrait, face, crop)
    (template,) = vision.extractor.extract([crop])
    assert face.score > 0.85
    assert abs(quality.yaw) < 30
    assert quality.sharpness > 40
    assert quality.inside == 1.0
    assert template.norm > 5


def test_a_batch_gives_what_single_runs_give(vision, portrait):
    (face,) = vision.detector.detect(portrait)
    crop = vision.aligner.align(portrait, face)
    crops = [crop, np.ascontiguousarray(crop[:, ::-1]), np.clip(crop.astype(int) + 20, 0, 255).astype(np.uint8)]
    single = [vision.extractor.extract([each])[0].vector for each in crops]
    for together, alone in zip(vision.extractor.extract(crops), single, strict=True):
        np.testing.assert_allclose(together.vector, alone, atol=1e-5)


def test_two_threads_get_what_one_gets(vision, portrait):
    mirrored = np.ascontiguousarray(portrait[:, ::-1])

    def look(image):
        return [vision.detector.detect(image)[0].landmarks for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        many = list(pool.map(look, (portrait, mirrored)))
    for image, found in zip((portrait, mirrored), many, strict=True):
        for landmarks in found:
            np.testing.assert_allclose(landmarks, vision.detector.detect(image)[0].landmarks, atol=1e-3)


@pytest.mark.parametrize(
    ("detector", "embedder", "complaint"),
    [
        (EMBEDDER, EMBEDDER, "task detector"),
        (DETECTOR, DETECTOR, "task embedder"),
        ("unheard-of", EMBEDDER, "no model unheard-of"),
    ],
)
def test_wrong_choice_is_told(model_store, detector, embedder, complaint):
    with pytest.raises(ModelError, match=complaint):
        load_vision(model_store, detector, embedder, "cpu", 640)


def test_missing_models_are_told(manifests_dir, tmp_path):
    store = ModelStore(tmp_path, manifests_dir)
    with pytest.raises(ModelError, match="not installed"):
        load_vision(store, DETECTOR, EMBEDDER, "cpu", 640)


def test_damaged_model_is_not_loaded(manifests_dir, models_dir, tmp_path):
    shutil.copytree(models_dir, tmp_path / "models")
    store = ModelStore(tmp_path / "models", manifests_dir)
    path = store.prepared_path(DETECTOR)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="changed"):
        load_vision(store, DETECTOR, EMBEDDER, "cpu", 640)


@pytest.mark.parametrize("size", [320, 640, 1280])
def test_detection_sizes(model_store, portrait, size):
    stack = load_vision(model_store, DETECTOR, EMBEDDER, "cpu", size)
    assert len(stack.detector.detect(portrait)) == 1
