"""May this person pass this door now? No, unless everything says otherwise.

Nothing is let through for want of knowledge: an unknown door, zone, person or table denies. Three things never shut
anybody in: a door that is free (those that lead outside are, unless the plan says otherwise) stays free whatever else
holds; and where a zone has no free door, who is seen at its own door is not held back by what is known of where they
are, or of how many people are where: an alarm says so instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from facegate.domain.access.codes import Alarm, Code
from facegate.domain.access.decisions import Check, Decision, Step
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.factors import Factor, enough, missing
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.requests import Request
from facegate.domain.access.rules import AccessRule, Effect, PersonFacts, Watched
from facegate.domain.access.whereabouts import RETRY, Whereabouts
from facegate.domain.access.zones import AntiPassback, Zone
from facegate.domain.ids import SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad
from facegate.domain.ports_doors import PULSE_BOUND


def decide(request: Request, plan: AccessPlan, whereabouts: Whereabouts, zone: ZoneInfo) -> Decision:
    """Decide on one request; the same for the same arguments.

    Args:
        request: who, where, when.
        plan: without problems; see :func:`facegate.domain.access.plan_problems.problems_of`.
        whereabouts: as they were before.
        zone: the site's.
    """
    return _Deciding(request, plan, whereabouts, zone).decided()


def decide_together(
    first: Request, second: Request, plan: AccessPlan, whereabouts: Whereabouts, zone: ZoneInfo
) -> tuple[Decision, Decision] | None:
    """Decide on two who want to enter together; None unless both may, each because of the other."""
    if first.person is None or second.person is None or first.person.subject_id == second.person.subject_id:
        return None
    both = (
        decide(replace(first, companion=second.person), plan, whereabouts, zone),
        decide(replace(second, companion=first.person), plan, whereabouts, zone),
    )
    return both if all(each.code is Code.ALLOWED_TOGETHER for each in both) else None


@dataclass(slots=True)
class _Deciding:
    request: Request
    plan: AccessPlan
    whereabouts: Whereabouts
    zone: ZoneInfo
    steps: list[Step] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    rule: AccessRule | None = None
    missing: tuple[Factor, ...] = ()

    def decided(self) -> Decision:
        if self.request.duress:
            self.alarms.append(Alarm.DURESS)
        code = self._code()
        companion = self.request.companion if code is Code.ALLOWED_TOGETHER else None
        return Decision(
            code,
            None if self.rule is None else self.rule.rule_id,
            tuple(dict.fromkeys(self.alarms)),
            self.missing,
            None if companion is None else companion.subject_id,
            tuple(self.steps),
        )

    def _code(self) -> Code:
        fresh = self.request.fresh
        self._step(Check.FRESH, fresh, seconds=f"{self.request.age:.1f}", most=f"{PULSE_BOUND:g}")
        if not fresh:
            return Code.STALE
        door = self.plan.door(self.request.door_id)
        target = None if door is None else self.plan.zone(door.zone_to)
        known = door is not None and target is not None and self.plan.zone(door.zone_from) is not None
        self._step(Check.DOOR, known, door=self.request.door_id if door is None else door.name)
        if door is None:
            return Code.UNKNOWN_DOOR
        if target is None or not known:
            return Code.PLAN_FAULT
        person = self.request.person
        self._step(Check.PERSON, person is not None)
        if person is None:
            return Code.UNKNOWN_PERSON
        if person.watched is not Watched.NO:
            self.alarms.append(Alarm.WATCH_LIST)
        if self.plan.is_free(door):
            self._step(Check.FREE_DOOR, True)
            return Code.FREE_DOOR
        return next(self._refusals(person, door, target), None) or self._allowed(person, target)

    def _refusals(self, person: PersonFacts, door: DoorPlan, target: Zone) -> Iterator[Code]:
        """What speaks against it, the first first; each is looked at only if none before it does."""
        yield from self._refusals_of_pad()
        yield from self._refusals_of_person(person)
        yield from self._refusals_of_rules(person, target)
        yield from self._refusals_of_place(person, door, target)

    def _refusals_of_pad(self) -> Iterator[Code]:
        level, pad = self.request.pad_level, self.request.pad
        if level is PadLevel.OFF:
            return
        there = pad is Pad.BONA_FIDE
        self._step(Check.PAD, there, level=level.value, result=pad.value.replace("_", " "))
        if not there:
            yield _PAD_CODES[pad]

    def _refusals_of_person(self, person: PersonFacts) -> Iterator[Code]:
        self._step(Check.LOCK_DOWN, not self.request.lock_down)
        if self.request.lock_down:
            yield Code.LOCK_DOWN
        self._step(Check.SUSPENDED, not person.suspended)
        if person.suspended:
            yield Code.SUSPENDED
        today = self.request.at.astimezone(self.zone).date()
        valid = person.is_valid_on(today)
        first, last = person.valid_from, person.valid_until
        self._step(Check.VALIDITY, valid, first=_day(first), last=_day(last), today=today.isoformat())
        if not valid:
            yield Code.OUTSIDE_VALIDITY
        if person.watched is not Watched.NO:
            self._step(Check.WATCH_LIST, person.watched is not Watched.REFUSE)
        if person.watched is Watched.REFUSE:
            yield Code.WATCH_LIST

    def _refusals_of_rules(self, person: PersonFacts, target: Zone) -> Iterator[Code]:
        otherwise = Code.NO_RULE
        today = self.request.at.astimezone(self.zone).date()
        for rule in self.plan.rules_in_order():
            if target.zone_id not in rule.zones:
                continue
            if not rule.concerns(person):
                self._step(Check.RULE_PEOPLE, False, rule=rule.name)
                continue
            on_day = rule.holds_on(today)
            if on_day and self.plan.in_hours(rule, self.request.at, self.zone):
                yield from self._by_rule(rule)
                return
            self._step(Check.RULE_HOURS if on_day else Check.RULE_DAYS, False, rule=rule.name)
            if rule.effect is Effect.ALLOW:
                otherwise = Code.OUTSIDE_HOURS
        self._step(Check.NO_RULE, False, zone=target.name)
        yield otherwise

    def _by_rule(self, rule: AccessRule) -> Iterator[Code]:
        self.rule = rule
        self._step(Check.RULE, rule.effect is Effect.ALLOW, rule=rule.name)
        if rule.effect is not Effect.ALLOW:
            yield Code.DENIED_BY_RULE
        satisfied = enough(self.request.shown, rule.factors)
        left = () if satisfied else missing(self.request.shown, rule.factors)
        self._step(Check.FACTORS, satisfied, missing=" + ".join(left), rule=rule.name)
        if not satisfied:
            self.missing = left
            yield Code.FACTOR_NEEDED

    def _refusals_of_place(self, person: PersonFacts, door: DoorPlan, target: Zone) -> Iterator[Code]:
        """What follows from where people are. Passed over, with an alarm, where it would shut somebody in."""
        shut_in = not self.plan.can_leave(door.zone_from)
        for code, alarm in self._conflicts(person, door, target):
            if code is None:
                self.alarms.append(alarm)
            elif shut_in:
                self._step(Check.WAY_OUT, True, zone=door.zone_from)
                self.alarms.append(alarm)
            else:
                yield code

    def _conflicts(self, person: PersonFacts, door: DoorPlan, target: Zone) -> Iterator[tuple[Code | None, Alarm]]:
        """Codes that deny, or None for what is only worth an alarm."""
        code = self._passback(person, door, target)
        passed = code is None or target.anti_passback is AntiPassback.OFF
        if target.anti_passback is not AntiPassback.OFF:
            self._step(Check.PASSBACK, passed, zone=target.name)
        if code is not None:
            yield (None if target.anti_passback is AntiPassback.SOFT else code), Alarm.PASSBACK
        pair = self._pair(person, target)
        there = self.whereabouts.count(target.zone_id, self.request.at, but=pair)
        after = there + len(pair)
        if target.limit:
            self._step(Check.LIMIT, after <= target.limit, inside=there, limit=target.limit)
        if target.limit and after > target.limit:
            yield Code.FULL, Alarm.LIMIT_WAIVED
        elif target.pre_alert and after >= target.pre_alert:
            yield None, Alarm.NEARLY_FULL
        known = self.whereabouts.count(target.zone_id, self.request.at, but=pair | self.request.erased)
        alone = known + len(pair) < _TOGETHER
        if target.two_person:
            self._step(Check.TWO_PEOPLE, not alone, inside=known)
        if target.two_person and alone:
            yield Code.SECOND_PERSON_NEEDED, Alarm.LIMIT_WAIVED

    def _passback(self, person: PersonFacts, door: DoorPlan, target: Zone) -> Code | None:
        """How it contradicts what is known of where somebody is; None where it does not."""
        mode, at = target.anti_passback, self.request.at
        last = self.whereabouts.of(person.subject_id, at)
        if mode is AntiPassback.OFF or last is None:
            return None
        age = at - last.at
        if last.zone_id == target.zone_id:
            again = last.door_id == door.door_id and timedelta() <= age <= RETRY
            if again and Factor.FACE in self.request.shown:
                return None
            if mode is not AntiPassback.TIMED:
                return Code.PASSBACK_INSIDE
            return Code.PASSBACK_TIMED if age < timedelta(minutes=target.passback_minutes) else None
        if mode is AntiPassback.TIMED or last.zone_id == door.zone_from:
            return None
        both_outside = self.plan.is_outside(last.zone_id) and self.plan.is_outside(door.zone_from)
        return None if both_outside else Code.PASSBACK_ELSEWHERE

    def _pair(self, person: PersonFacts, target: Zone) -> frozenset[SubjectId]:
        """Who enters: with a companion only where they need one, because nobody else is there."""
        one, companion = frozenset({person.subject_id}), self.request.companion
        if companion is None or not target.two_person or companion.subject_id == person.subject_id:
            return one
        both = one | {companion.subject_id}
        others = self.whereabouts.count(target.zone_id, self.request.at, but=both | self.request.erased)
        return one if others else both

    def _allowed(self, person: PersonFacts, target: Zone) -> Code:
        return Code.ALLOWED_TOGETHER if len(self._pair(person, target)) == _TOGETHER else Code.ALLOWED

    def _step(self, check: Check, passed: bool, **values: str | int) -> None:
        self.steps.append(Step(check, passed, tuple(values.items())))


_PAD_CODES = {
    Pad.ATTACK: Code.PRESENTATION_ATTACK,
    Pad.INCONCLUSIVE: Code.PAD_INCONCLUSIVE,
    Pad.NOT_ASSESSED: Code.PAD_NOT_ASSESSED,
}

_TOGETHER = 2
"""Nobody is alone where there are so many."""


def _day(day: object) -> str:
    return "" if day is None else str(day)
