"""The cool-down."""

from __future__ import annotations

import pytest

from facegate.domain.ids import SubjectId
from facegate.domain.presence import Presence

ANN, BOB = SubjectId("a" * 32), SubjectId("b" * 32)


def test_first_sighting_counts_and_the_next_one_after_the_cool_down() -> None:
    presence = Presence(60.0)
    assert [presence.admit(ANN, time) for time in (0.0, 0.1, 59.9, 60.0, 60.1, 119.9, 120.0)] == [
        True, False, False, True, False, False, True,
    ]  # fmt: skip


def test_refused_sightings_do_not_prolong_the_cool_down() -> None:
    presence = Presence(10.0)
    presence.admit(ANN, 0.0)
    for time in range(1, 10):
        assert not presence.admit(ANN, float(time))
    assert presence.admit(ANN, 10.0)


def test_people_do_not_share_a_cool_down() -> None:
    presence = Presence(60.0)
    assert presence.admit(ANN, 0.0)
    assert presence.admit(BOB, 1.0)
    assert not presence.admit(ANN, 2.0)


def test_remaining_counts_down() -> None:
    presence = Presence(60.0)
    assert presence.remaining(ANN, 5.0) == 0.0
    presence.admit(ANN, 5.0)
    assert presence.remaining(ANN, 5.0) == 60.0
    assert presence.remaining(ANN, 20.0) == 45.0
    assert presence.remaining(ANN, 500.0) == 0.0


def test_no_cool_down_admits_every_time() -> None:
    presence = Presence(0.0)
    assert [presence.admit(ANN, 1.0) for _ in range(3)] == [True, True, True]


def test_a_changed_cool_down_holds_at_once() -> None:
    presence = Presence(60.0)
    presence.admit(ANN, 0.0)
    presence.cool_down = 5.0
    assert presence.remaining(ANN, 4.0) == pytest.approx(1.0)
    assert presence.admit(ANN, 5.0)


def test_restored_sighting_from_before_the_start() -> None:
    presence = Presence(60.0)
    presence.restore(ANN, -50.0)
    assert not presence.admit(ANN, 9.0)
    assert presence.admit(ANN, 10.0)


def test_the_newest_restored_sighting_counts() -> None:
    for order in ((-50.0, -10.0), (-10.0, -50.0)):
        presence = Presence(60.0)
        for time in order:
            presence.restore(ANN, time)
        assert presence.remaining(ANN, 0.0) == 50.0


def test_an_erased_person_leaves_nothing() -> None:
    presence = Presence(60.0)
    presence.admit(ANN, 0.0)
    presence.admit(BOB, 0.0)
    presence.forget(ANN)
    presence.forget(SubjectId("c" * 32))
    assert presence.remaining(ANN, 1.0) == 0.0
    assert presence.remaining(BOB, 1.0) == 59.0
