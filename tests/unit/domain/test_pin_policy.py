"""Which PINs may be used."""

from __future__ import annotations

import pytest

from facegate.domain.pins import MAX_PIN_LENGTH, PinProblem, pin_problem


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("8395", None),
        ("839518273645", None),
        ("1122", None),
        ("", PinProblem.TOO_SHORT),
        ("839", PinProblem.TOO_SHORT),
        ("8" + "39" * 6, PinProblem.TOO_LONG),
        ("83 95", PinProblem.NOT_DIGITS),
        ("83a5", PinProblem.NOT_DIGITS),
        ("٨٣٩٥", PinProblem.NOT_DIGITS),
        ("7777", PinProblem.REPEATED),
        ("1212", PinProblem.REPEATED),
        ("493493", PinProblem.REPEATED),
        ("3456", PinProblem.RUN),
        ("6543", PinProblem.RUN),
        ("8901", PinProblem.RUN),
        ("1098", PinProblem.RUN),
        ("123456789012", PinProblem.RUN),
    ],
)
def test_policy(pin: str, problem: PinProblem | None) -> None:
    assert pin_problem(pin) is problem


@pytest.mark.parametrize("pin", ["8395", "5274", "8395274", "98395274"])
def test_own_numbers_give_a_pin_away(pin: str) -> None:
    assert pin_problem(pin, "C-83 95-274", None) is PinProblem.OWN_NUMBER
    assert pin_problem(pin, None, "20418") is None


def test_a_short_identifier_does_not_forbid_every_pin_that_holds_it() -> None:
    assert pin_problem("8395", None, "A-9") is None


def test_problems_are_words() -> None:
    for problem in PinProblem:
        assert not problem.value.endswith(".")
    assert str(MAX_PIN_LENGTH) in PinProblem.TOO_LONG
