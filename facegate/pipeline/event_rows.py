"""An event as a row of a table: the same columns wherever it is written, but for who is named, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from facegate.domain.corrections import effective
from facegate.domain.events import Event, EventType
from facegate.domain.ids import EventId, SubjectId

_BEFORE = ("event_id", "time", "type", "result", "reason")
_BETWEEN = (
    *("distance", "margin", "threshold", "model", "track", "source", "pad"),
    *("corrects", "verdict", "actor", "corrected_by", "effective_result"),
)
_DIGITS = 4
"""Of distances, margins and thresholds."""

Who = Callable[[SubjectId | None], Sequence[str]]
"""The cells of a person, or of nobody: as many as columns were named for it."""


def event_columns(*who: str) -> tuple[str, ...]:
    """Names of the columns, with ``who`` for the person: as it was told, and again as ``effective_`` ones.

    ``corrects`` (an event's id), ``verdict`` (``not_this_person``, ``is``, ``undone``) and ``actor`` are filled for
    corrections only; their person is who it was, or was not. ``corrected_by`` is the id of the correction in force for
    this event, and the ``effective_`` columns are what the event says with it; without one, what it said.
    """
    return (*_BEFORE, *who, *_BETWEEN, *(f"effective_{column}" for column in who))


def event_row(event: Event, holding: Mapping[EventId, Event], zone: ZoneInfo, who: Who) -> list[str]:
    """An event as cells of :func:`event_columns`.

    Args:
        event: what happened.
        holding: corrections in force, by the event that they correct.
        zone: of the time.
        who: the cells of a person.
    """
    said = effective(event, holding)
    # A correction names a person, but nobody was there at its moment.
    now = None if event.type is EventType.CORRECTION else said.subject_id
    return [
        event.event_id,
        event.occurred_at.astimezone(zone).isoformat(timespec="milliseconds"),
        event.type,
        event.result or "",
        event.reason or "",
        *who(event.subject_id),
        _number(event.distance),
        _number(event.margin),
        _number(event.threshold),
        event.model_id or "",
        "" if event.track is None else str(event.track),
        event.source,
        event.pad,
        event.corrects or "",
        event.verdict or "",
        event.actor or "",
        said.correction.event_id if said.correction else "",
        said.result or "",
        *who(now),
    ]


def _number(value: float | None) -> str:
    # z: a zero without a minus, which would be guarded against formulas and so turn from a number into text.
    return "" if value is None else f"{value:z.{_DIGITS}f}"
