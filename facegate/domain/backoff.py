"""Making whoever guesses wait: exponential back-off, for each number and for the whole terminal.

A PIN has few digits, so what protects it is how seldom one can try. Each number has a count of its own; the terminal
has another one, because whoever tries one PIN with many numbers never gets a second try wrong with any of them.

Whoever guesses must not shut out everybody else, or typing nonsense would be a way to do so. While the terminal waits,
a number that nobody failed with for a day can be tried all the same; and what is refused meanwhile makes the wait no
longer. Nor does one number wait for long: whoever keeps failing with a colleague's stops them for five minutes, not
for the rest of the shift.

What that leaves to whoever guesses one person's PIN all day: three tries at once, four within the next eight minutes
and then one in 300 seconds, 295 in a day of the ten thousand that four digits make, or 3 in 100; every one of them is
in the log. With longer waits in the settings it is less: 36 where the longest is an hour. Whoever tries one PIN with
many numbers gets one try a day with each, and 12 more an hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

FORGET_SECONDS = 86400.0
"""Failures of a number count until a day has passed without another one."""

TERMINAL_FREE = 8
"""Failures that a terminal takes before anybody waits; a busy morning has some, see :data:`DRAIN_SECONDS`."""

TERMINAL_FIRST, TERMINAL_MOST = 15.0, 300.0
"""Seconds. Whoever mistyped just before waits with whoever guessed, so the longest wait is short."""

DRAIN_SECONDS = 300.0
"""The terminal forgets one failure in this many seconds: at most 12 guesses an hour go on for long (288 a day, against
ten thousand PINs). Failures of those who get it right in the end are taken back, so mistyping does not add up."""


@dataclass(frozen=True, slots=True)
class BackOff:
    """How long to wait after failures.

    Attributes:
        free: failures before the first wait, at least 0.
        first: seconds of the first wait; each further failure doubles it.
        most: seconds of the longest wait.
    """

    free: int
    first: float
    most: float

    def __post_init__(self) -> None:
        if self.free < 0 or not 0.0 < self.first <= self.most:
            raise ValueError(f"need free >= 0 and 0 < first <= most, got {self}")

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures."""
        beyond = failures - self.free
        if beyond < 1:
            return 0.0
        # Beyond the number of doublings that there is room for, a power would only overflow.
        doublings = min(beyond - 1.0, math.log2(self.most / self.first))
        return min(self.most, self.first * math.exp2(doublings))


TERMINAL_RULE = BackOff(TERMINAL_FREE, TERMINAL_FIRST, TERMINAL_MOST)


@dataclass(slots=True)
class _Failures:
    count: int = 0
    charged: int = 0
    """Those that the terminal counts, too."""
    last: float = -math.inf


class Limiter:
    """Counts failures by number and for the terminal. Not thread-safe. Times are seconds on any one line.

    A number is named by a key: whatever stands for one person must be one key, or each of their numbers would be
    another set of tries.
    """

    def __init__(self, rule: BackOff, terminal: BackOff = TERMINAL_RULE) -> None:
        self.rule = rule
        self._terminal = terminal
        self._failures: dict[str, _Failures] = {}
        self._level = 0.0
        self._drained = -math.inf
        self._locked_until = -math.inf

    def terminal_wait(self, now: float) -> float:
        """Seconds for which no number can be tried that somebody failed with within a day; 0.0 for none."""
        return max(0.0, self._locked_until - now)

    def wait(self, key: str, now: float) -> float:
        """Seconds until this number can be tried at this terminal; 0.0 for now."""
        known = self._known(key, now)
        if known is None:
            return 0.0
        return max(0.0, known.last + self.rule.wait(known.count) - now, self.terminal_wait(now))

    def failed(self, key: str, now: float) -> None:
        """A number was tried and nobody got in."""
        known = self._known(key, now)
        self._forget_old(now)
        count, charged = (0, 0) if known is None else (known.count, known.charged)
        open_ = self.terminal_wait(now) <= 0.0
        self._failures[key] = _Failures(count + 1, charged + open_, now)
        self.knocked(now)

    def knocked(self, now: float) -> None:
        """Somebody tried a number that has to wait: nothing was learned of it, but the terminal was used.

        What is refused while the terminal waits does not count again: it would wait for as long as somebody cares.
        """
        if self.terminal_wait(now) > 0.0:
            return
        self._level = self._level_at(now) + 1.0
        self._drained = now
        self._locked_until = now + self._terminal.wait(math.ceil(self._level))

    def succeeded(self, key: str, now: float) -> None:
        """Somebody got in with this number: their failures before were slips, here and in the terminal's count.

        Other failures stay: whoever has a number of their own cannot wipe out what they tried with others.
        """
        known = self._known(key, now)
        if known is not None:
            slips = max(0.0, known.charged - (now - known.last) / DRAIN_SECONDS)
            self._level, self._drained = max(0.0, self._level_at(now) - slips), now
            del self._failures[key]

    def forgive(self, key: str) -> None:
        """The number has a new PIN, or belongs to nobody any more."""
        self._failures.pop(key, None)

    def __len__(self) -> int:
        return len(self._failures)

    def _known(self, key: str, now: float) -> _Failures | None:
        known = self._failures.get(key)
        return None if known is None or now - known.last >= FORGET_SECONDS else known

    def _forget_old(self, now: float) -> None:
        for key in [key for key, known in self._failures.items() if now - known.last >= FORGET_SECONDS]:
            del self._failures[key]

    def _level_at(self, now: float) -> float:
        if self._level <= 0.0:
            return 0.0
        return max(0.0, self._level - max(0.0, now - self._drained) / DRAIN_SECONDS)
