from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from facegate.training.backbones.published import PUBLISHED
from facegate.training.backbones.specs import BACKBONE_NAMES, SOURCE_SHAPES, BackboneName, BackboneSpec


@pytest.mark.parametrize("name", BACKBONE_NAMES)
def test_what_is_left_out_is_as_in_the_source(name: BackboneName) -> None:
    spec, source = BackboneSpec(name=name), SOURCE_SHAPES[name]
    assert (spec.embedding_size, spec.input_size, spec.dropout) == (
        source.embedding_size,
        source.input_size,
        source.dropout,
    )
    assert (spec.checkpointing, spec.width) == (False, 1.0)


def test_a_spec_survives_being_written() -> None:
    spec = BackboneSpec(name="nn2", embedding_size=64, input_size=96, dropout=0.1, checkpointing=True, width=0.5)
    assert BackboneSpec.model_validate_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "vgg"},
        {"name": "nn1", "embedding_size": 1},
        {"name": "nn1", "input_size": 31},
        {"name": "nn1", "dropout": 1.0},
        {"name": "nn1", "width": 0.0},
        {"name": "nn1", "depth": 3},
    ],
)
def test_impossible_options_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BackboneSpec.model_validate(wrong)


def test_published_figures_say_where_they_stand() -> None:
    assert all(published.parameters_source and published.flops_source for published in PUBLISHED)
