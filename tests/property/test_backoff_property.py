"""However somebody guesses, they wait; however somebody mistypes, they get in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.backoff import (
    DRAIN_SECONDS,
    FORGET_SECONDS,
    TERMINAL_FREE,
    TERMINAL_MOST,
    BackOff,
    Limiter,
)

RULE = BackOff(2, 30.0, 3600.0)

gaps = st.floats(0.0, 2 * FORGET_SECONDS)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=2))
def test_waits_never_fall_and_are_bounded(failures: list[int]) -> None:
    few, many = sorted(failures)
    assert 0.0 <= RULE.wait(few) <= RULE.wait(many) <= RULE.most
    assert RULE.wait(RULE.free) == 0.0
    assert RULE.wait(RULE.free + 1) == RULE.first


@given(st.lists(gaps, max_size=60))
def test_a_guesser_who_tries_whenever_they_may_gets_few_tries_a_day(pauses: list[float]) -> None:
    """Also where they wait for some time now and then, to be forgotten."""
    limits, now, tries = Limiter(RULE), 0.0, []
    for pause in pauses:
        now += pause + limits.wait("7", now + pause)
        # Sums of floats may end just before the wait does.
        assert limits.wait("7", now) < 1e-6
        limits.failed("7", now)
        tries.append(now)
    for start in tries:
        # Three, then 30 s doubling to an hour: at most nine more within the first two hours, and one an hour.
        assert sum(start <= at < start + FORGET_SECONDS for at in tries) <= 3 + 9 + 24


@given(st.integers(1, 60), st.integers(1, 300), st.floats(0.0, 60.0))
def test_a_guesser_with_many_numbers_is_stopped_by_the_terminal(numbers: int, tries: int, pause: float) -> None:
    """But for one try with each of them."""
    limits, now = Limiter(RULE), 0.0
    for number in range(tries):
        key = str(number % numbers)
        now += pause
        now += limits.wait(key, now)
        limits.failed(key, now)
    allowed = numbers + TERMINAL_FREE + 6 + now / min(DRAIN_SECONDS, TERMINAL_MOST)
    assert tries <= allowed


def test_one_pin_of_four_digits_is_guessed_in_a_day_as_seldom_as_is_said() -> None:
    limits, now, tries = Limiter(BackOff(2, 30.0, 300.0)), 0.0, 0
    while now < FORGET_SECONDS:
        limits.failed("7", now)
        tries += 1
        now += limits.wait("7", now)
    assert tries <= 295


def test_who_did_not_fail_is_let_through_while_the_terminal_waits_and_refusals_do_not_prolong_it() -> None:
    limits = Limiter(RULE)
    for number in range(TERMINAL_FREE + 1):
        limits.failed(str(number), 0.0)
    assert limits.wait("0", 0.0) == limits.terminal_wait(0.0) > 0.0
    assert limits.wait("fresh", 0.0) == 0.0
    for number in range(50):
        limits.failed(f"more {number}", 1.0)
        limits.knocked(1.0)
    assert limits.terminal_wait(1.0) == limits.terminal_wait(0.0) - 1.0
    assert limits.wait("more 1", 1.0) > 0.0


def test_slips_that_the_terminal_did_not_count_are_not_taken_off_its_count() -> None:
    limits = Limiter(RULE)
    for number in range(TERMINAL_FREE + 1):
        limits.failed(str(number), 0.0)
    for _ in range(20):
        limits.failed("own", 1.0)
        limits.succeeded("own", 1.0)
    end = limits.terminal_wait(0.0)
    limits.failed("next", end)
    assert limits.terminal_wait(end) > 0.0


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), gaps), max_size=80))
def test_nobody_waits_longer_than_the_rules_say(acts: list[tuple[int, bool, float]]) -> None:
    limits, now = Limiter(RULE), 0.0
    for number, right, gap in acts:
        now += gap
        key = str(number)
        if limits.wait(key, now) > 0.0:
            limits.knocked(now)
        elif right:
            limits.succeeded(key, now)
            assert limits.wait(key, now) == 0.0
        else:
            limits.failed(key, now)
        assert limits.terminal_wait(now) <= TERMINAL_MOST
        assert limits.wait(key, now) <= RULE.most
    assert limits.wait("0", now + RULE.most) == 0.0
    limits.failed("9", now + 2 * FORGET_SECONDS)
    assert len(limits) == 1


@given(st.lists(st.integers(1, RULE.free), max_size=100))
def test_people_who_mistype_and_then_get_it_right_do_not_close_the_terminal(slips: list[int]) -> None:
    limits, now = Limiter(RULE), 0.0
    for person, failures in enumerate(slips):
        for _ in range(failures):
            now += 5.0
            limits.failed(str(person), now)
        now += 5.0
        assert limits.wait(str(person), now) == 0.0
        limits.succeeded(str(person), now)


def test_getting_in_oneself_does_not_wipe_out_what_one_tried_with_others() -> None:
    limits = Limiter(RULE)
    for now in range(TERMINAL_FREE + 1):
        limits.failed(f"other {now}", float(now))
        limits.succeeded("own", float(now))
    assert limits.terminal_wait(float(TERMINAL_FREE)) > 0.0


def test_a_new_pin_ends_the_wait_of_the_number_alone() -> None:
    limits = Limiter(RULE)
    for _ in range(5):
        limits.failed("7", 0.0)
    assert limits.wait("7", 0.0) == 120.0
    limits.forgive("7")
    assert limits.wait("7", 0.0) == 0.0


@pytest.mark.parametrize(("free", "first", "most"), [(-1, 1.0, 2.0), (1, 0.0, 2.0), (1, 3.0, 2.0)])
def test_rules_without_sense_are_refused(free: int, first: float, most: float) -> None:
    with pytest.raises(ValueError, match="need free"):
        BackOff(free, first, most)
