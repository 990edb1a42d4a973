"""How strictly presentation attacks are looked for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class PadLevel(StrEnum):
    """Laxest first."""

    OFF = "off"
    """Nothing is assessed; needs a reason, which is logged."""
    STANDARD = "standard"
    """Passive cues decide; a challenge follows where they cannot."""
    STRICT = "strict"
    """All cues are heeded, and everybody is challenged."""

    @property
    def rank(self) -> int:
        """The higher the stricter."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(PadLevel)}


def strictest(levels: Iterable[PadLevel]) -> PadLevel:
    """The strictest of at least one, as of the site and of the zones that a camera leads to."""
    return max(levels, key=lambda level: level.rank)
