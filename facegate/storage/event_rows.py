"""Events as rows and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from facegate.domain.events import RECORDS, Event, EventDraft, EventType, Verdict
from facegate.domain.identification import Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId, TrackId
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.sign_ins import SignInReason
from facegate.errors import DamagedDataError
from facegate.storage.event_records import printed, record_columns, record_fields
from facegate.storage.moments import from_micros, to_micros

_RECORD_TYPES = frozenset(kind.value for kind in RECORDS)
_TYPES = {member.value: member for member in EventType}
_PADS = {member.value: member for member in Pad}
_CUES: dict[str | None, Cue | None] = {None: None, **{member.value: member for member in Cue}}
_RESULTS: dict[str | None, Outcome | None] = {None: None, **{member.value: member for member in Outcome}}
_VERDICTS: dict[str | None, Verdict | None] = {None: None, **{member.value: member for member in Verdict}}
_REASONS: dict[str | None, Reason | SignInReason | None] = {
    None: None,
    **{member.value: member for member in Reason},
    **{member.value: member for member in SignInReason},
}
"""Dictionaries, because calling an enum is several times slower and a year holds millions of events."""


def row_of(draft: EventDraft, sequence: int, event_id: EventId, recorded_at: datetime, key_id: str) -> dict[str, Any]:
    """All columns but the MAC; what a database cannot hold (NaN, lone surrogates) is replaced here."""
    judgement, correction = draft.judgement, draft.correction
    # A judgement or a sign-in says who was there, with which result and why.
    said = judgement or draft.sign_in
    subject = correction.subject_id if correction is not None else said and said.subject_id
    return {
        "sequence": sequence,
        "event_id": str(event_id),
        "type": draft.type.value,
        "occurred_at": to_micros(draft.occurred_at.astimezone(UTC)),
        "recorded_at": to_micros(recorded_at),
        "source": printed(draft.source),
        "track": None if draft.track is None else int(draft.track),
        "subject_id": subject,
        "distance": None if judgement is None else _number(judgement.distance),
        "margin": None if judgement is None else _number(judgement.margin),
        "threshold": _number(draft.threshold),
        "model_id": draft.model_id,
        "result": said and said.outcome.value,
        "reason": said and said.reason.value,
        "pad": draft.pad.pad.value,
        "pad_cue": draft.pad.cue and draft.pad.cue.value,
        "pad_score": _number(draft.pad.score),
        "claimed_id": judgement and judgement.claimed,
        "key_id": key_id,
        "corrects": correction and str(correction.corrects),
        "verdict": correction and correction.verdict.value,
        "actor": correction and printed(correction.actor),
        **record_columns(draft),
    }


def event_of(row: Mapping[str, Any]) -> Event:
    """The event of a row.

    Raises:
        DamagedDataError: a column holds what was never written.
    """
    try:
        record = row["type"] in _RECORD_TYPES
        more = record_fields(row) if record or row["direction"] is not None else {}
        return Event(
            sequence=row["sequence"],
            event_id=EventId(row["event_id"]),
            type=_TYPES[row["type"]],
            occurred_at=from_micros(row["occurred_at"]),
            recorded_at=from_micros(row["recorded_at"]),
            source=row["source"],
            track=None if row["track"] is None else TrackId(row["track"]),
            subject_id=None if row["subject_id"] is None else SubjectId(row["subject_id"]),
            distance=row["distance"],
            margin=row["margin"],
            threshold=row["threshold"],
            model_id=None if row["model_id"] is None else ModelId(row["model_id"]),
            result=_RESULTS[row["result"]],
            reason=None if record else _REASONS[row["reason"]],
            pad=_PADS[row["pad"]],
            pad_cue=_CUES[row["pad_cue"]],
            pad_score=row["pad_score"],
            claimed_id=None if row["claimed_id"] is None else SubjectId(row["claimed_id"]),
            corrects=None if row["corrects"] is None else EventId(row["corrects"]),
            verdict=None if record else _VERDICTS[row["verdict"]],
            actor=row["actor"],
            **more,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise DamagedDataError(
            "Event damaged",
            "Event {sequence} of the log has been changed.",
            "Restore the data folder from a backup, and find out who can write to it.",
            sequence=row["sequence"],
        ) from error


def _number(value: float | None) -> float | None:
    """A Python float; None for NaN and infinity, which SQL and JSON cannot hold."""
    return float(value) if value is not None and math.isfinite(value) else None
