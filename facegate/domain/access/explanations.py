"""Decisions in words, for administrators; the window translates by check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from facegate.domain.access.codes import Alarm, Code
from facegate.domain.access.decisions import Check, Decision, Step

STEP_WORDS: Mapping[tuple[Check, bool], str] = MappingProxyType(
    {
        (Check.PLAN, False): "the plan of the doors has a fault: {problem}",
        (Check.FRESH, True): "seen {seconds} s ago, at most {most} s",
        (Check.FRESH, False): "seen {seconds} s ago, more than {most} s: somebody else may stand there now",
        (Check.DOOR, True): "door {door}",
        (Check.DOOR, False): "door {door}: it, or a zone of it, is not in the plan",
        (Check.PERSON, True): "identified as somebody on record",
        (Check.PERSON, False): "nobody on record",
        (Check.FREE_DOOR, True): "the door is free: everybody who is identified may pass",
        (Check.PAD, True): "a person stands there, not a picture of one ({level} attack detection)",
        (Check.PAD, False): "no person was found to stand there ({level} attack detection: {result})",
        (Check.LOCK_DOWN, True): "no lock-down",
        (Check.LOCK_DOWN, False): "lock-down",
        (Check.SUSPENDED, True): "not suspended",
        (Check.SUSPENDED, False): "suspended",
        (Check.VALIDITY, True): "{today} is within the validity",
        (Check.VALIDITY, False): "{today} is outside the validity ({first} to {last})",
        (Check.WATCH_LIST, True): "on the watch list: an alarm, and nothing else",
        (Check.WATCH_LIST, False): "on the watch list, which refuses them",
        (Check.RULE_PEOPLE, False): "rule {rule} is about others",
        (Check.RULE_DAYS, False): "rule {rule} does not hold today",
        (Check.RULE_HOURS, False): "rule {rule} does not hold at this time",
        (Check.RULE, True): "rule {rule} lets them in",
        (Check.RULE, False): "rule {rule} keeps them out",
        (Check.NO_RULE, False): "no rule lets them into {zone} now",
        (Check.FACTORS, True): "what was shown is enough for rule {rule}",
        (Check.FACTORS, False): "rule {rule} asks for more: {missing}",
        (Check.PASSBACK, True): "anti-passback of {zone}: nothing speaks against it",
        (Check.PASSBACK, False): "anti-passback of {zone}: they are there already, or where this door does not begin",
        (Check.LIMIT, True): "{inside} others inside, limit {limit}",
        (Check.LIMIT, False): "full: {inside} others inside, limit {limit}",
        (Check.TWO_PEOPLE, True): "not alone there: {inside} others inside, or entering with a second person",
        (Check.TWO_PEOPLE, False): "nobody may be there alone: a second person has to come",
        (Check.WAY_OUT, True): "passed over, because zone {zone} has no other way out",
        (Check.FAULT, False): "deciding failed: {kind}",
    }
)
"""Every check and what came of it, as a template of what :attr:`Step.values` holds."""

CODE_WORDS: Mapping[Code, str] = MappingProxyType(
    {
        Code.ALLOWED: "allowed",
        Code.ALLOWED_TOGETHER: "allowed, together with a second person",
        Code.FREE_DOOR: "allowed: the door is free",
        Code.PLAN_FAULT: "denied: the plan of the doors has a fault",
        Code.UNKNOWN_DOOR: "denied: the door is not in the plan",
        Code.FAULT: "denied: an error stopped the decision",
        Code.STALE: "denied: it was seen too long ago",
        Code.UNKNOWN_PERSON: "denied: nobody on record",
        Code.LOCK_DOWN: "denied: lock-down",
        Code.SUSPENDED: "denied: suspended",
        Code.OUTSIDE_VALIDITY: "denied: outside their validity",
        Code.WATCH_LIST: "denied: the watch list refuses them",
        Code.NO_RULE: "denied: no rule lets them in",
        Code.OUTSIDE_HOURS: "denied: outside their hours",
        Code.DENIED_BY_RULE: "denied: a rule keeps them out",
        Code.FACTOR_NEEDED: "not yet: something else has to be shown",
        Code.PASSBACK_INSIDE: "denied: they are inside already",
        Code.PASSBACK_ELSEWHERE: "denied: they are in a zone from which this door does not lead",
        Code.PASSBACK_TIMED: "denied: they entered too short a time ago",
        Code.FULL: "denied: the zone is full",
        Code.SECOND_PERSON_NEEDED: "not yet: a second person has to come",
        Code.PRESENTATION_ATTACK: "denied: a picture of them was held up",
        Code.PAD_INCONCLUSIVE: "denied: it could not be said whether a person stood there",
        Code.PAD_NOT_ASSESSED: "denied: nothing looked whether a person stood there",
        Code.FACE_BLOCKED: "denied: their face is blocked here for a while, after too many pictures of them",
    }
)

ALARM_WORDS: Mapping[Alarm, str] = MappingProxyType(
    {
        Alarm.DURESS: "the PIN for duress was typed",
        Alarm.WATCH_LIST: "somebody on the watch list was seen",
        Alarm.PASSBACK: "let in although they are inside already, or somewhere else",
        Alarm.NEARLY_FULL: "the zone is nearly full",
        Alarm.LIMIT_WAIVED: "a limit was passed over, because there is no other way out",
        Alarm.PRESENTATION_ATTACK: "a picture of somebody was held up",
    }
)


def step_text(step: Step) -> str:
    """One step in English."""
    return STEP_WORDS[step.check, step.passed].format(**dict(step.values))


def explained(decision: Decision) -> list[str]:
    """A decision in English: every step, the alarms, and last what came of it."""
    lines = [step_text(step) for step in decision.steps]
    lines += [f"alarm: {ALARM_WORDS[alarm]}" for alarm in decision.alarms]
    return [*lines, CODE_WORDS[decision.code]]
