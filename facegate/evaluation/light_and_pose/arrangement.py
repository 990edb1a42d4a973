"""Which photographs of a person are shown, and where: across by the turn of the head, down by the light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from facegate.errors import EvaluationError
from facegate.evaluation.light_and_pose.looks import Look

ACROSS, DOWN = 4, 2
"""Photographs shown of one person: as many as a page's width bears, under two lights each."""

Grid: TypeAlias = tuple[tuple[Look, ...], ...]
"""Rows from the top, every one as long as the others."""


class Light(StrEnum):
    """What is ordered by from the top down."""

    BRIGHTNESS = "brightness"
    """Dark above, bright below."""
    SIDE = "side"
    """Lit from the picture's left above, from its right below."""

    @property
    def measure(self) -> Callable[[Look], float]:
        """The number that it orders by."""
        return _brightness if self is Light.BRIGHTNESS else _side_light


def arrange(looks: Sequence[Look], across: int = ACROSS, down: int = DOWN, light: Light = Light.BRIGHTNESS) -> Grid:
    """Choose and place photographs.

    They are ordered by yaw and divided into ``across`` groups as alike in size as can be; of each group those are taken
    that lie evenly between its least and its most light. Where there are not enough for that, there are fewer columns.

    Args:
        looks: of one person.
        across: columns.
        down: rows.
        light: see :class:`Light`.

    Raises:
        EvaluationError: there are too few for two columns.
    """
    across = min(across, len(looks) // down)
    if across < 2:
        raise EvaluationError(
            "Too few pictures",
            "{count} photographs of one person gave a template; the figure needs {least}.",
            "Choose a person with more photographs.",
            count=len(looks),
            least=2 * down,
        )
    by_turn = sorted(looks, key=lambda look: (look.pose.yaw, look.name))
    groups = np.array_split(np.arange(len(by_turn)), across)
    columns = [_spread([by_turn[place] for place in group], down, light) for group in groups]
    return tuple(zip(*columns, strict=True))


def _spread(looks: Sequence[Look], count: int, light: Light) -> list[Look]:
    """That many of some looks, evenly between the least and the most light."""
    ordered = sorted(looks, key=lambda look: (light.measure(look), look.name))
    return [ordered[place] for place in np.linspace(0, len(ordered) - 1, count).round().astype(int)]


def _brightness(look: Look) -> float:
    return look.brightness


def _side_light(look: Look) -> float:
    return look.side_light
