"""When a door counts as forced, as held open and as shut again, by the words of its contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from facegate.domain.access.contacts import BOUNCE_SECONDS, JUDGE_AFTER, OPENING_GRACE, Openings

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELD = {"front": 30.0}


class Door:
    """One door over time; ``said`` is what was told, with seconds after noon."""

    def __init__(self, *, closed: bool = True) -> None:
        self.openings, self.now = Openings(), 0.0
        self.said: list[tuple[str, float]] = []
        if closed:
            self.hears(False)

    def hears(self, is_open: bool) -> bool:
        return self.openings.heard("front", is_open, NOON + timedelta(seconds=self.now), 500.0 + self.now)

    def pulse(self, seconds: float = 3.0) -> None:
        self.openings.pulsed("front", seconds, 500.0 + self.now)

    def wait(self, seconds: float) -> list[tuple[str, float]]:
        """Let time pass as the program does: awake only when there may be something to tell."""
        end = self.now + seconds
        while True:
            due = self.openings.next_look(HELD)
            self.now = end if due is None else min(end, max(self.now, due - 500.0))
            for each in self.openings.news(500.0 + self.now, HELD):
                assert each.output == "front"
                self.said.append((each.verdict.value, (each.at - NOON).total_seconds()))
            if self.now >= end:
                return self.said


def test_a_door_that_is_held_open_says_so_once_and_when_it_ends() -> None:
    door = Door()
    door.pulse()
    door.wait(1.0)
    assert door.hears(True)
    assert door.wait(29.9) == []
    assert door.wait(0.1) == [("held_open", 31.0)]
    assert not door.hears(True)
    door.wait(1000.0)
    door.hears(False)
    assert door.wait(BOUNCE_SECONDS) == [("held_open", 31.0), ("closed", 1031.0)]
    door.pulse()
    door.hears(True)
    assert door.wait(30.0)[2:] == [("held_open", 1062.0)]


def test_a_door_that_is_shut_in_time_is_nothing_to_tell() -> None:
    door = Door()
    door.pulse()
    door.hears(True)
    door.wait(29.9)
    door.hears(False)
    assert door.wait(1000.0) == []
    assert door.openings.next_look(HELD) is None


@pytest.mark.parametrize(("waited", "forced"), [(3.0 + OPENING_GRACE, False), (3.1 + OPENING_GRACE, True)])
def test_an_opening_long_after_its_pulse_is_forced(waited: float, forced: bool) -> None:
    door = Door()
    door.pulse(3.0)
    door.wait(waited)
    door.hears(True)
    assert door.wait(JUDGE_AFTER) == ([("forced", waited)] if forced else [])


@pytest.mark.parametrize(("late", "forced"), [(1.9, False), (2.1, True)])
def test_a_pulse_may_be_known_only_after_the_door_moved(late: float, forced: bool) -> None:
    door = Door()
    door.hears(True)
    door.wait(late)
    door.pulse()
    assert door.wait(5.0) == ([("forced", 0.0)] if forced else [])


def test_a_door_that_was_forced_for_a_moment_is_told_though_it_is_shut_and_however_late_somebody_looks() -> None:
    door = Door()
    door.hears(True)
    door.now += 0.5
    door.hears(False)
    door.now += 100.0
    assert door.wait(0.0) == [("forced", 0.0), ("closed", 0.5)]
    door.hears(True)
    assert door.wait(40.0)[2:] == [("forced", 100.5), ("held_open", 130.5)]


def test_a_contact_that_bounces_opens_the_door_once() -> None:
    door = Door()
    for _ in range(50):
        door.hears(True)
        door.wait(0.1)
        door.hears(False)
        door.wait(0.1)
    assert door.wait(10.0) == [("forced", 0.0), ("closed", 9.9)]


def test_a_door_that_is_open_at_the_start_was_not_forced_but_may_be_held_open() -> None:
    door = Door(closed=False)
    door.hears(True)
    assert door.wait(60.0) == [("held_open", 30.0)]


def test_outputs_know_nothing_of_each_other_and_one_of_no_door_is_never_held_open() -> None:
    openings = Openings()
    for output in ("front", "back"):
        openings.heard(output, False, NOON, 0.0)
    openings.pulsed("front", 3.0, 0.0)
    for output in ("front", "back"):
        openings.heard(output, True, NOON, 1.0)
    assert [(each.output, each.verdict.value) for each in openings.news(3.0, HELD)] == [("back", "forced")]
    assert openings.next_look(HELD) == 31.0
    assert openings.next_look({}) is None
    assert [each.output for each in openings.news(1000.0, HELD)] == ["front"]
