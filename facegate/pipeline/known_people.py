"""Somebody is to be enrolled who is known already."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from facegate.domain.people import Subject
from facegate.errors import EnrolmentError
from facegate.pipeline.lookalikes import LookAlike


class Known(StrEnum):
    """By what somebody is known already."""

    FACE = "face"
    IDENTIFIER = "identifier"
    CARD = "card"


class AlreadyEnrolledError(EnrolmentError):
    """The person, the identifier or the card is known.

    Attributes:
        subject: who it is; shown to the operator, never logged.
        known: by what.
        look_alikes: everybody whose face is too close, nearest first; never logged either.
    """

    def __init__(self, subject: Subject, known: Known, look_alikes: Sequence[LookAlike] = ()) -> None:
        self.subject = subject
        self.known = known
        self.look_alikes = tuple(look_alikes)
        super().__init__("Already enrolled", *_ALREADY[known])

    @property
    def by_face(self) -> bool:
        """Whether the face is known."""
        return self.known is Known.FACE


_ALREADY = {
    Known.FACE: (
        "This face is enrolled already.",
        "Add samples to that person instead, or say that this is another person.",
    ),
    Known.IDENTIFIER: ("This identifier belongs to somebody already.", "Choose another identifier."),
    Known.CARD: ("This card belongs to somebody already.", "Give another card, or take it from that person first."),
}
