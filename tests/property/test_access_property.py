"""Whatever the rules and whoever was where: deny unless told otherwise, the same answer every time, nobody shut in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from helpers.access_plans import ADA, BELA, BERLIN, CYRA, MONDAY_NINE, building, person
from hypothesis import given, settings
from hypothesis import strategies as st

from facegate.domain.access.codes import Code
from facegate.domain.access.deciding import decide
from facegate.domain.access.explanations import explained
from facegate.domain.access.factors import Factor, Factors, enough, missing
from facegate.domain.access.gathering import Gathering
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.requests import Request
from facegate.domain.access.rules import AccessRule, Effect, PersonFacts, Watched
from facegate.domain.access.whereabouts import FORGET_AFTER, Move, Passage, Reset, Undone, Whereabouts
from facegate.domain.access.zones import AntiPassback
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad

people = st.sampled_from([ADA, BELA, CYRA])
doors = st.sampled_from(["entrance", "exit", "vault-in", "vault-out"])
shown = st.frozensets(st.sampled_from(list(Factor)))
minutes = st.integers(-5, 100 * 60)


@st.composite
def rules(draw: st.DrawFn) -> AccessRule:
    everybody = draw(st.booleans())
    return AccessRule(
        draw(st.sampled_from("pqrstuvw")),
        "Rule",
        draw(st.integers(-3, 3)),
        draw(st.sampled_from(Effect)),
        everybody,
        () if everybody else ("staff",),
        zones=tuple(draw(st.sets(st.sampled_from(["hall", "vault", "yard"]), min_size=1))),
        time_table=draw(st.sampled_from(["", "", "office", "gone"])),
        factors=tuple(draw(st.sets(st.sampled_from(Factors), min_size=1))),
    )


@st.composite
def plans(draw: st.DrawFn) -> AccessPlan:
    limits = {
        zone: {
            "anti_passback": draw(st.sampled_from(AntiPassback)),
            "passback_minutes": 30,
            "limit": draw(st.integers(0, 3)),
            "two_person": draw(st.booleans()),
        }
        for zone in ("hall", "vault")
    }
    return replace(building(**limits), rules=tuple(draw(st.lists(rules(), max_size=4))))


@st.composite
def logs(draw: st.DrawFn) -> list[Move]:
    """Passages with ids as the log gives them, and resets of some."""
    log: list[Move] = []
    for number in range(draw(st.integers(0, 12))):
        at = MONDAY_NINE - timedelta(minutes=draw(minutes))
        zone = draw(st.sampled_from(["yard", "hall", "vault", None]))
        if zone is None:
            log.append(draw(st.sampled_from([Reset, Undone]))(EventId(str(draw(st.integers(0, number))))))
        else:
            log.append(Passage(EventId(str(number)), draw(people), at, zone, draw(doors)))
    return log


@st.composite
def facts(draw: st.DrawFn) -> PersonFacts:
    return person(
        draw(people),
        groups=draw(st.sampled_from([frozenset(), frozenset({"staff"})])),
        suspended=draw(st.booleans()),
        watched=draw(st.sampled_from(Watched)),
    )


@st.composite
def requests(draw: st.DrawFn) -> Request:
    return Request(
        draw(doors),
        MONDAY_NINE,
        draw(facts()),
        draw(shown),
        lock_down=draw(st.booleans()),
        companion=draw(st.none() | facts()),
        duress=draw(st.booleans()),
        pad_level=draw(st.sampled_from([PadLevel.OFF, PadLevel.OFF, *PadLevel])),
        pad=draw(st.sampled_from(Pad)),
    )


quick = settings(max_examples=50)
"""Drawing a plan takes longer than deciding by it."""


@quick
@given(requests(), plans(), logs())
def test_nobody_passes_without_a_rule_unless_the_door_is_free(
    request: Request, plan: AccessPlan, log: list[Move]
) -> None:
    decision = decide(request, replace(plan, rules=()), Whereabouts(log), BERLIN)
    door = plan.door(request.door_id)
    assert door is not None
    assert decision.allowed is plan.is_free(door)


@quick
@given(requests(), plans(), logs(), st.sampled_from([PadLevel.STANDARD, PadLevel.STRICT]), st.sampled_from(Pad))
def test_no_rule_lets_in_who_was_not_found_to_be_a_person(
    request: Request, plan: AccessPlan, log: list[Move], level: PadLevel, pad: Pad
) -> None:
    """Nor does what is looked for change anything else: with a person it is as without."""
    door = plan.door(request.door_id)
    assert door is not None
    off = decide(replace(request, pad_level=PadLevel.OFF), plan, Whereabouts(log), BERLIN)
    assessed = decide(replace(request, pad_level=level, pad=pad), plan, Whereabouts(log), BERLIN)
    if pad is Pad.BONA_FIDE or plan.is_free(door):
        assert replace(assessed, steps=()) == replace(off, steps=())
    else:
        assert not assessed.allowed
        assert assessed.code in (Code.PRESENTATION_ATTACK, Code.PAD_INCONCLUSIVE, Code.PAD_NOT_ASSESSED)


@quick
@given(requests(), plans(), logs())
def test_the_same_is_decided_every_time_whatever_the_order_of_the_rules_lines(
    request: Request, plan: AccessPlan, log: list[Move]
) -> None:
    unique = replace(plan, rules=tuple({rule.rule_id: rule for rule in plan.rules}.values()))
    first = decide(request, unique, Whereabouts(log), BERLIN)
    assert first == decide(request, unique, Whereabouts(log), BERLIN)
    assert first == decide(request, replace(unique, rules=unique.rules[::-1]), Whereabouts(log), BERLIN)
    assert explained(first)


@quick
@given(requests(), plans(), logs(), rules())
def test_a_rule_that_lets_in_never_denies(
    request: Request, plan: AccessPlan, log: list[Move], rule: AccessRule
) -> None:
    """After all others, whatever it asks for; and anywhere, if what was shown is enough for it."""
    before = decide(request, plan, Whereabouts(log), BERLIN)
    last = replace(rule, rule_id="zz", order=9, effect=Effect.ALLOW)
    anywhere = replace(last, order=rule.order)
    for added in (last, anywhere) if enough(request.shown, rule.factors) else (last,):
        after = decide(request, replace(plan, rules=(*plan.rules, added)), Whereabouts(log), BERLIN)
        assert after.allowed or not before.allowed


@quick
@given(requests(), plans(), logs(), rules())
def test_a_rule_that_keeps_out_never_lets_in(
    request: Request, plan: AccessPlan, log: list[Move], rule: AccessRule
) -> None:
    before = decide(request, plan, Whereabouts(log), BERLIN)
    added = replace(rule, rule_id="zz", effect=Effect.DENY)
    after = decide(request, replace(plan, rules=(*plan.rules, added)), Whereabouts(log), BERLIN)
    assert before.allowed or not after.allowed


@quick
@given(requests(), plans(), logs())
def test_suspension_lock_down_and_age_never_let_in(request: Request, plan: AccessPlan, log: list[Move]) -> None:
    assert request.person is not None
    before = decide(request, plan, Whereabouts(log), BERLIN)
    for worse in (
        replace(request, person=replace(request.person, suspended=True)),
        replace(request, lock_down=True),
        replace(request, age=2.5),
        replace(request, shown=frozenset()),
    ):
        assert before.allowed or not decide(worse, plan, Whereabouts(log), BERLIN).allowed


@quick
@given(requests(), plans(), logs())
def test_duress_and_the_watch_lists_alarm_change_nothing_that_shows(
    request: Request, plan: AccessPlan, log: list[Move]
) -> None:
    assert request.person is not None
    plain = replace(request, duress=False, person=replace(request.person, watched=Watched.NO))
    forced = replace(plain, duress=True, person=replace(request.person, watched=Watched.ALARM))
    one, other = decide(plain, plan, Whereabouts(log), BERLIN), decide(forced, plan, Whereabouts(log), BERLIN)
    assert (one.code, one.shown, one.rule_id, one.missing) == (other.code, other.shown, other.rule_id, other.missing)


def about(who: SubjectId, log: list[Move]) -> list[Move]:
    own = {each.decision_id for each in log if isinstance(each, Passage) and each.subject_id == who}
    return [each for each in log if each.decision_id in own]


@quick
@given(requests(), plans(), logs(), people)
def test_anti_passback_does_not_depend_on_unrelated_people(
    request: Request, plan: AccessPlan, log: list[Move], other: SubjectId
) -> None:
    """Limits do: they count people. Without them, only one's own passages matter."""
    assert request.person is not None
    own = request.person.subject_id
    zones = tuple(replace(zone, limit=0, pre_alert=0, two_person=False) for zone in plan.zones)
    plan = replace(plan, zones=zones)
    alone = about(own, log)
    assert decide(request, plan, Whereabouts(log), BERLIN) == decide(request, plan, Whereabouts(alone), BERLIN)
    whole = Whereabouts(log)
    assert whole.of(other, MONDAY_NINE) == Whereabouts(about(other, log)).of(other, MONDAY_NINE)


@quick
@given(requests(), plans(), logs())
def test_nobody_is_shut_in_by_where_people_are(request: Request, plan: AccessPlan, log: list[Move]) -> None:
    """Where a zone has no free door, knowing where people are never denies more than knowing nothing."""
    door = plan.door(request.door_id)
    assert door is not None
    if plan.can_leave(door.zone_from):
        return
    decision = decide(request, plan, Whereabouts(log), BERLIN)
    assert decision.code not in {
        Code.PASSBACK_INSIDE, Code.PASSBACK_ELSEWHERE, Code.PASSBACK_TIMED, Code.FULL, Code.SECOND_PERSON_NEEDED,
    }  # fmt: skip


@given(logs(), st.integers(0, 12))
def test_the_state_made_anew_is_the_one_that_was_lived(log: list[Move], cut: int) -> None:
    lived = Whereabouts(log[:cut])
    for passage in log[cut:]:
        lived.take(passage)
    anew = Whereabouts(log)
    assert lived == anew
    at = MONDAY_NINE
    known = anew.everybody(at)
    assert len({each.subject_id for each in known}) == len(known)
    assert all(at - each.at <= FORGET_AFTER for each in known)
    for zone in ("yard", "hall", "vault"):
        assert anew.count(zone, at) == sum(each.zone_id == zone for each in known)


@given(shown, st.sets(st.sampled_from(Factors), min_size=1))
def test_showing_what_is_missing_is_enough(have: frozenset[Factor], ways: set[Factors]) -> None:
    accepted = tuple(ways)
    assert enough(have | set(missing(have, accepted)), accepted)
    assert enough(have, accepted) is (missing(have, accepted) == ())


@given(st.lists(st.tuples(people, st.sampled_from(list(Factor)), st.floats(0.0, 20.0)), max_size=12))
def test_what_was_shown_counts_for_its_time_for_one_person_and_for_one_decision(
    shows: list[tuple[SubjectId, Factor, float]],
) -> None:
    gathering, now = Gathering(15.0), 0.0
    last: dict[tuple[SubjectId, Factor], float] = {}
    for who, factor, pause in shows:
        now += pause
        last[who, factor] = now
        counted = gathering.show("entrance", who, frozenset({factor}), now)
        assert counted == {each for (whose, each), then in last.items() if whose == who and then + 15.0 > now}
        assert gathering.show("exit", who, frozenset(), now) == frozenset()
    for who, factor, _ in shows:
        gathering.settle("entrance", who)
        assert not gathering.awaits(who, now)
        assert gathering.show("entrance", who, frozenset({factor}), now) == {factor}


@given(logs(), people, st.sampled_from(["yard", "hall", "vault"]))
def test_a_door_that_did_not_open_leaves_everybody_where_they_were(log: list[Move], who: SubjectId, zone: str) -> None:
    before = Whereabouts(log)
    passage = Passage(EventId("new"), who, MONDAY_NINE, zone, "entrance")
    after = Whereabouts([*log, passage, Undone(passage.decision_id)])
    assert after.everybody(MONDAY_NINE) == before.everybody(MONDAY_NINE)
