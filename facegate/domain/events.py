"""Facts that are logged: append-only, never holding a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.domain.attendance.punches import Direction
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId, TrackId
from facegate.domain.looks import Look
from facegate.domain.pad.results import NOT_ASSESSED, Cue, Pad, PadResult
from facegate.domain.records import AccessRecord, DoorRecord, PunchChange
from facegate.domain.sign_ins import SignIn, SignInReason


class EventType(StrEnum):
    """What kind of fact an event is."""

    IDENTIFICATION = "identification"
    """A track was decided on: identified, not identified or inconclusive."""
    CAMERA_LOST = "camera_lost"
    CAMERA_RESTORED = "camera_restored"
    RECOGNITION_FAULTED = "recognition_faulted"
    """The inference loop gave up after repeated failures."""
    CORRECTION = "correction"
    """Somebody said what an earlier event got wrong; see :mod:`facegate.domain.corrections`."""
    CARD = "card"
    """Somebody was identified by their card's number alone; see :mod:`facegate.domain.sign_ins`."""
    PIN = "pin"
    """A number was given, and a PIN or none: identified or not identified."""
    PUNCH = "punch"
    """Somebody added, moved or voided a punch, or decided on such a change; see :mod:`facegate.domain.records`."""
    ACCESS = "access"
    """It was decided whether a door opens for somebody who was seen."""
    DOOR = "door"
    """Something was done to a door, or could not be done."""


SIGN_INS = frozenset({EventType.CARD, EventType.PIN})
"""Events of the keypad."""

RECORDS = (EventType.PUNCH, EventType.ACCESS, EventType.DOOR)
"""Events of attendance and access; they are no sightings."""

SIGHTINGS = SIGN_INS | {EventType.IDENTIFICATION}
"""Events that say whether somebody was there: what attendance, cool-down and corrections are about."""


class Verdict(StrEnum):
    """What a correction says of the event that it names."""

    NOT_THIS_PERSON = "not_this_person"
    """The person it named was somebody else."""
    IS = "is"
    """It was the person whom the correction names."""
    UNDONE = "undone"
    """The correction that it names does not count."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction is made of.

    Attributes:
        corrects: the identification, or for ``undone`` the correction.
        verdict: see :class:`Verdict`.
        subject_id: for ``is`` who it was, for ``not_this_person`` who it was not, None for ``undone``.
        actor: account of the operating system.
    """

    corrects: EventId
    verdict: Verdict
    subject_id: SubjectId | None
    actor: str

    def __post_init__(self) -> None:
        if (self.subject_id is None) != (self.verdict is Verdict.UNDONE):
            raise ValueError("a correction names a person exactly when it is no undo")


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
        pad: what presentation attack detection said of the track.
        correction: of a correction, None for all other events.
        look: the best look at the track; kept beside the log where the site wants it, never in it.
        sign_in: of a card or PIN event, None for all other events.
        direction: which way somebody went, where a sighting says so; None for all other events.
        punch, access, door: of events of that type, None for all others.
        words: why a punch was changed; kept beside the log, where an erasure reaches it, never in it.
        watched: who on the watch list it is, of whom nothing is known but by that: an alarm names them, which is logged
            with this event, and never this event itself.
    """

    type: EventType
    occurred_at: datetime
    source: str
    track: TrackId | None = None
    judgement: Judgement | None = None
    threshold: float | None = None
    model_id: ModelId | None = None
    pad: PadResult = NOT_ASSESSED
    correction: Correction | None = None
    look: Look | None = None
    sign_in: SignIn | None = None
    direction: Direction | None = None
    punch: PunchChange | None = None
    access: AccessRecord | None = None
    door: DoorRecord | None = None
    words: str | None = None
    watched: SubjectId | None = None

    def __post_init__(self) -> None:
        if self.occurred_at.tzinfo is None:
            raise ValueError("occurred_at must be an aware datetime")
        if (self.type is EventType.CORRECTION) != (self.correction is not None):
            raise ValueError("exactly the corrections have a correction")
        if (self.type in SIGN_INS) != (self.sign_in is not None):
            raise ValueError("exactly the events of the keypad have a sign-in")
        for kind, said in zip(RECORDS, (self.punch, self.access, self.door), strict=True):
            if (self.type is kind) != (said is not None):
                raise ValueError(f"exactly events of type {kind} have what such events say")
        if self.direction is not None and self.type not in SIGHTINGS:
            raise ValueError("only a sighting has a direction of its own")
        if self.words is not None and self.punch is None:
            raise ValueError("only a change of a punch has words")
        if self.watched is not None and (self.judgement is None or self.judgement.subject_id is not None):
            raise ValueError("who is looked out for is not identified")


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the log holds it.

    Attributes:
        sequence: position in the log, from 1, without gaps.
        event_id: random.
        recorded_at: when the writer took it, aware, UTC.
        subject_id, distance, margin, result, reason: of the judgement, None
            where the event concerns no face; ``subject_id`` of a correction: see :class:`Correction`,
            of a sign-in, which has result and reason too: see :class:`facegate.domain.sign_ins.SignIn`.
        corrects, verdict, actor: of a correction, None for all other events.
        direction: see :class:`EventDraft`.
        pad_cue, pad_score: what ``pad`` rests on; see :class:`facegate.domain.pad.results.PadResult`.
        claimed_id: whom a face showed that was not let count; see :class:`facegate.domain.identification.Judgement`.
        punch, access, door: as in the draft; of people they name ``subject_id``, too.
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
    reason: Reason | SignInReason | None
    pad: Pad
    corrects: EventId | None = None
    verdict: Verdict | None = None
    actor: str | None = None
    direction: Direction | None = None
    punch: PunchChange | None = None
    access: AccessRecord | None = None
    door: DoorRecord | None = None
    pad_cue: Cue | None = None
    pad_score: float | None = None
    claimed_id: SubjectId | None = None


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
