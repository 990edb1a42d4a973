"""Ready configurations by name. Needs no PyTorch.

Those named after a source have its values, as far as a source tells them; those that begin with ``small`` train each
loss on the few people of AT&T in about a minute on two cores, and are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from facegate.errors import TrainingError
from facegate.training.config import RunConfig
from facegate.training.recipes_published import PUBLISHED
from facegate.training.recipes_small import SMALL

RECIPES: Final[Mapping[str, RunConfig]] = MappingProxyType({each.recipe: each for each in (*PUBLISHED, *SMALL)})
"""All of them, those of sources first."""


def recipe(name: str) -> RunConfig:
    """A recipe by its name.

    Raises:
        TrainingError: there is none of that name.
    """
    if name in RECIPES:
        return RECIPES[name]
    near = get_close_matches(name, RECIPES, n=1)
    raise TrainingError(
        "Recipe not known",
        "There is no recipe {name}." + (" Is {near} meant?" if near else ""),
        "'facegate recipes' lists them.",
        name=name,
        near=near[0] if near else "",
    )
