"""One run's every parameter, and how a few of them are changed by name. Needs no PyTorch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from facegate.errors import TrainingError
from facegate.training.backbones.specs import BackboneSpec
from facegate.training.data.specs import AugmentSpec, DataSpec, SamplerSpec
from facegate.training.losses.needs import Needs, needs_of
from facegate.training.losses.specs import LossTerm
from facegate.training.schedules import CyclicalSchedule, ScheduleSpec
from facegate.training.specs import (
    AveragingSpec,
    Count,
    OptimiserSpec,
    Positive,
    StoppingSpec,
    Strict,
    ValidationSpec,
)

KIND = "kind"
"""The key that says which of several specs is meant."""

_WITH_MOMENTUM = ("adam", "rmsprop", "momentum")
"""Optimisers with a momentum or beta1, which a cyclical schedule moves."""

_SAMPLERS: dict[Needs, tuple[str, ...]] = {
    "classes": ("shuffled", "people", "pairs"),
    "people x images": ("people",),
    "pairs": ("pairs",),
    # Triplets that are chosen over the whole set make the batches; how many rows, the sampler says.
    "triplets": ("shuffled",),
}
"""Kinds of batches that losses can be computed on."""


class RunConfig(Strict):
    """Everything that a run depends on but its pictures and the machine.

    Attributes:
        recipe: what it was made from.
        source: where the recipe's values come from, and where they differ from that.
        data: what is made of the pictures.
        sampler: which pictures meet in a batch.
        augment: how a picture is varied.
        losses: their weighted sum is minimised.
        schedule: the learning rate.
        averaging: None: the weights themselves are validated and exported.
        weight_decay: of weight matrices and kernels; biases, norms and slopes have none.
        gradient_clip: largest Euclidean length of all gradients together; None: any.
        precision: ``amp``: mixed, on a GPU only; ``auto``: that where there is a GPU.
        steps_per_epoch: batches of an epoch; None: as many as the sampler makes of the set.
        early_stopping: None: the run has all its epochs.
        seed: of weights, batches, variation and dropout.
    """

    recipe: str
    source: str
    data: DataSpec
    sampler: SamplerSpec
    augment: AugmentSpec
    backbone: BackboneSpec
    losses: Annotated[tuple[LossTerm, ...], Field(min_length=1)]
    optimiser: OptimiserSpec
    schedule: ScheduleSpec
    averaging: AveragingSpec | None = None
    weight_decay: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    gradient_clip: Positive | None = None
    precision: Literal["auto", "fp32", "amp"] = "auto"
    epochs: Count
    steps_per_epoch: Count | None = None
    early_stopping: StoppingSpec | None = None
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 0
    validation: ValidationSpec = ValidationSpec()

    @model_validator(mode="after")
    def _check_batches(self) -> Self:
        try:
            wanted = _SAMPLERS[needs_of(self.losses)]
        except TrainingError as error:
            raise ValueError(error.message.rstrip(".")) from error
        if self.sampler.kind not in wanted:
            raise ValueError(f"these losses need sampler.kind={' or '.join(wanted)}, not {self.sampler.kind}")
        return self

    @model_validator(mode="after")
    def _check_cycle(self) -> Self:
        if isinstance(self.schedule, CyclicalSchedule) and self.optimiser.kind not in _WITH_MOMENTUM:
            raise ValueError(
                f"a cyclical schedule moves a momentum, and {self.optimiser.kind} has none:"
                f" choose one of {', '.join(_WITH_MOMENTUM)}"
            )
        return self

    def record(self) -> dict[str, Any]:
        """As JSON; :func:`config_of` reads it."""
        return self.model_dump(mode="json")


def config_of(record: Mapping[str, Any]) -> RunConfig:
    """A configuration from its JSON.

    Raises:
        TrainingError: a key is unknown or missing, or a value is impossible.
    """
    try:
        return RunConfig.model_validate(record)
    except ValidationError as error:
        raise config_problem(error) from error


def config_problem(error: ValidationError) -> TrainingError:
    """The first complaint about a configuration, with the key that it is about."""
    # A key that is not known goes first: misspelt, it is also why another is missing.
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in first["loc"])
    return _refused(where, re.sub(r"^Value error, ", "", first["msg"]))


def changed(config: RunConfig, settings: Iterable[str]) -> RunConfig:
    """The configuration with values replaced: ``losses.0.spec.margin=0.4``, ``optimiser.kind=adam``.

    A key is the path to a value, list places counted from 0; a value is JSON, or else a text. Another ``kind`` takes
    the place of the whole table with that kind's own values, which later settings may change.

    Raises:
        TrainingError: a key is unknown, or a value is impossible.
    """
    return config_of(changed_record(config.record(), settings))


def changed_record(record: dict[str, Any], settings: Iterable[str]) -> dict[str, Any]:
    """The same for any configuration as JSON, which is changed in place and not checked yet. Raises TrainingError."""
    for setting in settings:
        path, separator, text = setting.partition("=")
        if not separator or not path.strip():
            raise _refused(setting, "a setting is KEY=VALUE")
        _put(record, path.strip(), _value_of(text.strip()))
    return record


def changes(before: RunConfig, after: RunConfig) -> dict[str, tuple[Any, Any]]:
    """What differs between two configurations: path -> (before, after), None where there is no such key."""
    ours, theirs = flattened(before.record()), flattened(after.record())
    return {
        key: (ours.get(key), theirs.get(key))
        for key in dict.fromkeys((*ours, *theirs))
        if ours.get(key) != theirs.get(key)
    }


def flattened(value: Any, path: str = "") -> dict[str, Any]:
    """The leaves of nested JSON by their paths."""
    if isinstance(value, Mapping) and value:
        parts: Iterable[tuple[str, Any]] = value.items()
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        parts = ((str(place), each) for place, each in enumerate(value))
    else:
        return {path: value}
    return {
        key: leaf for name, each in parts for key, leaf in flattened(each, f"{path}.{name}" if path else name).items()
    }


def _put(record: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    holder: Any = record
    for step, name in enumerate(parents):
        holder = _inside(holder, name, ".".join(parents[: step + 1]))
    if last == KIND and isinstance(holder, dict):
        if holder.get(KIND) != value:
            holder.clear()
        holder[KIND] = value
    elif isinstance(holder, list):
        _inside(holder, last, path)
        holder[int(last)] = value
    elif isinstance(holder, dict):
        holder[last] = value
    else:
        raise _refused(path, "there is nothing of that name")


def _inside(holder: Any, name: str, path: str) -> Any:
    if isinstance(holder, dict) and name in holder:
        return holder[name]
    if isinstance(holder, list) and name.isdecimal() and int(name) < len(holder):
        return holder[int(name)]
    raise _refused(path, "there is nothing of that name")


def _value_of(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _refused(key: str, reason: str) -> TrainingError:
    return TrainingError(
        "Setting not usable",
        "{key}: {reason}.",
        "'facegate recipes NAME' shows every key of a recipe with its value.",
        key=key or "configuration",
        reason=reason.rstrip("."),
    )
