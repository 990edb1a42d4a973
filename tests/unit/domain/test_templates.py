"""Templates and the distance between them."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.domain.comparison import squared_distance, squared_distances
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template, normalised
from facegate.errors import BugError

MODEL = ModelId("toy-1")


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, np.float64)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def test_vector_must_be_flat_float32() -> None:
    with pytest.raises(ValueError, match="float32"):
        Template(MODEL, unit(1, 0).astype(np.float64))
    with pytest.raises(ValueError, match="float32"):
        Template(MODEL, unit(1, 0)[None, :])


@pytest.mark.parametrize("length", [0.0, 0.998, 1.002, 2.0, np.nan, np.inf])
def test_vector_must_have_length_one(length: float) -> None:
    with pytest.raises(ValueError, match="length"):
        Template(MODEL, np.array([0.0, length], np.float32))


def test_a_nan_among_good_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        Template(MODEL, np.array([1.0, np.nan], np.float32))


def test_empty_vector_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        Template(MODEL, np.zeros(0, np.float32))


def test_rounding_is_tolerated() -> None:
    assert Template(MODEL, np.array([0.0, 1.0005], np.float32)).dimension == 2


def test_template_is_read_only() -> None:
    template = Template(MODEL, unit(3, 4))
    with pytest.raises(ValueError, match="read-only"):
        template.vector[0] = 0.0


def test_normalised_keeps_direction_and_length() -> None:
    template = normalised(MODEL, np.array([3.0, 4.0], np.float32))
    assert template.vector == pytest.approx([0.6, 0.8])
    assert template.norm == pytest.approx(5.0)


def test_normalised_leaves_the_embedding_alone() -> None:
    embedding = np.array([3.0, 4.0], np.float32)
    normalised(MODEL, embedding)
    embedding[0] = 7.0
    assert embedding.tolist() == [7.0, 4.0]


@pytest.mark.parametrize("scale", [1e-44, 1e-30, 1e30, 3e38])
def test_normalised_at_the_ends_of_float32(scale: float) -> None:
    template = normalised(MODEL, np.full(8, scale, np.float32))
    assert template.vector == pytest.approx([8**-0.5] * 8)


@pytest.mark.parametrize("bad", [[0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0], [-np.inf, np.inf]])
def test_normalised_refuses_what_has_no_direction(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="zero or not finite"):
        normalised(MODEL, np.array(bad, np.float32))


def test_distance_of_same_orthogonal_and_opposite() -> None:
    one = Template(MODEL, unit(1, 0))
    assert squared_distance(one, Template(MODEL, unit(1, 0))) == 0.0
    assert squared_distance(one, Template(MODEL, unit(0, 1))) == pytest.approx(2.0)
    assert squared_distance(one, Template(MODEL, unit(-1, 0))) == pytest.approx(4.0)


def test_distance_is_the_squared_euclidean_one() -> None:
    first, second = unit(1, 2, 3), unit(-1, 0.5, 2)
    expected = float(np.sum((first.astype(np.float64) - second) ** 2))
    assert squared_distance(Template(MODEL, first), Template(MODEL, second)) == pytest.approx(expected, abs=1e-6)


def test_distances_of_many_keep_their_order_and_type() -> None:
    distances = squared_distances(unit(1, 0), np.stack([unit(0, 1), unit(1, 0), unit(-1, 0)]))
    assert distances.dtype == np.float32
    assert distances == pytest.approx([2.0, 0.0, 4.0])


def test_distances_to_nobody() -> None:
    assert squared_distances(unit(1, 0), np.zeros((0, 2), np.float32)).shape == (0,)


def test_nan_stays_nan_and_is_not_clipped_to_a_match() -> None:
    assert np.isnan(squared_distances(unit(1, 0), np.array([[np.nan, 0.0]], np.float32))[0])


def test_models_do_not_meet() -> None:
    here, there = Template(MODEL, unit(1, 0)), Template(ModelId("toy-2"), unit(1, 0))
    with pytest.raises(BugError) as caught:
        squared_distance(here, there)
    assert "toy-1" in caught.value.message
    assert "toy-2" in caught.value.message


def test_dimensions_do_not_meet() -> None:
    with pytest.raises(BugError):
        squared_distance(Template(MODEL, unit(1, 0)), Template(MODEL, unit(1, 0, 0)))


def test_a_centre_is_taken_away_before_the_length_is_made_one() -> None:
    template = normalised(MODEL, np.array([3.0, 4.0], np.float32), np.array([0.6, 0.0]))
    assert template.vector == pytest.approx([0.0, 1.0])
    assert template.norm == pytest.approx(5.0), "the norm is the raw embedding's"


def test_strangers_who_share_only_the_centre_are_far_apart() -> None:
    centre = np.array([0.8, 0.0, 0.0])
    near, far = (np.array(raw, np.float32) for raw in ([0.8, 0.6, 0.0], [0.8, 0.0, 0.6]))
    assert squared_distance(normalised(MODEL, near), normalised(MODEL, far)) == pytest.approx(0.72)
    assert squared_distance(normalised(MODEL, near, centre), normalised(MODEL, far, centre)) == pytest.approx(2.0)


def test_what_points_to_the_centre_is_no_template() -> None:
    with pytest.raises(ValueError, match="centre"):
        normalised(MODEL, np.array([2.0, 0.0], np.float32), np.array([1.0, 0.0]))
