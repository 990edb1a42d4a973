"""Squares cut out of pictures, and where their faces come to lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.training.detection.augment import cut_sample
from facegate.training.detection.batches import DetectionBatches
from facegate.training.detection.config import DETECTOR_RECIPES, detector_recipe
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.specs import MEAN_BGR, DetectionAugmentSpec

PLAIN = DetectionAugmentSpec(shares=(1.0,), flip=0.0, colour=0.0, least_face=0.0)


def labelled(*boxes, ignored=None, landmarks=None):
    count = len(boxes)
    points = np.full((count, 5, 2), np.nan, np.float32) if landmarks is None else np.array(landmarks, np.float32)
    flags = np.zeros(count, bool) if ignored is None else np.array(ignored)
    return LabelledPicture("a.png", Path("a.png"), np.array(boxes, np.float32).reshape(-1, 4), points, flags)


def picture(width=100, height=100):
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


def cut(labels, spec, size=64, seed=0, image=None):
    return cut_sample(picture() if image is None else image, labels, size, spec, np.random.default_rng(seed))


def test_whole_square_picture_is_scaled_with_its_faces():
    points = [[[10, 10], [30, 10], [20, 20], [10, 30], [30, 30]]]
    sample = cut(labelled((10, 20, 50, 60), landmarks=points), PLAIN, size=50)
    assert sample.picture.shape == (3, 50, 50)
    assert sample.boxes.tolist() == [[5, 10, 25, 30]]
    np.testing.assert_array_equal(sample.landmarks[0], np.array(points[0]) / 2)


def test_pixels_are_blue_first_less_the_mean():
    image = np.full((64, 64, 3), (10, 20, 30), np.uint8)
    sample = cut(labelled((1, 1, 20, 20)), PLAIN, image=image)
    np.testing.assert_allclose(sample.picture.mean(axis=(1, 2)), np.array((10, 20, 30)) - MEAN_BGR, atol=1e-4)


def test_mirror_changes_left_and_right_of_everything():
    points = [[[1, 2], [3, 4], [5, 6], [7, 8], [np.nan, np.nan]]]
    labels = labelled((0, 0, 20, 10), landmarks=points)
    image = picture(64, 64)
    plain, mirrored = (cut(labels, PLAIN.model_copy(update={"flip": flip}), image=image) for flip in (0.0, 1.0))
    np.testing.assert_array_equal(mirrored.picture, plain.picture[:, :, ::-1])
    assert mirrored.boxes.tolist() == [[44, 0, 64, 10]]
    # The eye on the left of the mirror image is what was the other eye; the corner that was not known changes sides.
    expected = [[61, 4], [63, 2], [59, 6], [np.nan, np.nan], [57, 8]]
    np.testing.assert_array_equal(mirrored.landmarks[0], expected)


def test_faces_whose_middle_is_outside_are_left_out_and_others_cut_off():
    labels = labelled((0, 0, 20, 20), (90, 40, 110, 60), (60, 0, 98, 20))
    spec = PLAIN.model_copy(update={"shares": (0.5,)})
    for seed in range(20):
        sample = cut(labels, spec, size=50, seed=seed)
        assert len(sample.boxes) >= 1
        assert (sample.boxes >= 0).all()
        assert (sample.boxes <= 50).all()


def test_faces_that_come_out_too_small_are_ignored():
    labels = labelled((0, 0, 40, 9), (0, 20, 40, 60), (50, 50, 90, 90), ignored=[False, False, True])
    sample = cut(labels, PLAIN.model_copy(update={"least_face": 10.0}), size=100)
    assert sample.ignored.tolist() == [True, False, True]


def test_larger_square_than_the_picture_has_a_border_of_the_mean():
    sample = cut(labelled((10, 10, 30, 30)), PLAIN.model_copy(update={"shares": (2.0,)}), size=100)
    assert (np.abs(sample.picture).max(axis=0) == 0).mean() == pytest.approx(0.75, abs=0.02)


def test_faces_are_brought_to_sizes_between_two():
    labels = labelled((10, 10, 30, 26), (50, 50, 90, 90))
    spec = PLAIN.model_copy(update={"faces": (32.0, 48.0)})
    sizes = [
        float((box[2:] - box[:2]).max())
        for seed in range(40)
        for box in cut(labels, spec, size=64, seed=seed).boxes
        if (box > 0).all() and (box < 64).all()
    ]
    assert len(sizes) >= 20
    assert all(15 <= size <= 50 for size in sizes)
    assert max(sizes) > 40


def test_square_around_a_face_is_not_much_larger_than_the_picture():
    labels = labelled((0, 0, 100, 100))
    sample = cut(labels, PLAIN.model_copy(update={"faces": (1.0, 1.0)}), size=100)
    # 1.25 times the picture: the face is 80 pixels, and not 1.
    np.testing.assert_allclose(sample.boxes[0, 2:] - sample.boxes[0, :2], 80, atol=1.0)


@pytest.mark.parametrize("spec", [PLAIN, PLAIN.model_copy(update={"faces": (10.0, 60.0)}), DetectionAugmentSpec()])
def test_same_chance_same_square(spec):
    one, other = (cut(labelled((10, 10, 30, 30)), spec, seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.picture, other.picture)
    np.testing.assert_array_equal(one.boxes, other.boxes)


def test_picture_without_faces_is_cut_too():
    assert cut(labelled(), DetectionAugmentSpec(faces=(10.0, 20.0))).boxes.shape == (0, 4)


@pytest.mark.parametrize("name", DETECTOR_RECIPES)
@pytest.mark.parametrize("backbone", ["mobilenet0.25", "resnet50"])
def test_recipes_can_be_changed_by_name(name, backbone):
    config = detector_recipe(name, backbone, ["loss.box=0.25", "schedule.kind=constant", "schedule.rate=0.1"])
    assert (config.recipe, config.backbone, config.loss.box) == (name, backbone, 0.25)
    assert config.schedule.kind == "constant"


@pytest.mark.parametrize("setting", ["size=100", "batch=0", "sise=64", "anchors.steps=[8,16]", "augment.faces=[9,3]"])
def test_impossible_values_are_refused(setting):
    with pytest.raises(TrainingError, match=setting.partition("=")[0].split(".")[0]):
        detector_recipe("retinaface", "mobilenet0.25", [setting])


def test_unknown_recipe_names_the_known_ones():
    with pytest.raises(TrainingError, match="retinaface-small"):
        detector_recipe("yolo", "mobilenet0.25")


def test_smallest_face_above_the_largest_is_refused():
    with pytest.raises(ValidationError):
        DetectionAugmentSpec(faces=(50.0, 20.0))


def test_threads_make_the_same_batches(tmp_path):
    from PIL import Image

    made = []
    for number in range(3):
        path = tmp_path / f"{number}.png"
        Image.fromarray(picture(80, 60)).save(path)
        made.append(
            LabelledPicture(
                path.name,
                path,
                *(getattr(labelled((5, 5, 30, 40)), each) for each in ("boxes", "landmarks", "ignored")),
            )
        )
    config = detector_recipe("retinaface-small", "mobilenet0.25", ["size=64", "batch=2"])
    alone, pooled = (list(DetectionBatches(made, config).steps(1, 4, workers)) for workers in (0, 2))
    assert len(alone) == len(pooled) == 3
    for one, other in zip(alone, pooled, strict=True):
        np.testing.assert_array_equal(one.pictures, other.pictures)
    # An epoch has every picture once, and steps that are gone on with are those of the whole run.
    again = list(DetectionBatches(made, config).steps(2, 4, 0))
    np.testing.assert_array_equal(again[0].pictures, alone[1].pictures)
    assert not list(DetectionBatches(made, config).steps(4, 4, 2))
