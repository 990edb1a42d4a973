"""What must hold of every decision, whatever the distances are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
from helpers.vectors import MODEL, subject
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.identification import (
    Candidate,
    CandidateList,
    DecisionPolicy,
    Judgement,
    Outcome,
    Reason,
    TrackDecision,
    judge,
)
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import StoredReference, normalised
from facegate.gallery.gallery import IndexedGallery

distances = st.floats(0.0, 4.0, allow_nan=False, width=32)
policies = st.builds(
    DecisionPolicy,
    threshold=distances,
    margin=st.floats(0.0, 0.5, width=32),
    looks_needed=st.integers(1, 4),
    looks_window=st.integers(4, 8),
)


def candidates(people: list[float]) -> CandidateList:
    ranked = sorted(enumerate(people), key=lambda pair: pair[1])
    return CandidateList(tuple(Candidate(subject(n), ReferenceId(n + 1), distance) for n, distance in ranked))


found_lists = st.lists(distances, max_size=5).map(candidates)


@given(found=found_lists, policy=policies, higher=distances)
def test_a_higher_threshold_never_takes_a_name_away(found: CandidateList, policy: DecisionPolicy, higher: float):
    laxer = replace(policy, threshold=max(policy.threshold, higher))
    before, after = judge(found, policy), judge(found, laxer)
    if before.outcome is Outcome.IDENTIFIED:
        assert after == before


@given(found=found_lists, policy=policies, larger=st.floats(0.0, 4.0, width=32))
def test_a_larger_margin_never_gives_a_name(found: CandidateList, policy: DecisionPolicy, larger: float):
    stricter = replace(policy, margin=max(policy.margin, larger))
    if judge(found, stricter).outcome is Outcome.IDENTIFIED:
        assert judge(found, policy) == judge(found, stricter)


@given(found=found_lists, policy=policies)
def test_only_the_nearest_person_is_ever_named(found: CandidateList, policy: DecisionPolicy):
    judgement = judge(found, policy)
    if judgement.outcome is Outcome.IDENTIFIED:
        assert found.best is not None
        assert judgement.subject_id == found.best.subject_id
        assert found.best.distance <= policy.threshold
        assert found.margin is None or found.margin >= policy.margin
    if not found.candidates:
        assert judgement.reason is Reason.NOBODY_ENROLLED


looks = st.lists(
    st.builds(
        lambda kind, who, distance, margin: _look(kind, who, distance, margin),
        st.sampled_from(tuple(Outcome)),
        st.integers(0, 2),
        distances,
        st.none() | distances,
    ),
    max_size=8,
)


def _look(kind: Outcome, who: int, distance: float, margin: float | None) -> Judgement:
    reason = {
        Outcome.IDENTIFIED: Reason.AGREED,
        Outcome.NOT_IDENTIFIED: Reason.TOO_FAR,
        Outcome.INCONCLUSIVE: Reason.AMBIGUOUS,
    }[kind]
    return Judgement(kind, reason, subject(who) if kind is Outcome.IDENTIFIED else None, distance, margin)


def decide(some: list[Judgement], policy: DecisionPolicy) -> Judgement:
    track = TrackDecision(policy)
    for look in some:
        track.add(look)
    return track.current()


@given(some=looks, policy=policies)
def test_a_name_needs_enough_looks_that_say_it_and_no_rival(some: list[Judgement], policy: DecisionPolicy):
    decision = decide(some, policy)
    seen = [look.subject_id for look in some[-policy.looks_window :]]
    if decision.outcome is Outcome.IDENTIFIED:
        assert decision.subject_id is not None
        assert seen.count(decision.subject_id) >= policy.looks_needed
        rivals = {who for who in seen if who is not None} - {decision.subject_id}
        assert all(seen.count(rival) < policy.looks_needed for rival in rivals)


@given(some=looks, policy=policies)
def test_one_look_more_that_agrees_keeps_the_name(some: list[Judgement], policy: DecisionPolicy):
    decision = decide(some, policy)
    if decision.outcome is Outcome.IDENTIFIED:
        again = _look(Outcome.IDENTIFIED, 0, 0.5, 1.0)
        again = replace(again, subject_id=decision.subject_id)
        grown = replace(policy, looks_window=policy.looks_window + 1)
        after = decide([*some[-policy.looks_window :], again], grown)
        assert after.outcome is Outcome.IDENTIFIED
        assert after.subject_id == decision.subject_id


@given(some=st.lists(looks.map(lambda them: them[0] if them else None), max_size=4), policy=policies)
def test_the_order_of_looks_does_not_choose_the_person(some: list[Judgement | None], policy: DecisionPolicy):
    shown = [look for look in some if look is not None]
    outcomes = {(each.outcome, each.subject_id) for each in (decide(list(p), policy) for p in permutations(shown))}
    assert len(outcomes) == 1


def gallery_of(references: list[StoredReference]) -> IndexedGallery:
    gallery = IndexedGallery(MODEL, 8)
    gallery.load(references)
    return gallery


def looks_at(seed: int, people: int, each: int) -> tuple[list[StoredReference], np.ndarray]:
    random = np.random.default_rng(seed)
    centres = random.standard_normal((people, 1, 8))
    vectors = (centres + 0.3 * random.standard_normal((people, each, 8))).reshape(-1, 8).astype(np.float32)
    return [
        StoredReference(ReferenceId(row + 1), subject(row // each), normalised(MODEL, vector))
        for row, vector in enumerate(vectors)
    ], random.standard_normal(8).astype(np.float32)


def people_of(found: CandidateList) -> list[tuple[SubjectId, float]]:
    return [(candidate.subject_id, candidate.distance) for candidate in found.candidates]


@given(seed=st.integers(0, 999), people=st.integers(1, 5), each=st.integers(1, 4), order=st.randoms())
def test_the_order_of_references_does_not_matter(seed: int, people: int, each: int, order):
    references, probe = looks_at(seed, people, each)
    shuffled = references[:]
    order.shuffle(shuffled)
    target = normalised(MODEL, probe)
    assert people_of(gallery_of(references).search(target)) == people_of(gallery_of(shuffled).search(target))


@given(seed=st.integers(0, 999), people=st.integers(2, 5))
def test_a_second_reference_never_makes_its_person_the_runner_up(seed: int, people: int):
    references, probe = looks_at(seed, people, 1)
    target = normalised(MODEL, probe)
    before = gallery_of(references).search(target)
    assert before.best is not None
    best = before.best.subject_id
    again = StoredReference(ReferenceId(99), best, references[int(best, 16)].template)
    nearer = StoredReference(ReferenceId(100), best, target)
    after = gallery_of([*references, again]).search(target)
    assert people_of(after) == people_of(before)
    nearest = gallery_of([*references, again, nearer]).search(target)
    assert [who for who, _ in people_of(nearest)] == [who for who, _ in people_of(before)]
    assert nearest.margin is not None
    assert before.margin is not None
    assert nearest.margin >= before.margin
