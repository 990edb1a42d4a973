"""What is known of how much an index finds."""

from __future__ import annotations

from dataclasses import dataclass

RECALL_WANTED = 0.999
"""Share of probes whose two nearest persons are found."""

# A tenth more references hardly makes the old ones harder to find; testing among a million takes minutes.
_GROWTH_COVERED = 1.1


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What a search of known answers said of an index.

    Attributes:
        effort: in use, at least the smallest that found enough; or the largest tried.
        probes: how many.
        missed: probes that exact search answers better; counting stops at one more than allowed.
        references: in the index when it was tested.
    """

    effort: int
    probes: int
    missed: int
    references: int

    @property
    def recall(self) -> float:
        """Share found, 0..1; of a refused index an upper bound."""
        return 1.0 - self.missed / self.probes

    @property
    def passed(self) -> bool:
        """Whether the index may answer."""
        return self.missed <= allowed_misses(self.probes)

    def covers(self, references: int) -> bool:
        """Whether it still says something of an index that grew to so many."""
        return self.passed and self.references <= references <= self.references * _GROWTH_COVERED


def allowed_misses(probes: int) -> int:
    """Most probes that may be missed."""
    return int(probes * (1.0 - RECALL_WANTED))
