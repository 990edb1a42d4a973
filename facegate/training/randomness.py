"""Chance that depends on the seed and the step alone: a run that goes on has the same without anything being saved."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import torch


class Stream(IntEnum):
    """What a number is drawn for; the streams of one step have nothing to do with each other."""

    NETWORK = 0
    """Dropout, and choices within a loss."""
    PICTURES = 1
    """Variation of the pictures."""
    MINING = 2
    """Choices over the whole set."""


def step_seed(seed: int, stream: Stream, step: int) -> int:
    """The seed of a stream at a step, below 2**63."""
    return int(np.random.SeedSequence((seed, stream, step)).generate_state(1, np.uint64)[0] >> 1)


def step_generator(seed: int, stream: Stream, step: int) -> torch.Generator:
    """A generator of the processor for a stream at a step."""
    return torch.Generator().manual_seed(step_seed(seed, stream, step))
