"""A recording's positions never go back, whatever its container says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facegate.capture.timeline import MediaTimeline


@given(st.lists(st.floats(), max_size=50), st.floats())
def test_positions_start_at_zero_and_rise(stamps: list[float], fps: float) -> None:
    timeline = MediaTimeline(fps)
    positions = [timeline.advance(stamp) for stamp in stamps]
    assert positions[:1] in ([], [0.0])
    assert all(later > earlier for earlier, later in pairwise(positions))


@given(st.lists(st.floats(0.001, 100.0), max_size=50))
def test_good_timestamps_are_not_changed(steps: list[float]) -> None:
    stamps = [0.0]
    for step in steps:
        stamps.append(stamps[-1] + step)
    timeline = MediaTimeline(25.0)
    for stamp in stamps:
        assert abs(timeline.advance(stamp) - stamp) <= 0.0011
