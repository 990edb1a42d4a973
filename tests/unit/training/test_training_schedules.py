"""Learning rates over a run, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.training.schedules import (
    ConstantSchedule,
    CyclicalSchedule,
    ExponentialSchedule,
    Pace,
    StepsSchedule,
    read_schedule,
)


def test_a_constant_rate_stays() -> None:
    assert ConstantSchedule(rate=0.1).at(7.3, 10) == Pace(0.1)


@pytest.mark.parametrize(("epoch", "rate"), [(0.0, 0.8), (1.9, 0.8), (2.0, 0.4), (4.5, 0.2)])
def test_a_staircase_falls_once_a_period(epoch: float, rate: float) -> None:
    assert ExponentialSchedule(rate=0.8, factor=0.5, every=2).at(epoch, 10).rate == pytest.approx(rate)


def test_without_stairs_it_falls_all_the_time() -> None:
    schedule = ExponentialSchedule(rate=0.8, factor=0.25, every=2, staircase=False)
    assert schedule.at(1.0, 10).rate == pytest.approx(0.4)


@pytest.mark.parametrize(("epoch", "rate"), [(0.0, 0.1), (64.9, 0.1), (65.0, 0.01), (80.0, 0.001)])
def test_steps_hold_until_the_next(epoch: float, rate: float) -> None:
    assert StepsSchedule(rates=((0, 0.1), (65, 0.01), (77, 0.001))).at(epoch, 100).rate == rate


@pytest.mark.parametrize("rates", [((1, 0.1),), ((0, 0.1), (5, 0.2), (3, 0.1)), ((0, 0.1), (0, 0.2)), ()])
def test_steps_begin_with_0_and_ascend(rates: tuple[tuple[int, float], ...]) -> None:
    with pytest.raises(ValidationError):
        StepsSchedule(rates=rates)


@pytest.mark.parametrize(
    ("epoch", "rate", "momentum"),
    [(0.0, 0.1, 0.95), (1.0, 0.3, 0.9), (2.0, 0.5, 0.85), (3.0, 0.3, 0.9), (4.0, 0.1, 0.95), (5.0, 0.3, 0.9)],
)
def test_the_rate_goes_up_while_the_momentum_goes_down(epoch: float, rate: float, momentum: float) -> None:
    pace = CyclicalSchedule(lowest=0.1, highest=0.5, period=4.0).at(epoch, 100)
    assert (pace.rate, pace.momentum) == (pytest.approx(rate), pytest.approx(momentum))


def test_one_cycle_is_as_long_as_the_run() -> None:
    assert CyclicalSchedule(lowest=0.1, highest=0.5).at(15.0, 30).rate == pytest.approx(0.5)


def test_a_file_is_read_with_its_remarks_and_its_end(tmp_path: Path) -> None:
    file = tmp_path / "rates.txt"
    file.write_text("# rates\n0: 0.05\n\n65 : 0.005 # a tenth\n77:0.0005\n90: -\n", "utf-8")
    assert read_schedule(file) == StepsSchedule(rates=((0, 0.05), (65, 0.005), (77, 0.0005)), end=90)


@pytest.mark.parametrize("text", ["", "0 0.1", "0: fast", "0: 0.1\n5: -\n7: 0.1", "3: 0.1", "0: -0.1", "0: 1\n0: -"])
def test_a_file_that_makes_no_sense_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "rates.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(TrainingError, match="Schedule not usable"):
        read_schedule(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="cannot be read"):
        read_schedule(tmp_path / "none")
