"""An event as a row of a table: the same columns wherever it is written, but for who is named, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from facegate.domain.corrections import effective
from facegate.domain.events import RECORDS, Event, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.report_tables import Cell

_BEFORE = ("event_id", "time", "type", "result", "reason")
_BETWEEN = (
    *("distance", "margin", "threshold", "model", "track", "source", "pad"),
    *("corrects", "verdict", "actor", "corrected_by", "effective_result"),
)
_AFTER = ("direction", "punch_time", "place", "about", "latency")
_PAD = ("pad_cue", "pad_score")
_NOBODY_THERE = frozenset({EventType.CORRECTION, *RECORDS})
"""Events that may name a person, who was not seen at their moment."""

_DIGITS = 4
"""Of distances, margins and thresholds."""

Who = Callable[[SubjectId | None], Sequence[str]]
"""The cells of a person, or of nobody: as many as columns were named for it."""


def event_columns(*who: str) -> tuple[str, ...]:
    """Names of the columns, with ``who`` for the person: as it was told, and again as ``effective_`` ones.

    ``corrects`` (an event's id) is filled for corrections only; their person is who it was, or was not. ``verdict`` is
    what a correction (``not_this_person``, ``is``, ``undone``), a changed punch (``add``, ``move``, ...), a decision
    (``allowed``, ``denied``) or a door (``sent``, ``failed``, ...) says, ``actor`` who said it. ``corrected_by`` is the
    id of the correction in force for this event, and the ``effective_`` columns are what the event says with it;
    without one, what it said. ``direction`` is in, out or a break's; ``punch_time`` the moment that a change of punches
    is about; ``place`` the door or zone; ``about`` the event that this one is about; ``latency`` in seconds.
    ``pad_cue`` and ``pad_score`` are what the result of attack detection (``pad``) rests on, the ``claimed_`` columns
    whom a face showed that was not let count.
    """
    effective, claimed = ([f"{prefix}_{column}" for column in who] for prefix in ("effective", "claimed"))
    return (*_BEFORE, *who, *_BETWEEN, *effective, *_AFTER, *_PAD, *claimed)


def record_values(event: Event) -> dict[str, str | float | datetime | None]:
    """What an event of attendance or access says, by column; empty for sightings that have no direction."""
    if event.punch is not None:
        punch = event.punch
        return {
            "verdict": punch.verdict.value,
            "actor": punch.actor,
            "reason": "needs_approval" if punch.needs_approval else None,
            "direction": punch.direction,
            "punch_time": punch.at,
            "about": punch.about,
        }
    if event.access is not None:
        access = event.access
        return {
            "verdict": "allowed" if access.allowed else "denied",
            "reason": access.code,
            "direction": access.direction,
            "place": access.place,
            "about": access.about,
        }
    if event.door is not None:
        door = event.door
        return {
            "verdict": door.verdict.value,
            "actor": door.actor,
            "reason": door.code,
            "place": door.place,
            "about": door.about,
            "latency": door.latency,
        }
    return {} if event.direction is None else {"direction": event.direction}


def event_cells(event: Event, holding: Mapping[EventId, Event], zone: ZoneInfo, who: Who) -> list[Cell]:
    """An event as typed cells of :func:`event_columns`.

    Args:
        event: what happened.
        holding: corrections in force, by the event that they correct.
        zone: of the times.
        who: the cells of a person.
    """
    said = effective(event, holding)
    # A correction names a person, but nobody was there at its moment.
    now = None if event.type in _NOBODY_THERE else said.subject_id
    record = record_values(event)
    return [
        event.event_id,
        event.occurred_at.astimezone(zone),
        event.type.value,
        event.result,
        event.reason or record.get("reason"),
        *who(event.subject_id),
        event.distance,
        event.margin,
        event.threshold,
        event.model_id,
        event.track,
        event.source,
        event.pad.value,
        event.corrects,
        event.verdict or record.get("verdict"),
        event.actor or record.get("actor"),
        said.correction.event_id if said.correction else None,
        said.result,
        *who(now),
        *(_local(record.get(column), zone) for column in _AFTER),
        event.pad_cue and event.pad_cue.value,
        event.pad_score,
        *who(event.claimed_id),
    ]


def event_row(event: Event, holding: Mapping[EventId, Event], zone: ZoneInfo, who: Who) -> list[str]:
    """The same as texts."""
    return [_text(cell) for cell in event_cells(event, holding, zone, who)]


def _local(value: str | float | datetime | None, zone: ZoneInfo) -> Cell:
    return value.astimezone(zone) if isinstance(value, datetime) else value


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(timespec="milliseconds")
        case float():
            # z: a zero without a minus, which would be guarded against formulas and so turn from a number into text.
            return f"{cell:z.{_DIGITS}f}"
        case _:
            return str(cell)
