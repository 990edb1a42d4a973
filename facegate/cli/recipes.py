"""``facegate recipes``: ready configurations for training. Needs no PyTorch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.output import Output

if TYPE_CHECKING:
    from facegate.training.config import RunConfig
    from facegate.training.detection.config import DetectorConfig

_COLUMNS = ("Recipe", "Losses", "Backbone", "Input", "Embedding", "Source")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("recipes", epilog="Example: facegate recipes facenet-triplet")(recipes)


def recipes(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them, with every value.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the configurations that --recipe of 'facegate train embedder' and '... detector' know, or show one.

    The keys of one are those that --set changes.
    """
    from facegate.training.config import flattened
    from facegate.training.detection.config import DETECTOR_RECIPES, detector_recipe
    from facegate.training.recipes import RECIPES, recipe

    output = Output(as_json)
    detectors = {each: detector_recipe(each, "mobilenet0.25") for each in DETECTOR_RECIPES}
    if name is None:
        rows = [*map(_row, RECIPES.values()), *map(_detector_row, detectors.values())]
        records = [*(each.record() for each in RECIPES.values()), *(each.record() for each in detectors.values())]
        output.table(records, _COLUMNS, rows)
        return
    record = (detectors[name] if name in detectors else recipe(name)).record()
    output.table(record, ("Key", "Value"), [(key, _shown(value)) for key, value in flattened(record).items()])


def _row(config: RunConfig) -> tuple[object, ...]:
    losses = " + ".join(
        term.spec.kind if term.weight == 1.0 else f"{term.weight:g} {term.spec.kind}" for term in config.losses
    )
    backbone = config.backbone
    return config.recipe, losses, backbone.name, backbone.input_size, backbone.embedding_size, config.source


def _detector_row(config: DetectorConfig) -> tuple[object, ...]:
    return config.recipe, "face + box + landmarks", config.backbone, config.size, "", config.source


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
