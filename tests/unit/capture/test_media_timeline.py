"""Positions from timestamps, good and bad."""

from __future__ import annotations

import math

import pytest

from facegate.capture.timeline import FALLBACK_FPS, MediaTimeline, sane_fps


def positions(stamps: list[float], fps: float = 25.0) -> list[float]:
    timeline = MediaTimeline(fps)
    return [timeline.advance(stamp) for stamp in stamps]


def test_good_timestamps_are_kept_from_zero() -> None:
    assert positions([1.4, 1.44, 1.48, 3.0]) == pytest.approx([0.0, 0.04, 0.08, 1.6])


def test_no_timestamps_count_by_the_rate() -> None:
    assert positions([0.0, 0.0, 0.0, 0.0], fps=10.0) == pytest.approx([0.0, 0.1, 0.2, 0.3])


def test_neither_timestamps_nor_rate() -> None:
    assert positions([0.0, 0.0, 0.0], fps=0.0) == pytest.approx([0.0, 1 / FALLBACK_FPS, 2 / FALLBACK_FPS])


def test_counter_that_wraps_goes_on() -> None:
    assert positions([9.96, 10.0, 0.0, 0.04]) == pytest.approx([0.0, 0.04, 0.08, 0.12])


def test_one_timestamp_twice_does_not_shift_the_rest() -> None:
    assert positions([0.0, 0.04, 0.04, 0.08]) == pytest.approx([0.0, 0.04, 0.041, 0.08])


def test_no_number_is_bridged() -> None:
    assert positions([0.0, 0.04, math.nan, -9.2e15, 0.16]) == pytest.approx([0.0, 0.04, 0.08, 0.12, 0.16])


@pytest.mark.parametrize("fps", [0.0, -1.0, math.nan, math.inf, 90_000.0, 1_000.0])
def test_absurd_rates_are_replaced(fps: float) -> None:
    assert sane_fps(fps) == FALLBACK_FPS


def test_sane_rates_are_kept() -> None:
    assert sane_fps(29.97) == 29.97
