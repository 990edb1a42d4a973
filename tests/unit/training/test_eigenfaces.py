"""Eigenfaces: directions of made-up faces whose directions are known, and their rates."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.errors import TrainingError
from facegate.training.baseline import measure_baseline
from facegate.training.eigenfaces import CLASSICAL, FORMS, Crops, Eigenfaces, Form, fitting_rows, grey

SIDE = 8


def faces(coefficients: np.ndarray) -> Crops:
    """Grey crops, 128 and stripes across, down and in the corner, as strong as the three coefficients say."""
    across, down, corner = np.zeros((3, SIDE, SIDE))
    across[::2], down[:, ::2], corner[:2, :2] = 1.0, 1.0, 1.0
    patterns = np.stack([across - across.mean(), down - down.mean(), corner - corner.mean()])
    values = 128.0 + np.tensordot(coefficients, patterns, axes=1)
    return np.repeat(np.clip(values.round(), 0, 255).astype(np.uint8)[..., None], 3, axis=-1)


def people(count: int, pictures: int, seed: int) -> tuple[Crops, np.ndarray]:
    """People who differ in the second and third pattern, under light that changes the first one much."""
    random = np.random.default_rng(seed)
    own = np.repeat(random.normal(0, 12, (count, 3)), pictures, axis=0)
    own[:, 0] = random.normal(0, 40, len(own))
    return faces(own + random.normal(0, 1, own.shape)), np.repeat(np.arange(count), pictures)


def test_grey_is_brightness():
    crop = np.zeros((1, 1, 1, 3), np.uint8)
    crop[0, 0, 0] = 200, 100, 50
    assert grey(crop)[0, 0] == pytest.approx(0.299 * 200 + 0.587 * 100 + 0.114 * 50)


def test_the_directions_are_orthonormal_and_hold_the_variance():
    crops, _ = people(10, 6, 0)
    space = Eigenfaces.fit(crops, 0.99)
    assert space.directions @ space.directions.T == pytest.approx(np.eye(len(space.directions)), abs=1e-5)
    assert space.variance >= 0.99
    assert (np.diff(space.deviations) <= 1e-4).all()
    # The first direction is the light: stripes across.
    first = space.directions[0].reshape(SIDE, SIDE)
    assert abs(first.mean(axis=1)[::2].mean() - first.mean(axis=1)[1::2].mean()) == pytest.approx(2 / SIDE, rel=0.02)


def test_distances_of_coefficients_are_distances_of_faces_within_the_space():
    crops, _ = people(10, 6, 1)
    space = Eigenfaces.fit(crops, 0.999)
    pixels, points = grey(crops), space.embed(crops)
    shown = ((pixels[0] - pixels[7]) ** 2).sum()
    assert ((points[0] - points[7]) ** 2).sum() == pytest.approx(shown, rel=0.01)


def test_of_many_faces_some_are_fitted_on_spread_evenly():
    assert fitting_rows(5).tolist() == [0, 1, 2, 3, 4]
    many = fitting_rows(9001)
    assert (len(many), many[0], many[-1]) == (2000, 0, 9000)
    assert set(np.diff(many)) == {4, 5}


def test_faces_are_described_alike_in_blocks_and_alone():
    crops, _ = people(60, 6, 5)
    space = Eigenfaces.fit(crops)
    assert space.embed(crops)[300:301] == pytest.approx(space.embed(crops[300:301]), abs=1e-2)
    assert space.embed(crops[:0]).shape == (0, len(space.directions))


def test_forms_do_what_they_are_called():
    crops, _ = people(12, 5, 2)
    space = Eigenfaces.fit(crops)
    assert space.embed(crops, Form(whitened=True)).std(axis=0, ddof=1) == pytest.approx(1.0, rel=1e-3)
    assert np.linalg.norm(space.embed(crops, Form(cosine=True)), axis=1) == pytest.approx(1.0, rel=1e-5)
    assert space.embed(crops, Form(dropped=3)) == pytest.approx(space.embed(crops)[:, 3:], abs=1e-2)
    assert FORMS[0] == CLASSICAL
    assert len({form.name for form in FORMS}) == 8


@pytest.mark.parametrize("crops", [np.zeros((0, 4, 4, 3), np.uint8), np.full((9, 4, 4, 3), 7, np.uint8)])
def test_nothing_to_learn_from_is_said(crops: Crops):
    with pytest.raises(TrainingError, match="Too few faces"):
        Eigenfaces.fit(crops)


def test_the_baseline_is_the_best_form_and_all_are_told():
    train, test = people(20, 6, 3), people(8, 6, 4)
    found = measure_baseline(*train, *test)
    by_name = {each.form.name: each.eer.value for each in found.forms}
    # Distances are ruled by light until it is left out or made as small as the rest.
    assert by_name["whitened"] < by_name["classical"]
    record = found.record()
    assert record["best"] == min(by_name, key=by_name.get)
    assert record["eer"]["value"] == min(by_name.values())
    assert record["trained_on"] == {"people": 20, "pictures": 120}
    assert record["tested_on"] == {"people": 8, "pictures": 48}
    assert len(record["forms"]) == 8
