"""Since when doors are open, by their contacts: what was forced, what is held open, and when that ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from facegate.domain.ports_doors import PULSE_BOUND
from facegate.domain.records import DoorVerdict

OPENING_GRACE = 5.0
"""Seconds after a pulse in which an opening is still its own: contacts and brokers take time, and so do people."""

JUDGE_AFTER = PULSE_BOUND
"""Seconds until an opening without a pulse counts as forced: that a pulse was sent may be known only so much later."""

BOUNCE_SECONDS = 1.0
"""A door that opens again so soon was not shut, or its contact bounces: it is the same opening."""


@dataclass(frozen=True, slots=True)
class ContactNews:
    """Something about a door that nobody ordered.

    Attributes:
        output: of which door, as in the settings.
        verdict: FORCED, HELD_OPEN, or CLOSED where it ends one of these.
        at: aware.
    """

    output: str
    verdict: DoorVerdict
    at: datetime


@dataclass(slots=True)
class _Opening:
    at: datetime
    since: float
    judged: bool
    held: bool = False
    alarmed: bool = False
    closed_at: datetime | None = None
    closed: float | None = None

    def is_over(self, now: float) -> bool:
        return self.judged and self.closed is not None and now >= self.closed + BOUNCE_SECONDS


class Openings:
    """What contacts said. Not thread-safe. ``now`` is always seconds on the clock that never goes back."""

    def __init__(self) -> None:
        self._open: dict[str, bool] = {}
        self._openings: dict[str, list[_Opening]] = {}
        self._pulses: dict[str, list[tuple[float, float]]] = {}

    def pulsed(self, output: str, seconds: float, now: float) -> None:
        """A pulse of so many seconds was sent, as far as is known, at the most :data:`JUDGE_AFTER` ago."""
        known = [pulse for pulse in self._pulses.get(output, []) if pulse[1] > now - JUDGE_AFTER]
        self._pulses[output] = [*known, (now - JUDGE_AFTER, now + seconds + OPENING_GRACE)]

    def heard(self, output: str, is_open: bool, at: datetime, now: float) -> bool:
        """A contact said how its door is; returns whether it had not said so before.

        A door that is open when it is first heard of was not forced, as far as is known.
        """
        before = self._open.get(output)
        if before is is_open:
            return False
        self._open[output] = is_open
        openings = self._openings.setdefault(output, [])
        last = openings[-1] if openings else None
        if not is_open:
            if last is not None:
                last.closed_at, last.closed = at, now
        elif last is not None and last.closed is not None and now < last.closed + BOUNCE_SECONDS:
            last.closed_at = last.closed = None
        else:
            openings.append(_Opening(at, now, judged=before is None))
        return True

    def news(self, now: float, held_seconds: Mapping[str, float]) -> list[ContactNews]:
        """What there is to tell by now, each once, in order.

        Args:
            now: see above.
            held_seconds: by output, after how long an open door is worth an alarm; never where it is not named.
        """
        found = []
        for output, openings in self._openings.items():
            for each in openings:
                found += [ContactNews(output, *said) for said in self._of(output, each, now, held_seconds.get(output))]
            self._openings[output] = [each for each in openings if not each.is_over(now)]
        return found

    def next_look(self, held_seconds: Mapping[str, float]) -> float | None:
        """When there may be more to tell if nothing is heard before; None where there will not."""
        moments = []
        for output, openings in self._openings.items():
            for each in openings:
                held = held_seconds.get(output)
                if not each.judged:
                    moments.append(each.since + JUDGE_AFTER)
                elif each.closed is not None:
                    moments.append(each.closed + BOUNCE_SECONDS)
                elif held is not None and not each.held:
                    moments.append(each.since + held)
        return min(moments, default=None)

    def _of(self, output: str, opening: _Opening, now: float, held: float | None) -> list[tuple[DoorVerdict, datetime]]:
        said = []
        if not opening.judged and now >= opening.since + JUDGE_AFTER:
            opening.judged = True
            if not any(first <= opening.since <= last for first, last in self._pulses.get(output, [])):
                said.append((DoorVerdict.FORCED, opening.at))
        until = now if opening.closed is None else opening.closed
        if held is not None and not opening.held and until >= opening.since + held:
            opening.held = True
            said.append((DoorVerdict.HELD_OPEN, opening.at + timedelta(seconds=held)))
        opening.alarmed = opening.alarmed or bool(said)
        if opening.alarmed and opening.closed_at is not None and opening.is_over(now):
            said.append((DoorVerdict.CLOSED, opening.closed_at))
        return said
