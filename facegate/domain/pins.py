"""Which PINs may be used."""

from __future__ import annotations

import itertools
import re
from enum import StrEnum

MIN_PIN_LENGTH = 4
"""Ten thousand PINs: too few against a stolen file, enough at a keypad that makes one wait (ISO 9564-1 has 4 to 12)."""

MAX_PIN_LENGTH = 12

_DIGITS = re.compile(r"[0-9]*")
_UP, _DOWN = 1, 9
"""Steps of a run, modulo 10: 0 follows 9, as on a dial."""


class PinProblem(StrEnum):
    """What is wrong with a PIN; a phrase that follows "the PIN"."""

    NOT_DIGITS = "holds something other than digits"
    TOO_SHORT = f"has fewer than {MIN_PIN_LENGTH} digits"
    TOO_LONG = f"has more than {MAX_PIN_LENGTH} digits"
    REPEATED = "repeats one digit or one group of digits"
    RUN = "is a run of digits"
    OWN_NUMBER = "is part of the person's own card number or identifier"


def pin_problem(pin: str, *own_numbers: str | None) -> PinProblem | None:
    """What is wrong with a PIN; None where it may be used.

    Args:
        pin: as it was typed.
        own_numbers: the person's card number and identifier; None for what they do not have.
    """
    if not _DIGITS.fullmatch(pin):
        return PinProblem.NOT_DIGITS
    if len(pin) < MIN_PIN_LENGTH:
        return PinProblem.TOO_SHORT
    if len(pin) > MAX_PIN_LENGTH:
        return PinProblem.TOO_LONG
    if _repeats(pin):
        return PinProblem.REPEATED
    if _steps(pin) in ({_UP}, {_DOWN}):
        return PinProblem.RUN
    if any(_gives_away(number, pin) for number in own_numbers if number):
        return PinProblem.OWN_NUMBER
    return None


def _repeats(pin: str) -> bool:
    """Whether it is 1111, 1212 or 123123: the shortest period of a text is found where it lies in its own double."""
    return (pin + pin).index(pin, 1) < len(pin)


def _steps(pin: str) -> set[int]:
    return {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}


def _gives_away(number: str, pin: str) -> bool:
    """Whether the PIN can be read off a number, whatever else stands between its digits."""
    digits = "".join(character for character in number if character in "0123456789")
    return pin in digits or (len(digits) >= MIN_PIN_LENGTH and digits in pin)
