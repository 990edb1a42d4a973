"""Changes of punches: what is taken back was never there, and nothing counts before it is approved."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.events import Event, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.results import Pad
from facegate.domain.punch_changes import Seen, standing
from facegate.domain.records import DECISIONS, PunchChange, PunchVerdict

WHO = SubjectId("a" * 32)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEEN = [Seen(EventId(f"s{n}"), START + timedelta(hours=n), None, PunchOrigin.SEEN) for n in range(3)]


def event(sequence: int, change: PunchChange) -> Event:
    return Event(
        sequence, EventId(f"c{sequence}"), EventType.PUNCH, START, START, "", None, WHO, None, None, None, None, None,
        None, Pad.NOT_ASSESSED, punch=change,
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Changes of sightings and of older changes."""
    found: list[Event] = []
    for sequence in range(1, draw(st.integers(1, 9))):
        verdict = draw(st.sampled_from(PunchVerdict))
        older = [each.event_id for each in SEEN] + [each.event_id for each in found]
        about = None if verdict is PunchVerdict.ADD else draw(st.sampled_from(older))
        puts = verdict in (PunchVerdict.ADD, PunchVerdict.MOVE)
        direction = draw(st.none() | st.sampled_from(Direction)) if puts else None
        at = START + timedelta(minutes=draw(st.integers(0, 600)))
        needs = verdict not in DECISIONS and draw(st.booleans())
        found.append(event(sequence, PunchChange(verdict, WHO, at, "me", about, direction, needs)))
    return found


def punches(history: list[Event]) -> list[Punch]:
    return sorted(standing(history).applied(SEEN), key=lambda punch: (punch.at, str(punch.event_id)))


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_changes_are_read_does_not_matter(history: list[Event], rng: random.Random) -> None:
    shuffled = list(history)
    rng.shuffle(shuffled)
    assert punches(shuffled) == punches(history)


@given(histories())
def test_a_change_that_is_taken_back_was_never_there(history: list[Event]) -> None:
    sequence = len(history) + 1
    adds = event(sequence, PunchChange(PunchVerdict.ADD, WHO, START, "me"))
    moves = event(sequence, PunchChange(PunchVerdict.MOVE, WHO, START, "me", SEEN[0].event_id))
    voids = event(sequence, PunchChange(PunchVerdict.VOID, WHO, START, "me", SEEN[1].event_id))
    for change in (adds, moves, voids):
        back = event(sequence + 1, PunchChange(PunchVerdict.VOID, WHO, START, "me", change.event_id))
        assert punches([*history, change, back]) == punches(history)


@given(histories())
def test_what_waits_does_not_count_until_it_is_approved(history: list[Event]) -> None:
    sequence = len(history) + 1
    change = event(sequence, PunchChange(PunchVerdict.ADD, WHO, START, "me", needs_approval=True))
    assert punches([*history, change]) == punches(history)
    for verdict, more in ((PunchVerdict.APPROVE, 1), (PunchVerdict.REJECT, 0)):
        decision = event(sequence + 1, PunchChange(verdict, WHO, START, "you", change.event_id))
        assert len(punches([*history, change, decision])) == len(punches(history)) + more


@given(histories())
def test_no_punch_is_there_twice(history: list[Event]) -> None:
    ids = [punch.event_id for punch in punches(history)]
    assert len(ids) == len(set(ids))
