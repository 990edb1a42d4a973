"""Verification on LFW must not get worse than the committed baseline."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers import baselines

from facegate.vision.stack import VisionStack

FOLD = 4
"""The last: of its strangers two are nearer to each other than in any other fold."""


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_lfw_is_not_worse_than_the_baseline(test_data: Path, vision: VisionStack):
    """The 600 pairs of one fold. ``FACEGATE_LFW=all`` compares all 3,000: two processor minutes and a half."""
    fold = None if os.environ.get("FACEGATE_LFW") == "all" else FOLD
    before = baselines.read("lfw")
    measured = baselines.measure_lfw(vision, test_data / "lfw", fold)
    assert baselines.complaints(before if fold is None else baselines.of_fold(before, fold), measured) == []
