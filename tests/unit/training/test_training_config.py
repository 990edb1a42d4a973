"""A run's configuration: what is refused, and how single values are changed by name."""

from __future__ import annotations

from typing import Any

import pytest

from facegate.errors import TrainingError
from facegate.training.config import changed, changes, config_of, flattened
from facegate.training.recipes import recipe

ARCFACE = recipe("small-arcface")


def test_a_configuration_survives_its_json() -> None:
    assert config_of(ARCFACE.record()) == ARCFACE


def test_values_are_changed_by_path() -> None:
    after = changed(ARCFACE, ["losses.0.spec.margin=0.4", "epochs=3", "averaging=null", 'data.test_people=["a", "b"]'])
    margin, averaging = (flattened(ARCFACE.record())["losses.0.spec.margin"], ARCFACE.record()["averaging"])
    assert changes(ARCFACE, after) == {
        "losses.0.spec.margin": (margin, 0.4),
        "epochs": (ARCFACE.epochs, 3),
        **{f"averaging.{key}": (value, None) for key, value in averaging.items()},
        "data.test_people": (ARCFACE.data.test_people, ["a", "b"]),
    }


def test_another_kind_brings_its_own_values() -> None:
    after = changed(ARCFACE, ["optimiser.kind=momentum", "optimiser.nesterov=true"])
    assert after.optimiser.model_dump() == {"kind": "momentum", "momentum": 0.9, "nesterov": True}


def test_the_same_kind_changes_nothing() -> None:
    assert changed(ARCFACE, ["optimiser.kind=adam", "losses.0.spec.kind=arcface"]) == ARCFACE


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("epochs", "KEY=VALUE"),
        ("losses.7.spec.margin=1", "losses.7"),
        ("losses.0.spec.margn=1", "margn"),
        ("epochs=0", "epochs"),
        ("optimiser.kind=nonsense", "optimiser"),
        ("backbone.name=nonsense", "backbone.name"),
        ("losses.0.spec.kind=triplet", "sampler.kind=people"),
        ("optimiser.kind=adagrad", "momentum"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key(setting: str, word: str) -> None:
    with pytest.raises(TrainingError, match="Setting not usable") as caught:
        changed(ARCFACE, [setting])
    assert word in caught.value.text()


def test_losses_that_need_different_batches_do_not_go_together() -> None:
    record = recipe("siamese-densenet").record()
    record["losses"] = [*record["losses"], *recipe("small-triplet").record()["losses"]]
    with pytest.raises(TrainingError, match="batches of different make"):
        config_of(record)


def test_leaves_have_paths() -> None:
    nested: dict[str, Any] = {"a": {"b": 1, "c": [1, 2]}, "d": [{"e": None}], "f": {}}
    assert flattened(nested) == {"a.b": 1, "a.c": [1, 2], "d.0.e": None, "f": {}}
