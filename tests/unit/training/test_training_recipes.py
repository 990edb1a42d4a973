"""The recipes: there is one of every source and a small one of every loss, and all of them hold together."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from facegate.errors import TrainingError
from facegate.training.config import config_of
from facegate.training.losses.specs import LossSpec
from facegate.training.recipes import RECIPES, recipe
from facegate.training.specs import AdamSpec


def test_every_source_has_its_recipe() -> None:
    assert {
        "facenet-triplet", "vgg-face-triplet", "siamese-densenet", "l2-softmax", "center-loss", "l-softmax",
        "sphereface", "normface", "am-softmax", "cosface", "arcface-r50", "mobilefacenet-arcface",
    } <= set(RECIPES)  # fmt: skip


def test_every_loss_has_a_small_recipe() -> None:
    kinds = {spec.model_fields["kind"].default for spec in get_args(get_args(LossSpec)[0])}
    small = [each for name, each in RECIPES.items() if name.startswith("small-")]
    assert kinds == {term.spec.kind for each in small for term in each.losses}


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_has_its_name_its_source_and_people_kept_apart(name: str) -> None:
    config = RECIPES[name]
    assert config.recipe == name
    assert config.source
    assert config.data.test_people
    assert config.data.size == config.backbone.input_size
    assert config_of(json.loads(json.dumps(config.record()))) == config


def test_the_siamese_network_is_as_it_was_described() -> None:
    config = recipe("siamese-densenet")
    assert isinstance(config.optimiser, AdamSpec)
    assert (config.backbone.name, config.backbone.embedding_size) == ("densenet121", 32)
    assert (config.optimiser.beta2, config.schedule.kind, config.losses[0].spec.kind) == (
        0.99,
        "cyclical",
        "contrastive",
    )


def test_a_name_that_is_not_known_is_told_with_the_nearest() -> None:
    with pytest.raises(TrainingError, match="Is facenet-triplet meant"):
        recipe("facenet-triplets")


def test_recipes_and_comparisons_need_no_pytorch(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from facegate.training import compare, recipes, run_curves\n"
        "print([each for each in ('torch', 'tensorboard', 'pytorch_metric_learning') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_facenets_triplets_are_trained_as_its_code_does() -> None:
    config = recipe("facenet-triplet")
    assert (config.backbone.dropout, config.backbone.embedding_size, config.weight_decay) == (0.0, 128, 0.0)
    assert config.averaging is not None
    assert config.averaging.decay == 0.9999
    assert (config.optimiser.kind, config.schedule.at(0.0, config.epochs).rate) == ("adagrad", 0.1)


@pytest.mark.parametrize(("name", "ours"), [("l2-softmax", "alpha 16"), ("normface", "scale 20")])
def test_values_that_no_source_is_known_for_are_called_ours(name: str, ours: str) -> None:
    assert ours in recipe(name).source
    assert "ours" in recipe(name).source.partition(ours)[2]
