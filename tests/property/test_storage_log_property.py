"""The log as a whole: whatever was appended comes back, whatever was done to it is found."""

from __future__ import annotations

import math
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from helpers.data_folder import opened, tampered
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backends.fail import Keyring

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import RECORDS, SIGN_INS, Correction, Event, EventDraft, EventFilter, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId, TrackId
from facegate.domain.pad.results import NOT_ASSESSED, Cue, Pad, PadResult
from facegate.domain.records import (
    DECISIONS,
    AccessRecord,
    DoorRecord,
    DoorVerdict,
    PunchChange,
    PunchVerdict,
)
from facegate.domain.sign_ins import ACCEPTED, KEYPAD_SOURCE, SignIn, SignInReason
from facegate.errors import DamagedDataError
from facegate.settings.paths import Paths
from facegate.storage.spellings import folded, spellings
from facegate.storage.texts import search_text

PEOPLE = [SubjectId(letter * 32) for letter in "abc"]

moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.timezones())
numbers = st.none() | st.floats(0, 4)
distances = st.none() | st.floats()


@st.composite
def judged(draw: st.DrawFn) -> Judgement:
    outcome = draw(st.sampled_from(Outcome))
    who = draw(st.sampled_from(PEOPLE)) if outcome is Outcome.IDENTIFIED else None
    claimed = draw(st.none() | st.sampled_from(PEOPLE)) if who is None else None
    return Judgement(outcome, draw(st.sampled_from(Reason)), who, draw(distances), draw(numbers), claimed)


@st.composite
def assessed(draw: st.DrawFn) -> PadResult:
    pad = draw(st.sampled_from(Pad))
    if pad is Pad.NOT_ASSESSED:
        return NOT_ASSESSED
    return PadResult(pad, draw(st.sampled_from(Cue)), draw(st.none() | st.floats()))


judgements = st.none() | judged()
facts = st.builds(
    EventDraft,
    st.sampled_from([kind for kind in EventType if kind not in SIGN_INS | {EventType.CORRECTION, *RECORDS}]),
    moments,
    st.text(max_size=40),
    st.none() | st.integers(1, 2**40).map(TrackId),
    judgements,
    numbers,
    st.none() | st.just(ModelId("made-up-1")),
    assessed(),
)


@st.composite
def corrected(draw: st.DrawFn) -> EventDraft:
    verdict = draw(st.sampled_from(Verdict))
    who = None if verdict is Verdict.UNDONE else draw(st.sampled_from(PEOPLE))
    correction = Correction(EventId(draw(st.sampled_from("de")) * 32), verdict, who, draw(st.text(max_size=20)))
    return EventDraft(EventType.CORRECTION, draw(moments), "", correction=correction)


@st.composite
def signed_in(draw: st.DrawFn) -> EventDraft:
    reason = draw(st.sampled_from(SignInReason))
    who = draw(st.sampled_from(PEOPLE) if reason in ACCEPTED else st.none() | st.sampled_from(PEOPLE))
    kind = draw(st.sampled_from(sorted(SIGN_INS)))
    return EventDraft(kind, draw(moments), KEYPAD_SOURCE, sign_in=SignIn(reason, who))


directions = st.none() | st.sampled_from(Direction)


@st.composite
def recorded_of_attendance(draw: st.DrawFn) -> EventDraft:
    kind = draw(st.sampled_from(RECORDS))
    who, about = draw(st.sampled_from(PEOPLE)), EventId(draw(st.sampled_from("de")) * 32)
    place, actor = draw(st.text(min_size=1, max_size=20)), draw(st.text(max_size=20))
    said: dict[str, object] = {}
    if kind is EventType.ACCESS:
        known = draw(st.none() | st.just(who))
        said["access"] = AccessRecord(about, known, place, draw(st.booleans()), "outside_hours", draw(directions))
    elif kind is EventType.DOOR:
        latency = draw(st.none() | st.floats(0, 4))
        said["door"] = DoorRecord(place, draw(st.sampled_from(DoorVerdict)), draw(st.none() | st.just(about)), latency)
    else:
        verdict = draw(st.sampled_from(PunchVerdict))
        adds, puts = verdict is PunchVerdict.ADD, verdict in (PunchVerdict.ADD, PunchVerdict.MOVE)
        direction = draw(directions) if puts else None
        needs = verdict not in DECISIONS and draw(st.booleans())
        change = PunchChange(verdict, who, draw(moments), actor, None if adds else about, direction, needs)
        said["punch"] = change
    return EventDraft(kind, draw(moments), "", **said)


drafts = facts | corrected() | signed_in() | recorded_of_attendance()


@settings(max_examples=15)
@given(st.lists(st.lists(drafts, max_size=12), min_size=1, max_size=3), st.sampled_from(PEOPLE), st.booleans())
def test_whatever_is_appended_comes_back(sessions: list[list[EventDraft]], who: SubjectId, newest_first: bool) -> None:
    keyring.set_keyring(Keyring())
    recorded: list[Event] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for session in sessions:
            with opened(folder) as storage:
                recorded += [future.result(10) for future in [storage.events.append(draft) for draft in session]]
        with opened(folder, read_only=True) as storage:
            found = list(storage.events.query(EventFilter(), newest_first=newest_first))
            theirs = list(storage.events.query(EventFilter(subject_id=who)))
            assert storage.events.verify() == len(recorded)
    assert [event.sequence for event in recorded] == list(range(1, len(recorded) + 1))
    ordered = sorted(recorded, key=lambda event: (event.occurred_at, event.sequence), reverse=newest_first)
    assert found == ordered
    assert theirs == [
        event for event in ordered[:: -1 if newest_first else 1] if who in (event.subject_id, event.claimed_id)
    ]
    for event, draft in zip(recorded, [draft for session in sessions for draft in session], strict=True):
        # Through UTC: Python calls moments that a clock shows twice unequal to those of another zone (PEP 495).
        assert event.occurred_at == draft.occurred_at.astimezone(UTC)
        assert event.occurred_at.utcoffset() == timedelta(0)
        assert (event.access is None) == (draft.access is None)
        assert (event.pad, event.pad_cue) == (draft.pad.pad, draft.pad.cue)
        assert event.pad_score == (draft.pad.score if math.isfinite(draft.pad.score or 0.0) else None)
        assert event.claimed_id == (draft.judgement and draft.judgement.claimed)
        if draft.punch is not None and event.punch is not None:
            assert event.punch.at == draft.punch.at.astimezone(UTC)
            assert replace(event.punch, at=draft.punch.at, actor="") == replace(draft.punch, actor="")
        if draft.door is not None and event.door is not None:
            assert (event.door.latency, event.door.verdict) == (draft.door.latency, draft.door.verdict)
        if draft.access is not None:
            assert replace(event.access, place="a") == replace(draft.access, place="a")


COLUMNS = [
    "corrects",
    "verdict",
    "actor",
    "event_id",
    "type",
    "occurred_at",
    "source",
    "subject_id",
    "distance",
    "result",
    "mac",
    "sequence",
    "direction",
    "about",
    "latency",
    "pad_score",
    "claimed_id",
]


@settings(max_examples=25)
@given(st.integers(1, 8), st.sampled_from(COLUMNS), st.none() | st.integers(-9, 99) | st.text(max_size=5) | st.binary())
def test_whatever_is_changed_is_found(sequence: int, column: str, value: object) -> None:
    keyring.set_keyring(Keyring())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = EventDraft(
            EventType.IDENTIFICATION,
            datetime(2026, 3, 2, tzinfo=UTC),
            "0",
            TrackId(1),
            Judgement(Outcome.IDENTIFIED, Reason.AGREED, PEOPLE[0], 0.5, 0.25),
            1.1,
            ModelId("m"),
        )
        with opened(folder) as storage:
            for _ in range(8):
                storage.events.append(draft)
        read = f"SELECT {column}, typeof({column}) FROM events ORDER BY rowid"
        with closing(sqlite3.connect(Paths(folder).database)) as connection:
            before = connection.execute(read).fetchall()
        try:
            tampered(folder, f"UPDATE events SET {column} = ? WHERE sequence = {sequence}", parameters=(value,))
        except sqlite3.IntegrityError:
            return  # the table itself refused: a number twice, nothing where something must be
        with closing(sqlite3.connect(Paths(folder).database)) as connection:
            changed = connection.execute(read).fetchall() != before
        with opened(folder, read_only=True) as storage:
            if changed:
                with pytest.raises(DamagedDataError):
                    storage.events.verify()
            else:
                assert storage.events.verify() == 8


@given(st.text(max_size=60), st.text(max_size=20))
def test_folding_is_final(name: str, external_id: str) -> None:
    text = search_text(name, external_id)
    for word in spellings(f"{name} {external_id}"):
        assert all(spelling in text for spelling in word)
    assert folded(folded(name)) == folded(name)
