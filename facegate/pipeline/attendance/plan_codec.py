"""Items of the plan as JSON for the database, and as mappings that an administrator can read and write.

Times are written ``09:00``, spans ``09:00-17:00``; what lies after midnight of the work date keeps counting: ``30:00``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.rules import AccessRule
from facegate.domain.access.time_tables import TimeTable
from facegate.domain.access.zones import Zone
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.clock_times import clock_text, minute_of
from facegate.domain.attendance.plan_errors import PlanError
from facegate.domain.attendance.rotations import Rotation
from facegate.domain.attendance.shifts import Shift
from facegate.errors import AttendanceError


@dataclass(frozen=True, slots=True)
class ItemType:
    """What is known of a kind of item.

    Attributes:
        made: its class.
        key: the field with its id.
    """

    made: type[Any]
    key: str


KINDS: Mapping[str, ItemType] = {
    "shift": ItemType(Shift, "shift_id"),
    "rotation": ItemType(Rotation, "rotation_id"),
    "calendar": ItemType(Calendar, "calendar_id"),
    "zone": ItemType(Zone, "zone_id"),
    "door": ItemType(DoorPlan, "door_id"),
    "time_table": ItemType(TimeTable, "table_id"),
    "access_rule": ItemType(AccessRule, "rule_id"),
}
"""Items by kind."""

_TIMES = frozenset({"start", "end"})
_SPAN_FIELDS = frozenset({"spans", "core"})


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def adapter(made: type[Any]) -> TypeAdapter[Any]:
    """Checks and converts; kept, as making one takes milliseconds."""
    if made not in _ADAPTERS:
        _ADAPTERS[made] = TypeAdapter(made)
    return _ADAPTERS[made]


def encoded(item: Any) -> str:
    """An item as JSON."""
    return adapter(type(item)).dump_json(item).decode()


def decoded(made: type[Any], body: str) -> Any:
    """An item from JSON. Raises AttendanceError."""
    return _checked(made, lambda: adapter(made).validate_json(body))


def readable(item: Any) -> dict[str, Any]:
    """An item as a mapping for TOML; what has its default is left out, and so is what is None."""
    document: dict[str, Any] = adapter(type(item)).dump_python(item, exclude_defaults=True)
    return {name: _to_text(name, value) for name, value in document.items() if value is not None}


def from_readable(made: type[Any], document: Mapping[str, Any]) -> Any:
    """An item from such a mapping. Raises AttendanceError."""

    def make() -> Any:
        converted = {name: _from_text(name, value) for name, value in document.items()}
        item = adapter(made).validate_python(converted)
        strange = _strange(converted, adapter(made).dump_python(item))
        if strange is not None:
            raise ValueError(f"there is no field {strange!r}")
        return item

    return _checked(made, make)


def _checked(made: type[Any], make: Callable[[], Any]) -> Any:
    try:
        return make()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        reason = first.get("ctx", {}).get("error")
        if isinstance(reason, PlanError):
            raise plan_refused(reason) from error
        place = ".".join(str(part) for part in first["loc"])
        raise _not_usable(made, f"{place}: {first['msg']}".removeprefix(": ")) from error
    except (ValueError, TypeError, AttributeError) as error:
        if isinstance(error, PlanError):
            raise plan_refused(error) from error
        raise _not_usable(made, str(error)) from error


def plan_refused(error: PlanError) -> AttendanceError:
    """A plan that cannot be followed, with the lines that clash."""
    return AttendanceError(
        "Plan not possible",
        "{problem}.",
        "Correct one of these lines.",
        problem=str(error),
        first=str(error.first),
        second="" if error.second is None else str(error.second),
    )


def _not_usable(made: type[Any], reason: str) -> AttendanceError:
    return AttendanceError(
        "Item of the plan not usable",
        "A {kind} cannot be used: {reason}.",
        "Correct that value.",
        kind=made.__name__.lower(),
        reason=reason.rstrip("."),
    )


def _from_text(name: str, value: Any) -> Any:
    if name in _SPAN_FIELDS:
        return [_span(each) for each in value] if isinstance(value, list) else _span(value)
    if isinstance(value, list):
        return [_from_text("", each) for each in value]
    if isinstance(value, Mapping):
        return {key: _from_text(key, each) for key, each in value.items()}
    if name in _TIMES and isinstance(value, str):
        return minute_of(value)
    return value


def _span(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    start, dash, end = value.partition("-")
    if not dash:
        raise ValueError(f"not a span such as 09:00-17:00: {value!r}")
    return {"start": minute_of(start), "end": minute_of(end)}


def _to_text(name: str, value: Any) -> Any:
    if name in _SPAN_FIELDS:
        return [_span_text(each) for each in value] if isinstance(value, list | tuple) else _span_text(value)
    match value:
        case list() | tuple():
            return [_to_text("", each) for each in value]
        case Mapping():
            return {key: _to_text(key, each) for key, each in value.items() if each is not None}
        case StrEnum():
            return value.value
        case int() if name in _TIMES:
            return clock_text(value)
        case _:
            return value


def _span_text(value: Mapping[str, int]) -> str:
    return f"{clock_text(value['start'])}-{clock_text(value['end'])}"


def _strange(given: Any, understood: Any) -> str | None:
    """The first field that was given and that nobody understands: a slip must not pass for a default."""
    if isinstance(given, Mapping) and isinstance(understood, Mapping):
        for name, value in given.items():
            if name not in understood:
                return str(name)
            found = _strange(value, understood[name])
            if found is not None:
                return found
    elif isinstance(given, list | tuple) and isinstance(understood, list | tuple):
        pairs = zip(given, understood, strict=False)
        return next((found for one, other in pairs if (found := _strange(one, other)) is not None), None)
    return None
