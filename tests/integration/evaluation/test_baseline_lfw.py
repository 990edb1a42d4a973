"""Verification on LFW's five folds must not get worse than the committed baseline."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import baselines

from facegate.vision.stack import VisionStack


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_lfw_is_not_worse_than_the_baseline(test_data: Path, vision: VisionStack):
    """All 3,000 pairs; each of the 3,811 pictures is looked at once, which takes two processor minutes and a half."""
    assert baselines.complaints(baselines.read("lfw"), baselines.measure_lfw(vision, test_data / "lfw")) == []
