"""Rules: who may, or may not, enter which zones when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facegate.domain.access.factors import EQUAL_WAYS, Factors
from facegate.domain.ids import SubjectId


class Effect(StrEnum):
    """What a rule says."""

    ALLOW = "allow"
    DENY = "deny"


class Watched(StrEnum):
    """What the watch list says of somebody."""

    NO = "no"
    ALARM = "alarm"
    """They are treated like everybody else, and an alarm says that they are there."""
    REFUSE = "refuse"
    """They are not let in, either; at the door it looks as if no rule let them in."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What rules know of a person.

    Attributes:
        subject_id: random.
        groups: which they are in.
        suspended: an administrator stopped them.
        valid_from, valid_until: first and last day, in the site's zone; None: no bound.
        watched: see :class:`Watched`.
    """

    subject_id: SubjectId
    groups: frozenset[str] = frozenset()
    suspended: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    watched: Watched = Watched.NO

    def is_valid_on(self, day: date) -> bool:
        """Whether that day of the site lies within their validity."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One line of the site's rules. The first that fits a person, a zone and a moment decides, and no other.

    Attributes:
        rule_id: see :func:`facegate.domain.access.plan_problems.id_problem`.
        name: for the screen.
        order: rules are gone through by this number, and by id where two have the same.
        effect: see :class:`Effect`.
        everybody: it is about all people on record; otherwise about those in ``groups`` and ``people``.
        groups: names of groups.
        people: random ids.
        zones: ids of zones that it lets in to, or keeps out of.
        time_table: id of the table of its hours; empty: always.
        first_day, last_day: days on which it holds, in the site's zone, both included; None: no bound.
        factors: ways to show who one is, each of which is enough; of ``allow`` only.
    """

    rule_id: str
    name: str
    order: int = 0
    effect: Effect = Effect.ALLOW
    everybody: bool = False
    groups: tuple[str, ...] = ()
    people: tuple[SubjectId, ...] = ()
    zones: tuple[str, ...] = ()
    time_table: str = ""
    first_day: date | None = None
    last_day: date | None = None
    factors: tuple[Factors, ...] = EQUAL_WAYS

    def concerns(self, person: PersonFacts) -> bool:
        """Whether it is about a person."""
        return self.everybody or person.subject_id in self.people or not person.groups.isdisjoint(self.groups)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day of the site."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)
