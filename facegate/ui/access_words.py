"""What decisions about doors, alarms and the parts of a plan of doors are called on the screen.

There are two sets of words for a decision. Those at the door are read by whoever stands there and whoever stands
behind them, so they say nothing about a person beyond what they need to know: a suspension and an expired validity
sound the same, and a watch list does not exist. Those for administrators say everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facegate.domain.access.codes import Alarm, Code, ResetReason, shown
from facegate.domain.access.decisions import Check, Step
from facegate.domain.access.factors import Factor, Factors
from facegate.domain.access.rules import Effect
from facegate.domain.access.time_tables import OnHolidays
from facegate.domain.access.zones import AntiPassback
from facegate.domain.events import Event
from facegate.domain.ports_doors import PulseOutcome
from facegate.domain.records import DoorRecord, DoorVerdict
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate


def at_the_door(code: str) -> str:
    """Why somebody is let in or not, for whoever stands at the door; a code of the log, an unknown one denies."""
    try:
        known = shown(Code(code))
    except ValueError:
        known = Code.FAULT
    return _door_words()[known]


def _door_words() -> Mapping[Code, str]:
    not_valid = translate("Access", "your access is not valid at present")
    out_of_order = translate("Access", "the door is out of order – please ask")
    return {
        Code.ALLOWED: "",
        Code.ALLOWED_TOGETHER: "",
        Code.FREE_DOOR: "",
        Code.PLAN_FAULT: out_of_order,
        Code.UNKNOWN_DOOR: out_of_order,
        Code.FAULT: out_of_order,
        Code.STALE: translate("Access", "too slow – please look again"),
        Code.UNKNOWN_PERSON: translate("Access", "nobody on record"),
        Code.LOCK_DOWN: translate("Access", "the doors are locked down"),
        Code.SUSPENDED: not_valid,
        Code.OUTSIDE_VALIDITY: not_valid,
        Code.NO_RULE: translate("Access", "not through this door"),
        Code.OUTSIDE_HOURS: translate("Access", "outside your hours"),
        Code.DENIED_BY_RULE: translate("Access", "not through this door"),
        Code.FACTOR_NEEDED: translate("Access", "one more proof, please"),
        Code.PASSBACK_INSIDE: translate("Access", "you are inside already"),
        Code.PASSBACK_ELSEWHERE: translate("Access", "you were last seen somewhere else"),
        Code.PASSBACK_TIMED: translate("Access", "you came in only a moment ago"),
        Code.FULL: translate("Access", "it is full inside"),
        Code.SECOND_PERSON_NEEDED: translate("Access", "a second person has to come, too"),
        Code.PRESENTATION_ATTACK: translate("Access", "no person was seen, only a picture"),
        Code.PAD_INCONCLUSIVE: translate("Access", "please look into the camera again"),
        Code.PAD_NOT_ASSESSED: translate("Access", "please look into the camera again"),
        Code.FACE_BLOCKED: translate("Access", "not by face at present – please use card and PIN"),
    }


def next_proof(missing: Sequence[Factor]) -> str:
    """What somebody is asked to show next; of what the rule asks for, never of what they have."""
    if Factor.FACE in missing:
        return translate("Access", "now look into the camera, please")
    if Factor.PIN in missing and Factor.CARD in missing:
        return translate("Access", "now your card and PIN, please")
    if Factor.PIN in missing:
        return translate("Access", "now your number and PIN, please")
    return translate("Access", "now your card, please") if missing else at_the_door(Code.FACTOR_NEEDED)


def code_text(code: Code) -> str:
    """A decision for administrators, in a few words."""
    return {
        Code.ALLOWED: translate("Access", "Allowed"),
        Code.ALLOWED_TOGETHER: translate("Access", "Allowed, together with a second person"),
        Code.FREE_DOOR: translate("Access", "Allowed: the door is free"),
        Code.PLAN_FAULT: translate("Access", "Denied: the plan of the doors has a fault"),
        Code.UNKNOWN_DOOR: translate("Access", "Denied: the door is not in the plan"),
        Code.FAULT: translate("Access", "Denied: an error stopped the decision"),
        Code.STALE: translate("Access", "Denied: it was seen too long ago"),
        Code.UNKNOWN_PERSON: translate("Access", "Denied: nobody on record"),
        Code.LOCK_DOWN: translate("Access", "Denied: lock-down"),
        Code.SUSPENDED: translate("Access", "Denied: suspended"),
        Code.OUTSIDE_VALIDITY: translate("Access", "Denied: outside their validity"),
        Code.WATCH_LIST: translate("Access", "Denied: the watch list refuses them"),
        Code.NO_RULE: translate("Access", "Denied: no rule lets them in"),
        Code.OUTSIDE_HOURS: translate("Access", "Denied: outside their hours"),
        Code.DENIED_BY_RULE: translate("Access", "Denied: a rule keeps them out"),
        Code.FACTOR_NEEDED: translate("Access", "Not yet: something else has to be shown"),
        Code.PASSBACK_INSIDE: translate("Access", "Denied: they are inside already"),
        Code.PASSBACK_ELSEWHERE: translate("Access", "Denied: they are in a zone from which this door does not lead"),
        Code.PASSBACK_TIMED: translate("Access", "Denied: they entered too short a time ago"),
        Code.FULL: translate("Access", "Denied: the zone is full"),
        Code.SECOND_PERSON_NEEDED: translate("Access", "Not yet: a second person has to come"),
        Code.PRESENTATION_ATTACK: translate("Access", "Denied: a picture of them was held up"),
        Code.PAD_INCONCLUSIVE: translate("Access", "Denied: it is not sure that a person stood there"),
        Code.PAD_NOT_ASSESSED: translate("Access", "Denied: nothing looked whether a person stood there"),
        Code.FACE_BLOCKED: translate("Access", "Denied: their face is blocked here for a while"),
    }[code]


def alarm_text(alarm: Alarm) -> str:
    """What an operator is told."""
    return {
        Alarm.DURESS: translate("Access", "Somebody is being forced: the PIN for duress was typed"),
        Alarm.WATCH_LIST: translate("Access", "Somebody on the watch list was seen"),
        Alarm.PASSBACK: translate("Access", "Let in although they are inside already, or somewhere else"),
        Alarm.NEARLY_FULL: translate("Access", "The zone is nearly full"),
        Alarm.LIMIT_WAIVED: translate("Access", "A limit was passed over, because there is no other way out"),
        Alarm.PRESENTATION_ATTACK: translate("Access", "A picture or a screen was held up in place of a face"),
    }[alarm]


def reset_text(reason: ResetReason) -> str:
    """Why somebody is not where the doors think that they are."""
    return {
        ResetReason.LEFT_UNSEEN: translate("Access", "They left by a way that nobody watches"),
        ResetReason.NOT_SEEN: translate("Access", "They left with others and were not recognised"),
        ResetReason.MISTAKEN: translate("Access", "It was somebody else who came in"),
        ResetReason.DID_NOT_ENTER: translate("Access", "The door opened, and they did not go in"),
        ResetReason.OTHER: translate("Access", "Another reason"),
    }[reason]


def trouble_text(verdict: DoorVerdict) -> str:
    """What a door itself tells, where that is worth an alarm; empty where it is not."""
    return {
        DoorVerdict.FORCED: translate("Access", "The door was opened without an order: forced, or from inside"),
        DoorVerdict.HELD_OPEN: translate("Access", "The door is held open"),
        DoorVerdict.FAILED: translate("Access", "The door could not be opened"),
        DoorVerdict.CUT_OFF: translate("Access", "The door may still be open: its output was lost"),
    }.get(verdict, "")


def step_text(step: Step) -> str:
    """One step of a decision."""
    values = {name: isolated(str(value)) for name, value in step.values}
    if step.check is Check.FACTORS and not step.passed:
        parts = dict(step.values).get("missing", "")
        values["missing"] = " + ".join(factor_text(Factor(part)) for part in str(parts).split(" + ") if part)
    return _steps()[step.check, step.passed].format_map(values)


def _steps() -> Mapping[tuple[Check, bool], str]:
    return {
        (Check.PLAN, False): translate("Access", "The plan of the doors has a fault: {problem}"),
        (Check.FRESH, True): translate("Access", "Seen {seconds} s ago, at most {most} s"),
        (Check.FRESH, False): translate(
            "Access", "Seen {seconds} s ago, more than {most} s: somebody else may stand there now"
        ),
        (Check.DOOR, True): translate("Access", "Door {door}"),
        (Check.DOOR, False): translate("Access", "Door {door}: it, or a zone of it, is not in the plan"),
        (Check.PERSON, True): translate("Access", "Identified as somebody on record"),
        (Check.PERSON, False): translate("Access", "Nobody on record"),
        (Check.FREE_DOOR, True): translate("Access", "The door is free: everybody who is identified may pass"),
        (Check.PAD, True): translate("Access", "A person stands there, not a picture of one"),
        (Check.PAD, False): translate("Access", "It was not found that a person stands there"),
        (Check.LOCK_DOWN, True): translate("Access", "No lock-down"),
        (Check.LOCK_DOWN, False): translate("Access", "A lock-down is in force"),
        (Check.SUSPENDED, True): translate("Access", "Not suspended"),
        (Check.SUSPENDED, False): translate("Access", "Suspended"),
        (Check.VALIDITY, True): translate("Access", "{today} is within their validity"),
        (Check.VALIDITY, False): translate("Access", "{today} is outside their validity ({first} to {last})"),
        (Check.WATCH_LIST, True): translate("Access", "On the watch list: an alarm, and nothing else"),
        (Check.WATCH_LIST, False): translate("Access", "On the watch list, which refuses them"),
        (Check.RULE_PEOPLE, False): translate("Access", "Rule {rule} is about others"),
        (Check.RULE_DAYS, False): translate("Access", "Rule {rule} does not hold on that day"),
        (Check.RULE_HOURS, False): translate("Access", "Rule {rule} does not hold at that time"),
        (Check.RULE, True): translate("Access", "Rule {rule} lets them in"),
        (Check.RULE, False): translate("Access", "Rule {rule} keeps them out"),
        (Check.NO_RULE, False): translate("Access", "No rule lets them into {zone} then"),
        (Check.FACTORS, True): translate("Access", "What was shown is enough for rule {rule}"),
        (Check.FACTORS, False): translate("Access", "Rule {rule} asks for more: {missing}"),
        (Check.PASSBACK, True): translate("Access", "Anti-passback of {zone}: nothing speaks against it"),
        (Check.PASSBACK, False): translate(
            "Access", "Anti-passback of {zone}: they are there already, or where this door does not begin"
        ),
        (Check.LIMIT, True): translate("Access", "Others inside: {inside}, limit {limit}"),
        (Check.LIMIT, False): translate("Access", "Full. Others inside: {inside}, limit {limit}"),
        (Check.TWO_PEOPLE, True): translate(
            "Access", "Not alone there. Others inside: {inside}, or entering with a second person"
        ),
        (Check.TWO_PEOPLE, False): translate("Access", "Nobody may be there alone: a second person has to come"),
        (Check.WAY_OUT, True): translate("Access", "Passed over, because zone {zone} has no other way out"),
        (Check.FAULT, False): translate("Access", "Deciding failed: {kind}"),
    }


def factor_text(factor: Factor) -> str:
    """One proof."""
    return {
        Factor.FACE: translate("Access", "face"),
        Factor.CARD: translate("Access", "card"),
        Factor.PIN: translate("Access", "PIN"),
    }[factor]


def factors_text(factors: Factors) -> str:
    """Proofs that are enough together."""
    return {
        Factors.FACE: translate("Access", "Face"),
        Factors.FACE_AND_CARD: translate("Access", "Face and card"),
        Factors.FACE_AND_PIN: translate("Access", "Face and PIN"),
        Factors.CARD_AND_PIN: translate("Access", "Card or number with PIN"),
    }[factors]


def passback_text(mode: AntiPassback) -> str:
    """What happens to somebody who is inside already."""
    return {
        AntiPassback.OFF: translate("Access", "Nothing"),
        AntiPassback.SOFT: translate("Access", "They are let in, and an alarm says so"),
        AntiPassback.HARD: translate("Access", "They are not let in until they left"),
        AntiPassback.TIMED: translate("Access", "They are not let in for some minutes"),
    }[mode]


def effect_text(effect: Effect) -> str:
    """What a rule says."""
    return {
        Effect.ALLOW: translate("Access", "Lets in"),
        Effect.DENY: translate("Access", "Keeps out"),
    }[effect]


def holidays_text(way: OnHolidays) -> str:
    """What a time table says of public holidays."""
    return {
        OnHolidays.AS_USUAL: translate("Access", "As on other days"),
        OnHolidays.CLOSED: translate("Access", "Closed"),
        OnHolidays.OWN_HOURS: translate("Access", "Hours of their own"),
    }[way]


def pulse_text(outcome: PulseOutcome, *, dry_run: bool) -> tuple[str, str]:
    """Colour of what became of a test, and words for it; ``dry_run``: of the whole site."""
    if outcome is PulseOutcome.DRY_RUN:
        if dry_run:
            return "warn", translate("Access", "Dry run: nothing was moved, because the settings say so.")
        return "warn", translate("Access", "Nothing was moved.")
    return {
        PulseOutcome.SENT: ("good", translate("Access", "The output was pulsed.")),
        PulseOutcome.FAILED: ("bad", translate("Access", "It did not open.")),
        PulseOutcome.STALE: ("bad", translate("Access", "The order came too late, and was not carried out.")),
        PulseOutcome.UNCONFIRMED: (
            "warn", translate("Access", "The order left, and no answer came: the door may or may not have opened."),
        ),
        PulseOutcome.CUT_OFF: (
            "bad", translate("Access", "The output was lost in the pulse: look whether the door is open."),
        ),
    }[outcome]  # fmt: skip


def record_text(event: Event) -> str:
    """What an event of a decision, or of a door, says; with the id of the door. Empty for other events."""
    if event.access is not None:
        known = next((code for code in Code if code.value == event.access.code), None)
        said = event.access.code if known is None else code_text(known)
        return _at(event.access.place, said)
    return "" if event.door is None else _at(event.door.place, _door_text(event.door))


def _at(place: str, said: str) -> str:
    # A star stands for all doors.
    return said if place == "*" else translate("Access", "{door}: {said}").format(door=isolated(place), said=said)


def _door_text(door: DoorRecord) -> str:
    alarm = next((each for each in Alarm if each.value == door.code), None)
    if door.verdict is DoorVerdict.ALARM:
        return alarm_text(alarm) if alarm is not None else door.code or ""
    reason = next((each for each in ResetReason if each.value == door.code), None)
    said = {
        DoorVerdict.SENT: translate("Access", "The output was pulsed."),
        DoorVerdict.FAILED: trouble_text(DoorVerdict.FAILED),
        DoorVerdict.CUT_OFF: trouble_text(DoorVerdict.CUT_OFF),
        DoorVerdict.DRY_RUN: translate("Access", "Dry run: nothing was moved"),
        DoorVerdict.STALE: translate("Access", "The order came too late, and was not carried out."),
        DoorVerdict.HELD_OPEN: trouble_text(DoorVerdict.HELD_OPEN),
        DoorVerdict.FORCED: trouble_text(DoorVerdict.FORCED),
        DoorVerdict.CLOSED: translate("Access", "The door was closed"),
        DoorVerdict.OPENED: translate("Access", "Opened once by {actor}"),
        DoorVerdict.LOCK_DOWN: translate("Access", "Lock-down by {actor}"),
        DoorVerdict.LOCK_DOWN_ENDED: translate("Access", "Lock-down ended by {actor}"),
        DoorVerdict.ACKNOWLEDGED: translate("Access", "Alarm acknowledged by {actor}"),
        DoorVerdict.RESET: translate("Access", "Taken off the list of who is inside by {actor}"),
    }[door.verdict].format(actor=isolated(door.actor or ""))
    return said if reason is None else f"{said}: {reset_text(reason)}"
