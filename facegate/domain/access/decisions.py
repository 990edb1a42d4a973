"""What came of a request, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.access.codes import ALLOWING, WAITING, Alarm, Code, shown
from facegate.domain.access.factors import Factor
from facegate.domain.ids import SubjectId


class Check(StrEnum):
    """What was looked at; see :mod:`facegate.domain.access.explanations` for words."""

    PLAN = "plan"
    FRESH = "fresh"
    DOOR = "door"
    PERSON = "person"
    FREE_DOOR = "free_door"
    PAD = "pad"
    LOCK_DOWN = "lock_down"
    SUSPENDED = "suspended"
    VALIDITY = "validity"
    WATCH_LIST = "watch_list"
    RULE_PEOPLE = "rule_people"
    RULE_DAYS = "rule_days"
    RULE_HOURS = "rule_hours"
    RULE = "rule"
    NO_RULE = "no_rule"
    FACTORS = "factors"
    PASSBACK = "passback"
    LIMIT = "limit"
    TWO_PEOPLE = "two_people"
    WAY_OUT = "way_out"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at.

    Attributes:
        check: what.
        passed: whether it speaks for letting them through.
        values: what the words need, by name.
    """

    check: Check
    passed: bool
    values: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a request.

    Attributes:
        code: why; says whether they may pass, too.
        rule_id: of the rule that decided; None where none did.
        alarms: what an operator is told.
        missing: what is still to be shown, of ``factor_needed``.
        companion: who enters with them, of ``allowed_together``.
        steps: everything that was looked at, in order; for administrators, as it also says what nobody at the door
            is told.
    """

    code: Code
    rule_id: str | None = None
    alarms: tuple[Alarm, ...] = ()
    missing: tuple[Factor, ...] = ()
    companion: SubjectId | None = None
    steps: tuple[Step, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether they may pass."""
        return self.code in ALLOWING

    @property
    def waiting(self) -> bool:
        """Whether they may pass once they show something else, or somebody comes with them."""
        return self.code in WAITING

    @property
    def shown(self) -> Code:
        """What the log and the screen at the door say."""
        return shown(self.code)
