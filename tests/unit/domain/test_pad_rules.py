"""Cues, their fusion, levels, the limit of attacks: pure rules."""

from __future__ import annotations

from math import inf, isfinite, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId
from facegate.domain.pad.attack_limit import FIRST_BLOCK, LONGEST_BLOCK, MOST_ATTACKS, WITHIN, AttackLimit
from facegate.domain.pad.evidence import PadSample, TrackEvidence
from facegate.domain.pad.gating import gated
from facegate.domain.pad.levels import PadLevel, strictest
from facegate.domain.pad.results import NOT_ASSESSED, UNKNOWN, Cue, CueDirection, Pad, PadResult
from facegate.domain.pad.rules import DONE, SWAPPED, CueRule, PadRules, fuse, with_challenge

ANNA = SubjectId("a" * 32)
TEXTURE = CueRule(-3.0, 3.0, "made up", "2026-01-01")
SWAP = CueRule(0.0, None, "made up", "2026-01-01")
RULES = PadRules({Cue.TEXTURE: TEXTURE, Cue.SWAP: SWAP})
SCORES = st.dictionaries(st.sampled_from(list(Cue)), st.floats(allow_nan=True, allow_infinity=True))


def sample(quality: float) -> PadSample:
    return PadSample((np.zeros((1, 1, 3), np.uint8),), quality)


def test_a_cue_says_what_it_may() -> None:
    assert TEXTURE.direction is CueDirection.BOTH
    assert SWAP.direction is CueDirection.DENY_ONLY
    with pytest.raises(ValueError, match="both"):
        CueRule(1.0, 0.0, "", "")
    with pytest.raises(ValueError, match="looks"):
        PadRules({}, looks=3, most_looks=2)


@pytest.mark.parametrize(
    ("scores", "pad", "cue"),
    [
        ({}, Pad.INCONCLUSIVE, Cue.TEXTURE),
        ({Cue.TEXTURE: 3.0}, Pad.BONA_FIDE, Cue.TEXTURE),
        ({Cue.TEXTURE: -3.0}, Pad.INCONCLUSIVE, Cue.TEXTURE),
        ({Cue.TEXTURE: -3.1}, Pad.ATTACK, Cue.TEXTURE),
        ({Cue.TEXTURE: 9.0, Cue.SWAP: -0.1}, Pad.ATTACK, Cue.SWAP),
        ({Cue.SWAP: 9.0}, Pad.INCONCLUSIVE, Cue.TEXTURE),
        ({Cue.TEXTURE: 1.0, Cue.SWAP: 9.0}, Pad.INCONCLUSIVE, Cue.TEXTURE),
        ({Cue.TEXTURE: nan}, Pad.INCONCLUSIVE, Cue.TEXTURE),
        ({Cue.TEXTURE: 9.0, Cue.CHALLENGE: -9.0}, Pad.BONA_FIDE, Cue.TEXTURE),  # no rule: not there
    ],
)
def test_fusion_by_examples(scores: dict[Cue, float], pad: Pad, cue: Cue) -> None:
    result = fuse(scores, RULES)
    assert (result.pad, result.cue) == (pad, cue)


@given(SCORES)
def test_one_attack_is_an_attack_and_without_texture_nobody_is_bona_fide(scores: dict[Cue, float]) -> None:
    rules = with_challenge(RULES, strict=False)
    result = fuse(scores, rules)
    attack = any(
        isfinite(score) and cue in rules.cues and score < rules.cues[cue].attack_below for cue, score in scores.items()
    )
    assert (result.pad is Pad.ATTACK) == attack
    if not isfinite(scores.get(Cue.TEXTURE, nan)):
        assert result.pad is not Pad.BONA_FIDE


@given(SCORES)
def test_in_strict_zones_only_a_challenge_lifts(scores: dict[Cue, float]) -> None:
    result = fuse(scores, with_challenge(RULES, strict=True))
    if result.pad is Pad.BONA_FIDE:
        assert result.cue is Cue.CHALLENGE


def test_a_challenge_lifts_what_is_unsure_and_never_an_attack() -> None:
    rules = with_challenge(RULES, strict=False)
    assert fuse({Cue.TEXTURE: 0.0, Cue.CHALLENGE: DONE}, rules).pad is Pad.BONA_FIDE
    assert fuse({Cue.TEXTURE: -5.0, Cue.CHALLENGE: DONE}, rules).pad is Pad.ATTACK
    assert fuse({Cue.TEXTURE: 5.0, Cue.SWAP: SWAPPED}, rules) == PadResult(Pad.ATTACK, Cue.SWAP, SWAPPED)


def test_the_best_looks_are_scored_and_more_follow_while_unsure() -> None:
    evidence = TrackEvidence(RULES)
    for quality in (0.1, 0.9, 0.5):
        evidence.offer(sample(quality))
    assert [each.quality for each in evidence.due()] == [0.9, 0.5]
    evidence.score([0.0, 0.0])
    assert evidence.result.pad is Pad.INCONCLUSIVE
    for number in range(3):
        assert not evidence.exhausted, number
        evidence.offer(sample(0.3))
        assert len(evidence.due()) == 1
        evidence.score([0.0])
    assert evidence.exhausted
    assert evidence.due() == ()


def test_an_attack_stays_one_and_a_failure_leaves_nothing() -> None:
    evidence = TrackEvidence(RULES)
    evidence.score([9.0])
    assert evidence.result.pad is Pad.BONA_FIDE
    evidence.fail()
    assert evidence.result == UNKNOWN
    evidence.hear(Cue.SWAP, -1.0)
    evidence.hear(Cue.SWAP, 1.0)
    evidence.score([9.0])
    assert (evidence.result.pad, evidence.result.cue) == (Pad.ATTACK, Cue.SWAP)


def test_a_picture_in_the_place_of_the_person_gains_nothing_by_the_looks_before() -> None:
    evidence = TrackEvidence(RULES)
    evidence.score([12.0, 12.0, 12.0])
    evidence.score([-5.0])
    assert evidence.result.pad is Pad.BONA_FIDE, "one look may be wrong"
    evidence.score([-5.0])
    assert (evidence.result.pad, evidence.result.score) == (Pad.ATTACK, -5.0)


def test_an_answer_is_looked_at_again_only_when_asked() -> None:
    evidence = TrackEvidence(RULES)
    evidence.score([9.0, 9.0])
    evidence.offer(sample(0.5))
    assert evidence.due() == ()
    evidence.offer(sample(0.5))
    assert len(evidence.due(again=True)) == 1


IDENTIFIED = Judgement(Outcome.IDENTIFIED, Reason.AGREED, ANNA, 0.5, 0.7)
STRANGER = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.5, None)


@given(
    st.sampled_from([IDENTIFIED, STRANGER]),
    st.sampled_from(
        [NOT_ASSESSED, UNKNOWN, *(PadResult(pad, Cue.TEXTURE, 0.0) for pad in (Pad.ATTACK, Pad.BONA_FIDE))]
    ),
    st.sampled_from([0.0, 20.0]),
)
def test_only_a_person_is_identified(judgement: Judgement, result: PadResult, blocked: float) -> None:
    left = gated(judgement, result, blocked)
    if left.subject_id is not None:
        assert result.pad in (Pad.BONA_FIDE, Pad.NOT_ASSESSED)
        assert left == judgement
    if result.pad is Pad.ATTACK:
        assert left.reason is Reason.PRESENTATION_ATTACK
        assert left.outcome is Outcome.INCONCLUSIVE
        assert left.claimed == judgement.subject_id
    elif judgement is STRANGER:
        assert left is judgement


def test_a_result_names_its_cue() -> None:
    with pytest.raises(ValueError, match="cue"):
        PadResult(Pad.ATTACK)
    with pytest.raises(ValueError, match="cue"):
        PadResult(Pad.NOT_ASSESSED, Cue.TEXTURE)
    with pytest.raises(ValueError, match="claim"):
        Judgement(Outcome.IDENTIFIED, Reason.AGREED, ANNA, 0.5, None, claimed=ANNA)


def test_the_strictest_level_holds() -> None:
    assert strictest([PadLevel.OFF, PadLevel.STRICT, PadLevel.STANDARD]) is PadLevel.STRICT
    assert strictest([PadLevel.OFF]) is PadLevel.OFF


def attack(limit: AttackLimit, start: float) -> bool:
    return [limit.attacked(ANNA, start + number) for number in range(MOST_ATTACKS)][-1]


def test_blocks_double_up_to_five_minutes_and_are_forgiven() -> None:
    limit, time, lengths = AttackLimit(), 0.0, []
    for _ in range(6):
        assert attack(limit, time)
        time += MOST_ATTACKS - 1
        lengths.append(limit.blocked(ANNA, time))
        time += lengths[-1]
        assert limit.blocked(ANNA, time) == 0.0
    assert lengths == [30.0, 60.0, 120.0, 240.0, 300.0, 300.0]
    time += 2 * LONGEST_BLOCK + 1.0
    assert attack(limit, time)
    assert limit.blocked(ANNA, time + MOST_ATTACKS - 1) == FIRST_BLOCK


def test_attacks_far_apart_block_nobody_and_an_erased_person_is_forgotten() -> None:
    limit = AttackLimit()
    assert not any(limit.attacked(ANNA, number * WITHIN / 3) for number in range(50))
    attack(limit, 1e5)
    limit.forget(ANNA)
    assert limit.blocked(ANNA, 1e5) == 0.0


@given(st.lists(st.floats(0.0, 100.0), max_size=40))
def test_a_block_never_outlasts_five_minutes(pauses: list[float]) -> None:
    limit, time = AttackLimit(), 0.0
    for pause in pauses:
        time += pause
        limit.attacked(ANNA, time)
        assert 0.0 <= limit.blocked(ANNA, time) <= LONGEST_BLOCK < inf


def test_a_recording_that_starts_anew_begins_without_a_block() -> None:
    limit = AttackLimit()
    for number in range(MOST_ATTACKS):
        limit.attacked(ANNA, 1000.0 + number)
    assert limit.blocked(ANNA, 1010.0) > 0.0
    assert limit.blocked(ANNA, 5.0) == 0.0
    for number in range(MOST_ATTACKS - 1):
        assert not limit.attacked(ANNA, 5.0 + number)
    assert limit.attacked(ANNA, 5.0 + MOST_ATTACKS)
    assert limit.blocked(ANNA, 5.0 + MOST_ATTACKS) == FIRST_BLOCK
