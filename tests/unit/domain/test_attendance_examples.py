"""The worked examples, through the engine alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.attendance_examples import example_files, expected_values, load_example, result_values

from facegate.domain.attendance.engine import Engine
from facegate.domain.attendance.explanations import GIVES, TAKES, describe

_LEAST_EXAMPLES = 60


def test_the_examples_are_there() -> None:
    assert len(example_files()) >= _LEAST_EXAMPLES


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_an_example(path: Path) -> None:
    example = load_example(path)
    engine = Engine(example.policy, example.zone)
    results = {
        result.day: result
        for result in engine.work_out(example.schedules(), example.punches, explain=True, now=example.now)
    }
    for day, expected in example.expected.items():
        result = results[day]
        assert result_values(result, example.zone, expected) == expected_values(expected), day
        given = sum(step.minutes for step in result.steps if step.code in GIVES)
        taken = sum(step.minutes for step in result.steps if step.code in TAKES)
        assert given - taken == result.worked
        assert all(describe(step, example.zone) for step in result.steps)
