"""By what somebody shows who they are."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Factor(StrEnum):
    """One proof."""

    FACE = "face"
    CARD = "card"
    PIN = "pin"


class Factors(StrEnum):
    """Proofs that are enough together."""

    FACE = "face"
    FACE_AND_CARD = "face+card"
    FACE_AND_PIN = "face+pin"
    CARD_AND_PIN = "card+pin"
    """For those who decline face recognition, too: their identifier with its PIN counts like a card with one."""

    @property
    def needed(self) -> frozenset[Factor]:
        """What has to be shown."""
        return frozenset(Factor(part) for part in self.value.split("+"))


EQUAL_WAYS = (Factors.FACE, Factors.CARD_AND_PIN)
"""What a rule asks for unless it says otherwise: whoever declines face recognition passes the same doors."""


def enough(shown: Iterable[Factor], accepted: Iterable[Factors]) -> bool:
    """Whether what was shown makes up one of the ways."""
    have = frozenset(shown)
    return any(way.needed <= have for way in accepted)


def missing(shown: Iterable[Factor], accepted: Iterable[Factors]) -> tuple[Factor, ...]:
    """What is still to be shown on the shortest way that was begun; a whole way where none was."""
    have = frozenset(shown)
    ways = [way.needed - have for way in accepted if way.needed & have] or [way.needed for way in accepted]
    shortest = min(ways, key=lambda left: (len(left), sorted(left)), default=frozenset())
    return tuple(sorted(shortest))
