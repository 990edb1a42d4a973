"""What the large card says to whoever was recognised: a greeting, which way they went, their shift, the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from facegate.domain.access.codes import Code
from facegate.domain.access.factors import Factor
from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Event
from facegate.domain.identification import Outcome
from facegate.domain.records import AccessRecord, DoorVerdict
from facegate.ui.access_words import at_the_door, next_proof
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate

_NOON, _EVENING, _NIGHT, _MORNING = 12, 18, 22, 5
"""Hours at which people begin to greet each other in another way."""


def greeting(moment: datetime, zone: ZoneInfo) -> str:
    """By the clock on the site's wall."""
    hour = moment.astimezone(zone).hour
    if _MORNING <= hour < _NOON:
        return translate("Live", "Good morning")
    if _NOON <= hour < _EVENING:
        return translate("Live", "Good afternoon")
    # Nobody is told good night who comes to work.
    return translate("Live", "Good evening") if _EVENING <= hour < _NIGHT else translate("Live", "Hello")


def farewell(direction: Direction | None, moment: datetime, zone: ZoneInfo) -> str:
    """What is said above the name: whoever leaves is not told good morning."""
    if direction is Direction.OUT:
        return translate("Live", "Goodbye")
    if direction is Direction.BREAK_START:
        return translate("Live", "Have a good break")
    return greeting(moment, zone)


def way_text(direction: Direction | None, clock: str) -> str:
    """``In 08:57``; the time alone stands elsewhere on the card."""
    if direction is None:
        return ""
    template = {
        Direction.IN: translate("Live", "In {time}"),
        Direction.OUT: translate("Live", "Out {time}"),
        Direction.BREAK_START: translate("Live", "Break {time}"),
        Direction.BREAK_END: translate("Live", "Back {time}"),
    }[direction]
    return template.format(time=isolated(clock))


@dataclass(frozen=True, slots=True)
class Welcome:
    """What is said beside the name.

    Attributes:
        greeting: empty for those who are not known.
        facts: which way they went and when, and when their shift begins; empty where nothing is known.
    """

    greeting: str = ""
    facts: str = ""


def welcome_of(event: Event, direction: Direction | None, shift: str, zone: ZoneInfo) -> Welcome:
    """What is said to whoever an event names.

    Args:
        event: a sighting.
        direction: which way they went, as the event, the door or the attendance says; None where nothing does.
        shift: when their shift of that day begins, by the clock; empty where no plan says so.
        zone: the site's.
    """
    if event.result is not Outcome.IDENTIFIED or event.subject_id is None:
        return Welcome()
    clock = f"{event.occurred_at.astimezone(zone):%H:%M}"
    parts = [way_text(direction, clock)]
    if shift:
        parts.append(translate("Live", "Shift {time}").format(time=isolated(shift)))
    return Welcome(farewell(direction, event.occurred_at, zone), " · ".join(part for part in parts if part))


class DoorWords(Enum):
    """How the door stands to somebody."""

    OPEN = "open"
    ALLOWED = "allowed"
    WAITING = "waiting"
    DENIED = "denied"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class DoorSaid:
    """What is said in large letters.

    Attributes:
        words: see :class:`DoorWords`.
        title: a few words.
        reason: why; empty where nobody needs to be told.
    """

    words: DoorWords
    title: str
    reason: str = ""

    @property
    def tone(self) -> str:
        """Colour: ``good``, ``warn`` or ``bad``."""
        return _TONES[self.words]

    @property
    def sentence(self) -> str:
        """Both, for those who hear it."""
        return f"{self.title}: {self.reason}" if self.reason else self.title


_TONES = {
    DoorWords.OPEN: "good",
    DoorWords.ALLOWED: "good",
    DoorWords.WAITING: "warn",
    DoorWords.DENIED: "bad",
    DoorWords.STUCK: "warn",
}


def locked_said() -> DoorSaid:
    """While a lock-down is in force, also to whoever was to be let in before it."""
    return DoorSaid(DoorWords.DENIED, translate("Access", "No access"), at_the_door(Code.LOCK_DOWN))


def door_said(
    record: AccessRecord, became: DoorVerdict | None = None, missing: Sequence[Factor] = (), *, moved: bool = True
) -> DoorSaid:
    """A decision for whoever stands at the door.

    Args:
        record: as the log has it, so without anything that is not for everybody's eyes.
        became: of the order to the door; None where there was none, or it is under way.
        missing: what the rule still asks for, where that is known.
        moved: whether the door has an output at all.
    """
    if record.allowed:
        return _let_in(became, moved)
    if record.code == Code.FACTOR_NEEDED:
        return DoorSaid(DoorWords.WAITING, translate("Access", "Not yet"), next_proof(missing))
    if record.code == Code.SECOND_PERSON_NEEDED:
        return DoorSaid(DoorWords.WAITING, translate("Access", "Not yet"), at_the_door(record.code))
    return DoorSaid(DoorWords.DENIED, translate("Access", "No access"), at_the_door(record.code))


def _let_in(became: DoorVerdict | None, moved: bool) -> DoorSaid:
    if not moved:
        # Whoever waits for it to buzz would wait for ever.
        reason = translate("Access", "the door is not moved from here")
        return DoorSaid(DoorWords.ALLOWED, translate("Access", "Access allowed"), reason)
    if became is DoorVerdict.SENT:
        return DoorSaid(DoorWords.OPEN, translate("Access", "Door open"))
    if became is DoorVerdict.DRY_RUN:
        return DoorSaid(DoorWords.ALLOWED, translate("Access", "Access allowed"), translate("Access", "dry run"))
    if became in (DoorVerdict.FAILED, DoorVerdict.STALE, DoorVerdict.CUT_OFF):
        reason = translate("Access", "the door did not answer – please try again or ask")
        return DoorSaid(DoorWords.STUCK, translate("Access", "Access allowed"), reason)
    return DoorSaid(DoorWords.ALLOWED, translate("Access", "Access allowed"))
