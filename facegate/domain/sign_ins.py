"""Signing in without a face: what came of a card or a number and a PIN."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId

KEYPAD_SOURCE = "keypad"
"""What stands as the source of such events, where others have a camera."""


class SignInReason(StrEnum):
    """Why somebody was, or was not, identified. For the log; at the terminal all refusals read the same."""

    CARD = "card"
    """The card's number is enough: the person has no PIN."""
    CARD_AND_PIN = "card_and_pin"
    """The PIN belongs to the number."""
    UNKNOWN_NUMBER = "unknown_number"
    WRONG_PIN = "wrong_pin"
    NO_PIN = "no_pin"
    """Somebody's identifier, who has no PIN: that alone is enough for nobody, as colleagues know it."""
    NO_PIN_GIVEN = "no_pin_given"
    """A PIN was asked for and none was typed."""
    SUSPENDED = "suspended"
    NOT_VALID = "not_valid"
    """Their validity has not begun, or is over."""
    LOCKED_OUT = "locked_out"
    """The number was tried too often; nothing was compared."""


ACCEPTED = frozenset({SignInReason.CARD, SignInReason.CARD_AND_PIN})
"""Reasons of an identification."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What one sign-in says.

    Attributes:
        reason: see :class:`SignInReason`; says the result, too.
        subject_id: whose number it was, None for a number that nobody has. Somebody is identified only where
            :attr:`outcome` says so: who was refused with a person's number may be anybody.
    """

    reason: SignInReason
    subject_id: SubjectId | None

    def __post_init__(self) -> None:
        if self.subject_id is None and self.reason in ACCEPTED:
            raise ValueError("nobody in particular cannot be identified")

    @property
    def outcome(self) -> Outcome:
        """Identified or not."""
        return Outcome.IDENTIFIED if self.reason in ACCEPTED else Outcome.NOT_IDENTIFIED
