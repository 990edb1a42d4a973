"""Facts that are logged: append-only, never holding a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId, TrackId


class EventType(StrEnum):
    """What kind of fact an event is."""

    IDENTIFICATION = "identification"
    """A track was decided on: identified, not identified or inconclusive."""
    CAMERA_LOST = "camera_lost"
    CAMERA_RESTORED = "camera_restored"
    RECOGNITION_FAULTED = "recognition_faulted"
    """The inference loop gave up after repeated failures."""


class Pad(StrEnum):
    """Result of presentation attack detection (ISO/IEC 30107)."""

    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before it is logged.

    Attributes:
        type: see :class:`EventType`.
        occurred_at: aware, UTC.
        source: the camera's spec without credentials.
        track: None for events that concern no face.
        judgement: None for events that concern no face.
        threshold: squared distance in force, None without a judgement.
        model_id: embedder in force, None without a judgement.
        pad: see :class:`Pad`.
    """

    type: EventType
    occurred_at: datetime
    source: str
    track: TrackId | None = None
    judgement: Judgement | None = None
    threshold: float | None = None
    model_id: ModelId | None = None
    pad: Pad = Pad.NOT_ASSESSED

    def __post_init__(self) -> None:
        if self.occurred_at.tzinfo is None:
            raise ValueError("occurred_at must be an aware datetime")


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the log holds it.

    Attributes:
        sequence: position in the log, from 1, without gaps.
        event_id: random.
        recorded_at: when the writer took it, aware, UTC.
        subject_id, distance, margin, result, reason: of the judgement, None
            where the event concerns no face.
    """

    sequence: int
    event_id: EventId
    type: EventType
    occurred_at: datetime
    recorded_at: datetime
    source: str
    track: TrackId | None
    subject_id: SubjectId | None
    distance: float | None
    margin: float | None
    threshold: float | None
    model_id: ModelId | None
    result: Outcome | None
    reason: Reason | None
    pad: Pad


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; every field that is None lets all through.

    Attributes:
        first, last: aware UTC instants, first included, last excluded.
        subject_id: one person's.
        type: one kind.
        results: these results only.
    """

    first: datetime | None = None
    last: datetime | None = None
    subject_id: SubjectId | None = None
    type: EventType | None = None
    results: tuple[Outcome, ...] | None = None

    def __post_init__(self) -> None:
        if any(moment is not None and moment.tzinfo is None for moment in (self.first, self.last)):
            raise ValueError("first and last must be aware datetimes")
