"""Whoever is shown too often by pictures has their face blocked for a while at that gate; card and PIN stay.

Limits as in SmartFace's access controller: five attacks within two minutes, then thirty seconds, doubling to five
minutes.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from facegate.domain.ids import SubjectId

MOST_ATTACKS = 5
"""Attack results after which the face is blocked."""

WITHIN = 120.0
"""Seconds in which they count."""

FIRST_BLOCK = 30.0
LONGEST_BLOCK = 300.0
"""Seconds; each block in a row is twice as long as the one before."""

_FORGIVEN = 2 * LONGEST_BLOCK
"""Seconds after the end of a block from which the next is a first one again."""

_MOST_PEOPLE = 10_000
"""People remembered at once; the one who was attacked longest ago is forgotten first."""


@dataclass(slots=True)
class _Record:
    attacks: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_ATTACKS))
    until: float = float("-inf")
    length: float = 0.0


class AttackLimit:
    """Attack results by the person whom they claimed to be, at one gate. Monotonic seconds. Not thread-safe."""

    def __init__(self) -> None:
        self._records: dict[SubjectId, _Record] = {}

    def attacked(self, claimed: SubjectId, time: float) -> bool:
        """Note an attack that showed this person; whether it blocks their face from now on."""
        record = self._records.pop(claimed, None) or _Record()
        self._records[claimed] = record
        while len(self._records) > _MOST_PEOPLE:
            del self._records[next(iter(self._records))]
        if self.blocked(claimed, time):
            return False
        record.attacks.append(time)
        if len(record.attacks) < MOST_ATTACKS or not 0.0 <= time - record.attacks[0] <= WITHIN:
            return False
        again = record.length > 0.0 and 0.0 <= time - record.until <= _FORGIVEN
        record.length = min(2 * record.length, LONGEST_BLOCK) if again else FIRST_BLOCK
        record.until = time + record.length
        record.attacks.clear()
        return True

    def blocked(self, claimed: SubjectId, time: float) -> float:
        """Seconds for which this person's face is still blocked, 0.0 where it is not."""
        record = self._records.get(claimed)
        left = 0.0 if record is None else record.until - time
        # A recording that starts anew jumps back in time: a block of its end is none of its beginning.
        return left if record is not None and 0.0 < left <= record.length else 0.0

    def forget(self, subject_id: SubjectId) -> None:
        """A person was erased."""
        self._records.pop(subject_id, None)
