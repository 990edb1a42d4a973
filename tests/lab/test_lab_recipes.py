"""Every loss takes steps through the whole trainer: seconds, not a training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from facegate.training.config import changed
from facegate.training.data.aligned import AlignedSet
from facegate.training.devices import choose_compute
from facegate.training.prepared import new_run
from facegate.training.recipes import RECIPES, recipe

SMALL = [name for name in RECIPES if name.startswith("small-")]
SIZE, STEPS = 32, 3
BATCHES = {
    "shuffled": ("sampler.batch_size=9",),
    "people": ("sampler.people_per_batch=3", "sampler.images_per_person=3"),
    "pairs": ("sampler.pairs_per_batch=4",),
}


def noise(people: int = 5, each: int = 4) -> AlignedSet:
    crops = np.random.default_rng(0).integers(0, 256, (people * each, SIZE, SIZE, 3)).astype(np.uint8)
    labels = np.repeat(np.arange(people), each)
    names = tuple(f"p{number}" for number in range(people))
    paths = tuple(f"p{label}/{place}.png" for place, label in enumerate(labels))
    return AlignedSet(crops, np.arange(len(labels)), labels, names, paths, SIZE, {}, "cd" * 32)


@pytest.mark.parametrize("name", SMALL)
def test_each_small_recipe_changes_the_weights_and_judges_the_people_kept_apart(name: str, tmp_path: Path) -> None:
    base = recipe(name)
    config = changed(
        base,
        [
            "backbone.width=0.05",
            f"backbone.input_size={SIZE}",
            f"data.size={SIZE}",
            "data.test_people=2",
            "epochs=1",
            f"steps_per_epoch={STEPS}",
            "validation.folds=2",
            "averaging=null",
            *BATCHES[base.sampler.kind],
        ],
    )
    _, trainer = new_run(tmp_path / "run", config, noise(), Path("set"), choose_compute("cpu", "auto"))
    before = [weight.detach().clone() for weight in trainer.state.network.parameters()]
    outcome = trainer.run(lambda progress: None, lambda: False)
    after = list(trainer.state.network.parameters())
    assert (outcome.ending, outcome.step) == ("finished", STEPS)
    assert outcome.validation is not None
    assert outcome.validation["last"]["eer"]["value"] is not None
    assert not all(torch.equal(old, new) for old, new in zip(before, after, strict=True))
    assert all(bool(torch.isfinite(weight).all()) for weight in after)


def test_there_is_a_small_recipe_of_every_loss() -> None:
    kinds = {term.spec.kind for name in SMALL for term in recipe(name).losses}
    metric, classifying = {"triplet", "contrastive", "center"}, {"softmax", "l2_softmax", "normface"}
    assert kinds == metric | classifying | {"l_softmax", "sphereface", "am_softmax", "arcface"}
