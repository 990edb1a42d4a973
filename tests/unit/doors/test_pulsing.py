from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from helpers.clocks import ManualClock
from helpers.door_fakes import AWAY, FakeDriver, Results, order_at

from facegate.domain.ports_doors import PulseOutcome
from facegate.doors.pulsing import Pulsing
from facegate.errors import UnconfirmedDoorError


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def driver() -> FakeDriver:
    return FakeDriver()


@pytest.fixture
def results() -> Results:
    return Results()


@pytest.fixture
def pulsing(clock: ManualClock, driver: FakeDriver, results: Results) -> Pulsing:
    return Pulsing(driver, clock, results)


def run(pulsing: Pulsing, clock: ManualClock, seconds: float) -> None:
    """Let time pass as the thread would."""
    until = clock.seconds + seconds
    while clock.seconds < until:
        clock.seconds = min(until, clock.seconds + max(pulsing.tick(), 0.001))
    pulsing.tick()


def test_a_pulse_is_pressed_and_released_when_it_is_over(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    pulsing.carry_out(order_at(clock.now(), age=0.25, seconds=3.0), 2)
    assert driver.told == ["connect", "press 2"]
    assert results.outcomes == ["sent"]
    assert results.all[0].latency == pytest.approx(0.25)
    run(pulsing, clock, 2.9)
    assert "release 2" not in driver.told
    run(pulsing, clock, 0.1)
    assert driver.told == ["connect", "press 2", "release 2"]
    assert results.outcomes == ["sent"]


def test_it_stays_open_for_whoever_came_last(pulsing: Pulsing, clock: ManualClock, driver: FakeDriver) -> None:
    pulsing.carry_out(order_at(clock.now(), seconds=5.0), 1)
    run(pulsing, clock, 3.0)
    pulsing.carry_out(order_at(clock.now(), seconds=1.0), 1)
    run(pulsing, clock, 1.9)
    assert "release 1" not in driver.told
    run(pulsing, clock, 0.2)
    assert driver.told.count("release 1") == 1


@pytest.mark.parametrize("age", [2.01, 3600.0, -0.51, -3600.0])
def test_an_order_of_another_time_moves_nothing(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results, age: float
) -> None:
    pulsing.carry_out(order_at(clock.now(), age=age), 1)
    assert driver.told == []
    assert results.outcomes == ["stale"]
    assert results.all[0].latency >= 0.0
    assert results.all[0].error is not None


def test_a_clock_that_is_set_back_makes_no_order_young_again(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    order, since = order_at(clock.now()), clock.monotonic()
    clock.seconds += 3.0
    clock.start -= timedelta(seconds=3)
    assert order.is_fresh(clock.now())
    pulsing.carry_out(order, 1, since)
    assert (driver.told, results.outcomes) == ([], ["stale"])


def test_an_order_that_grew_old_while_the_device_was_reached_moves_nothing(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "connect", lambda: clock.sleep(2.0))
    pulsing.carry_out(order_at(clock.now(), age=0.5), 1)
    assert driver.told == []
    assert results.outcomes == ["stale"]


def test_a_device_that_is_away_fails_at_once_and_is_never_opened_later(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    driver.failures["connect"] = AWAY
    pulsing.carry_out(order_at(clock.now()), 1)
    assert results.outcomes == ["failed"]
    assert results.all[0].error is AWAY
    assert pulsing.facts() == (False, frozenset(), AWAY)
    del driver.failures["connect"]
    run(pulsing, clock, 60.0)
    assert driver.told == ["connect"]
    assert pulsing.facts() == (True, frozenset(), None)


def test_a_device_that_is_away_all_night_is_tried_now_and_then_and_back_soon(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    driver.failures["connect"] = AWAY
    for _hour in range(10):
        run(pulsing, clock, 3600.0)
        pulsing.carry_out(order_at(clock.now()), 1)
    assert 10 * 3600 / 30 < driver.connections < 10 * 3600 / 15 + 30
    assert results.outcomes == ["failed"] * 10
    del driver.failures["connect"]
    run(pulsing, clock, 30.0)
    assert driver.told == ["connect"]
    pulsing.carry_out(order_at(clock.now()), 1)
    assert driver.told == ["connect", "press 1"]


def test_a_device_that_vanishes_in_a_pulse_is_shut_and_every_pulse_reported(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    first, second = order_at(clock.now(), seconds=30.0), order_at(clock.now(), seconds=30.0)
    pulsing.carry_out(first, 1)
    pulsing.carry_out(second, 2)
    driver.failures["check"] = AWAY
    run(pulsing, clock, 2.1)
    assert "close" in driver.told
    assert [(each.order, each.outcome) for each in results.all[2:]] == [
        (first, PulseOutcome.CUT_OFF),
        (second, PulseOutcome.CUT_OFF),
    ]
    del driver.failures["check"]
    run(pulsing, clock, 60.0)
    assert driver.told.count("press 1") == driver.told.count("press 2") == 1
    assert results.outcomes == ["sent", "sent", "cut_off", "cut_off"]


def test_a_release_that_fails_is_reported(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    pulsing.carry_out(order_at(clock.now()), 1)
    driver.failures["release"] = AWAY
    run(pulsing, clock, 1.0)
    assert results.outcomes == ["sent", "cut_off"]
    assert driver.told[-1] == "close"


def test_what_may_have_opened_is_said_to_be_so_and_not_tried_again(
    pulsing: Pulsing, clock: ManualClock, driver: FakeDriver, results: Results
) -> None:
    driver.failures["press"] = UnconfirmedDoorError("No answer", "Nobody answered.", "Look.")
    pulsing.carry_out(order_at(clock.now()), 1)
    assert results.outcomes == ["unconfirmed"]
    assert driver.told == ["connect", "close"]
    driver.failures.clear()
    run(pulsing, clock, 60.0)
    assert not any(told.startswith("press") for told in driver.told)


def test_closing_releases(pulsing: Pulsing, clock: ManualClock, driver: FakeDriver) -> None:
    pulsing.carry_out(order_at(clock.now(), seconds=30.0), 1)
    pulsing.close()
    assert driver.told == ["connect", "press 1", "release 1", "close"]


def test_an_order_must_make_sense() -> None:
    good = order_at(ManualClock().now())
    for seconds in (0.0, -1.0, 61.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="a pulse lasts"):
            replace(good, seconds=seconds)
    with pytest.raises(ValueError, match="aware"):
        replace(good, decided_at=datetime(2026, 3, 2))


def test_a_pulse_may_begin_for_two_seconds() -> None:
    moment = ManualClock().now()
    order = order_at(moment, age=0.0)
    fresh = {age: order.is_fresh(moment + timedelta(seconds=age)) for age in (-0.6, -0.5, 0.0, 2.0, 2.1)}
    assert fresh == {-0.6: False, -0.5: True, 0.0: True, 2.0: True, 2.1: False}
