"""Identification of people must not get worse than the committed baseline."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import baselines

from facegate.vision.stack import VisionStack


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_people_are_not_identified_worse_than_in_the_baseline(test_data: Path, vision: VisionStack):
    """Eight splits of half of the people, about 3,000 searches."""
    assert baselines.complaints(baselines.read("people"), baselines.measure_people(vision, test_data / "people")) == []
