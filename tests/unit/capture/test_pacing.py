"""Recordings at their own speed."""

from __future__ import annotations

import pytest
from helpers.clocks import ManualClock

from facegate.capture.pacing import MAX_WAIT, Pacer


def test_waits_for_the_moment_of_each_frame() -> None:
    clock = ManualClock()
    pacer = Pacer(clock, clock.sleep)
    for position in (0.0, 0.04, 0.08):
        pacer.wait(position)
        clock.seconds += 0.01  # what the reader does with it
    assert clock.slept == pytest.approx([0.03, 0.03])


def test_does_not_wait_for_what_is_late() -> None:
    clock = ManualClock()
    pacer = Pacer(clock, clock.sleep)
    pacer.wait(0.0)
    clock.seconds += 1.0
    assert pacer.lateness(0.4) == pytest.approx(0.6)
    pacer.wait(0.4)
    assert clock.slept == []


def test_first_frame_need_not_be_at_zero() -> None:
    clock = ManualClock()
    pacer = Pacer(clock, clock.sleep)
    pacer.wait(7.0)
    pacer.wait(7.5)
    assert clock.slept == pytest.approx([0.5])


def test_long_gap_is_shortened_and_what_follows_keeps_its_rhythm() -> None:
    clock = ManualClock()
    pacer = Pacer(clock, clock.sleep)
    for position in (0.0, 3600.0, 3600.04):
        pacer.wait(position)
    assert clock.slept == pytest.approx([MAX_WAIT, 0.04])


def test_rebase_gives_up_what_was_missed() -> None:
    clock = ManualClock()
    pacer = Pacer(clock, clock.sleep)
    pacer.wait(0.0)
    clock.seconds += 5.0
    pacer.rebase(1.0)
    assert pacer.lateness(1.0) == pytest.approx(0.0)
