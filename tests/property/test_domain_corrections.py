"""Folding corrections over events, and vetoes by negative examples, on anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.comparison import squared_distance
from facegate.domain.corrections import effective, in_force
from facegate.domain.events import Event, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId
from facegate.domain.negatives import NegativeExample, NegativeExamples
from facegate.domain.pad.results import Pad
from facegate.domain.templates import Template, normalised

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PEOPLE = [SubjectId(letter * 32) for letter in "abc"]


def event(sequence: int, who: SubjectId | None = None, corrects: int | None = None, verdict: Verdict | None = None):  # type: ignore[no-untyped-def]
    """An identification, or a correction of the event with that number."""
    correction = corrects is not None
    result = None if correction else Outcome.IDENTIFIED if who else Outcome.NOT_IDENTIFIED
    return Event(
        sequence, EventId(f"{sequence:032x}"), EventType.CORRECTION if correction else EventType.IDENTIFICATION,
        NOON + timedelta(minutes=sequence), NOON, "demo:", None, who, None, None, None, None, result, None,
        Pad.NOT_ASSESSED, EventId(f"{corrects:032x}") if correction else None, verdict,
        "tester" if correction else None,
    )  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Two identifications, then corrections of them and undos of corrections, undos of undos too."""
    log = [event(1, draw(st.none() | st.sampled_from(PEOPLE))), event(2, draw(st.sampled_from(PEOPLE)))]
    for sequence in range(3, 3 + draw(st.integers(0, 8))):
        if sequence > 3 and draw(st.booleans()):
            log.append(event(sequence, None, draw(st.integers(3, sequence - 1)), Verdict.UNDONE))
        else:
            verdict = draw(st.sampled_from([Verdict.IS, Verdict.NOT_THIS_PERSON]))
            log.append(event(sequence, draw(st.sampled_from(PEOPLE)), draw(st.integers(1, 2)), verdict))
    return log


def counts(log: list[Event], number: int) -> bool:
    """Whether a correction counts: no undo that counts names it. By recursion, as one would say it."""
    mine = log[number - 1].event_id
    undos = [each for each in log if each.verdict is Verdict.UNDONE and each.corrects == mine]
    return not any(counts(log, undo.sequence) for undo in undos)


@given(logs(), st.randoms(use_true_random=False))
def test_the_newest_that_counts_wins_in_any_order(log: list[Event], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(log)
    chance.shuffle(shuffled)
    holding = in_force(shuffled)
    for target in log[:2]:
        mine = [each for each in log[2:] if each.corrects == target.event_id and counts(log, each.sequence)]
        said = effective(target, holding)
        if not mine:
            assert (said.subject_id, said.result, said.correction) == (target.subject_id, target.result, None)
            continue
        assert said.correction == mine[-1]
        assert said.identified == (mine[-1].verdict is Verdict.IS)
        assert said.subject_id == (mine[-1].subject_id if said.identified else None)


@given(logs())
def test_an_undo_restores_what_held_before(log: list[Event]) -> None:
    before = in_force(log)
    number = len(log) + 1
    changed = [*log, event(number, PEOPLE[0], 1, Verdict.IS)]
    undone = [*changed, event(number + 1, None, number, Verdict.UNDONE)]
    assert in_force(undone) == before
    assert in_force([*undone, event(number + 2, None, number + 1, Verdict.UNDONE)]) == in_force(changed)


MODEL = ModelId("m")


@st.composite
def vectors(draw: st.DrawFn, model: ModelId = MODEL) -> Template:
    values = np.random.default_rng(draw(st.integers(0, 30))).standard_normal(8).astype(np.float32)
    return normalised(model, values)


@given(vectors(), st.lists(st.tuples(st.sampled_from(PEOPLE), vectors())), st.floats(0, 4), st.sampled_from(PEOPLE))
def test_a_probe_nearer_to_a_negative_example_is_inconclusive_for_that_person_only(
    probe: Template, examples: list[tuple[SubjectId, Template]], distance: float, who: SubjectId
) -> None:
    known = [NegativeExample(EventId(str(n)), subject, template) for n, (subject, template) in enumerate(examples)]
    look = Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, distance, 0.5)
    seen = NegativeExamples(known).review(probe, look)
    nearer = [each for subject, each in examples if subject == who and squared_distance(probe, each) < distance]
    if nearer:
        assert (seen.outcome, seen.reason) == (Outcome.INCONCLUSIVE, Reason.NEGATIVE_EXAMPLE)
        assert (seen.subject_id, seen.distance, seen.margin) == (None, distance, 0.5)
    else:
        assert seen == look
    # Who was not named is not named now, and examples of another model say nothing.
    refused = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, distance, None)
    assert NegativeExamples(known).review(probe, refused) == refused
    assert NegativeExamples(known).review(Template(ModelId("other"), probe.vector), look) == look
    assert NegativeExamples().review(probe, look) == look
    assert len(NegativeExamples(known)) == len(known)
