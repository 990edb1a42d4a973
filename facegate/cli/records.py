"""Events as JSON and as a line for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from facegate.domain.events import Event
    from facegate.domain.people import PersonName

DISTANCE_DIGITS = 4
"""As in the exported CSV: far finer than two pictures of one face agree."""


def event_record(event: Event, person: PersonName | None) -> dict[str, Any]:
    """An event as JSON; the name is the one that the person has now."""
    return {
        "event_id": event.event_id,
        "type": event.type,
        "time": utc(event.occurred_at),
        "track": event.track,
        "subject_id": event.subject_id,
        "person_id": person.external_id if person else None,
        "name": person.name if person else None,
        "distance": rounded(event.distance),
        "margin": rounded(event.margin),
        "threshold": rounded(event.threshold),
        "model": event.model_id,
        "result": event.result,
        "reason": event.reason,
        "pad": event.pad,
        "source": event.source,
        "pad_cue": event.pad_cue,
        "pad_score": rounded(event.pad_score),
        "claimed_id": event.claimed_id,
    }


def event_text(event: Event, person: PersonName | None, zone: ZoneInfo, claimed: PersonName | None = None) -> str:
    """An event as one line, in the site's time; ``claimed``: whom a face shows that was not let count."""
    moment = site_time(event.occurred_at, zone)
    if event.result is None:
        return f"{moment}  {event.type.replace('_', ' ')}  {event.source}"
    who = named(person)
    if who and event.result != "identified":
        # A refused sign-in: whoever it was, they gave this person's number.
        who = f"number of {who}"
    if event.claimed_id is not None:
        who = f"face of {named(claimed) or 'an erased person'}"
    # "Inconclusive" at the head of a line would hide an attack.
    result = "attack" if event.reason == "presentation_attack" else event.result.replace("_", " ")
    parts = [moment, result, who, (event.reason or "").replace("_", " ")]
    parts += [
        f"{label} {value:.2f}"
        for label, value in (("distance", event.distance), ("margin", event.margin), ("threshold", event.threshold))
        if value is not None
    ]
    parts += [f"by {event.pad_cue}"] if event.pad == "attack" and event.pad_cue else []
    parts.append(event.source if event.track is None else f"track {event.track}")
    return "  ".join(part for part in parts if part)


def named(person: PersonName | None) -> str:
    """Somebody in a line; empty for nobody."""
    return f"{person.name} ({person.external_id})" if person else ""


def record_fields(event: Event) -> dict[str, Any]:
    """What an event of attendance or access says, as JSON; nothing of other events."""
    from facegate.pipeline.event_rows import record_values

    moment = {"punch_time": utc(event.punch.at)} if event.punch is not None else {}
    return {key: value for key, value in {**record_values(event), **moment}.items() if value is not None}


def record_text(event: Event, zone: ZoneInfo) -> str:
    """The same as a part of a line, in the site's time."""
    from facegate.pipeline.event_rows import record_values

    said = dict(record_values(event))
    if event.punch is not None:
        said["punch_time"] = site_time(event.punch.at, zone)
    actor, latency = said.pop("actor", None), said.pop("latency", None)
    # Only words of the program are put into words: a place may be a camera, by its path.
    parts = [
        str(value) if key == "place" else str(value).replace("_", " ")
        for key, value in said.items()
        if value is not None and key != "about"
    ]
    parts += [f"by {actor}"] if actor else []
    parts += [f"after {latency:.2f} s"] if isinstance(latency, float) else []
    return ", ".join(parts)


def site_time(moment: datetime, zone: ZoneInfo) -> str:
    """A moment for people: in the site's time, to the second."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rounded(value: float | None) -> float | None:
    """A distance as it is shown."""
    return None if value is None else round(value, DISTANCE_DIGITS)
