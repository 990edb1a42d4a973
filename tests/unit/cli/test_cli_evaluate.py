"""Small parts of ``facegate evaluate``."""

from __future__ import annotations

import sys

import pytest
from helpers.world import ToyVision

from facegate.cli import evaluate_models
from facegate.cli.evaluate_output import percent, rate_cells
from facegate.cli.progress import counting
from facegate.domain.identification import DecisionPolicy


@pytest.mark.parametrize("measured", [True, False])
def test_a_threshold_that_nobody_measured_is_called_none(capsys: pytest.CaptureFixture[str], measured: bool):
    policy = DecisionPolicy(1.2, 0.05, 3, 5, calibrated=measured)
    tested = evaluate_models.Tested(ToyVision([]), policy, "a test", "")
    evaluate_models.note_unmeasured(tested)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ("No threshold of" in captured.err) is not measured
    assert tested.record()["operating_point"]["measured"] is measured


def test_rates_are_told_in_percent_with_their_interval():
    assert rate_cells({"value": 0.00407, "ci95": [0.001, 0.01], "n": 1500}) == ("0.407 %", "0.1 % to 1 %", "1500")
    assert rate_cells({"value": None, "ci95": None, "n": 7}) == ("not known", "", "7")
    assert percent(2.0954e-5) == "0.0021 %"
    assert percent(1.0) == "100 %"


def test_a_log_gets_a_line_at_every_tenth(capsys: pytest.CaptureFixture[str]):
    with counting("Pictures") as progress:
        for done in range(1001):
            progress(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[0] == "Pictures: 0 of 1000"
    assert lines[-1] == "Pictures: 1000 of 1000"


def test_nothing_to_do_is_done(capsys: pytest.CaptureFixture[str]):
    with counting("Pictures") as progress:
        progress(0, 0)
    assert capsys.readouterr().err == "Pictures: 0 of 0\n"


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    with counting("Pictures") as progress:
        progress(3, 12)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "of" in captured.err or "12" in captured.err
