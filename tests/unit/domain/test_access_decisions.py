"""Decisions at doors: what lets somebody through, what does not, and that nobody is shut in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from helpers.access_plans import (
    ADA,
    BELA,
    BERLIN,
    CYRA,
    ENTRANCE,
    FACE,
    HALL,
    MONDAY_NINE,
    OFFICE,
    STAFF_RULE,
    YARD,
    asks,
    building,
    person,
)

from facegate.domain.access.codes import Alarm, Code, shown
from facegate.domain.access.deciding import decide_together
from facegate.domain.access.explanations import ALARM_WORDS, CODE_WORDS, STEP_WORDS, explained
from facegate.domain.access.factors import Factor, Factors
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import problems_of, shut_in
from facegate.domain.access.requests import Request
from facegate.domain.access.rules import AccessRule, Effect, Watched
from facegate.domain.access.time_tables import Hours, OnHolidays, TimeTable
from facegate.domain.access.whereabouts import FORGET_AFTER, Passage, Reset, Whereabouts
from facegate.domain.access.zones import AntiPassback
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad

EVENING = MONDAY_NINE + timedelta(hours=12)


def been(who: SubjectId, zone_id: str, minutes: float = 60, door: str = "") -> Passage:
    return Passage(EventId(f"{who} {minutes}"), who, MONDAY_NINE - timedelta(minutes=minutes), zone_id, door)


def test_staff_enter_and_the_explanation_names_the_rule() -> None:
    decision = asks(building())
    assert (decision.code, decision.rule_id, decision.allowed) == (Code.ALLOWED, "staff", True)
    assert "rule Staff lets them in" in explained(decision)
    assert explained(decision)[-1] == "allowed"


@pytest.mark.parametrize(
    ("plan", "changes", "code"),
    [
        (AccessPlan(), {}, Code.UNKNOWN_DOOR),
        (AccessPlan((YARD,), (ENTRANCE,)), {}, Code.PLAN_FAULT),
        (AccessPlan((HALL,), (ENTRANCE,)), {}, Code.PLAN_FAULT),
        (AccessPlan((YARD, HALL), (ENTRANCE,)), {}, Code.NO_RULE),
        (building(), {"person": None}, Code.UNKNOWN_PERSON),
        (building(), {"person": person(groups=frozenset({"guests"}))}, Code.NO_RULE),
        (building(), {"person": person(suspended=True)}, Code.SUSPENDED),
        (building(), {"person": person(valid_until=date(2026, 3, 1))}, Code.OUTSIDE_VALIDITY),
        (building(), {"person": person(valid_from=date(2026, 3, 3))}, Code.OUTSIDE_VALIDITY),
        (building(), {"lock_down": True}, Code.LOCK_DOWN),
        (building(), {"age": 2.1}, Code.STALE),
        (building(), {"age": -0.6}, Code.STALE),
        (building(), {"age": float("nan")}, Code.STALE),
        (building(), {"pad_level": PadLevel.STANDARD}, Code.PAD_NOT_ASSESSED),
        (building(), {"pad_level": PadLevel.STRICT, "pad": Pad.INCONCLUSIVE}, Code.PAD_INCONCLUSIVE),
        (building(), {"pad_level": PadLevel.STANDARD, "pad": Pad.ATTACK, "lock_down": True}, Code.PRESENTATION_ATTACK),
        (building(), {"pad_level": PadLevel.STRICT, "pad": Pad.BONA_FIDE}, Code.ALLOWED),
        (building(), {"pad": Pad.ATTACK}, Code.ALLOWED),
        (building(), {"shown": frozenset()}, Code.FACTOR_NEEDED),
        (building(), {"shown": frozenset({Factor.CARD})}, Code.FACTOR_NEEDED),
        (building(), {"shown": frozenset({Factor.CARD, Factor.PIN})}, Code.ALLOWED),
        (building(replace(STAFF_RULE, time_table="office")), {"at": EVENING}, Code.OUTSIDE_HOURS),
        (building(replace(STAFF_RULE, time_table="gone")), {}, Code.OUTSIDE_HOURS),
        (building(replace(STAFF_RULE, last_day=date(2026, 3, 1))), {}, Code.OUTSIDE_HOURS),
        (
            building(AccessRule("out", "Out", -1, Effect.DENY, True, zones=("hall",)), STAFF_RULE),
            {},
            Code.DENIED_BY_RULE,
        ),
        # A rule that keeps out keeps out where its hours cannot be known.
        (
            building(AccessRule("out", "Out", -1, Effect.DENY, True, zones=("hall",), time_table="gone"), STAFF_RULE),
            {},
            Code.DENIED_BY_RULE,
        ),
    ],
)
def test_every_want_of_knowledge_denies(plan: AccessPlan, changes: dict[str, object], code: Code) -> None:
    decision = asks(plan, **changes)
    assert decision.code is code
    assert decision.steps
    assert explained(decision)[-1] == CODE_WORDS[code]


def test_the_validity_ends_at_the_sites_midnight_and_not_at_that_of_utc() -> None:
    last = person(valid_until=date(2026, 3, 2))
    assert asks(building(), person=last, at=datetime(2026, 3, 2, 22, 59, tzinfo=UTC)).allowed
    assert asks(building(), person=last, at=datetime(2026, 3, 2, 23, 0, tzinfo=UTC)).code is Code.OUTSIDE_VALIDITY


def test_the_first_rule_that_fits_decides_also_on_what_is_to_be_shown() -> None:
    night = AccessRule("night", "Night", -1, groups=("staff",), zones=("hall",), factors=(Factors.FACE_AND_PIN,))
    decision = asks(building(night, STAFF_RULE))
    assert (decision.code, decision.rule_id, decision.missing) == (Code.FACTOR_NEEDED, "night", (Factor.PIN,))
    assert decision.waiting
    assert asks(building(night, STAFF_RULE), shown=frozenset({Factor.FACE, Factor.PIN})).allowed


def test_doors_that_lead_outside_are_free_for_everybody_who_is_identified() -> None:
    barred = person(suspended=True, groups=frozenset(), valid_until=date(2020, 1, 1))
    assert asks(building(), "exit", person=barred, lock_down=True, shown=frozenset()).code is Code.FREE_DOOR
    assert asks(building(), "exit", person=None).code is Code.UNKNOWN_PERSON
    guarded = replace(building(), doors=tuple(replace(each, free=False) for each in building().doors))
    assert asks(guarded, "exit").code is Code.NO_RULE


def test_hard_anti_passback_denies_until_they_left_or_it_was_reset_or_forgotten() -> None:
    plan = building(hall={"anti_passback": AntiPassback.HARD})
    inside = Whereabouts([been(ADA, "hall")])
    assert asks(plan, where=inside).code is Code.PASSBACK_INSIDE
    assert asks(plan, where=Whereabouts([been(ADA, "vault")])).code is Code.PASSBACK_ELSEWHERE
    assert asks(plan, where=Whereabouts([been(ADA, "hall"), been(ADA, "yard", 5)])).allowed
    assert asks(plan, where=Whereabouts([been(ADA, "hall"), Reset(been(ADA, "hall").decision_id)])).allowed
    assert asks(plan, where=inside, at=MONDAY_NINE + FORGET_AFTER).allowed
    assert asks(plan, where=Whereabouts([been(BELA, "hall")])).allowed


def test_who_missed_the_open_door_may_show_their_face_again_but_hand_no_card_back() -> None:
    plan = building(hall={"anti_passback": AntiPassback.HARD})
    just_now = Whereabouts([been(ADA, "hall", 2, "entrance")])
    assert asks(plan, where=Whereabouts([been(ADA, "hall", 2.1, "entrance")])).code is Code.PASSBACK_INSIDE
    assert asks(plan, where=just_now).allowed
    assert asks(plan, where=just_now, shown=frozenset({Factor.CARD, Factor.PIN})).code is Code.PASSBACK_INSIDE
    assert asks(plan, where=Whereabouts([been(ADA, "hall", 0.2, "other")])).code is Code.PASSBACK_INSIDE


def test_soft_anti_passback_raises_an_alarm_and_timed_ends_by_itself() -> None:
    soft = asks(building(hall={"anti_passback": AntiPassback.SOFT}), where=Whereabouts([been(ADA, "hall")]))
    assert (soft.code, soft.alarms) == (Code.ALLOWED, (Alarm.PASSBACK,))
    timed = building(hall={"anti_passback": AntiPassback.TIMED, "passback_minutes": 30})
    assert asks(timed, where=Whereabouts([been(ADA, "hall", 29)])).code is Code.PASSBACK_TIMED
    assert asks(timed, where=Whereabouts([been(ADA, "hall", 30)])).allowed
    assert asks(timed, where=Whereabouts([been(ADA, "vault", 1)])).allowed


def test_nobody_is_shut_in_by_what_is_known_of_where_people_are() -> None:
    """The vault has no free door: who tailgated in is let out, with an alarm."""
    strict = {"anti_passback": AntiPassback.HARD, "limit": 1}
    plan = building(hall=strict)
    assert [zone.zone_id for zone in shut_in(plan)] == ["vault"]
    where = Whereabouts([been(ADA, "hall"), been(BELA, "hall")])
    decision = asks(plan, "vault-out", where)
    assert (decision.code, decision.alarms) == (Code.ALLOWED, (Alarm.PASSBACK, Alarm.LIMIT_WAIVED))
    assert asks(building(vault=strict), "vault-in", Whereabouts([been(ADA, "vault")])).code is Code.PASSBACK_INSIDE


def test_a_limit_counts_others_and_warns_before() -> None:
    plan = building(hall={"limit": 2, "pre_alert": 2})
    assert asks(plan).alarms == ()
    assert asks(plan, where=Whereabouts([been(BELA, "hall")])).alarms == (Alarm.NEARLY_FULL,)
    assert asks(plan, where=Whereabouts([been(BELA, "hall"), been(CYRA, "hall")])).code is Code.FULL
    assert asks(plan, where=Whereabouts([been(BELA, "hall"), been(ADA, "hall")])).allowed


def test_two_enter_together_where_nobody_may_be_alone() -> None:
    plan = building(vault={"two_person": True, "limit": 2})
    alone = asks(plan, "vault-in")
    assert (alone.code, alone.waiting) == (Code.SECOND_PERSON_NEEDED, True)
    first, second = (Request("vault-in", MONDAY_NINE, person(who), FACE) for who in (ADA, BELA))
    both = decide_together(first, second, plan, Whereabouts(), BERLIN)
    assert both is not None
    assert [(each.code, each.companion) for each in both] == [
        (Code.ALLOWED_TOGETHER, BELA),
        (Code.ALLOWED_TOGETHER, ADA),
    ]
    assert decide_together(first, first, plan, Whereabouts(), BERLIN) is None
    stranger = replace(second, person=person(BELA, suspended=True))
    assert decide_together(first, stranger, plan, Whereabouts(), BERLIN) is None
    inside, erased = Whereabouts([been(CYRA, "vault")]), frozenset({CYRA})
    assert asks(plan, "vault-in", inside).code is Code.ALLOWED
    assert asks(plan, "vault-in", inside, erased=erased).code is Code.SECOND_PERSON_NEEDED
    beside = (replace(each, erased=erased) for each in (first, second))
    # The one who was erased may be there all the same, so that a third is one too many for the limit.
    assert decide_together(*beside, plan, inside, BERLIN) is None
    beside = (replace(each, erased=erased) for each in (first, second))
    assert decide_together(*beside, building(vault={"two_person": True}), inside, BERLIN) is not None


def test_the_door_tells_nobody_that_they_are_watched_or_forced() -> None:
    plain, watched = asks(building()), asks(building(), person=person(watched=Watched.ALARM), duress=True)
    assert (watched.code, watched.rule_id, watched.missing) == (plain.code, plain.rule_id, plain.missing)
    assert set(watched.alarms) == {Alarm.WATCH_LIST, Alarm.DURESS}
    refused = asks(building(), person=person(watched=Watched.REFUSE))
    assert (refused.code, refused.shown, refused.allowed) == (Code.WATCH_LIST, Code.NO_RULE, False)
    assert asks(building(), "exit", person=person(watched=Watched.REFUSE)).alarms == (Alarm.WATCH_LIST,)


def test_holidays_close_a_table_or_give_it_other_hours() -> None:
    monday = MONDAY_NINE.astimezone(BERLIN).date()
    rule = replace(STAFF_RULE, time_table="office")
    for holidays, own, allowed in (
        (OnHolidays.AS_USUAL, (), True),
        (OnHolidays.CLOSED, (Hours(0, 1440),), False),
        (OnHolidays.OWN_HOURS, (Hours(540, 600),), True),
        (OnHolidays.OWN_HOURS, (Hours(600, 660),), False),
    ):
        table = replace(OFFICE, holidays=holidays, holiday_hours=own)
        plan = replace(building(rule), time_tables=(table,), holidays={"by": frozenset({monday})})
        assert asks(plan).allowed is allowed
    elsewhere = replace(OFFICE, holidays=OnHolidays.CLOSED, calendar_id="nw")
    plan = replace(building(rule), time_tables=(elsewhere,), holidays={"by": frozenset({monday}), "nw": frozenset()})
    assert asks(plan).allowed


def test_hours_go_over_midnight_and_over_the_hours_that_clocks_skip_and_repeat() -> None:
    night = TimeTable("night", "Night", (Hours(1320, 1800, 6),))  # Saturday 22:00 to Sunday 6:00
    for local, holds in (("21:59", False), ("22:00", True), ("23:59", True)):
        assert night.holds(datetime.fromisoformat(f"2026-03-28T{local}").replace(tzinfo=BERLIN), BERLIN, ()) is holds
    for utc, holds in (("2026-03-29T00:59", True), ("2026-03-29T03:59", True), ("2026-03-29T04:00", False)):
        assert night.holds(datetime.fromisoformat(utc + "+00:00"), BERLIN, ()) is holds
    short = TimeTable("short", "Short", (Hours(120, 180, 7),))  # Sunday 2:00 to 3:00
    assert not any(short.holds(datetime(2026, 3, 29, hour, 30, tzinfo=UTC), BERLIN, ()) for hour in range(3))
    assert [short.holds(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), BERLIN, ()) for hour in range(3)] == [
        True,
        True,
        False,
    ]


def test_plans_that_contradict_themselves_are_told_line_by_line() -> None:
    assert problems_of(building()) == []
    assert problems_of(building(hall={"limit": 3, "pre_alert": 2, "two_person": True})) == []
    broken = replace(
        building(
            AccessRule("none", "None", zones=("hall",)),
            AccessRule("r", "R", everybody=True, groups=("staff",), zones=("nowhere",), time_table="x", factors=()),
            AccessRule("no zone", "N", everybody=True, first_day=date(2026, 2, 2), last_day=date(2026, 2, 1)),
            hall={"limit": 1, "pre_alert": 2, "two_person": True, "pair_seconds": 0},
            vault={"anti_passback": AntiPassback.TIMED, "limit": -1},
        ),
        time_tables=(replace(OFFICE, calendar_id="c"), OFFICE),
    )
    doors = broken.doors
    broken = replace(
        broken,
        zones=(replace(YARD, limit=5), *broken.zones[1:]),
        doors=(*doors, replace(doors[0], door_id="twin", zone_to="yard", pulse_seconds=0.0)),
    )
    said = [str(each) for each in problems_of(broken)]
    assert len(said) == 22
    assert "door 'entrance' is watched by 'cam-in', as is twin: it would not be known which way is meant" in said
    assert "access rule 'r' is about zone 'nowhere', which is not there" in said
    assert len(set(said)) == len(said)


def test_codes_fit_the_log_and_have_words() -> None:
    assert set(CODE_WORDS) == set(Code)
    assert set(ALARM_WORDS) == set(Alarm)
    assert all(len(each) <= 32 for each in (*Code, *Alarm))
    assert {check for check, _ in STEP_WORDS} >= {step.check for step in asks(building()).steps}
    assert [code for code in Code if shown(code) is not code] == [Code.WATCH_LIST]


BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_whoever_is_let_in_again_and_again_is_there_since_the_first_time_and_not_for_ever() -> None:
    def passage(number: int, seconds: float, door: str = "entrance") -> Passage:
        return Passage(EventId(f"{number:032x}"), SubjectId("a" * 32), BEGIN + timedelta(seconds=seconds), "hall", door)

    tries = Whereabouts([passage(1, 0), passage(2, 60), passage(3, 119)])
    assert [each.at for each in tries.everybody(BEGIN + timedelta(seconds=130))] == [BEGIN]
    tries.take(passage(4, 130))
    assert [each.at for each in tries.everybody(BEGIN + timedelta(seconds=131))] == [BEGIN + timedelta(seconds=130)]
    elsewhere = Whereabouts([passage(1, 0), passage(2, 60, "side")])
    assert [each.at for each in elsewhere.everybody(BEGIN + timedelta(seconds=61))] == [BEGIN + timedelta(seconds=60)]
