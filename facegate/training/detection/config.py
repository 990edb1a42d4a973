"""One detector run's every parameter, and ready configurations named after their sources. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from facegate.errors import TrainingError
from facegate.training.config import changed_record, config_problem
from facegate.training.detection.specs import (
    GRID,
    AnchorSpec,
    DetectionAugmentSpec,
    DetectionLossSpec,
    DetectorBackbone,
)
from facegate.training.schedules import CyclicalSchedule, ScheduleSpec, StepsSchedule
from facegate.training.specs import AdamSpec, Count, MomentumSpec, OptimiserSpec, Positive, Strict


class DetectorConfig(Strict):
    """Everything that a detector run depends on but its pictures and the machine.

    Attributes:
        recipe: what it was made from.
        source: where the recipe's values come from, and where they differ from that.
        size: pixels along each side of the squares that it is trained on; a multiple of 32.
        batch: squares a step.
        weight_decay: of kernels; biases and norms have none.
        gradient_clip: largest Euclidean length of all gradients together; None: any.
        precision: ``amp``: mixed, on a GPU only; ``auto``: that where there is a GPU.
        steps_per_epoch: None: as many as see every picture once.
        validate_every: epochs between two validations; the last epoch has one always.
        seed: of weights, order and variation.
    """

    recipe: str
    source: str
    backbone: DetectorBackbone = "mobilenet0.25"
    size: Annotated[int, Field(ge=64, le=2048, multiple_of=GRID)]
    batch: Count
    anchors: AnchorSpec = AnchorSpec()
    loss: DetectionLossSpec = DetectionLossSpec()
    augment: DetectionAugmentSpec = DetectionAugmentSpec()
    optimiser: OptimiserSpec
    schedule: ScheduleSpec
    weight_decay: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    gradient_clip: Positive | None = None
    precision: Literal["auto", "fp32", "amp"] = "auto"
    epochs: Count
    steps_per_epoch: Count | None = None
    validate_every: Count = 1
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 0

    @model_validator(mode="after")
    def _check_steps(self) -> Self:
        if len(self.anchors.steps) != LEVELS or max(self.anchors.steps) != GRID:
            raise ValueError("the network has three levels, the coarsest with cells of 32 pixels")
        return self

    def record(self) -> dict[str, Any]:
        """As JSON; :func:`detector_config_of` reads it."""
        return self.model_dump(mode="json")

    def steps_of_epoch(self, pictures: int) -> int:
        """Steps of an epoch of a set of so many pictures."""
        return self.steps_per_epoch or -(-pictures // self.batch)


LEVELS = 3
"""Of the network's pyramid."""


def _retinaface(backbone: DetectorBackbone) -> DetectorConfig:
    small = backbone == "mobilenet0.25"
    # The public version: 250 epochs of 32 squares of 640 pixels with MobileNet, 100 of 24 of 840 with ResNet.
    first, second, end = (190, 220, 250) if small else (70, 90, 100)
    rate = 1e-3
    return DetectorConfig(
        recipe="retinaface",
        source="RetinaFace (1905.00641) as its public PyTorch version trains it on WIDER FACE, without its start from"
        " weights of ImageNet; squares of ResNet-50 have 832 pixels instead of 840, a multiple of 32",
        backbone=backbone,
        size=640 if small else 832,
        batch=32 if small else 24,
        optimiser=MomentumSpec(momentum=0.9),
        schedule=StepsSchedule(rates=((0, rate), (first, rate * 0.1), (second, rate * 0.01))),
        weight_decay=5e-4,
        epochs=end,
        validate_every=10,
    )


def _small(backbone: DetectorBackbone) -> DetectorConfig:
    return DetectorConfig(
        recipe="retinaface-small",
        source="RetinaFace on tens of pictures and a processor: small squares, faces of every size,"
        " Adam, one cycle of the rate; ours",
        backbone=backbone,
        size=256,
        batch=8,
        augment=DetectionAugmentSpec(faces=(20.0, 200.0)),
        optimiser=AdamSpec(),
        schedule=CyclicalSchedule(lowest=1e-5, highest=4e-3),
        gradient_clip=10.0,
        epochs=28,
        steps_per_epoch=25,
        validate_every=5,
    )


DETECTOR_RECIPES: dict[str, Callable[[DetectorBackbone], DetectorConfig]] = {
    "retinaface": _retinaface,
    "retinaface-small": _small,
}
"""Ready configurations, for either backbone."""


def detector_recipe(name: str, backbone: DetectorBackbone, settings: Sequence[str] = ()) -> DetectorConfig:
    """A ready configuration with changes such as ``batch=16`` or ``loss.box=0.25``.

    Raises:
        TrainingError: there is no such recipe, a key is unknown, or a value is impossible.
    """
    if name not in DETECTOR_RECIPES:
        raise TrainingError(
            "No such recipe",
            "There is no recipe {name} for detectors.",
            "Take one of these: {names}.",
            name=name,
            names=", ".join(DETECTOR_RECIPES),
        )
    return detector_config_of(changed_record(DETECTOR_RECIPES[name](backbone).record(), settings))


def detector_config_of(record: dict[str, Any]) -> DetectorConfig:
    """A configuration from its JSON.

    Raises:
        TrainingError: a key is unknown or missing, or a value is impossible.
    """
    try:
        return DetectorConfig.model_validate(record)
    except ValidationError as error:
        raise config_problem(error) from error
